"""Score sheets: 30 + 70 (Quy định 366-QĐ/TW, Điều 10), and the older 100 points of five groups."""

from __future__ import annotations

from tools.mau.blocks import body, choose, p
from tools.mau.meetings import SIGN
from tools.mau.page import head, signatures, title
from tools.mau.tables import Column, Table

_BLANK = "…" * 16
_COLUMNS = (
    Column("TT", 12, "{{ dong.ma }}", centred=True),
    Column("Tiêu chí", 78, "{{ dong.noi_dung }}"),
    Column("Điểm tối đa", 16, "{{ dong.diem_toi_da }}", centred=True),
    Column("Tự chấm", 16, "{{ dong.tu_cham }}", centred=True),
    Column("Thẩm định", 17, "{{ dong.tham_dinh }}", centred=True),
    Column("Căn cứ, minh chứng", 26, "{{ dong.minh_chung }}"),
)


def _centred(text: str) -> str:
    return p("HsOGiua", "", bold=text)


def _line(name: str, key: str, number: str = "") -> tuple[str, ...]:
    """Return the bold cells of a sum: its name, the most points, both scores."""
    return (
        _centred(number) if number else p("HsOGiua", ""),
        p("HsO", "", bold=name),
        _centred(f"{{{{ tong.{key}_toi_da }}}}"),
        _centred(f"{{{{ tong.{key}_tu_cham }}}}"),
        _centred(f"{{{{ tong.{key}_tham_dinh }}}}"),
        "",
    )


def _rows(table: Table, field: str) -> str:
    """Return the rows of one group: parts of a criterion in italics."""
    text = choose(
        "dong.thuoc", p("HsO", "", italic="{{ dong.noi_dung }}"), p("HsO", "{{ dong.noi_dung }}")
    )
    own = tuple(column.cell for column in table.columns)
    return table.repeated(f"dong in {field}", table.row(own[0], text, *own[2:]))


def _levels() -> str:
    """Return what follows the table: the level that the points are to bear out."""
    post = choose("chuc_vu_ky", p("HsChucVu", "{{ chuc_vu_ky }}"))
    own, theirs = (f'{{{{ {field} or "{_BLANK}" }}}}' for field in ("muc_tu_xep", "muc_tham_dinh"))
    return (
        body(f"Mức chất lượng tự xếp loại: {own}", keep=True, after_table=True)
        + body(f"Mức chất lượng qua thẩm định: {theirs}", keep=True)
        + signatures(
            ("NGƯỜI THẨM ĐỊNH", SIGN, ""),
            ("{{ tham_quyen }}", post + p("HsGhiKy", SIGN), "{{ nguoi_ky }}"),
        )
    )


def thirty_seventy() -> str:
    """Return the score sheet of 30 + 70 points for a collective or a person."""
    table = Table(columns=_COLUMNS, middle=True, compact=True, height=8)
    rows = (
        table.row(*_line("Nhóm tiêu chí chung", "chung", "I"))
        + _rows(table, "tieu_chi_chung")
        + table.row(*_line("Nhóm tiêu chí về kết quả thực hiện nhiệm vụ", "nhiem_vu", "II"))
        + _rows(table, "tieu_chi_nhiem_vu")
        + table.row(*_line("Tổng điểm", "tat_ca"))
    )
    return (
        head(numbered=False)
        + title("BẢNG CHẤM ĐIỂM", "chất lượng năm {{ nam }} của {{ ten_doi_tuong }}")
        + body("Khung tiêu chí: {{ khung_tieu_chi }}.")
        + body("Chia điểm trong từng nhóm: {{ chia_diem }}.", keep=True)
        + table.of(rows)
        + _levels()
    )


def five_groups() -> str:
    """Return the older sheet: five groups of criteria that make 100 points, four levels."""
    table = Table(columns=_COLUMNS, middle=True, compact=True, height=12)
    return (
        head(numbered=False)
        + title("BẢNG CHẤM ĐIỂM", "chất lượng năm {{ nam }} của {{ ten_doi_tuong }}")
        + body("Quy định áp dụng: {{ khung_tieu_chi }}.")
        + body("Điểm của từng nhóm: {{ chia_diem }}.", keep=True)
        + table.of(_rows(table, "tieu_chi") + table.row(*_line("Tổng điểm", "tat_ca")))
        + body(
            "Các mức: {{ cac_muc | join('; ') }}.",
            after_table=True,
        )
        + _levels()
    )
