"""Ratings: recorded by stage, period and place, shown side by side; nothing decided is ever erased."""

from hoso.services.ratings._again import Anew, Order, again
from hoso.services.ratings._checks import Terms
from hoso.services.ratings._entries import COLUMNS, Entry, level, period, period_in, read
from hoso.services.ratings._record import KEY, Recorded, current, record, supersede
from hoso.services.ratings._show import Line, lines, show, standing

__all__ = [
    "COLUMNS",
    "KEY",
    "Anew",
    "Entry",
    "Line",
    "Order",
    "Recorded",
    "Terms",
    "again",
    "current",
    "level",
    "lines",
    "period",
    "period_in",
    "read",
    "record",
    "show",
    "standing",
    "supersede",
]
