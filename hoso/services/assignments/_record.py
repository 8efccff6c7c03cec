"""Recording who is sent where: one by one, or from a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from hoso import spreadsheet, text
from hoso.errors import HosoError, NotFoundError, Problem, QuestionError
from hoso.model.oversight import Assignment, Role
from hoso.model.review import SubjectKind
from hoso.model.roster import PostSide
from hoso.services import meetings, refusals
from hoso.services.assignments._listing import ROLE_NAMES, listing
from hoso.services.subjects import (
    Body,
    Officer,
    Person,
    body,
    codes_within,
    collective_card,
    officers,
    person,
)
from hoso.spreadsheet import TableRow
from hoso.workspace import Act, Committed, Edits, Workspace

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "to_chuc": ("to_chuc", "Tổ chức đảng", "Tổ chức", "Mã tổ chức", "Nơi dự"),
    "so_the": ("so_the", "Số thẻ đảng viên", "Số thẻ"),
    "nguoi_du": ("nguoi_du", "Người dự", "Cấp ủy viên dự, chỉ đạo", "Cấp ủy viên", "Họ và tên"),
    "vai_tro": ("vai_tro", "Vai trò"),
    "ngay": ("ngay", "Ngày kiểm điểm", "Ngày họp"),
    "noi_dung": ("noi_dung", "Nội dung cần quan tâm", "Nội dung"),
}
_REQUIRED = ("to_chuc",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One assignment to be recorded: where, whom, as what; `day` plans the collective's meeting."""

    organisation: Body
    committee: Body
    whom: Person
    title: str
    role: Role = Role.ATTENDS
    task: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """What was recorded, meetings that moved, and what does not fit with the other assignments."""

    entries: tuple[Assignment, ...]
    moved: tuple[str, ...]
    clashes: tuple[Problem, ...]
    committed: Committed


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody is sent, by whose committee, and who sits on that committee."""

    organisation: Body
    committee: Body
    sitting: tuple[Officer, ...]

    @classmethod
    def of(cls, ws: Workspace, wanted: str, committee: str | None, on: date) -> Place:
        """Return the place; the committee is the one directly above unless it is named."""
        found = body(ws, wanted, on)
        above = committee or found.state.parent
        if above is None:
            raise QuestionError(
                f"«{found.state.name}» không có cấp trên trong danh sách nên chưa rõ cấp ủy nào phân "
                "công. Hãy nêu bằng --committee, hoặc nhập thêm danh sách.",
                where=found.code,
            )
        whose = body(ws, above, on)
        if found.code == whose.code or found.code not in (codes_within(ws, whose.code, on) or ()):
            raise NotFoundError(
                f"«{found.state.name}» không trực thuộc «{whose.state.name}».", where=found.code
            )
        return cls(organisation=found, committee=whose, sitting=officers(ws, whose, on))

    def wanted(self, ws: Workspace, named: str, on: date) -> Wanted:
        """Return the assignment of somebody named by card, or by name with or without the post."""
        name = text.squeeze(named.partition(",")[0])
        keys = {text.tone_key(name), name.lower().removeprefix("dv-")}
        same = [
            one
            for one in self.sitting
            if {text.tone_key(one.person.state.full_name), one.person.card} & keys
        ]
        # Who of many with one name is meant is clear when only one of them sits on the committee.
        cards = {one.person.card for one in same}
        whom = same[0].person if len(cards) == 1 else person(ws, name, on)
        title = next((one.title for one in self.sitting if one.person.card == whom.card), "")
        return Wanted(
            organisation=self.organisation,
            committee=self.committee,
            whom=whom,
            title=title or whom.state.posts_on(PostSide.PARTY),
        )


def assign(ws: Workspace, wanted: Sequence[Wanted], act: Act, *, year: int) -> Assigned:
    """Archive assignments in the dossier of the committee that decides, one version each."""
    edits = ws.edits()
    moved = tuple(words for one in wanted if (words := _meeting(edits, one, year)))
    entries = []
    for one in wanted:
        entry = _entry(ws, one, act, year)
        edit = edits.of(collective_card(one.committee, year))
        edit.upsert("assignments", entry, "organisation", "card", "role")
        entries.append(entry)
    committed = ws.commit(edits.begun, act, f"phân công dự kiểm điểm năm {year}")
    return Assigned(
        entries=tuple(entries),
        moved=moved,
        clashes=_concerning(ws, entries, year, act.on),
        committed=committed,
    )


def _entry(ws: Workspace, one: Wanted, act: Act, year: int) -> Assignment:
    return Assignment(
        year=year,
        committee=one.committee.code,
        organisation=one.organisation.code,
        card=one.whom.card,
        name=one.whom.state.full_name,
        title=one.title,
        role=one.role,
        task=one.task,
        by=ws.actor(act),
        day=act.on,
    )


def _meeting(edits: Edits, one: Wanted, year: int) -> str:
    """Plan the collective's meeting on the day that is given; return the notice when it moves."""
    if one.day is None:
        return ""
    edit = edits.of(collective_card(one.organisation, year))
    before = [
        m
        for m in edit.register("planned_meetings")
        if m.subject_kind is SubjectKind.COLLECTIVE and m.day != one.day
    ]
    wanted = meetings.Wanted(
        organisation=one.organisation, year=year, kind=SubjectKind.COLLECTIVE, day=one.day
    )
    meetings.plan(edit, wanted)
    if not before:
        return ""
    days = f"từ {text.short_date(before[0].day)} sang {text.short_date(one.day)}"
    return f"{one.organisation.state.name}: lịch kiểm điểm tập thể chuyển {days}."


