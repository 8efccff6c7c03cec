"""Showing what two sentences share: places of shared notions and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hoso.recurrence._analysis import Analysis, Mention
from hoso.text import nfc

Spans = tuple[tuple[int, int], ...]
MIN_RUN = 2  # a single shared syllable says nothing


def shared_spans(one: Analysis, other: Analysis) -> tuple[Spans, Spans]:
    """Return the sorted, disjoint offsets of shared notions and word runs in both NFC texts."""
    return _side(one, other), _side(other, one)


def mark(text: str, spans: Spans, marks: tuple[str, str]) -> str:
    """Return `text` in NFC with every span between the two `marks`."""
    plain, parts, last = nfc(text), [], 0
    for start, end in spans:
        parts += [plain[last:start], marks[0], plain[start:end], marks[1]]
        last = end
    return "".join([*parts, plain[last:]])


def runs(one: Analysis, other: Analysis) -> list[tuple[int, int]]:
    """Return where `one` has two or more words in a row as `other` has them."""
    if one.wording.pairs.isdisjoint(other.wording.pairs):
        return []
    found: list[tuple[int, int]] = []
    begin, words = 0, one.wording.words
    for place in range(1, len(words) + 1):
        if place < len(words) and (words[place - 1][0], words[place][0]) in other.wording.pairs:
            continue
        if place - begin >= MIN_RUN:
            found.append((words[begin][1], words[place - 1][2]))
        begin = place
    return found


def _side(one: Analysis, other: Analysis) -> Spans:
    spans = runs(one, other)
    for mine, theirs in (
        (one.about.mentions, other.about.mentions),
        (one.details.mentions, other.details.mentions),
        (one.failing.mentions, other.failing.mentions),
    ):
        spans += _shared(mine, theirs)
    return _joined(spans)


def _shared(mine: Sequence[Mention], theirs: Sequence[Mention]) -> Iterable[tuple[int, int]]:
    known = {mention.notion for mention in theirs}
    return [span for mention in mine if mention.notion in known for span in mention.spans]


def _joined(spans: list[tuple[int, int]]) -> Spans:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)
