"""Tables and rosters written as Excel files that an office can read, print and send back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from textwrap import wrap

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from hoso import rosters
from hoso.model.roster import (
    UNSAID,
    Member,
    MemberState,
    OrganisationState,
    PostSide,
    Roster,
)
from hoso.rosters import CATEGORY_LABELS, KIND_LABELS, STANDING_LABELS
from hoso.spreadsheet._guide import DATES, HINTS, LISTS, TEXTS, WIDTHS, write_guide
from hoso.spreadsheet._headers import Columns
from hoso.spreadsheet._shapes import Sheet
from hoso.spreadsheet._sheets import (
    DATE_FORMAT,
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
    MEMBER_COLUMNS,
    MEMBER_SHEETS,
    ORGANISATION_COLUMNS,
    ORGANISATION_SHEETS,
)

_MEMBERS, _ORGANISATIONS = MEMBER_SHEETS[0], ORGANISATION_SHEETS[0]
_DAY_ROW, _HEADER_ROW = 2, 4
_SPARE_ROWS = 200  # prepared below the last member for an office to go on typing
_WIDEST = 60
_LINE_HEIGHT = 16.5  # points, of letters of 12 points


def write_table(
    path: Path, title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Write one table with a title, a frozen header and a filter; see `write_tables`."""
    write_tables(path, [Sheet(name=title, title=title, columns=columns, rows=rows)])


def write_tables(path: Path, tables: Sequence[Sheet]) -> None:
    """Write tables, each on its own sheet with a title, a frozen header and a filter.

    Values are texts, numbers, dates or None; raises FillError when one cannot be held whole,
    StorageError when the disk refuses.
    """
    book = Workbook()
    for number, table in enumerate(tables):
        name = sheet_title(table.name)
        sheet = book.create_sheet(name) if number else _first_sheet(book, name)
        _put_table(sheet, table)
    save(book, path)


def _put_table(sheet: Worksheet, table: Sheet) -> None:
    """Write title, heading and rows; columns are as wide, rows as high as what stands in them."""
    # A heading breaks between its words; what it stands over need not be as wide.
    widths = {place: _longest_word(label) for place, label in enumerate(table.columns, start=1)}
    put_title(sheet, table.title, len(table.columns))
    put_header(sheet, 2, table.columns)
    rows = [tuple(table.columns)]
    for number, values in enumerate(table.rows, start=3):
        put_row(sheet, number, values)
        rows.append(tuple(str(value or "") for value in values))
        for place, value in enumerate(rows[-1], start=1):
            widths[place] = max(widths.get(place, 0), len(value))
    widths = {place: min(width + 3, _WIDEST) for place, width in widths.items()}
    set_widths(sheet, dict(widths))
    for number, texts in enumerate(rows, start=2):
        lines = max((_lines(text, widths[place]) for place, text in enumerate(texts, 1)), default=1)
        if lines > 1:  # not every program makes room by itself
            sheet.row_dimensions[number].height = lines * _LINE_HEIGHT
    last = get_column_letter(max(len(table.columns), 1))
    sheet.auto_filter.ref = f"A2:{last}{len(rows) + 1}"


def _lines(text: str, width: int) -> int:
    """Return on how many lines a text stands in a column so many characters wide."""
    room = max(width - 2, 1)
    lines = text.split("\n")
    return sum(1 if len(line) <= room else len(wrap(line, room)) for line in lines)


def _longest_word(label: str) -> int:
    return max((len(word) for word in label.split()), default=0)


def write_roster_template(path: Path) -> None:
    """Write an empty roster workbook: both sheets, lists to choose from, and how to fill it in."""
    _write(path, Roster(), None)


def write_roster(path: Path, roster: Roster, day: date) -> None:
    """Write who and what was there on `day`, in the shape that `read_roster` reads."""
    _write(path, roster, day)


