"""Reminders of work left: forms, levels, papers owed to the level above, remedies, dossiers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from hoso import rules
from hoso.model.procedure import GroundKind
from hoso.model.profile import Regime
from hoso.services import plan
from hoso.services.board import DOSSIER, REPORT, Board, Deadline, Line, Row, Task
from hoso.services.reminders._reminder import Reminder
from hoso.workspace import Workspace

# Tasks about forms: due before the meeting, when its day is known.
_FORMS = frozenset({"PHAT_HANH", "NOP"})
_MEETING = "HOP_"
# What follows a decision has no day of its own.
_AFTERWARDS = frozenset({"THONG_BAO", "KE_HOACH", "THIEU_KIEM_DIEM"})
_CHECKED_ON = "ho_so.ngay_kiem_tra"  # the stated fact: when members' dossiers were last checked


@dataclass(frozen=True, slots=True)
class Work:
    """What the work left on a board reminds of."""

    ws: Workspace
    board: Board
    regime: Regime

    def of(self, row: Row) -> Iterator[Reminder]:
        """Yield what is left to be done in one organisation."""
        for task, lines in row.groups():
            if not task.waiting and not (task.code.startswith(_MEETING) and _planned(row, task)):
                yield self._task(row, task, lines)

    def _task(self, row: Row, task: Task, lines: tuple[Line, ...]) -> Reminder:
        until = self._until(row, task, lines)
        command = task.general if len(lines) > 1 else task.command_for(lines[0].candidate)
        if task.code.startswith(_MEETING):
            kind = task.code.removeprefix(_MEETING).lower()
            command = f"hoso campaign meeting --org {row.body.code} --kind {kind} --day NGÀY"
        return Reminder(
            code=task.code,
            words=task.words,
            on=self.board.on,
            body=row.body,
            names=tuple(line.candidate.label for line in lines),
            until=until,
            before=True,
            command=command,
        )

    def _until(self, row: Row, task: Task, lines: tuple[Line, ...]) -> date | None:
        if task.code in _AFTERWARDS:
            return None
        demanded = [
            wait.deadline
            for line in lines
            for wait in line.state.waits
            if wait.kind is GroundKind.REVIEW_AGAIN and wait.deadline
        ]
        if task.code == "KIEM_DIEM_LAI" and demanded:
            return min(demanded)
        ahead = [m.day for m in row.meetings if m.day and not m.held and m.day >= self.board.on]
        if task.code in _FORMS and ahead:
            return min(ahead)
        return row.deadline.day if row.deadline else None

    def owed(self, row: Row) -> Iterator[Reminder]:
        """Yield the papers that an organisation owes the level above."""
        found: tuple[tuple[str, Deadline | None], ...] = (
            (REPORT, self.board.report),
            (DOSSIER, self.board.dossier),
        )
        for kind, deadline in found:
            if deadline and row.papers[kind] is None:
                yield Reminder(
                    code=deadline.code.upper(),
                    words=deadline.name,
                    on=self.board.on,
                    body=row.body,
                    until=deadline.day,
                    before=True,
                    command=f"hoso generate {kind} --year {self.board.year} --org {row.body.code}",
                )

    def remedies(self, org: str | None) -> Iterator[Reminder]:
        """Yield the items of remedy plans of any year that have a day and are not done."""
        names = {row.body.code: row.body for row in self.board.rows}
        for line in plan.listing(self.ws, plan.Shown(org=org), self.board.on):
            item = line.item
            if item.deadline and line.is_open:
                yield Reminder(
                    code="KHAC_PHUC",
                    words=f"khắc phục {item.shortcoming}: {item.measure}",
                    on=self.board.on,
                    body=names.get(item.subject.organisation),
                    names=(item.owner,) if item.owner else (),
                    until=item.deadline,
                    command=f"hoso plan set {item.code} --status da_khac_phuc --verified-by TÊN",
                    key=item.code,
                )

    # long: one line a field
    def dossiers(self) -> Iterator[Reminder]:
        """Yield when members' dossiers are to be checked again, by the rule of the regime.

        Where nobody ever wrote a check down, one reminder names all organisations.
        """
        rule = next((r for r in self.regime.rules if _CHECKED_ON in r.needs), None)
        if rule is None or "thang" not in rule.parameters:
            return
        months, checked = int(str(rule.parameters["thang"])), self._checked()
        plain = Reminder(
            code="KIEM_TRA_HO_SO",
            words=f"kiểm tra hồ sơ đảng viên, {months} tháng một lần",
            on=self.board.on,
            command="hoso dossiers reconcile --record --org MÃ",
            reference=rule.reference,
        )
        never = []
        for row in self.board.rows:
            code = row.body.code
            if last := checked.get(code):
                command, until = plain.command.replace("MÃ", code), rules.months_after(last, months)
                yield replace(plain, body=row.body, until=until, command=command)
            elif row.members:
                never.append(row.body.state.name)
        if never:
            yield replace(plain, words=f"{plain.words}; chưa ghi lần nào", names=tuple(never))

    def _checked(self) -> dict[str, date]:
        """Return when each organisation's dossiers were last checked, as stated this year or last."""
        found: dict[str, date] = {}
        for year in (self.board.year - 1, self.board.year):
            for one in self.ws.catalogue.statements(year=year):
                if one.fact == _CHECKED_ON:
                    day = date.fromisoformat(str(one.value))
                    code = one.subject.organisation
                    found[code] = max(found.get(code, day), day)
        return found


def _planned(row: Row, task: Task) -> bool:
    """Return whether the meeting that a task misses has its day already."""
    kind = task.code.removeprefix(_MEETING).lower()
    return any(one.planned and one.kind.value == kind for one in row.meetings)
