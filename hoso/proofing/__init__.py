"""Soát số liệu: proof-reading of somebody else's figures, in tables and in running text.

Pure: values in, reports out. What was not printed is unknown, never nought; nothing is called right
that was not recomputed.
"""

from hoso.proofing._check import check, check_together
from hoso.proofing._grid import Cell, Grid
from hoso.proofing._items import FORMS, LEVELS, NAMES, REASONS, Item
from hoso.proofing._judge import Result, Way
from hoso.proofing._narrative import Narrative, Paragraph, Told, narrative
from hoso.proofing._printed import Manner, count, parse
from hoso.proofing._sheets import tables
from hoso.proofing._subjects import TOPIC_NAMES, Topic, topics
from hoso.proofing._table import (
    Computed,
    Finding,
    Report,
    Share,
    Sum,
    Table,
    Unchecked,
)
from hoso.proofing._telling import Change, Loose

__all__ = [
    "FORMS",
    "LEVELS",
    "NAMES",
    "REASONS",
    "TOPIC_NAMES",
    "Cell",
    "Change",
    "Computed",
    "Finding",
    "Grid",
    "Item",
    "Loose",
    "Manner",
    "Narrative",
    "Paragraph",
    "Report",
    "Result",
    "Share",
    "Sum",
    "Table",
    "Told",
    "Topic",
    "Unchecked",
    "Way",
    "check",
    "check_together",
    "count",
    "narrative",
    "parse",
    "tables",
    "topics",
]
