"""Working days: weekends, holidays, days worked instead, and days nobody can tell yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct, field

_DAY = timedelta(days=1)
_SATURDAY = 5
_FARTHEST = 366  # days to look back for a working day: no year is without one


class FixedHoliday(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ngày nghỉ cố định: a day of the solar year, from one year to another (inclusive)."""

    day: str = field(name="ngay")  # MM-DD
    name: str = field(name="ten")
    first_year: int = field(name="tu_nam")
    last_year: int | None = field(name="den_nam", default=None)
    reference: str = field(name="can_cu")


class OpenHoliday(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ngày nghỉ phải chờ thông báo: one that a notice fixes every year, and where in it it can be.

    Until the notice of a year is entered, no day from `first` to `last` is known to be worked.
    """

    code: str = field(name="ma")
    name: str = field(name="ten")
    first: str = field(name="tu")  # MM-DD, inclusive
    last: str = field(name="den")
    first_year: int = field(name="tu_nam")
    reference: str = field(name="can_cu")


class HolidayNotice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thông báo nghỉ: days off as announced for one year, and days worked instead."""

    holiday: str = field(name="ngay_le")  # code of an OpenHoliday; "": only days changed over
    first: date | None = field(name="tu", default=None)
    last: date | None = field(name="den", default=None)
    worked: tuple[date, ...] = field(name="lam_bu", default=())
    reference: str = field(name="can_cu")


class WorkDay(Struct, frozen=True, kw_only=True):
    """Ngày làm việc found by counting; `sure` is False when an unknown holiday may move it."""

    day: date
    sure: bool


class Holidays(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lịch nghỉ: what days are worked (Bộ luật Lao động, Điều 111, 112, and yearly notices)."""

    code: str = field(name="ma")
    title: str = field(name="ten")
    references: tuple[str, ...] = field(name="can_cu")
    fixed: tuple[FixedHoliday, ...] = field(name="co_dinh", default=())
    open: tuple[OpenHoliday, ...] = field(name="cho_thong_bao", default=())
    notices: tuple[HolidayNotice, ...] = field(name="thong_bao", default=())

    def is_worked(self, day: date) -> bool | None:
        """Return whether offices work on `day`, None where nobody has said yet."""
        if any(day in one.worked for one in self.notices):
            return True
        if day.weekday() >= _SATURDAY or self._is_named(day) or self._is_made_up(day):
            return False
        return None if self._is_open(day) else True

    def before(self, day: date, count: int) -> WorkDay:
        """Return the last day on which `count` working days are still left before `day`.

        The day found is the first of those; a day that nobody knows of is not counted.
        """
        at, left, sure = day, count, True
        for _ in range(_FARTHEST):
            if not left:
                break
            at -= _DAY
            worked = self.is_worked(at)
            sure = sure and worked is not None
            left -= worked is True
        return WorkDay(day=at, sure=sure)

    def between(self, first: date, last: date) -> int | None:
        """Return how many days are worked from `first` up to the day before `last`.

        None when a day in between is not known yet.
        """
        worked = [self.is_worked(day) for day in _days(first, last - _DAY)]
        return None if None in worked else sum(one is True for one in worked)

    def _is_named(self, day: date) -> bool:
        """Return whether the law or a notice names `day` as one off."""
        noted = any(one.first and one.last and one.first <= day <= one.last for one in self.notices)
        return noted or any(_of(one, day.year) == day for one in self.fixed)

    def _is_made_up(self, day: date) -> bool:
        """Return whether `day` is off for a fixed holiday on a weekend (Điều 111, khoản 3)."""
        for one in self.fixed:
            named = _of(one, day.year)
            if named and named.weekday() >= _SATURDAY and self._next(named) == day:
                return True
        return False

    def _next(self, named: date) -> date:
        """Return the working day that a holiday on a weekend moves to.

        Of several holidays in a row on one weekend each moves to a day of its own.
        """
        earlier = [
            other
            for one in self.fixed
            if (other := _of(one, named.year)) and other < named and other.weekday() >= _SATURDAY
        ]
        wanted = 1 + sum((named - other).days == 1 for other in earlier)
        at = named
        while wanted:
            at += _DAY
            wanted -= at.weekday() < _SATURDAY and not self._is_named(at)
        return at

    def _is_open(self, day: date) -> bool:
        said = {(one.holiday, one.first.year) for one in self.notices if one.holiday and one.first}
        return any(
            one.first_year <= day.year
            and one.first <= f"{day:%m-%d}" <= one.last
            and (one.code, day.year) not in said
            for one in self.open
        )


def _of(one: FixedHoliday, year: int) -> date | None:
    """Return the holiday's day in a year, None when it was none then."""
    if year < one.first_year or (one.last_year is not None and year > one.last_year):
        return None
    month, _, day = one.day.partition("-")
    return date(year, int(month), int(day))


def _days(first: date, last: date) -> Iterator[date]:
    at = first
    while at <= last:
        yield at
        at += _DAY
