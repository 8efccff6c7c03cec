"""What one sentence says: notions, words and numbers, with the places where it says them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from hoso.recurrence._lexicon import Vector
from hoso.recurrence._shape import Shape
from hoso.text import fold


@dataclass(frozen=True, slots=True)
class Mention:
    """A notion as one sentence words it: the places are offsets into the NFC text."""

    notion: str
    weight: float
    spans: tuple[tuple[int, int], ...]
    words: str


@dataclass(frozen=True, slots=True)
class About:
    """What a sentence is about; vectors have length 1 (or none)."""

    objects: Vector
    hinted: Vector  # notions that its words hint at, whether an expression was found or not
    strong: frozenset[str]
    nearby: frozenset[str]  # notions near one of the strong ones
    main: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What precisely it is about, and that with how it fails nearby."""

    notions: Vector
    first: str
    faults: Vector
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Failing:
    """How it fails."""

    manners: Vector
    families: frozenset[str]
    first: str  # the family that is named first
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """In which words it is said, and of whom."""

    terms: Vector
    content: Vector
    pairs: frozenset[tuple[str, str]]  # of neighbouring words
    numbers: frozenset[str]
    actors: frozenset[str]
    words: tuple[tuple[str, int, int], ...]  # key, start, end; light words left out


@dataclass(frozen=True, slots=True)
class Analysis:
    """One sentence, ready for comparing."""

    text: str
    about: About
    details: Details
    failing: Failing
    wording: Wording
    shape: Shape


@dataclass(frozen=True)
class Frequencies:
    """How rare words and notions are in the background sentences: ln((n + 1) / (df + 1)) + 1."""

    sentences: int
    counts: Mapping[str, int]

    @cached_property
    def rarities(self) -> dict[str, float]:
        """Return the weights found so far."""
        return {}

    def rarity(self, key: str) -> float:
        """Return the weight of a word or notion."""
        if key not in self.rarities:
            share = (self.sentences + 1) / (self.counts.get(key, 0) + 1)
            self.rarities[key] = math.log(share) + 1
        return self.rarities[key]

    @cached_property
    def folded(self) -> Frequencies:
        """Return the counts for text without marks; folded words that fall together add up."""
        counts: defaultdict[str, int] = defaultdict(int)
        for key, count in self.counts.items():
            counts[fold(key)] = min(self.sentences, counts[fold(key)] + count)
        return Frequencies(self.sentences, counts)


def log_count(times: int) -> float:
    """Return how much a word counts that stands `times` times: 1, then slowly more."""
    return 1 + math.log(times) if times > 1 else 1.0


def unit(vector: Mapping[str, float]) -> Vector:
    """Return `vector` with length 1, or the empty one."""
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {key: value / length for key, value in vector.items()} if length else {}
