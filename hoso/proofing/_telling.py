"""One table that running text tells: its figures with their sentences, and what nothing was said of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from hoso import text
from hoso.proofing._binding import Bound
from hoso.proofing._items import NAMES, Item
from hoso.proofing._subjects import TOPIC_NAMES, Topic
from hoso.proofing._table import Report, Share, Sum, Table
from hoso.proofing._tokens import Figure

COMPARED: Final = re.compile(r"\b(?:so voi|hon|kem)(?: cung ky)? nam ((?:19|20)\d\d|truoc)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """Con số chưa liên hệ được với số nào khác, and why; `label` is "" when nobody knows its name."""

    said: str
    place: str
    quote: str
    reason: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Tăng, giảm: a count and by how much it has changed since another year, as told."""

    item: Item
    now: int
    by: int
    since: str
    place: str
    quote: str

    def sum(self, before: int) -> Sum:
        """Return the sum that must hold when the count of the other year is known."""
        return Sum(
            label=f"{NAMES[self.item]}: năm {self.since} + tăng, giảm",
            parts=(Fraction(before), Fraction(self.by)),
            whole=Fraction(self.now),
            place=self.place,
            quote=self.quote,
            code="S021",
        )


@dataclass(frozen=True, slots=True)
class Said:
    """One bound figure with the sentence that says it."""

    bound: Bound
    place: str
    quote: str
    scope: str


@dataclass(slots=True)
class Telling:
    """A table in the making."""

    topic: Topic
    year: str
    scope: str
    counts: dict[Item, Said] = field(default_factory=dict)
    percents: list[Said] = field(default_factory=list)
    changes: list[Said] = field(default_factory=list)
    twice: list[tuple[Said, Said]] = field(default_factory=list)
    alone: bool = True  # no other table has the same topic and year
    inside: bool | None = None

    @property
    def name(self) -> str:
        """Return what to call the table."""
        parts = [text.squeeze(TOPIC_NAMES[self.topic]).capitalize()]
        parts += [f"năm {self.year}"] if self.year else []
        parts += [self.scope] if self.scope and not self.alone else []
        return ", ".join(parts)

    def value(self, item: Item) -> int | None:
        """Return the count told for an item."""
        said = self.counts.get(item)
        return said.bound.count.value if said and said.bound.count else None


def table_of(telling: Telling, others: Sequence[Telling]) -> Table:
    figures = {
        item: count.value
        for item, said in telling.counts.items()
        if (count := said.bound.count) is not None and count.value is not None
    }
    rated = telling.counts.get(Item.RATED)
    if rated is not None and telling.counts.get(Item.TOTAL) is rated and rated.bound.count:
        figures[Item.TOTAL] = rated.bound.count.whole or 0
    return Table(
        name=telling.name,
        figures=figures,
        inside=telling.inside,
        shares=tuple(_share(said) for said in telling.percents),
        sums=(*_repeated(telling), *_changed(telling, others), *_spelt(telling)),
        places={item: said.place for item, said in telling.counts.items()},
        quotes={item: said.quote for item, said in telling.counts.items()},
    )


def _share(said: Said) -> Share:
    bound = said.bound
    within = bound.within.item if bound.within else None
    return Share(
        label=NAMES[bound.item],
        item=bound.item,
        part=bound.count.value if bound.count else None,
        whole=bound.count.whole if bound.count else None,
        printed=bound.percent.said if bound.percent else "",
        base=bound.base,
        likely=within if within in {Item.GOOD, Item.GOOD_UP, Item.RATED} else None,
        foreign=bound.foreign,
        place=said.place,
        quote=said.quote,
    )


def _repeated(telling: Telling) -> Iterator[Sum]:
    """Yield figures that the text prints twice, differently."""
    for before, again in telling.twice:
        first, second = before.bound.count, again.bound.count
        if first is None or second is None:
            continue
        yield Sum(
            label=f"{NAMES[again.bound.item]} in ở {before.place} và {again.place}",
            parts=(Fraction(first.value or 0),),
            whole=Fraction(second.value or 0),
            place=again.place,
            quote=again.quote,
            code="S022",
        )


