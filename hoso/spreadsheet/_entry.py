"""Workbooks to be filled in: rows with names ready, lists to choose from, a guide sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from hoso.spreadsheet._shapes import EntryColumn, EntryKind, EntrySheet
from hoso.spreadsheet._sheets import (
    DATE_FORMAT,
    TEXT_FORMAT,
    put,
    put_header,
    put_row,
    put_title,
    save,
    set_widths,
    sheet_title,
)
from hoso.spreadsheet._synonyms import GUIDE_SHEETS

_HEADER_ROW = 4
_NOTE_ROW = 2
_GUIDE_WIDTH = 90
_LIST_WIDTH = 30


def write_entry_book(path: Path, sheets: Sequence[EntrySheet], guide: Sequence[str]) -> None:
    """Write the sheets and «Hướng dẫn» with `guide` and every list to choose from.

    Raises FillError when a value cannot be held whole, StorageError when the disk refuses.
    """
    book = Workbook()
    made = [book.worksheets[0], *(book.create_sheet() for _ in sheets[1:])]
    lists = _write_guide(book.create_sheet(GUIDE_SHEETS[0]), guide, _choices(sheets))
    for sheet, entry in zip(made, sheets, strict=True):
        _write(sheet, entry, lists)
    save(book, path)


def _choices(sheets: Sequence[EntrySheet]) -> Mapping[tuple[str, ...], str]:
    """Return each list once, with the heading of the first column that offers it."""
    found: dict[tuple[str, ...], str] = {}
    for column in (column for sheet in sheets for column in sheet.columns):
        if column.choices:
            found.setdefault(column.choices, column.label)
    return found


def _write_guide(
    sheet: Worksheet, lines: Sequence[str], lists: Mapping[tuple[str, ...], str]
) -> dict[tuple[str, ...], str]:
    """Write the guide and below it the lists, side by side; return the range of each."""
    put_title(sheet, "HƯỚNG DẪN", 1)
    for number, line in enumerate(lines, start=3):
        put(sheet, number, 1, line).alignment = Alignment(wrap_text=True, vertical="top")
    set_widths(sheet, {1: _GUIDE_WIDTH})
    ranges = {}
    for column, (choices, label) in enumerate(lists.items(), start=2):
        put(sheet, 1, column, label).font = Font(bold=True)
        for row, choice in enumerate(choices, start=2):
            put(sheet, row, column, choice)
        letter = get_column_letter(column)
        ranges[choices] = f"'{sheet.title}'!${letter}$2:${letter}${len(choices) + 1}"
        set_widths(sheet, {column: _LIST_WIDTH})
    return ranges


def _write(sheet: Worksheet, entry: EntrySheet, lists: Mapping[tuple[str, ...], str]) -> None:
    sheet.title = sheet_title(entry.name)
    width = len(entry.columns)
    put_title(sheet, entry.title, width)
    put(sheet, _NOTE_ROW, 1, entry.note).alignment = Alignment(wrap_text=False)
    put_header(sheet, _HEADER_ROW, [column.label for column in entry.columns])
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, entry.kept + 1).coordinate
    for number, values in enumerate(entry.rows, start=_HEADER_ROW + 1):
        put_row(sheet, number, values)
    last = _HEADER_ROW + len(entry.rows) + entry.spare
    for place, column in enumerate(entry.columns, start=1):
        _prepare(sheet, place, column, last)
        if column.choices:
            _offer(sheet, place, lists[column.choices], last)
    set_widths(sheet, {place: one.width for place, one in enumerate(entry.columns, start=1)})


def _prepare(sheet: Worksheet, place: int, column: EntryColumn, last: int) -> None:
    if column.hint:
        comment = Comment(column.hint, "hoso", width=320, height=110)
        sheet.cell(_HEADER_ROW, place).comment = comment
    kind = DATE_FORMAT if column.kind is EntryKind.DATE else TEXT_FORMAT
    for number in range(_HEADER_ROW + 1, last + 1):
        sheet.cell(number, place).number_format = kind


def _offer(sheet: Worksheet, place: int, listed: str, last: int) -> None:
    choice = DataValidation(type="list", formula1=listed, allow_blank=True)
    choice.showErrorMessage = False  # other spellings are read, too, or asked about
    letter = get_column_letter(place)
    choice.add(f"{letter}{_HEADER_ROW + 1}:{letter}{max(last, _HEADER_ROW + 1)}")
    sheet.add_data_validation(choice)
