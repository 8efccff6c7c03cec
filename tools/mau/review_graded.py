"""The forms of 2018–2024, which grade each item: Mẫu 01 and 02 (2018, 2019), 01, 02A, 02B (2023).

Which items there are, their words and which are graded stands in each `mau.toml`.
"""

from __future__ import annotations

from itertools import groupby

from tools.mau.blocks import body, choose, p, section, subsection
from tools.mau.page import head, last, side_by_side, signatures, title
from tools.mau.parts import KEEP, align, spacing
from tools.mau.regions import Labels, Regions, grade_boxes, level_boxes
from tools.mau.review_forms import SIGN, identity, party_block, region, superior_block

_WITH_SHEET = "(kèm theo phiếu phân tích chất lượng)"
_CENTRED = '<w:ind w:firstLine="0"/>' + align("center")
_APART = KEEP + spacing(120, 0, 20)  # else Word takes two tables in a row for one
_COLLECTIVE = ("nguyen_tac", "ket_qua_nhiem_vu", "xay_dung_dang", "trach_nhiem_tap_the", "kiem_tra")
_PERSON = ("pham_chat", "nhiem_vu", "lanh_dao", "tinh_than_trach_nhiem", "neu_guong", "cam_ket")
_AFTER_REMEDIES = ("giai_trinh", "trach_nhiem", "phuong_huong")


def _graded(regions: Regions, field: str) -> str:
    """Return the row of grades that belongs to an item, under its caption where the form has one."""
    grade = f"cap_do_{field}"
    if grade not in regions.labels.headings:
        return ""
    caption = regions.labels.headings[grade]
    above = p("HsChuThich", caption, KEEP) if caption else last(_APART)
    return above + regions.around(grade, grade_boxes(grade)) + last()


def _item(regions: Regions, field: str, label: str = "") -> str:
    return region(regions, field, label) + _graded(regions, field)


def _strengths(regions: Regions, every: tuple[str, ...]) -> str:
    """Return section I with the items that this form has; those under a switch stand together."""
    labels = regions.labels
    here = [field for field in every if field in labels.headings]
    parts = [section("I. Ưu điểm, kết quả đạt được")]
    for switch, fields in groupby(here, key=lambda field: labels.switched.get(field, "")):
        items = "".join(_item(regions, field, _numbered(labels, here, field)) for field in fields)
        parts.append(choose(switch, items) if switch else items)
    return "".join(parts)


def _numbered(labels: Labels, here: list[str], field: str) -> str:
    """Return a label whose number counts only the items that are printed before it."""
    label = labels.headings[field]
    before = [labels.switched[one] for one in here[: here.index(field)] if one in labels.switched]
    if not before or field in labels.switched:
        return label
    number, rest = label.split(".", maxsplit=1)
    fewer = int(number) - len(before)
    return f'{{{{ "{number}" if {before[0]} else "{fewer}" }}}}.{rest}'


def _faults(regions: Regions) -> str:
    """Return sections II to VI."""
    parts = [section("II. Hạn chế, khuyết điểm và nguyên nhân")]
    parts += [_item(regions, field) for field in ("han_che", "nguyen_nhan", "khac_phuc")]
    parts += [region(regions, field) for field in _AFTER_REMEDIES]
    return "".join(parts)


def collective(labels: Labels) -> str:
    """Return Mẫu 01: the review of a collective."""
    regions = Regions(labels)
    lead = (
        "Căn cứ kết quả lãnh đạo, chỉ đạo thực hiện nhiệm vụ chính trị tại địa phương (cơ quan, "
        "đơn vị); tập thể {{ ten_to_chuc }} kiểm điểm với các nội dung chủ yếu sau:"
    )
    seal = "(Ký, ghi rõ họ tên và đóng dấu)"
    return (
        head(numbered=False)
        + title("BÁO CÁO KIỂM ĐIỂM TẬP THỂ", "Năm {{ nam }}")
        + body(lead)
        + _strengths(regions, _COLLECTIVE)
        + _faults(regions)
        + section(labels.headings["muc"])
        + regions.around("muc", level_boxes("muc", keep_last=True))
        + side_by_side(p("HsChuThich", _WITH_SHEET, KEEP + _CENTRED))
        + last(KEEP)
        + signatures((), ("{{ tham_quyen }}", seal, "{{ nguoi_ky }}"))
    )


def _person(labels: Labels, *subtitle: str) -> str:
    """Return the review of a person; the office and the cell add their parts after the signature."""
    regions = Regions(labels)
    return (
        head(numbered=False)
        + title("BẢN KIỂM ĐIỂM CÁ NHÂN", "Năm {{ nam }}", *subtitle)
        + identity()
        + _strengths(regions, _PERSON)
        + _faults(regions)
        + section("VII. Tự nhận mức xếp loại chất lượng")
        + subsection(labels.headings["muc_ccvc"])
        + regions.around("muc_ccvc", level_boxes("muc_ccvc", keep_last=False))
        + subsection(labels.headings["muc"])
        + regions.around("muc", level_boxes("muc", keep_last=True))
        + signatures((), ("NGƯỜI TỰ KIỂM ĐIỂM", SIGN, "{{ dang_vien.ho_ten }}"))
        + superior_block(regions)
        + party_block(regions)
    )


def anyone(labels: Labels) -> str:
    """Return Mẫu 02 of 2018 and 2019: one form for all, with items for leaders only."""
    return _person(labels)


def without_post(labels: Labels) -> str:
    """Return Mẫu 02A of 2023: a member without a post of leadership (in 2025 that is 2B)."""
    return _person(labels, "(Cá nhân không giữ chức vụ lãnh đạo, quản lý)")


def leader(labels: Labels) -> str:
    """Return Mẫu 02B of 2023: a member who holds such a post (in 2025 that is 2A)."""
    return _person(labels, "(Cá nhân giữ chức vụ lãnh đạo, quản lý)")
