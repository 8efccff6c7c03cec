"""A cheap first look at many earlier faults: which share words and notions with a new one at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from hoso.recurrence._analysis import Analysis
from hoso.recurrence._lexicon import Vector

KINDS = 4
Postings = dict[str, list[tuple[int, float]]]


class Sketch:
    """Inverted lists over sentences: words, meaningful words, hinted notions, details."""

    def __init__(self, analyses: Sequence[Analysis]) -> None:
        self._size = len(analyses)
        self._lists: tuple[Postings, ...] = tuple(
            _postings([_vectors(one)[kind] for one in analyses]) for kind in range(KINDS)
        )

    def alike(self, one: Analysis) -> list[float]:
        """Return for every sentence the sum of four cosines (0…4)."""
        found = [0.0] * self._size
        for postings, vector in zip(self._lists, _vectors(one), strict=True):
            for key, weight in vector.items():
                for place, other in postings.get(key, ()):
                    found[place] += weight * other
        return found


def _vectors(one: Analysis) -> tuple[Vector, ...]:
    return one.wording.terms, one.wording.content, one.about.hinted, one.details.notions


def _postings(vectors: Sequence[Vector]) -> Postings:
    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, vector in enumerate(vectors):
        for key, weight in vector.items():
            postings[key].append((place, weight))
    return dict(postings)
