"""The counts of a year with shares, outcomes and questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hoso import rules
from hoso.model.awards import Opinion
from hoso.model.review import BallotCount, BallotLine, Level
from hoso.rules import BASES, BallotTerms, VoteOutcome
from hoso.services.ballots._outcomes import Proposal, Votes
from hoso.services.ballots._reading import called, terms_of
from hoso.services.subjects import Body, within
from hoso.statistics import percent
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One box of one candidate: its votes, and what part of the whole they are."""

    box: str  # a level's code, chua_danh_gia, dong_y, khong_dong_y, khong_hop_le
    votes: int
    percent: str  # "" while nobody said of what


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One candidate of one count."""

    name: str
    line: BallotLine
    shares: tuple[Share, ...]
    outcome: VoteOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CountShown:
    """One count: whose, its figures, of what the shares are, and what each candidate comes to."""

    name: str
    count: BallotCount
    base: str  # words, "" while not laid down
    whole: int | None
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotsShown:
    """Kết quả kiểm phiếu of a year: counts, views of participating bodies, what both rounds propose."""

    counts: tuple[CountShown, ...]
    opinions: tuple[Opinion, ...]
    proposals: tuple[Proposal, ...]
    missing: tuple[str, ...]  # what an authority has still to lay down


def show(ws: Workspace, year: int, *, org: str | None, on: date) -> BallotsShown:
    """Return the counts of an organisation and those below it, cells before committees."""
    bodies = {one.code: one for one in within(ws, org, on)}
    terms = terms_of(ws, year)
    held = ws.catalogue.ballots(year=year, current=None)
    votes = Votes.of(ws, year)
    return BallotsShown(
        counts=tuple(
            _shown(ws, whose, one, terms)
            for whose in bodies.values()
            for one in sorted(held, key=_order)
            if one.organisation == whose.code
        ),
        opinions=tuple(o for o in ws.catalogue.opinions(year=year) if _within(o, bodies)),
        proposals=tuple(p for code in bodies for p in votes.proposals(code)),
        missing=terms.missing if held else (),
    )


def _within(one: Opinion, bodies: dict[str, Body]) -> bool:
    return one.subject.organisation in bodies


def _order(one: BallotCount) -> tuple[object, ...]:
    return one.participant, one.round, one.again, one.day, one.superseded


def _shown(ws: Workspace, whose: Body, one: BallotCount, terms: BallotTerms) -> CountShown:
    whole = rules.whole_of(one, terms.base) if terms.base else None
    return CountShown(
        name=whose.state.name,
        count=one,
        base=BASES.get(terms.base, ""),
        whole=whole,
        results=tuple(
            Result(
                name=called(ws, line.subject, one.day),
                line=line,
                shares=tuple(_shares(line, whole)),
                outcome=rules.vote_outcome(line, one, terms),
            )
            for line in one.lines
        ),
    )


def _shares(line: BallotLine, whole: int | None) -> Iterator[Share]:
    boxes = {level.value: line.votes[level] for level in Level if level in line.votes}
    boxes |= {"chua_danh_gia": line.unrated} if boxes else {}
    boxes |= {"dong_y": line.agree} if line.agree is not None else {}
    boxes |= {"khong_dong_y": line.disagree} if line.disagree is not None else {}
    boxes |= {"khong_hop_le": line.spoilt} if line.spoilt else {}
    for box, number in boxes.items():
        share = "" if whole is None else percent(number, whole)
        yield Share(box=box, votes=number, percent=share)
