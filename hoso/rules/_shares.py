"""Checks of shares (tỷ lệ): the cap on the highest level, parts of a whole, two shares compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from types import MappingProxyType

from hoso.model.profile import Fact, Rule, Scalar
from hoso.rules._words import all_named, share, word

ROUNDING: Mapping[str, str] = MappingProxyType({"xuong": ROUND_DOWN, "nua_len": ROUND_HALF_UP})
INCLUSIVE, EXCLUSIVE = "gom_htxs", "khong_gom_htxs"


def cap(values: Sequence[Fact], rule: Rule) -> str | None:
    """Check that a part of a whole is at most `toi_da` percent, by the reading that was decided.

    The whole includes the part; `mau_so` says whether the percent is of it or of the rest.
    """
    part, whole = int(str(values[0])), int(str(values[1]))
    base = whole - part if rule.parameters["mau_so"] == EXCLUSIVE else whole
    most = _most(base, rule, str(rule.parameters["lam_tron"]))
    if part <= most:
        return None
    limit = word(float(str(rule.parameters["toi_da"])))
    return f"{all_named(values, rule)}; {limit}% của {base} là nhiều nhất {most}"


def _most(whole: int, rule: Rule, rounding: str) -> Decimal:
    exact = Decimal(str(rule.parameters["toi_da"])) * whole / 100
    return exact.quantize(Decimal(1), rounding=ROUNDING[rounding])


def small(values: Sequence[Fact], rule: Rule) -> str | None:
    """Tell a group too small for the cap to allow anybody, with what the other rounding allows."""
    whole = int(str(values[0]))
    if whole == 0 or _most(whole, rule, str(rule.parameters["lam_tron"])) > 0:
        return None
    exact = Decimal(str(rule.parameters["toi_da"])) * whole / 100
    ways = f"làm tròn xuống thì không ai, làm tròn từ 0,5 lên thì {_most(whole, rule, 'nua_len')}"
    return f"{all_named(values, rule)}; {_percent(rule)}% là {word(float(exact))}: {ways}"


def _percent(rule: Rule) -> str:
    return word(float(str(rule.parameters["toi_da"])))


def part_of_all(values: Sequence[Fact], rule: Rule) -> str | None:
    """Check that the first `tu_so` counts are a share of all within `tu`, `den`, `duoi` percent.

    A limit may be a fraction (`100/3`). Nothing to share out keeps any demand.
    """
    counts = [int(str(value)) for value in values]
    part, whole = sum(counts[: int(str(rule.parameters["tu_so"]))]), sum(counts)
    if whole == 0 or _is_within(Fraction(part * 100, whole), rule):
        return None
    return f"{all_named(values, rule)}; {share(part, whole)}"


def _is_within(found: Fraction, rule: Rule) -> bool:
    least, most, below = (_limit(rule.parameters.get(name)) for name in ("tu", "den", "duoi"))
    return (
        (least is None or found >= least)
        and (most is None or found <= most)
        and (below is None or found < below)
    )


def _limit(value: Scalar | list[Scalar] | None) -> Fraction | None:
    return None if value is None else Fraction(str(value))


def not_above_share(values: Sequence[Fact], rule: Rule) -> str | None:
    """Check that one part of one whole is no greater a share than another part of another whole."""
    part, whole, other, other_whole = (int(str(value)) for value in values)
    if other_whole == 0:
        return all_named(values, rule) if part else None
    if part * other_whole <= other * whole:
        return None
    return f"{all_named(values, rule)}; {share(part, whole)}, {share(other, other_whole)}"
