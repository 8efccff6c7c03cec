"""What each figure of a sentence counts: the name before it or after it, and whom it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from hoso.proofing._items import Hit, Item
from hoso.proofing._phrases import (
    AGAIN,
    NOTHING_OF,
    OF,
    PART_ONLY,
    PERSONS,
    SHARE_LINK,
    STRONG_AFTER,
    STRONG_BEFORE,
    TOTAL_AFTER,
    TOTAL_BEFORE,
    WEAK,
    WEAK_AFTER,
    WITHIN,
    YEAR_BESIDE,
)
from hoso.proofing._subjects import Topic
from hoso.proofing._tokens import Figure, Kind, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Con số đã rõ: what it counts, of whom, with the percentage and the change printed beside it.

    `count` is None for a percentage without its count; `within` is the count that it is said to be
    part of (`trong đó`); `foreign` whether its percentage is of something else; `plain` whether no
    word makes it a figure of a part only.
    """

    item: Item
    topics: tuple[Topic, ...]
    count: Figure | None = None
    percent: Figure | None = None
    change: Figure | None = None
    within: Bound | None = None
    base: Item | None = None
    foreign: bool = False
    year: str = ""
    plain: bool = True
    end: int = 0  # where what is said of it ends


@dataclass(slots=True)
class Binder:
    """Reads one sentence from left to right; `context` is whom the text spoke of before."""

    sentence: Sentence
    context: Topic | None
    found: list[Bound] = field(default_factory=list)
    loose: list[Figure] = field(default_factory=list)
    taken: set[Hit] = field(default_factory=set)
    lent: set[Hit] = field(default_factory=set)  # names that percentages before them share

    def read(self) -> None:
        """Bind every figure of the sentence, or leave it loose."""
        for place, figure in enumerate(self.sentence.figures):
            if figure.kind is Kind.COUNT:
                self._count(place, figure)
            elif figure.kind is Kind.PERCENT:
                self._percent(figure, place)
            elif figure.kind is Kind.CHANGE and self._last is not None and not self._last.change:
                self.found[-1] = replace(self._last, change=figure, end=figure.end)
            else:
                self.loose.append(figure)

    @property
    def _last(self) -> Bound | None:
        return self.found[-1] if self.found else None

    def _count(self, place: int, figure: Figure) -> None:
        hit = self._named(place, figure)
        if hit is not None:
            self.taken.add(hit)
            item = hit.item
        elif self._is_total(figure):
            item = Item.TOTAL
        else:
            if figure.value or figure.said[0].isdigit():  # «không có» counts nothing by itself
                self.loose.append(figure)
            return
        ends = max(figure.end, hit.end if hit else 0)
        within = self._within(figure)
        part_of_same = within is not None and within.item is item  # 957, of which 269 …
        self.found.append(
            Bound(
                item=item,
                topics=self._topics(figure, hit),
                count=figure,
                within=within,
                year=self._year(ends),
                plain=not part_of_same and self._is_plain(figure, hit),
                end=ends,
            )
        )

    def _named(self, place: int, figure: Figure) -> Hit | None:
        """Return the name of a count: right before it, right after it, or near enough."""
        before, after = self._before(place, figure), self._after(place, figure)
        folded = self.sentence.folded
        gap_before = folded[before.end : figure.start] if before else ";"
        gap_after = folded[figure.end : after.start] if after else ";"
        none = figure.said.lower()
        if none == "không có" or (none == "không" and before is None):
            return after if NOTHING_OF.fullmatch(gap_after) else None
        if STRONG_BEFORE.fullmatch(gap_before):
            return before
        if STRONG_AFTER.fullmatch(gap_after):
            return after
        if WEAK.fullmatch(gap_before):
            return before
        return after if WEAK_AFTER.fullmatch(gap_after) else None

    def _before(self, place: int, figure: Figure) -> Hit | None:
        start = self.sentence.figures[place - 1].end if place else 0
        names = [h for h in self.sentence.hits if start <= h.start and h.end <= figure.start]
        free = [one for one in names if one not in self.taken | self.lent]
        return free[-1] if free else None

    def _after(self, place: int, figure: Figure) -> Hit | None:
        later = [f.start for f in self.sentence.figures[place + 1 :] if f.kind is Kind.COUNT]
        stop = later[0] if later else len(self.sentence.said)
        names = [h for h in self.sentence.hits if figure.end <= h.start and h.end <= stop]
        return next((one for one in names if one not in self.taken), None)

    def _is_total(self, figure: Figure) -> bool:
        """Return whether a count without a name is how many there are: `có 957 tổ chức …,`."""
        folded = self.sentence.folded
        return bool(
            figure.value
            and TOTAL_BEFORE.search(folded[: figure.start])
            and TOTAL_AFTER.match(folded[figure.end :])
        )

    def _topics(self, figure: Figure, hit: Hit | None) -> tuple[Topic, ...]:
        """Return whom a figure counts: named right after it, between it and its name, or before."""
        mentions = self.sentence.mentions
        after = [one for one in mentions if figure.end <= one.start]
        if after and after[0].start - figure.end <= 2 and figure.value != 0:
            return (after[0].topic,)
        if hit is not None and hit.start >= figure.end:
            between = tuple(dict.fromkeys(one.topic for one in after if one.end <= hit.start))
            if between:
                return between if figure.value == 0 else between[:1]
        before = [one.topic for one in mentions if one.end <= figure.start]
        persons = PERSONS.match(self.sentence.folded[figure.end :]) is not None
        nearest = before[-1] if before else self.context
        if persons and nearest not in {Topic.MEMBERS, Topic.PROBATIONARY, Topic.PERSONS}:
            nearest = Topic.MEMBERS
        return (nearest,) if nearest else ()

    def _within(self, figure: Figure) -> Bound | None:
        """Return the figure before, when this one is said to be part of it."""
        last = self._last
        if last is None or last.count is None:
            return None
        return last if WITHIN.search(self.sentence.folded[last.end : figure.start]) else None

    def _year(self, end: int) -> str:
        found = YEAR_BESIDE.match(self.sentence.folded[end:])
        return found[1] if found else ""

    def _is_plain(self, figure: Figure, hit: Hit | None) -> bool:
        """Return whether no word of the clause makes the figure one of a part only."""
        folded = self.sentence.folded
        first = min(figure.start, hit.start if hit else figure.start)
        last = max(figure.end, hit.end if hit else figure.end)
        start = max(folded.rfind(mark, 0, first) for mark in (",", ";", ":", "(")) + 1
        start = max([start, *(f.end for f in self.sentence.figures if f.end <= first)])
        stops = [f.start for f in self.sentence.figures if f.start >= last]
        tail = re.split(r"[,;:.()]", folded[last : stops[0] if stops else None])[0]
        if hit is not None and hit.end <= figure.start:
            tail = ""  # the name came before; what follows only describes
        clause = list(folded[start:last] + tail)
        spans = [(one.start, one.end) for one in self.sentence.hits]
        spans += [(one.start, one.end) for one in self.sentence.mentions]
        for begin, end in spans:
            for place in range(max(begin, start), min(end, start + len(clause))):
                clause[place - start] = " "
        return not PART_ONLY.search("".join(clause))

    def _percent(self, figure: Figure, place: int) -> None:
        last, folded = self._last, self.sentence.folded
        gap = folded[last.end : figure.start] if last and last.end <= figure.start else ";"
        if last and last.count and not last.percent and SHARE_LINK.fullmatch(gap):
            base, foreign, end = self._of(figure)
            year = last.year or self._year(figure.end)
            self.found[-1] = replace(
                last, percent=figure, base=base, foreign=foreign, year=year, end=end
            )
        elif (last and last.percent and (bound := self._again(last, figure, gap)) is not None) or (
            bound := self._percent_alone(place, figure)
        ) is not None:
            self.found.append(bound)
        else:
            self.loose.append(figure)

    def _again(self, last: Bound, figure: Figure, gap: str) -> Bound | None:
        """Return another percentage of what the one before is of: of another base or year."""
        if not AGAIN.fullmatch(gap):
            return None
        base, foreign, end = self._of(figure)
        year = self._year(figure.end)
        if base is None and not foreign and year == last.year:
            return None
        return replace(
            last, percent=figure, base=base, foreign=foreign, year=year, end=end, count=None
        )

    def _percent_alone(self, place: int, figure: Figure) -> Bound | None:
        """Return a percentage without its count, with the name before it or after it."""
        before, after = self._before(place, figure), self._after(place, figure)
        folded = self.sentence.folded
        base, foreign, end = None, False, figure.end
        if before and re.fullmatch(r"[^;.:]{0,60}", folded[before.end : figure.start]):
            hit, topics = before, self._topics(figure, before)
            self.taken.add(hit)
            base, foreign, end = self._of(figure)
        elif after and re.fullmatch(r"[^;.:]{0,140}", folded[figure.end : after.start]):
            hit, topics = after, self._first_topic(figure)
            self.lent.add(hit)
        else:
            return None
        return Bound(
            item=hit.item,
            topics=topics,
            percent=figure,
            base=base,
            foreign=foreign,
            year=self._year(figure.end),
            plain=self._is_plain(figure, hit),
            end=end,
        )

    def _first_topic(self, figure: Figure) -> tuple[Topic, ...]:
        """Return whom `100% tổ chức …` is about: whoever stands right after the percentage."""
        stops = [f.start for f in self.sentence.figures if f.start > figure.start]
        stop = stops[0] if stops else len(self.sentence.said)
        named = [m.topic for m in self.sentence.mentions if figure.end <= m.start < stop]
        found = tuple(dict.fromkeys(named))
        return found or ((self.context,) if self.context else ())

    def _of(self, figure: Figure) -> tuple[Item | None, bool, int]:
        """Return the base that a percentage says it is of, if no table holds it, and where that ends."""
        found = OF.match(self.sentence.folded[figure.end :])
        if not found:
            return None, False, figure.end
        start, end = figure.end, figure.end + found.end()
        named = [one for one in self.sentence.hits if start <= one.start and one.end <= end]
        self.taken.update(named)
        items = [one.item for one in named if one.item is not Item.TOTAL]
        if items:
            return items[0], False, named[-1].end
        topics = [one for one in self.sentence.mentions if start <= one.start and one.end <= end]
        rest = re.sub(r"\b(?:so voi|tren|trong|cua|tong so|tong|so)\b", "", found[0])
        for one in topics:
            rest = rest.replace(self.sentence.folded[one.start : one.end], "", 1)
        foreign = bool(re.search(r"\w{3}", rest))
        return (None if foreign else Item.TOTAL), foreign, topics[-1].end if topics else figure.end


def bind(sentence: Sentence, context: Topic | None) -> tuple[list[Bound], list[Figure]]:
    """Return what the figures of a sentence count, and those of which that is not clear."""
    binder = Binder(sentence, context)
    binder.read()
    return binder.found, binder.loose


def in_order(found: Sequence[Bound]) -> Iterator[tuple[Topic, Bound]]:
    """Yield each bound figure for each topic that it is about."""
    for one in found:
        for topic in one.topics:
            yield topic, one
