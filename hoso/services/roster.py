"""Roster in and out (danh sách tổ chức đảng, đảng viên)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hoso import profiles, rosters, spreadsheet, text
from hoso.errors import Problem, QuestionError, UnreadableFileError
from hoso.model.dossier import DossierCard, DossierKind
from hoso.model.roster import Organisation, OrganisationRoster, Roster
from hoso.rosters import RosterChange
from hoso.services import refusals
from hoso.services.subjects import Body, Person, people, within
from hoso.workspace import Act, Committed, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterImport:
    """What a roster file would change, or changed."""

    day: date
    change: RosterChange
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    organisations: tuple[OrganisationRoster, ...]  # the rosters that differ from the archive's


def preview(
    ws: Workspace,
    path: Path,
    *,
    on: date | None = None,
    left: Collection[str] = (),
    accept_valid: bool = False,
) -> RosterImport:
    """Return what importing `path` would change, as of `on` (else the file's own date)."""
    read = spreadsheet.read_roster(path)
    if not accept_valid:
        refusals.bad_rows(path, read.problems, may_skip=True)
    if read.sheet is None:
        raise UnreadableFileError(f"{path.name}: không có dòng nào đọc được.", where=str(path))
    day = _as_of(on or read.sheet.day, path)
    known = known_roster(ws)
    return RosterImport(
        day=day,
        change=rosters.compare(known, read.sheet, day),
        problems=read.problems,
        warnings=read.warnings,
        organisations=rosters.merge(known, read.sheet, day, left=left),
    )


def _as_of(day: date | None, path: Path) -> date:
    if day is None:
        raise QuestionError(
            f"{path.name} không ghi «Tính đến ngày …». Hãy ghi vào đầu bảng hoặc dùng --as-of.",
            where=str(path),
        )
    return day


def save(ws: Workspace, planned: RosterImport, act: Act) -> Committed:
    """Archive a previewed import: one dossier per organisation that changed."""
    edits = []
    for one in planned.organisations:
        edit = ws.edit(_card(one.organisation))
        edit.put_register("roster", one)
        edits.append(edit)
    reason = f"nhập danh sách tính đến {text.short_date(planned.day)}"
    return ws.commit(edits, act, reason) if edits else Committed()


def known_roster(ws: Workspace) -> Roster:
    """Return every roster of the archive joined; used only when a whole list is compared."""
    rows = ws.catalogue.dossiers(kind=DossierKind.ROSTER)
    found = [ws.snapshot(row.object_id).roster for row in rows]
    return rosters.join([roster for roster in found if roster is not None])


def _card(organisation: Organisation) -> DossierCard:
    state = organisation.states[-1]
    return DossierCard(
        code=f"ds-{organisation.code}",
        title=f"Danh sách đảng viên {state.name}",
        kind=DossierKind.ROSTER,
        organisation=organisation.code,
        retention=profiles.retention(DossierKind.ROSTER.value, state.kind),
        start=organisation.states[0].since,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterView:
    """Organisations and members on one day."""

    day: date
    bodies: tuple[Body, ...]
    people: tuple[Person, ...]


def show(ws: Workspace, on: date, org: str | None = None) -> RosterView:
    """Return who was where on `on`, in one organisation and those below it or in all."""
    bodies = within(ws, org, on)
    return RosterView(
        day=on,
        bodies=bodies,
        people=tuple(one for body in bodies for one in people(ws, body.code, on)),
    )


def template(path: Path) -> None:
    """Write an empty roster workbook for an office to fill in."""
    spreadsheet.write_roster_template(path)
