"""Levels of quarters and months, and what they mean for the year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from hoso.model.procedure import GroundKind, PeriodRule
from hoso.model.review import Level, Rating, Stage
from hoso.services.campaign import Candidate
from hoso.services.progress._book import Book
from hoso.services.progress._case import words_of
from hoso.services.progress._evidence import period_name

QUARTERS = ("q1", "q2", "q3", "q4")
MONTHS = tuple(f"t{number:02}" for number in range(1, 13))
PERIODS = (*QUARTERS, *MONTHS)


def by_period(book: Book, one: Candidate) -> Mapping[str, Mapping[Stage, Rating]]:
    """Return the levels of quarters and months by stage, in the order of the year."""
    found: dict[str, dict[Stage, Rating]] = {}
    for each in book.ratings.get(one.dossier, ()):
        if each.period and not each.superseded and each.level:
            found.setdefault(each.period, {})[each.stage] = each
    return {period: found[period] for period in PERIODS if period in found}


def period_rule(book: Book, period: str) -> PeriodRule | None:
    """Return the rule of the regime that knows a period, None when none does."""
    return next((rule for rule in book.procedure.periods if period in rule.periods), None)


def flags(book: Book, one: Candidate) -> Iterator[str]:
    """Yield what the levels of periods mean for the year, each with its reference."""
    failed = [
        period
        for period, stages in by_period(book, one).items()
        if Stage.DECIDED in stages and stages[Stage.DECIDED].level is Level.FAILED
    ]
    for ground in book.procedure.grounds:
        if ground.kind is GroundKind.PERIOD and (
            hit := [p for p in failed if p in words_of(ground, "ky")]
        ):
            names = ", ".join(period_name(period) for period in hit)
            yield f"{names} không hoàn thành nhiệm vụ: {ground.message} ({ground.reference})"
    for rule in book.procedure.periods:
        if _in_a_row(rule, failed):
            yield (
                f"{rule.in_a_row} kỳ liên tiếp không hoàn thành nhiệm vụ: {rule.consequence} "
                f"({rule.reference})"
            )


def _in_a_row(rule: PeriodRule, failed: list[str]) -> bool:
    longest = run = 0
    for period in rule.periods:
        run = run + 1 if period in failed else 0
        longest = max(longest, run)
    return 0 < rule.in_a_row <= longest


def period_start(period: str, year: int) -> date:
    """Return the first day of a quarter or month, or of the year itself."""
    if not period:
        return date(year, 1, 1)
    number = int(period[1:])
    return date(year, number * 3 - 2 if period[0] == "q" else number, 1)
