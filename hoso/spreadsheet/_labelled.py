"""What sheets on votes share: named lines above the table, and whom a row is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from hoso import text
from hoso.spreadsheet._grid import Cell, Grid, Ledger, Row
from hoso.spreadsheet._headers import Header, key
from hoso.spreadsheet._synonyms import BALLOT_LABELS
from hoso.spreadsheet._values import (
    read_card,
    read_date,
    read_text,
    read_whole,
    read_word,
    required_text,
    split_list,
)

T = TypeVar("T")

_SHEET_NAMES_NOTHING = ("sheet", "trang", "kiemphieu", "ykien")


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """A value and the cell it stands in, for messages: `kq.xlsx, trang «CB 1», ô B4`."""

    value: T
    place: str


@dataclass(frozen=True, slots=True)
class Head:
    """The named lines above one table."""

    cells: Mapping[str, Cell]
    nowhere: Cell
    ledger: Ledger

    @classmethod
    def of(cls, rows: Sequence[Row], grid: Grid, ledger: Ledger) -> Head:
        """Return the named lines among `rows` of a sheet."""
        return cls(labelled(rows), Cell(None, 0, 0, grid.title), ledger)

    def cell(self, name: str) -> Cell:
        """Return the cell of a value, a blank one when no line has that name."""
        return self.cells.get(name, self.nowhere)

    def place(self, name: str) -> str:
        """Return where the value stands."""
        return f"{self.ledger.file}, {self.cell(name).place}"

    def words(self, name: str) -> Placed[str]:
        """Return the text of a line, "" when there is none."""
        return Placed(read_text(self.cell(name), self.ledger), self.place(name))

    def needed(self, name: str) -> Placed[str]:
        """Return the text of a line that must have one."""
        label = BALLOT_LABELS[name][0]
        return Placed(required_text(self.cell(name), label, self.ledger), self.place(name))

    def names(self, name: str) -> Placed[tuple[str, ...]]:
        """Return the entries of a line that lists several."""
        return Placed(split_list(self.cell(name).text), self.place(name))

    def number(self, name: str, *, blank: int | None = None) -> Placed[int]:
        """Return the whole number of a line; `blank` (a problem if None) when it is empty."""
        label = BALLOT_LABELS[name][0]
        value = read_whole(self.cell(name), label, self.ledger, blank=blank)
        return Placed(value or 0, self.place(name))

    def one_of(self, name: str, words: Mapping[T, Sequence[str]]) -> Placed[T | None]:
        """Return which of a few words a line has, None when it is empty."""
        cell = self.cell(name)
        label = BALLOT_LABELS[name][0]
        found = None if cell.is_blank else read_word(cell, label, words, self.ledger)
        return Placed(found, self.place(name))

    def day(self) -> Placed[date]:
        """Return the date of the line `day`."""
        cell, label = self.cell("day"), BALLOT_LABELS["day"][0]
        required_text(cell, label, self.ledger)
        found = None if cell.is_blank or cell.fault else read_date(cell, label, self.ledger)
        return Placed(found or date.min, self.place("day"))

    def organisation(self, grid: Grid) -> Placed[str]:
        """Return whose sheet it is: as a line says, else the sheet's title."""
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


def labelled(rows: Sequence[Row]) -> dict[str, Cell]:
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


def card_or_code(header: Header, row: Row, ledger: Ledger) -> str:
    """Return a member's card or a collective's code, "" when the row gives neither."""
    card = header.cell(row, "card")
    is_code = re.search(r"[^\W\d_]", card.text) is not None
    if card.is_blank or is_code:
        return read_text(card, ledger)
    return read_card(card, header.label("card"), ledger)
