"""Of what a percentage can be a share: the bases that papers use for each figure, and slips.

One table mixes bases: the highest level is a share of "tốt", the other levels of what was rated,
who was not rated of the total (as provinces publish them).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from types import MappingProxyType
from typing import Final

from hoso import text
from hoso.proofing._items import FORMS, LEVELS, NAMES, REASONS, Item
from hoso.proofing._judge import fits
from hoso.proofing._printed import Manner, Printed
from hoso.proofing._sums import known
from hoso.proofing._table import Table

_LEVELS_OF: Final = (Item.RATED,)
# The bases that nobody would call wrong; for reasons and forms of discipline there are several.
_USUAL: Mapping[Item, tuple[Item, ...]] = MappingProxyType(
    {
        Item.TOTAL: (Item.TOTAL,),
        Item.EXEMPT: (Item.TOTAL,),
        Item.WAITING: (Item.TOTAL,),
        Item.NEW: (Item.TOTAL,),
        Item.RATED: (Item.TOTAL,),
        Item.EXCELLENT: (Item.GOOD_UP, Item.RATED),
        Item.GOOD: _LEVELS_OF,
        Item.GOOD_UP: _LEVELS_OF,
        Item.DONE_UP: _LEVELS_OF,
        Item.DONE: _LEVELS_OF,
        Item.FAILED: _LEVELS_OF,
        **dict.fromkeys(REASONS, (Item.FAILED, Item.RATED, Item.TOTAL)),
        **dict.fromkeys(FORMS, (Item.DISCIPLINED, Item.FAILED, Item.RATED, Item.TOTAL)),
    }
)
_OF_TOTAL: Final = (*LEVELS, Item.GOOD_UP, Item.DONE_UP)
_MOST_NAMED: Final = 3
_NEAR: Final = 50  # a figure off by less than one in so many may be a slip of the pen


@dataclass(frozen=True, slots=True)
class Base:
    """Mẫu số: what a percentage may be of; `usual` is whether papers commonly take it."""

    name: str
    value: int
    usual: bool = True


def exact(table: Table, *, inside: bool) -> dict[Item, int]:
    """Return every figure that was printed or follows from printed ones."""
    return {item: one.least for item, one in known(table, inside=inside).items() if one.exact}


def usual(item: Item, figures: Mapping[Item, int]) -> tuple[list[Base], bool]:
    """Return the usual bases of a figure among those known, and whether these are all of them."""
    wanted = _USUAL.get(item, ())
    found = [Base(NAMES[one], figures[one]) for one in wanted if one in figures]
    return found, len(found) == len(wanted)


def stand_in(item: Item, table: Table) -> list[Base]:
    """Return what may be the base of a level where papers do not print how many were rated."""
    if item not in _OF_TOTAL:
        return []
    figures = table.figures
    found = [Base(NAMES[Item.TOTAL], figures[Item.TOTAL])] if Item.TOTAL in figures else []
    for levels in (LEVELS[1:], LEVELS):  # the highest within the next, or beside it
        printed = [figures[one] for one in levels if one in figures]
        if len(printed) > 1 and Item.RATED not in figures:
            found.append(Base("tổng các mức đã in", sum(printed)))
    return [replace(one, usual=False) for one in found]


def every(figures: Mapping[Item, int]) -> list[Base]:
    """Return everything known that could have been taken for a base."""
    return [Base(NAMES[one], value, usual=False) for one, value in figures.items() if value > 0]


def item_of(value: int, table: Table) -> Item | None:
    """Return the one figure of the table that has this value, None when none or several have."""
    found = [item for item, one in table.figures.items() if one == value]
    return found[0] if len(found) == 1 else None


def slip(one: int, other: int) -> bool:
    """Return whether one number may be the other mistyped: a figure changed or two swapped."""
    a, b = str(one), str(other)
    if one == other or len(a) != len(b) or len(a) < 3:
        return False
    differing = [place for place in range(len(a)) if a[place] != b[place]]
    swapped = len(differing) == 2 and sorted(a) == sorted(b)
    return swapped or (len(differing) == 1 and abs(one - other) * _NEAR < max(one, other))


def explanations(
    printed: Printed, part: int, whole: int, figures: Mapping[Item, int]
) -> Iterator[str]:
    """Yield what would explain a printed percentage that is not `part` of `whole`."""
    bases = every(figures)
    fitting = [
        f"{text.thousands(part)} chia cho {base.name} {text.thousands(base.value)}"
        for base in bases
        if base.value != whole and _fits(printed, part, base.value)
    ]
    fitting += [
        f"{base.name} {text.thousands(base.value)} chia cho {text.thousands(whole)}"
        for base in bases
        if base.value not in {part, whole} and _fits(printed, base.value, whole)
    ]
    if printed.digits or len(fitting) <= _MOST_NAMED:
        yield from list(dict.fromkeys(fitting))[:_MOST_NAMED]
    yield from _slips(printed, Fraction(part * 100, whole))


def _fits(printed: Printed, part: int, whole: int) -> bool:
    plain = printed.manner is Manner.EXACT and not printed.ratio
    return plain and 0 < part <= whole and fits(printed, part, whole)


def _slips(printed: Printed, true: Fraction) -> Iterator[str]:
    """Yield slips of the pen: a mark at the wrong place, figures swapped, the rest to 100."""
    if printed.manner is not Manner.EXACT or printed.ratio or printed.value <= 0:
        return
    for times, said in ((10, "phải"), (100, "phải"), (Fraction(1, 10), "trái"), (Fraction(1, 100), "trái")):  # fmt: skip
        moved = Printed(value=printed.value * times, digits=printed.digits)
        if abs(moved.value - true) * 10**printed.digits <= 1:
            yield f"dấu thập phân đặt lệch (lẽ ra dịch sang {said})"
            return
    rest = Printed(value=100 - printed.value, digits=printed.digits)
    if fits(rest, true.numerator, true.denominator * 100):
        yield "đã in phần còn lại cho đủ 100%"
    if _swapped(printed, true):
        yield "hai chữ số bị đảo chỗ"


def _swapped(printed: Printed, true: Fraction) -> bool:
    shift = 10**printed.digits
    figures = str(floor(printed.value * shift))
    for place in range(len(figures) - 1):
        other = f"{figures[:place]}{figures[place + 1]}{figures[place]}{figures[place + 2 :]}"
        moved = Printed(value=Fraction(int(other), shift), digits=printed.digits)
        if other != figures and fits(moved, true.numerator, true.denominator * 100):
            return True
    return False
