"""Thể thức of any Word file, under the layout in force on its own date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hoso import profiles, word
from hoso.errors import Problem
from hoso.model.layout import Layout
from hoso.services import commenting, inbox
from hoso.services.commenting import Noted


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """One file, the layout it was measured against, and every deviation."""

    path: Path
    data: bytes
    rules: Layout
    problems: tuple[Problem, ...]

    @property
    def layout(self) -> str:
        """Return the code of the layout."""
        return self.rules.code


def lint(path: Path, on: date | None, today: date) -> Linted:
    """Measure `path`; its date is `on`, else the one printed in its head, else `today`.

    A head that leaves the day blank but names another year than today's counts as of its end.
    """
    data = inbox.read(path)
    rules = profiles.layout(on or _day(data, path.name, today))
    problems = word.lint(data, rules, name=path.name)
    return Linted(path=path, data=data, rules=rules, problems=problems)


def _day(data: bytes, name: str, today: date) -> date:
    year, day = word.printed_day(data, name=name)
    if day is None and year is not None and year != today.year:
        return date(year, 12, 31)
    return day or today


def comment(found: Sequence[Linted], out: Path) -> tuple[Path, ...]:
    """Write the findings into copies: at `out`, or into a new folder `out` for several files."""
    files = [
        Noted(
            name=one.path.name,
            data=one.data,
            notes=word.notes(one.data, one.rules, name=one.path.name),
        )
        for one in found
    ]
    return commenting.copies(files, out, folder=len(files) > 1)
