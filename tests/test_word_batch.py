"""Many documents from one template, on one core and on several."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from hoso.errors import FillError
from hoso.word import Template, fill_all
from tests.word_samples import paragraphs, saved, texts_of


@pytest.fixture
def template(tmp_path: Path) -> Template:
    return Template.open(saved(tmp_path / "mau.docx", paragraphs("Người số {{ n }} & {{ ten }}")))


def people(count: int) -> Iterator[tuple[dict[str, object], str]]:
    for number in range(count):
        yield {"n": number, "ten": "Đặng <Thuý>"}, f"hoso:{number}"


def test_a_batch_on_several_cores_is_the_batch_on_one_in_the_same_order(template: Template) -> None:
    alone = list(fill_all(template, people(9)))

    together = list(fill_all(template, people(9), cores=2, worth=3))

    assert together == alone
    assert [texts_of(data)[0][:10] for data in alone] == [f"Người số {n}" for n in range(9)]


def test_a_batch_too_small_for_several_cores_is_filled_on_one(template: Template) -> None:
    assert len(list(fill_all(template, people(4), cores=4))) == 4


def test_documents_come_one_by_one_from_data_without_end(template: Template) -> None:
    def endless() -> Iterator[tuple[dict[str, object], str]]:
        while True:
            yield {"n": 1, "ten": "x"}, ""

    several = list(islice(fill_all(template, endless(), cores=2, worth=4), 6))

    assert len(several) == 6


def test_a_refusal_in_another_process_says_the_same_as_here(template: Template) -> None:
    wanting: dict[str, object] = {"n": 1, "ten": None}
    items = [*people(3), (wanting, "")]

    with pytest.raises(FillError) as there:
        list(fill_all(template, items, cores=2, worth=2))
    with pytest.raises(FillError) as here:
        list(fill_all(template, items))

    assert there.value.message == here.value.message
    assert (there.value.where, there.value.problems) == (here.value.where, here.value.problems)
