"""Facts of a review form and of a score sheet, as they came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hoso.facts._cases import Facts, FormSeen, SheetSeen, known
from hoso.model.review import Grade

_ORDER = (Grade.POOR, Grade.MEDIUM, Grade.GOOD, Grade.EXCELLENT)  # lowest first
# Graded rows by the name of their field; an organisation's tasks are its targets.
_TASKS = ("cap_do_nhiem_vu", "cap_do_ket_qua_nhiem_vu")
_BUILDING, _REMEDIES, _COMMITMENT = "cap_do_xay_dung_dang", "cap_do_khac_phuc", "cap_do_cam_ket"


def of_form(form: FormSeen) -> Facts:
    """Return the facts of a form: its kind, sections, boxes and rows of grades."""
    return {
        **(_grades(form.grades, form.labels) if form.grades is not None else {}),
        **known(
            {
                "bieu_mau.loai": form.kind,
                "bieu_mau.loai_dung": form.expected,
                "bieu_mau.ma": form.code,
                "bieu_mau.muc_trong": form.empty_sections,
                "bieu_mau.muc_lac": form.misplaced,
                "bieu_mau.so_muc_chon": form.ticked,
                "bieu_mau.so_muc_cbccvc": form.ticked_civil,
                "diem.tong_in": form.total_points,
                "bieu_mau.trach_nhiem": form.responsibility,
                "bieu_mau.phuong_huong": form.direction,
            }
        ),
    }


def of_sheet(sheet: SheetSeen) -> Facts:
    """Return the facts of a score sheet."""
    return known(
        {
            "bang_diem.loai": sheet.kind,
            "bang_diem.loai_dung": sheet.expected,
            "diem.vuot_toi_da": sheet.over_maximum,
            "diem.lech_nhom": sheet.uneven_groups,
            "diem.tong": sheet.total,
        }
    )


def _grades(grades: Mapping[str, str], labels: Mapping[str, str]) -> Facts:
    others = [grade for name, grade in grades.items() if name not in _TASKS]
    tasks = [grade for name, grade in grades.items() if name in _TASKS]
    return {
        "bieu_mau.so_dong_cap_do": len(grades),
        "bieu_mau.cap_do_sai": tuple(labels.get(n, n) for n, grade in grades.items() if not grade),
        "bieu_mau.cam_ket_cap_do": _COMMITMENT in grades,
        **known(
            {
                "cap_do.nhiem_vu": next(iter(tasks), None) or None,
                "cap_do.xay_dung_dang": grades.get(_BUILDING) or None,
                "cap_do.khac_phuc": grades.get(_REMEDIES) or None,
                "cap_do.thap_nhat": _lowest([*tasks, *others]),
                "cap_do.thap_nhat_khac": _lowest(others),
            }
        ),
    }


def _lowest(grades: Sequence[str]) -> str | None:
    """Return the lowest grade, None while a row without one could be lower still."""
    found = [Grade(grade) for grade in grades if grade]
    if not found:
        return None
    lowest = min(found, key=_ORDER.index)
    return lowest.value if len(found) == len(grades) or lowest is _ORDER[0] else None
