"""Sheets as they look: every cell with the text that its number format shows, and merged areas.

Whoever proof-reads a table checks what is printed: 0.918194 under the format `0.00%` is `91,82%`.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hoso import text
from hoso.errors import Problem
from hoso.spreadsheet._csv import open_csv
from hoso.spreadsheet._grid import Cell, Grid, Ledger, plain_text
from hoso.spreadsheet._open import open_workbook, read_bytes, refused

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_CELLS: Final = 300_000
_GENERAL_FIGURES: Final = 10  # significant ones that Excel shows of a number without a format
_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DECIMALS: Final = re.compile(r"[.]([0#?]+)")


@dataclass(frozen=True, slots=True)
class ShownCell:
    """Ô as people see it, and where it is."""

    text: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSheet:
    """Trang as people see it; merged areas as (first row, first column, last row, last column), from 0."""

    title: str
    rows: tuple[tuple[ShownCell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    warnings: tuple[Problem, ...] = ()


def read_shown(path: Path) -> tuple[ShownSheet, ...]:
    """Return the filled sheets of an Excel file, or the table of a CSV file, as they look.

    A cell without a value that could be seen (an error, a formula never calculated) is blank and
    warned of. Raises UnreadableFileError for other files and for more cells than a table has.
    """
    ledger = Ledger(path.name)
    if path.suffix.lower() == ".csv":
        return (_sheet(open_csv(path, ledger), None, ledger),)
    import openpyxl  # here, so that only who reads a workbook waits for it

    grids = open_workbook(path)
    if sum(len(row.cells) for grid in grids for row in grid) > _MOST_CELLS:
        raise refused(
            path, "có quá nhiều ô so với một bảng thống kê. Hãy chép bảng sang một tệp riêng."
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of drawings, which hold no cells
        book = openpyxl.load_workbook(io.BytesIO(read_bytes(path)), data_only=True)
    return tuple(
        _sheet(grid, sheet, Ledger(path.name))
        for grid, sheet in zip(grids, book.worksheets, strict=True)
        if any(row.filled for row in grid)
    )


def _sheet(grid: Grid, sheet: Worksheet | None, ledger: Ledger) -> ShownSheet:
    if sheet is not None and sheet.sheet_state != "visible":
        ledger.warn("X106", grid, "Trang ẩn, không soát.")
        return ShownSheet(title=grid.title, rows=(), warnings=tuple(ledger.warnings))
    rows = tuple(
        tuple(ShownCell(_seen(cell, sheet, ledger), cell.place) for cell in row.cells)
        for row in grid
    )
    return ShownSheet(
        title=grid.title or Path(grid.file).stem,
        rows=rows,
        merged=tuple(_merged(sheet)) if sheet is not None else (),
        warnings=tuple(ledger.warnings),
    )


def _merged(sheet: Worksheet) -> Iterator[tuple[int, int, int, int]]:
    for area in sorted(sheet.merged_cells.ranges, key=lambda one: (one.min_row, one.min_col)):
        yield area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1


def _seen(cell: Cell, sheet: Worksheet | None, ledger: Ledger) -> str:
    if cell.fault:
        ledger.warn("X007", cell, f"{cell.fault} Coi như không in số.")
        return ""
    if sheet is None or cell.is_blank or isinstance(cell.value, str | bool | date):
        return text.without_forbidden(plain_text(cell.value))
    if isinstance(cell.value, int | float):
        return shown(cell.value, str(sheet.cell(cell.row, cell.column).number_format))
    return text.without_forbidden(plain_text(cell.value))


def shown(value: float, number_format: str) -> str:
    """Return a number as a format shows it, with a decimal comma: 0.9182 under `0.0%` → `91,8%`."""
    sections = number_format.split(";")
    section = sections[2] if value == 0 and len(sections) > 2 else sections[0]
    bare = _LITERAL.sub("", section)
    words = "".join(one[1] or one[2] or "" for one in _LITERAL.finditer(section)).strip()
    if bare.strip().lower() in {"general", "@"}:
        return _general(value)
    if not re.search(r"[0#?]", bare):
        return words
    try:
        said = _fixed(value, bare)
    except InvalidOperation:  # no number, or one longer than any count
        return _general(value)
    return f"{said}{words}" if words == "%" else f"{said} {words}".strip()


def _fixed(value: float, bare: str) -> str:
    """Return a number with the decimals, grouping and percent sign of a format without words."""
    places = found[1] if (found := _DECIMALS.search(bare)) else ""
    number = Decimal(repr(value)) * (100 if "%" in bare else 1)
    fixed = number.quantize(Decimal(1).scaleb(-len(places)), rounding=ROUND_HALF_UP)
    said = f"{fixed:{',' if ',' in bare else ''}f}"
    for _ in range(len(places) - places.count("0")):  # a decimal that is shown only when not nought
        said = said.removesuffix("0")
    said = said.removesuffix(".").translate(str.maketrans(",.", ".,"))
    return said + ("%" if "%" in bare else "")


def _general(value: float) -> str:
    if float(value).is_integer():
        return str(int(value))
    return f"{value:.{_GENERAL_FIGURES}g}".replace(".", ",")
