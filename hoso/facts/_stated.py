"""Facts that people state, laid over what the archive says, and what follows from both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType

from hoso.facts._cases import Facts
from hoso.model.assessment import Statement
from hoso.model.facts import FACTS, FactType
from hoso.model.profile import Fact

_SICK_MONTHS = 3  # months a year from which a sick leave matters (HD 21, HD 43-HD/BTCTW)
_OLD_CELL_MONTHS = 6  # months from which the former cell must comment (HD 21-HD/BTCTW)
_WHOLE_SHARE = 100  # percent

_NOTHING: Mapping[FactType, Fact] = MappingProxyType(
    {
        FactType.YES_NO: False,
        FactType.WHOLE: 0,
        FactType.NUMBER: 0,
        FactType.PERCENT: 0,
        FactType.LIST: (),
    }
)


def stated(statements: Iterable[Statement]) -> Facts:
    """Return what statements say: days as dates, a whole organisation's list of nothing as it is.

    Of two statements of one fact the later one counts.
    """
    return {one.fact: _value(one) for one in statements}


def _value(one: Statement) -> Fact:
    if FACTS[one.fact].type is FactType.DAY:
        return date.fromisoformat(str(one.value))
    return one.value


def none_of(names: Iterable[str]) -> Facts:
    """Return the facts of a member of an organisation that stated: nobody here had any of `names`.

    Each is no, nought or an empty list; a fact of another type says nothing this way.
    """
    known = [FACTS[name] for name in names if name in FACTS]
    return {one.name: _NOTHING[one.type] for one in known if one.type in _NOTHING}


def contradictions(facts: Mapping[str, Fact], said: Mapping[str, Fact]) -> tuple[str, ...]:
    """Return the names of facts of which people state something else than the archive says."""
    return tuple(name for name in said if name in facts and facts[name] != said[name])


def laid_over(facts: Mapping[str, Fact], said: Mapping[str, Fact]) -> Facts:
    """Return `facts` with what people said of the same subject, and what follows from all of it."""
    whole = {**facts, **said}
    for name, (source, follow) in FOLLOWING.items():
        if name not in whole and source in whole:
            answer = follow(whole[source])
            if answer is not None:
                whole[name] = answer
    return whole


def _at_least(limit: int) -> Callable[[Fact], Fact | None]:
    return lambda value: float(str(value)) >= limit


def _is_said(value: Fact) -> Fact | None:
    """Return True for something, None for nothing: a blank is no denial."""
    return True if value else None


# Fact → the fact that it follows from, and how.
FOLLOWING: Mapping[str, tuple[str, Callable[[Fact], Fact | None]]] = MappingProxyType(
    {
        "nhiem_vu.du": ("nhiem_vu.hoan_thanh", _at_least(_WHOLE_SHARE)),
        "nghi_om.du_ba_thang": ("nghi_om.thang", _at_least(_SICK_MONTHS)),
        "chuyen_den.du_sau_thang": ("chuyen_den.thang_noi_cu", _at_least(_OLD_CELL_MONTHS)),
        "chuyen_den.co": ("chuyen_den.thang_noi_cu", _is_said),
        "tam_thoi.co_nhan_xet": ("tam_thoi.ngay_nhan_xet", _is_said),
        "ky_luat.co": ("ky_luat.hinh_thuc", _is_said),
        "kiem_diem.phai_lam_lai": ("kiem_diem.ngay_yeu_cau_lai", _is_said),
    }
)
