"""Remedy plans: items with measure, owner, deadline, state; closed only by somebody else's word."""

from hoso.services.plan._items import COLUMNS, CRITERION, Wanted, add, read
from hoso.services.plan._list import PlanLine, Shown, export, listing
from hoso.services.plan._state import Change, change

__all__ = [
    "COLUMNS",
    "CRITERION",
    "Change",
    "PlanLine",
    "Shown",
    "Wanted",
    "add",
    "change",
    "export",
    "listing",
    "read",
]
