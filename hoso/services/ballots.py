"""Ballot counts: read, reconciled, archived. Never who voted how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hoso import facts, rules, spreadsheet
from hoso.errors import NotFoundError, Outcome, Problem, RulesBrokenError
from hoso.model.review import BallotCount, BallotLine, Subject, SubjectKind
from hoso.services.subjects import Body, body, collective_card
from hoso.spreadsheet import BallotSheet
from hoso.workspace import Act, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Counts that reconcile, as archived."""

    counts: tuple[BallotCount, ...]
    hints: tuple[str, ...] = ()


def count(ws: Workspace, path: Path, act: Act, *, year: int, org: str | None = None) -> Counted:
    """Archive the counts in `path`; raise RulesBrokenError naming every figure that does not fit."""
    sheets = spreadsheet.read_ballots(path)
    pairs = [(_body(ws, sheet, org, act), sheet) for sheet in sheets]
    if org:
        wanted = body(ws, org, act.on).code
        pairs = _only(pairs, wanted, path)
    counts = [_count(ws, whose, sheet, year) for whose, sheet in pairs]
    problems = [p for one in counts for p in _broken(ws, one, path)]
    if problems:
        raise RulesBrokenError(
            f"{path.name}: số phiếu không khớp, chưa ghi gì. Hãy đếm lại và sửa:\n"
            + "\n".join(f"  - {problem.message}" for problem in problems),
            where=str(path),
            problems=problems,
        )
    edits = ws.edits()  # several rounds are one version
    for (whose, _), one in zip(pairs, counts, strict=True):
        edits.of(collective_card(whose, year)).upsert("ballots", one, "round")
    committed = ws.commit(edits.begun, act, f"kiểm phiếu năm {year}")
    return Counted(counts=tuple(counts), hints=committed.hints)


def _body(ws: Workspace, sheet: BallotSheet, org: str | None, act: Act) -> Body:
    return body(ws, sheet.organisation.value or org or "", act.on)


def _only(
    pairs: list[tuple[Body, BallotSheet]], wanted: str, path: Path
) -> list[tuple[Body, BallotSheet]]:
    """Return the sheets of one organisation; raise NotFoundError when there is none."""
    found = [pair for pair in pairs if pair[0].code == wanted]
    if not found:
        names = ", ".join(whose.code for whose, _ in pairs)
        raise NotFoundError(
            f"{path.name}: không có trang nào của {wanted}. Các trang: {names}.", where=str(path)
        )
    return found


def _count(ws: Workspace, whose: Body, sheet: BallotSheet, year: int) -> BallotCount:
    return BallotCount(
        organisation=whose.code,
        year=year,
        day=sheet.day.value,
        round=sheet.round.value,
        convened=sheet.convened.value,
        present=sheet.present.value,
        issued=sheet.issued.value,
        returned=sheet.returned.value,
        valid=sheet.valid.value,
        invalid=sheet.invalid.value,
        tellers=sheet.tellers.value,
        lines=tuple(_lines(ws, whose, sheet)),
    )


def _lines(ws: Workspace, whose: Body, sheet: BallotSheet) -> Iterator[BallotLine]:
    for row in sheet.rows:
        votes = {level: number.value for level, number in row.votes.items()}
        subject = _subject(ws, whose, row.name.value, row.card.value)
        yield BallotLine(subject=subject, votes=votes, unrated=row.unrated.value)


def _subject(ws: Workspace, whose: Body, name: str, card: str) -> Subject:
    """Return whom a line is about: a member by card, else the collective of that name or code."""
    if card and ws.catalogue.member(card):
        known = SubjectKind.PERSON
        return Subject(kind=known, organisation=whose.code, card=card, name=name)
    found = ws.catalogue.find_organisation(card or name)
    if found:
        return Subject(kind=SubjectKind.COLLECTIVE, organisation=found.code)
    return Subject(kind=SubjectKind.PERSON, organisation=whose.code, card=card, name=name)


def _broken(ws: Workspace, one: BallotCount, path: Path) -> Iterator[Problem]:
    asked = rules.of_subject(ws.regime(one.year), "phieu")
    found = rules.check(facts.of_ballot(one), asked)
    for problem in found:
        if problem.outcome is Outcome.BROKEN:
            yield Problem(
                code=problem.code,
                where=f"{path.name}: {one.organisation}",
                message=f"{one.organisation}: {problem.message}",
                reference=problem.reference,
            )
