"""The report on how far a review year is: deadlines, progress, what is left, the days of meetings.

No regulation prescribes it; the committee of the level above must see to order, time and quality
(Quy định 366-QĐ/TW, Điều 7, 12; Hướng dẫn 43-HD/BTCTW, mục 4).
"""

from __future__ import annotations

from tools.mau.blocks import answers, body, choose, p, section
from tools.mau.meetings import NUMBER
from tools.mau.openings import reasons
from tools.mau.page import foot, head, title
from tools.mau.results import NONE
from tools.mau.tables import Column, Table

_DEADLINES = (
    NUMBER,
    Column("Việc", 156, "{{ dong.viec }}"),
    Column("Trước ngày", 40, "{{ dong.truoc_ngay }}", centred=True),
    Column("Còn lại", 46, "{{ dong.con_lai }}", centred=True),
)
_PROGRESS = (
    NUMBER,
    Column("Tổ chức đảng", 62, p("HsO", "", bold="{{ dong.to_chuc }}")),
    Column("Phải kiểm điểm", 20, "{{ dong.phai }}", centred=True),
    Column("Nhận lại", 20, "{{ dong.nhan_lai }}", centred=True),
    Column("Kiểm điểm", 20, "{{ dong.kiem_diem }}", centred=True),
    Column("Bỏ phiếu", 20, "{{ dong.bo_phieu }}", centred=True),
    Column("Đề xuất", 20, "{{ dong.de_xuat }}", centred=True),
    Column("Quyết định", 20, "{{ dong.quyet_dinh }}", centred=True),
    Column("Thông báo", 20, "{{ dong.thong_bao }}", centred=True),
    Column("Tình hình", 40, "{{ dong.tinh_hinh }}"),
)
_LEFT = (
    NUMBER,
    Column("Tổ chức đảng", 62, "{{ dong.to_chuc }}"),
    Column("Việc còn lại", 70, "{{ dong.viec }}"),
    Column("Đối tượng", 110, "{{ dong.doi_tuong }}"),
)
_MEETINGS = (
    NUMBER,
    Column("Tổ chức đảng", 82, "{{ dong.to_chuc }}"),
    Column("Kiểm điểm tập thể", 45, "{{ dong.tap_the }}", centred=True),
    Column("Kiểm điểm cá nhân", 45, "{{ dong.ca_nhan }}", centred=True),
    Column("Cấp ủy viên dự, chỉ đạo", 70, "{{ dong.nguoi_du }}"),
)


def report() -> str:
    """Return the report, on a landscape page."""
    return (
        head(landscape=True)
        + title(
            "BÁO CÁO",
            "tiến độ kiểm điểm, đánh giá, xếp loại chất lượng năm {{ nam }} "
            "(tính đến ngày {{ den_ngay }})",
        )
        + reasons(
            "{{ ten_to_chuc }} báo cáo tiến độ kiểm điểm, đánh giá, xếp loại chất lượng năm "
            "{{ nam }} như sau:"
        )
        + section("I- THỜI HẠN")
        + _table(_DEADLINES, "thoi_han")
        + section("II- TIẾN ĐỘ")
        + answers("tong_quan")
        + _table(_PROGRESS, "tien_do")
        + section("III- VIỆC CÒN LẠI")
        + _table(_LEFT, "con_viec")
        + section("IV- LỊCH KIỂM ĐIỂM, PHÂN CÔNG DỰ")
        + _table(_MEETINGS, "lich_hop")
        + section("V- ĐỀ XUẤT, KIẾN NGHỊ")
        + choose("kien_nghi", answers("kien_nghi", prefix="- "), body(NONE))
        + body(
            "Trên đây là báo cáo tiến độ kiểm điểm, đánh giá, xếp loại chất lượng năm {{ nam }} "
            "của {{ ten_to_chuc }}.",
            keep=True,
        )
        + foot(landscape=True)
    )


def _table(columns: tuple[Column, ...], rows: str) -> str:
    return Table(columns=columns, landscape=True, middle=True, compact=True).over_or(
        f"dong in {rows}", NONE
    )
