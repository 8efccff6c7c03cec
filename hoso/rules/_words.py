"""Facts and figures as people read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from types import MappingProxyType

from hoso.model.facts import FACT_LABELS
from hoso.model.profile import Fact, Rule, Scalar
from hoso.text import short_date

_CODES: Mapping[str, str] = MappingProxyType(
    {
        "htxs": "HTXSNV",
        "htt": "HTTNV",
        "htn": "HTNV",
        "khtn": "KHTNV",
        "xuat_sac": "Xuất sắc",
        "tot": "Tốt",
        "trung_binh": "Trung bình",
        "kem": "Kém",
    }
)
_TWO_PLACES = Decimal("0.01")


def word(value: Fact | Scalar, rule: Rule | None = None) -> str:
    """Return a fact as people read it: dates dd/mm/yyyy, decimal comma, levels as `rule` names them."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, float):
        return _decimal(Decimal(str(value)))
    if isinstance(value, str):
        own = rule.level_words if rule else {}
        return own.get(value) or _CODES.get(value, value)
    return str(value)


def _decimal(exact: Decimal) -> str:
    """Return at most two places; `≈` says that there are more, for 79,996 is not 80."""
    rounded = exact.quantize(_TWO_PLACES, rounding=ROUND_HALF_UP) if exact.is_finite() else exact
    said = f"{rounded.normalize():f}".replace(".", ",")
    return said if rounded == exact else f"≈{said}"


def named(name: str, value: Fact, rule: Rule | None = None) -> str:
    """Return `số có mặt: 12`: the fact's words and its value."""
    return f"{FACT_LABELS[name]}: {word(value, rule) or 'trống'}"


def all_named(values: Sequence[Fact], rule: Rule) -> str:
    """Return every fact that a rule needs, with its value."""
    return "; ".join(
        named(name, value, rule) for name, value in zip(rule.needs, values, strict=True)
    )


def share(part: int, whole: int) -> str:
    """Return `16/83 = 19,28%`: a share with its percent, half up to two places."""
    exact = Fraction(part * 100, whole)
    percent = Decimal(exact.numerator) / Decimal(exact.denominator)
    rounded = percent.quantize(_TWO_PLACES, rounding=ROUND_HALF_UP)
    return f"{part}/{whole} = {_decimal(rounded)}%"
