"""What participating bodies think of each subject: on papers of their own, or by votes of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hoso import rules
from hoso.model.profile import Regime
from hoso.model.review import BallotCount, BallotLine, BodyRole, Level, SubjectKind
from hoso.services.ballots._reading import terms_of
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One body's view of one subject: a level, or, where its votes name none, the votes in words."""

    participant: str
    role: BodyRole
    level: Level | None
    votes: str = ""


def views(ws: Workspace, year: int) -> dict[str, list[View]]:
    """Return the views of a year by the subject's dossier code without the year."""
    found: dict[str, list[View]] = {}
    for one in ws.catalogue.opinions(year=year):
        view = View(participant=one.participant, role=one.role, level=one.level)
        found.setdefault(one.subject.dossier_stem, []).append(view)
    for stem, view in _voted(ws, year):
        found.setdefault(stem, []).append(view)
    return found


def _voted(ws: Workspace, year: int) -> Iterator[tuple[str, View]]:
    terms, regime = terms_of(ws, year), ws.regime(year)
    for count in ws.catalogue.ballots(year=year):
        if count.participant:
            for line in count.lines:
                level = rules.vote_outcome(line, count, terms).level
                yield line.subject.dossier_stem, _view(count, level, in_words(line, regime))


def _view(count: BallotCount, level: Level | None, votes: str) -> View:
    return View(
        participant=count.participant,
        role=count.role or BodyRole.OTHER,
        level=level,
        votes="" if level else votes,
    )


def in_words(line: BallotLine, regime: Regime) -> str:
    """Return how many voted for each level, the highest first, those without a vote left out."""
    if line.agree is not None:
        return f"đồng ý {line.agree}, không đồng ý {line.disagree}"
    short = regime.abbreviations(of_members=line.subject.kind is SubjectKind.PERSON)
    return ", ".join(
        f"{short[level]} {line.votes[level]}" for level in Level if line.votes.get(level)
    )
