"""Percentages of the levels printed without their counts: together they must make 100."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from hoso.proofing._items import NAMES, Item
from hoso.proofing._judge import decimal
from hoso.proofing._printed import Manner, Printed, parse
from hoso.proofing._table import Finding, Gathered, Table

_GOOD = (Item.GOOD_UP, Item.GOOD)
_OTHERS = (Item.DONE, Item.FAILED)


def check(table: Table, found: Gathered) -> Iterator[Finding]:
    """Yield a finding when the percentages of all levels cannot be parts of one whole.

    That they can says nothing of whether they are right, so nothing is yielded then.
    """
    shares = _printed(table, found)
    good = next((shares[item] for item in _GOOD if item in shares), None)
    if good is None or Item.DONE not in shares:
        return
    parts = [good, *(shares[item] for item in _OTHERS if item in shares)]
    best = shares.get(Item.EXCELLENT)
    complete = Item.FAILED in shares or table.figures.get(Item.FAILED) == 0
    readings = [] if table.inside is False else [parts]
    if best is not None and table.inside is not True and Item.GOOD_UP not in shares:
        readings.append([best, *parts])
    if not any(_may_be_whole(one, complete=complete) for one in readings):
        yield _finding(table, parts, best)


def _printed(table: Table, found: Gathered) -> Mapping[Item, Printed]:
    """Return the percentages of levels that could not be recomputed and name no other base."""
    done = {one.share for one in found.computed}
    shares: dict[Item, Printed] = {}
    for number, share in enumerate(table.shares):
        printed = None if number in done or share.foreign else parse(share.printed)
        item = share.item
        if printed is None or item is None or share.base not in {None, Item.RATED}:
            continue
        if printed.manner is Manner.EXACT and not printed.ratio:
            shares.setdefault(item, printed)
    return shares


def _may_be_whole(parts: list[Printed], *, complete: bool) -> bool:
    """Return whether rounded percentages may add up to 100, or to less where a level is missing."""
    total = sum((one.value for one in parts), Fraction(0))
    loose = sum((Fraction(1, 2 * 10**one.digits) for one in parts), Fraction(0))
    return total <= 100 + loose and (not complete or total >= 100 - loose)


def _finding(table: Table, parts: list[Printed], best: Printed | None) -> Finding:
    digits = max(one.digits for one in parts)
    total = decimal(sum((one.value for one in parts), Fraction(0)), digits, ",")
    said = " + ".join(decimal(one.value, one.digits, ",") for one in parts)
    more = ""
    if best is not None:
        whole = decimal(sum((one.value for one in parts), best.value), digits, ",")
        more = f"; cộng cả {NAMES[Item.EXCELLENT]} thì được {whole}"
    first = next(one for one in table.shares if one.item in {*_GOOD, *_OTHERS})
    return Finding(
        code="S009",
        label="tỷ lệ các mức",
        message=f"Tỷ lệ các mức {said} = {total}{more}, không thành 100%.",
        printed=total,
        recomputed="100",
        place=first.place,
        quote=first.quote,
    )
