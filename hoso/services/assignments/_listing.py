"""The assignments of a year beside the days of the meetings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hoso.errors import Problem
from hoso.model.oversight import Assignment, Role
from hoso.model.review import SubjectKind
from hoso.services.assignments import _clashes
from hoso.services.meetings import Calendar
from hoso.services.subjects import codes_within
from hoso.workspace import Workspace

ROLE_NAMES: Mapping[Role, str] = {
    Role.ATTENDS: "dự, chỉ đạo kiểm điểm",
    Role.APPRAISES: "thẩm định",
    Role.OVERSEES: "phụ trách",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One assignment with the name of the organisation and the days on which it meets."""

    assignment: Assignment
    organisation_name: str
    days: Mapping[SubjectKind, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The assignments of a year, and what does not fit."""

    sent: tuple[Sent, ...]
    clashes: tuple[Problem, ...]


def listing(ws: Workspace, year: int, org: str | None, on: date) -> Listing:
    """Return who is sent to an organisation and those below it (None: all), in their order."""
    view = _clashes.View.of(ws, year, org, on)
    return Listing(
        sent=tuple(
            Sent(
                assignment=one,
                organisation_name=view.name(one.organisation),
                days=view.calendar.days(one.organisation),
            )
            for one in view.assignments
        ),
        clashes=tuple(_clashes.clashes(view)),
    )


def sent_to(ws: Workspace, year: int, committee: str, on: date) -> Mapping[str, list[Sent]]:
    """Return whom one committee sends to attend, by the organisation where they go."""
    inside = codes_within(ws, committee, on) or frozenset()
    calendar = Calendar.of(ws, year)
    found: dict[str, list[Sent]] = {}
    for one in ws.catalogue.assignments(year=year):
        if one.role is Role.ATTENDS and one.organisation in inside:
            sent = Sent(
                assignment=one,
                organisation_name=one.organisation,
                days=calendar.days(one.organisation),
            )
            found.setdefault(one.organisation, []).append(sent)
    return found
