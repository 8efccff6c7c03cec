"""The parts of a review, one after the other: where each begins, and what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from hoso.services.importing._cues import has_cue
from hoso.services.importing._marks import Mark, bare, mark_of
from hoso.services.importing._wording import Heading, Part, heading_of

_ATTACHED: Final = frozenset({Part.CAUSES, Part.MEASURES, Part.BLAME})
_OUTER: Final = frozenset({"A", "I"})
_FATE: Final = re.compile(r"(?i)(?:đã|đang|chưa|cơ bản|tiếp tục)\b")
_FEWEST_WORDS = 2  # of a title in capitals


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph of an old paper, as `hoso.services.importing._paragraphs` gives it."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One paragraph within a part; `of` says what it tells of the fault before it, None: a fault."""

    text: str
    mark: Mark | None
    bold: bool = False
    of: Part | None = None

    @property
    def words(self) -> str:
        """Return the text without its marks."""
        return bare(self.text)


@dataclass(slots=True)
class Block:
    """One part with its entries; `mark` is the heading's own, `title` the heading as written."""

    part: Part
    mark: Mark | None
    title: str
    entries: list[Entry] = field(default_factory=list)
    turns: dict[str, int] = field(default_factory=dict)  # kind of item → the last one seen
    attached: bool = False  # whether a cause or measure stood below a fault already

    def add(self, entry: Entry) -> None:
        """Add an entry and note its number."""
        self.entries.append(entry)
        if entry.mark and entry.of is None:
            self.turns[entry.mark.kind] = entry.mark.turn

    @property
    def top(self) -> Mark | None:
        """Return the mark of the first fault that has one: such marks begin faults here."""
        return next((one.mark for one in self.entries if one.mark and one.of is None), None)


def blocks(paragraphs: Sequence[Para]) -> tuple[Block, ...]:
    """Return the parts in order; what stands before the first heading is in none."""
    reader = _Reader(paragraphs)
    for place in range(len(paragraphs)):
        reader.take(place)
    return tuple(reader.found)


@dataclass(slots=True)
class _Reader:
    paragraphs: Sequence[Para]
    found: list[Block] = field(default_factory=list)
    of: Part | None = None  # what the entries below a fault tell now

    def take(self, place: int) -> None:
        """Put one paragraph where it belongs."""
        para = self.paragraphs[place]
        head = heading_of(para.text, bold=para.bold)
        block = self.found[-1] if self.found else None
        if head and block and _is_fate(block, head):
            head = None
        if head and block and block.part is Part.FAULTS and self._is_below(block, head, place):
            block.attached, self.of = True, head.part
            block.add(Entry(para.text, head.mark, para.bold, head.part))
        elif head:
            self._open(Block(head.part, head.mark, para.text), head.rest)
        elif block:
            self._go_on(block, para)

    def _open(self, block: Block, rest: str) -> None:
        self.of = None
        self.found.append(block)
        if rest:
            block.add(Entry(rest, mark_of(rest)))

    def _go_on(self, block: Block, para: Para) -> None:
        mark = mark_of(para.text)
        if _ends(block, mark, para):
            self._open(Block(Part.OTHER, mark, para.text), "")
            return
        if self.of and mark and block.top and mark.rank <= block.top.rank:
            self.of = None  # the next fault
        block.add(Entry(para.text, mark, para.bold, self.of))

    def _is_below(self, block: Block, head: Heading, place: int) -> bool:
        """Return whether a cause or measure belongs to the fault above it, not to all of them."""
        top, mark = block.top, head.mark
        if head.part not in _ATTACHED or not block.entries:
            return False
        if mark and block.mark and mark.kind == block.mark.kind:
            return False
        if top is None or (mark and mark.rank <= top.rank):
            return False
        if block.attached:
            return True
        if self._has_next(block, top, head.part, place):
            return bool(head.rest) or top.counts
        alone = sum(1 for one in block.entries if one.mark and one.mark.kind == top.kind) == 1
        return alone and mark is not None and bool(head.rest)

    def _has_next(self, block: Block, top: Mark, part: Part, place: int) -> bool:
        """Return whether another fault follows in the same list."""
        wanted, seen = block.turns.get(top.kind, 0) + 1, False
        for para in self.paragraphs[place + 1 :]:
            head, mark = heading_of(para.text, bold=para.bold), mark_of(para.text)
            if head and head.part not in _ATTACHED:
                return False
            if head and seen:
                return head.part is part
            if head is None and mark and mark.kind == top.kind:
                if top.counts:
                    return mark.turn == wanted
                seen = True
        return False


def _is_fate(block: Block, head: Heading) -> bool:
    """Return whether a line of the part on remedies only tells what became of an earlier fault."""
    if block.part is not Part.REMEDIED or head.part is not Part.FAULTS:
        return False
    deeper = head.mark and block.mark and head.mark.rank > block.mark.rank
    return bool(deeper or _FATE.match(head.rest))


def _ends(block: Block, mark: Mark | None, para: Para) -> bool:
    """Return whether a paragraph is the title of a part that has no name here."""
    if mark is None:
        words = para.text.split()
        return para.text.isupper() and len(words) >= _FEWEST_WORDS and not has_cue(para.text)
    if not mark.counts:
        return False
    last = block.turns.get(mark.kind)
    if last is not None:
        sibling = block.mark and block.mark.kind == mark.kind and mark.turn == block.mark.turn + 1
        return bool(sibling) and last + 1 != mark.turn
    if block.mark and mark.rank < block.mark.rank and mark.kind in _OUTER:
        return True
    return mark.turn > 1 and (block.mark is None or mark.rank <= block.mark.rank)


def texts(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return what entries say, without their marks."""
    return tuple(words for one in entries if (words := one.words.strip(" ;")))
