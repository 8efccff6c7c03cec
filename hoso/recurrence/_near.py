"""Nearly the same sentence (gần như nguyên văn): told by shared pairs of words, not by meaning."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from hoso.text import WORD, nfc, tone_key

ALIKE = 0.65  # of all pairs of words: one word of ten may differ


@lru_cache(maxsize=1 << 16)  # few words make many texts
def key_of(word: str) -> str:
    """Return one word as it is compared: without regard to case and to where its tone mark stands."""
    return tone_key(word)


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return [key_of(word) for word in WORD.findall(nfc(text))]


@lru_cache(maxsize=1 << 15)
def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring words of a sentence, of a single word that word."""
    words = words_of(text)
    return frozenset(map(" ".join, pairwise(words))) or frozenset(words)


def alike(one: str, other: str) -> bool:
    """Return whether two sentences are the same but for a word here and there."""
    first, second = pairs(one), pairs(other)
    shared = len(first & second)
    return bool(shared) and shared >= ALIKE * (len(first) + len(second) - shared)


@dataclass
class Sentences:
    """Sentences by a key, to find those nearly the same; each pair of words leads to them."""

    texts: Mapping[str, str]
    _by_pair: dict[str, list[str]] = field(init=False)
    _rank: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        """Note which sentences have which pair of words."""
        by_pair: defaultdict[str, list[str]] = defaultdict(list)
        for key, text in self.texts.items():
            for pair in pairs(text):
                by_pair[pair].append(key)
        self._by_pair = by_pair
        self._rank = Counter({pair: len(keys) for pair, keys in by_pair.items()})

    def near(self, text: str) -> frozenset[str]:
        """Return the keys of the sentences that are nearly `text`."""
        found = {key for pair in self._telling(text) for key in self._by_pair.get(pair, ())}
        return frozenset(key for key in found if alike(text, self.texts[key]))

    def _telling(self, text: str) -> Iterable[str]:
        """Return the rarest pairs of words, so many that a near sentence must share one of them."""
        ordered = sorted(pairs(text), key=lambda pair: (self._rank[pair], pair))
        return ordered[: int(len(ordered) * (1 - ALIKE)) + 1]
