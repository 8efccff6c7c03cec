"""Kho hồ sơ: an OCFL 1.1 store, the only writer below `archive/`."""

from hoso.archive import _travel as travel
from hoso.archive._adopt import Met, meeting
from hoso.archive._archive import Archive
from hoso.archive._ledger import Event, UnfinishedBatch
from hoso.archive._stamp import Stamp

__all__ = ["Archive", "Event", "Met", "Stamp", "UnfinishedBatch", "meeting", "travel"]
