"""The closed vocabulary of rule kinds (loại quy tắc): each a tiny function of facts and a rule.

A check sees every fact that its rule needs, in the order of `needs`, and returns None when the
demand is kept, or the figures that break it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import pairwise
from types import MappingProxyType

from hoso.model.facts import FACT_LABELS
from hoso.model.profile import Fact, Rule, Scalar
from hoso.text import short_date

Check = Callable[[Sequence[Fact], Rule], str | None]

_LEVELS = ("khtn", "htn", "htt", "htxs")  # lowest first
_SHORT_LEVELS = {"htxs": "HTXSNV", "htt": "HTTNV", "htn": "HTNV", "khtn": "KHTNV"}
_ROUNDING = {"xuong": ROUND_DOWN, "nua_len": ROUND_HALF_UP}

# Parameters whose value is one of a few words.
CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "lam_tron": tuple(_ROUNDING),
        "mau_so": ("gom_htxs", "khong_gom_htxs"),
        "chieu": ("tren", "duoi"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind: how many facts it takes, which parameters, and the check itself."""

    check: Check
    facts: tuple[int, int]  # least and most
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()


def _kind(check: Check, least: int, most: int = 99, required: str = "", optional: str = "") -> Kind:
    return Kind(
        check=check,
        facts=(least, most),
        required=frozenset(required.split()),
        optional=frozenset(optional.split()),
    )


def word(value: Fact | Scalar) -> str:
    """Return a fact as people read it: dates dd/mm/yyyy, decimal comma, levels abbreviated."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, float):
        return f"{Decimal(str(value)).normalize():f}".replace(".", ",")
    return _SHORT_LEVELS.get(value, value) if isinstance(value, str) else str(value)


def named(name: str, value: Fact) -> str:
    """Return `số có mặt 12`: the fact's words and its value."""
    return f"{FACT_LABELS[name]}: {word(value) or 'trống'}"


def _all(values: Sequence[Fact], rule: Rule) -> str:
    return "; ".join(named(name, value) for name, value in zip(rule.needs, values, strict=True))


def _is_empty(value: Fact) -> bool:
    return value.strip() == "" if isinstance(value, str) else value is False or value == ()


def _number(value: Fact | Scalar) -> Decimal:
    return Decimal(str(value))


def _present(values: Sequence[Fact], rule: Rule) -> str | None:
    return _all(values, rule) if any(map(_is_empty, values)) else None


def _empty(values: Sequence[Fact], rule: Rule) -> str | None:
    return None if all(map(_is_empty, values)) else _all(values, rule)


def _sum(values: Sequence[Fact], rule: Rule) -> str | None:
    total, *parts = (_number(value) for value in values)
    if total == sum(parts):
        return None
    return f"{_all(values, rule)}; cộng lại được {word(float(sum(parts)))}"


def _equal(values: Sequence[Fact], rule: Rule) -> str | None:
    return None if len(set(values)) == 1 else _all(values, rule)


def _within(values: Sequence[Fact], rule: Rule) -> str | None:
    low, high = rule.parameters.get("tu"), rule.parameters.get("den")
    value = _number(values[0])
    if isinstance(low, str | int | float) and value < _number(low):
        return f"{_all(values, rule)}; ít nhất {word(low)}"
    if isinstance(high, str | int | float) and value > _number(high):
        return f"{_all(values, rule)}; nhiều nhất {word(high)}"
    return None


def _not_above(values: Sequence[Fact], rule: Rule) -> str | None:
    return None if _number(values[0]) <= _number(values[1]) else _all(values, rule)


def _share(values: Sequence[Fact], rule: Rule) -> str | None:
    part, whole = int(str(values[0])), int(str(values[1]))
    if rule.parameters["mau_so"] == "khong_gom_htxs":
        whole -= part
    cap = Decimal(str(rule.parameters["toi_da"])) * whole / 100
    most = cap.quantize(Decimal(1), rounding=_ROUNDING[str(rule.parameters["lam_tron"])])
    if part <= most:
        return None
    limit = word(float(str(rule.parameters["toi_da"])))
    return f"{_all(values, rule)}; {limit}% của {whole} là nhiều nhất {most}"


