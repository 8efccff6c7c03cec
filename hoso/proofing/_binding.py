"""What each figure of a sentence counts: the name before it or after it, and whom it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from hoso.proofing._items import Hit, Item
from hoso.proofing._subjects import Topic
from hoso.proofing._tokens import Figure, Kind, Sentence

_UNIT: Final = (
    r"(?:dong chi|d/c|dang vien|dv|nguoi|to chuc co so dang|to chuc dang|to chuc|tccsd|chi bo|dang bo|"
    r"tap the|ca nhan|don vi|can bo)(?: truc thuoc| cap huyen)?"
)
_LINKS: Final = (
    r"(?:la|co|gom|dat|duoc|bi|voi|so luong|so|trong nam|nam nay|cua nam|hien co|hien nay|tong so|"
    r"tong cong|toan tinh|toan huyen|toan dang bo|deu)"
)
_RATE: Final = (
    r"(?:dat|duoc|bi|xep loai|danh gia|phan loai|chat luong|tieu chuan|muc|o|loai|la|co|tu|theo|"
    r"trong dien|thuoc dien|va|,)"
)
_STRONG_BEFORE: Final = re.compile(rf"[\s:=(–-]*(?:(?:{_LINKS}|{_UNIT})\b[\s:=]*){{0,4}}")
_STRONG_AFTER: Final = re.compile(rf"\s*(?:{_UNIT})?(?:\s*\([^)]*\))?(?:\s*{_RATE}\b|\s*,)*\s*")
_WEAK: Final = re.compile(r"[^,;.:]{0,45}")
_NOTHING_OF: Final = re.compile(r"[^;.:]{0,120}")
_TOTAL_BEFORE: Final = re.compile(r"\b(?:co|gom|quan ly)\s+(?:tong so |tong cong )?$")
_TOTAL_AFTER: Final = re.compile(rf"\s*{_UNIT}\s*(?:[,;.(]|$|va\b|truc thuoc\b|giam\b|tang\b)")
_PERSONS: Final = re.compile(r"\s*(?:dong chi|d/c|nguoi)\b")
_SHARE_LINK: Final = re.compile(
    rf"\s*(?:{_UNIT})?\s*[,(–-]*\s*(?:(?:chiem|dat|bang|tuong duong|tuc|ung voi|ty le|ti le|la|=|voi)"
    r"\s*){0,3}\(?\s*|[^,;.:()\d]{0,45}\bchiem\s*(?:ty le\s*)?"
)
_OF: Final = re.compile(r"\s*(?:so voi |tren |trong |cua )?(?:tong so|tong|so)\b[^,.;()\d]{0,70}")
_YEAR_BESIDE: Final = re.compile(r"[\s)]*\(nam ((?:19|20)\d\d)\)")
_WITHIN: Final = re.compile(r"\btrong do\b|\btrong so (?:do|nay)\b")
# Words that make a figure one of a part only; hits and mentions are taken out first.
_PART_ONLY: Final = re.compile(
    r"\b(?:nu|du bi|dan toc|ton giao|tuoi|tre|trinh do|nghi huu|huu tri|sinh vien|hoc sinh|"
    r"doanh nghiep|quan doi|cong chuc|vien chuc|giao vien|bi thu|cap uy vien|uy vien|cap uy|"
    r"dien|khen thuong|giay khen|bang khen|tieu bieu|lien tuc|lien)\b"
)


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

    def read(self) -> None:
        """Bind every figure of the sentence, or leave it loose."""
        for place, figure in enumerate(self.sentence.figures):
            if figure.kind is Kind.COUNT:
                self._count(place, figure)
            elif figure.kind is Kind.PERCENT:
                self._percent(place, figure)
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
        self.found.append(
            Bound(
                item=item,
                topics=self._topics(figure, hit),
                count=figure,
                within=self._within(figure),
                year=self._year(ends),
                plain=self._is_plain(figure, hit),
                end=ends,
            )
        )

    def _named(self, place: int, figure: Figure) -> Hit | None:
        """Return the name of a count: right before it, right after it, or near enough."""
        before, after = self._before(place, figure), self._after(place, figure)
        folded = self.sentence.folded
        gap_before = folded[before.end : figure.start] if before else ";"
        gap_after = folded[figure.end : after.start] if after else ";"
        if figure.value == 0 and figure.said.lower() == "không có":
            return after if _NOTHING_OF.fullmatch(gap_after) else None
        if _STRONG_BEFORE.fullmatch(gap_before):
            return before
        if _STRONG_AFTER.fullmatch(gap_after):
            return after
        if _WEAK.fullmatch(gap_before):
            return before
        return after if _WEAK.fullmatch(gap_after) else None

    def _before(self, place: int, figure: Figure) -> Hit | None:
        start = self.sentence.figures[place - 1].end if place else 0
        names = [h for h in self.sentence.hits if start <= h.start and h.end <= figure.start]
        free = [one for one in names if one not in self.taken]
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
            and _TOTAL_BEFORE.search(folded[: figure.start])
            and _TOTAL_AFTER.match(folded[figure.end :])
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
        persons = _PERSONS.match(self.sentence.folded[figure.end :]) is not None
        nearest = before[-1] if before else self.context
        if persons and nearest not in {Topic.MEMBERS, Topic.PROBATIONARY, Topic.PERSONS}:
            nearest = Topic.MEMBERS
        return (nearest,) if nearest else ()

    def _within(self, figure: Figure) -> Bound | None:
        """Return the figure before, when this one is said to be part of it."""
        last = self._last
        if last is None or last.count is None:
            return None
        return last if _WITHIN.search(self.sentence.folded[last.end : figure.start]) else None

    def _year(self, end: int) -> str:
        found = _YEAR_BESIDE.match(self.sentence.folded[end:])
        return found[1] if found else ""

    def _is_plain(self, figure: Figure, hit: Hit | None) -> bool:
        """Return whether no word of the clause makes the figure one of a part only."""
        folded = self.sentence.folded
        first = min(figure.start, hit.start if hit else figure.start)
        last = max(figure.end, hit.end if hit else figure.end)
        start = max(folded.rfind(mark, 0, first) for mark in (",", ";", ":", "(")) + 1
        start = max([start, *(f.end for f in self.sentence.figures if f.end <= first)])
        tail = re.split(r"[,;:.()\d]", folded[last:])[0]
        clause = list(folded[start:last] + tail)
        spans = [(one.start, one.end) for one in self.sentence.hits]
        spans += [(one.start, one.end) for one in self.sentence.mentions]
        for begin, end in spans:
            for place in range(max(begin, start), min(end, start + len(clause))):
                clause[place - start] = " "
        return not _PART_ONLY.search("".join(clause))

    def _percent(self, place: int, figure: Figure) -> None:
        last, folded = self._last, self.sentence.folded
        base, foreign = self._of(figure)
        if (
            last is not None
            and last.percent is None
            and last.count is not None
            and last.end <= figure.start
            and _SHARE_LINK.fullmatch(folded[last.end : figure.start])
        ):
            year = last.year or self._year(figure.end)
            self.found[-1] = replace(
                last, percent=figure, base=base, foreign=foreign, year=year, end=figure.end
            )
            return
        if (bound := self._percent_alone(place, figure)) is None:
            self.loose.append(figure)
            return
        self.found.append(replace(bound, base=base, foreign=foreign))

    def _percent_alone(self, place: int, figure: Figure) -> Bound | None:
        """Return a percentage without its count, named before or after it, or with the one before."""
        before, after = self._before(place, figure), self._after(place, figure)
        folded, last = self.sentence.folded, self._last
        if before and re.fullmatch(r"[^;.:]{0,60}", folded[before.end : figure.start]):
            hit, topics = before, self._topics(figure, before)
            self.taken.add(hit)
        elif after and re.fullmatch(r"[^;.:]{0,140}", folded[figure.end : after.start]):
            hit, topics = after, self._first_topic(figure)
        elif last and last.count is None and last.percent and last.year:
            return replace(last, percent=figure, year=self._year(figure.end), end=figure.end)
        else:
            return None
        plain = self._is_plain(figure, hit)
        year = self._year(figure.end)
        return Bound(
            item=hit.item, topics=topics, percent=figure, year=year, plain=plain, end=figure.end
        )

    def _first_topic(self, figure: Figure) -> tuple[Topic, ...]:
        """Return whom `100% tổ chức …` is about: whoever stands right after the percentage."""
        stops = [f.start for f in self.sentence.figures if f.start > figure.start]
        stop = stops[0] if stops else len(self.sentence.said)
        named = [m.topic for m in self.sentence.mentions if figure.end <= m.start < stop]
        found = tuple(dict.fromkeys(named))
        return found or ((self.context,) if self.context else ())

    def _of(self, figure: Figure) -> tuple[Item | None, bool]:
        """Return the base that a percentage says it is of, and whether no table here holds it."""
        found = _OF.match(self.sentence.folded[figure.end :])
        if not found:
            return None, False
        start, end = figure.end, figure.end + found.end()
        named = [one for one in self.sentence.hits if start <= one.start and one.end <= end]
        self.taken.update(named)
        items = [one.item for one in named if one.item is not Item.TOTAL]
        if items:
            return items[0], False
        topics = [one for one in self.sentence.mentions if start <= one.start and one.end <= end]
        rest = re.sub(r"\b(?:so voi|tren|trong|cua|tong so|tong|so)\b", "", found[0])
        for one in topics:
            rest = rest.replace(self.sentence.folded[one.start : one.end], "", 1)
        foreign = bool(re.search(r"\w{3}", rest))
        return (None if foreign else Item.TOTAL), foreign


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
