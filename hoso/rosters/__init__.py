"""Comparing and merging rosters (danh sách tổ chức đảng, đảng viên) through time; pure.

A roster file says what was true on one day. Merging lays that over what is known: what differs
closes the open state and opens a new one; what is past is never rewritten. Comparing is the
difference between before and after that merge, so both always agree.
"""

from hoso.rosters._change import (
    Absent,
    Changed,
    Difference,
    Joined,
    Left,
    Moved,
    OrganisationChange,
    RosterChange,
)
from hoso.rosters._labels import CATEGORY_LABELS, KIND_LABELS, STANDING_LABELS
from hoso.rosters._merge import compare, merge
from hoso.rosters._parts import join, split
from hoso.rosters._timeline import stay

__all__ = [
    "CATEGORY_LABELS",
    "KIND_LABELS",
    "STANDING_LABELS",
    "Absent",
    "Changed",
    "Difference",
    "Joined",
    "Left",
    "Moved",
    "OrganisationChange",
    "RosterChange",
    "compare",
    "join",
    "merge",
    "split",
    "stay",
]
