"""Finding aids and hand-over: lists of dossiers, list of a dossier's documents, minutes of hand-over.

The columns are those of a ministry's archive rules of 2025 (Quyết định 3999/QĐ-BTC) and of Nghị định
30/2020, under the Party's own head; the annexes of the Party's guidance (17-HD/VPTW) are not known.
"""

from __future__ import annotations

from tools.mau.blocks import answers, body, bullets, choose, each, p, section, subsection
from tools.mau.meetings import NUMBER
from tools.mau.page import beside_box, enclosed, foot, head, new_page, signatures, title
from tools.mau.tables import Column, Table

_HINT = "(ký, ghi rõ họ tên)"
_QR_MM = 34.0
_DOTTED = "…" * 96
_PERIOD = "{% if tu_nam == den_nam %}năm {{ den_nam }}{% else %}từ năm {{ tu_nam }} đến năm {{ den_nam }}{% endif %}"


def _dossiers(*, permanent: bool) -> tuple[Column, ...]:
    """Return the columns of a list of dossiers; of the permanent one the period goes without saying."""
    period = (
        () if permanent else (Column("Thời hạn bảo quản", 18, "{{ dong.thoi_han }}", centred=True),)
    )
    return (
        NUMBER,
        Column("Hộp, cặp số", 14, "{{ dong.hop }}", centred=True),
        Column("Số, ký hiệu hồ sơ", 44, "{{ dong.ma }}"),
        Column("Tiêu đề hồ sơ", 84.0 if permanent else 66.0, "{{ dong.tieu_de }}"),
        Column("Thời gian bắt đầu, kết thúc", 28, "{{ dong.thoi_gian }}", centred=True),
        *period,
        Column("Số tờ, số trang", 20, "{{ dong.so_to_trang }}", centred=True),
        Column("Người lập", 32, "{{ dong.nguoi_lap }}"),
        Column(
            "Ghi chú",
            20,
            "{{ dong.so_luong }}{% if dong.ghi_chu %}; {{ dong.ghi_chu }}{% endif %}",
        ),
    )


def _inventory(field: str, name: str, *, framed: str = "") -> str:
    """Return one list of dossiers with its count and signatures; `framed` says if another precedes."""
    plain = title("MỤC LỤC", f"hồ sơ, tài liệu nộp lưu {_PERIOD}", f"(hồ sơ bảo quản {name})")
    opening = choose(framed, enclosed(plain, landscape=True), plain) if framed else plain
    table = Table(
        columns=_dossiers(permanent=not framed),
        landscape=True,
        compact=True,
        middle=True,
    )
    return (
        head(numbered=False, landscape=True)
        + opening
        + table.over(f"dong in {field}")
        + body(
            f"Mục lục này gồm {{{{ {field} | length }}}} hồ sơ (bằng chữ: {{{{ {field}_chu }}}} hồ sơ).",
            keep=True,
            after_table=True,
        )
        + signatures(
            ("NGƯỜI GIAO", _HINT, "{{ nguoi_giao }}"),
            ("NGƯỜI NHẬN", _HINT, "{{ nguoi_nhan }}"),
            landscape=True,
        )
    )


def inventory() -> str:
    """Return the lists of dossiers handed in: the permanent ones, and apart those with a period."""
    fixed = choose("vinh_vien", new_page()) + _inventory(
        "co_thoi_han", "có thời hạn", framed="vinh_vien"
    )
    return choose("vinh_vien", _inventory("vinh_vien", "vĩnh viễn")) + choose("co_thoi_han", fixed)


_REMARK = "{{ dong.tep }}{% if dong.tep and dong.ghi_chu %}; {% endif %}{{ dong.ghi_chu }}"


def _documents(*, secret: bool) -> tuple[Column, ...]:
    """Return the columns of a list of documents; of a secret dossier each has its mark."""
    mark = (Column("Độ mật", 16, "{{ dong.do_mat }}", centred=True),) if secret else ()
    return (
        Column("Số TT", 11, "{{ dong.thu_tu }}", centred=True),
        Column("Số, ký hiệu văn bản", 24, "{{ dong.so_ky_hieu }}", centred=True),
        Column("Ngày tháng năm", 22, "{{ dong.ngay }}", centred=True),
        Column("Tên loại và trích yếu nội dung", 39.0 if secret else 47.0, "{{ dong.trich_yeu }}"),
        *mark,
        Column("Tác giả", 21 if secret else 25, "{{ dong.tac_gia }}"),
        Column("Tờ số, trang số", 16, "{{ dong.to_trang }}", centred=True),
        Column("Ghi chú", 16 if secret else 20, _REMARK),
    )


def _listed(*, secret: bool) -> str:
    table = Table(columns=_documents(secret=secret), compact=True, middle=True)
    return table.over("dong in van_ban")


