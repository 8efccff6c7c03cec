"""Workbooks of figures: numbers kept exactly, cells that open their list, sums to check them by."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import cast

from openpyxl.cell import Cell
from openpyxl.drawing.image import Image
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from hoso.errors import FillError
from hoso.spreadsheet._shapes import FIRST_ROW, FigureRow, FigureSheet, Formula, Linked, Signed
from hoso.spreadsheet._sheets import (
    packed,
    put,
    put_header,
    put_row,
    put_title,
    set_widths,
    store,
)

_MOST_ROWS = 1_048_576  # of a sheet of Excel
_FONT = "Times New Roman"
_LINK = Font(name=_FONT, size=12, color="1F4E79", underline="single")
_BOLD = Font(name=_FONT, size=12, bold=True)
_BOLD_LINK = Font(name=_FONT, size=12, color="1F4E79", underline="single", bold=True)
_PIXELS_A_MM = 96 / 25.4
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_BLANK = re.compile(r'(<c r="([A-Z]+\d+)"[^>]*><f>[^<]*</f>)<v(?: ?/>|></v>)')


def write_figures(path: Path, sheets: Iterable[FigureSheet]) -> None:
    """Write a workbook of figures; raise FillError for what Excel cannot hold, StorageError."""
    book = Workbook()
    book.remove(book.worksheets[0])
    written = list(sheets)
    for one in written:
        _write(book.create_sheet(one.title), one)
    store(_with_results(packed(book), [_results(one) for one in written]), path)


def _results(one: FigureSheet) -> dict[str, str]:
    """Return what the formulas of a sheet give, by cell."""
    return {
        f"{get_column_letter(column)}{number}": str(said.result)
        for number, row in enumerate(one.rows, start=FIRST_ROW)
        for column, said in enumerate(row.cells, start=1)
        if isinstance(said, Formula)
    }


def _with_results(data: bytes, results: Sequence[Mapping[str, str]]) -> bytes:
    """Return the workbook with the results beside the formulas, which openpyxl leaves blank.

    Its sheets are `sheet1.xml`, `sheet2.xml` … in their order.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as out:
        for entry in source.infolist():
            content = source.read(entry)
            if place := _SHEET.fullmatch(entry.filename):
                content = _filled(content.decode(), results[int(place[1]) - 1]).encode()
            out.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _filled(sheet: str, results: Mapping[str, str]) -> str:
    return _BLANK.sub(lambda found: f"{found[1]}<v>{results[found[2]]}</v>", sheet)


def _write(sheet: Worksheet, one: FigureSheet) -> None:
    if FIRST_ROW + len(one.rows) > _MOST_ROWS:
        raise FillError(
            f"Trang «{one.title}» cần {len(one.rows)} dòng, Excel chứa được {_MOST_ROWS}. "
            "Hãy lập riêng cho từng tổ chức bằng --org.",
            where=one.title,
        )
    put_title(sheet, one.heading, len(one.columns))
    put_header(sheet, FIRST_ROW - 1, [label for label, _ in one.columns])
    set_widths(sheet, {place: width for place, (_, width) in enumerate(one.columns, start=1)})
    for number, row in enumerate(one.rows, start=FIRST_ROW):
        _row(sheet, number, row, one)
    below = FIRST_ROW + len(one.rows) + 1
    for data, width in one.pictures:
        below += _picture(sheet, below, data, width)


def _row(sheet: Worksheet, number: int, row: FigureRow, one: FigureSheet) -> None:
    values = [_value(cell) for cell in row.cells]
    if one.plain and not row.heading:
        for column, value in enumerate(values, start=1):
            put(sheet, number, column, value)
    else:
        put_row(sheet, number, values)
    for column, said in enumerate(row.cells, start=1):
        cell = cast("Cell", sheet.cell(number, column))  # cells are merged after all writing
        _dress(cell, said, bold=row.bold or row.heading)
    if row.heading:
        last = get_column_letter(len(one.columns))
        sheet.merge_cells(f"A{number}:{last}{number}")


def _value(said: object) -> object:
    return (
        said.value
        if isinstance(said, Linked | Signed)
        else None
        if isinstance(said, Formula)
        else said
    )


def _dress(cell: Cell, said: object, *, bold: bool) -> None:
    if isinstance(said, Linked):
        place = f"'{said.sheet}'!A{said.first}:F{said.last}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)
        cell.font = _BOLD_LINK if bold else _LINK
    elif bold:
        cell.font = _BOLD
    if isinstance(said, Formula):
        cell.value = said.words
    if shown := _format(said):
        cell.number_format = shown


def _format(said: object) -> str:
    match said:
        case Formula():
            return _format(said.result)
        case Signed():
            return "+#,##0;-#,##0;0" if isinstance(said.value, int) else "+0.00;-0.00;0.00"
        case Decimal():
            return "0.00"
        case Linked() | int():
            return "#,##0"
    return ""


def _picture(sheet: Worksheet, row: int, data: bytes, width: float) -> int:
    """Place a picture with its upper left corner in column A; return how many rows it covers."""
    image = Image(io.BytesIO(data))
    height = image.height * width * _PIXELS_A_MM / image.width
    image.width, image.height = round(width * _PIXELS_A_MM), round(height)
    sheet.add_image(image, f"A{row}")
    return int(height / 20) + 2  # a row is 20 pixels high
