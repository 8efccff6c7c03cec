"""Facts of one subject's review year: a member's or a collective's."""

from __future__ import annotations

from hoso.facts._cases import CollectiveCase, Facts, PersonCase, ReviewCase, known
from hoso.facts._form import of_form, of_sheet
from hoso.facts._levels import of_below, of_levels, of_members
from hoso.model.profile import Fact
from hoso.model.review import PlanItem, Stage, Status
from hoso.model.roster import Category

_IN_SYSTEM = {Category.STAFF: True, Category.LEADER: None}  # everybody else is outside of it


def of_person(case: PersonCase) -> Facts:
    """Return the facts of a member's review year."""
    eligible, years = case.eligible, case.years_without_review
    level = case.collective_level
    return {
        **_review(case.review),
        **known(
            {
                "doi_tuong.la_cbccvc": _is_civil(case),
                "doi_tuong.la_lanh_dao": _is_leader(case),
                "doi_tuong.la_nguoi_dung_dau": case.head,
                "doi_tuong.la_cap_pho": case.deputy,
                "dien.kiem_diem": eligible.reviewed if eligible else None,
                "dien.xep_loai": eligible.rated if eligible else None,
                "tap_the.muc": level.value if level else None,
                "tap_the.hoan_thanh": case.collective_done,
                "kiem_diem.ngay_o_tap_the": case.leadership_review,
                "tam_thoi.co": case.temporary,
                "chuyen_den.co": case.moved_in,
                "chuyen_den.thang_noi_cu": case.months_before,
                "ho_so.nam_thieu": None if years is None else tuple(map(str, years)),
            }
        ),
    }


def of_collective(case: CollectiveCase) -> Facts:
    """Return the facts of a collective's review year."""
    return {
        **_review(case.review),
        **_plan(case),
        **of_below(case.below),
        **of_members(case.members),
        **_days(case),
        **known(
            {
                "to_chuc.la_chi_bo": case.cell,
                "to_chuc.la_cap_tinh": case.provincial,
                "dien.kiem_diem": case.must_review,
                "dien.xep_loai": case.must_rate,
                "tap_the.so_thanh_vien": case.size,
                "tap_the.hop_rieng": case.own_meeting,
                "co.cap_duoi": case.subordinates,
            }
        ),
    }


def _days(case: CollectiveCase) -> Facts:
    return known(
        {
            "chuan_bi.ngay": case.prepared,
            "ca_nhan.ngay_dau": case.first_personal_review,
            "nguoi_dung_dau.ngay_kiem_diem": case.head_review,
            "nguoi_dung_dau.ngay_xep_loai": case.head_rating,
            "thanh_vien.ngay_kiem_diem_dau": case.first_other_review,
            "cap_duoi.ngay_cuoi": case.last_subordinate_rating,
            "tham_dinh.ngay": case.appraised,
            "bo_phieu.ngay": case.voted,
            "thong_bao.ngay": case.noticed,
            "ke_hoach.ngay": case.planned,
            "bao_cao.ngay": case.reported,
        }
    )


def _is_civil(case: PersonCase) -> bool | None:
    if any(rating.stage is Stage.CIVIL for rating in case.review.ratings or ()):
        return True
    return _IN_SYSTEM.get(case.state.category, False) if case.state else None


def _is_leader(case: PersonCase) -> bool | None:
    return case.state.category is Category.LEADER if case.state else None


def _review(case: ReviewCase) -> Facts:
    return {
        **of_form(case.form),
        **of_sheet(case.sheet),
        **_earlier(case),
        **of_levels(case),
        **known(
            {
                "doi_tuong.ten": case.name,
                "han_che.co": bool(case.found) if case.found is not None else None,
                "co.kiem_diem": True if case.reviewed_on else case.reviewed,
                "kiem_diem.ngay": case.reviewed_on,
                "ho_so.van_ban": case.documents,
                "ho_so.con_thieu": case.lacking,
                "han.kiem_diem": case.deadline,
                "han.bao_cao": case.report_deadline,
                "han.ho_so": case.dossier_deadline,
                "kiem_tra.ngay": case.checked_on,
            }
        ),
    }


def _earlier(case: ReviewCase) -> Facts:
    codes = None if case.earlier is None else tuple(one.code for one in case.earlier)
    said = case.follow_ups
    facts: dict[str, Fact | None] = {"khac_phuc.can_neu": codes}
    if said is not None:
        done = {one.code for one in said if one.status is Status.DONE}
        facts["khac_phuc.da_neu"] = tuple(one.code for one in said)
        facts["khac_phuc.thieu_tinh_trang"] = tuple(o.code for o in said if o.status is None)
        if codes is not None:
            facts["khac_phuc.chua_xong"] = tuple(code for code in codes if code not in done)
    elif codes == ():
        facts["khac_phuc.chua_xong"] = ()
    return known(facts)


def _plan(case: CollectiveCase) -> Facts:
    if case.plan is None:
        return {}
    planned = {item.shortcoming for item in case.plan}
    found = case.review.found
    lacking = None if found is None else tuple(o.code for o in found if o.code not in planned)
    partial = tuple(item.code for item in case.plan if not _is_whole(item))
    return known({"ke_hoach.thieu": lacking, "ke_hoach.chua_du": partial})


def _is_whole(item: PlanItem) -> bool:
    return bool(item.measure.strip() and item.owner.strip() and item.deadline)
