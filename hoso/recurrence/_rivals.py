"""What the other candidates say of one: rivals, its own thread, and other faults of the year.

Earlier faults fall into threads: one that is again the best candidate's earlier self rises with it,
one that is something else falls. An earlier fault that another fault of the same year resembles
more is hardly this one's.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

RIVALRY = (
    "rieng",  # the pair by itself, log odds
    "hon",  # how far above the best other candidate, log odds
    "nhat",  # the best candidate
    "phan",  # its share of the odds of all candidates
    "doi_thu",  # probability of the best other candidate
    "cung_mach",  # another candidate that is its own earlier or later self
    "khac_mach",  # another candidate that is something else
    "bi_giu",  # another fault of the year resembles it
    "bi_giu_hon",  # … more than this one, log odds
    "da_lap",  # it has come back before
    "cu_hon",  # how much older than the candidates are on average, years
    "khung_khac",  # worded like another candidate that is something else
)
LIKELY = 0.02  # a candidate below plays no part for the others
MOST_ODDS, MOST_LEAD, MOST_YEARS = 8.0, 4.0, 2.0
SLACK, EASE = 0.001, 0.3  # keep odds finite; a candidate alone has no whole share


def chance(odds: float) -> float:
    """Return the probability for log odds."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, odds))))


def log_odds(probability: float) -> float:
    """Return the log odds of a probability, at most MOST_ODDS either way."""
    bounded = min(max(probability, 1e-4), 1 - 1e-4)
    return max(-MOST_ODDS, min(MOST_ODDS, math.log(bounded / (1 - bounded))))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An earlier fault as one new fault sees it."""

    place: int
    alone: float  # the pair by itself
    believed: float  # the same, or what a person decided
    held: float  # by the likeliest other fault of the year
    frame: float  # share of the wording that is the same
    years: int


def rivalry(
    candidates: Sequence[Candidate], link: Callable[[int, int], float]
) -> list[tuple[float, ...]]:
    """Return the values of RIVALRY for every candidate; `link` tells whether two are one fault."""
    likely = [one for one in candidates if one.believed >= LIKELY]
    total = EASE + sum(_odds(one.alone) for one in candidates if one.alone >= LIKELY)
    middle = sum(one.years for one in candidates) / (len(candidates) or 1)
    framed = sorted(candidates, key=lambda other: -other.frame)[:2]
    return [_values(one, (likely, framed), (total, middle), link) for one in candidates]


def _values(
    one: Candidate,
    among: tuple[Sequence[Candidate], Sequence[Candidate]],
    whole: tuple[float, float],
    link: Callable[[int, int], float],
) -> tuple[float, ...]:
    (likely, framed), (total, middle) = among, whole
    others = [other for other in likely if other.place != one.place]
    links = [(other.believed, link(one.place, other.place), other.years) for other in others]
    alone = log_odds(one.alone)
    best = max((other.alone for other in others), default=0.0)
    return (
        alone,
        _lead(alone, best),
        float(one.alone > best),
        _odds(one.alone) / total,
        best,
        max((believed * same for believed, same, _ in links), default=0.0),
        max((believed * (1 - same) for believed, same, _ in links), default=0.0),
        one.held,
        _lead(alone, one.held),
        max((same for _, same, years in links if years < one.years), default=0.0),
        max(-MOST_YEARS, min(MOST_YEARS, one.years - middle)),
        max((_frame(one, other, link) for other in framed), default=0.0),
    )


def _frame(one: Candidate, other: Candidate, link: Callable[[int, int], float]) -> float:
    if one.place == other.place or not other.frame:
        return 0.0
    return other.frame * (1 - link(one.place, other.place))


def _lead(one: float, other: float) -> float:
    return max(-MOST_LEAD, min(MOST_LEAD, one - log_odds(max(other, LIKELY))))


def _odds(probability: float) -> float:
    return probability / (1 - probability + SLACK)