def _in_order(values: Sequence[Fact], rule: Rule) -> str | None:
    days = [str(value) for value in values]  # ISO dates sort as text
    strict = rule.parameters.get("nghiem_ngat") is True
    for earlier, later in pairwise(days):
        if earlier > later or (strict and earlier == later):
            return _all(values, rule)
    return None


def _exactly_one(values: Sequence[Fact], rule: Rule) -> str | None:
    return None if sum(not _is_empty(value) for value in values) == 1 else _all(values, rule)


def _implies(values: Sequence[Fact], rule: Rule) -> str | None:
    given = values[0] == rule.parameters.get("la", True)
    wanted = rule.parameters.get("phai_la", True)
    return _all(values, rule) if given and values[1] != wanted else None


def _matches(values: Sequence[Fact], rule: Rule) -> str | None:
    found = re.search(str(rule.parameters["mau"]), str(values[0]))
    return None if found else _all(values, rule)


def _inside(values: Sequence[Fact], rule: Rule) -> str | None:
    allowed = values[1] if len(values) > 1 else rule.parameters.get("tap", ())
    known = allowed if isinstance(allowed, list | tuple) else (allowed,)
    asked = values[0] if isinstance(values[0], tuple) else (values[0],)
    outside = [word(one) for one in asked if one not in known]
    return f"{FACT_LABELS[rule.needs[0]]}: {'; '.join(outside)}" if outside else None


def _includes(values: Sequence[Fact], rule: Rule) -> str | None:
    wanted = rule.parameters["gom"]
    held = values[0] if isinstance(values[0], tuple) else (values[0],)
    missing = [str(one) for one in wanted if one not in held] if isinstance(wanted, list) else []
    return f"còn thiếu: {'; '.join(missing)}" if missing else None


def _filled_if(values: Sequence[Fact], rule: Rule) -> str | None:
    if _is_empty(values[0]) or not any(map(_is_empty, values[1:])):
        return None
    return _all(values, rule)


def _band(points: Fact, rule: Rule) -> int:
    for place in (3, 2, 1):
        if _number(points) >= Decimal(str(rule.parameters[_LEVELS[place]])):
            return place
    return 0


def _scored(values: Sequence[Fact], rule: Rule) -> str | None:
    level, band = _LEVELS.index(str(values[0])), _band(values[1], rule)
    upward = rule.parameters["chieu"] == "tren"
    excused = len(values) > 2 and not _is_empty(values[2])
    if level == band or (level > band) != upward or excused:
        return None
    return f"{_all(values, rule)}; khung điểm là {_SHORT_LEVELS[_LEVELS[band]]}"


CHECKS: Mapping[str, Kind] = MappingProxyType(
    {
        "bat_buoc": _kind(_present, 1),  # every fact is known and not empty
        "rong": _kind(_empty, 1),  # every list is empty
        "bang_tong": _kind(_sum, 2),  # the first is the sum of the others
        "bang_nhau": _kind(_equal, 2),
        "trong_khoang": _kind(_within, 1, 1, optional="tu den"),
        "khong_vuot": _kind(_not_above, 2, 2),  # the first is at most the second
        "ti_le_toi_da": _kind(_share, 2, required="toi_da mau_so lam_tron"),  # part, whole
        "thu_tu_ngay": _kind(_in_order, 2, optional="nghiem_ngat"),
        "dung_mot": _kind(_exactly_one, 2),
        "keo_theo": _kind(_implies, 2, 2, optional="la phai_la"),  # if the first, then the second
        "khop_mau": _kind(_matches, 1, 1, required="mau"),
        "nam_trong": _kind(_inside, 1, 2, optional="tap"),  # each of the first is in the second
        "co_du": _kind(_includes, 1, 1, required="gom"),  # the fact has every one of `gom`
        "khong_rong_neu": _kind(_filled_if, 2),  # if the first, the others are not empty
        "khung_diem": _kind(_scored, 2, 3, required="chieu htxs htt htn"),  # level, points, reason
    }
)
