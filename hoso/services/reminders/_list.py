"""The list: everything that falls due within some days, or is late, in the order of its days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hoso.services import appraisals, assignments, board, pending
from hoso.services.appraisals import STATE_NAMES, AppraisalState
from hoso.services.board import Board
from hoso.services.reminders._meetings import Meetings
from hoso.services.reminders._reminder import Reminder
from hoso.services.reminders._work import Work
from hoso.workspace import Workspace

DAYS = 14  # how far to look ahead unless somebody says otherwise


def reminders(
    ws: Workspace, year: int, org: str | None, on: date, *, days: int = DAYS
) -> tuple[Reminder, ...]:
    """Return what is late on `on`, falls due within `days`, or is not done and has no day.

    Earliest day first; what has no day comes last.
    """
    found = board.board(ws, year, org, on)
    due = [one for one in _all(ws, found, org) if one.left is None or one.left <= days]
    return tuple(sorted(due, key=_order))


def _order(one: Reminder) -> tuple[bool, date, str, str, str]:
    where = one.body.code if one.body else ""
    return one.until is None, one.until or one.on, where, one.code, one.key


def _all(ws: Workspace, found: Board, org: str | None) -> Iterator[Reminder]:
    regime = ws.regime(found.year)
    work, held = Work(ws, found, regime), Meetings(found, regime, ws.holidays())
    for row in found.rows:
        yield from held.of(row)
        yield from work.of(row)
        yield from work.owed(row)
    yield from work.remedies(org)
    yield from work.dossiers()
    yield from _appraised(ws, found, org)
    yield from _sent(ws, found, org)
    if org is None:
        yield from _waiting(ws, found)


def _appraised(ws: Workspace, found: Board, org: str | None) -> Iterator[Reminder]:
    """Yield what the inspection team has to do, where there is one at work this year."""
    if not ws.catalogue.appraisals(year=found.year):
        return
    deadlines = {row.body.code: row.deadline for row in found.rows}
    for one in appraisals.listing(ws, found.year, org, found.on):
        if one.state in {AppraisalState.DONE, AppraisalState.WAITING}:
            continue
        deadline = deadlines.get(one.candidate.body.code)
        whose = one.candidate.person.card if one.candidate.person else one.candidate.body.code
        option = "--person" if one.candidate.person else "--org"
        yield Reminder(
            code=f"THAM_DINH_{one.state.value.upper()}",
            words=f"thẩm định: {STATE_NAMES[one.state]}",
            on=found.on,
            body=one.candidate.body,
            names=(one.candidate.label,),
            until=deadline.day if deadline else None,
            before=True,
            command=f"hoso campaign appraise {option} {whose} --year {found.year} --result KẾT_QUẢ",
            key=one.candidate.dossier,
        )


def _sent(ws: Workspace, found: Board, org: str | None) -> Iterator[Reminder]:
    """Yield what does not fit among assignments, once somebody was assigned."""
    view = assignments.listing(ws, found.year, org, found.on)
    for one in view.clashes if view.sent else ():
        yield Reminder(
            code=one.code,
            words=one.message,
            on=found.on,
            command=f"hoso campaign assignments {found.year}",
            key=one.message,
        )


def _waiting(ws: Workspace, found: Board) -> Iterator[Reminder]:
    if waiting := pending.listing(ws):
        yield Reminder(
            code="CHO_TRA_LOI",
            words=f"{len(waiting)} tệp nhận về còn câu hỏi phải trả lời",
            on=found.on,
            names=tuple(one.name for one in waiting),
            command="hoso pending list",
        )
