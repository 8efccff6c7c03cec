"""The report on how far the review year is: what the campaign board says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hoso import text
from hoso.services import assignments, board
from hoso.services.board import Board, Deadline, Milestone, Row
from hoso.services.meetings import MeetingLine
from hoso.services.prefill._request import Request
from hoso.workspace import Workspace

Cells = dict[str, object]
_COUNTED = (
    Milestone.RETURNED,
    Milestone.REVIEWED,
    Milestone.VOTED,
    Milestone.PROPOSED,
    Milestone.DECIDED,
    Milestone.NOTIFIED,
)


def report(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return deadlines, progress, what is left, and the meetings with who attends them."""
    found = board.board(ws, request.year, request.body.code, request.on)
    known: Cells = {
        "den_ngay": text.short_date(request.on),
        "can_cu": [f"Căn cứ {name}" for name in ws.regime(request.year).references],
        "tong_quan": [*_overview(found, request.body.state.name)],
    }
    tables = {
        "thoi_han": [_deadline(one) for one in found.deadlines if _binds(one, found)],
        "tien_do": [_progress(row) for row in found.rows],
        "con_viec": [cells for row in found.rows for cells in _left(row)],
        "lich_hop": [*_meetings(ws, request, found)],
    }
    return {**known, **{name: rows for name, rows in tables.items() if rows}}


def _binds(one: Deadline, found: Board) -> bool:
    """Return whether a deadline binds anybody on the board: those of provinces do not."""
    codes = {row.deadline.code for row in found.rows if row.deadline}
    owed = {each.code for each in (found.report, found.dossier) if each}
    return one.code in codes | owed


def _overview(found: Board, name: str) -> Iterator[str]:
    returned, due = found.count(Milestone.RETURNED)
    reviewed, decided = (found.count(m)[0] for m in (Milestone.REVIEWED, Milestone.DECIDED))
    yield (
        f"Đến ngày {text.short_date(found.on)}, {name} có {len(found.rows)} tổ chức đảng, {due} tập "
        f"thể, cá nhân phải kiểm điểm; đã nhận lại {returned}, đã kiểm điểm {reviewed}, đã có quyết "
        f"định xếp loại {decided}."
    )
    if late := [row.body.state.name for row in found.rows if row.is_late]:
        yield f"{len(late)} nơi chậm: {text.listed(late)}."


def _deadline(one: Deadline) -> Cells:
    left = f"còn {one.left} ngày" if one.left > 0 else f"quá {-one.left} ngày" if one.left else ""
    return {
        "viec": _sentence(one.name),
        "truoc_ngay": text.short_date(one.day),
        "con_lai": left or "đến hạn",
    }


def _progress(row: Row) -> Cells:
    cells: Cells = {milestone.value: _count(row, milestone) for milestone in _COUNTED}
    state = "chậm" if row.is_late else "xong" if row.is_done else "đang làm"
    own = row.deadline
    special = (
        f"; đơn vị đặc thù, trước ngày {text.short_date(own.day)}" if row.is_special and own else ""
    )
    return {
        "to_chuc": row.body.state.name,
        "phai": row.count(Milestone.REVIEWED)[1],
        **cells,
        "tinh_hinh": _sentence(state + special),
    }


def _count(row: Row, milestone: Milestone) -> str:
    done, due = row.count(milestone)
    return str(done) if due else "–"


def _left(row: Row) -> Iterator[Cells]:
    for task, lines in row.groups():
        yield {
            "to_chuc": row.body.state.name,
            "viec": _sentence(task.words),
            "doi_tuong": ", ".join(line.candidate.label for line in lines),
        }


def _meetings(ws: Workspace, request: Request, found: Board) -> Iterator[Cells]:
    """Yield each organisation below with both meetings; those of which nothing is known, too."""
    sent = assignments.sent_to(ws, request.year, request.body.code, request.on)
    for row in found.rows:
        days = {f"{one.kind.value}": _day(one) for one in row.meetings}
        names = [one.assignment.name for one in sent.get(row.body.code, [])]
        if any(days.values()) or names:
            yield {"to_chuc": row.body.state.name, **days, "nguoi_du": ", ".join(names)}


def _day(one: MeetingLine) -> str:
    if one.day is None:
        return ""
    return f"đã họp {text.short_date(one.day)}" if one.held else text.short_date(one.day)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
