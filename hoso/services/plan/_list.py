"""Plans as a list, each item as it stood on a day, and as a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hoso import spreadsheet, text
from hoso.model.review import PlanItem, Shortcoming, Status
from hoso.remedies import FaultState
from hoso.services import register, tracking
from hoso.services.faults import STATUS_NAMES
from hoso.services.subjects import codes_within
from hoso.workspace import Workspace

_HEADINGS = (
    "Mã",
    "Mã khuyết điểm",
    "Hạn chế, khuyết điểm",
    "Biện pháp",
    "Người phụ trách",
    "Thời hạn",
    "Tình trạng",
    "Mức độ (%)",
    "Người xác nhận",
    "Tiêu chí hiệu quả",
    "Minh chứng",
    "Còn (ngày)",
    "Thôi theo dõi vì",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """An item on a day, the shortcoming it is for, and the days left (negative: overdue).

    `dropped` is why it, or its shortcoming, is no longer followed.
    """

    item: PlanItem
    shortcoming: Shortcoming | None
    days_left: int | None
    dropped: str = ""

    @property
    def is_open(self) -> bool:
        """Return whether somebody still has to do it."""
        return self.item.status is not Status.DONE and not self.dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Which items a list shows; `overdue_only` are those not done whose day has passed."""

    year: int | None = None
    org: str | None = None
    open_only: bool = False
    overdue_only: bool = False


def listing(ws: Workspace, shown: Shown, on: date) -> tuple[PlanLine, ...]:
    """Return the plan's items that fit, each as it stood on `on`, by year and place."""
    codes = codes_within(ws, shown.org, on)
    items = [
        item
        for item in ws.catalogue.plan(year=shown.year)
        if codes is None or item.subject.organisation in codes
    ]
    named = ws.catalogue.shortcomings_by_code({item.shortcoming for item in items})
    known = {fault.code: fault for fault in named}
    states = tracking.states(ws, named, until=on)
    found = (_line(item, known, states, on) for item in items)
    return tuple(
        line
        for line in found
        if (line.is_open or not (shown.open_only or shown.overdue_only))
        and ((line.days_left or 0) < 0 or not shown.overdue_only)
    )


def _line(
    item: PlanItem, known: Mapping[str, Shortcoming], states: Mapping[str, FaultState], on: date
) -> PlanLine:
    state = states.get(item.shortcoming)
    track = state.items.get(item.code) if state else None
    then = register.projected(item, track) if track else item
    dropped = (track.dropped if track else "") or (state.track.dropped if state else "")
    waits = not dropped and then.status is not Status.DONE
    return PlanLine(
        item=then,
        shortcoming=known.get(item.shortcoming),
        days_left=(then.deadline - on).days if then.deadline and waits else None,
        dropped=dropped,
    )


def export(path: Path, lines: tuple[PlanLine, ...]) -> None:
    """Write the plan as a workbook."""
    spreadsheet.write_table(path, "Kế hoạch khắc phục", _HEADINGS, map(_cells, lines))


def _cells(line: PlanLine) -> list[str | int]:
    item = line.item
    return [
        item.code,
        item.shortcoming,
        line.shortcoming.text if line.shortcoming else "",
        item.measure,
        item.owner,
        text.short_date(item.deadline) if item.deadline else "",
        STATUS_NAMES[item.status],
        "" if item.degree is None else item.degree,
        item.verified_by,
        item.criterion,
        item.evidence,
        "" if line.days_left is None else line.days_left,
        line.dropped,
    ]
