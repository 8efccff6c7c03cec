"""What the votes propose, written as ratings of the stage `de_xuat`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hoso.errors import QuestionError
from hoso.model.review import Rating, Stage, SubjectKind
from hoso.services import ratings
from hoso.services.ballots._outcomes import Proposal, Votes
from hoso.services.ballots._reading import who
from hoso.services.ratings import Entry
from hoso.services.subjects import Body, Person, body, body_of, person, within
from hoso.workspace import Act, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Levels written as proposals, and what stays open and why."""

    written: tuple[Proposal, ...]
    open: tuple[tuple[Proposal, str], ...]
    hints: tuple[str, ...] = ()


def propose(ws: Workspace, year: int, act: Act, *, org: str | None) -> Proposed:
    """Write what the votes propose as ratings of the stage `de_xuat`; what is open stays open.

    `org` is the body that voted; without it every body's votes are taken. Raise QuestionError when
    the archive already has other proposals and nobody says why they change.
    """
    codes = [body(ws, org, act.on).code] if org else [b.code for b in within(ws, None, act.on)]
    votes = Votes.of(ws, year)
    found = [one for code in codes for one in votes.proposals(code)]
    settled, left = _divided(found)
    entries: list[Entry] = []
    written: list[Proposal] = []
    for one in settled:
        whose = _whose(ws, one, act.on)
        if whose is None:
            left.append((one, "không có trong danh sách đảng viên, tổ chức đảng"))
        else:
            entries.append(_entry(whose, one))
            written.append(one)
    _require_reason(ws, written, year, act)
    done = ratings.record(ws, entries, act, year=year)
    hints = (*done.told, *done.committed.hints)
    return Proposed(written=tuple(written), open=tuple(left), hints=hints)


def _divided(found: list[Proposal]) -> tuple[list[Proposal], list[tuple[Proposal, str]]]:
    """Return whom all votes give one level, and the others with the reason."""
    groups: dict[tuple[str, str], list[Proposal]] = {}
    for one in found:
        groups.setdefault(who(one.subject), []).append(one)
    settled: list[Proposal] = []
    left: list[tuple[Proposal, str]] = []
    for group in groups.values():
        if why := _open(group):
            left.append((group[0], why))
        else:
            settled.append(max(group, key=lambda one: one.day))
    return settled, left


def _open(group: list[Proposal]) -> str:
    """Return why the votes on one subject name no level, "" when they do."""
    if lacking := [one for one in group if not one.settled]:
        return lacking[0].outcome.question or lacking[0].outcome.note
    if len({one.outcome.level for one in group}) == 1:
        return ""
    bodies = ", ".join(one.organisation for one in group)
    return f"phiếu của {bodies} cho mức khác nhau; hãy nêu --org của nơi được lấy"


def _whose(ws: Workspace, one: Proposal, on: date) -> Body | Person | None:
    if one.subject.kind is SubjectKind.COLLECTIVE:
        found = ws.catalogue.organisation(one.subject.organisation)
        return body_of(ws, found, on) if found else None
    known = one.subject.card and ws.catalogue.member(one.subject.card)
    return person(ws, one.subject.card, on) if known else None


def _entry(whose: Body | Person, one: Proposal) -> Entry:
    if one.outcome.level is None:
        raise TypeError(one)
    return Entry(
        whose=whose,
        stage=Stage.PROPOSED,
        level=one.outcome.level,
        day=one.day,
        reason=f"theo kết quả kiểm phiếu của {one.organisation}",
    )


def _require_reason(ws: Workspace, written: list[Proposal], year: int, act: Act) -> None:
    """Raise QuestionError naming whose proposal would change, unless somebody says why."""
    changed = [one for one in written if _differs(_held(ws, one, year), one)]
    if changed and not act.why:
        names = ", ".join(one.name for one in changed)
        raise QuestionError(
            f"Kho đã có mức đề xuất khác kết quả kiểm phiếu của: {names}. Nếu lấy theo phiếu, hãy nêu "
            "lý do ở --why."
        )


def _held(ws: Workspace, one: Proposal, year: int) -> Rating | None:
    found = ws.catalogue.ratings(year=year, stage=Stage.PROPOSED, subject=one.subject)
    return found[-1] if found else None


def _differs(held: Rating | None, one: Proposal) -> bool:
    return held is not None and held.level is not one.outcome.level
