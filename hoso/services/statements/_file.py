"""A file of statements: read against what was stated before, then taken over whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hoso import spreadsheet, text
from hoso.errors import Problem, QuestionError
from hoso.model.assessment import Statement
from hoso.services import discipline, discipline_sheet, refusals, rows
from hoso.services.statements import _away, _flat, _tasks
from hoso.services.statements._gathered import Blank, Gathered, Key
from hoso.services.statements._record import Change, Said, differs, drop, put, reader
from hoso.spreadsheet import SheetRead
from hoso.workspace import Act, Workspace

_YEAR_SAID = re.compile(r"\bnam (\d{4})\b")
_SPECIAL: Mapping[str, Callable[[Gathered, SheetRead], None]] = {
    _tasks.SHEET.name: _tasks.read,
    _away.LEAVE.name: _away.read_leave,
    _away.STAYS.name: _away.read_stays,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What a file says, before anything is written; `emptied` were stated and are blank now."""

    name: str
    year: int
    said: tuple[Said, ...]
    unchanged: int
    emptied: tuple[tuple[Blank, Statement], ...]
    disciplines: tuple[discipline.Wanted, ...]
    skipped: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What was written of a file."""

    changes: tuple[Change, ...]
    disciplines: discipline.Recorded
    hints: tuple[str, ...]


def read_file(
    ws: Workspace, path: Path, act: Act, *, year: int, accept_valid: bool = False
) -> Planned:
    """Return what a CSV or Excel file states of a year, against what was stated before.

    Raise RowsRefusedError listing every bad row unless `accept_valid`; UnreadableFileError for the
    file as a whole, QuestionError when it is of another year.
    """
    gathered = Gathered(ws=ws, file=path.name, year=year, on=act.on, values=reader(ws, year))
    book = spreadsheet.read_book(
        path, [*_flat.kinds(), _tasks.SHEET, _away.LEAVE, _away.STAYS, discipline_sheet.SHEET]
    )
    gathered.problems += book.problems
    gathered.warnings += book.warnings
    disciplines = [one for sheet in book.sheets for one in _read(gathered, sheet, act)]
    if not accept_valid:
        refusals.bad_rows(path, gathered.problems, may_skip=True)
    return _planned(gathered, disciplines)


def _read(gathered: Gathered, sheet: SheetRead, act: Act) -> Sequence[discipline.Wanted]:
    """Gather what one sheet says; return the decisions on discipline that it holds."""
    _require_year(gathered, sheet)
    if sheet.kind == discipline_sheet.SHEET.name:
        wanted, problems = discipline_sheet.read(
            gathered.ws, gathered.file, sheet, act, gathered.year
        )
        gathered.problems += problems
        return wanted
    special = _SPECIAL.get(sheet.kind)
    if special is None:
        _flat.read(gathered, sheet)
    else:
        special(gathered, sheet)
        gathered.warnings += rows.unread(gathered.file, sheet, sheet.columns)
    return ()


def _require_year(gathered: Gathered, sheet: SheetRead) -> None:
    said = {int(year) for line in sheet.above for year in _YEAR_SAID.findall(text.fold(line))}
    if said and gathered.year not in said:
        years = ", ".join(map(str, sorted(said)))
        raise QuestionError(
            f"{gathered.file}, trang «{sheet.title}» ghi năm {years}, lệnh nêu năm {gathered.year}. "
            "Hãy xem lại --year, hoặc sửa dòng tiêu đề của trang.",
            where=gathered.file,
        )


def _planned(gathered: Gathered, disciplines: Sequence[discipline.Wanted]) -> Planned:
    known = stated(gathered.ws, gathered.year)
    new = [one for key, one in gathered.said.items() if differs(one, known.get(key))]
    emptied = [
        (blank, known[key])
        for key, blank in gathered.blanks.items()
        if key in known and key not in gathered.said and blank.emptied(known[key])
    ]
    return Planned(
        name=gathered.file,
        year=gathered.year,
        said=tuple(new),
        unchanged=len(gathered.said) - len(new),
        emptied=tuple(emptied),
        disciplines=tuple(disciplines),
        skipped=tuple(gathered.problems),
        warnings=tuple(gathered.warnings),
    )


def stated(ws: Workspace, year: int) -> dict[Key, Statement]:
    """Return what was stated of a year, by stem of the subject's dossier and fact."""
    found = ws.catalogue.statements(year=year)
    return {(one.subject.dossier_stem, one.fact): one for one in found}


def save(ws: Workspace, planned: Planned, act: Act, *, unset_empty: bool = False) -> Imported:
    """Archive what a file states; facts whose cells were emptied go only with `unset_empty`."""
    edits = ws.edits()
    changes = [put(ws, edits, one, act, planned.year) for one in planned.said]
    if unset_empty:
        changes += [
            drop(ws, edits, old.subject, blank.info, planned.year) for blank, old in planned.emptied
        ]
    disciplines = discipline.stage(ws, edits, planned.disciplines, act)
    committed = ws.commit(edits.begun, act, f"nhập dữ kiện từ {planned.name}")
    return Imported(
        changes=tuple(one for one in changes if one is not None),
        disciplines=disciplines,
        hints=(*disciplines.hints, *committed.hints),
    )
