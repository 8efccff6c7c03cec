"""Books of several sheets, each of a known kind: what offices keep side by side in one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hoso import text
from hoso.errors import Problem, UnreadableFileError
from hoso.spreadsheet._grid import Cell, Grid, Ledger, Row, clean_grid, listed
from hoso.spreadsheet._headers import Columns, Header, find_header, key
from hoso.spreadsheet._open import open_workbook
from hoso.spreadsheet._synonyms import GUIDE_SHEETS
from hoso.spreadsheet._tables import TableRow, is_workbook, open_table, table_row
from hoso.spreadsheet._values import read_lines

_GUIDES = {key(name) for name in GUIDE_SHEETS}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetKind:
    """Loại trang: how sheets of one kind are called, their columns, those that they must have."""

    name: str
    titles: tuple[str, ...]
    columns: Columns
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRead:
    """What was read of one sheet; `above` are the lines over its header.

    Numbers are written as Vietnamese write them, `remarks` of a row are the unknown columns.
    """

    kind: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRead:
    """The sheets of a file in its order, and what a person has to look at."""

    sheets: tuple[SheetRead, ...]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read_book(path: Path, kinds: Sequence[SheetKind]) -> BookRead:
    """Return the sheets of an Excel file, or the one table of a CSV file, each by its kind.

    A sheet is of the kind that its title says, else of the one whose columns it has. Raises
    UnreadableFileError when no sheet is of any kind, or one lacks a required column.
    """
    ledger = Ledger(path.name)
    sheets = [
        _read(grid, kind, path, ledger)
        for grid in _grids(path, ledger)
        if (kind := _kind(grid, kinds, path, ledger))
    ]
    if not sheets:
        names = listed([kind.titles[0] for kind in kinds])
        raise UnreadableFileError(
            f"{path.name}: không có trang nào nhận ra được. Các trang dùng được: {names}.",
            where=str(path),
        )
    return BookRead(
        sheets=tuple(sheets), problems=tuple(ledger.problems), warnings=tuple(ledger.warnings)
    )


def _grids(path: Path, ledger: Ledger) -> Iterator[Grid]:
    if not is_workbook(path):
        yield open_table(path, ledger)
        return
    for grid in open_workbook(path):
        if key(grid.title) not in _GUIDES and any(row.filled for row in grid):
            yield clean_grid(grid, ledger)


def _kind(grid: Grid, kinds: Sequence[SheetKind], path: Path, ledger: Ledger) -> SheetKind | None:
    if len(kinds) == 1 and not grid.title:
        return kinds[0]
    for kind in kinds:
        if key(grid.title) in {key(title) for title in kind.titles}:
            return kind
    found = [(len(header.columns), kind) for kind in kinds if (header := _fits(grid, kind, path))]
    if not found:
        ledger.warn("X106", grid, "Không nhận ra trang này nên không đọc.")
        return None
    return max(found, key=lambda pair: pair[0])[1]


def _fits(grid: Grid, kind: SheetKind, path: Path) -> Header | None:
    try:
        return find_header(grid, kind.columns, kind.required, path=path)
    except UnreadableFileError:
        return None


def _read(grid: Grid, kind: SheetKind, path: Path, ledger: Ledger) -> SheetRead:
    header = find_header(grid, kind.columns, kind.required, path=path)
    rows = [table_row(header, row, ledger, _said) for row in header.body if row.filled]
    return SheetRead(
        kind=kind.name,
        title=grid.title,
        columns=tuple(field for field in kind.columns if field in header.columns),
        rows=tuple(row for row in rows if row is not None),
        above=tuple(_line(row) for row in header.above if row.filled),
    )


def _line(row: Row) -> str:
    return text.squeeze(" ".join(cell.text for cell in row.filled))


def _said(cell: Cell, ledger: Ledger) -> str:
    """Return what a cell says; a fault of Excel is a problem."""
    return cell.figures if read_lines(cell, ledger) else ""
