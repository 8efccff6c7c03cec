"""Writing cells that stay what they are: text never a formula, nothing cut off, readable styles."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import cast

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from hoso import text
from hoso.errors import FillError, StorageError, system_reason

DATE_FORMAT = "dd/mm/yyyy"
TEXT_FORMAT = "@"
_LONGEST = 32_767  # characters a cell of Excel can hold
_LONGEST_TITLE = 31
_FIRST_YEAR = 1901  # Excel counts days from 1900, and 1900 wrongly as a leap year
_FONT = "Times New Roman"
_BODY = Font(name=_FONT, size=12)
_TOP = Alignment(vertical="top", wrap_text=True)
_LINE = Side(style="thin", color="999999")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_SHADE = PatternFill("solid", fgColor="DCE6F1")


def put(sheet: Worksheet, row: int, column: int, value: object) -> Cell:
    """Write one value and return its cell; raise FillError when it cannot be held without loss.

    Text that begins with `=`, `+`, `-` or `@` stays text, in Excel and when saved on as CSV.
    """
    cell = cast("Cell", sheet.cell(row, column))  # cells are merged after all writing
    if isinstance(value, date) and value.year < _FIRST_YEAR:
        value = text.short_date(value)
    if isinstance(value, str):
        place = f"trang «{sheet.title}», ô {cell.coordinate}"
        if len(value) > _LONGEST:
            raise FillError(f"Nội dung dài hơn {_LONGEST} ký tự một ô Excel.", where=place)
        for position, name in text.forbidden(value):
            raise FillError(f"Ký tự {name} ở vị trí {position} không ghi được.", where=place)
        cell.value, cell.data_type = value, "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value  # type: ignore[assignment]  # openpyxl itself refuses other types
    if isinstance(value, date):
        cell.number_format = DATE_FORMAT
    return cell


def put_title(sheet: Worksheet, title: str, width: int, *, row: int = 1) -> None:
    """Write a bold title across `width` columns."""
    cell = put(sheet, row, 1, title)
    cell.font = Font(name=_FONT, size=14, bold=True)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=max(width, 1))
    sheet.row_dimensions[row].height = 30


def put_header(sheet: Worksheet, row: int, labels: Sequence[str]) -> None:
    """Write the header row, frozen and repeated on every printed page."""
    for column, label in enumerate(labels, start=1):
        cell = put(sheet, row, column, label)
        cell.font = Font(name=_FONT, size=12, bold=True)
        cell.fill, cell.border = _SHADE, _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.freeze_panes = sheet.cell(row + 1, 1).coordinate
    sheet.print_title_rows = f"{row}:{row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def put_row(sheet: Worksheet, row: int, values: Sequence[object]) -> None:
    """Write one row of the table's body."""
    for column, value in enumerate(values, start=1):
        cell = put(sheet, row, column, value)
        cell.font, cell.border, cell.alignment = _BODY, _BORDER, _TOP


def set_widths(sheet: Worksheet, widths: Mapping[int, float]) -> None:
    """Set the widths of 1-based columns, in characters."""
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width


def sheet_title(name: str) -> str:
    """Return `name` as Excel allows a sheet to be called: 31 characters, without `[]:*?/` or backslash."""
    allowed = text.squeeze(re.sub(r"[\[\]:*?/\\]", " ", name))
    if len(allowed) > _LONGEST_TITLE:  # cut between words, unless the first is longer still
        allowed = allowed[: _LONGEST_TITLE + 1].rpartition(" ")[0] or allowed[:_LONGEST_TITLE]
    return allowed.strip("' ") or "Trang 1"


def save(book: Workbook, path: Path) -> None:
    """Write the workbook whole or not at all; raise StorageError when the disk refuses."""
    store(packed(book), path)


def packed(book: Workbook) -> bytes:
    """Return the workbook as a file's bytes."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def store(content: bytes, path: Path) -> None:
    """Write a file whole or not at all; raise StorageError when the disk refuses."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise StorageError(
            f"Không ghi được {path.name} ({system_reason(error)}). Hãy đóng tệp nếu đang mở trong Excel, "
            "kiểm tra thư mục và chỗ trống rồi thử lại.",
            where=str(path),
        ) from error
