"""The scorer (bộ chấm): how probable it is that an earlier fault came back, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from weakref import WeakKeyDictionary

from hoso.model.recurrence import Decision, Match, Verdict
from hoso.model.review import Shortcoming
from hoso.recurrence._analysis import Analysis
from hoso.recurrence._analyst import Reading
from hoso.recurrence._features import FEATURES, features
from hoso.recurrence._lexicon import Lexicon, load_lexicon
from hoso.recurrence._marks import Spans, mark, shared_spans
from hoso.recurrence._parts import dot
from hoso.recurrence._past import Past
from hoso.recurrence._reasons import reasons
from hoso.recurrence._rivals import Candidate, chance, rivalry
from hoso.recurrence._sketch import Sketch
from hoso.recurrence._weights import Weights, load_weights
from hoso.text import fold, squeeze

REMEMBERED = 20_000  # readings that one scorer keeps
EXPLAINED = 15  # matches of one ranking that carry reasons; nobody reads further down
ALL, BEST = 40, 12  # up to ALL earlier faults are compared fully; of more, the BEST at first sight
FEW = 4  # fewer candidates are no rivals: each pair is judged by itself
CONFIRMED, REJECTED = 0.98, 0.01  # what a person's decision makes of a probability, for the others
NOTHING = 0.0005  # probability when two sentences share neither a word nor a notion
_SHARED = [
    FEATURES.index(name)
    for name in ("am_tiet", "doi_tuong_chung", "goi_y_chung", "goi_y_cheo", "chi_tiet_chung")
]
_FRAME = FEATURES.index("ba_tu")
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One fault beside every earlier one: probabilities, and the places that were compared fully."""

    chances: tuple[float, ...]
    frames: tuple[float, ...]  # how much of the wording is the same
    seen: tuple[int, ...]
    values: tuple[Sequence[float], ...]  # of FEATURES, for the places seen


@dataclass(slots=True)
class Found:
    """What a scorer found out about one past."""

    sketches: dict[bool, Sketch] = field(default_factory=dict)
    rows: dict[Key, Row] = field(default_factory=dict)
    claims: list[tuple[float, Key | None, float]] | None = None


