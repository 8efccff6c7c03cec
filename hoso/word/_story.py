"""What a document says, for reading: its paragraphs in order, and its tables as people see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from hoso.word._lines import Line, document_lines
from hoso.word._ns import w
from hoso.word._package import open_package


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryTable:
    """Bảng of a document: texts by row and column of its grid, merged areas counted from 0.

    `caption` is the paragraph before it; `number` counts the tables of the document from 1.
    """

    number: int
    caption: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Nội dung: paragraphs outside of tables by their number in the document, and the tables."""

    paragraphs: tuple[tuple[int, str], ...]
    tables: tuple[StoryTable, ...]


@dataclass(slots=True)
class _Cell:
    row: int
    text: str
    element: etree._Element


def story(data: bytes, name: str = "văn bản") -> Story:
    """Return the paragraphs and tables of a .docx; raise UnreadableFileError when it is none."""
    found = document_lines(open_package(data, name))
    outside = [
        (number, line.text)
        for number, line in enumerate(found, start=1)
        if line.cell is None and line.text.strip()
    ]
    return Story(paragraphs=tuple(outside), tables=tuple(_tables(found)))


def _tables(found: Sequence[Line]) -> Iterator[StoryTable]:
    tables: dict[int, list[_Cell]] = {}
    captions: dict[int, str] = {}
    caption = ""
    for line in found:
        if line.cell is None:
            caption = line.text.strip() or caption
            continue
        element = next(line.element.iterancestors(w("tc")))
        cells = tables.setdefault(line.cell.table, [])
        captions.setdefault(line.cell.table, caption)
        if cells and cells[-1].element is element:
            cells[-1].text = f"{cells[-1].text} {line.text}".strip()
        else:
            cells.append(_Cell(line.cell.row, line.text.strip(), element))
    for number, cells in sorted(tables.items()):
        rows, merged = _grid(cells)
        yield StoryTable(number=number + 1, caption=captions[number], rows=rows, merged=merged)


def _grid(
    cells: Sequence[_Cell],
) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[int, int, int, int], ...]]:
    """Return the texts on the table's grid; a merged area shows its text once, as Excel does."""
    rows: list[list[str]] = []
    areas: dict[int, list[int]] = {}  # open vertical areas by their first column
    merged: list[list[int]] = []
    for cell in cells:
        while len(rows) <= cell.row:
            rows.append([])
        row, column, span = rows[cell.row], len(rows[cell.row]), _span(cell.element)
        vertical = _vertical(cell.element)
        if vertical == "continue" and column in areas:
            areas[column][2] = cell.row
            row += [""] * span
            continue
        area = [cell.row, column, cell.row, column + span - 1]
        areas.pop(column, None)
        if vertical == "restart":
            areas[column] = area
        if vertical or span > 1:
            merged.append(area)
        row += [cell.text, *([""] * (span - 1))]
    wide = ((one[0], one[1], one[2], one[3]) for one in merged if one[:2] != one[2:])
    return tuple(map(tuple, rows)), tuple(wide)


def _property(cell: etree._Element, name: str) -> etree._Element | None:
    properties = cell.find(w("tcPr"))
    return properties.find(w(name)) if properties is not None else None


def _span(cell: etree._Element) -> int:
    """Return over how many columns of the grid a cell runs."""
    found = _property(cell, "gridSpan")
    said = found.get(w("val"), "1") if found is not None else "1"
    return min(int(said), _WIDEST) if said.isdecimal() and int(said) else 1


def _vertical(cell: etree._Element) -> str:
    """Return `restart` or `continue` for a cell of a vertically merged area, "" for another."""
    found = _property(cell, "vMerge")
    return "" if found is None else str(found.get(w("val"), "continue"))


_WIDEST = 63  # columns of a table that Word allows
