"""Build the sample's workbooks from `hoso/sample/nguon` and the meetings: the same bytes each time.

Run `python tools/build_sample.py` after a change of the sources and commit what it writes.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | date | None
SAMPLE = Path(__file__).resolve().parents[1] / "hoso" / "sample"

ORGANISATION_COLUMNS = {
    "Mã tổ chức": "ma",
    "Tên tổ chức đảng": "ten",
    "Loại": "loai",
    "Trực thuộc": "truc_thuoc",
    "Cấp trên trực tiếp": "cap_tren",
    "Địa danh": "dia_danh",
    "Tỉnh": "tinh",
    "Nhiệm kỳ": "nhiem_ky",
    "Từ ngày": "tu",
    "Đến ngày": "den",
    "Nhiệm kỳ từ": "nk_tu",
    "Nhiệm kỳ đến": "nk_den",
}
MEMBER_COLUMNS = {
    "TT": "tt",
    "Họ và tên": "ho_ten",
    "Ngày sinh": "ngay_sinh",
    "Giới tính": "gioi_tinh",
    "Số thẻ đảng viên": "so_the",
    "Ngày vào Đảng": "ngay_vao",
    "Ngày chính thức": "chinh_thuc",
    "Chi bộ": "chi_bo",
    "Chức vụ Đảng": "cv_dang",
    "Chức vụ chính quyền": "cv_chinh_quyen",
    "Chức vụ đoàn thể": "cv_doan_the",
    "Đơn vị công tác": "don_vi",
    "Đối tượng": "doi_tuong",
    "Tình trạng": "tinh_trang",
    "Ngày về chi bộ": "ngay_ve",
    "Ngày chuyển đi": "ngay_di",
    "Nơi chuyển đến/đi": "noi",
    "Ghi chú": "ghi_chu",
}
WORDS = {
    "doi_tuong": {
        "LD": "Lãnh đạo, quản lý",
        "CC": "Công chức, viên chức, người lao động",
        "HT": "Hưu trí",
    },
    "tinh_trang": {"A": "Đang sinh hoạt", "M": "Miễn công tác và sinh hoạt đảng"},
}
WIDTHS = {"tt": 5, "ho_ten": 28, "chi_bo": 30, "cv_dang": 34, "don_vi": 30, "ghi_chu": 36}
TYPED_AS_NUMBERS = frozenset(("38001219", "62000708"))  # a clerk forgot the text format
EVERY_FOURTH = 4  # rows pasted from another list, where dates are text
COUNTS = ("htxs", "htt", "htn", "khtn", "chua")
FIGURES = {
    "Phát ra": "phat_ra",
    "Thu về": "thu_ve",
    "Hợp lệ": "hop_le",
    "Không hợp lệ": "khong_hop_le",
}
BALLOT_HEADER = (
    *("TT", "Họ và tên", "Số thẻ đảng viên"),
    *("HTXSNV", "HTTNV", "HTNV", "KHTNV", "Chưa đánh giá"),
)
SHEET_TITLES = {
    "db-cuc-hai-quan": "Đảng ủy",
    "cb-van-phong": "Văn phòng",
    "cb-nghiep-vu": "Nghiệp vụ - KTSTQ",
    "cb-kiem-soat": "Đội Kiểm soát",
    "cb-cua-khau-ia-tuor": "Ia Tuôr",
    "cb-cua-khau-dak-xieng": "Đăk Xiêng",
}
_LINE = Side(style="thin")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FIXED = datetime(2025, 12, 1)  # noqa: DTZ001 - a zip entry's date has no zone


def source(name: str) -> list[dict[str, str]]:
    """Return the rows of one source table."""
    raw = (SAMPLE / "nguon" / name).read_text(encoding="utf-8")
    separator = "|" if "|" in raw else ","
    return list(csv.DictReader(io.StringIO(raw), delimiter=separator))


def organisations(year: int) -> list[dict[str, str]]:
    """Return the organisations as the list of one year shows them."""
    return [row for row in source("to_chuc.csv") if row["ds"] == str(year)]


def members(year: int) -> list[dict[str, str]]:
    """Return the members as the list of one year shows them; 2024 is told by its differences."""
    rows = source("dang_vien.csv")
    if year == 2024:
        for change in source("dang_vien_2024.csv"):
            row = next(row for row in rows if row["so_the"] == change["so_the"])
            row[change["cot"]] = change["gia_tri"]
            if change["cot"] == "vang_mat":
                rows.remove(row)
    return rows


def roster(year: int) -> Workbook:
    """Return the list of organisations and members on 1 December of `year`."""
    book = Workbook()
    first = book.active
    if not isinstance(first, Worksheet):
        raise TypeError(first)
    first.title = "Tổ chức đảng"
    _table(first, 1, list(ORGANISATION_COLUMNS), _organisation_rows(year))
    sheet = book.create_sheet("Đảng viên")
    width = len(MEMBER_COLUMNS)
    _banner(sheet, 1, "DANH SÁCH ĐẢNG VIÊN ĐẢNG BỘ CỤC HẢI QUAN TRƯỜNG SƠN", width)
    _banner(sheet, 2, f"Tính đến ngày 01/12/{year}", width)
    _table(sheet, 4, list(MEMBER_COLUMNS), _member_rows(year))
    for place, name in enumerate(MEMBER_COLUMNS.values(), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(name, 17)
    sheet.freeze_panes = "C5"
    return book


def _organisation_rows(year: int) -> Iterator[Sequence[Value]]:
    for row in organisations(year):
        yield [_typed(row[name]) for name in ORGANISATION_COLUMNS.values()]


def _member_rows(year: int) -> Iterator[Sequence[Value]]:
    names = {row["ma"]: row["ten"] for row in organisations(year)}
    for number, row in enumerate(members(year), start=1):
        shown: dict[str, Value] = {"tt": number}
        for name in MEMBER_COLUMNS.values():
            if name != "tt":
                shown[name] = _member_value(name, row[name], number, names)
        yield list(shown.values())


def _member_value(name: str, value: str, number: int, names: Mapping[str, str]) -> Value:
    if name == "chi_bo":
        return names[value]
    if name == "so_the" and value in TYPED_AS_NUMBERS:
        return int(value)
    value = WORDS.get(name, {}).get(value, value)
    return (value or None) if number % EVERY_FOURTH == 0 else _typed(value)


def _typed(value: str) -> Value:
    """Return a date as a real one, anything else as text, nothing as an empty cell."""
    if match := re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", value):
        day, month, year = (int(part) for part in match.groups())
        return date(year, month, day)
    return value or None


def _banner(sheet: Worksheet, row: int, value: str, width: int) -> None:
    cell = sheet.cell(row=row, column=1, value=value)
    cell.font, cell.alignment = Font(bold=row == 1, italic=row > 1), Alignment(horizontal="center")
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)


def _table(
    sheet: Worksheet, top: int, header: Sequence[str], rows: Iterator[Sequence[Value]]
) -> None:
    for row, values in enumerate((header, *rows), start=top):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row=row, column=column, value=value)
            cell.border, cell.alignment = _FRAME, Alignment(vertical="top", wrap_text=True)
            cell.font = Font(bold=row == top)
            if isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
            elif isinstance(value, str):
                cell.number_format = "@"
    for column in range(1, len(header) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 20
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def ballots() -> Workbook:
    """Return the counts of every meeting that voted, one sheet an organisation."""
    meetings = tomllib.loads((SAMPLE / "hoi_nghi_2025.toml").read_text(encoding="utf-8"))
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    for code, meeting in meetings.items():
        _ballot_sheet(book.create_sheet(SHEET_TITLES[code]), code, meeting)
    return book


def _ballot_sheet(sheet: Worksheet, code: str, meeting: Mapping[str, Any]) -> None:
    held, count = meeting["ca_nhan"]["hoi_nghi"], meeting["kiem_phieu"]
    names = {row["ma"]: row["ten"] for row in organisations(2025)}
    top = {
        "Tổ chức": names[code],
        "Hội nghị": held["ten"],
        "Ngày": _typed(held["ngay"]),
        "Triệu tập": held["trieu_tap"],
        "Có mặt": held["co_mat"],
        **{label: count[name] for label, name in FIGURES.items()},
        "Tổ kiểm phiếu": "; ".join(count["to_kiem_phieu"]),
    }
    for row, (label, value) in enumerate(top.items(), start=1):
        sheet.cell(row=row, column=1, value=label).font = Font(bold=True)
        cell = sheet.cell(row=row, column=2, value=value)
        if isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"
    _table(sheet, len(top) + 2, BALLOT_HEADER, _ballot_rows(code, names))
    sheet.column_dimensions["B"].width = 46


def _ballot_rows(code: str, names: Mapping[str, str]) -> Iterator[Sequence[Value]]:
    known = {**names, **{row["so_the"]: row["ho_ten"] for row in members(2025)}}
    lines = [row for row in source("kiem_phieu_2025.csv") if row["to_chuc"] == code]
    for number, row in enumerate(lines, start=1):
        who = row["doi_tuong"]
        card = None if who in names else who
        yield [number, known[who], card, *(int(row[name]) for name in COUNTS)]


def packed(book: Workbook) -> bytes:
    """Return a workbook's bytes without the time of writing in them."""
    raw, out = io.BytesIO(), io.BytesIO()
    book.properties.creator = "Văn phòng Đảng ủy"
    book.properties.created = _FIXED
    book.save(raw)
    with zipfile.ZipFile(raw) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as write:
        for name in sorted(read.namelist()):
            entry = zipfile.ZipInfo(name, date_time=_FIXED.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            write.writestr(entry, _timeless(read.read(name)))
    return out.getvalue()


def _timeless(part: bytes) -> bytes:
    """Return a part with the time of the last change made the fixed one."""
    fixed = _FIXED.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + fixed, part)


def build(folder: Path) -> None:
    """Write the three workbooks into `folder`."""
    (folder / "danh_sach.xlsx").write_bytes(packed(roster(2025)))
    (folder / "danh_sach_2024.xlsx").write_bytes(packed(roster(2024)))
    (folder / "kiem_phieu_2025.xlsx").write_bytes(packed(ballots()))


if __name__ == "__main__":
    build(SAMPLE)
