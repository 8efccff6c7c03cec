"""Facts of one subject's review year: a member's or a collective's."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hoso.facts._cases import CollectiveCase, Facts, FormSeen, PersonCase, ReviewCase, known
from hoso.model.profile import Fact
from hoso.model.review import Level, PlanItem, Rating, Stage, Status
from hoso.model.roster import Category

_STAGES = (Stage.DECIDED, Stage.PROPOSED, Stage.SELF)  # the weightiest first
_IN_SYSTEM = {Category.STAFF: True, Category.LEADER: None}  # everybody else is outside of it


def of_person(case: PersonCase) -> Facts:
    """Return the facts of a member's review year."""
    eligible = case.eligible
    return {
        **_review(case.review),
        **known(
            {
                "doi_tuong.la_cbccvc": _is_civil(case),
                "dien.kiem_diem": eligible.reviewed if eligible else None,
                "dien.xep_loai": eligible.rated if eligible else None,
            }
        ),
    }


def of_collective(case: CollectiveCase) -> Facts:
    """Return the facts of a collective's review year."""
    return {
        **_review(case.review),
        **_plan(case),
        **known(
            {
                "ho_so.van_ban": case.documents,
                "ca_nhan.ngay_dau": case.first_personal_review,
                "co.cap_duoi": case.subordinates,
                "cap_duoi.ngay_cuoi": case.last_subordinate_rating,
            }
        ),
    }


def _is_civil(case: PersonCase) -> bool | None:
    if any(rating.stage is Stage.CIVIL for rating in case.review.ratings or ()):
        return True
    return _IN_SYSTEM.get(case.state.category, False) if case.state else None


def _review(case: ReviewCase) -> Facts:
    return {
        **_form(case.form),
        **_earlier(case),
        **_ratings(case.ratings),
        **known(
            {
                "doi_tuong.ten": case.name,
                "han_che.co": bool(case.found) if case.found is not None else None,
                "co.kiem_diem": True if case.reviewed_on else case.reviewed,
                "kiem_diem.ngay": case.reviewed_on,
                "han.kiem_diem": case.deadline,
            }
        ),
    }


def _form(form: FormSeen) -> Facts:
    return known(
        {
            "bieu_mau.loai": form.kind,
            "bieu_mau.loai_dung": form.expected,
            "bieu_mau.ma": form.code,
            "bieu_mau.muc_trong": form.empty_sections,
            "bieu_mau.so_muc_chon": form.ticked,
            "diem.tong_in": form.total_points,
            "bieu_mau.trach_nhiem": form.responsibility,
            "bieu_mau.phuong_huong": form.direction,
        }
    )


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


def _ratings(ratings: Sequence[Rating] | None) -> Facts:
    if ratings is None:
        return {}
    latest = {rating.stage: rating for rating in ratings}  # a re-rating follows what it replaces
    stages = [latest[stage] for stage in _STAGES if stage in latest]
    official = [one for one in stages if one.stage is not Stage.SELF]
    civil = latest.get(Stage.CIVIL)
    return {
        **_points(stages),
        **_level(next((one for one in stages if one.level), None)),
        **known(
            {
                "co.xep_loai": any(one.level for one in official),
                "co.ly_do_chua_danh_gia": any(o.level is None and o.reason for o in official),
                "xep_loai.ngay": next((one.day for one in official if one.level), None),
                "xep_loai_cbccvc.co": bool(civil and civil.level),
                "xep_loai_cbccvc.ngay": civil.day if civil else None,
                "xep_loai_cbccvc.muc": civil.level.value if civil and civil.level else None,
            }
        ),
    }


def _points(stages: Sequence[Rating]) -> Facts:
    for one in stages:
        if one.general_points is not None and one.task_points is not None:
            # Decimal: 27.1 + 62.9 must reach the band of 90 exactly.
            total = Decimal(str(one.general_points)) + Decimal(str(one.task_points))
            return {
                "diem.chung": one.general_points,
                "diem.nhiem_vu": one.task_points,
                "diem.tong": float(total),
            }
    return {}


def _level(one: Rating | None) -> Facts:
    if one is None or one.level is None:
        return {}
    return {
        "xep_loai.muc": one.level.value,
        "xep_loai.ly_do": one.reason,
        "xep_loai.la_htxs": one.level is Level.EXCELLENT,
        "xep_loai.la_htt": one.level is Level.GOOD,
        "xep_loai.la_htn": one.level is Level.DONE,
        "xep_loai.la_khtn": one.level is Level.FAILED,
    }


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
