"""Reminders of meetings: when they are, drafts to be sent before, those of which nothing is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hoso import text
from hoso.model.calendar import Holidays
from hoso.model.profile import Regime
from hoso.model.review import SubjectKind
from hoso.services.board import Board, Row
from hoso.services.meetings import DRAFT_SENT, KIND_NAMES, MeetingLine
from hoso.services.reminders._reminder import Reminder

_DAYS_BEFORE = "ngay_gui_du_thao"  # parameter of a regime: working days before the meeting
_WORKING_DAYS = "hop.ngay_bao_truoc"  # the fact that its rule asks for


@dataclass(frozen=True, slots=True)
class Meetings:
    """What the meetings of a board remind of."""

    board: Board
    regime: Regime
    holidays: Holidays

    def of(self, row: Row) -> Iterator[Reminder]:
        """Yield what the two meetings of one organisation remind of."""
        for one in row.meetings:
            if one.held:
                continue
            if one.planned is None:
                continue
            yield self._meeting(row, one, one.planned.day)
            if one.kind is SubjectKind.COLLECTIVE and DRAFT_SENT not in row.stated:
                yield from self._draft(row, one.planned.day)

    def _meeting(self, row: Row, one: MeetingLine, day: date) -> Reminder:
        kind, planned = one.kind, one.planned
        missed = one in row.missed
        words = f"họp kiểm điểm {KIND_NAMES[kind]}" + (", chưa ghi là đã họp" if missed else "")
        return Reminder(
            code="HOP_QUA" if missed else "HOP",
            words=words,
            on=self.board.on,
            body=row.body,
            until=day,
            command=f"hoso generate bien_ban_{kind.value} --year {self.board.year} --org "
            f"{row.body.code} --data TỆP.toml",
            key=kind.value,
            time=planned.time if planned else "",
            place=planned.place if planned else "",
        )

    def _draft(self, row: Row, meeting: date) -> Iterator[Reminder]:
        ahead = self.regime.parameters.get(_DAYS_BEFORE)
        if not isinstance(ahead, int) or isinstance(ahead, bool) or meeting < self.board.on:
            return
        found = self.holidays.before(meeting, ahead)
        rule = next((r for r in self.regime.rules if _WORKING_DAYS in r.needs), None)
        yield Reminder(
            code="DU_THAO",
            words=f"gửi dự thảo báo cáo đến người dự, ít nhất {ahead} ngày làm việc trước hội nghị "
            f"ngày {text.short_date(meeting)}",
            on=self.board.on,
            body=row.body,
            until=found.day,
            command=f"hoso facts set {DRAFT_SENT}=NGÀY --year {self.board.year} --org "
            f"{row.body.code}",
            reference=rule.reference if rule else "",
            sure=found.sure,
        )