@dataclass(frozen=True)
class Scorer:
    """Ranks earlier faults. It remembers analyses by text, so ranking many faults stays fast."""

    lexicon: Lexicon
    weights: Weights
    remembered: int = REMEMBERED
    _known: dict[str, Reading] = field(init=False, default_factory=dict)
    _found: WeakKeyDictionary[Past, Found] = field(init=False, default_factory=WeakKeyDictionary)

    @classmethod
    def load(cls) -> Scorer:
        """Return the scorer with the lexicon and the weights shipped with the program."""
        return cls(load_lexicon(), load_weights())

    def rank(
        self, new: Shortcoming, earlier: Sequence[Shortcoming], *, limit: int | None = None
    ) -> tuple[Match, ...]:
        """Return a match for each of `earlier` (the `limit` best), best first.

        The caller gives only faults of the same subject and of earlier years; a `Past` (from
        `candidates`) also lets the other faults of the year and people's decisions count. Equal
        scores keep the later year first; the `EXPLAINED` best carry their reasons.
        """
        past = earlier if isinstance(earlier, Past) else Past.of(earlier, (new,))
        scored = list(zip(self.scores(new, past), past, strict=True))
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

    def scores(self, new: Shortcoming, past: Past) -> list[float]:
        """Return the calibrated probability (0…1, four digits) of each fault of `past`."""
        row, ranked = self._row(past, new), self.weights.ranked
        scores = [round(value, 4) for value in row.chances]
        if len(row.seen) < FEW:
            return scores
        among = self.rivalry(new, past)
        for place, rivals, values in zip(row.seen, among, row.values, strict=True):
            scores[place] = round(chance(ranked((*rivals, *values))), 4)
        return scores

    def rivalry(self, new: Shortcoming, past: Past) -> list[tuple[float, ...]]:
        """Return the values of RIVALRY for the faults of `past` that were compared fully."""
        row = self._row(past, new)
        key, claims = _key(new), self._claims(past)
        seen = [
            Candidate(
                place=place,
                alone=row.chances[place],
                believed=_believed(past, new, past[place], row.chances[place]),
                held=second if holder == key else first,
                frame=row.frames[place],
                years=new.year - past[place].year,
            )
            for place in row.seen
            for first, holder, second in (claims[place],)
        ]
        return rivalry(seen, lambda one, other: self._link(past, one, other))

    def score(self, new: Shortcoming, earlier: Shortcoming) -> float:
        """Return the probability (0…1, four digits) of the pair by itself, without rivals."""
        return round(self._compare(new, earlier)[0], 4)

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

    def glances(self, new: Shortcoming, past: Past) -> list[float]:
        """Return how alike each fault of `past` looks at first sight (0…4)."""
        found = self._found.setdefault(past, Found())
        readings = [self._reading(one.text) for one in past]
        mine = self._reading(new.text)
        folded = mine.unmarked or any(one.unmarked for one in readings)
        if folded not in found.sketches:
            found.sketches[folded] = Sketch(
                [one.folded if folded else one.marked for one in readings]
            )
        return found.sketches[folded].alike(mine.folded if folded else mine.marked)

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

    def _compare(self, new: Shortcoming, earlier: Shortcoming) -> tuple[float, Sequence[float]]:
        values = self.features(new, earlier)
        if not any(values[place] for place in _SHARED):
            return NOTHING, values
        model = self.weights.pair[bool(new.area and earlier.area)]
        return chance(model(values)), values

    def _row(self, past: Past, one: Shortcoming) -> Row:
        rows = self._found.setdefault(past, Found()).rows
        key = _key(one)
        if key not in rows:
            rows[key] = self._compared(past, one)
        return rows[key]

    def _compared(self, past: Past, one: Shortcoming) -> Row:
        seen: Sequence[int] = range(len(past))
        chances, frames = [0.0] * len(past), [0.0] * len(past)
        if len(past) > ALL:
            alike = self.glances(one, past)
            chances = [chance(self.weights.glance((value,))) for value in alike]
            seen = sorted(seen, key=lambda place: (-alike[place], place))[:BEST]
        whole = [self._compare(one, past[place]) for place in seen]
        for place, (found, values) in zip(seen, whole, strict=True):
            chances[place], frames[place] = found, values[_FRAME]
        return Row(tuple(chances), tuple(frames), tuple(seen), tuple(each for _, each in whole))

    def _claims(self, past: Past) -> list[tuple[float, Key | None, float]]:
        """Return of every earlier fault the best claim of the year, whose it is, and the next."""
        found = self._found.setdefault(past, Found())
        if found.claims is None:
            claims: list[tuple[float, Key | None, float]] = [(0.0, None, 0.0)] * len(past)
            for peer in past.peers:
                key, row = _key(peer), self._row(past, peer)
                for place in row.seen:
                    value = _believed(past, peer, past[place], row.chances[place])
                    first, holder, second = claims[place]
                    if value > first:
                        claims[place] = value, key, first
                    elif value > second:
                        claims[place] = first, holder, value
            found.claims = claims
        return found.claims

    def _link(self, past: Past, one: int, other: int) -> float:
        """Return how probable it is that two earlier faults are one."""
        old, new = sorted((one, other))
        later, earlier = past[new], past[old]
        if later.year == earlier.year:
            return 0.0
        row = self._row(past.before(later.year), later)
        return _believed(past, later, earlier, row.chances[old])

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


def _key(one: Shortcoming) -> Key:
    return one.code, one.text, one.area


def _believed(past: Past, new: Shortcoming, earlier: Shortcoming, found: float) -> float:
    decision = past.decided.get((new.code, earlier.code))
    if decision is None:
        return found
    return CONFIRMED if decision is Decision.CONFIRMED else REJECTED


@lru_cache(maxsize=1 << 10)
def _area(area: str) -> str:
    return fold(squeeze(area))
