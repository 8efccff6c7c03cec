"""Whether the highest level is counted within "tốt" or beside it: said, or the one that fits."""

from __future__ import annotations

from typing import Final

from hoso.proofing import _shares, _sums
from hoso.proofing._items import Item, read
from hoso.proofing._sums import Reading
from hoso.proofing._table import Table

INSIDE: Final = "xuất sắc nằm trong số hoàn thành tốt"
BESIDE: Final = "xuất sắc đứng riêng, ngoài số hoàn thành tốt"


def chosen(table: Table) -> tuple[bool | None, Reading]:
    """Return the reading that holds, None when both do or neither, and the sums to go by."""
    within, beside = (_sums.reading(table, inside=inside) for inside in (True, False))
    if table.inside is not None:
        return table.inside, within if table.inside else beside
    if not table.figures.get(Item.EXCELLENT):
        return None, min(within, beside, key=lambda one: one.faults)
    fitting = [one for one in (within, beside) if one.fits]
    proven = [one for one in fitting if one.proven]
    faultless = [one for one in fitting if not one.faults]
    for candidates in (fitting, proven, faultless):
        if len(candidates) == 1:
            return candidates[0].inside, candidates[0]
    leaning = _leaning(table)
    best = min(within, beside, key=lambda one: (one.faults, one.inside is (leaning is False)))
    return leaning, best


def _leaning(table: Table) -> bool | None:
    """Return the reading under which the percentages of the highest level come out, None if both."""
    best, good = table.figures.get(Item.EXCELLENT), table.figures.get(Item.GOOD)
    if best is None or good is None:
        return None
    own = [one for one in table.shares if (one.item or read(one.label).item) is Item.EXCELLENT]
    within, beside = (
        any(_shares.matches(one, best, whole) for one in own) for whole in (good, good + best)
    )
    return None if within == beside else within


def words(table: Table, found: bool | None) -> str:  # noqa: FBT001  # one of three answers
    """Return the reading in Vietnamese and where it comes from, "" where it makes no difference."""
    if found is not None:
        stated = table.inside is not None and table.stated
        source = "như bảng ghi" if stated else "cách hiểu khớp với số liệu"
        return f"{INSIDE if found else BESIDE} ({source})"
    if not table.figures.get(Item.EXCELLENT) or Item.GOOD not in table.figures:
        return ""
    return f"số liệu không cho biết {INSIDE} hay {BESIDE}"
