"""What a check of a year has to ask: one entry a subject and rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hoso.model.profile import Rule
from hoso.model.review import Subject
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One open question: about whom, the rule that asks, the figures behind it."""

    subject: Subject
    label: str
    rule: Rule
    figures: str


def of_year(ws: Workspace, year: int, *, org: str | None, on: date) -> tuple[Asked, ...]:
    """Return the open questions of a year, in the order of its check."""
    return ()
