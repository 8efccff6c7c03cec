"""Every rule of a review year, on every subject: broken, chưa kiểm được, kept.

The archive is judged by the law of that year, with the roster of that time. What people stated is
laid over what the archive says; where both differ the archive's counts, and the difference is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hoso.errors import Outcome, Problem
from hoso.services import numbers
from hoso.services.check import (
    _awards,
    _groups,
    _meetings,
    _recurrences,
    _scope,
    _subjects,
    _totals,
)
from hoso.services.check._review import Desk
from hoso.services.check._year import Year
from hoso.text import short_date
from hoso.workspace import Workspace

__all__ = ["check"]

_NO_ROSTER = "DK102"


def check(ws: Workspace, year: int, *, org: str | None, on: date) -> tuple[Problem, ...]:
    """Return what every rule of the year's regime says, about every subject, meeting and count."""
    found = _scope.year_of(ws, year, org, on)
    desk = Desk(year=found)
    return (
        *_roster(found),
        *_subjects.problems(desk),
        *_meetings.problems(desk),
        *_groups.problems(found),
        *_awards.problems(found),
        *_totals.problems(desk),
        *_recurrences.problems(found),
        *_numbers(found),
    )


def _roster(year: Year) -> Iterator[Problem]:
    """Yield a problem when the roster says nothing of the year: then nobody knows whom it concerns."""
    if any(one.on_roster for one in year.held):
        return
    yield Problem(
        code=_NO_ROSTER,
        where=f"Năm {year.number}",
        message=f"Danh sách không có tổ chức, đảng viên nào vào ngày {short_date(year.day)} nên chưa biết "
        "ai thuộc diện kiểm điểm. Hãy nhập danh sách của thời gian đó bằng «hoso roster import --as-of».",
        outcome=Outcome.UNCHECKED,
        reference=", ".join(year.regime.references[:1]),
        warning=True,
    )


def _numbers(year: Year) -> Iterator[Problem]:
    codes = dict.fromkeys(one.code for one in year.held)
    yield from numbers.problems(year.ws, codes, numbers.Scope(year=year.number), year.on)
