"""Points that must add up: how the most points of a group are split over its criteria."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Points:
    """Điểm of one criterion, None when nobody gave any; `of` names the criterion it is a part of."""

    code: str
    of: str
    value: Decimal | None


def points(number: Decimal) -> str:
    """Return points as printed: decimal comma, no idle zeros (`2,5`, `30`)."""
    plain = f"{number:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).replace(".", ",")


def split_flaws(rows: Sequence[Points], maximum: Decimal, group: str) -> Iterator[str]:
    """Yield what is wrong with the split of `maximum` points over a group; nothing split is right.

    Criteria that are no part of another must all have points and make `maximum`; the parts of one
    criterion must make its points (QĐ 366-QĐ/TW, Điều 10 for 30 and 70).
    """
    yield from _odd(rows)
    if all(row.value is None for row in rows):
        return
    wholes = [Points(row.code, "", _own(row, rows)) for row in rows if not row.of]
    yield from _sum_flaws(wholes, maximum, f"nhóm «{group}»")
    yield from part_flaws(rows)


def part_flaws(rows: Sequence[Points]) -> Iterator[str]:
    """Yield each criterion whose parts have points that do not make its own."""
    for row in rows:
        parts = [part for part in rows if part.of == row.code]
        if row.value is not None and any(part.value is not None for part in parts):
            yield from _sum_flaws(parts, row.value, f"tiêu chí {row.code}")


def _odd(rows: Sequence[Points]) -> Iterator[str]:
    codes = [row.code for row in rows]
    wholes = {row.code for row in rows if not row.of}
    for code in dict.fromkeys(code for code in codes if codes.count(code) > 1):
        yield f"tiêu chí {code} ghi {codes.count(code)} lần"
    for row in rows:
        if row.value is not None and not (row.value.is_finite() and row.value >= 0):
            yield f"điểm của tiêu chí {row.code} phải là số không âm"
        if row.of and row.of not in wholes:
            yield f"tiêu chí {row.code} thuộc «{row.of}», không phải một tiêu chí của nhóm"


def _sum_flaws(rows: Sequence[Points], wanted: Decimal, whole: str) -> Iterator[str]:
    if missing := [row.code for row in rows if row.value is None]:
        yield f"{whole}: chưa có điểm cho {', '.join(missing)}"
        return
    made = sum((row.value or Decimal(0) for row in rows), Decimal(0))
    if made.is_finite() and made != wanted:
        yield f"{whole}: các tiêu chí cộng lại {points(made)} điểm, phải là {points(wanted)}"


def total(rows: Sequence[Points]) -> Decimal | None:
    """Return the sum over the criteria that are no part of another, None while one is missing.

    A criterion without points of its own takes the sum of its parts.
    """
    sums = [_own(row, rows) for row in rows if not row.of]
    known = [one for one in sums if one is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(sums) else None


def _own(row: Points, rows: Sequence[Points]) -> Decimal | None:
    if row.value is not None:
        return row.value
    parts = [part.value for part in rows if part.of == row.code]
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(parts) else None
