"""The list of contents before a joined dossier: number, title, page; with links to the pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypdf import PageObject, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    Fit,
    FloatObject,
    NameObject,
    NumberObject,
)

from hoso.pdf._letters import Face, Letters

WIDTH, HEIGHT = 595.276, 841.89  # A4
_LEFT, _RIGHT, _TOP, _BOTTOM = 85.0, 552.8, 785.2, 56.7  # margins 30, 15, 20, 20 mm
_PITCH, _SIZE, _HEAD_SIZE = 19.0, 13.0, 14.0
_TEXT_LEFT, _PAGE_LEFT = _LEFT + 28, _RIGHT - 36
_LINES_FIRST, _LINES_NEXT = 33, 38  # below the headings; a page of nothing but rows


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: which part it belongs to, and whether it is the part's last line."""

    part: int
    words: str
    is_first: bool
    is_last: bool


def _rows(titles: Sequence[str], face: Face) -> Iterator[Row]:
    """Yield the lines that `titles` take, broken at blanks where they would be too wide."""
    for part, title in enumerate(titles):
        lines = list(_broken(title, face)) or [""]
        for turn, words in enumerate(lines):
            yield Row(part, words, is_first=turn == 0, is_last=turn == len(lines) - 1)


def _broken(title: str, face: Face) -> Iterator[str]:
    line = ""
    for word in title.split():
        longer = f"{line} {word}".strip()
        if line and face.width(longer, _SIZE) > _PAGE_LEFT - _TEXT_LEFT:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def paged(titles: Sequence[str], face: Face) -> list[list[Row]]:
    """Return the lines that `titles` take, page by page; at least one page."""
    lines = list(_rows(titles, face))
    pages = [lines[:_LINES_FIRST]]
    pages += [lines[at : at + _LINES_NEXT] for at in range(_LINES_FIRST, len(lines), _LINES_NEXT)]
    return pages


def draw(
    writer: PdfWriter,
    letters: Letters,
    heading: Sequence[str],
    pages: Sequence[Sequence[Row]],
    starts: Sequence[int],
) -> None:
    """Put the list before the pages of `writer`; `starts` are 0-based places of the parts after it."""
    made = [PageObject.create_blank_page(width=WIDTH, height=HEIGHT) for _ in pages]
    for turn, page in enumerate(made):
        writer.insert_page(page, turn)
    for turn, group in enumerate(pages):
        top = _TOP - (2 + len(heading)) * _PITCH if turn == 0 else _TOP
        drawing = list(_headings(letters.bold, heading)) if turn == 0 else []
        for place, row in enumerate(group):
            height = top - place * _PITCH
            drawing += _row(letters.regular, row, height, starts[row.part] + 1)
            _link(writer, turn, height, starts[row.part])
        _finish(writer, writer.pages[turn], letters, b"\n".join(drawing))


def _headings(face: Face, heading: Sequence[str]) -> Iterator[bytes]:
    for turn, words in enumerate(heading):
        start = (_LEFT + _RIGHT - face.width(words, _HEAD_SIZE)) / 2
        yield _text("HosoDam", _HEAD_SIZE, start, _TOP - turn * _PITCH, face.shown(words))


def _row(face: Face, row: Row, height: float, page: int) -> Iterator[bytes]:
    if row.is_first:
        yield _text("HosoThuong", _SIZE, _LEFT, height, face.shown(f"{row.part + 1}."))
    yield _text("HosoThuong", _SIZE, _TEXT_LEFT, height, face.shown(row.words))
    if row.is_last:
        said = str(page)
        start = _RIGHT - face.width(said, _SIZE)
        yield _text("HosoThuong", _SIZE, start, height, face.shown(said))


def _text(font: str, size: float, left: float, height: float, shown: bytes) -> bytes:
    begin = f"BT /{font} {size:g} Tf 1 0 0 1 {left:.3f} {height:.3f} Tm ".encode("ascii")
    return begin + shown + b" Tj ET"


def _link(writer: PdfWriter, page: int, height: float, target: int) -> None:
    place = (_LEFT, height - 4, _RIGHT, height + _PITCH - 5)
    link = Link(rect=place, target_page_index=target, fit=Fit.fit(), border=[0, 0, 0])
    link[NameObject("/F")] = NumberObject(4)  # printed, as PDF/A asks (ISO 19005-2, 6.3.2)
    link[NameObject("/Border")] = ArrayObject([FloatObject(0)] * 3)
    writer.add_annotation(page, link)


def _finish(writer: PdfWriter, page: PageObject, letters: Letters, drawing: bytes) -> None:
    fonts = {"/HosoThuong": letters.regular.font, "/HosoDam": letters.bold.font}
    named = DictionaryObject({NameObject(key): value for key, value in fonts.items()})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): named})
    stream = DecodedStreamObject()
    stream.set_data(b"0 g\n" + drawing)
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())  # noqa: SLF001 - pypdf has no other way to add an object
