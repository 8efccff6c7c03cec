"""The scorer (bộ chấm): how probable it is that an earlier fault came back, and why."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from hoso.model.recurrence import Match, Verdict
from hoso.model.review import Shortcoming
from hoso.recurrence._analysis import Analysis, Frequencies, Reading
from hoso.recurrence._features import FEATURES, dot, features
from hoso.recurrence._lexicon import Lexicon, load_lexicon
from hoso.recurrence._marks import Spans, mark, shared_spans
from hoso.recurrence._reasons import reasons
from hoso.text import fold, squeeze

REMEMBERED = 20_000  # readings that one scorer keeps
EXPLAINED = 50  # matches of one ranking that carry reasons; nobody reads further down


@dataclass(frozen=True)
class Weights:
    """The trained numbers, data made by tools/train_recurrence.py."""

    bias: float
    weights: Mapping[str, float]
    returns: float  # from this probability on: tai_dien
    look: float  # from this one on: can_xem
    frequencies: Frequencies


@dataclass(frozen=True)
class Scorer:
    """Ranks earlier faults. It remembers analyses by text, so ranking many faults stays fast."""

    lexicon: Lexicon
    weights: Weights
    remembered: int = REMEMBERED
    _vector: tuple[float, ...] = field(init=False)
    _known: dict[str, Reading] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Bring the weights into the order of the features."""
        vector = tuple(self.weights.weights[name] for name in FEATURES)
        object.__setattr__(self, "_vector", vector)

    @classmethod
    def load(cls) -> Scorer:
        """Return the scorer with the lexicon and the weights shipped with the program."""
        raw = json.loads((files("hoso.recurrence") / "trong_so.json").read_text(encoding="utf-8"))
        frequencies = Frequencies(raw["so_cau"], raw["tan_so"])
        thresholds = raw["nguong"]
        weights = Weights(
            raw["chan"], raw["trong_so"], thresholds["tai_dien"], thresholds["can_xem"], frequencies
        )
        return cls(load_lexicon(), weights)

    def rank(
        self, new: Shortcoming, earlier: Sequence[Shortcoming], *, limit: int | None = None
    ) -> tuple[Match, ...]:
        """Return a match for each of `earlier` (the `limit` best), best first.

        The caller gives only faults of the same subject and of earlier years. Equal scores keep
        the later year first; the `EXPLAINED` best carry their reasons.
        """
        scored = [(self.score(new, one), one) for one in earlier]
        scored.sort(key=lambda each: (-each[0], -each[1].year, each[1].code))
        return tuple(
            Match(
                code=new.code,
                earlier=one.code,
                score=score,
                verdict=self.verdict(score),
                reasons=self.reasons(new, one) if place < EXPLAINED else (),
            )
            for place, (score, one) in enumerate(scored[:limit])
        )

    def score(self, new: Shortcoming, earlier: Shortcoming) -> float:
        """Return the calibrated probability (0…1, four digits) that `earlier` came back as `new`."""
        values = self.features(new, earlier)
        total = self.weights.bias + sum(map(float.__mul__, self._vector, values))
        return round(1 / (1 + math.exp(-total)), 4)

    def verdict(self, score: float) -> Verdict:
        """Return what the program says of a probability."""
        if score >= self.weights.returns:
            return Verdict.RETURNS
        return Verdict.LOOK if score >= self.weights.look else Verdict.NO

    def features(self, new: Shortcoming, earlier: Shortcoming) -> list[float]:
        """Return the values of FEATURES for a pair."""
        one, other = self._pair(new.text, earlier.text)
        areas = (_area(new.area), _area(earlier.area))
        return features(one, other, areas)

    def reasons(self, new: Shortcoming, earlier: Shortcoming) -> tuple[str, ...]:
        """Return why, in Vietnamese: what both say, how, shared words, and what speaks against."""
        return reasons(*self._pair(new.text, earlier.text), self.lexicon)

    def likeness(self, one: str, other: str) -> float:
        """Return the plain cosine of syllables and their pairs (0…1), the baseline."""
        first, second = self._pair(one, other)
        return dot(first.wording.terms, second.wording.terms)

    def shared_spans(self, new: str, old: str) -> tuple[Spans, Spans]:
        """Return the offsets, in the NFC texts, of what both sentences share."""
        return shared_spans(*self._pair(new, old))

    def marked(self, new: str, old: str, marks: tuple[str, str] = ("⟦", "⟧")) -> tuple[str, str]:
        """Return both sentences (NFC) with the shared notions and words between `marks`."""
        first, second = self.shared_spans(new, old)
        return mark(new, first, marks), mark(old, second, marks)

    def _pair(self, one: str, other: str) -> tuple[Analysis, Analysis]:
        """Return both analyses; when one was typed without marks, both are read without."""
        first, second = self._reading(one), self._reading(other)
        if first.unmarked or second.unmarked:
            return first.folded, second.folded
        return first.marked, second.marked

    def _reading(self, text: str) -> Reading:
        if text not in self._known:
            if len(self._known) >= self.remembered:
                self._known.clear()
            self._known[text] = Reading(text, self.lexicon, self.weights.frequencies)
        return self._known[text]


@lru_cache(maxsize=1 << 10)
def _area(area: str) -> str:
    return fold(squeeze(area))
