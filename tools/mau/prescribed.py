"""Prescribed papers beside the review forms: Mẫu 03, 04, 05 of 2025 and Mẫu 04 of 2023.

Only their titles and part of the lists of Mẫu 04 could be seen; the bodies follow what such papers
say in the Party's practice, and each `mau.toml` marks what nobody could confirm.
"""

from __future__ import annotations

from tools.mau.blocks import answers, body, bullets, choose, each, p, section, subsection
from tools.mau.decisions import article, decides
from tools.mau.meetings import DOTS, NUMBER
from tools.mau.page import foot, head, last, signatures, title
from tools.mau.parts import KEEP
from tools.mau.regions import Labels, Regions, level_boxes
from tools.mau.results import NONE
from tools.mau.review_forms import SIGN, identity, on_the_line
from tools.mau.tables import Column, Table

_RERATED = (
    NUMBER,
    Column(
        "Tổ chức đảng, đảng viên",
        48,
        p("HsO", "", bold="{{ dong.ten }}")
        + choose("dong.chuc_vu", p("HsO", "{{ dong.chuc_vu }}")),
    ),
    Column("Mức đã xếp loại", 32, "{{ dong.muc_cu }}", centred=True),
    Column("Mức xếp loại lại", 32, "{{ dong.muc_moi }}", centred=True),
    Column("Lý do", 43, "{{ dong.ly_do }}"),
)


def rerating() -> str:
    """Return Mẫu 03: the decision that rates organisations or members anew."""
    return (
        head()
        + title("QUYẾT ĐỊNH", "đánh giá, xếp loại lại tổ chức đảng, đảng viên năm {{ nam }}")
        + bullets("can_cu", last=",")
        + decides()
        + article(
            "1",
            "Đánh giá, xếp loại lại chất lượng năm {{ nam }} đối với các tổ chức đảng, đảng viên sau "
            "đây; kết quả này thay kết quả đã xếp loại trước đó:",
            keep=True,
        )
        + Table(columns=_RERATED, middle=True).over("dong in doi_tuong")
        + last()
        + each("dong in dieu_khoan", article("{{ loop.index + 1 }}", "{{ dong }}"))
        + foot()
    )


_LISTED = (
    NUMBER,
    Column("Tên tài liệu", 68, "{{ dong.ten }}"),
    Column("Số, ký hiệu", 27, "{{ dong.so_ky_hieu }}", centred=True),
    Column("Ngày, tháng, năm", 24, "{{ dong.ngay }}", centred=True),
    Column("Số bản", 14, "{{ dong.so_ban }}", centred=True),
    Column("Ghi chú", 22, "{{ dong.ghi_chu }}"),
)


def dossier_list() -> str:
    """Return Mẫu 04: what the dossier of a review holds, for the collective and for individuals."""
    table = Table(columns=_LISTED, middle=True)
    return (
        head(numbered=False)
        + title("DANH MỤC HỒ SƠ", "kiểm điểm, đánh giá, xếp loại chất lượng năm {{ nam }}")
        + section("I. Đối với tập thể")
        + table.over_or("dong in tap_the", NONE)
        + subsection("II. Đối với cá nhân", after_table=True)
        + table.over_or("dong in ca_nhan", NONE)
        + body(
            "Danh mục này lập theo hồ sơ kiểm điểm, đánh giá, xếp loại chất lượng năm {{ nam }} của "
            "{{ ten_to_chuc }}.",
            keep=True,
            after_table=True,
        )
        + foot()
    )


_CRITERIA = (
    NUMBER,
    Column("Tiêu chí, nhiệm vụ", 95, "{{ dong.noi_dung }}"),
    Column("Điểm tối đa", 22, "{{ dong.toi_da }}", centred=True),
    Column("Điểm tự chấm", 22, "{{ dong.tu_cham }}", centred=True),
    Column("Ghi chú", 16, "{{ dong.ghi_chu }}"),
)
_WHO = (
    "ho_ten",
    "ngay_sinh",
    "chuc_vu_dang",
    "chuc_vu_chinh_quyen",
    "chuc_vu_doan_the",
    "don_vi_cong_tac",
)


def quarterly(labels: Labels) -> str:
    """Return Mẫu 05: how a leader rates the own quarter or year; the authority answers below."""
    regions, table = Regions(labels), Table(columns=_CRITERIA, middle=True)
    dots = '{{{{ {0} or "' + DOTS + '" }}}}'
    return (
        head(numbered=False)
        + title("BẢN TỰ ĐÁNH GIÁ, XẾP LOẠI CỦA CÁ NHÂN", "{{ ky }}")
        + identity(_WHO)
        + section("I. Tự đánh giá")
        + subsection("A. Nhóm tiêu chí chung")
        + table.over("dong in tieu_chi_chung")
        + on_the_line(regions, "diem_chung", after="/30", keep=False, after_table=True)
        + subsection("B. Kết quả thực hiện nhiệm vụ")
        + table.over("dong in tieu_chi_nhiem_vu")
        + on_the_line(regions, "diem_nhiem_vu", after="/70", keep=False, after_table=True)
        + on_the_line(regions, "tong_diem", after="/100", keep=False)
        + section(labels.headings["muc"])
        + regions.around("muc", level_boxes("muc", keep_last=True))
        + last(KEEP)
        + signatures((), ("NGƯỜI TỰ ĐÁNH GIÁ", SIGN, "{{ dang_vien.ho_ten }}"))
        + section("III. Nhận xét, đánh giá của cấp có thẩm quyền")
        + body("Nhận xét:", keep=True)
        + choose("nhan_xet", answers("nhan_xet"), body(DOTS))
        + body("Điểm đánh giá: " + dots.format("diem_danh_gia"), keep=True)
        + body("Đề xuất mức xếp loại: " + dots.format("de_xuat_muc"), keep=True)
        + body("Mức độ đáp ứng yêu cầu nhiệm vụ: " + dots.format("muc_dap_ung"), keep=True)
        + signatures(
            (),
            (
                "XÁC NHẬN CỦA BAN THƯỜNG VỤ CẤP ỦY HOẶC TẬP THỂ LÃNH ĐẠO",
                "(ký, ghi rõ họ tên, đóng dấu)",
                "",
            ),
        )
    )
