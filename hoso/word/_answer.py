"""Typing answers into an issued form, the way a person would in Word."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from hoso.errors import NotFoundError
from hoso.model.review import Status
from hoso.model.template import FieldKind, TemplateInfo
from hoso.text import nfc
from hoso.word._choices import NAMES, code_of
from hoso.word._lines import EMPTY_BOX, TICKED_BOX, Line, lines
from hoso.word._ns import XML_SPACE, w
from hoso.word._package import open_package, serialise, write_package
from hoso.word._remedies import entries, status_in
from hoso.word._sections import Section, is_inline, locate
from hoso.word._values import is_blank, segments, unboxed

_DOTS: Final = re.compile(r"[.…_·]+")
_MARKS: Final = {w("bookmarkStart"), w("bookmarkEnd")}


def answer(data: bytes, info: TemplateInfo, values: Mapping[str, object]) -> bytes:
    """Return the issued form `data` with `values` typed in, formatting and bookmarks kept.

    Values are as `read_back` gives them. Raises NotFoundError naming a field or a fault that the
    form does not ask for, UnreadableFileError when `data` is no sound .docx.
    """
    package = open_package(data, "biểu mẫu")
    root = package.xml(package.main)
    sections = locate(lines(root), info)
    for name, value in values.items():
        section = sections.by_name.get(name)
        if section is None or not section.is_found:
            raise NotFoundError(f"Biểu mẫu {info.kind} không có mục trả lời «{name}».", where=name)
        _TYPISTS.get(section.wanted.kind, _inline if is_inline(section.wanted) else _paragraphs)(
            section, value
        )
    return write_package(package.with_parts({package.main: serialise(root)}))


def _paragraphs(section: Section, value: object) -> None:
    texts = [str(one) for one in value] if isinstance(value, Sequence) else []
    dotted = [line for line in section.body if line.cell is None and is_blank(line.text)]
    if not texts:
        return
    place = dotted[0].element if dotted else _under_heading(section)
    for line in dotted[1:]:
        if line.text.strip():
            _remove(line.element)
    type_text(place, texts[0])
    for text in texts[1:]:
        place = _another(place)
        type_text(place, text)


def _under_heading(section: Section) -> etree._Element:
    """Return a new paragraph under the heading, when there is no dotted line to type over."""
    above = section.heading.element if section.heading else section.body[-1].element
    return _another(above)


def _another(above: etree._Element) -> etree._Element:
    """Return a paragraph below `above`, alike, as Enter makes it: bookmarks that end move along."""
    new = etree.Element(above.tag)
    if (properties := above.find(w("pPr"))) is not None:
        new.append(deepcopy(properties))
    if (run := next(above.iter(w("r")), None)) is not None:
        new.append(_run(run, ""))
    above.addnext(new)
    for end in above.findall(w("bookmarkEnd")):
        new.append(end)
    return new


def _remove(paragraph: etree._Element) -> None:
    """Remove a paragraph but leave its bookmarks where they were."""
    for mark in [child for child in paragraph if child.tag in _MARKS]:
        paragraph.addprevious(mark)
    parent = paragraph.getparent()
    if parent is not None:
        parent.remove(paragraph)


def _run(like: etree._Element | None, text: str) -> etree._Element:
    run = etree.Element(w("r"))
    if like is not None and (properties := like.find(w("rPr"))) is not None:
        run.append(deepcopy(properties))
    for number, part in enumerate(re.split(r"([\n\t])", nfc(text))):
        if number % 2:
            etree.SubElement(run, w("br") if part == "\n" else w("tab"))
        elif part:
            etree.SubElement(run, w("t"), {XML_SPACE: "preserve"}).text = part
    return run


def type_text(paragraph: etree._Element, text: str) -> None:
    """Replace what a paragraph says; its own look, its first run's look and bookmarks stay."""
    new = _run(next(paragraph.iter(w("r")), None), text)
    old = [child for child in paragraph if child.tag != w("pPr") and child.tag not in _MARKS]
    ends = next((child for child in paragraph if child.tag == w("bookmarkEnd")), None)
    if ends is None:
        paragraph.append(new)
    else:
        ends.addprevious(new)
    for child in old:
        paragraph.remove(child)


def _inline(section: Section, value: object) -> None:
    line = section.heading or section.body[0]
    if dots := _DOTS.search(line.text, len(line.text) - len(section.rest) if section.rest else 0):
        _replace(line.element, dots.group(), str(value))


def _replace(paragraph: etree._Element, old: str, new: str) -> None:
    """Replace the last `old` of a paragraph, also when runs split it."""
    texts = list(paragraph.iter(w("t")))
    whole = "".join(one.text or "" for one in texts)
    start = whole.rfind(old)
    end, at, rest = start + len(old), 0, new
    for one in texts:
        text = one.text or ""
        low, high = max(start - at, 0), min(end - at, len(text))
        if low < high:
            one.text, rest = text[:low] + rest + text[high:], ""
            one.set(XML_SPACE, "preserve")
        at += len(text)


def _choice(section: Section, value: object) -> None:
    """Tick a level or a grade: the box in its own text, or the one in the cell before it."""
    names = NAMES[section.wanted.kind]
    body = section.body
    for number, line in enumerate(body):
        for nth, part in enumerate(segments(line.text)):
            if value and code_of(unboxed(part)[1], names) == value:
                inside = EMPTY_BOX in line.text
                tick(line if inside else body[number - 1], nth if inside else 0)
                return


def tick(line: Line, nth: int = 0) -> None:
    """Tick the empty box of a paragraph that comes after `nth` other ones."""
    for element in line.element.iter(w("t")):
        before, *after = (element.text or "").split(EMPTY_BOX)
        if nth < len(after):
            done = EMPTY_BOX.join([before, *after[:nth]])
            element.text = TICKED_BOX.join([done, EMPTY_BOX.join(after[nth:])])
            return
        nth -= len(after)


def _remedies(section: Section, value: object) -> None:
    printed = {entry.code: entry for entry in entries(section.body)}
    for row in value if isinstance(value, Sequence) else []:
        code, status = row["ma"], row.get("tinh_trang", "")
        if code not in printed:
            raise NotFoundError(f"Mục III của biểu mẫu không có khuyết điểm {code}.", where=code)
        said = printed[code].said
        for line in said if status else []:
            _mark(line, Status(status))
        if row.get("ghi_chu"):
            _note(said, row["ghi_chu"])


def _mark(line: Line, status: Status) -> None:
    """Tick the box of the status, and clear those of the others: a form may come with one ticked."""
    box, words = unboxed(line.text)
    named = status_in(words)
    if named is status and not box:
        tick(line)
    elif named is not status and named and box:
        _replace(line.element, TICKED_BOX, EMPTY_BOX)


def _note(said: Sequence[Line], words: str) -> None:
    """Type a note where the cell is blank, else below what is printed there."""
    free = [line for line in said if is_blank(line.text)]
    notes = [line for line in said if not status_in(unboxed(line.text)[1])]
    if free:
        type_text(free[0].element, words)
    elif notes:
        type_text(_another(notes[-1].element), words)


_TYPISTS: Final[dict[FieldKind, Callable[[Section, object], None]]] = {
    FieldKind.LEVEL: _choice,
    FieldKind.GRADE: _choice,
    FieldKind.TABLE: _remedies,
}
