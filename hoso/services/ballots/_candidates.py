"""Whom a body votes on, and whom the first round leaves to choose from in the second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hoso.model.review import Level, Stage, Subject
from hoso.services import campaign
from hoso.services.ballots._outcomes import Votes
from hoso.services.subjects import Body, Person, officers, within
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """Someone or something that a meeting reviews and votes on; `home` is a member's organisation."""

    subject: Subject
    name: str
    posts: str = ""
    home: str = ""


def persons(ws: Workspace, whose: Body, year: int, on: date) -> Iterator[Reviewed]:
    """Yield whom a meeting reviews: a cell its members, a committee those who sit on it."""
    if whose.state.kind.startswith("dang_bo"):
        sitting = {one.person.card: one.person for one in officers(ws, whose, on)}
        yield from (_reviewed(one) for one in sitting.values())
        return
    yield from everybody(ws, whose, year, on)


def everybody(ws: Workspace, whose: Body, year: int, on: date) -> Iterator[Reviewed]:
    """Yield every rated member of a body and of those below it."""
    for home, one in rated(ws, whose, year, on):
        yield _reviewed(one, home.state.name)


def collectives(ws: Workspace, whose: Body, on: date) -> Iterator[Reviewed]:
    """Yield the collectives that a meeting votes on: those below it, then its own."""
    for one in within(ws, whose.code, on):
        yield Reviewed(subject=one.subject, name=one.state.name)


def rated(ws: Workspace, whose: Body, year: int, on: date) -> Iterator[tuple[Body, Person]]:
    """Yield the members of a body and of those below who are rated in the year, each with its cell."""
    for one in campaign.candidates(ws, year, whose.code, on):
        if one.person and one.verdict.rated:
            yield one.body, one.person


def second_round(ws: Workspace, whose: Body, year: int, on: date) -> Iterator[Reviewed]:
    """Yield whom the second round votes on: proposed as good or better, or good by the first round.

    Nobody while neither a proposal nor a first round says so: then a person must say whom.
    """
    votes = Votes.of(ws, year)
    proposed = {
        rating.subject.dossier_stem: rating.level
        for rating in ws.catalogue.ratings(year=year, stage=Stage.PROPOSED)
    }
    for home, one in rated(ws, whose, year, on):
        level = proposed.get(one.subject.dossier_stem)
        if level is None and (first := votes.first(one.subject)):
            level = votes.outcome(first).level
        if level in (Level.GOOD, Level.EXCELLENT):
            yield _reviewed(one, home.state.name)


def _reviewed(one: Person, home: str = "") -> Reviewed:
    return Reviewed(
        subject=one.subject, name=one.state.full_name, posts=one.state.titles, home=home
    )
