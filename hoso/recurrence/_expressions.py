"""Expressions of the lexicon: how they are written, and how they are found in a sentence.

A sentence becomes syllables in tone-key form (`hoà` = `hòa`), without the light words; an
expression is one or more pieces of such syllables with up to `GAP` foreign ones between two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from hoso.text import fold, tone_key

GAP = 4
TORN, TORN_WEIGHT = 2, 0.5  # syllables that a longer expression has too; what is left of the rest
NEGATION = "(chưa|không|thiếu|kém|ít|hạn chế) … "
BREAK = ""  # between two clauses: no piece and no gap reaches over it
IGNORED = ""  # the notion of phrases that only keep others from being found inside them
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,/]\d+)*%?|[.;:!?]")
_EITHER = re.compile("(?:h|k|l|m|qu|s|t)y")  # people write kỷ and kỉ, tỷ and tỉ, quý and quí
_I_FOR_Y = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
Piece = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """One syllable or number of a sentence, with its place in the NFC text."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=1 << 14)
def _key(word: str, *, folded: bool) -> str:
    key = fold(word) if folded else tone_key(word)
    return key.translate(_I_FOR_Y) if _EITHER.fullmatch(fold(key)) else key


def tokenize(text: str, *, folded: bool) -> list[Token]:
    """Return the tokens of `text` (NFC); `BREAK` ones stand where a clause ends."""
    tokens = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        key = BREAK if word in ".;:!?" else _key(word, folded=folded)
        tokens.append(Token(key, match.start(), match.end()))
    return tokens


def words_of(keys: Sequence[str]) -> Iterator[str]:
    """Yield the syllables and the pairs of neighbouring syllables; none reaches over a break."""
    for place, key in enumerate(keys):
        if key:
            yield key
            if place and keys[place - 1]:
                yield f"{keys[place - 1]} {key}"


def expand(pattern: str) -> list[str]:
    """Return the expressions that `pattern` with its (a|b) alternatives, nested too, stands for."""
    found, rest = _alternatives(pattern)
    if rest:
        raise ValueError(f"dấu ngoặc thừa trong cách nói «{pattern}»")
    return [" ".join(text.split()) for text in found]


def _alternatives(text: str) -> tuple[list[str], str]:
    done: list[str] = []
    current = [""]
    while text and text[0] != ")":
        literal = re.match(r"[^()|]*", text)
        part = literal.group() if literal else ""
        current, text = [left + part for left in current], text[len(part) :]
        if text.startswith("("):
            inner, text = _alternatives(text[1:])
            if not text:
                raise ValueError("thiếu dấu ngoặc đóng trong một cách nói")
            current, text = [left + right for left in current for right in inner], text[1:]
        elif text.startswith("|"):
            done, current, text = done + current, [""], text[1:]
    return done + current, text


def split(patterns: str) -> Iterator[str]:
    """Yield the single expressions of a `;`-separated list, alternatives and `~` written out."""
    for pattern in patterns.split(";"):
        bare = " ".join(pattern.split())
        if bare:
            yield from expand(NEGATION + bare[2:] if bare.startswith("~ ") else bare)


class Phrases:
    """A set of contiguous phrases, found longest first."""

    def __init__(self, phrases: Iterable[Piece]) -> None:
        self._known: dict[Piece, None] = dict.fromkeys(phrase for phrase in phrases if phrase)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for phrase in self._known:
            lengths[phrase[0]].add(len(phrase))
        self._lengths = {first: sorted(sizes, reverse=True) for first, sizes in lengths.items()}

    def at(self, keys: Sequence[str], place: int) -> Iterator[Piece]:
        """Yield the phrases that begin at `place`, longest first."""
        for size in self._lengths.get(keys[place], ()):
            phrase = tuple(keys[place : place + size])
            if phrase in self._known:
                yield phrase

    def covered(self, keys: Sequence[str]) -> set[int]:
        """Return the places that longest phrases cover, from left to right."""
        places: set[int] = set()
        place = 0
        while place < len(keys):
            size = next((len(phrase) for phrase in self.at(keys, place)), 0)
            places.update(range(place, place + size))
            place += size or 1
        return places


@dataclass(frozen=True, slots=True)
class Expression:
    """One way to say a notion: its pieces and how strongly it points there (0…1)."""

    notion: str
    pieces: tuple[Piece, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Found:
    """An expression at the places (token indices) where it was found."""

    notion: str
    places: frozenset[int]
    weight: float


@dataclass(slots=True)
class Matcher:
    """Finds the expressions of one dimension; one inside a longer one does not count."""

    expressions: Sequence[Expression]
    _phrases: Phrases = field(init=False)
    _anchored: dict[Piece, list[Expression]] = field(init=False)

    def __post_init__(self) -> None:
        """Index every expression under its rarest piece."""
        use: defaultdict[Piece, int] = defaultdict(int)
        for expression in self.expressions:
            for piece in expression.pieces:
                use[piece] += 1
        anchored: defaultdict[Piece, list[Expression]] = defaultdict(list)
        for expression in self.expressions:
            anchored[min(expression.pieces, key=lambda piece: use[piece])].append(expression)
        self._phrases, self._anchored = Phrases(use), dict(anchored)

    def find(self, keys: Sequence[str]) -> list[Found]:
        """Return what is said, in the order of the sentence."""
        starts: defaultdict[Piece, list[int]] = defaultdict(list)
        for place in range(len(keys)):
            for piece in self._phrases.at(keys, place):
                starts[piece].append(place)
        found = [
            Found(expression.notion, places, expression.weight)
            for piece in list(starts)
            for expression in self._anchored.get(piece, ())
            for places in _chains(expression.pieces, starts, keys)
        ]
        return [one for one in _outermost(found) if one.notion != IGNORED]


def _chains(
    pieces: tuple[Piece, ...], starts: dict[Piece, list[int]], keys: Sequence[str]
) -> Iterator[frozenset[int]]:
    """Yield the places of every chain of the pieces, the next one at most GAP tokens further."""
    for start in starts.get(pieces[0], ()):
        places, end = list(range(start, start + len(pieces[0]))), start + len(pieces[0])
        for piece in pieces[1:]:
            window = range(end, end + GAP + 1)
            step = next((place for place in starts.get(piece, ()) if place in window), None)
            if step is None or BREAK in keys[end:step]:
                break
            places += range(step, step + len(piece))
            end = step + len(piece)
        else:
            yield frozenset(places)


def _outermost(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: (-len(each.places), -each.weight, min(each.places))):
        inside = any(
            one.places < other.places or (one.places == other.places and one.notion == other.notion)
            for other in kept
        )
        torn = any(
            one.notion != other.notion and len(one.places & other.places) >= TORN for other in kept
        )
        if not inside:
            kept.append(replace(one, weight=one.weight * TORN_WEIGHT) if torn else one)
    return sorted(kept, key=lambda each: (min(each.places), each.notion))
