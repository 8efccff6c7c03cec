"""What was read of a table before anyone knows what it means: cells with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from hoso import text
from hoso.errors import Problem

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # how Excel stores control characters in a cell


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem(Problem):
    """Vấn đề of one row of a table; `row` is its number in the file, 0 when it is of no row."""

    row: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """Ô: a value and its place; `fault` is set when the value could not be had."""

    value: object
    row: int
    column: int
    sheet: str = ""  # empty in a CSV file
    fault: str = ""  # Vietnamese, with the remedy
    percent: bool = False  # a number that Excel shows as a hundredfold with %

    @property
    def place(self) -> str:
        """Return where the cell is, as a person finds it: `trang «Đảng viên», ô E12`."""
        if not self.sheet:
            return f"dòng {self.row}, cột {self.column}"
        if not self.column:  # no cell at all: the table has no such column or line
            return f"trang «{self.sheet}»" + (f", dòng {self.row}" if self.row else "")
        from openpyxl.utils import get_column_letter  # here: who reads no workbook needs none

        return f"trang «{self.sheet}», ô {get_column_letter(self.column)}{self.row}"

    @property
    def is_blank(self) -> bool:
        """Return whether nothing can be read in the cell, not even a fault."""
        if self.fault:
            return False
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())

    @property
    def text(self) -> str:
        """Return the value as one would type it: NFC, trimmed, dates as dd/mm/yyyy."""
        return plain_text(self.value)

    @property
    def figures(self) -> str:
        """Return `text`, but a number as Vietnamese write it: a decimal comma, percent with its sign.

        So that 1.234 typed as text (a thousand and more) and the number 1,234 stay two things.
        """
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            return self.text
        exact = Decimal(repr(self.value)) * (100 if self.percent else 1)
        return f"{exact.normalize():f}".replace(".", ",") + ("%" if self.percent else "")


@dataclass(frozen=True, slots=True)
class Row:
    """Dòng: the cells of one row, from the first column on."""

    number: int
    cells: tuple[Cell, ...]
    sheet: str = ""

    def at(self, column: int) -> Cell:
        """Return the cell in a 1-based column, a blank one beyond the end of the row."""
        if 1 <= column <= len(self.cells):
            return self.cells[column - 1]
        return Cell(None, self.number, column, self.sheet)

    @property
    def filled(self) -> tuple[Cell, ...]:
        """Return the cells that hold something."""
        return tuple(cell for cell in self.cells if not cell.is_blank)


@dataclass(frozen=True, slots=True)
class Grid:
    """Trang: the rows of one sheet, or of a CSV file (without a title)."""

    file: str
    title: str
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @property
    def place(self) -> str:
        """Return the sheet as a person finds it."""
        return f"{self.file}, trang «{self.title}»" if self.title else self.file


@dataclass(slots=True)
class Ledger:
    """What a person has to look at in one file, gathered while it is read."""

    file: str
    problems: list[RowProblem] = field(default_factory=list)
    warnings: list[RowProblem] = field(default_factory=list)

    def problem(self, code: str, cell: Cell | Row, message: str) -> None:
        """Note what makes a row unusable."""
        self.problems.append(
            RowProblem(code=code, where=self._where(cell), message=message, row=_row(cell))
        )

    def warn(self, code: str, cell: Cell | Row | Grid, message: str) -> None:
        """Note what was changed or left out while reading."""
        self.warnings.append(
            RowProblem(
                code=code, where=self._where(cell), message=message, row=_row(cell), warning=True
            )
        )

    def warn_of_unread(self, columns: Mapping[str, int], row: Row) -> None:
        """Note the named columns that nothing is read from; `row` is one of the table's."""
        for label, column in columns.items():
            self.warn("X104", row.at(column), f"Cột «{label}» không được đọc.")

    def _where(self, cell: Cell | Row | Grid) -> str:
        if isinstance(cell, Grid):
            return cell.place
        if isinstance(cell, Cell):
            return f"{self.file}, {cell.place}"
        sheet = f"trang «{cell.sheet}», " if cell.sheet else ""
        return f"{self.file}, {sheet}dòng {cell.number}"


def _row(place: Cell | Row | Grid) -> int:
    if isinstance(place, Grid):
        return 0
    return place.row if isinstance(place, Cell) else place.number


def plain_text(value: object) -> str:
    """Return a cell's value as text; whole numbers without a decimal part."""
    if value is None:
        return ""
    if isinstance(value, date):  # a datetime is one, too
        return text.short_date(value)
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    lines = text.nfc(str(value)).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def cleaned(value: str) -> tuple[str, tuple[str, ...]]:
    """Return `value` without what XML forbids, Excel's escapes resolved, and what was taken out."""
    value = _ESCAPED.sub(_resolved, value)
    names = tuple(dict.fromkeys(name for _, name in text.forbidden(value)))
    return (text.without_forbidden(value), names) if names else (value, ())


def _resolved(match: re.Match[str]) -> str:
    letter = chr(int(match.group(1), 16))
    is_control = letter < " " or any(text.forbidden(letter))
    return letter if is_control else match.group()


def clean_grid(grid: Grid, ledger: Ledger) -> Grid:
    """Return `grid` without forbidden characters; each cell that held one is named in `ledger`."""
    return Grid(grid.file, grid.title, tuple(_clean_row(row, ledger) for row in grid))


def _clean_row(row: Row, ledger: Ledger) -> Row:
    if not any(isinstance(cell.value, str) for cell in row.cells):
        return row
    return Row(row.number, tuple(_clean_cell(cell, ledger) for cell in row.cells), row.sheet)


def _clean_cell(cell: Cell, ledger: Ledger) -> Cell:
    if not isinstance(cell.value, str):
        return cell
    value, names = cleaned(cell.value)
    if names:
        ledger.warn(
            "X102",
            cell,
            f"Đã bỏ ký tự không dùng được trong văn bản ({', '.join(names)}); hãy xem lại ô này.",
        )
    if value == cell.value:
        return cell
    return replace(cell, value=value)


def listed(names: Sequence[str]) -> str:
    """Return names in quotation marks for a message: `«A», «B»`."""
    return ", ".join(f"«{name}»" for name in names)
