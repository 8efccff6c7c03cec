"""What the roster template tells the office that fills it in; data and one sheet."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from hoso.rosters import CATEGORY_LABELS, KIND_LABELS, STANDING_LABELS
from hoso.spreadsheet._sheets import put, put_title, set_widths

DATES = frozenset(("birth", "admitted", "official", "since", "until", "term_since", "term_until"))
TEXTS = frozenset(("card", "code", "term"))
WIDTHS: Mapping[str, float] = {
    "number": 6,
    "full_name": 26,
    "gender": 9,
    "name": 34,
    "parent_name": 34,
    "party_posts": 24,
    "office_posts": 28,
    "union_posts": 22,
    "unit": 28,
    "category": 24,
    "standing": 22,
    "left_to": 26,
    "remarks": 28,
}
HINTS: Mapping[str, str] = {
    "code": "Mã đặt một lần, không đổi: chữ thường không dấu, chữ số, gạch nối. Ví dụ: cb-van-phong",
    "parent": "Mã (hoặc tên) của tổ chức cấp trên trong bảng này; tổ chức trên cùng để trống.",
    "parent_name": "Tên tổ chức cấp trên trực tiếp không có trong bảng này, in ở đầu văn bản.",
    "place": "Địa danh in trước ngày tháng của văn bản, ví dụ: Pleiku",
    "card": "8 chữ số, định dạng Văn bản để giữ số 0 ở đầu.",
    "birth": "Đủ ngày/tháng/năm: 05/02/1980",
    "official": "Đảng viên dự bị để trống.",
    "organisation": "Mã hoặc tên chi bộ như ở trang «Tổ chức đảng».",
    "party_posts": "Nhiều chức vụ: ngăn cách bằng dấu chấm phẩy hoặc xuống dòng (Alt+Enter).",
    "office_posts": "Nhiều chức vụ: ngăn cách bằng dấu chấm phẩy hoặc xuống dòng (Alt+Enter).",
    "union_posts": "Nhiều chức vụ: ngăn cách bằng dấu chấm phẩy hoặc xuống dòng (Alt+Enter).",
    "category": "Chọn trong danh sách: quyết định mẫu bản kiểm điểm phải viết.",
    "standing": "Để trống nghĩa là đang sinh hoạt.",
    "since": "Ngày bắt đầu sinh hoạt (hoặc thành lập). Để trống: tính từ ngày của danh sách.",
    "until": "Ngày cuối cùng còn ở đây. Đừng xóa dòng của người chuyển đi: hãy ghi ngày này.",
}
LISTS = ("kind", "category", "standing")
_CHOICES = {
    "kind": ("Loại", KIND_LABELS.values()),
    "category": ("Đối tượng", CATEGORY_LABELS.values()),
    "standing": ("Tình trạng", STANDING_LABELS.values()),
}
_LINES = (
    "1. Điền trang «Tổ chức đảng» trước, rồi trang «Đảng viên»; không đổi tên cột.",
    "2. Ghi ngày của danh sách vào ô bên phải «Tính đến ngày».",
    "3. Ngày ghi dạng ngày/tháng/năm. Số thẻ đảng viên gồm 8 chữ số.",
    "4. Người chuyển đi: giữ nguyên dòng và ghi «Ngày chuyển đi». Người chuyển chi bộ: đổi «Chi bộ» "
    "và ghi «Ngày về chi bộ» mới.",
    "5. Mỗi năm sửa tiếp trên tệp này, đổi ngày «Tính đến ngày» rồi nhập lại.",
)
_FIRST_CHOICE = len(_LINES) + 5


def write_guide(sheet: Worksheet) -> dict[str, str]:
    """Write the guide and the lists to choose from; return each list's range by field."""
    put_title(sheet, "HƯỚNG DẪN ĐIỀN DANH SÁCH", len(LISTS))
    for number, line in enumerate(_LINES, start=3):
        put(sheet, number, 1, line).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(LISTS))
        sheet.row_dimensions[number].height = 34
    ranges: dict[str, str] = {}
    for column, field in enumerate(LISTS, start=1):
        label, choices = _CHOICES[field]
        put(sheet, _FIRST_CHOICE - 1, column, label).font = Font(bold=True)
        last = _FIRST_CHOICE
        for last, choice in enumerate(choices, start=_FIRST_CHOICE):
            put(sheet, last, column, choice)
        letter = "ABC"[column - 1]
        ranges[field] = f"'{sheet.title}'!${letter}${_FIRST_CHOICE}:${letter}${last}"
    set_widths(sheet, dict.fromkeys(range(1, len(LISTS) + 1), 40))
    return ranges
