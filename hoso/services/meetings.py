"""Review meetings: planned, and held with or without minutes of this program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hoso import text
from hoso.errors import RulesBrokenError
from hoso.model import base
from hoso.model.assessment import Statement
from hoso.model.oversight import PlannedMeeting
from hoso.model.review import Meeting, SubjectKind
from hoso.services.subjects import Body, collective_card, within
from hoso.workspace import Act, Committed, DossierEdit, Workspace

DRAFT_SENT = "du_thao.ngay_gui"  # the stated fact: when the draft went to those who attend
KIND_NAMES: Mapping[SubjectKind, str] = {
    SubjectKind.COLLECTIVE: "tập thể",
    SubjectKind.PERSON: "cá nhân",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Who was called and came to a meeting; each absent one with the reason, «tên: lý do»."""

    convened: int
    present: int
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A meeting to be recorded: as planned, or, with `attendance`, as held.

    A text left empty keeps what the plan says. `draft_sent` is when the draft report went to those
    who attend.
    """

    organisation: Body
    year: int
    kind: SubjectKind
    day: date
    time: str = ""
    place: str = ""
    chair: str = ""
    draft_sent: date | None = None
    attendance: Attendance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was recorded, and the day that the plan named before, if it was another one."""

    meeting: PlannedMeeting | Meeting
    moved_from: date | None
    committed: Committed


def record(ws: Workspace, wanted: Wanted, act: Act) -> Recorded:
    """Archive a meeting; raise RulesBrokenError when its figures do not fit, or minutes speak of it."""
    edit = ws.edit(collective_card(wanted.organisation, wanted.year))
    before = _planned(edit, wanted.kind)
    meeting: PlannedMeeting | Meeting
    if wanted.attendance:
        meeting = _held(wanted, wanted.attendance)
        _require_no_minutes(edit, meeting)
        put(edit, meeting)
    else:
        meeting = plan(edit, wanted)
    if wanted.draft_sent:
        edit.upsert("statements", _sent(ws, wanted, wanted.draft_sent, act), "subject", "fact")
    done = "ghi hội nghị đã họp" if wanted.attendance else "ghi lịch họp"
    committed = ws.commit([edit], act, f"{done} kiểm điểm {KIND_NAMES[wanted.kind]}")
    moved = before.day if before and before.day != wanted.day else None
    return Recorded(meeting=meeting, moved_from=moved, committed=committed)


def plan(edit: DossierEdit, wanted: Wanted, document: str = "") -> PlannedMeeting:
    """Put a planned meeting into the register of its organisation's dossier, and return it."""
    before = _planned(edit, wanted.kind)
    fresh = PlannedMeeting(
        organisation=wanted.organisation.code,
        year=wanted.year,
        subject_kind=wanted.kind,
        day=wanted.day,
    )
    said = {
        "time": wanted.time,
        "place": wanted.place,
        "chair": wanted.chair,
        "document": document,
    }
    changes = {name: value for name, value in said.items() if value}
    planned = base.replaced(before or fresh, day=wanted.day, **changes)
    edit.upsert("planned_meetings", planned, "subject_kind")
    return planned


def put(edit: DossierEdit, held: Meeting) -> None:
    """Put a meeting that was held into the register; there is one of each kind a year."""
    edit.upsert("meetings", held, "subject_kind")


def _sent(ws: Workspace, wanted: Wanted, day: date, act: Act) -> Statement:
    return Statement(
        subject=wanted.organisation.subject,
        year=wanted.year,
        fact=DRAFT_SENT,
        value=day.isoformat(),
        by=ws.actor(act),
        day=act.on,
    )


def _planned(edit: DossierEdit, kind: SubjectKind) -> PlannedMeeting | None:
    found: Iterable[PlannedMeeting] = edit.register("planned_meetings")
    return next((one for one in found if one.subject_kind is kind), None)


def _held(wanted: Wanted, came: Attendance) -> Meeting:
    missing = came.convened - came.present
    if missing != len(came.absent):
        raise RulesBrokenError(
            f"{wanted.organisation.state.name}: triệu tập {came.convened}, có mặt {came.present} thì "
            f"vắng {missing}, mà nêu tên {len(came.absent)} người vắng. Hãy nêu từng người vắng bằng "
            '--absent "Họ tên: lý do".',
            where=wanted.organisation.code,
        )
    return Meeting(
        organisation=wanted.organisation.code,
        year=wanted.year,
        subject_kind=wanted.kind,
        day=wanted.day,
        convened=came.convened,
        present=came.present,
        absent=came.absent,
        place=wanted.place,
        chair=wanted.chair,
    )


def _require_no_minutes(edit: DossierEdit, held: Meeting) -> None:
    found: Iterable[Meeting] = edit.register("meetings")
    same = next((one for one in found if one.subject_kind is held.subject_kind), None)
    if same and same.document:
        raise RulesBrokenError(
            f"Hội nghị này đã có biên bản trong kho ({same.document}, ngày "
            f"{text.short_date(same.day)}). Muốn sửa thì lập lại biên bản bằng «hoso generate».",
            where=same.document,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """One kind of review meeting of one organisation: planned, held, or both."""

    body: Body
    kind: SubjectKind
    planned: PlannedMeeting | None
    held: Meeting | None

    @property
    def day(self) -> date | None:
        """Return the day it was held, else is to be held."""
        known = self.held or self.planned
        return known.day if known else None


def listing(ws: Workspace, year: int, org: str | None, on: date) -> tuple[MeetingLine, ...]:
    """Return both review meetings of every organisation, lower before upper."""
    known = Calendar.of(ws, year)
    return tuple(known.line(body, kind) for body in within(ws, org, on) for kind in SubjectKind)


@dataclass(frozen=True, slots=True)
class Calendar:
    """All meetings of a year, read once: (organisation, kind) → planned, held."""

    planned: Mapping[tuple[str, SubjectKind], PlannedMeeting]
    held: Mapping[tuple[str, SubjectKind], Meeting]

    @classmethod
    def of(cls, ws: Workspace, year: int, organisation: str | None = None) -> Calendar:
        """Return the meetings of a year, of one organisation or all."""
        wanted = ws.catalogue.planned_meetings(year=year, organisation=organisation)
        held = ws.catalogue.meetings(year=year, organisation=organisation)
        return cls(
            planned={(one.organisation, one.subject_kind): one for one in wanted},
            held={(one.organisation, one.subject_kind): one for one in reversed(held)},
        )

    def line(self, body: Body, kind: SubjectKind) -> MeetingLine:
        """Return what is known of one meeting."""
        key = body.code, kind
        return MeetingLine(
            body=body, kind=kind, planned=self.planned.get(key), held=self.held.get(key)
        )

    def days(self, organisation: str) -> dict[SubjectKind, date]:
        """Return the days on which an organisation meets, as held, else as planned."""
        found = {kind: self.held.get((organisation, kind)) for kind in SubjectKind}
        plans = {kind: self.planned.get((organisation, kind)) for kind in SubjectKind}
        return {kind: one.day for kind in SubjectKind if (one := found[kind] or plans[kind])}
