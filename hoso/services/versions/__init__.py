"""Versions people can use: what there was when, what changed between two, and bringing one back."""

from hoso.services.versions._difference import Difference, DocumentChange, diff
from hoso.services.versions._history import History, When, log, show
from hoso.services.versions._registers import RegisterChange
from hoso.services.versions._restore import Restored, restore
from hoso.services.versions._words import Change, marked

__all__ = [
    "Change",
    "Difference",
    "DocumentChange",
    "History",
    "RegisterChange",
    "Restored",
    "When",
    "diff",
    "log",
    "marked",
    "restore",
    "show",
]
