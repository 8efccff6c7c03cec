"""Trích đoạn: the passage that answers a query, in its original spelling."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from hoso.index._analysis import pieces
from hoso.index._clause import Clause, Way

_WIDTH = 200  # characters, about two lines on a terminal
_LEAD = 50


class _Mark(NamedTuple):
    """One matched word: its place in the text and the condition it answers."""

    start: int
    end: int
    clause: int


class Passage(NamedTuple):
    """A snippet, in which of the texts it stands and where; `start` None when nothing answered."""

    text: str
    source: int = 0
    start: int | None = None


def snippet(values: Sequence[str], clauses: Sequence[Clause]) -> Passage:
    """Return about two lines of the first of `values` (NFC) that answers, on one line.

    Matched words stand between <b> and </b>; `&`, `<` and `>` of the text are escaped as in HTML,
    so that the two tags are unmistakable. When none answers it is the beginning of the first.
    """
    for source, value in enumerate(values):
        if marks := sorted(_marks(value, clauses)):
            best = _best(marks)
            return Passage(_shown(value, marks, best), source, _line(value, marks[best:]))
    return Passage(_shown(values[0], [], 0))


def _line(value: str, marks: Sequence[_Mark]) -> int:
    """Return where the first mark stands in that paragraph of the passage that answers most."""
    found: dict[int, list[_Mark]] = {}
    for mark in marks:
        if mark.start > marks[0].start + _WIDTH - _LEAD:
            break
        found.setdefault(value.rfind("\n", 0, mark.start), []).append(mark)
    best = max(found.values(), key=lambda some: (len({mark.clause for mark in some}), len(some)))
    return best[0].start


def _shown(value: str, marks: Sequence[_Mark], best: int) -> str:
    start = max(0, marks[best].start - _LEAD) if marks else 0
    start, end = _cut(value, start, marks[best].end if marks else 0)
    inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
    body = _joined(value, start, end, inside)
    return f"{'… ' if start else ''}{body}{' …' if end < len(value) else ''}"


def _marks(value: str, clauses: Sequence[Clause]) -> Iterator[_Mark]:
    wanted = {word for clause in clauses for way in clause.ways for word in way.folded}
    # Of all words only those that can matter are kept, under their number.
    found = {
        place: part
        for place, part in enumerate(part for _, parts in pieces(value) for part in parts)
        if part.keys.folded in wanted
    }
    accented = _by_key((place, part.keys.accented) for place, part in found.items())
    folded = _by_key((place, part.keys.folded) for place, part in found.items())
    for number, clause in enumerate(clauses):
        for way in clause.ways:
            exact = _places(accented, way.accented, way) if clause.is_marked else []
            for place, length in exact or _places(folded, way.folded, way):
                words = [found[one] for one in range(place, place + length)]
                if clause.whole:
                    yield _Mark(words[0].start, words[-1].end, number)
                else:
                    yield from (_Mark(word.start, word.end, number) for word in words)


def _by_key(words: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, word in words:
        places.setdefault(word, []).append(place)
    return places


def _places(
    places: dict[str, list[int]], wanted: tuple[str, ...], way: Way
) -> list[tuple[int, int]]:
    """Return (place, length) where the words follow each other; if nowhere and `apart`, each alone."""
    found = set(places.get(wanted[0], ()))
    for after, word in enumerate(wanted[1:], start=1):
        found &= {place - after for place in places.get(word, ())}
    if not found and way.apart:
        return sorted((place, 1) for word in wanted for place in places.get(word, ()))
    return sorted((place, len(wanted)) for place in found)


def _best(marks: Sequence[_Mark]) -> int:
    """Return the mark that begins the passage answering most conditions, then with most words."""
    starts = [mark.start for mark in marks]
    best, rank = 0, (0, 0)
    for place, mark in enumerate(marks):
        inside = marks[place : bisect_right(starts, mark.start + _WIDTH - _LEAD)]
        found = len({one.clause for one in inside}), len(inside)
        if found > rank:
            best, rank = place, found
    return best


def _cut(value: str, start: int, least: int) -> tuple[int, int]:
    """Return where the passage begins and ends, never inside a word."""
    end = max(start + _WIDTH, least)
    if start and (blank := re.compile(r"\s").search(value, start, start + _LEAD)):
        start = blank.end()
    if end >= len(value):
        return start, len(value)
    blank_at = max(value.rfind(sign, least, end) for sign in " \n\t")
    return start, blank_at if blank_at > least else end


def _joined(value: str, start: int, end: int, marks: Sequence[_Mark]) -> str:
    shown, place = [], start
    for mark in marks:
        if mark.start < place:
            continue
        shown.append(html.escape(value[place : mark.start], quote=False))
        shown.append(f"<b>{html.escape(value[mark.start : mark.end], quote=False)}</b>")
        place = mark.end
    shown.append(html.escape(value[place:end], quote=False))
    return " ".join("".join(shown).split())
