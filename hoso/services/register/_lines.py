"""The register as a list: what is open or overdue on a day, how old it is, and who has how much."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hoso import text
from hoso.model.review import Shortcoming
from hoso.remedies import FaultState, Track, person_key
from hoso.services import faults, tracking
from hoso.services.faults import Followed
from hoso.services.subjects import codes_within
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which shortcomings a list shows; `overdue` are open ones whose day has passed.

    What is named in a later year than the day of the list is not open on it yet.
    """

    year: int | None = None
    org: str | None = None
    open_only: bool = False
    overdue_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A shortcoming on the day `on`: its state, when it was first named, how old and how late.

    `days_left` is None without a deadline that is a date, or once it is no longer open.
    """

    fault: Shortcoming
    followed: Followed
    on: date
    first_year: int

    @property
    def state(self) -> FaultState:
        """Return the state on the day of the list."""
        return self.followed.state

    @property
    def days_open(self) -> int:
        """Return for how many days it was, or has been, open since it was named; never below 0."""
        track = self.state.track
        end = self.on if self.followed.is_open else track.day or self.on
        return max((min(end, self.on) - tracking.named_on(self.fault)).days, 0)

    @property
    def years(self) -> int:
        """Return how many years have gone since it, or the one it repeats, was first named."""
        return max(self.on.year - self.first_year, 0)

    @property
    def days_left(self) -> int | None:
        """Return the days until what is due next, negative when overdue."""
        due = self.state.deadline
        return (due - self.on).days if due and self.followed.is_open else None

    @property
    def is_overdue(self) -> bool:
        """Return whether something of it is late."""
        return (self.days_left or 0) < 0


def lines(ws: Workspace, wanted: Wanted, on: date) -> tuple[Line, ...]:
    """Return the shortcomings that fit, earliest year first, as they stand on `on`."""
    codes = codes_within(ws, wanted.org, on)
    found = [
        fault
        for fault in ws.catalogue.shortcomings(year=wanted.year)
        if codes is None or fault.subject.organisation in codes
    ]
    return tuple(
        line
        for line in _lines(ws, found, on)
        if (_is_open(line) or not (wanted.open_only or wanted.overdue_only))
        and (line.is_overdue or not wanted.overdue_only)
    )


def _is_open(line: Line) -> bool:
    return line.followed.is_open and line.fault.year <= line.on.year


def line_of(ws: Workspace, fault: Shortcoming, on: date) -> Line:
    """Return one shortcoming as it stands on `on`."""
    return next(_lines(ws, [fault], on))


def _lines(ws: Workspace, found: Collection[Shortcoming], on: date) -> Iterator[Line]:
    first = tracking.first_named(ws, found)
    for one in faults.followed_on(ws, tuple(found), until=on):
        code = one.shortcoming.code
        yield Line(fault=one.shortcoming, followed=one, on=on, first_year=first[code])


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one owner has: items of plans, and shortcomings without a plan, on a day."""

    owner: str
    open: int
    overdue: int
    done: int
    next_day: date | None  # the earliest deadline of what is open
    latest: int  # days the latest of it is overdue, 0 for none


def loads(found: Iterable[Line]) -> tuple[Load, ...]:
    """Return the load of each owner, those with most overdue first; names are compared as names."""
    piles: dict[str, tuple[str, list[Track], date]] = {}
    for line in found:
        for owner, track in _tasks(line):
            pile = piles.setdefault(person_key(owner), (owner, [], line.on))
            pile[1].append(track)
    every = (_load(*pile) for pile in piles.values())
    return tuple(sorted(every, key=lambda one: (-one.overdue, -one.open, text.sort_key(one.owner))))


def _tasks(line: Line) -> Iterator[tuple[str, Track]]:
    """Yield what somebody has to do for a shortcoming, with who: its items, else itself.

    A register names posts and bodies, not always a person: they are told apart by organisation.
    """
    state, subject = line.state, line.fault.subject
    if line.followed.continued or state.track.dropped:
        return
    for item in state.items.values():
        if item.owner and not item.dropped:
            yield item.owner, item
    if not state.items and (owner := state.track.owner or subject.name):
        yield f"{subject.organisation}: {owner}", state.track


def _load(owner: str, tracks: list[Track], on: date) -> Load:
    waiting = [one for one in tracks if one.is_open]
    days = [one.deadline for one in waiting if one.deadline]
    late = [(on - day).days for day in days if day < on]
    return Load(
        owner=owner,
        open=len(waiting),
        overdue=len(late),
        done=len(tracks) - len(waiting),
        next_day=min(days, default=None),
        latest=max(late, default=0),
    )
