"""The register of shortcomings: what is said of them and of their plans, lists, the schedule."""

from hoso.services.register._acts import Recorded, Said, keep, projected, record
from hoso.services.register._history import History, history
from hoso.services.register._lines import Line, Load, Wanted, lines, loads
from hoso.services.register._schedule import EFFECTS, ScheduleRow, Whose, schedule, schedule_for
from hoso.services.register._workbook import write_schedule

__all__ = [
    "EFFECTS",
    "History",
    "Line",
    "Load",
    "Recorded",
    "Said",
    "ScheduleRow",
    "Wanted",
    "Whose",
    "history",
    "keep",
    "lines",
    "loads",
    "projected",
    "record",
    "schedule",
    "schedule_for",
    "write_schedule",
]
