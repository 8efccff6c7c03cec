"""Reading a sentence: notions, words and numbers, found with the lexicon."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from hoso.recurrence._analysis import (
    About,
    Analysis,
    Details,
    Failing,
    Frequencies,
    Mention,
    Wording,
    log_count,
    unit,
)
from hoso.recurrence._expressions import BREAK, Found, Token, tokenize, words_of
from hoso.recurrence._lexicon import STRONG, Lexicon, Script, Vector
from hoso.recurrence._shape import shape
from hoso.text import fold, nfc, squeeze

SOFTENED = 0.5  # weight of what only specifies («nhất là …»)
HINTED = 8  # notions that the words of a sentence hint at, the likeliest
LONGEST = 4_000  # letters of one fault that are looked at; more is a report, not a fault
NEARNESS = 4  # words between a thing and its failing that halve what they say together


@dataclass(frozen=True)
class Analyst:
    """Reads sentences in one way of writing."""

    lexicon: Lexicon
    script: Script
    frequencies: Frequencies
    folded: bool

    def analyse(self, text: str) -> Analysis:
        """Return what `text` says; a very long text is read up to `LONGEST` letters."""
        plain = nfc(text)[:LONGEST]
        tokens, soft = self._read(plain)
        keys = [token.key for token in tokens]
        words = tuple((token.key, token.start, token.end) for token in tokens if token.key)
        manners = self.script.manners.find(keys)
        failing = self._failing(plain, tokens, manners)
        places = [span[0] for mention in failing.mentions for span in mention.spans]
        return Analysis(
            text=plain,
            about=self._about(plain, tokens, soft),
            details=self._details(plain, tokens, soft, manners),
            failing=failing,
            wording=Wording(
                terms=self._terms(words_of(keys)),
                content=self._content(keys),
                pairs=frozenset(pair for pair in pairwise(keys) if all(pair)),
                numbers=frozenset(key for key in keys if key[:1].isdigit()),
                actors=frozenset(one.notion for one in self.script.actors.find(keys)),
                words=words,
            ),
            shape=shape(plain, words, places, self._terms, self.frequencies.rarity),
        )

    def _about(self, plain: str, tokens: Sequence[Token], soft: set[int]) -> About:
        keys = [token.key for token in tokens]
        found = self.script.objects.find(keys)
        weights = self._special(_weights(found, soft))
        strong = [one.notion for one in found if weights[one.notion] >= STRONG]
        near = self.lexicon.near
        return About(
            objects=self._rare(weights),
            hinted=self._hinted(keys),
            strong=frozenset(strong),
            nearby=frozenset(other for notion in strong for other in near.get(notion, ())),
            main=strong[0] if strong else "",
            mentions=_mentions(plain, tokens, found),
        )

    def _special(self, weights: dict[str, float]) -> dict[str, float]:
        """Return the weights with the generic notions halved when a special one is named too."""
        generic = self.lexicon.generic
        if all(weight < STRONG for notion, weight in weights.items() if notion not in generic):
            return weights
        return {
            notion: weight * (SOFTENED if notion in generic else 1.0)
            for notion, weight in weights.items()
        }

    def _hinted(self, keys: Sequence[str]) -> Vector:
        hinted: defaultdict[str, float] = defaultdict(float)
        for word in set(words_of(keys)):
            for notion, weight in self.script.hints.get(word, {}).items():
                hinted[notion] += weight
        best = sorted(hinted.items(), key=lambda each: (-each[1], each[0]))[:HINTED]
        return unit(dict(best))

    def _details(
        self, plain: str, tokens: Sequence[Token], soft: set[int], manners: Sequence[Found]
    ) -> Details:
        found = self.script.details.find([token.key for token in tokens])
        return Details(
            notions=self._rare(_weights(found, soft)),
            first=found[0].notion if found else "",
            faults=self._faults(found, manners),
            mentions=_mentions(plain, tokens, found),
        )

    def _faults(self, details: Sequence[Found], manners: Sequence[Found]) -> Vector:
        """Return what fails how, the more the nearer both stand."""
        together: defaultdict[str, float] = defaultdict(float)
        for one in details:
            for manner in manners:
                between = _distance(one.places, manner.places)
                key = f"{one.notion} {self.lexicon.families[manner.notion]}"
                weight = self.frequencies.rarity(one.notion) / (1 + between / NEARNESS)
                together[key] = max(together[key], weight)
        return unit(together)

    def _failing(self, plain: str, tokens: Sequence[Token], found: Sequence[Found]) -> Failing:
        weights = _weights(found, set())
        return Failing(
            manners=self._rare(weights),
            families=frozenset(self.lexicon.families[notion] for notion in weights),
            first=self.lexicon.families[found[0].notion] if found else "",
            mentions=_mentions(plain, tokens, found),
        )

    def _read(self, plain: str) -> tuple[list[Token], set[int]]:
        """Return the tokens without light words, and the places that only specify."""
        tokens = tokenize(plain, folded=self.folded)
        keys = [token.key for token in tokens]
        light = self.script.light.covered(keys)
        softening = self.script.softening.covered(keys)
        kept: list[Token] = []
        soft: set[int] = set()
        softened = False
        for place, token in enumerate(tokens):
            softened = (softened or place in softening) and token.key != BREAK
            if place in light or place in softening:
                continue
            if softened:
                soft.add(len(kept))
            kept.append(token)
        return kept, soft

    def _rare(self, weights: Mapping[str, float]) -> Vector:
        return unit(
            {notion: weight * self.frequencies.rarity(notion) for notion, weight in weights.items()}
        )

    def _terms(self, words: Iterable[str]) -> Vector:
        rarity = self.frequencies.rarity
        return unit({word: log_count(n) * rarity(word) for word, n in Counter(words).items()})

    def _content(self, keys: Sequence[str]) -> Vector:
        """Return the words that carry meaning, synonyms made one, boilerplate left out."""
        synonym: dict[int, str] = {}
        for one in self.script.synonyms.find(keys):
            synonym.update(dict.fromkeys(one.places, f"={one.notion}"))
        dull = self.script.boilerplate.covered(keys)
        words = {
            synonym.get(place, key)
            for place, key in enumerate(keys)
            if key and (place in synonym or place not in dull)
        }
        return unit({word: self.frequencies.rarity(word) for word in words})


@dataclass(frozen=True)
class Reading:
    """One text and its analyses, each made when first asked for."""

    text: str
    lexicon: Lexicon
    frequencies: Frequencies

    @cached_property
    def unmarked(self) -> bool:
        """Return whether the text was typed without marks."""
        return is_unmarked(self.text)

    @cached_property
    def marked(self) -> Analysis:
        """Return the analysis that heeds the marks."""
        analyst = Analyst(self.lexicon, self.lexicon.marked, self.frequencies, folded=False)
        return analyst.analyse(self.text)

    @cached_property
    def folded(self) -> Analysis:
        """Return the analysis that looks at bare letters only."""
        analyst = Analyst(self.lexicon, self.lexicon.folded, self.frequencies.folded, folded=True)
        return analyst.analyse(self.text)


def is_unmarked(text: str) -> bool:
    """Return whether a sentence of some length was typed without any mark."""
    plain = nfc(text).lower()
    return plain == fold(plain) and len(plain.split()) > 3


def _weights(found: Iterable[Found], soft: set[int]) -> dict[str, float]:
    """Return how strongly each notion is meant; several hints make it stronger."""
    weights: dict[str, float] = {}
    for one in found:
        weight = one.weight * (SOFTENED if one.places <= soft else 1.0)
        before = weights.get(one.notion, 0.0)
        weights[one.notion] = max(before, weight) + 0.3 * min(before, weight)
    return weights


def _mentions(plain: str, tokens: Sequence[Token], found: Iterable[Found]) -> tuple[Mention, ...]:
    mentions = []
    for one in found:
        spans = _spans(sorted(one.places), tokens)
        words = squeeze(plain[spans[0][0] : spans[-1][1]])
        mentions.append(Mention(one.notion, one.weight, spans, words))
    return tuple(mentions)


def _spans(places: Sequence[int], tokens: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    last = -2
    for place in places:
        start = spans.pop()[0] if place == last + 1 else tokens[place].start
        spans.append((start, tokens[place].end))
        last = place
    return tuple(spans)


def _distance(one: frozenset[int], other: frozenset[int]) -> int:
    """Return how many words stand between two findings, 0 when they touch or overlap."""
    return max(0, min(other) - max(one) - 1, min(one) - max(other) - 1)
