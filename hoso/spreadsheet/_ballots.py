"""Counting sheets (kết quả kiểm phiếu): one sheet an organisation, every figure with its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from hoso import text
from hoso.errors import Problem, RowsRefusedError
from hoso.model.review import Level
from hoso.spreadsheet._grid import Cell, Grid, Ledger, Row, clean_grid
from hoso.spreadsheet._headers import Header, find_header, key
from hoso.spreadsheet._open import open_workbook, refused
from hoso.spreadsheet._synonyms import BALLOT_COLUMNS, BALLOT_LABELS, BALLOT_REQUIRED, TOTAL_ROW
from hoso.spreadsheet._values import (
    read_card,
    read_date,
    read_text,
    read_whole,
    required_text,
    split_list,
)

T = TypeVar("T")

_SHEET_NAMES_NOTHING = ("sheet", "trang", "kiemphieu")


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """A value and the cell it stands in, for messages: `kq.xlsx, trang «CB 1», ô B4`."""

    value: T
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotRow:
    """One candidate's counts; a blank count is 0."""

    row: int
    name: Placed[str]
    card: Placed[str]  # or a collective's code as written; empty when the sheet gives none
    votes: Mapping[Level, Placed[int]]
    unrated: Placed[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotSheet:
    """Biên bản kiểm phiếu as figures: one sheet of a workbook."""

    title: str
    organisation: Placed[str]  # as written: a code or a name
    meeting: Placed[str]
    day: Placed[date]
    round: Placed[int]
    convened: Placed[int]
    present: Placed[int]
    issued: Placed[int]
    returned: Placed[int]
    valid: Placed[int]
    invalid: Placed[int]
    tellers: Placed[tuple[str, ...]]  # head first
    rows: tuple[BallotRow, ...]
    warnings: tuple[Problem, ...] = ()  # the rows that were not read


def read_ballots(path: Path) -> tuple[BallotSheet, ...]:
    """Return the counting sheets of a workbook; sums and persons are for others to check.

    Raises UnreadableFileError for a file without such sheets or columns, RowsRefusedError
    naming every cell that is no date or no whole number.
    """
    grids = [grid for grid in open_workbook(path) if any(row.filled for row in grid)]
    read = [_read_sheet(grid, path, Ledger(path.name)) for grid in grids]
    if problems := [problem for _, found in read for problem in found]:
        raise RowsRefusedError(
            f"{path.name}: {len(problems)} ô cần sửa, chưa ghi gì.",
            where=str(path),
            problems=problems,
        )
    return tuple(sheet for sheet, _ in read)


def _read_sheet(grid: Grid, path: Path, ledger: Ledger) -> tuple[BallotSheet, Sequence[Problem]]:
    grid = clean_grid(grid, ledger)
    header = find_header(grid, BALLOT_COLUMNS, BALLOT_REQUIRED, path=path)
    cells = _labelled(header.above)
    if missing := [
        names[0]
        for name, names in BALLOT_LABELS.items()
        if name not in cells and name not in ("organisation", "round", "tellers", "meeting")
    ]:
        raise refused(
            path,
            f"trang «{grid.title}» thiếu dòng {', '.join(f'«{one}»' for one in missing)} phía trên "
            "bảng. Hãy thêm dòng có tên ở một ô và giá trị ở ô bên phải.",
        )
    head = _Head(cells, Cell(None, 0, 0, grid.title), ledger)
    return _assemble(grid, head, _rows(header, ledger)), ledger.problems


def _assemble(grid: Grid, head: _Head, rows: tuple[BallotRow, ...]) -> BallotSheet:
    return BallotSheet(
        title=grid.title,
        organisation=head.organisation(grid),
        meeting=head.words("meeting"),
        day=head.day(),
        round=head.number("round", blank=1),
        convened=head.number("convened"),
        present=head.number("present"),
        issued=head.number("issued"),
        returned=head.number("returned"),
        valid=head.number("valid"),
        invalid=head.number("invalid"),
        tellers=head.names("tellers"),
        rows=rows,
        warnings=tuple(head.ledger.warnings),
    )


@dataclass(frozen=True, slots=True)
class _Head:
    """The label and value rows above the table."""

    cells: Mapping[str, Cell]
    nowhere: Cell
    ledger: Ledger

    def cell(self, name: str) -> Cell:
        return self.cells.get(name, self.nowhere)

    def place(self, name: str) -> str:
        return f"{self.ledger.file}, {self.cell(name).place}"

    def words(self, name: str) -> Placed[str]:
        return Placed(read_text(self.cell(name), self.ledger), self.place(name))

    def names(self, name: str) -> Placed[tuple[str, ...]]:
        return Placed(split_list(self.cell(name).text), self.place(name))

    def number(self, name: str, *, blank: int | None = None) -> Placed[int]:
        label = BALLOT_LABELS[name][0]
        value = read_whole(self.cell(name), label, self.ledger, blank=blank)
        return Placed(value or 0, self.place(name))

    def day(self) -> Placed[date]:
        cell, label = self.cell("day"), BALLOT_LABELS["day"][0]
        required_text(cell, label, self.ledger)
        found = None if cell.is_blank or cell.fault else read_date(cell, label, self.ledger)
        return Placed(found or date.min, self.place("day"))

    def organisation(self, grid: Grid) -> Placed[str]:
        said = self.words("organisation")
        if said.value:
            return said
        title = text.squeeze(grid.title)
        if key(title).startswith(_SHEET_NAMES_NOTHING):
            self.ledger.problem(
                "X001",
                self.nowhere,
                f"Không biết trang «{title}» là của tổ chức nào. Hãy thêm dòng «Tổ chức» hoặc đặt "
                "tên trang theo tổ chức.",
            )
        return Placed(title, grid.place)


def _labelled(rows: Sequence[Row]) -> dict[str, Cell]:
    """Return the cell to the right of each known label; the label may end in a colon."""
    known = {key(name): field for field, names in BALLOT_LABELS.items() for name in names}
    found: dict[str, Cell] = {}
    for row in rows:
        for place, cell in enumerate(row.filled):
            name = known.get(key(cell.text))
            if name is not None and name not in found:
                beside = row.filled[place + 1 : place + 2]
                found[name] = beside[0] if beside else row.at(cell.column + 1)
    return found


def _rows(header: Header, ledger: Ledger) -> tuple[BallotRow, ...]:
    """Return the candidates' rows; totals, notes and signatures are named as not read."""
    rows: list[BallotRow] = []
    counts = [*(level.value for level in Level), "unrated"]
    for row in header.body:
        if not row.filled:
            continue
        named = not header.cell(row, "full_name").is_blank
        counted = any(not header.cell(row, name).is_blank for name in counts)
        first = text.fold(text.squeeze(row.filled[0].text))
        if named and counted and not re.fullmatch(TOTAL_ROW, first):
            rows.append(_row(header, row, ledger))
        else:
            said = "; ".join(text.squeeze(cell.text) for cell in row.filled)[:80]
            ledger.warn("X103", row, f"Không đọc dòng này (không phải kết quả của ai): «{said}».")
    return tuple(rows)


def _row(header: Header, row: Row, ledger: Ledger) -> BallotRow:
    def placed(name: str, value: T) -> Placed[T]:
        return Placed(value, f"{ledger.file}, {header.cell(row, name).place}")

    def count(name: str) -> Placed[int]:
        value = read_whole(header.cell(row, name), header.label(name), ledger, blank=0)
        return placed(name, value or 0)

    card = header.cell(row, "card")
    is_code = re.search(r"[^\W\d_]", card.text) is not None
    read = read_text(card, ledger) if card.is_blank or is_code else ""
    number = read or ("" if card.is_blank else read_card(card, header.label("card"), ledger))
    return BallotRow(
        row=row.number,
        name=placed("full_name", read_text(header.cell(row, "full_name"), ledger)),
        card=placed("card", number),
        votes={level: count(level.value) for level in Level},
        unrated=count("unrated"),
    )
