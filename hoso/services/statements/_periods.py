"""Months that people were away or elsewhere, out of days from and to, within one year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from hoso import rules, text

_DAYS = 30  # of a month, for what is left over beside whole months
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Khoảng thời gian from one day to another, both included."""

    since: date
    until: date

    @property
    def iso(self) -> str:
        """Return the interval as ISO 8601 writes it."""
        return f"{self.since.isoformat()}/{self.until.isoformat()}"

    @property
    def words(self) -> str:
        """Return the interval as people read it."""
        return f"{text.short_date(self.since)}–{text.short_date(self.until)}"

    @property
    def months(self) -> Fraction:
        """Return how many months it lasts: whole ones by the calendar, left-over days as 1/30 each."""
        after = self.until + _DAY
        whole = 0
        while rules.months_after(self.since, whole + 1) <= after:
            whole += 1
        return whole + Fraction((after - rules.months_after(self.since, whole)).days, _DAYS)

    def meets(self, other: Period) -> bool:
        """Return whether both have a day in common."""
        return self.since <= other.until and other.since <= self.until

    def within(self, year: int) -> Period | None:
        """Return the part of it in a year, None when it has none."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        if self.until < first or self.since > last:
            return None
        return Period(max(self.since, first), min(self.until, last))


def total(periods: Iterable[Period]) -> int | float:
    """Return all their months together, worked out exactly."""
    return plain(sum((one.months for one in periods), Fraction(0)))


def plain(exact: Fraction) -> int | float:
    """Return the number nearest to an exact one: a whole one as such.

    It is on the same side as the exact one of every whole limit, since rounding keeps order.
    """
    return int(exact) if exact.denominator == 1 else float(exact)