def _write(path: Path, roster: Roster, day: date | None) -> None:
    book = Workbook()
    organisations = _first_sheet(book, _ORGANISATIONS)
    members = book.create_sheet(_MEMBERS)
    lists = write_guide(book.create_sheet("Hướng dẫn"))
    _head(organisations, ORGANISATION_COLUMNS, "DANH SÁCH TỔ CHỨC ĐẢNG")
    _head(members, MEMBER_COLUMNS, "DANH SÁCH ĐẢNG VIÊN")
    put(members, _DAY_ROW, 1, "Tính đến ngày")
    put(members, _DAY_ROW, 3, day).number_format = DATE_FORMAT
    found = [(one.code, one.at(day)) for one in roster.organisations] if day else []
    bodies = [_organisation(code, state) for code, state in found if state]
    known = [(one, one.at(day)) for one in roster.members] if day else []
    people = [_member(one, state) for one, state in known if state]
    _fill(organisations, ORGANISATION_COLUMNS, bodies)
    _fill(members, MEMBER_COLUMNS, [[place, *row] for place, row in enumerate(people, start=1)])
    for sheet, columns in ((organisations, ORGANISATION_COLUMNS), (members, MEMBER_COLUMNS)):
        _offer_lists(sheet, tuple(columns), lists)
    save(book, path)


def _first_sheet(book: Workbook, title: str) -> Worksheet:
    sheet = book.worksheets[0]
    sheet.title = title
    return sheet


def _head(sheet: Worksheet, columns: Columns, title: str) -> None:
    fields = tuple(columns)
    put_title(sheet, title, len(fields))
    put_header(sheet, _HEADER_ROW, [names[0] for names in columns.values()])
    for place, field in enumerate(fields, start=1):
        if hint := HINTS.get(field):
            sheet.cell(_HEADER_ROW, place).comment = Comment(hint, "hoso", width=320, height=110)
    set_widths(sheet, {place: WIDTHS.get(field, 16) for place, field in enumerate(fields, start=1)})


def _fill(sheet: Worksheet, columns: Iterable[str], rows: Sequence[Sequence[object]]) -> None:
    """Write the rows, and format as many below as an office may need."""
    first = _HEADER_ROW + 1
    for number, values in enumerate(rows, start=first):
        put_row(sheet, number, values)
    for column, field in enumerate(columns, start=1):
        for number in range(first, first + len(rows) + _SPARE_ROWS):
            if field in DATES or field in TEXTS:
                kind = DATE_FORMAT if field in DATES else TEXT_FORMAT
                sheet.cell(number, column).number_format = kind


def _offer_lists(sheet: Worksheet, columns: Sequence[str], lists: dict[str, str]) -> None:
    for field in LISTS:
        if field not in columns:
            continue
        letter = get_column_letter(columns.index(field) + 1)
        choice = DataValidation(type="list", formula1=lists[field], allow_blank=True)
        choice.showErrorMessage = False  # other spellings are read, too, or asked about
        choice.add(f"{letter}{_HEADER_ROW + 1}:{letter}2000")
        sheet.add_data_validation(choice)


def _organisation(code: str, state: OrganisationState) -> list[object]:
    return [
        code,
        state.name,
        KIND_LABELS.get(state.kind, state.kind),
        state.parent,
        state.place,
        state.province,
        state.term,
        _said(state.since),
        state.until,
        state.term_since,
        state.term_until,
        state.parent_name,
    ]


def _member(member: Member, state: MemberState) -> list[object]:
    return [
        state.full_name,
        state.birth,
        state.gender,
        member.card,
        state.admitted,
        state.official,
        state.organisation,
        *(state.posts_on(side) for side in PostSide),
        state.unit,
        CATEGORY_LABELS[state.category],
        STANDING_LABELS[state.standing],
        _said(_joined(member, state)),
        state.until,
        state.left_to,
        state.remarks,
    ]


def _joined(member: Member, state: MemberState) -> date:
    """Return since when the member has been in this organisation without a break."""
    return rosters.stay(member.states, state)[0].since


def _said(day: date) -> date | None:
    return None if day == UNSAID else day
