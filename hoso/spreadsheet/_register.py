"""A register of faults kept elsewhere: for `shortcomings import FILE.csv|.xlsx`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from hoso.model.review import Status
from hoso.spreadsheet._grid import Ledger, Row, RowProblem
from hoso.spreadsheet._headers import Header, find_header
from hoso.spreadsheet._synonyms import REGISTER_COLUMNS, REGISTER_REQUIRED, STATUSES
from hoso.spreadsheet._tables import open_table, refuse_spare
from hoso.spreadsheet._values import match_word, read_lines, read_text, required_text

_EARLIEST_YEAR, _LATEST_YEAR = 1930, 2199  # the Party was founded in 1930


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """Một khuyết điểm of a register as written; `row` is its line in the file.

    `status` is None when the file gives none of the three lawful ones; its words are then in
    `remarks`, beside the columns that the register has of its own.
    """

    row: int
    code: str  # verbatim, NFC, trimmed
    year: int
    organisation: str
    subject: str
    text: str
    area: str = ""
    cause: str = ""
    responsibility: str = ""
    measure: str = ""
    deadline: str = ""
    status: Status | None = None
    remarks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRead:
    """What was read of a register; `repeated` are rows skipped because they say the same again."""

    rows: tuple[RegisterRow, ...]
    problems: tuple[RowProblem, ...] = ()
    repeated: tuple[RowProblem, ...] = ()
    warnings: tuple[RowProblem, ...] = ()


def read_register(path: Path) -> RegisterRead:
    """Return the faults of a CSV or Excel register, with every row that cannot be taken over.

    Raises UnreadableFileError for a file that is no table or lacks a required column.
    """
    ledger = Ledger(path.name)
    header = find_header(open_table(path, ledger), REGISTER_COLUMNS, REGISTER_REQUIRED, path=path)
    rows = [row for row in header.body if row.filled]
    found = [one for row in rows if (one := _read_row(header, row, ledger))]
    places = {row.number: row for row in rows}
    kept, repeated = _without_repeats(found, places, ledger)
    return RegisterRead(
        rows=kept,
        problems=tuple(ledger.problems),
        repeated=repeated,
        warnings=tuple(ledger.warnings),
    )


def _read_row(header: Header, row: Row, ledger: Ledger) -> RegisterRow | None:
    before = len(ledger.problems)
    refuse_spare(header, row, ledger)
    needed = {
        name: required_text(header.cell(row, name), header.label(name), ledger)
        for name in ("code", "organisation", "subject")
    }
    year = _read_year(header, row, ledger)
    required_text(header.cell(row, "text"), header.label("text"), ledger)
    words = {
        name: read_lines(header.cell(row, name), ledger)
        for name in ("text", "area", "cause", "responsibility", "measure", "deadline")
    }
    remarks = {
        label: value
        for label, column in header.unknown.items()
        if (value := read_lines(row.at(column), ledger))
    }
    status = _read_status(header, row, remarks, ledger)
    if year is None or len(ledger.problems) > before:
        return None
    return RegisterRow(row=row.number, year=year, status=status, remarks=remarks, **needed, **words)


def _read_year(header: Header, row: Row, ledger: Ledger) -> int | None:
    cell = header.cell(row, "year")
    said = required_text(cell, header.label("year"), ledger)
    if not said:
        return None
    if re.fullmatch(r"[0-9]{4}", said) and _EARLIEST_YEAR <= int(said) <= _LATEST_YEAR:
        return int(said)
    ledger.problem("X009", cell, f"Năm «{said}» không đọc được. Hãy ghi bốn chữ số, ví dụ 2023.")
    return None


def _read_status(
    header: Header, row: Row, remarks: dict[str, str], ledger: Ledger
) -> Status | None:
    """Return the lawful state; other words are kept as a remark, never bent to one of the three."""
    cell = header.cell(row, "status")
    said = read_text(cell, ledger)
    if not said:
        return None
    status = match_word(said, STATUSES)
    if status is None:
        label = header.label("status")
        remarks[label] = said
        printed = "; ".join(names[0] for names in STATUSES.values())
        ledger.warn(
            "X005",
            cell,
            f"Tình trạng «{said}» không phải một trong: {printed}. Đã giữ làm ghi chú.",
        )
    return status


def _without_repeats(
    found: list[RegisterRow], places: Mapping[int, Row], ledger: Ledger
) -> tuple[tuple[RegisterRow, ...], tuple[RowProblem, ...]]:
    """Return one row a code; codes with different contents are problems on every line of theirs."""
    by_code: dict[str, list[RegisterRow]] = {}
    for one in found:
        by_code.setdefault(one.code, []).append(one)
    kept: list[RegisterRow] = []
    notes = Ledger(ledger.file)
    for code, group in by_code.items():
        first, *others = group
        lines = ", ".join(str(one.row) for one in group)
        if all(replace(one, row=first.row) == first for one in others):
            kept.append(first)
            for one in others:
                message = f"Dòng {one.row} lặp lại dòng {first.row} (mã «{code}»), đã bỏ qua."
                notes.warn("X010", places[one.row], message)
            continue
        for one in group:
            message = (
                f"Mã «{code}» có ở các dòng {lines} với nội dung khác nhau. Mỗi khuyết điểm một "
                "mã: hãy sửa mã hoặc bỏ dòng thừa."
            )
            ledger.problem("X010", places[one.row], message)
    return tuple(kept), tuple(notes.warnings)
