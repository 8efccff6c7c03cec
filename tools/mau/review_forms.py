"""What the forms that come back have in common: labels, section III, the blocks that others fill.

Prescribed labels stand in each `mau.toml` (`tieu_de`) and are printed from there.
"""

from __future__ import annotations

from tools.mau.blocks import body, choose, p, run, section
from tools.mau.page import signatures
from tools.mau.parts import KEEP, spacing
from tools.mau.regions import Regions, tick, typed
from tools.mau.tables import Column, Table

STATUSES = {
    "da_khac_phuc": "Đã khắc phục",
    "dang_khac_phuc": "Đang khắc phục",
    "chua_khac_phuc": "Chưa khắc phục",
}
IDENTITY = {
    "ho_ten": "Họ và tên",
    "ngay_sinh": "Ngày sinh",
    "chuc_vu_dang": "Chức vụ Đảng",
    "chuc_vu_chinh_quyen": "Chức vụ chính quyền",
    "chuc_vu_doan_the": "Chức vụ đoàn thể",
    "don_vi_cong_tac": "Đơn vị công tác",
    "chi_bo": "Chi bộ",
}
SIGN = "(ký, ghi rõ họ tên)"
_NO_EARLIER = "Không có hạn chế, khuyết điểm nào của các kỳ kiểm điểm trước còn theo dõi."
_DOTS = "…" * 9  # room for the name of a level
_SECTIONS = frozenset({"III", "IV", "V", "VI"})
_SIGN_DATED = "(Xác lập thời điểm, ký, ghi rõ họ tên)"
_SIGN_SEALED = "(Xác lập thời điểm, ký, ghi rõ họ tên và đóng dấu)"


def identity(keys: tuple[str, ...] = tuple(IDENTITY)) -> str:
    """Return who the form is about, a line each."""
    return "".join(body(f"{IDENTITY[key]}: {{{{ dang_vien.{key} }}}}") for key in keys)


def remedies(*, keep: bool) -> str:
    """Return section III: one row for each earlier shortcoming that is still followed.

    `keep` holds its end on the page of what follows.
    """
    ticks = tuple(tick("dong.tinh_trang", code, label) for code, label in STATUSES.items())
    columns = (
        Column("TT", 10, "{{ loop.index }}", centred=True),
        Column(
            "Hạn chế, khuyết điểm", 64, "{{ dong.noi_dung }} (năm {{ dong.nam }}, mã {{ dong.ma }})"
        ),
        Column("Tình trạng khắc phục", 37, ticks),
        Column("Kết quả, mức độ, khó khăn, trách nhiệm", 54, "{{ dong.ghi_chu }}"),
    )
    table = Table(columns=columns).over("dong in khac_phuc", keep=keep)
    return choose("khac_phuc", table, body(_NO_EARLIER, keep=keep))


def _split(label: str) -> tuple[str, str]:
    """Return what of a prescribed label is set bold, and the rest, which is set italic.

    Labels of ten lines are law; a bold lead keeps them readable.
    """
    lead, hint, rest = label.partition(" (Về ")
    if hint or len(label) <= 200:
        return lead, hint + rest
    mark = label.find(";")
    end = mark + 1 if 0 < mark <= 140 else label.rfind(",", 0, 120) + 1
    return label[:end], label[end:]


def heading(text: str) -> str:
    """Return a prescribed label: of a section (`IV.`) or an item (`1.`, `-`)."""
    lead, rest = _split(text)
    is_section = text.split(".", maxsplit=1)[0] in _SECTIONS
    loose = '<w:keepNext w:val="0"/>' if len(text) > 350 else ""
    before = spacing(120, 120, 380) if is_section else ""
    return p("HsMuc" if is_section else "HsTieuMuc", lead, loose + before, italic=rest)


def region(regions: Regions, field: str, label: str = "") -> str:
    """Return the prescribed heading, or `label` in its place, and the answer below it."""
    graded = f"cap_do_{field}" in regions.labels.headings
    answer = remedies(keep=graded) if field == "khac_phuc" else typed(field)
    return heading(label or regions.labels.headings[field]) + regions.around(field, answer)


def on_the_line(
    regions: Regions, field: str, *, after: str = "", keep: bool = True, after_table: bool = False
) -> str:
    """Return the prescribed heading with the answer on its own line, before `after`."""
    dots = "……" if after else _DOTS
    value = regions.around(field, run(f'{{{{ {field} or "{dots}" }}}}'))
    inside = run(f"{regions.labels.headings[field]} ") + value + (run(after) if after else "")
    extra = (KEEP if keep else "") + (spacing(120, 120, 380) if after_table else "")
    return f'<w:p><w:pPr><w:pStyle w:val="HsNoiDung"/>{extra}</w:pPr>{inside}</w:p>'


def superior_block(regions: Regions) -> str:
    """Return the block of the head of the office, who rates the civil servant (2018–2024)."""
    return (
        section("Đánh giá, xếp loại chất lượng công chức, viên chức")
        + _comment(regions, "nhan_xet_thu_truong")
        + on_the_line(regions, "xep_loai_thu_truong")
        + signatures((), ("THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", _SIGN_SEALED, ""))
    )


def party_block(regions: Regions) -> str:
    """Return the block of the cell, which comments and proposes, and of the body that decides."""
    return (
        section("Đánh giá, xếp loại chất lượng đảng viên")
        + _comment(regions, "nhan_xet_chi_uy")
        + on_the_line(regions, "de_xuat_chi_bo")
        + signatures((), ("T/M CHI ỦY (CHI BỘ)", _SIGN_DATED, ""), keep=True)
        + on_the_line(regions, "xep_loai_dang_uy")
        + signatures((), ("T/M ĐẢNG ỦY (CHI ỦY)", _SIGN_SEALED, ""))
    )


def _comment(regions: Regions, field: str) -> str:
    """Return a heading in plain letters, as these blocks print it, and the answer below it."""
    label = body(regions.labels.headings[field], keep=True)
    return label + regions.around(field, typed(field, keep=True))
