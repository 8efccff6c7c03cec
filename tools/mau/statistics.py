"""The statistics of a year: figures with their shares, charts, each organisation, lists of names.

No national form for grassroots organisations was seen; the rows are those that provinces report
(Gia Lai, 2020), the columns of the wide table those of local summaries (Mẫu 15A, 15B of 2026).
"""

from __future__ import annotations

from dataclasses import replace

from tools.mau.blocks import answers, body, bullets, choose, each, p, section, subsection
from tools.mau.openings import reasons
from tools.mau.page import foot, head, last, new_page, title, turned
from tools.mau.tables import Column, Table

_FIGURES = (
    Column("Chỉ tiêu", 57, "{{ dong.nhan }}"),
    Column("Số lượng", 16, "{{ dong.so_luong }}", centred=True),
    Column("Tỷ lệ", 18, "{{ dong.ty_le }}", centred=True),
    Column("Tỷ lệ tính trên", 29, "{{ dong.mau_so }}", centred=True),
)
_BEFORE = "Năm {{ nam - 1 }}"
_COMPARED = (
    *_FIGURES,
    Column(_BEFORE, 17, "{{ dong.nam_truoc }}", centred=True),
    Column("Tăng, giảm", 13, "{{ dong.tang_giam }}", centred=True),
    Column("Tăng, giảm điểm %", 15, "{{ dong.diem }}", centred=True),
)
# Where there is nothing to compare with, room for the words that say so.
_ALONE = (
    replace(_FIGURES[0], width=65),
    replace(_FIGURES[1], width=20),
    *_FIGURES[2:],
    Column(_BEFORE, 33, "{{ dong.nam_truoc }}", centred=True),
)


def _figures() -> str:
    """Return one table a kind of subject."""
    compared, alone = (
        Table(columns=columns, middle=True, compact=True).over("dong in bang.hang")
        for columns in (_COMPARED, _ALONE)
    )
    heading = subsection("{{ loop.index }}. {{ bang.ten }}", after_table=True)
    return each("bang in so_lieu", heading + choose("so_sanh", compared, alone) + last())


def _chart(field: str, heading: str) -> str:
    """Return a picture below what it shows; nothing when there is none."""
    return choose(field, subsection(heading) + p("HsSo", f"{{{{ {field} | hinh(160) }}}}"))


_SUM_OR_ONE = choose("dong.cong", p("HsO", "", bold="{{ dong.ten }}"), p("HsO", "{{ dong.ten }}"))
_DETAIL = (
    Column("TT", 13, "{{ dong.tt }}", centred=True),
    Column("Tổ chức đảng", 55, _SUM_OR_ONE),
    Column("Mức của tổ chức", 30, "{{ dong.muc }}", centred=True),
    Column("Tổng số đảng viên", 16, "{{ dong.tong_so }}", centred=True),
    Column("Miễn", 13, "{{ dong.mien }}", centred=True),
    Column("Chưa đánh giá", 15, "{{ dong.chua_danh_gia }}", centred=True),
    Column("Mới kết nạp", 14, "{{ dong.moi_ket_nap }}", centred=True),
    Column("Được đánh giá", 16, "{{ dong.duoc_danh_gia }}", centred=True),
    Column("{{ ten_muc.htt_tro_len }}", 18, "{{ dong.htt_tro_len }}", centred=True),
    Column("{{ ten_muc.htxs }}", 15, "{{ dong.htxs }}", centred=True),
    Column("{{ ten_muc.htn }}", 15, "{{ dong.htn }}", centred=True),
    Column("{{ ten_muc.khtn }}", 15, "{{ dong.khtn }}", centred=True),
    Column("{{ ten_muc.ty_le_htxs }}", 17, "{{ dong.ty_le_htxs }}", centred=True),
)
_NAMES = (
    Column("TT", 12, "{{ loop.index }}", centred=True),
    Column("Họ và tên, tên tổ chức", 66, "{{ dong.ten }}"),
    Column("Số thẻ, mã", 34, "{{ dong.ma }}", centred=True),
    Column("Tổ chức đảng", 74, "{{ dong.to_chuc }}"),
    Column("Ghi chú", 66, "{{ dong.ghi_chu }}"),
)


def _annex(kind: str, abstract: str) -> str:
    report = 'Báo cáo số {{ so or "……" }}-{{ ky_hieu }}, {{ ngay_thang }} của {{ ten_to_chuc }}'
    return (
        p("HsTenLoai", kind)
        + p("HsTrichYeu", abstract)
        + p("HsDiaDanh", f"(kèm theo {report})")
        + p("HsGach", "-----")
    )


def _details() -> str:
    table = Table(columns=_DETAIL, landscape=True, middle=True, compact=True)
    return (
        _annex(
            "BIỂU CHI TIẾT", "kết quả xếp loại chất lượng đảng viên theo tổ chức đảng năm {{ nam }}"
        )
        + table.over("dong in chi_tiet")
        + last()
    )


def _names() -> str:
    """Return the lists of names behind the figures: one table a kind of subject, its groups in it."""
    table = Table(columns=_NAMES, landscape=True, middle=True, compact=True)
    groups = table.repeated(
        "nhom in bang.nhom",
        table.group("{{ nhom.ten }}: {{ nhom.so_luong }}{{ nhom.ghi_chu }}")
        + table.repeated("dong in nhom.hang", table.row()),
    )
    heading = subsection("{{ loop.index }}. {{ bang.ten }}", after_table=True)
    return (
        new_page()
        + _annex("DANH SÁCH", "theo từng số liệu trong báo cáo năm {{ nam }}")
        + each("bang in danh_sach", heading + table.of(groups) + last())
    )


def report() -> str:
    """Return the statistics: the signed report, then turned the details and the lists of names."""
    lead = "{{ ten_to_chuc }} báo cáo thống kê kết quả đánh giá, xếp loại chất lượng năm {{ nam }} như sau:"
    return (
        head()
        + title(
            "BÁO CÁO",
            "thống kê kết quả đánh giá, xếp loại chất lượng",
            "tổ chức đảng, đảng viên năm {{ nam }}",
        )
        + reasons(lead)
        + section("I- TÌNH HÌNH CHUNG")
        + answers("tinh_hinh")
        + section("II- SỐ LIỆU")
        + _figures()
        + choose("ghi_chu", body("Ghi chú:", keep=True, after_table=True) + bullets("ghi_chu"))
        + section("III- BIỂU ĐỒ")
        + choose(
            "bieu_do_muc or bieu_do_khuyet_diem",
            _chart("bieu_do_muc", "Mức xếp loại chất lượng đảng viên qua các năm")
            + _chart("bieu_do_khuyet_diem", "Hạn chế, khuyết điểm theo lĩnh vực qua các năm"),
            body("Chưa đủ số liệu để vẽ."),
        )
        + body(
            "Kèm theo báo cáo này: biểu chi tiết theo tổ chức đảng, danh sách theo từng số liệu.",
            keep=True,
            after_table=True,
        )
        + foot()
        + turned()
        + _details()
        + choose("danh_sach", _names())
    )
