"""An office's roster workbook: its sheets, its date, and the two tables together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hoso import text
from hoso.errors import Problem, UnreadableFileError
from hoso.model.roster import RosterSheet
from hoso.spreadsheet._grid import Cell, Grid, Ledger, Row, clean_grid, listed
from hoso.spreadsheet._headers import Header, find_header, key
from hoso.spreadsheet._members import read_members
from hoso.spreadsheet._open import open_workbook
from hoso.spreadsheet._organisations import read_organisations
from hoso.spreadsheet._synonyms import (
    GUIDE_SHEETS,
    MEMBER_COLUMNS,
    MEMBER_REQUIRED,
    MEMBER_SHEETS,
    ORGANISATION_COLUMNS,
    ORGANISATION_REQUIRED,
    ORGANISATION_SHEETS,
)
from hoso.spreadsheet._values import read_date

_DAY = re.compile(r"tinh den (?:het )?(?:ngay )?(.*)")
_LONG_DATE = re.compile(r"(\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_GUIDES = {key(name) for name in GUIDE_SHEETS}
_OPTIONAL = ("gender", "union_posts")  # their absence means blank, which a reader should know


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRead:
    """What was read of a roster file; `sheet` holds the good rows, None when there are none."""

    sheet: RosterSheet | None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read_roster(path: Path) -> RosterRead:
    """Return the organisations and members of an office's Excel file, with every bad row.

    Raises UnreadableFileError when the file, a sheet or a column that would have to be guessed
    is missing.
    """
    ledger = Ledger(path.name)
    grids = open_workbook(path)
    bodies = clean_grid(_sheet(grids, ORGANISATION_SHEETS, path), ledger)
    people = clean_grid(_sheet(grids, MEMBER_SHEETS, path), ledger)
    organisations = read_organisations(
        find_header(bodies, ORGANISATION_COLUMNS, ORGANISATION_REQUIRED, path=path), ledger
    )
    header = find_header(people, MEMBER_COLUMNS, MEMBER_REQUIRED, path=path)
    day = _day(header, people, ledger)
    members = read_members(header, organisations, day, ledger)
    _warn_of_unread(grids, (bodies, people), header, ledger)
    found = tuple(organisations.good.values())
    return RosterRead(
        sheet=RosterSheet(day=day, organisations=found, members=members) if found else None,
        problems=tuple(ledger.problems),
        warnings=tuple(ledger.warnings),
    )


def _sheet(grids: Sequence[Grid], names: Sequence[str], path: Path) -> Grid:
    keys = [key(name) for name in names]
    found = [grid for grid in grids if key(grid.title) in keys]
    if found:
        return min(found, key=lambda grid: keys.index(key(grid.title)))
    titles = [grid.title for grid in grids]
    raise UnreadableFileError(
        f"{path.name}: thiếu trang «{names[0]}». Các trang tìm thấy: {listed(titles)}. Hãy đổi tên "
        "trang cho đúng; «hoso roster template» tạo một tệp mẫu có đủ hai trang.",
        where=str(path),
    )


def _day(header: Header, people: Grid, ledger: Ledger) -> date | None:
    """Return the day of the line `Tính đến ngày …` above the table."""
    for row in header.above:
        for cell in row.filled:
            if match := _DAY.search(text.fold(text.squeeze(cell.text))):
                return _read_day(row, cell, match.group(1), ledger)
    ledger.warn(
        "X107", people, "Không có dòng «Tính đến ngày dd/mm/yyyy» phía trên bảng đảng viên."
    )
    return None


def _read_day(row: Row, cell: Cell, said: str, ledger: Ledger) -> date | None:
    label = "Tính đến ngày"
    if long := _LONG_DATE.search(said):
        said = "/".join(long.groups())
    if short := re.match(r"\S*\d", said.strip(" :")):
        return read_date(Cell(short.group(), row.number, cell.column, cell.sheet), label, ledger)
    beside = next((one for one in row.filled if one.column > cell.column), None)
    if beside is None:
        ledger.problem("X001", cell, "Chưa ghi danh sách «Tính đến ngày» nào. Hãy điền ngày.")
        return None
    return read_date(beside, label, ledger)


def _warn_of_unread(
    grids: Sequence[Grid], read: Sequence[Grid], header: Header, ledger: Ledger
) -> None:
    titles = {grid.title for grid in read}
    for grid in grids:
        if grid.title in titles or key(grid.title) in _GUIDES:
            continue
        if any(row.filled for row in grid):
            ledger.warn("X106", grid, "Trang này không được đọc.")
    for name in _OPTIONAL:
        if name not in header.columns:
            ledger.warn("X109", read[-1], f"Không có cột «{header.label(name)}»: coi như để trống.")
