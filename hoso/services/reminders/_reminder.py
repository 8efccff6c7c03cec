"""One thing to be reminded of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hoso import text
from hoso.services.subjects import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Nhắc việc: what is to be done, where, about whom, until when, by which command.

    With `before` it is to be done before the day `until`, otherwise on that day at the latest;
    without a day it simply is not done. `key` tells two of one code and organisation apart;
    `sure` is False when a holiday that nobody has announced yet may move the day.
    """

    code: str
    words: str
    on: date
    body: Body | None = None
    names: tuple[str, ...] = ()
    until: date | None = None
    before: bool = False
    command: str = ""
    reference: str = ""
    sure: bool = True
    key: str = ""
    time: str = ""  # of a meeting, as written
    place: str = ""

    @property
    def left(self) -> int | None:
        """Return how many days there are to the day, None without one."""
        return (self.until - self.on).days if self.until else None

    @property
    def last_day(self) -> date | None:
        """Return the last day on which it is done in time."""
        return self.until - timedelta(days=1) if self.until and self.before else self.until

    @property
    def is_late(self) -> bool:
        """Return whether the last day is over."""
        return self.last_day is not None and self.last_day < self.on

    @property
    def when(self) -> str:
        """Return the day in words, and how far it is."""
        if self.until is None or self.left is None:
            return "chưa xong"
        day = f"{'trước ngày' if self.before else 'ngày'} {text.short_date(self.until)}"
        doubt = "" if self.sure else ", lịch nghỉ chưa công bố"
        if self.is_late:
            return f"chậm {-self.left} ngày ({day}{doubt})" if self.left else f"chậm ({day}{doubt})"
        return f"còn {self.left} ngày ({day}{doubt})" if self.left else f"hôm nay ({day}{doubt})"

    @property
    def where(self) -> str:
        """Return the name of the organisation, "" when it concerns the whole year."""
        return self.body.state.name if self.body else ""
