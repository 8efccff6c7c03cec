"""The board as an Excel file that a secretary can send."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hoso import spreadsheet, text
from hoso.services.board._board import Board, Line, Row
from hoso.services.board._milestones import MILESTONE_NAMES, Milestone
from hoso.services.meetings import KIND_NAMES, MeetingLine
from hoso.services.progress import STEP_NAMES
from hoso.spreadsheet import Sheet


# long: one line a thing of the workbook
def write(path: Path, found: Board) -> None:
    """Write the board: organisations, everybody with something left to do, all subjects, deadlines."""
    day = text.short_date(found.on)
    sheets = (
        Sheet(
            name="Tổ chức đảng",
            title=f"TIẾN ĐỘ KIỂM ĐIỂM NĂM {found.year}, ĐẾN NGÀY {day}",
            columns=(
                *("Mã", "Tổ chức đảng", "Tình hình", *_MILESTONES),
                *("Họp kiểm điểm tập thể", "Họp kiểm điểm cá nhân", "Trước ngày"),
            ),
            rows=tuple(_organisation(row) for row in found.rows),
        ),
        Sheet(
            name="Còn việc",
            title=f"CÒN VIỆC ĐẾN NGÀY {day}",
            columns=("Tổ chức đảng", "Đối tượng", "Việc tiếp theo", "Chi tiết", "Lệnh"),
            rows=tuple(_left(found)),
        ),
        Sheet(
            name="Từng đối tượng",
            title=f"TỪNG ĐỐI TƯỢNG, ĐẾN NGÀY {day}",
            columns=("Tổ chức đảng", "Đối tượng", "Số thẻ", "Trạng thái", *_MILESTONES, "Còn chờ"),
            rows=tuple(_subject(line) for line in found.in_order),
        ),
        Sheet(
            name="Thời hạn",
            title=f"THỜI HẠN CỦA NĂM {found.year}",
            columns=("Việc", "Trước ngày", "Còn (ngày)"),
            rows=tuple((one.name, one.day, one.left) for one in found.deadlines),
        ),
    )
    spreadsheet.write_tables(path, sheets)


_MILESTONES = tuple(name.capitalize() for name in MILESTONE_NAMES.values())


def _organisation(row: Row) -> tuple[object, ...]:
    mark = "Chậm" if row.is_late else "Xong" if row.is_done else "Đang làm"
    counts = [row.count(milestone) for milestone in Milestone]
    return (
        row.body.code,
        row.body.state.name,
        mark,
        *(f"{done}/{due}" if due else "–" for done, due in counts),
        *(_short(row, one) for one in row.meetings),
        row.deadline.day if row.deadline else None,
    )


def _short(row: Row, one: MeetingLine) -> str:
    if one.day is None:
        return "chưa định"
    state = "đã họp" if one.held else "quá ngày" if one in row.missed else "định"
    return f"{state} {text.short_date(one.day)}"


def meeting_words(row: Row) -> str:
    """Return when an organisation met or is to meet, in words, "" when nothing is known."""
    return "; ".join(_meetings(row))


def _meetings(row: Row) -> Iterator[str]:
    for one in row.meetings:
        what = f"kiểm điểm {KIND_NAMES[one.kind]}"
        if one.held:
            yield f"{what} đã họp ngày {text.short_date(one.held.day)}"
        elif one.planned:
            day = text.short_date(one.planned.day)
            late = ", chưa ghi là đã họp" if one in row.missed else ""
            yield f"{what} định họp ngày {day}{late}"


def _left(found: Board) -> Iterator[tuple[object, ...]]:
    for row in found.rows:
        for task, lines in row.groups():
            for line in lines:
                own = line.task or task
                yield (
                    row.body.state.name,
                    line.candidate.label,
                    own.words,
                    own.why,
                    own.command_for(line.candidate),
                )


def _subject(line: Line) -> tuple[object, ...]:
    one = line.candidate
    marks = ["" if m not in line.needed else "x" if m in line.passed else "chưa" for m in Milestone]
    return (
        one.body.state.name,
        one.label,
        one.person.card if one.person else "",
        STEP_NAMES[line.state.step],
        *marks,
        "; ".join(wait.words for wait in line.state.waits),
    )
