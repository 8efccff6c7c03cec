"""Thể thức of any Word file, under the layout in force on its own date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hoso import profiles, word
from hoso.errors import Problem
from hoso.services import inbox

_HEAD_DATE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """One file, the layout it was measured against, and every deviation."""

    path: Path
    layout: str
    problems: tuple[Problem, ...]


def lint(path: Path, on: date | None, today: date) -> Linted:
    """Measure `path`; its date is `on`, else the one printed in its head, else `today`."""
    data = inbox.read(path)
    layout = profiles.layout(on or _printed_date(word.text_of(data, path.name)) or today)
    return Linted(path=path, layout=layout.code, problems=word.lint(data, layout, name=path.name))


def _printed_date(words: str) -> date | None:
    for day, month, year in _HEAD_DATE.findall(words):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None
