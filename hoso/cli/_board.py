"""The campaign board as JSON under Vietnamese keys, and as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hoso import text
from hoso.services.board import (
    MILESTONE_NAMES,
    Board,
    Deadline,
    Line,
    Milestone,
    Row,
    Task,
    meeting_words,
)
from hoso.services.progress import STEP_NAMES

Json = dict[str, object]
_SHOWN = 8  # names behind one task; the others are counted


def plain(found: Board) -> Json:
    """Return the board as JSON."""
    return {
        "nam": found.year,
        "ngay": found.on.isoformat(),
        "thoi_han": [_deadline(one) for one in found.deadlines],
        "moc": {m.value: _count(found.count(m)) for m in Milestone},
        "to_chuc": [_row(row) for row in found.rows],
        "doi_tuong": [_line(line) for line in found.in_order],
    }


def _deadline(one: Deadline) -> Json:
    return {
        "ma": one.code,
        "ten": one.name,
        "truoc_ngay": one.day.isoformat(),
        "con_ngay": one.left,
        "qua_han": one.is_past,
    }


def _count(found: tuple[int, int]) -> Json:
    done, due = found
    return {"xong": done, "phai": due}


def _row(row: Row) -> Json:
    return {
        "to_chuc": row.body.code,
        "ten": row.body.state.name,
        "dac_thu": row.is_special,
        "truoc_ngay": row.deadline.day.isoformat() if row.deadline else None,
        "con_ngay": row.deadline.left if row.deadline else None,
        "cham": row.is_late,
        "xong": row.is_done,
        "moc": {m.value: _count(row.count(m)) for m in Milestone},
        "hop": {
            one.kind.value: {
                "ngay": one.day.isoformat() if one.day else None,
                "da_hop": one.held is not None,
            }
            for one in row.meetings
        },
        "thong_bao": row.told_on.isoformat() if row.told_on else None,
        "giay_to": {kind: day.isoformat() if day else None for kind, day in row.papers.items()},
        "con_viec": [_task(task, lines) for task, lines in row.groups()],
    }


def _task(task: Task, lines: Iterable[Line]) -> Json:
    return {
        "ma": task.code,
        "viec": task.words,
        "lenh": task.general,
        "doi_tuong": [line.candidate.label for line in lines],
    }


def _line(line: Line) -> Json:
    one, task, deadline = line.candidate, line.task, line.deadline
    return {
        "doi_tuong": one.label,
        "ho_so": one.dossier,
        "to_chuc": one.body.code,
        "phai_kiem_diem": one.verdict.reviewed,
        "da_phat_hanh": Milestone.ISSUED in line.passed,
        "da_nhan_lai": Milestone.RETURNED in line.passed,
        "da_xep_loai": Milestone.DECIDED in line.passed,
        "con_ngay": deadline.left if deadline else None,
        "trang_thai": line.state.step.value,
        "ten_trang_thai": STEP_NAMES[line.state.step],
        "cham": line.is_late,
        "moc": {m.value: m in line.passed for m in Milestone if m in line.needed},
        "con_cho": [wait.words for wait in line.state.waits],
        "viec_tiep": task.words if task else None,
        "lenh": task.command_for(one) if task else None,
    }


def lines(found: Board, *, detail: bool) -> Iterator[str]:
    """Yield the board as lines: what is due, then each organisation, the late ones first."""
    due = [line for line in found.in_order if line.candidate.verdict.reviewed]
    returned = sum(Milestone.RETURNED in line.passed for line in due)
    decided = sum(Milestone.DECIDED in line.passed for line in found.in_order)
    yield f"Phải kiểm điểm {len(due)}, đã nhận lại {returned}, đã có quyết định xếp loại {decided}."
    yield from _first_deadline(found)
    for one in found.deadlines:
        yield f"  Trước ngày {text.short_date(one.day)}: {one.name} ({days_left(one)})."
    for row in found.rows:
        yield from _row_lines(row, detail=detail)


def _first_deadline(found: Board) -> Iterator[str]:
    first = found.in_order[0].deadline if found.in_order else None
    if first is None:
        return
    if first.left < 0:
        yield f"Đã quá hạn {-first.left} ngày."
    elif first.left:
        yield f"Còn {first.left} ngày tới hạn."
    else:
        yield "Hôm nay là ngày hạn: phải xong trước hôm nay."


def days_left(one: Deadline) -> str:
    """Return how many days are left to a deadline, in words."""
    if one.left > 0:
        return f"còn {one.left} ngày"
    return f"quá {-one.left} ngày" if one.left else "đến hạn hôm nay"


def _row_lines(row: Row, *, detail: bool) -> Iterator[str]:
    mark = "CHẬM  " if row.is_late else "XONG  " if row.is_done else ""
    counts = [
        f"{MILESTONE_NAMES[m]} {done}/{due}"
        for m in Milestone
        for done, due in [row.count(m)]
        if due
    ]
    yield f"{mark}{row.body.code}  {row.body.state.name}: {', '.join(counts) or 'không có ai'}"
    own = row.deadline
    if row.is_special and own:
        yield f"    đơn vị đặc thù: trước ngày {text.short_date(own.day)} ({days_left(own)})"
    if words := meeting_words(row):
        yield f"    {words}"
    if detail:
        yield from (_detailed(line) for line in row.lines)
        return
    for task, concerned in row.groups():
        yield _group(task, concerned)


def _group(task: Task, concerned: tuple[Line, ...]) -> str:
    late = "chậm, " if any(line.is_late for line in concerned) else ""
    names = [line.candidate.label for line in concerned]
    words = f"    {late}{task.words} ({len(names)}): {text.listed(names, _SHOWN)}"
    command = task.general if len(names) > 1 else task.command_for(concerned[0].candidate)
    return f"{words} → {command}" if command else words


def _detailed(line: Line) -> str:
    late = "chậm, " if line.is_late else ""
    words = f"    {line.candidate.label}: {late}{STEP_NAMES[line.state.step]}"
    if line.task is None:
        return words
    why = f" ({line.task.why})" if line.task.why else ""
    command = line.task.command_for(line.candidate)
    return f"{words}; {line.task.words}{why}" + (f" → {command}" if command else "")
