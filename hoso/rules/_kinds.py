"""The closed vocabulary of rule kinds (loại quy tắc): each a tiny function of facts and a rule.

A check sees every fact that its rule needs, in the order of `needs`, and returns None when the
demand is kept, or the figures that break it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_UP, Decimal
from itertools import pairwise
from types import MappingProxyType

from hoso.model.facts import FACT_LABELS
from hoso.model.profile import Fact, Rule, Scalar
from hoso.rules import _shares
from hoso.rules._words import all_named, word

Check = Callable[[Sequence[Fact], Rule], str | None]

_LEVELS = ("khtn", "htn", "htt", "htxs")  # lowest first

# Parameters whose value is one of a few words.
CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "lam_tron": tuple(_shares.ROUNDING),
        "mau_so": (_shares.INCLUSIVE, _shares.EXCLUSIVE),
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


def _is_empty(value: Fact) -> bool:
    return value.strip() == "" if isinstance(value, str) else value is False or value == ()


def _number(value: Fact | Scalar | list[Scalar]) -> Decimal:
    return Decimal(str(value))


def _present(values: Sequence[Fact], rule: Rule) -> str | None:
    return all_named(values, rule) if any(map(_is_empty, values)) else None


def _empty(values: Sequence[Fact], rule: Rule) -> str | None:
    return None if all(map(_is_empty, values)) else all_named(values, rule)


def _sum(values: Sequence[Fact], rule: Rule) -> str | None:
    total, *parts = (_number(value) for value in values)
    if total == sum(parts):
        return None
    return f"{all_named(values, rule)}; cộng lại được {word(float(sum(parts)))}"


def _equal(values: Sequence[Fact], rule: Rule) -> str | None:
    return None if len(set(values)) == 1 else all_named(values, rule)


def _within(values: Sequence[Fact], rule: Rule) -> str | None:
    low, high = rule.parameters.get("tu"), rule.parameters.get("den")
    value = _number(values[0])
    if isinstance(low, str | int | float) and value < _number(low):
        return f"{all_named(values, rule)}; ít nhất {word(low)}"
    if isinstance(high, str | int | float) and value > _number(high):
        return f"{all_named(values, rule)}; nhiều nhất {word(high)}"
    return None


def _outside(values: Sequence[Fact], rule: Rule) -> str | None:
    low, high = _number(rule.parameters["tu"]), _number(rule.parameters["duoi"])
    return all_named(values, rule) if low <= _number(values[0]) < high else None


def _not_above(values: Sequence[Fact], rule: Rule) -> str | None:
    return None if _number(values[0]) <= _number(values[1]) else all_named(values, rule)


def _in_order(values: Sequence[Fact], rule: Rule) -> str | None:
    days = [str(value) for value in values]  # ISO dates sort as text
    strict = rule.parameters.get("nghiem_ngat") is True
    for earlier, later in pairwise(days):
        if earlier > later or (strict and earlier == later):
            return all_named(values, rule)
    return None


def _soon(values: Sequence[Fact], rule: Rule) -> str | None:
    earlier, later = (date.fromisoformat(str(value)) for value in values)
    months = int(str(rule.parameters["thang"]))
    limit = months_after(earlier, months)
    return None if later <= limit else f"{all_named(values, rule)}; nhiều nhất {months} tháng"


def months_after(day: date, months: int) -> date:
    """Return the same day `months` later, the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _product(values: Sequence[Fact], rule: Rule) -> str | None:
    found, *factors = (_number(value) for value in values)
    exact = Decimal(1)
    for factor in factors:
        exact *= factor
    unit = _number(rule.parameters["boi"])
    wanted = (exact / unit).quantize(Decimal(1), rounding=ROUND_UP) * unit
    if found in {exact, wanted}:
        return None
    return f"{all_named(values, rule)}; nhân ra được {word(float(wanted))}"


def _level_not_above(values: Sequence[Fact], rule: Rule) -> str | None:
    one, other = (_LEVELS.index(str(value)) for value in values)
    return None if one <= other else all_named(values, rule)


