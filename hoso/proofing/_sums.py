"""The sums that a summary must keep, and what they tell when some figures were not printed.

A figure that was not printed may be anything from nought up, so a sum is broken only when no value
of the missing ones could mend it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from hoso import text
from hoso.proofing._items import FORMS, NAMES, REASONS, Item
from hoso.proofing._table import Table

_PLACES: Final = (Item.EXEMPT, Item.WAITING, Item.NEW, Item.RATED)
_WITHIN: Final = (Item.GOOD, Item.DONE, Item.FAILED)
_BESIDE: Final = (Item.EXCELLENT, *_WITHIN)


class State(Enum):
    """How a sum came out: it holds, it cannot hold, or too little was printed to tell."""

    HOLDS = auto()
    BROKEN = auto()
    OPEN = auto()


@dataclass(frozen=True, slots=True)
class Relation:
    """Quan hệ: `whole` is the sum of `parts`."""

    code: str
    whole: Item
    parts: tuple[Item, ...]


def _relations(levels: tuple[Item, ...]) -> tuple[Relation, ...]:
    return (
        Relation("S006", Item.DISCIPLINED, FORMS),
        Relation("S005", Item.FAILED, REASONS),
        Relation("S008", Item.GOOD_UP, levels[:-2]),
        Relation("S008", Item.DONE_UP, levels[:-1]),
        Relation("S002", Item.RATED, levels),
        Relation("S001", Item.TOTAL, _PLACES),
    )


_INSIDE: Final = _relations(_WITHIN)
_OUTSIDE: Final = _relations(_BESIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One relation as the figures of a table have it.

    `total` is the sum of what is known of the parts; `printed` are the parts that were printed or
    follow from printed ones.
    """

    relation: Relation
    state: State
    whole: int
    total: int
    printed: tuple[Item, ...]
    missing: tuple[Item, ...]

    @property
    def off(self) -> int:
        """Return by how much the parts exceed the whole."""
        return self.total - self.whole

    @property
    def label(self) -> str:
        """Return the relation in words, as far as its parts were printed."""
        return f"{NAMES[self.relation.whole]} = {' + '.join(NAMES[p] for p in self.printed)}"

    def spelt(self, values: Mapping[Item, int]) -> str:
        """Return the relation with its figures: `được đánh giá 953, mà … 871 + … 80 = 951`."""
        parts = " + ".join(f"{NAMES[p]} {text.thousands(values[p])}" for p in self.printed)
        whole = f"{NAMES[self.relation.whole]} {text.thousands(self.whole)}"
        return f"{whole}, mà {parts} = {text.thousands(self.total)}"


def relations(*, inside: bool) -> tuple[Relation, ...]:
    """Return the relations of a summary, the highest level within "tốt" or beside it."""
    return _INSIDE if inside else _OUTSIDE


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a figure: at least this, or exactly this."""

    least: int
    exact: bool


def known(table: Table, *, inside: bool) -> dict[Item, Known]:
    """Return what is known of every figure: as printed, else by the sum of its parts."""
    found = {item: Known(value, exact=True) for item, value in table.figures.items()}
    for one in relations(inside=inside):
        if one.whole in found or one.whole is Item.DISCIPLINED:
            continue  # forms of discipline may be printed for others than those who failed
        parts = [found[part] for part in one.parts if part in found]
        if parts:
            complete = len(parts) == len(one.parts) and all(part.exact for part in parts)
            exact = complete and not table.others.get(one.whole)
            found[one.whole] = Known(sum(part.least for part in parts), exact=exact)
    return found


def outcomes(table: Table, *, inside: bool) -> tuple[Outcome, ...]:
    """Return every relation whose whole was printed with at least one part."""
    facts = known(table, inside=inside)
    return tuple(
        outcome
        for one in relations(inside=inside)
        if (outcome := _outcome(one, table, facts)) is not None
    )


def _outcome(one: Relation, table: Table, facts: Mapping[Item, Known]) -> Outcome | None:
    whole = table.figures.get(one.whole)
    printed = tuple(part for part in one.parts if part in facts)
    others = table.others.get(one.whole, ())
    if one.parts == printed == (Item.GOOD,):  # "tốt trở lên" is the same figure as "tốt"
        printed = () if whole == facts[Item.GOOD].least else printed
    if whole is None or not (printed or others):
        return None
    total = sum(facts[part].least for part in printed)
    missing = tuple(part for part in one.parts if part not in facts or not facts[part].exact)
    state = _state(whole, total, others, complete=not missing)
    if state is State.HOLDS and whole != total:
        total = whole  # the parts without a name are counted in
    return Outcome(
        relation=one, state=state, whole=whole, total=total, printed=printed, missing=missing
    )


def _state(whole: int, total: int, others: Sequence[int], *, complete: bool) -> State:
    if whole in {total, total + sum(others), *(total + one for one in others)}:
        return State.HOLDS
    return State.BROKEN if complete or total > whole else State.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Cách hiểu of the highest level, and how the sums come out under it."""

    inside: bool
    outcomes: tuple[Outcome, ...]
    exceeds: bool  # more "xuất sắc" than the "tốt" that would hold them

    @property
    def fits(self) -> bool:
        """Return whether nothing about the levels speaks against this reading."""
        codes = {one.relation.code for one in self.broken}
        return not self.exceeds and not codes & {"S002", "S008"}

    @property
    def faults(self) -> int:
        """Return how many things are wrong under this reading."""
        return len(self.broken) + self.exceeds

    @property
    def broken(self) -> tuple[Outcome, ...]:
        """Return the sums that cannot hold."""
        return tuple(one for one in self.outcomes if one.state is State.BROKEN)

    @property
    def proven(self) -> bool:
        """Return whether the levels add up to what was rated."""
        return any(
            one.state is State.HOLDS and one.relation.code == "S002" for one in self.outcomes
        )


def reading(table: Table, *, inside: bool) -> Reading:
    """Return how the sums of a table come out under one reading."""
    best, good = table.figures.get(Item.EXCELLENT, 0), table.figures.get(Item.GOOD)
    exceeds = inside and good is not None and best > good
    return Reading(inside=inside, outcomes=outcomes(table, inside=inside), exceeds=exceeds)


def suspects(table: Table, found: Reading) -> Iterator[tuple[Item, int]]:
    """Yield each figure that alone could mend every broken sum, with the value that mends them."""
    for item, value in sorted(table.figures.items()):
        for broken in found.broken:
            if item is broken.relation.whole:
                mended = value + broken.off
            elif item in broken.relation.parts:
                mended = value - broken.off
            else:
                continue
            changed = replace(table, figures={**table.figures, item: mended})
            if mended >= 0 and not reading(changed, inside=found.inside).faults:
                yield item, mended
                break
