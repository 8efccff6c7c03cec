"""The empty workbook of a year's summary: rows prepared, figures to be typed beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl.workbook import Workbook

from hoso.spreadsheet._shapes import SummarySheet
from hoso.spreadsheet._sheets import put_header, put_row, put_title, save, set_widths, sheet_title

_HEADINGS = (
    "TT",
    "Nội dung",
    "Số lượng",
    "Tỷ lệ (%)",
    "Năm trước",
    "Tăng, giảm so với năm trước",
    "Ghi chú",
)
_WIDTHS = (6, 62, 14, 14, 14, 18, 30)
_HEADER_ROW = 3


def write_summary_template(path: Path, sheets: Sequence[SummarySheet]) -> None:
    """Write one sheet for each kind of subject; StorageError when the disk refuses."""
    book = Workbook()
    for place, one in enumerate(sheets):
        sheet = book.worksheets[0] if place == 0 else book.create_sheet()
        sheet.title = sheet_title(one.title)
        put_title(sheet, one.heading, len(_HEADINGS))
        put_header(sheet, _HEADER_ROW, _HEADINGS)
        for number, (mark, name) in enumerate(one.rows, start=_HEADER_ROW + 1):
            put_row(sheet, number, [mark, name, *([None] * (len(_HEADINGS) - 2))])
        set_widths(sheet, dict(enumerate(_WIDTHS, start=1)))
    save(book, path)
