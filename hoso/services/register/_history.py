"""One shortcoming with all that was ever said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hoso.model.recurrence import RecurrenceDecision
from hoso.model.remedy import RemedyEvent
from hoso.model.review import PlanItem
from hoso.services.register._acts import _target
from hoso.services.register._lines import Line, line_of
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A shortcoming as it stands on a day, its plan, its events in order, and its recurrences."""

    line: Line
    items: tuple[PlanItem, ...]
    events: tuple[RemedyEvent, ...]
    decisions: tuple[RecurrenceDecision, ...]


def history(ws: Workspace, code: str, on: date) -> History:
    """Return the history of a shortcoming, or of the one that the plan item `code` is for."""
    fault, _ = _target(ws, code)
    line = line_of(ws, fault, on)
    return History(
        line=line,
        items=ws.catalogue.plan(shortcomings=[fault.code]),
        events=line.followed.state.events,
        decisions=ws.catalogue.decisions([fault.code]),
    )