def contents() -> str:
    """Return the list of the documents of one dossier."""
    return (
        head(numbered=False)
        + title("MỤC LỤC", "văn bản, tài liệu trong hồ sơ")
        + body("Tiêu đề hồ sơ: {{ ho_so.tieu_de }}.")
        + body("Số, ký hiệu hồ sơ: {{ ho_so.ma }}. Năm {{ nam }}.")
        + body(
            "Thời hạn bảo quản: {{ ho_so.thoi_han }}. Chế độ sử dụng: {{ ho_so.che_do_su_dung }}."
            "{% if ho_so.do_mat %} Độ mật: {{ ho_so.do_mat }}.{% endif %}",
            keep=True,
        )
        + choose("ho_so.do_mat", _listed(secret=True), _listed(secret=False))
        + body(
            "Mục lục này gồm {{ van_ban | length }} văn bản (bằng chữ: {{ van_ban_chu }} văn bản).",
            keep=True,
            after_table=True,
        )
        + signatures((), ("NGƯỜI LẬP", _HINT, "{{ nguoi_lap }}"))
    )


_REGISTER = (
    Column("Số, ký hiệu hồ sơ", 42, "{{ dong.ma }}"),
    Column("Tiêu đề hồ sơ", 62, "{{ dong.tieu_de }}"),
    Column("Thời hạn bảo quản", 19, "{{ dong.thoi_han }}", centred=True),
    Column("Đơn vị, người lập", 26, "{{ dong.nguoi_lap }}"),
    Column("Ghi chú", 16, "{{ dong.ghi_chu }}"),
)


def register() -> str:
    """Return the list of the dossiers that the office keeps in a year, group by group."""
    group = subsection("{{ loop.index }}. {{ nhom.ten }}", after_table=True) + Table(
        columns=_REGISTER, compact=True, middle=True
    ).over("dong in nhom.ho_so")
    return (
        head(numbered=False)
        + title("DANH MỤC", "hồ sơ năm {{ nam }} của {{ ten_to_chuc }}")
        + each("nhom in nhom_ho_so", group)
        + body(
            "Danh mục này gồm {{ so_ho_so }} hồ sơ (bằng chữ: {{ so_ho_so_chu }} hồ sơ). Hồ sơ phát sinh "
            "trong năm được ghi bổ sung.",
            keep=True,
            after_table=True,
        )
        + foot()
    )


def _party(name: str, field: str) -> str:
    who = f"{{{{ {field}.ho_ten }}}}, {{{{ {field}.chuc_vu }}}}"
    return section(f"{name}: {{{{ {field}.don_vi }}}}") + body(f"- Đồng chí {who}.")


def _amount() -> str:
    """Return what is handed over, in figures and words."""
    units = (("so_ho_so", "hồ sơ"), ("so_tep", "tệp tin"), ("so_byte", "byte"))
    counts = "".join(
        body(f"- {{{{ {field} }}}} {unit} (bằng chữ: {{{{ {field}_chu }}}} {unit}){mark}")
        for (field, unit), mark in zip(units, ";;.", strict=True)
    )
    return (
        subsection("3. Số lượng")
        + choose(
            "giay.ho_so",
            body(
                "a) Tài liệu giấy: {{ giay.hop }} hộp (cặp), {{ giay.ho_so }} hồ sơ (đơn vị bảo quản), "
                "{{ giay.met_gia }} mét giá."
            ),
            body("a) Tài liệu giấy: không có."),
        )
        + body("b) Tài liệu điện tử:", keep=True)
        + counts
    )


def _fingerprint() -> str:
    """Return the line by which both sides know the package again, and a place for its QR code."""
    lines = (
        p("HsO", "Giá trị SHA-256 của tệp manifest-sha512.txt trong gói bàn giao:")
        + p("HsOHep", f'{{{{ dau_van_tay or "{_DOTTED}" }}}}')
        + p("HsO", "Bên nhận tính lại giá trị này từ gói đã nhận và đối chiếu trước khi ký.")
    )
    square = (
        f'<w:bookmarkStart w:id="1" w:name="hoso_ma_qr"/>{p("HsOGiua", "Mã QR")}'
        '<w:bookmarkEnd w:id="1"/>'
    )
    return subsection("6. Dấu vân tay của gói bàn giao") + beside_box(lines, square, side=_QR_MM)


def handover() -> str:
    """Return the minutes of a hand-over of dossiers, in two copies."""
    return (
        head()
        + title("BIÊN BẢN", "giao nhận hồ sơ, tài liệu")
        + choose("can_cu", bullets("can_cu", last=","))
        + body(
            "Hôm nay, ngày {{ giao_nhan.ngay }}, tại {{ giao_nhan.dia_diem }}, hai bên gồm:",
            keep=True,
        )
        + _party("BÊN GIAO", "ben_giao")
        + _party("BÊN NHẬN", "ben_nhan")
        + body("Cùng giao nhận hồ sơ, tài liệu với những nội dung sau:", keep=True)
        + subsection("1. Tên khối tài liệu")
        + body("{{ khoi_tai_lieu }}.")
        + subsection("2. Thời gian của tài liệu")
        + body(f"Tài liệu {_PERIOD}.")
        + _amount()
        + subsection("4. Tình trạng tài liệu, thiết bị")
        + answers("tinh_trang", prefix="- ")
        + subsection("5. Mục lục kèm theo")
        + bullets("muc_luc")
        + _fingerprint()
        + body(
            "Biên bản được lập thành hai bản, mỗi bên giữ một bản, có giá trị như nhau.",
            keep=True,
            after_table=True,
        )
        + signatures(
            ("BÊN GIAO", _HINT, "{{ ben_giao.ho_ten }}"),
            ("BÊN NHẬN", _HINT, "{{ ben_nhan.ho_ten }}"),
        )
    )