def _concerning(
    ws: Workspace, entries: Iterable[Assignment], year: int, on: date
) -> tuple[Problem, ...]:
    """Return the clashes that somebody just assigned is part of."""
    new = list(entries)
    committees = dict.fromkeys(one.committee for one in new)
    found = (p for code in committees for p in listing(ws, year, code, on).clashes)
    names = {one.card for one in new} | {one.organisation for one in new}
    return tuple(dict.fromkeys(problem for problem in found if problem.where in names))


def remove(ws: Workspace, place: Place, whom: Person, act: Act, *, year: int) -> Committed:
    """Take back all assignments of one member to one organisation; NotFoundError when none."""
    edit = ws.edit(collective_card(place.committee, year))
    before: tuple[Assignment, ...] = edit.register("assignments")
    code = place.organisation.code
    kept = tuple(one for one in before if (one.organisation, one.card) != (code, whom.card))
    if len(kept) == len(before):
        raise NotFoundError(
            f"{whom.state.full_name} không được phân công ở {place.organisation.state.name} năm "
            f"{year}. Xem «hoso campaign assignments {year}».",
            where=code,
        )
    edit.put_register("assignments", kept)
    return ws.commit([edit], act, f"thôi phân công {whom.state.full_name} ở {code}")


def read(ws: Workspace, path: Path, *, committee: str | None, on: date) -> tuple[Wanted, ...]:
    """Return the assignments of a CSV or Excel file; raise RowsRefusedError listing every bad row."""
    table = spreadsheet.read_table(path, COLUMNS, required=_REQUIRED)
    problems: list[Problem] = [*table.problems]
    wanted: list[Wanted] = []
    for row in table.rows:
        where = f"{path.name}: dòng {row.row}"
        try:
            wanted.append(_row(ws, row, committee, on))
        except (ValueError, HosoError) as error:
            problems.append(Problem(code="X001", where=where, message=f"{where}: {error}"))
    refusals.bad_rows(path, problems)
    return tuple(wanted)


def _row(ws: Workspace, row: TableRow, committee: str | None, on: date) -> Wanted:
    values = row.values
    named = values.get("so_the") or values.get("nguoi_du")
    if not values.get("to_chuc") or not named:
        raise ValueError("thiếu tổ chức đảng, hoặc người dự (tên hay số thẻ).")
    place = Place.of(ws, values["to_chuc"], committee, on)
    said, day = values.get("ngay", ""), text.parse_date(values.get("ngay", ""))
    if said and day is None:
        raise ValueError(f"ngày «{said}» không phải ngày dd/mm/yyyy.")
    role = _role(values.get("vai_tro", ""))
    found = place.wanted(ws, named, on)
    return replace(found, role=role, task=values.get("noi_dung", ""), day=day)


def _role(said: str) -> Role:
    for role, name in ROLE_NAMES.items():
        if text.fold(said) in {role.value, text.fold(name), ""}:
            return role
    listed = ", ".join(f"{role.value} ({name})" for role, name in ROLE_NAMES.items())
    raise ValueError(f"không có vai trò «{said}»; các vai trò: {listed}.")
