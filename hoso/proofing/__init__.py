"""Soát số liệu: proof-reading of somebody else's figures, in tables and in running text.

Pure: values in, reports out. What was not printed is unknown, never nought; nothing is called right
that was not recomputed.
"""

from hoso.proofing._check import check, check_together
from hoso.proofing._grid import Cell, Grid
from hoso.proofing._items import FORMS, LEVELS, NAMES, REASONS, Item
from hoso.proofing._judge import Result, Way
from hoso.proofing._printed import Manner, count, parse
from hoso.proofing._sheets import tables
from hoso.proofing._table import (
    Computed,
    Finding,
    Report,
    Share,
    Sum,
    Table,
    Unchecked,
)

__all__ = [
    "FORMS",
    "LEVELS",
    "NAMES",
    "REASONS",
    "Cell",
    "Computed",
    "Finding",
    "Grid",
    "Item",
    "Manner",
    "Report",
    "Result",
    "Share",
    "Sum",
    "Table",
    "Unchecked",
    "Way",
    "check",
    "check_together",
    "count",
    "parse",
    "tables",
]
