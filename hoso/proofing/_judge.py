"""Whether a printed percentage is the true one: rounded, cut off, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from hoso.proofing._printed import Manner, Printed


class Result(StrEnum):
    """Kết quả soát, from best to worst but for the last, which says nothing either way."""

    MATCHES = "khop"
    ROUNDED = "lam_tron"
    WRONG = "sai"
    UNCHECKED = "chua_kiem_duoc"


class Way(StrEnum):
    """Cách in: how the printed figure comes from the true one."""

    ROUNDED = "lam_tron"
    CUT = "cat_bot"
    OTHER = "khac"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a printed percentage is; `reason` says in Vietnamese why it is not the right one."""

    result: Result
    way: Way
    reason: str = ""


_RIGHT: Final = Verdict(Result.MATCHES, Way.ROUNDED)
_DECIMALS: Final = 4  # of a recomputed percentage
_FRACTION_REACH: Final = 10  # points that «hơn 2/3» may be off
# How much less or more «gần», «khoảng» and «hơn» allow where the printed figure is a round one.
_ROUND: Final = ((10, Fraction(5), Fraction(10)), (5, Fraction(5, 2), Fraction(5)))


def scaled(value: Fraction, digits: int) -> int:
    """Return `value` in units of the last of `digits` decimals, half up."""
    return _rounded(value.numerator, value.denominator, digits)


def decimal(value: Fraction, digits: int, mark: str = ".") -> str:
    """Return `value` with that many decimals, half up: `91.8194`."""
    units = scaled(value, digits)
    whole, rest = divmod(abs(units), 10**digits)
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}{mark}{rest:0{digits}}" if digits else f"{sign}{whole}"


def recomputed(value: Fraction) -> str:
    """Return a recomputed percentage as results carry it: four decimals, a point."""
    return decimal(value, _DECIMALS)


def percentage(value: Fraction, digits: int) -> str:
    """Return a percentage as papers print it: `91,82%`."""
    return f"{decimal(value, digits, ',')}%"


def judge(printed: Printed, true: Fraction) -> Verdict:
    """Return what `printed` is of the percentage `true`."""
    if printed.manner is Manner.EXACT:
        return _fraction(printed, true) if printed.ratio else _number(printed, true)
    if printed.manner is Manner.NONE:
        return _RIGHT if true == 0 else _wrong("in là không có, mà thật ra có")
    return _worded(printed, true)


def _wrong(reason: str) -> Verdict:
    return Verdict(Result.WRONG, Way.OTHER, reason)


def fits(printed: Printed, part: int, whole: int) -> bool:
    """Return whether a plain printed percentage is `part` of `whole`, rounded."""
    return _units(printed)[0] == _rounded(part * 100, whole, printed.digits)


def _units(printed: Printed) -> tuple[int, int]:
    """Return the printed figure in units of its last decimal, and how many make one."""
    shift: int = 10**printed.digits
    return printed.value.numerator * shift // printed.value.denominator, shift


def _rounded(top: int, bottom: int, digits: int) -> int:
    shift: int = 10**digits
    return (2 * top * shift + bottom) // (2 * bottom)


def _number(printed: Printed, true: Fraction) -> Verdict:
    (units, shift), top, bottom = _units(printed), true.numerator, true.denominator
    if units == _rounded(top, bottom, printed.digits):
        return _RIGHT
    right = percentage(true, printed.digits)
    if units == top * shift // bottom:
        reason = f"làm tròn đúng là {right}; số in là số cắt bỏ phần sau, không làm tròn"
        return Verdict(Result.ROUNDED, Way.CUT, reason)
    if abs(units * bottom - top * shift) <= bottom:
        reason = f"làm tròn đúng là {right}; số in lệch trong một đơn vị của chữ số cuối"
        return Verdict(Result.ROUNDED, Way.ROUNDED, reason)
    return _wrong(f"làm tròn đúng là {right}; số in không phải số làm tròn, cũng không phải cắt bỏ")


def _fraction(printed: Printed, true: Fraction) -> Verdict:
    if printed.value == true:
        return _RIGHT
    if abs(printed.value - true) <= 1:
        reason = "phân số in chỉ gần đúng mà không có chữ «khoảng», «gần», «hơn»"
        return Verdict(Result.ROUNDED, Way.OTHER, reason)
    return _wrong("phân số in không phải tỷ lệ này")


def _worded(printed: Printed, true: Fraction) -> Verdict:
    """Judge a figure with a word: the word must be true, and «gần», «hơn», «khoảng» also near."""
    value, off = printed.value, true - printed.value
    below, above = _reach(printed)
    holds = {
        Manner.BELOW: -below <= off < 0,
        Manner.ABOVE: 0 < off <= above,
        Manner.ABOUT: abs(off) <= below,
        Manner.OVER: off > 0,
        Manner.UNDER: off < 0,
        Manner.LEAST: off >= 0,
        Manner.MOST: off <= 0,
        Manner.RANGE: _in_range(printed, true),
    }[printed.manner]
    if holds:
        return _RIGHT
    if off == 0:
        reason = "số thật đúng bằng số in, nên chữ đi kèm không đúng"
        return Verdict(Result.ROUNDED, Way.OTHER, reason)
    side = "nhỏ hơn" if off < 0 else "lớn hơn"
    far = percentage(abs(off), max(2, printed.digits))
    return _wrong(
        f"số thật {side} {percentage(value, printed.digits)} là {far}, trái với chữ đi kèm"
    )


def _in_range(printed: Printed, true: Fraction) -> bool:
    """Return whether the true figure, rounded as the ends are printed, lies between them."""
    upper = printed.value if printed.upper is None else printed.upper
    shown = Fraction(scaled(true, printed.digits), 10**printed.digits)
    return printed.value <= shown <= upper


def _reach(printed: Printed) -> tuple[Fraction, Fraction]:
    """Return how far below and above the printed figure a word like «gần», «hơn» reaches."""
    if printed.ratio:
        return Fraction(_FRACTION_REACH), Fraction(_FRACTION_REACH)
    if not printed.digits:
        for step, below, above in _ROUND:
            if printed.value % step == 0:
                return below, above
    unit = Fraction(1, 10**printed.digits)
    return unit, unit
