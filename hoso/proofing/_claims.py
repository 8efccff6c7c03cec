"""One printed percentage with all that is known of it: counts beside it, its label, its bases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hoso import text
from hoso.proofing import _bases
from hoso.proofing._bases import Base
from hoso.proofing._items import NAMES, Item, Label, read
from hoso.proofing._printed import Manner, Printed
from hoso.proofing._subjects import topics
from hoso.proofing._table import Finding, Share, Table

_YEAR = re.compile(r"(?:năm )?\b((?:19|20)\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A table under one reading of the highest level, or under both where either may be right.

    `readings` are the figures, under each, that were printed or follow from printed ones; `figures`
    those that are the same under all. With `explain` it is looked for what would explain a wrong
    percentage, which takes time.
    """

    table: Table
    figures: Mapping[Item, int]
    readings: tuple[Mapping[Item, int], ...]
    explain: bool = True

    @classmethod
    def of(
        cls, table: Table, *, inside: bool, certain: bool = True, explain: bool = True
    ) -> Reckoning:
        """Return a table to be reckoned with under a reading."""
        first = _bases.exact(table, inside=inside)
        if certain:
            return cls(table, first, (first,), explain)
        second = _bases.exact(table, inside=not inside)
        same = {item: value for item, value in first.items() if second.get(item) == value}
        return cls(table, same, (first, second), explain)


@dataclass(frozen=True, slots=True)
class Claim:
    """Tỷ lệ to be checked; `number` is its place in the table."""

    number: int
    share: Share
    printed: Printed
    label: Label
    under: Reckoning

    @property
    def table(self) -> Table:
        """Return the table that the percentage stands in."""
        return self.under.table

    @property
    def name(self) -> str:
        """Return what to call the percentage in messages."""
        named = NAMES[self.label.item] if self.label.item else f"tỷ lệ thứ {self.number + 1}"
        return self.share.label or named

    @property
    def part(self) -> int | None:
        """Return the count that is a share: as printed beside it, else as the table has it."""
        if self.share.part is not None:
            return self.share.part
        own = self.printed.part if self._has_counts else None
        if own is not None or self.label.item is None:
            return own
        return self.under.figures.get(self.label.item)

    @property
    def whole(self) -> int | None:
        """Return the base that was printed beside the percentage, None when none was."""
        if self.share.whole is not None:
            return self.share.whole
        return self.printed.whole if self._has_counts else None

    @property
    def _has_counts(self) -> bool:
        """Return whether the fraction printed is one of counts, not one of speech (`trên 2/3`)."""
        return not self.printed.ratio or self._is_fraction_alone

    @property
    def _is_fraction_alone(self) -> bool:
        spoken = self.printed.manner is not Manner.EXACT or self.share.part is not None
        return self.printed.ratio and not spoken and self.share.whole is None

    @property
    def is_only_counts(self) -> bool:
        """Return whether the place of a percentage holds the count itself, or `16/83` and no more."""
        count = text.parse_whole(self.share.printed)
        return self._is_fraction_alone or (count is not None and count > 100 and count == self.part)


def understood(share: Share, table: Table) -> Label:
    """Return what a share is of: as its surroundings say, its label, or the only figure it can be."""
    said = _said(share.label, table.name)
    item = share.item or _meant(said.item, said.plain, table)
    if item is None and share.part is not None:
        return Label(_bases.item_of(share.part, table), share.base)
    return Label(item, share.base or said.base, plain=said.plain or share.item is not None)


def _said(label: str, title: str) -> Label:
    """Return what a label says in a table of that title: its year and topic may come again."""
    known = set(_YEAR.findall(title))
    said = read(_YEAR.sub(lambda one: "" if one[1] in known else one[0], label) if known else label)
    other = topics(label) - topics(title) if topics(title) else frozenset()
    return Label(said.item, said.base, plain=said.plain and not other)


def _meant(item: Item | None, plain: bool, table: Table) -> Item | None:  # noqa: FBT001  # of a label
    """Return the figure of the table that a label means: «không đánh giá» may be «chưa đánh giá»."""
    if item is Item.EXEMPT and not plain and Item.EXEMPT not in table.figures:
        return Item.WAITING if Item.WAITING in table.figures else item
    return item


def candidates(claim: Claim) -> tuple[list[Base], bool]:
    """Return the bases to try, the usual ones first, and whether one of them must be the right one."""
    item, under = claim.label.item, claim.under
    if claim.label.base is not None:
        value = under.figures.get(claim.label.base)
        return ([Base(NAMES[claim.label.base], value)] if value else []), value is not None
    if item is None:
        return [], False
    found: list[Base] = []
    complete = claim.label.plain
    for figures in under.readings:
        bases, whole = _bases.usual(item, figures)
        found += [base for base in bases if base not in found]
        complete = complete and whole
    likely = claim.share.likely
    if likely is not None and likely in under.figures:
        base = Base(NAMES[likely], under.figures[likely])
        return [base, *(one for one in found if one.value not in {0, base.value})], True
    if not complete:
        known = {base.value for base in found}
        found += [base for base in _bases.stand_in(item, under.table) if base.value not in known]
    return [base for base in found if base.value > 0], complete


def contradictions(claim: Claim) -> Iterator[Finding]:
    """Yield a finding for each count beside the percentage that the table prints otherwise."""
    beside = None if claim.printed.ratio else claim.printed.part
    if beside is not None and claim.share.part not in {None, beside}:
        yield _otherwise(claim, "tử số", beside, claim.share.part or 0, "ghi riêng")
    part, whole, item = claim.part, claim.whole, claim.label.item
    if item is None or not claim.label.plain or part is None:
        return
    figures = claim.under.figures
    allowed = _allowed(item, claim.table, figures)
    if allowed and part not in allowed:
        there = claim.table.figures[item]
        yield _otherwise(claim, "tử số", part, there, f"của hàng «{NAMES[item]}»")
    elif whole is not None and whole not in figures.values():
        bases, complete = _bases.usual(item, figures)
        near = next((base for base in bases if _bases.slip(whole, base.value)), None)
        if complete and near is not None:
            yield _otherwise(claim, "mẫu số", whole, near.value, f"của hàng «{near.name}»")


def _allowed(item: Item, table: Table, figures: Mapping[Item, int]) -> set[int]:
    """Return the counts that a share of this figure may be printed with; none when none is known."""
    if item not in table.figures:
        return set()
    own = table.figures[item]
    if item not in {Item.GOOD, Item.GOOD_UP}:
        return {own}
    best = table.figures.get(Item.EXCELLENT, 0)
    return {own, own - best, own + best, figures.get(Item.GOOD_UP, own)}


def _otherwise(claim: Claim, what: str, here: int, there: int, where: str) -> Finding:
    said = f"{text.thousands(here)} mà số {where} là {text.thousands(there)}"
    return Finding(
        code="S020",
        label=claim.name,
        message=f"{claim.name}: {what} in là {said}; một số in hai cách.",
        printed=str(here),
        recomputed=str(there),
        place=claim.share.place,
        quote=claim.share.quote,
    )
