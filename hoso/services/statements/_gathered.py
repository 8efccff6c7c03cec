"""What the sheets of one file say, gathered before anything is written: each fact once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hoso.errors import Problem
from hoso.model.assessment import Statement
from hoso.model.facts import FactInfo
from hoso.services.rows import RowReader
from hoso.services.statements._record import Said, days
from hoso.services.statements._values import Reader
from hoso.services.subjects import Body, Person
from hoso.spreadsheet import SheetRead
from hoso.workspace import Workspace

Key = tuple[str, str]  # stem of the subject's dossier, name of the fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """An empty cell under a fact's heading."""

    whose: Body | Person
    info: FactInfo
    where: str
    of_counts: bool  # it shows what a value was worked out from, not the value

    def emptied(self, old: Statement) -> bool:
        """Return whether the cell showed what `old` says before it was emptied."""
        return bool(old.basis) or not self.of_counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One subject of a workbook to be filled in, with what was stated of it before, by fact."""

    whose: Body | Person
    said: Mapping[str, Statement]

    @property
    def who(self) -> tuple[str, str, str]:
        """Return the cells that name the subject: card, name, organisation."""
        about = self.whose.subject
        return about.card, about.name, about.organisation

    @property
    def label(self) -> str:
        """Return the name people know the subject by."""
        return self.whose.state.name if isinstance(self.whose, Body) else self.whose.state.full_name

    @property
    def organisation(self) -> str:
        """Return the name of an organisation, "" for a member."""
        return self.whose.state.name if isinstance(self.whose, Body) else ""

    def source(self, names: Iterable[str]) -> str:
        """Return which papers were given for some facts."""
        found = (self.said[name].source for name in names if name in self.said)
        return "; ".join(dict.fromkeys(filter(None, found)))


@dataclass(slots=True, kw_only=True)
class Gathered:
    """Facts and empty cells by subject and fact, and what is wrong with the file."""

    ws: Workspace
    file: str
    year: int
    on: date
    values: Reader
    said: dict[Key, Said] = field(default_factory=dict)
    blanks: dict[Key, Blank] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)  # stems of subjects with a row of days refused

    def rows(self, sheet: SheetRead, labels: Mapping[str, Sequence[str]]) -> list[RowReader]:
        """Return the rows of a sheet, each to be read and then `take`n."""
        return [
            RowReader(file=self.file, sheet=sheet, row=row, labels=labels) for row in sheet.rows
        ]

    def whom(self, row: RowReader) -> Body | Person | None:
        """Return whom a row is about, as of the year."""
        return row.whom(self.ws, days(self.year, self.on))

    def take(self, row: RowReader) -> None:
        """Keep what is wrong with a row."""
        self.problems += row.problems

    def add(self, row: RowReader, column: str, one: Said) -> None:
        """Keep one fact; two cells that say different things of it are a problem of the second."""
        key = one.whose.subject.dossier_stem, one.info.name
        known = self.said.setdefault(key, one)
        if (known.value, known.basis) != (one.value, one.basis):
            first = self.values.show(one.info, known.value)
            row.refuse(
                column,
                f"«{one.info.label}» là «{self.values.show(one.info, one.value)}», chỗ khác trong "
                f"tệp ghi «{first}».",
            )

    def leave(
        self,
        row: RowReader,
        column: str,
        whose: Body | Person,
        info: FactInfo,
        *,
        of_counts: bool = False,
    ) -> None:
        """Note an empty cell; one `of_counts` shows what a value was worked out from."""
        where = f"{self.file}, {row.row.places.get(column) or row.place}"
        found = Blank(whose=whose, info=info, where=where, of_counts=of_counts)
        self.blanks.setdefault((whose.subject.dossier_stem, info.name), found)

    def warn(self, row: RowReader, message: str) -> None:
        """Note what was changed while reading."""
        where = f"{self.file}, {row.place}"
        self.warnings.append(Problem(code="DK002", where=where, message=message, warning=True))
