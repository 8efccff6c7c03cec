"""Kho hồ sơ: an OCFL 1.1 store, the only writer below `archive/`."""

from hoso.archive import _travel as travel
from hoso.archive._adopt import Met, meeting
from hoso.archive._archive import Archive, unfinished_batches
from hoso.archive._ledger import Event, UnfinishedBatch
from hoso.archive._lineage import CARD
from hoso.archive._stamp import Stamp
from hoso.archive._verify import verify_root

__all__ = [
    "CARD",
    "Archive",
    "Event",
    "Met",
    "Stamp",
    "UnfinishedBatch",
    "meeting",
    "travel",
    "unfinished_batches",
    "verify_root",
]
