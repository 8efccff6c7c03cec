"""A sheet or a Word table as people see it, before anyone knows what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from hoso import text
from hoso.proofing._items import read
from hoso.proofing._printed import count, parse

_MARK = re.compile(r"(?:\d{1,3}|[ivxIVX]{1,5}|[a-zđA-ZĐ]|\d{1,2}\.\d{1,2})[.)]?")
_ROMAN = re.compile(r"[IVX]{1,5}[.)]?|[A-ZĐ][.)]?")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """Ô: what is seen in it, and where it is."""

    text: str = ""
    place: str = ""


@dataclass(frozen=True)
class Grid:
    """Lưới of cells; merged areas as (first row, first column, last row, last column), from 0."""

    title: str
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[tuple[int, int, int, int]] = ()

    @cached_property
    def over(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        """Return for each place inside a merged area the place whose text is seen there."""
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self.merged
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }

    @cached_property
    def width(self) -> int:
        """Return the number of columns."""
        return max((len(row) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell, a blank one beyond the end of its row."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else Cell()

    def seen(self, row: int, column: int) -> str:
        """Return the text seen at a place, that of the merged area around it."""
        return text.squeeze(self.cell(*self.over.get((row, column), (row, column))).text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Dòng: what a row is called, and the figures to the right of that, by column.

    `mark` is the number or letter before the name (`I`, `1`, `a`).
    """

    row: int
    label: str
    column: int
    mark: str = ""
    figures: Mapping[int, Cell] = field(default_factory=dict)
    filled: int = 0

    @property
    def is_group(self) -> bool:
        """Return whether the mark is of a group of rows, such as `II` or `A`."""
        return _ROMAN.fullmatch(self.mark) is not None


def is_figure(said: str) -> bool:
    """Return whether a text is a count or a percentage in figures, not in words."""
    if not re.match(r"[+-]?\d|\(?[+-]\s?\d", said):
        return False
    return count(said.lstrip("+-")) is not None or parse(said) is not None


def lines(grid: Grid) -> Iterator[Line]:
    """Yield every row that is not blank."""
    for number, cells in enumerate(grid.rows):
        filled = [(column, cell) for column, cell in enumerate(cells) if cell.text.strip()]
        if filled:
            yield _line(number, filled)


def _line(number: int, filled: Sequence[tuple[int, Cell]]) -> Line:
    names = [
        (column, text.squeeze(cell.text))
        for column, cell in filled
        if not is_figure(cell.text.strip()) and re.search(r"[^\W\d_]", cell.text)
    ]
    mark = ""
    first = text.squeeze(filled[0][1].text)
    if len(filled) > 1 and _MARK.fullmatch(first) and not _YEAR.fullmatch(first):
        mark = first if any(column > filled[0][0] for column, _ in names) else ""
        names = [name for name in names if not mark or name[0] > filled[0][0]]
    column, label = names[0] if names else (filled[0][0] - 1, "")
    figures = {
        place: cell
        for place, cell in filled
        if place > column and (is_figure(cell.text.strip()) or count(cell.text) == 0)
    }
    if _are_years([cell.text.strip() for cell in figures.values()]) and not read(label).item:
        figures = {}
    return Line(
        row=number, label=label, column=column, mark=mark, figures=figures, filled=len(filled)
    )


def _are_years(said: Sequence[str]) -> bool:
    """Return whether figures are headings such as `2019 | 2020`."""
    years = [int(one) for one in said if _YEAR.fullmatch(one)]
    return (
        len(said) > 1 and years == list(range(years[0], years[0] + len(said))) if years else False
    )
