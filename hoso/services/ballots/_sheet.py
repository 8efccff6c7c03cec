"""Sheets to count on, or for a participating body to fill in, with the candidates ready."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hoso import spreadsheet
from hoso.errors import NotFoundError
from hoso.model.review import BallotKind, BodyRole, SubjectKind
from hoso.services.ballots._candidates import (
    Reviewed,
    collectives,
    everybody,
    persons,
    second_round,
)
from hoso.services.subjects import Body, body
from hoso.spreadsheet import FormSheet
from hoso.workspace import Workspace

_KINDS = {None: BallotKind.LEVELS, 1: BallotKind.BELOW, 2: BallotKind.AGREE}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetWanted:
    """Which sheet: whose vote, of which year, which of two rounds (None: there is one), who fills it.

    A participating body gets a sheet for its proposals, unless a `round` asks for a counting sheet.
    """

    org: str
    year: int
    round: int | None = None
    participant: str = ""
    role: BodyRole | None = None


def template(ws: Workspace, path: Path, wanted: SheetWanted, on: date) -> int:
    """Write the sheet and return how many candidates it has; NotFoundError when there are none."""
    whose = body(ws, wanted.org, on)
    rows = [_row(one) for one in _candidates(ws, whose, wanted, on)]
    if not rows:
        raise NotFoundError(_nobody(whose, wanted), where=whose.code)
    spreadsheet.write_forms(path, [_form(ws, whose, wanted, rows)])
    return len(rows)


def _nobody(whose: Body, wanted: SheetWanted) -> str:
    said = f"{whose.code}: chưa có ai trong danh sách bỏ phiếu"
    if _KINDS[wanted.round] is not BallotKind.AGREE:
        return f"{said}."
    return (
        f"{said}; vòng 2 cần kết quả vòng 1 và tỷ lệ phiếu thông qua (nguong_phieu), hoặc mức đề xuất "
        "hoàn thành tốt («hoso ratings set --stage de_xuat»)."
    )


def _candidates(ws: Workspace, whose: Body, wanted: SheetWanted, on: date) -> Iterator[Reviewed]:
    if _KINDS[wanted.round] is BallotKind.AGREE:
        yield from second_round(ws, whose, wanted.year, on)
        return
    yield from collectives(ws, whose, on)
    if wanted.participant and wanted.round is None:
        yield from everybody(ws, whose, wanted.year, on)
    else:
        yield from persons(ws, whose, wanted.year, on)


def _row(one: Reviewed) -> tuple[str, str]:
    return one.name, one.subject.card or one.subject.organisation


def _form(
    ws: Workspace, whose: Body, wanted: SheetWanted, rows: list[tuple[str, str]]
) -> FormSheet:
    known: dict[str, object] = {
        "organisation": whose.code,
        "participant": wanted.participant or None,
        "role": spreadsheet.role_name(wanted.role) if wanted.role else None,
    }
    if wanted.participant and wanted.round is None:
        return spreadsheet.opinion_form(whose.state.name, known, rows)
    if not wanted.participant:
        known |= _meeting(ws, whose, wanted.year)
    kind = _KINDS[wanted.round]
    known["round"] = wanted.round or 1
    return spreadsheet.ballot_form(whose.state.name, kind, known, rows)


def _meeting(ws: Workspace, whose: Body, year: int) -> dict[str, object]:
    """Return day and attendance of the meeting that reviewed persons, as its minutes say."""
    held = ws.catalogue.meetings(year=year, organisation=whose.code)
    found = [one for one in held if one.subject_kind is SubjectKind.PERSON]
    if not found:
        return {}
    last = max(found, key=lambda one: one.day)
    return {
        "day": last.day,
        "convened": last.convened,
        "present": last.present,
        "absent": len(last.absent),
    }
