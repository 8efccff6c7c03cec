"""Tables in Excel and CSV files, as they look; the empty workbook that asks for a year's summary."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hoso import proofing, spreadsheet
from hoso.errors import Problem
from hoso.proofing import Cell, Grid, Table
from hoso.spreadsheet import ShownSheet, SummarySheet

Found = tuple[str, tuple[Table, ...]]

_LEVELS: Final = (
    ("5.1", "Hoàn thành tốt nhiệm vụ trở lên"),
    ("", "Trong đó: hoàn thành xuất sắc nhiệm vụ"),
    ("5.2", "Hoàn thành nhiệm vụ"),
    ("5.3", "Không hoàn thành nhiệm vụ"),
)
_BODIES: Final = (
    ("1", "Tổng số tổ chức đảng"),
    ("2", "Không đánh giá"),
    ("3", "Chưa đánh giá"),
    ("4", "Mới thành lập không phải đánh giá"),
    ("5", "Được đánh giá"),
    *_LEVELS,
)
_MEMBERS: Final = (
    ("1", "Tổng số đảng viên"),
    ("2", "Miễn đánh giá"),
    ("3", "Chưa đánh giá"),
    ("4", "Mới kết nạp không phải đánh giá"),
    ("5", "Được đánh giá"),
    *_LEVELS,
    ("", "Trong đó:"),
    ("a", "Bị kỷ luật"),
    ("", "- Khiển trách"),
    ("", "- Cảnh cáo"),
    ("", "- Cách chức"),
    ("", "- Khai trừ"),
    ("b", "Không hoàn thành nhiệm vụ do xếp loại CBCCVC"),
    ("c", "Không hoàn thành nhiệm vụ do dưới 50% chỉ tiêu"),
)
_SHEETS: Final = (
    SummarySheet(
        title="Tổ chức đảng",
        heading="KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG TỔ CHỨC ĐẢNG",
        rows=_BODIES,
    ),
    SummarySheet(
        title="Đảng viên",
        heading="KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG ĐẢNG VIÊN",
        rows=_MEMBERS,
    ),
)


def read(path: Path) -> tuple[list[Found], list[Problem]]:
    """Return the tables that headings or rows' names reveal, and what a person should look at."""
    found: list[Found] = []
    warnings: list[Problem] = []
    for sheet in spreadsheet.read_shown(path):
        warnings += sheet.warnings
        own = proofing.tables(_grid(sheet))
        found += own
        if sheet.rows and not own:
            words = "không nhận ra bảng số liệu nào theo tiêu đề cột hay tên hàng; chưa soát."
            where = f"{path.name}, trang «{sheet.title}»"
            warnings.append(Problem(code="S910", where=where, message=words, warning=True))
    return found, warnings


def _grid(sheet: ShownSheet) -> Grid:
    rows = tuple(tuple(Cell(cell.text, cell.place) for cell in row) for row in sheet.rows)
    return Grid(sheet.title, rows, sheet.merged)


def template(path: Path) -> None:
    """Write the empty workbook; StorageError when the disk refuses."""
    spreadsheet.write_summary_template(path, _SHEETS)
