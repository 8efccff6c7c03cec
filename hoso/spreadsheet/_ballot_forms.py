"""Counting sheets and sheets of participating bodies, written ready to be filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from hoso.model.review import BallotKind, BodyRole
from hoso.spreadsheet._shapes import FormSheet
from hoso.spreadsheet._sheets import (
    TEXT_FORMAT,
    put,
    put_header,
    put_row,
    put_title,
    save,
    set_widths,
    sheet_title,
)
from hoso.spreadsheet._synonyms import (
    BALLOT_BOXES,
    BALLOT_COLUMNS,
    BALLOT_LABELS,
    OPINION_COLUMNS,
    ROLES,
)

_COUNTED = (
    "organisation",
    "participant",
    "role",
    "day",
    "round",
    "convened",
    "present",
    "absent",
    "issued",
    "returned",
    "valid",
    "invalid",
    "blank",
    "blank_as",
    "tellers",
)
_JUDGED = ("organisation", "participant", "role", "day")
_CARD, _LABELS = 3, 2  # columns
_FIRST_LABEL = 3  # row
_WIDTHS = (6.0, 34.0, 24.0)
_BOX = 14.0


def ballot_form(
    name: str, kind: BallotKind, known: Mapping[str, object], rows: Sequence[tuple[str, str]]
) -> FormSheet:
    """Return a counting sheet in the shape that `read_ballots` reads; `known` by field."""
    # Only a ballot of every level has the box «chưa đánh giá» of the working forms seen.
    extra = ["unrated"] if kind is BallotKind.LEVELS else []
    boxes = [*BALLOT_BOXES[kind], *extra, "spoilt"]
    return FormSheet(
        name=name,
        title="KẾT QUẢ KIỂM PHIẾU",
        note="Chỉ ghi tổng số phiếu. Không ghi ai bỏ phiếu, không ghi từng lá phiếu. Tổng các ô của mỗi "
        "dòng bằng số phiếu hợp lệ.",
        labels=_lines(_COUNTED, known),
        columns=tuple(
            BALLOT_COLUMNS[field][0] for field in ("number", "full_name", "card", *boxes)
        ),
        rows=tuple(rows),
    )


def opinion_form(
    name: str, known: Mapping[str, object], rows: Sequence[tuple[str, str]]
) -> FormSheet:
    """Return a sheet for the proposals of one participating body."""
    return FormSheet(
        name=name,
        title="Ý KIẾN CỦA CHỦ THỂ THAM GIA",
        note="Ghi mức đề xuất (HTXSNV, HTTNV, HTNV, KHTNV hoặc tên đầy đủ). Dòng nào không có ý kiến thì "
        "để trống. Loại chủ thể: " + "; ".join(ROLES[role][0] for role in BodyRole) + ".",
        labels=_lines(_JUDGED, known),
        columns=tuple(names[0] for names in OPINION_COLUMNS.values()),
        rows=tuple(rows),
    )


def _lines(fields: Sequence[str], known: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
    return tuple((BALLOT_LABELS[field][0], known.get(field)) for field in fields)


def write_forms(path: Path, sheets: Sequence[FormSheet]) -> None:
    """Write the sheets into one workbook; raises FillError and StorageError."""
    book = Workbook()
    for place, form in enumerate(sheets):
        sheet = book.worksheets[0] if place == 0 else book.create_sheet()
        sheet.title = sheet_title(form.name)
        _write(sheet, form)
    save(book, path)


def _write(sheet: Worksheet, form: FormSheet) -> None:
    put_title(sheet, form.title, len(form.columns))
    put(sheet, 2, 1, form.note)
    for place, (label, value) in enumerate(form.labels, start=_FIRST_LABEL):
        put(sheet, place, _LABELS, label)
        put(sheet, place, _LABELS + 1, value)
    header = _FIRST_LABEL + len(form.labels)
    put_header(sheet, header, form.columns)
    for place, (name, card) in enumerate(form.rows, start=1):
        rest = [None] * (len(form.columns) - _CARD)
        put_row(sheet, header + place, [place, name, card, *rest])
        sheet.cell(header + place, _CARD).number_format = TEXT_FORMAT
    boxes = dict.fromkeys(range(len(_WIDTHS) + 1, len(form.columns) + 1), _BOX)
    set_widths(sheet, {**dict(enumerate(_WIDTHS, start=1)), **boxes})


def role_name(role: BodyRole) -> str:
    """Return the word that a sheet has for the kind of a participating body."""
    return ROLES[role][0]
