"""What one sentence says: notions, words and numbers, with the places where it says them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from hoso.recurrence._expressions import BREAK, Found, Token, tokenize, words_of
from hoso.recurrence._lexicon import STRONG, Lexicon, Script, Vector
from hoso.text import fold, nfc, squeeze

SOFTENED = 0.5  # weight of what only specifies («nhất là …»)
HINTED = 8  # notions that the words of a sentence hint at, the likeliest
LONGEST = 4_000  # letters of one fault that are looked at; more is a report, not a fault


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
class Failing:
    """How it fails."""

    manners: Vector
    families: frozenset[str]
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
    failing: Failing
    wording: Wording


@dataclass(frozen=True)
class Frequencies:
    """How rare words and notions are in the background sentences: ln((n + 1) / (df + 1)) + 1."""

    sentences: int
    counts: Mapping[str, int]

    def rarity(self, key: str) -> float:
        """Return the weight of a word or notion."""
        return math.log((self.sentences + 1) / (self.counts.get(key, 0) + 1)) + 1

    @cached_property
    def folded(self) -> Frequencies:
        """Return the counts for text without marks; folded words that fall together add up."""
        counts: defaultdict[str, int] = defaultdict(int)
        for key, count in self.counts.items():
            counts[fold(key)] = min(self.sentences, counts[fold(key)] + count)
        return Frequencies(self.sentences, counts)


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
        return Analysis(
            text=plain,
            about=self._about(plain, tokens, soft),
            failing=self._failing(plain, tokens),
            wording=Wording(
                terms=self._terms(keys),
                content=self._content(keys),
                pairs=frozenset(pair for pair in pairwise(keys) if all(pair)),
                numbers=frozenset(key for key in keys if key[:1].isdigit()),
                actors=frozenset(one.notion for one in self.script.actors.find(keys)),
                words=tuple((token.key, token.start, token.end) for token in tokens if token.key),
            ),
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

    def _failing(self, plain: str, tokens: Sequence[Token]) -> Failing:
        found = self.script.manners.find([token.key for token in tokens])
        weights = _weights(found, set())
        return Failing(
            manners=self._rare(weights),
            families=frozenset(self.lexicon.families[notion] for notion in weights),
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

    def _terms(self, keys: Sequence[str]) -> Vector:
        vector: defaultdict[str, float] = defaultdict(float)
        for word in words_of(keys):
            vector[word] += self.frequencies.rarity(word)
        return unit(vector)

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


def unit(vector: Mapping[str, float]) -> Vector:
    """Return `vector` with length 1, or the empty one."""
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {key: value / length for key, value in vector.items()} if length else {}


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
