"""What the writers of workbooks are told: sheets, columns, rows and cells; no library is needed to say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

FIRST_ROW = 3  # of the rows of a sheet, below its title and its header


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table of a workbook: the name of its sheet, the title above it, header and rows."""

    name: str
    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]


class EntryKind(StrEnum):
    """What a column takes; texts keep what was typed, `87,5%` too."""

    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryColumn:
    """Cột: its heading, what Excel offers there, a hint shown at the heading."""

    label: str
    kind: EntryKind = EntryKind.TEXT
    choices: tuple[str, ...] = ()
    hint: str = ""
    width: float = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySheet:
    """Trang: title, a line on what it is for, columns, the rows that are there, empty ones below.

    The first `kept` columns stay in view beside the others.
    """

    name: str
    title: str
    note: str
    columns: tuple[EntryColumn, ...]
    rows: Sequence[Sequence[object]] = ()
    spare: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheet:
    """One sheet: title, named lines, the table's header, and the rows known beforehand."""

    name: str
    title: str
    note: str
    labels: tuple[tuple[str, object], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]  # name, and card or code


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySheet:
    """One sheet: its title, and the rows by the mark and name that stand before the figures."""

    title: str
    heading: str
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A figure that opens the rows `first` to `last` of a sheet."""

    value: int
    sheet: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum or share for the reader to check a figure by, such as `=SUM(B4,B7)`, and what it gives.

    The result stands in the file, so that a program which works nothing out shows it, too.
    """

    words: str
    result: int | Decimal


@dataclass(frozen=True, slots=True)
class Signed:
    """A difference, shown with its sign."""

    value: int | Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One row: texts, numbers, Linked, Formula, Signed or None; a heading spans all columns."""

    cells: Sequence[object]
    bold: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSheet:
    """Trang số liệu: a title, a frozen header, rows from FIRST_ROW on, pictures below them.

    `plain` leaves out borders and letters of its own: for lists of tens of thousands. Pictures are
    PNG files with their width in millimetres.
    """

    title: str
    heading: str
    columns: Sequence[tuple[str, float]]  # label and width in characters
    rows: Sequence[FigureRow]
    plain: bool = False
    pictures: Sequence[tuple[bytes, float]] = ()
