"""Facts of the levels of one subject: those that count, of quarters, other places, papers, before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from hoso.facts._cases import Facts, ReviewCase, known
from hoso.model.review import Level, Rating, Stage

_STAGES = (Stage.DECIDED, Stage.PROPOSED, Stage.SELF)  # the weightiest first
_QUARTERS = ("q1", "q2", "q3", "q4")
_RATED_APART = _QUARTERS[:3]  # the fourth is merged into the year (HD 02-HD/BTCTW, 2026)


def of_levels(case: ReviewCase) -> Facts:
    """Return the facts of all levels of a subject's year; nothing while nobody looked."""
    if case.ratings is None:
        return {}
    counting = [one for one in case.ratings if _counts(one)]
    others = [one for one in case.ratings if not _counts(one)]
    return {
        **_ratings(counting),
        **_quarters(others),
        **_places(counting, others, case),
        **_anew(counting, others, case.other_law),
        **_written(counting, case),
    }


def _counts(one: Rating) -> bool:
    return not (one.period or one.place or one.superseded)


def _ratings(ratings: Sequence[Rating]) -> Facts:
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
                "co.ly_do_chua_danh_gia": any(map(_excuses, official)),
                "xep_loai.ngay": next((one.day for one in official if one.level), None),
                "xep_loai_cbccvc.co": bool(civil and civil.level),
                "xep_loai_cbccvc.ngay": civil.day if civil else None,
                "xep_loai_cbccvc.muc": civil.level.value if civil and civil.level else None,
            }
        ),
    }


def _excuses(one: Rating) -> bool:
    """Return whether a reason is recorded why there is no level; a cancelled one is none."""
    return one.level is None and bool(one.reason) and not one.again


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


def _quarters(others: Iterable[Rating]) -> Facts:
    """Return what the levels of quarters say; that none failed is known when all that are due are.

    Nothing is known of somebody whom nobody rated by quarters.
    """
    said = {
        (one.period, one.stage): one.level
        for one in others
        if one.level and not (one.place or one.superseded)
    }
    levels = {
        quarter: said[quarter, stage]
        for quarter in _QUARTERS
        for stage in (Stage.PROPOSED, Stage.DECIDED)  # the weightier last: it counts
        if (quarter, stage) in said
    }
    if not levels:
        return {}
    failed = tuple(quarter for quarter in _QUARTERS if levels.get(quarter) is Level.FAILED)
    whole = all(quarter in levels for quarter in _RATED_APART)
    return {
        "quy.khtn": failed,
        "quy.khtn_lien_tiep": _longest(failed),
        **known({"quy.co_khtn": True if failed else False if whole else None}),
    }


def _longest(failed: Sequence[str]) -> int:
    best = run = 0
    for quarter in _QUARTERS:
        run = run + 1 if quarter in failed else 0
        best = max(best, run)
    return best


def _places(counting: Sequence[Rating], others: Iterable[Rating], case: ReviewCase) -> Facts:
    """Return the levels that somebody with several posts got where, when they differ."""
    there = [one for one in others if one.place and not (one.period or one.superseded)]
    here = [one for one in counting if one.stage is Stage.PROPOSED]
    every = [(one.place or one.subject.organisation, one.level) for one in (*here, *there)]
    if not there or len({level for _, level in every if level}) <= 1:
        return {"xep_loai.noi_lech": ()}
    said = (
        f"{case.places.get(place, place)}: {_name(case, level)}" for place, level in every if level
    )
    return {"xep_loai.noi_lech": tuple(dict.fromkeys(said))}


def _name(case: ReviewCase, level: Level) -> str:
    return case.levels.get(level.value, level.value)


def _anew(counting: Sequence[Rating], others: Iterable[Rating], other_law: bool | None) -> Facts:  # noqa: FBT001 - None, yes or no
    """Return what a level given anew took the place of (Mẫu 03)."""
    now = next((one for one in reversed(counting) if one.stage is Stage.DECIDED), None)
    if now is None or not now.again:
        return {"xep_lai.co": False}
    before = [o for o in others if o.superseded and o.stage is Stage.DECIDED and not o.period]
    old = before[-1] if before else None
    return {
        "xep_lai.co": True,
        "xep_lai.ly_do": now.reason,
        "xep_lai.muc_cu": old.level.value if old and old.level else "",
        **known({"xep_lai.ngay_cu": old.day if old else None, "xep_lai.khac_quy_dinh": other_law}),
    }


def _written(counting: Sequence[Rating], case: ReviewCase) -> Facts:
    """Return the levels that papers give, when they are not all the one that was decided."""
    if case.written is None:
        return {}
    decided = next((o.level for o in reversed(counting) if o.stage is Stage.DECIDED), None)
    said = dict(case.written)
    if decided and said:
        said["sổ xếp loại"] = decided
    if len(set(said.values())) <= 1:
        return {"xep_loai.lech": ()}
    return {
        "xep_loai.lech": tuple(f"{paper}: {_name(case, level)}" for paper, level in said.items())
    }


def of_below(levels: Mapping[Level, int] | None) -> Facts:
    """Return how many below have each level; nothing while one of them is still to be rated."""
    if levels is None:
        return {}
    return {f"cap_duoi.{level.value}": levels.get(level, 0) for level in Level}


def of_members(levels: Mapping[Level, int] | None) -> Facts:
    """Return how many members were rated, and how many of them with the highest level."""
    if levels is None:
        return {}
    return {
        "dang_vien.so_htxs": levels.get(Level.EXCELLENT, 0),
        "dang_vien.so_xep_loai": sum(Counter(levels).values()),
    }
