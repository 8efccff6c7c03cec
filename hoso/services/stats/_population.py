"""Who is counted in a review year: each member once, at the official cell of one day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hoso.catalogue import MemberRow
from hoso.model.profile import Eligible, Regime
from hoso.model.review import Rating, Stage, SubjectKind
from hoso.model.roster import MemberState
from hoso.rules import eligible
from hoso.services import campaign
from hoso.services.ratings import standing_of
from hoso.services.stats import _homes
from hoso.services.subjects import Body, bodies_on, body, committees, descend, top
from hoso.statistics import MemberStanding
from hoso.workspace import Workspace

_RATED = Eligible(reviewed=True, rated=True, reason="", reference="", code="")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedMember:
    """Đảng viên được đếm: the state at the official cell, the decided level, what the law says."""

    card: str
    state: MemberState
    rating: Rating | None
    verdict: Eligible
    standing: MemberStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedBody:
    """Tổ chức được đếm: the organisation, its decided level, whether its collective is reviewed."""

    body: Body
    rating: Rating | None
    verdict: Eligible
    standing: MemberStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Diện được đếm of a year: organisations of the tree below `scope`, and members.

    A member may be in an organisation that the tree of the day does not have, such as one that was
    dissolved: what is counted then does not add up, and says so.
    """

    year: int
    day: date
    regime: Regime
    scope: Body
    bodies: tuple[CountedBody, ...]
    members: tuple[CountedMember, ...]
    notices: tuple[str, ...]


def day_of(year: int, on: date) -> date:
    """Return the day on which a year is counted: `on`, at the latest the year's last day."""
    return min(on, date(year, 12, 31))


def population(ws: Workspace, year: int, org: str | None, on: date) -> Population:
    """Return who is counted in `year` on `day_of(year, on)` at and below `org` (None: the top).

    Raise NotFoundError for an unknown organisation, QuestionError when there is no single top.
    """
    day = day_of(year, on)
    scope = body(ws, org, day) if org else top(ws, day)
    seen = _Seen(
        regime=ws.regime(year),
        day=day,
        inside=_homes.insider(ws, scope, day),
        rows=ws.catalogue.members(day),
        decided=_decided(ws, year),
        held=_held(ws, year),
    )
    homes, notices = _homes.official(ws, seen.rows, seen.inside)
    return Population(
        year=year,
        day=day,
        regime=seen.regime,
        scope=scope,
        bodies=tuple(_bodies(seen, bodies_on(ws, day), scope)),
        members=tuple(_members(seen, homes)),
        notices=(*notices, *_gone(seen)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What the catalogue says of a year, read once."""

    regime: Regime
    day: date
    inside: Callable[[str], bool]
    rows: tuple[MemberRow, ...]
    decided: Mapping[str, Rating]  # by dossier code without the year
    held: Mapping[str, date]  # organisation → when it reviewed its members


def _decided(ws: Workspace, year: int) -> dict[str, Rating]:
    found = ws.catalogue.ratings(year=year, stage=Stage.DECIDED)
    return {one.subject.dossier_stem: one for one in found}


def _held(ws: Workspace, year: int) -> dict[str, date]:
    held: dict[str, date] = {}
    for meeting in ws.catalogue.meetings(year=year):
        if meeting.subject_kind is SubjectKind.PERSON:
            held.setdefault(meeting.organisation, meeting.day)
    return held


def _bodies(seen: _Seen, known: Mapping[str, Body], scope: Body) -> Iterator[CountedBody]:
    sizes = committees(known, seen.rows)
    for one in descend(known, scope.code):
        rating = seen.decided.get(one.subject.dossier_stem)
        verdict = campaign.of_collective(len(sizes[one.code]), seen.regime)
        standing = standing_of(rating, verdict)
        yield CountedBody(body=one, rating=rating, verdict=verdict, standing=standing)


def _members(seen: _Seen, homes: tuple[MemberRow, ...]) -> Iterator[CountedMember]:
    for row in homes:
        rating = seen.decided.get(f"dv-{row.card}")
        # Whoever has a level is counted under it, whatever the law says of who should have one.
        rated = rating is not None and rating.level is not None
        day = seen.held.get(row.state.organisation, seen.day)
        verdict = _RATED if rated else eligible(row.state, seen.regime, day)
        yield CountedMember(
            card=row.card,
            state=row.state,
            rating=rating,
            verdict=verdict,
            standing=standing_of(rating, verdict),
        )


def _gone(seen: _Seen) -> Iterator[str]:
    """Yield who has a level of the year but was in no organisation on the day."""
    here = {row.card for row in seen.rows}
    found = [
        one.subject
        for one in seen.decided.values()
        if one.subject.kind is SubjectKind.PERSON
        and one.subject.card not in here
        and seen.inside(one.subject.organisation)
    ]
    if found:
        names = ", ".join(f"{one.name or one.card} ({one.organisation})" for one in found)
        yield (
            f"{len(found)} người có kết quả xếp loại nhưng đến ngày tính không còn trong danh sách "
            f"đảng viên nên không đếm: {names}."
        )
