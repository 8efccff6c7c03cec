"""Sheets on which a participating body says which level it proposes: no ballot, it bears its name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hoso import text
from hoso.errors import Problem
from hoso.model.review import BodyRole
from hoso.spreadsheet._grid import Grid, Ledger, Row
from hoso.spreadsheet._headers import SEARCHED_ROWS, Header, find_header, key
from hoso.spreadsheet._labelled import Head, Placed, card_or_code
from hoso.spreadsheet._synonyms import OPINION_COLUMNS, OPINION_REQUIRED, ROLES
from hoso.spreadsheet._values import read_text


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionRow:
    """What a body proposes for one subject; the level as written."""

    row: int
    name: Placed[str]
    card: Placed[str]
    level: Placed[str]
    points: Placed[float | None]
    remark: Placed[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionSheet:
    """Phiếu phân tích chất lượng of one participating body, as a table."""

    title: str
    organisation: Placed[str]  # whose subjects are judged
    participant: Placed[str]
    role: Placed[BodyRole | None]
    day: Placed[date]
    rows: tuple[OpinionRow, ...]
    warnings: tuple[Problem, ...] = ()


def is_opinion(grid: Grid) -> bool:
    """Return whether a sheet has the column of a proposed level, and so counts no votes."""
    names = {key(name) for name in OPINION_COLUMNS["level"]}
    rows = grid.rows[:SEARCHED_ROWS]
    return any(key(cell.text) in names for row in rows for cell in row.filled)


def read_opinion(grid: Grid, path: Path, ledger: Ledger) -> OpinionSheet:
    """Return one body's proposals; a row without a level is named as not read."""
    header = find_header(grid, OPINION_COLUMNS, OPINION_REQUIRED, path=path)
    head = Head.of(header.above, grid, ledger)
    if header.body:
        ledger.warn_of_unread(header.unknown, header.body[0])
    return OpinionSheet(
        title=grid.title,
        organisation=head.organisation(grid),
        participant=head.needed("participant"),
        role=head.one_of("role", ROLES),
        day=head.day(),
        rows=tuple(one for row in header.body if (one := _row(header, row, ledger))),
        warnings=tuple(ledger.warnings),
    )


def _row(header: Header, row: Row, ledger: Ledger) -> OpinionRow | None:
    def words(name: str) -> Placed[str]:
        cell = header.cell(row, name)
        return Placed(read_text(cell, ledger), f"{ledger.file}, {cell.place}")

    name, level = words("full_name"), words("level")
    if not (name.value and level.value):
        if row.filled:
            said = "; ".join(text.squeeze(cell.text) for cell in row.filled)[:80]
            ledger.warn("X103", row, f"Không đọc dòng này (chưa có mức đề xuất): «{said}».")
        return None
    points = words("points")
    number = text.parse_number(points.value) if points.value else None
    if points.value and number is None:
        cell = header.cell(row, "points")
        ledger.problem("X009", cell, f"«{header.label('points')}» «{points.value}» không phải số.")
    return OpinionRow(
        row=row.number,
        name=name,
        card=Placed(card_or_code(header, row, ledger), words("card").place),
        level=level,
        points=Placed(number, points.place),
        remark=words("remark"),
    )
