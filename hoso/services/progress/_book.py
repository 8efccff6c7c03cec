"""Everything about a review year that its states are told from, read once."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter
from typing import TypeVar

from hoso import profiles
from hoso.catalogue import DocumentRow
from hoso.model.assessment import Ruling, Statement
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.procedure import Procedure
from hoso.model.profile import Regime
from hoso.model.review import BallotLine, Meeting, Rating, ReviewDemand, Stage
from hoso.services import campaign
from hoso.services.campaign import Candidate
from hoso.services.progress._absent import Absence, absences
from hoso.services.progress._leaders import leaders
from hoso.services.subjects import Body, Officer, body, body_of, officers
from hoso.workspace import Workspace

T = TypeVar("T")

# Kinds of organisation whose members sit on committees above them in the same grassroots body.
_WITHIN_GRASSROOTS = ("chi_bo", "dang_bo_bo_phan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A seat on a committee: of which body, and the rank there, 0 the head."""

    body: Body
    rank: int


@dataclass(slots=True, kw_only=True)
class Book:
    """A review year as the archive has it; keys are dossier codes without the year."""

    ws: Workspace
    year: int
    on: date
    regime: Regime
    procedure: Procedure
    candidates: tuple[Candidate, ...]
    committees: dict[str, tuple[Officer, ...]]  # by organisation
    bodies: dict[str, Body]
    ratings: dict[str, list[Rating]] = field(default_factory=dict)
    papers: dict[str, list[Provenance]] = field(default_factory=dict)
    meetings: dict[str, list[Meeting]] = field(default_factory=dict)  # by organisation
    demands: dict[str, list[ReviewDemand]] = field(default_factory=dict)
    stated: dict[tuple[str, str], Statement] = field(default_factory=dict)  # with the fact's name
    ruled: dict[tuple[str, str], Ruling] = field(default_factory=dict)  # with the rule's code
    voted: set[str] = field(default_factory=set)
    absent: Mapping[str, Absence] = field(default_factory=dict)
    leaders: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by office
    by_stem: dict[str, Candidate] = field(default_factory=dict)
    members: dict[str, list[Candidate]] = field(default_factory=dict)  # by organisation
    beneath: dict[str, list[Candidate]] = field(default_factory=dict)  # collectives, by the parent
    # Committees on which a member (by card) sits, lower before upper.
    seats: dict[str, list[Seat]] = field(default_factory=dict)

    def decided(self, stem: str, by: date) -> Rating | None:
        """Return the decision of the year that counts, if it was made until `by`.

        A recorded reason for giving no level is one, a cancelled level is not.
        """
        for one in reversed(self.ratings.get(stem, [])):
            if one.stage is Stage.DECIDED and is_yearly(one) and not one.superseded:
                settled = one.level is not None or (one.reason and not one.again)
                return one if settled and (one.day is None or one.day <= by) else None
        return None

    def with_ratings(self, new: Iterable[Rating]) -> Book:
        """Return the book as if these ratings were archived, too."""
        ratings = {stem: [*found] for stem, found in self.ratings.items()}
        for one in new:
            ratings.setdefault(one.subject.dossier_stem, []).append(one)
        return replace(self, ratings=ratings)


def is_yearly(one: Rating) -> bool:
    """Return whether a rating is of the year itself, where it counts."""
    return not (one.period or one.place)


def read(ws: Workspace, year: int, org: str | None, on: date) -> Book:
    """Return the book of a year, for an organisation and what its members depend on (None: all).

    The candidates are those of the whole grassroots organisation: committees reach that far.
    """
    regime = ws.regime(year)
    first = _grassroots(ws, body(ws, org, on), on) if org else None
    found = tuple(campaign.candidates(ws, year, first.code if first else None, on))
    bodies = {one.body.code: one.body for one in found}
    if first:
        bodies |= {one.code: one for one in _above(ws, first, on)}
    book = Book(
        ws=ws,
        year=year,
        on=on,
        regime=regime,
        procedure=profiles.procedure(regime.code),
        candidates=found,
        bodies=bodies,
        committees={code: _once(officers(ws, one, on)) for code, one in bodies.items()},
    )
    _fill(book)
    return book


def _grassroots(ws: Workspace, one: Body, on: date) -> Body:
    """Return the grassroots organisation that a body belongs to, as far as the roster says."""
    for above in _above(ws, one, on):
        if one.state.kind not in _WITHIN_GRASSROOTS:
            break
        one = above
    return one


def _above(ws: Workspace, one: Body, on: date) -> Iterator[Body]:
    while one.state.parent and (found := ws.catalogue.organisation(one.state.parent)):
        one = body_of(ws, found, on)
        yield one


def _once(committee: tuple[Officer, ...]) -> tuple[Officer, ...]:
    """Return each officer under the highest of the posts held there."""
    highest: dict[str, Officer] = {}
    for one in committee:
        highest.setdefault(one.person.card, one)
    return tuple(highest.values())


def _fill(book: Book) -> None:
    catalogue, year = book.ws.catalogue, book.year
    book.ratings = _grouped(catalogue.ratings(year=year, current=None), _stem_of)
    book.demands = _grouped(catalogue.review_demands(year=year), _stem_of)
    book.meetings = _grouped(catalogue.meetings(year=year), attrgetter("organisation"))
    book.stated = {(_stem_of(one), one.fact): one for one in catalogue.statements(year=year)}
    book.ruled = {(_stem_of(one), one.rule): one for one in catalogue.rulings(year=year)}
    counts = catalogue.ballots(year=year)
    book.voted = {_stem_of(line) for count in counts for line in count.lines}
    rows = [row for row in catalogue.documents(year=year) if not _is_withdrawn(row)]
    by_code = _grouped(rows, lambda row: row.card.code.removesuffix(f"-{year}"))
    book.papers = {stem: [row.provenance for row in found] for stem, found in by_code.items()}
    book.by_stem = {one.dossier: one for one in book.candidates}
    book.members = _grouped((c for c in book.candidates if c.person), _body_of)
    collectives = (c for c in book.candidates if not c.person)
    book.beneath = _grouped(collectives, lambda one: one.body.state.parent or "")
    book.leaders = leaders(book.candidates)
    book.absent = absences(book.candidates, itertools.chain(*book.meetings.values()))
    _seat(book)


def _seat(book: Book) -> None:
    for code, committee in book.committees.items():
        for one in committee:
            seat = Seat(body=book.bodies[code], rank=one.rank)
            book.seats.setdefault(one.person.card, []).append(seat)


def _grouped(found: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for one in found:
        groups.setdefault(key(one), []).append(one)
    return groups


def _stem_of(one: Rating | ReviewDemand | Statement | Ruling | BallotLine) -> str:
    return one.subject.dossier_stem


def _body_of(one: Candidate) -> str:
    return one.body.code


def _is_withdrawn(row: DocumentRow) -> bool:
    return row.provenance.status is DocumentStatus.WITHDRAWN
