"""Counting sheets (kết quả kiểm phiếu): one sheet an organisation, every figure with its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from hoso import text
from hoso.errors import Problem, RowsRefusedError
from hoso.model.review import BallotKind, BodyRole, Level
from hoso.spreadsheet._grid import Grid, Ledger, Row, clean_grid
from hoso.spreadsheet._headers import Header, find_header
from hoso.spreadsheet._labelled import Head, Placed, card_or_code
from hoso.spreadsheet._open import open_workbook, refused
from hoso.spreadsheet._opinions import OpinionSheet, is_opinion, read_opinion
from hoso.spreadsheet._secrecy import refuse_marks, refuse_voters
from hoso.spreadsheet._synonyms import (
    BALLOT_BOXES,
    BALLOT_COLUMNS,
    BALLOT_FIGURES,
    BALLOT_LABELS,
    BLANKS,
    GUIDE_SHEETS,
    ROLES,
    TOTAL_ROW,
)
from hoso.spreadsheet._values import match_word, read_text, read_whole

T = TypeVar("T")

_ROUNDS = {BallotKind.LEVELS: 1, BallotKind.BELOW: 1, BallotKind.AGREE: 2}
_ONLY_ROUND = (BallotKind.BELOW, BallotKind.AGREE)


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotRow:
    """One candidate's counts; a blank count is 0. `agree` and `disagree` are of the second round."""

    row: int
    name: Placed[str]
    card: Placed[str]  # or a collective's code as written; empty when the sheet gives none
    votes: Mapping[Level, Placed[int]]
    unrated: Placed[int]
    agree: Placed[int] | None = None
    disagree: Placed[int] | None = None
    spoilt: Placed[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotSheet:
    """Biên bản kiểm phiếu as figures: one sheet of a workbook."""

    title: str
    kind: BallotKind
    organisation: Placed[str]  # as written: a code or a name
    meeting: Placed[str]
    day: Placed[date]
    round: Placed[int]
    again: Placed[int]
    participant: Placed[str]  # "" when the organisation itself voted
    role: Placed[BodyRole | None]
    convened: Placed[int]
    present: Placed[int]
    absent: Placed[int] | None  # None: the sheet does not say
    issued: Placed[int]
    returned: Placed[int]
    valid: Placed[int]
    invalid: Placed[int]
    blank: Placed[int]
    blank_as: Placed[bool | None]  # whether blank ballots are among the valid ones
    tellers: Placed[tuple[str, ...]]  # head first
    rows: tuple[BallotRow, ...]
    unread: tuple[str, ...] = ()  # labels of columns that nothing is read from
    warnings: tuple[Problem, ...] = ()  # the rows and columns that were not read


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotBook:
    """What a workbook says of votes: counts, and what bodies propose on papers of their own."""

    counts: tuple[BallotSheet, ...]
    opinions: tuple[OpinionSheet, ...]


def read_ballots(path: Path) -> BallotBook:
    """Return the sheets of a workbook on votes; sums and persons are for others to check.

    Raises UnreadableFileError for a file without such sheets or columns, or one that could tell
    who voted how; RowsRefusedError naming every cell that is no date or no whole number.
    """
    ledgers: list[Ledger] = []
    read: list[BallotSheet | OpinionSheet] = []
    for raw in open_workbook(path):
        if any(row.filled for row in raw) and not match_word(raw.title, {True: GUIDE_SHEETS}):
            ledgers.append(ledger := Ledger(path.name))
            grid = clean_grid(raw, ledger)
            refuse_voters(grid, path)
            reader = read_opinion if is_opinion(grid) else _read_count
            read.append(reader(grid, path, ledger))
    if problems := [problem for ledger in ledgers for problem in ledger.problems]:
        raise RowsRefusedError(
            f"{path.name}: {len(problems)} ô cần sửa, chưa ghi gì.",
            where=str(path),
            problems=problems,
        )
    return BallotBook(
        counts=tuple(sheet for sheet in read if isinstance(sheet, BallotSheet)),
        opinions=tuple(sheet for sheet in read if isinstance(sheet, OpinionSheet)),
    )


def _read_count(grid: Grid, path: Path, ledger: Ledger) -> BallotSheet:
    named = find_header(grid, BALLOT_COLUMNS, ("full_name",), path=path)
    kind = next((k for k, boxes in BALLOT_BOXES.items() if boxes[0] in named.columns), None)
    wanted = BALLOT_BOXES[kind or BallotKind.LEVELS]
    header = find_header(grid, BALLOT_COLUMNS, ("full_name", *wanted), path=path)
    kind = kind or BallotKind.LEVELS
    _refuse_mixed(header, kind, grid, path)
    refuse_marks(header, grid, path)
    head = Head.of(header.above, grid, ledger)
    if missing := [BALLOT_LABELS[name][0] for name in BALLOT_FIGURES if name not in head.cells]:
        raise refused(
            path,
            f"trang «{grid.title}» thiếu dòng {', '.join(f'«{one}»' for one in missing)} phía trên "
            "bảng. Hãy thêm dòng có tên ở một ô và giá trị ở ô bên phải.",
        )
    if header.body:
        ledger.warn_of_unread(header.unknown, header.body[0])
    return _assemble(grid, head, kind, header)


def _refuse_mixed(header: Header, kind: BallotKind, grid: Grid, path: Path) -> None:
    """Raise UnreadableFileError when one table has the boxes of two kinds of paper."""
    levels = [BALLOT_COLUMNS[level][0] for level in Level if level.value in header.columns]
    if kind is BallotKind.AGREE and levels:
        raise refused(
            path,
            f"trang «{grid.title}» có cả cột «Đồng ý» và cột {', '.join(levels)}. Mỗi vòng một trang.",
        )


def _assemble(grid: Grid, head: Head, kind: BallotKind, header: Header) -> BallotSheet:
    return BallotSheet(
        title=grid.title,
        kind=kind,
        organisation=head.organisation(grid),
        meeting=head.words("meeting"),
        day=head.day(),
        round=_round(head, kind),
        again=head.number("again", blank=1),
        participant=head.words("participant"),
        role=head.one_of("role", ROLES),
        convened=head.number("convened"),
        present=head.number("present"),
        absent=None if head.cell("absent").is_blank else head.number("absent"),
        issued=head.number("issued"),
        returned=head.number("returned"),
        valid=head.number("valid"),
        invalid=head.number("invalid"),
        blank=head.number("blank", blank=0),
        blank_as=head.one_of("blank_as", BLANKS),
        tellers=head.names("tellers"),
        rows=_rows(header, kind, head.ledger),
        unread=tuple(header.unknown),
        warnings=tuple(head.ledger.warnings),
    )


def _round(head: Head, kind: BallotKind) -> Placed[int]:
    """Return the round; a paper that belongs to one round cannot be said to be of the other."""
    said = head.number("round", blank=_ROUNDS[kind])
    if kind in _ONLY_ROUND and said.value != _ROUNDS[kind]:
        boxes = ", ".join(f"«{BALLOT_COLUMNS[box][0]}»" for box in BALLOT_BOXES[kind])
        head.ledger.problem(
            "X009",
            head.cell("round"),
            f"Bảng có các cột {boxes} là của vòng {_ROUNDS[kind]}, không phải vòng {said.value}.",
        )
    return said


def _rows(header: Header, kind: BallotKind, ledger: Ledger) -> tuple[BallotRow, ...]:
    """Return the candidates' rows; totals, notes and signatures are named as not read."""
    rows: list[BallotRow] = []
    counts = [*BALLOT_BOXES[kind], "unrated", "spoilt"]
    for row in header.body:
        if not row.filled:
            continue
        named = not header.cell(row, "full_name").is_blank
        counted = any(not header.cell(row, name).is_blank for name in counts)
        first = text.fold(text.squeeze(row.filled[0].text))
        if named and counted and not re.fullmatch(TOTAL_ROW, first):
            rows.append(_row(header, row, kind, ledger))
        else:
            said = "; ".join(text.squeeze(cell.text) for cell in row.filled)[:80]
            ledger.warn("X103", row, f"Không đọc dòng này (không phải kết quả của ai): «{said}».")
    return tuple(rows)


def _row(header: Header, row: Row, kind: BallotKind, ledger: Ledger) -> BallotRow:
    def placed(name: str, value: T) -> Placed[T]:
        return Placed(value, f"{ledger.file}, {header.cell(row, name).place}")

    def count(name: str) -> Placed[int]:
        value = read_whole(header.cell(row, name), header.label(name), ledger, blank=0)
        return placed(name, value or 0)

    agreed = kind is BallotKind.AGREE
    levels = [] if agreed else [level for level in Level if level.value in BALLOT_BOXES[kind]]
    return BallotRow(
        row=row.number,
        name=placed("full_name", read_text(header.cell(row, "full_name"), ledger)),
        card=placed("card", card_or_code(header, row, ledger)),
        votes={level: count(level.value) for level in levels},
        unrated=count("unrated"),
        agree=count("agree") if agreed else None,
        disagree=count("disagree") if agreed else None,
        spoilt=count("spoilt"),
    )
