"""Small tables from CSV or Excel: any columns by their names, and data files for one document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hoso import text
from hoso.errors import Problem, RowsRefusedError
from hoso.spreadsheet._csv import open_csv
from hoso.spreadsheet._grid import Cell, Grid, Ledger, Row, clean_grid
from hoso.spreadsheet._headers import Header, find_header
from hoso.spreadsheet._open import open_workbook
from hoso.spreadsheet._synonyms import DATA_FIELD, DATA_VALUE
from hoso.spreadsheet._values import read_lines

_EXCEL = {".xlsx", ".xlsm", ".xls", ".xlsb", ".xltx"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """Dòng: the filled cells of one row as text, by field; unknown columns in `remarks` by label."""

    row: int  # its number in the file
    values: Mapping[str, str]
    places: Mapping[str, str]  # by field, for messages: `trang «X», ô B7`
    remarks: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRead:
    """What was read of a table; dates as dd/mm/yyyy, whole numbers without a decimal part."""

    rows: tuple[TableRow, ...]
    columns: tuple[str, ...]  # the fields that the file has
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read_table(
    path: Path, columns: Mapping[str, Sequence[str]], *, required: Collection[str] = ()
) -> TableRead:
    """Return the rows of a CSV or Excel table whose `columns` map a field to its header names.

    The field's own name is a header name, too. Raises UnreadableFileError for a file that is no
    table or lacks a `required` column.
    """
    ledger = Ledger(path.name)
    grid = open_table(path, ledger)
    names = {field: (*names, field) for field, names in columns.items()}
    header = find_header(grid, names, required, path=path)
    rows = [table_row(header, row, ledger, read_lines) for row in header.body if row.filled]
    return TableRead(
        rows=tuple(row for row in rows if row is not None),
        columns=tuple(field for field in columns if field in header.columns),
        problems=tuple(ledger.problems),
        warnings=tuple(ledger.warnings),
    )


def table_row(
    header: Header, row: Row, ledger: Ledger, say: Callable[[Cell, Ledger], str]
) -> TableRow | None:
    """Return what a row says, each cell in the words of `say`; None when the ledger got a problem."""
    before = len(ledger.problems)
    refuse_spare(header, row, ledger)
    values = {field: say(header.cell(row, field), ledger) for field in header.columns}
    rest = {label: say(row.at(place), ledger) for label, place in header.unknown.items()}
    if len(ledger.problems) > before:
        return None
    return TableRow(
        row=row.number,
        values={field: value for field, value in values.items() if value},
        places={field: header.cell(row, field).place for field in header.columns},
        remarks={label: value for label, value in rest.items() if value},
    )


def refuse_spare(header: Header, row: Row, ledger: Ledger) -> None:
    """Note a row with more cells than names: as a rule a text with a comma and no quotation marks."""
    if spare := header.spare(row):
        ledger.problem(
            "X012",
            spare[0],
            "Dòng có nhiều ô hơn dòng tiêu đề. Nội dung có dấu ngăn cách phải đặt trong ngoặc kép.",
        )


def is_workbook(path: Path) -> bool:
    """Return whether a file calls itself an Excel file, else it is read as CSV."""
    return path.suffix.lower() in _EXCEL


def open_table(path: Path, ledger: Ledger) -> Grid:
    """Return the only table of a CSV file, or the first filled sheet of an Excel file, cleaned."""
    if not is_workbook(path):
        return clean_grid(open_csv(path, ledger), ledger)
    first, *others = [grid for grid in open_workbook(path) if any(row.filled for row in grid)]
    for other in others:
        ledger.warn("X106", other, "Trang này không được đọc; chỉ đọc trang đầu tiên có dữ liệu.")
    return clean_grid(first, ledger)


def read_data(path: Path) -> dict[str, object]:
    """Return the data of one document from an Excel file, for `generate --data FILE.xlsx`.

    The first sheet has two columns, Trường | Giá trị; a field that stands in several rows is a
    list. Every further sheet is the table named by its title. Values are text as typed (dates
    dd/mm/yyyy), whole numbers or decimals. Raises UnreadableFileError for another kind of file,
    RowsRefusedError for rows that cannot be read.
    """
    ledger = Ledger(path.name)
    first, *others = [clean_grid(grid, ledger) for grid in open_workbook(path)]
    data = _read_fields(first, path, ledger)
    for grid in others:
        if any(row.filled for row in grid):
            data[text.squeeze(grid.title)] = _read_rows(grid, ledger)
    if ledger.problems or ledger.warnings:
        raise RowsRefusedError(
            f"{path.name}: có ô không dùng được, chưa tạo văn bản. Hãy sửa rồi chạy lại.",
            where=str(path),
            problems=[*ledger.problems, *ledger.warnings],
        )
    return data


def _read_fields(grid: Grid, path: Path, ledger: Ledger) -> dict[str, object]:
    header = find_header(
        grid, {"field": DATA_FIELD, "value": DATA_VALUE}, ("field", "value"), path=path
    )
    found: dict[str, list[object]] = {}
    for row in header.body:
        name, cell = text.squeeze(header.cell(row, "field").text), header.cell(row, "value")
        if not name and not cell.is_blank:
            ledger.problem("X001", cell, "Ô này có giá trị nhưng thiếu tên trường ở cột «Trường».")
        elif name:
            found.setdefault(name, []).append(_plain(cell, ledger))
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _read_rows(grid: Grid, ledger: Ledger) -> list[dict[str, object]]:
    """Return the rows of a table's sheet by its header row, the first that holds anything."""
    filled = [row for row in grid if row.filled]
    labels = {cell.column: text.squeeze(cell.text) for cell in filled[0].filled}
    for row in filled[1:]:
        for cell in row.filled:
            if cell.column not in labels:
                ledger.problem("X001", cell, "Ô này nằm ngoài các cột có tiêu đề.")
    return [
        {label: _plain(row.at(column), ledger) for column, label in labels.items()}
        for row in filled[1:]
    ]


def _plain(cell: Cell, ledger: Ledger) -> object:
    said = read_lines(cell, ledger)
    if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
        return int(cell.value) if float(cell.value).is_integer() else cell.value
    return said