def _exactly_one(values: Sequence[Fact], rule: Rule) -> str | None:
    return None if sum(not _is_empty(value) for value in values) == 1 else all_named(values, rule)


def _implies(values: Sequence[Fact], rule: Rule) -> str | None:
    given = values[0] == rule.parameters.get("la", True)
    wanted = rule.parameters.get("phai_la", True)
    return all_named(values, rule) if given and values[1] != wanted else None


def _matches(values: Sequence[Fact], rule: Rule) -> str | None:
    found = re.search(str(rule.parameters["mau"]), str(values[0]))
    return None if found else all_named(values, rule)


def _inside(values: Sequence[Fact], rule: Rule) -> str | None:
    allowed = values[1] if len(values) > 1 else rule.parameters.get("tap", ())
    known = allowed if isinstance(allowed, list | tuple) else (allowed,)
    asked = values[0] if isinstance(values[0], tuple) else (values[0],)
    outside = [word(one, rule) for one in asked if one not in known]
    return f"{FACT_LABELS[rule.needs[0]]}: {'; '.join(outside)}" if outside else None


def _includes(values: Sequence[Fact], rule: Rule) -> str | None:
    wanted = rule.parameters["gom"]
    held = values[0] if isinstance(values[0], tuple) else (values[0],)
    missing = [str(one) for one in wanted if one not in held] if isinstance(wanted, list) else []
    return f"còn thiếu: {'; '.join(missing)}" if missing else None


def _filled_if(values: Sequence[Fact], rule: Rule) -> str | None:
    if _is_empty(values[0]) or not any(map(_is_empty, values[1:])):
        return None
    return all_named(values, rule)


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
    return f"{all_named(values, rule)}; khung điểm là {word(_LEVELS[band], rule)}"


CHECKS: Mapping[str, Kind] = MappingProxyType(
    {
        "bat_buoc": _kind(_present, 1),  # every fact is known and not empty
        "rong": _kind(_empty, 1),  # every list is empty
        "bang_tong": _kind(_sum, 2),  # the first is the sum of the others
        "bang_nhau": _kind(_equal, 2),
        "trong_khoang": _kind(_within, 1, 1, optional="tu den"),
        "khong_vuot": _kind(_not_above, 2, 2),  # the first is at most the second
        "ngoai_khoang": _kind(_outside, 1, 1, required="tu duoi"),  # no level fits there
        "ti_le_toi_da": _kind(_shares.cap, 2, required="toi_da mau_so lam_tron"),  # part, whole
        "nhom_nho": _kind(_shares.small, 1, 2, required="toi_da lam_tron"),
        "ti_le": _kind(_shares.part_of_all, 2, required="tu_so", optional="tu den duoi"),
        "ti_le_khong_vuot": _kind(_shares.not_above_share, 4, 4),  # part, whole, part, whole
        "thu_tu_ngay": _kind(_in_order, 2, optional="nghiem_ngat"),
        "trong_vong": _kind(_soon, 2, 2, required="thang"),  # months from the first to the second
        "bang_tich": _kind(_product, 3, required="boi"),  # the first is the product, to `boi` up
        "muc_khong_tren": _kind(_level_not_above, 2, 2),  # the first level is no higher
        "dung_mot": _kind(_exactly_one, 2),
        "keo_theo": _kind(_implies, 2, 2, optional="la phai_la"),  # if the first, then the second
        "khop_mau": _kind(_matches, 1, 1, required="mau"),
        "nam_trong": _kind(_inside, 1, 2, optional="tap"),  # each of the first is in the second
        "co_du": _kind(_includes, 1, 1, required="gom"),  # the fact has every one of `gom`
        "khong_rong_neu": _kind(_filled_if, 2),  # if the first, the others are not empty
        "khung_diem": _kind(_scored, 2, 3, required="chieu htxs htt htn"),  # level, points, reason
    }
)
