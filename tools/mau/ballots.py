"""Secret ballots beside the main one, and the papers on which bodies propose levels.

No regulation prescribes them; the columns are those of working forms that local committees use
(two rounds since 2020, participating bodies under Quy định 366-QĐ/TW, Điều 12).
"""

from __future__ import annotations

from tools.mau.blocks import answers, body, bullets, choose, p, section, subsection
from tools.mau.meetings import LEGEND, LEVEL_KEYS, LEVELS, NUMBER, SECRET, SIGN
from tools.mau.openings import addressed
from tools.mau.page import foot, head, last, signatures, title
from tools.mau.tables import Column, Table

_LINE = "…" * 31  # one line of 14-point type to write on


def selection() -> str:
    """Return the ballot of the second round: who of those rated good did excellently."""
    columns = (
        NUMBER,
        Column("Họ và tên", 48, p("HsO", "", bold="{{ nguoi.ho_ten }}")),
        Column("Chi bộ", 51, "{{ nguoi.chi_bo }}"),
        Column("Đồng ý", 28, "", centred=True),
        Column("Không đồng ý", 28, "", centred=True),
    )
    note = (
        "Mỗi dòng đánh dấu X vào một ô. Dòng có hai dấu hoặc không có dấu nào: phiếu không hợp lệ "
        f"đối với người đó. {SECRET}"
    )
    return (
        head(numbered=False)
        + title(
            "PHIẾU BÌNH CHỌN",
            "đảng viên hoàn thành xuất sắc nhiệm vụ năm {{ nam }} (vòng 2)",
        )
        + body("{{ hoi_nghi.ten }}.")
        + body(
            "Ngày họp: {{ hoi_nghi.ngay }}. Danh sách gồm {{ doi_tuong | length }} đồng chí được đề "
            "nghị bình chọn.",
            keep=True,
        )
        + Table(columns=columns, middle=True, height=9, note=note).over("nguoi in doi_tuong")
        + last()
    )


def organisations() -> str:
    """Return the ballot on organisations: one's own (one X in all), and those below (one X a row)."""
    own = (
        NUMBER,
        Column("Mức chất lượng của {{ ten_to_chuc }}", 120, "{{ muc }}"),
        Column("Đánh dấu X", 35, "", centred=True),
    )
    below = (
        NUMBER,
        Column("Tổ chức đảng, tập thể lãnh đạo", 51, p("HsO", "", bold="{{ dong.ten }}")),
        Column("Đơn vị tự xếp loại", 32, "{{ dong.tu_xep_loai }}", centred=True),
        *(Column(f"{{{{ muc_tat.{key} }}}}", 18, "", centred=True) for key in LEVEL_KEYS),
    )
    first = Table(columns=own, middle=True, height=9, note="Đánh dấu X vào một dòng.")
    second = Table(
        columns=below,
        middle=True,
        compact=True,
        height=10,
        note="Mỗi dòng đánh dấu X vào một ô. {{ chu_giai }}",
    )
    return (
        head(numbered=False)
        + title("PHIẾU ĐÁNH GIÁ", "xếp loại chất lượng tổ chức đảng năm {{ nam }}")
        + body("{{ hoi_nghi.ten }}.")
        + body(f"Ngày họp: {{{{ hoi_nghi.ngay }}}}. {SECRET}", keep=True)
        + choose(
            "cac_muc",
            subsection("Đối với {{ ten_to_chuc }}") + first.over("muc in cac_muc"),
        )
        + choose(
            "doi_tuong",
            subsection("Đối với các tổ chức đảng, tập thể trực thuộc", after_table=True)
            + second.over("dong in doi_tuong"),
        )
        + last()
    )


def analysis() -> str:
    """Return the paper on which a participating body judges one collective, criterion by criterion."""
    criteria = (
        Column("TT", 12, "{{ dong.ma }}", centred=True),
        Column("Tiêu chí", 62, "{{ dong.noi_dung }}"),
        Column("Điểm tối đa", 17, "{{ dong.diem_toi_da }}", centred=True),
        Column("Điểm đề xuất", 18, "", centred=True),
        Column("Nhận xét của chủ thể tham gia", 56, ""),
    )
    levels = (
        Column("Đơn vị tự xếp loại", 61, "{{ tu_xep_loai }}", centred=True),
        *(Column(level, 26, "", centred=True) for level in LEVELS),
    )
    proposal = Table(columns=levels, middle=True, height=10, note=LEGEND)
    return (
        head(numbered=False)
        + title(
            "PHIẾU PHÂN TÍCH CHẤT LƯỢNG",
            "và đánh giá, xếp loại {{ ten_doi_tuong }} năm {{ nam }}",
        )
        + addressed("kinh_gui")
        + answers("de_nghi")
        + section("I- Ý KIẾN THEO TỪNG TIÊU CHÍ")
        + Table(columns=criteria, middle=True, compact=True, height=13).over("dong in tieu_chi")
        + section("II- MỨC CHẤT LƯỢNG ĐỀ XUẤT (ĐÁNH DẤU X VÀO MỘT Ô)")
        + proposal.of(proposal.row())
        + section("III- Ý KIẾN KHÁC")
        + body(_LINE) * 3
        + body(
            "Phiếu gửi về {{ ten_to_chuc }} trước ngày {{ han }}. Tên cơ quan, tổ chức tham gia ý kiến:",
            keep=True,
        )
        + body(_LINE, keep=True)
        + signatures((), ("ĐẠI DIỆN CHỦ THỂ THAM GIA", SIGN, ""))
    )