def changes(telling: Telling) -> Iterator[Change]:
    """Yield every count that is told to have risen or fallen since another year."""
    for said in telling.changes:
        bound, change = said.bound, said.bound.change
        if bound.count is None or change is None or change.value is None:
            continue
        yield Change(
            item=bound.item,
            now=bound.count.value or 0,
            by=-change.value if _falls(said, change) else change.value,
            since=_compared_year(said, telling.year),
            place=said.place,
            quote=said.quote,
        )


def _changed(telling: Telling, others: Sequence[Telling]) -> Iterator[Sum]:
    """Yield «năm trước + tăng, giảm = năm nay» where the text tells the other year, too."""
    for one in changes(telling):
        before = [
            o for o in others if one.since and (o.topic, o.year) == (telling.topic, one.since)
        ]
        value = before[0].value(one.item) if before else None
        if value is not None:
            yield one.sum(value)


def _compared_year(said: Said, own: str) -> str:
    found = COMPARED.search(text.fold(said.quote))
    if found is None or found[1] != "truoc":
        return found[1] if found else ""
    return str(int(own) - 1) if own.isdecimal() else ""


def _falls(said: Said, change: Figure) -> bool:
    before = text.fold(said.quote[: change.start])
    return before.rfind("giam") > max(before.rfind("tang"), before.rfind("nhieu hon"))


def _spelt(telling: Telling) -> Iterator[Sum]:
    """Yield numbers that are printed in figures and in words."""
    for said in telling.counts.values():
        figure = said.bound.count
        if figure is None or not figure.words or figure.value is None:
            continue
        spoken = text.from_words(figure.words)
        if spoken is not None:
            yield Sum(
                label=f"{NAMES[said.bound.item]}: số và chữ «{figure.words}»",
                parts=(Fraction(spoken),),
                whole=Fraction(figure.value),
                place=said.place,
                quote=said.quote,
                code="S024",
            )


def unused(telling: Telling, table: Table, report: Report) -> Iterator[Loose]:
    """Yield the figures of a table that took part in nothing that was recomputed."""
    used = _used(telling, table, report)
    for item, said in telling.counts.items():
        if item not in used and said.bound.count is not None and item in table.figures:
            yield _left(said, said.bound.count, "không có số nào khác để đối chiếu")
    yield from _unused_percents(telling, report)
    told = {one.place + one.quote for one in table.sums if one.code == "S021"}
    for said in telling.changes:
        if said.place + said.quote not in told and said.bound.change is not None:
            yield _left(said, said.bound.change, "không có số của năm được so sánh")


def _used(telling: Telling, table: Table, report: Report) -> frozenset[Item]:
    """Return the counts that were held against others."""
    used = frozenset[Item]().union(*(done.items for done in report.computed))
    if Item.RATED in used and not table.figures.get(Item.EXCELLENT):
        used |= {Item.EXCELLENT}  # none, which no sum of the levels would miss
    rated = telling.counts.get(Item.RATED)
    if Item.RATED in used and rated is not None and telling.counts.get(Item.TOTAL) is rated:
        used |= {Item.TOTAL}  # the second figure of `21/21`
    return used | {said.bound.item for pair in telling.twice for said in pair}


def _unused_percents(telling: Telling, report: Report) -> Iterator[Loose]:
    checked = {done.share for done in report.computed}
    reasons = {left.share: left.reason for left in report.unchecked}
    for number, said in enumerate(telling.percents):
        if number not in checked and said.bound.percent is not None:
            yield _left(said, said.bound.percent, reasons.get(number, "không tính lại được"))


def _left(said: Said, figure: Figure, reason: str) -> Loose:
    return Loose(
        said=figure.said,
        place=said.place,
        quote=said.quote,
        reason=reason,
        label=NAMES[said.bound.item],
    )
