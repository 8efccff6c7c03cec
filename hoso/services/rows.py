"""Rows that people filled in: each cell read as what it must be, what cannot be is a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from hoso import text
from hoso.errors import HosoError, NotFoundError, Problem, QuestionError
from hoso.services import scalars
from hoso.services.subjects import Body, Person, body, person
from hoso.spreadsheet import EntryColumn, RowProblem, SheetRead, TableRow
from hoso.workspace import Workspace

T = TypeVar("T")

# How a sheet names whom a row is about and which paper says so; the first heading is printed.
PEOPLE: Mapping[str, tuple[str, ...]] = {
    "so_the": ("Số thẻ đảng viên", "Số thẻ", "Thẻ đảng"),
    "ho_ten": ("Họ và tên", "Họ tên", "Đảng viên"),
    "to_chuc": ("Mã tổ chức", "Tổ chức", "Chi bộ", "Tổ chức đảng"),
    "nguon": ("Nguồn", "Căn cứ", "Nguồn số liệu"),
}
WHO_COLUMNS = (
    EntryColumn(label=PEOPLE["so_the"][0], hint="8 chữ số; của tập thể thì để trống."),
    EntryColumn(label=PEOPLE["ho_ten"][0], width=28),
    EntryColumn(label=PEOPLE["to_chuc"][0], width=24),
)
SOURCE_COLUMN = EntryColumn(
    label=PEOPLE["nguon"][0], hint="Văn bản, sổ sách ghi điều này.", width=28
)


@dataclass(slots=True, kw_only=True)
class RowReader:
    """Dòng đang đọc: one row, the headings of its columns, and what is wrong with it so far."""

    file: str
    sheet: SheetRead
    row: TableRow
    labels: Mapping[str, Sequence[str]]
    problems: list[Problem] = field(default_factory=list)

    def said(self, name: str) -> str:
        """Return what a column says, "" when nothing."""
        return self.row.values.get(name, "")

    def line(self, name: str) -> str:
        """Return what a column says, on one line."""
        return text.squeeze(self.said(name))

    def required(self, name: str) -> str:
        """Return what a column says that must say something."""
        if not self.said(name):
            self.refuse(name, f"thiếu «{self.labels[name][0]}».")
        return self.line(name)

    def take(self, name: str, read: Callable[[str], T]) -> T | None:
        """Return what `read` makes of a column, None when it is blank or `read` refuses."""
        if not (said := self.line(name)):
            return None
        try:
            return read(said)
        except HosoError as error:
            self.refuse(name, error.message)
        except ValueError as error:
            self.refuse(name, str(error))
        return None

    def day(self, name: str) -> date | None:
        """Return the day in a column."""
        return self.take(name, day)

    def yes(self, name: str) -> bool | None:
        """Return yes or no, None when the column is blank."""
        return self.take(name, yes)

    def whom(self, ws: Workspace, days: Iterable[date]) -> Body | Person | None:
        """Return whom a row is about, by card, name or organisation, as of the first day that fits.

        A name beside a card must be that member's: one of the two is a slip.
        """
        card, name, org = self.line("so_the"), self.line("ho_ten"), self.line("to_chuc")
        column = "so_the" if card else "ho_ten" if name else "to_chuc"
        try:
            found = named(ws, org, card or name, days)
        except HosoError as error:
            self.refuse(column, error.message)
            return None
        if card and name and isinstance(found, Person):
            known = found.state.full_name
            if text.fold(text.squeeze(known)) != text.fold(name):
                self.refuse("ho_ten", f"số thẻ {card} là của {known}, không phải «{name}».")
        return found

    def refuse(self, name: str, message: str) -> None:
        """Note what is wrong with a column of this row."""
        place = self.row.places.get(name) or self.place
        self.problems.append(
            RowProblem(
                code="X001", where=f"{self.file}, {place}", message=message, row=self.row.row
            )
        )

    @property
    def place(self) -> str:
        """Return where the row is, as a person finds it."""
        sheet = f"trang «{self.sheet.title}», " if self.sheet.title else ""
        return f"{sheet}dòng {self.row.row}"


def clean(said: str) -> str:
    """Return words on one line, NFC; raise ValueError for a character that no paper can hold."""
    for place, name in text.forbidden(said):
        raise ValueError(f"ký tự {name} ở vị trí {place} không dùng được; hãy gõ lại.")
    return text.squeeze(said)


def day(said: str) -> date:
    """Return the day that people wrote; raise ValueError for none."""
    found = text.parse_date(said)
    if found is None:
        raise ValueError(f"«{said}» không phải ngày dd/mm/yyyy, ví dụ 05/12/2025.")
    return found


def yes(said: str) -> bool:
    """Return what `có` or `không` says; raise ValueError for another word."""
    found = scalars.yes_or_no(said)
    if found is None:
        raise ValueError(f"«{said}» phải là có hoặc không.")
    return found


def number(said: str) -> Decimal:
    """Return a number written the Vietnamese way; raise ValueError for another."""
    found = scalars.parse_decimal(said)
    if found is None:
        raise ValueError(
            f"«{said}» không phải số viết theo tiếng Việt: dấu phẩy trước phần lẻ, dấu chấm "
            "ngăn hàng nghìn, ví dụ 87,5 hoặc 1.234."
        )
    return found


def whole(said: str) -> int:
    """Return a whole number, 0 or more; raise ValueError for another."""
    found = number(said)
    if found < 0 or found != found.to_integral_value():
        raise ValueError(f"«{said}» phải là số nguyên từ 0 trở lên.")
    return int(found)


def unread(file: str, sheet: SheetRead, known: Iterable[str]) -> Iterator[Problem]:
    """Yield each column that holds something and is none of the sheet's, with the nearest of `known`."""
    where = f"{file}, trang «{sheet.title}»" if sheet.title else file
    for label in dict.fromkeys(label for row in sheet.rows for label in row.remarks):
        near = text.nearest(label, list(known))
        hint = f" Ý bạn là «{near}»?" if near else ""
        words = f"Cột «{label}» không được đọc.{hint}"
        yield Problem(code="X104", where=where, message=words, warning=True)


def named(ws: Workspace, org: str, one: str, days: Iterable[date]) -> Body | Person:
    """Return the member or the organisation named, as of the first of `days` that knows it.

    Somebody expelled is in no roster of today, somebody who came later in none of that day.
    """
    refusal: HosoError = QuestionError("Cần số thẻ đảng viên, hoặc mã tổ chức.")
    for on in dict.fromkeys(days):
        try:
            if one or org:
                return person(ws, one, on) if one else body(ws, org, on)
        except NotFoundError as error:
            refusal = error
    raise refusal
