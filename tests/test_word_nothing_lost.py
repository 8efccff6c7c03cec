"""Every word that a person types into an issued form ends in a field, or is asked about."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from hoso import word
from hoso.model.template import ReturnedForm
from tests import returned_forms
from tests.returned_forms import dice

CASES = {case.info.kind: case for case in returned_forms.cases(1)}
LOST = ("w:sdt", "w:tag", "w:bookmarkStart")


def _paragraph(words: str) -> etree._Element:
    paragraph, run, letters = (OxmlElement(f"w:{name}") for name in ("p", "r", "t"))
    letters.text = words
    run.append(letters)
    paragraph.append(run)
    return paragraph


def _typed_anywhere(data: bytes, rng: random.Random, texts: list[str], lost: list[str]) -> bytes:
    """Type each text somewhere: as a paragraph of its own, or behind a paragraph that is there."""
    document = docx.Document(io.BytesIO(data))
    body = document.element.body
    for words in texts:
        place = rng.choice(list(body.iter(qn("w:p"))))
        if rng.random() < 0.7:
            place.addnext(_paragraph(words))
        else:
            place.append(_paragraph(f" {words}")[0])
    for name in lost:
        for element in list(body.iter(qn(name))):
            if name == "w:sdt":
                for child in element.find(qn("w:sdtContent")):
                    element.addprevious(child)
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)
    return returned_forms._saved(document)


def _said(form: ReturnedForm) -> str:
    """Return everything that the form was read to say, and everything that is asked."""
    asked = [part for q in form.questions for part in (q.words, q.text)]
    changed = [one.returned for one in form.differences]
    return " ".join([*_texts(form.values), *form.seen.values(), *asked, *changed])


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _texts(one)
    else:
        yield str(value)


TYPING = given(
    seed=st.integers(0, 2**32),
    count=st.integers(1, 4),
    lost=st.lists(st.sampled_from(LOST), unique=True),
    answered=st.booleans(),
)


def ended_nowhere(kind: str, seed: int, count: int, lost: list[str], answered: bool) -> list[str]:
    """Type words somewhere into an issued form; return those that no field and no question has."""
    case = CASES[kind]
    texts = [f"Chữ lạ zq{n}zq của người viết" for n in range(count)]
    data = returned_forms.typed(case) if answered else case.issued

    typed = _typed_anywhere(data, dice("chữ lạ", seed), texts, lost)
    said = _said(word.read_back(typed, case.info, issued=case.issued))

    return [words for words in texts if words.split()[2] not in said]


@pytest.mark.parametrize("kind", CASES)
@settings(max_examples=6)
@TYPING
def test_every_typed_word_ends_in_a_field_or_a_question(
    kind: str, seed: int, count: int, lost: list[str], answered: bool
) -> None:
    assert ended_nowhere(kind, seed, count, lost, answered) == []
