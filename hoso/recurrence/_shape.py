"""How a sentence is built: what it speaks of first, what it says of that, and the rest.

A look-alike keeps the frame of an old sentence, even its figures, and changes one part; a return
keeps the parts and changes the frame. So the parts are compared one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hoso.recurrence._expressions import words_of
from hoso.recurrence._lexicon import Vector
from hoso.text import fold, tone_key

_DENYING = "chưa không thiếu kém chậm thấp trễ muộn hạn yếu ít"
DENYING = frozenset({*map(tone_key, _DENYING.split()), *fold(_DENYING).split()})
TURNING = frozenset(map(tone_key, ("nhưng", "song")))
SHORT_CONCESSION = 4  # fewer words before the turn concede nothing
SHORT_HEAD = 2  # fewer words before the failing name nothing: the whole first clause does
FIRST_CLAUSE = 12  # letters before a comma that ends the first clause, not an opening word
OPENING = 4  # words that make the beginning of two sentences the same
_CUT = re.compile(r"[,;:.!?](?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
Word = tuple[str, int, int]  # key, start, end


@dataclass(frozen=True, slots=True)
class Shape:
    """The parts of a sentence; vectors have length 1 (or none)."""

    head: Vector  # before the failing
    failing: Vector  # from there to the end of the first clause
    clause: Vector  # both
    rest: Vector
    single: Vector  # single syllables of the whole
    opening: tuple[str, ...]
    clause_words: frozenset[str]
    triples: frozenset[tuple[str, str, str]]
    figures: frozenset[str]  # numbers that are not years
    rarities: Mapping[str, float]
    mass: float
    conceded: frozenset[str]  # what is said to go well («đã …, nhưng …»)
    blamed: Vector  # the whole but that


# long: one line an aspect
def shape(
    plain: str,
    words: Sequence[Word],
    failing: Iterable[int],
    vector: Callable[[Iterable[str]], Vector],
    rarity: Callable[[str], float],
) -> Shape:
    """Return the shape of `plain`; `failing` are the offsets where a manner is named."""
    keys = [key for key, _, _ in words]
    end = next((cut.start() for cut in _CUT.finditer(plain) if cut.start() > FIRST_CLAUSE), None)
    clause = [word for word in words if end is None or word[1] < end]
    fails = min((*failing, *(start for key, start, _ in words if key in DENYING)), default=None)
    head = [key for key, start, _ in clause if fails is None or start < fails]
    said = [key for key, start, _ in clause if fails is not None and start >= fails]
    spoken = [key for key, _, _ in clause]
    rarities = {key: rarity(key) for key in set(keys)}
    opening = head if len(head) >= SHORT_HEAD else spoken
    turn = turning(keys)
    return Shape(
        head=vector(words_of(opening)),
        failing=vector(words_of(said)),
        clause=vector(words_of(spoken)),
        rest=vector(words_of(keys[len(clause) :])),
        single=vector(keys),
        opening=tuple(opening[:OPENING]),
        clause_words=frozenset(spoken),
        triples=frozenset(zip(keys, keys[1:], keys[2:], strict=False)),
        figures=frozenset(key for key in keys if key[0].isdigit() and not _YEAR.fullmatch(key)),
        rarities=rarities,
        mass=sum(rarities.values()),
        conceded=frozenset(keys[:turn]),
        blamed=vector(words_of(keys[turn:])),
    )


def turning(keys: Sequence[str]) -> int:
    """Return how many words of a sentence concede what goes well; none when they deny anything."""
    turn = next((place for place, key in enumerate(keys) if key in TURNING), 0)
    if turn < SHORT_CONCESSION or not DENYING.isdisjoint(keys[:turn]):
        return 0
    return turn