_PROPOSALS = (
    NUMBER,
    Column("Họ và tên đảng viên", 36, p("HsO", "", bold="{{ nguoi.ho_ten }}")),
    Column("Số thẻ đảng viên", 22, "{{ nguoi.so_the }}", centred=True),
    Column("Chức vụ đảng, chính quyền, đoàn thể", 36, "{{ nguoi.chuc_vu }}"),
    Column("(1) Đảng viên tự xếp loại", 25, "{{ nguoi.tu_xep_loai }}", centred=True),
    Column("(2) Xếp loại công chức, viên chức", 25, "{{ nguoi.cbccvc }}", centred=True),
    Column("(3) Chi ủy nơi sinh hoạt", 25, "{{ nguoi.chi_uy }}", centred=True),
    Column("(4) Tập thể lãnh đạo đoàn thể", 25, "{{ nguoi.doan_the }}", centred=True),
    Column("(5) Chi bộ đánh giá, xếp loại", 25, "{{ nguoi.chi_bo }}", centred=True),
    Column("Ghi chú", 23, "{{ nguoi.ghi_chu }}"),
)


def proposals() -> str:
    """Return the summary of the levels that each body proposed for each member, landscape."""
    table = Table(columns=_PROPOSALS, landscape=True, middle=True, compact=True, height=9)
    return (
        head(numbered=False, landscape=True)
        + title("TỔNG HỢP", "đề xuất mức chất lượng đảng viên của các chủ thể năm {{ nam }}")
        + table.over("nguoi in hang")
        + body(
            "Danh sách gồm {{ hang | length }} đảng viên. Cột (2) dùng cho cán bộ, công chức, viên "
            "chức; cột (4) dùng cho đảng viên là thành viên lãnh đạo đoàn thể. Ô để trống: chưa có ý "
            "kiến.",
            keep=True,
            after_table=True,
        )
        + foot(landscape=True)
    )


_COMPARED = (
    '{% if dong.de_xuat and dong.tu_xep_loai %}{{ "Thống nhất" if dong.de_xuat == dong.tu_xep_loai '
    'else "Không thống nhất" }}{% endif %}{% if dong.ly_do %}: {{ dong.ly_do }}{% endif %}'
)
_APPRAISED = (
    NUMBER,
    Column("Tổ chức đảng", 38, p("HsO", "", bold="{{ dong.ten }}")),
    Column("Điểm tự chấm", 17, "{{ dong.diem_tu_cham }}", centred=True),
    Column("Mức tự xếp loại", 30, "{{ dong.tu_xep_loai }}", centred=True),
    Column("Nhận xét của Tổ Thẩm định", 59, "{{ dong.nhan_xet }}"),
    Column("Điểm thẩm định", 17, "{{ dong.diem_tham_dinh }}", centred=True),
    Column("Mức đề xuất", 30, "{{ dong.de_xuat }}", centred=True),
    Column("So với tự xếp loại; lý do", 51, _COMPARED),
)


def appraisal() -> str:
    """Return the report of the appraisal team (Tổ Thẩm định), a line an organisation, landscape."""
    table = Table(columns=_APPRAISED, landscape=True, middle=True, compact=True, height=10)
    return (
        head(number_if="ky_hieu", landscape=True)
        + title(
            "BÁO CÁO",
            "thẩm định kết quả tự đánh giá, xếp loại chất lượng tổ chức đảng năm {{ nam }}",
        )
        + section("I- CĂN CỨ, CÁCH THẨM ĐỊNH")
        + answers("cach_lam")
        + section("II- KẾT QUẢ THẨM ĐỊNH TỪNG TỔ CHỨC ĐẢNG")
        + table.over("dong in hang")
        + section("III- NHẬN XÉT CHUNG")
        + answers("nhan_xet_chung")
        + section("IV- ĐỀ XUẤT, KIẾN NGHỊ")
        + choose("kien_nghi", bullets("kien_nghi"), body("Không có."))
        + body("Tổ Thẩm định báo cáo {{ ten_to_chuc }} xem xét, quyết định.", keep=True)
        + foot(landscape=True)
    )
