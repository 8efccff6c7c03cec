"""Words of the index that a mistyped word may stand for, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final, NamedTuple

from whoosh.query.positional import Phrase
from whoosh.searching import Searcher

from hoso import text
from hoso.index._analysis import ACCENTED, FOLDED, Keys
from hoso.index._clause import Clause
from hoso.index._keyboard import distance, retyped, slips

SHORTEST: Final = 3  # letters of a word that may be mistyped
_FAR: Final = 5  # letters from which on two slips are looked for
_TRIED: Final = 6  # candidates of which neighbours are looked at
_DOUBTED: Final = 40  # words like a known one of which neighbours are looked at
_BESIDE: Final = 0.6  # of a slip that a neighbour in the documents makes good


@dataclass(frozen=True, slots=True)
class Choice:
    """A word of the index (or two) for a mistyped one; smaller is better."""

    words: tuple[Keys, ...]
    cost: float
    frequency: int


class Around(NamedTuple):
    """The words before and after a word, as they were typed."""

    before: Keys | None
    after: Keys | None


def around_of(clauses: Sequence[Clause], number: int) -> Around:
    before, after = clauses[number - 1 : number], clauses[number + 1 : number + 2]
    return Around(
        Keys(before[0].accented[-1], before[0].folded[-1]) if before else None,
        Keys(after[0].accented[0], after[0].folded[0]) if after else None,
    )


def _any(found: Iterator[int]) -> bool:
    return next(found, None) is not None


class Words:
    """The words of an open index, asked for what is like them."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher, self._reader = searcher, searcher.reader()

    def frequency(self, word: str) -> int:
        """Return in how many documents a folded word stands."""
        return int(self._reader.doc_frequency(FOLDED, word))

    def best(self, word: Keys, around: Around) -> Choice | None:
        """Return what an unknown word most likely is, None for a known one."""
        if self.frequency(word.folded):
            return None
        choices = sorted(self.choices(word, around), key=lambda one: (one.cost, -one.frequency))
        # So many short words are one slip away that only a neighbour can tell.
        short = len(word.folded) < SHORTEST
        ranked = (
            ((one.cost - _BESIDE * beside, -one.frequency), one)
            for one in choices[: _DOUBTED if short else _TRIED]
            if (beside := self.beside(one, around)) or not short
        )
        return min(ranked, key=lambda pair: pair[0], default=(None, None))[1]

    def beside_instead(self, word: Keys, around: Around) -> tuple[tuple[float, int], Choice] | None:
        """Return the likeliest word for a known one that stands beside neither neighbour anywhere.

        The rank before it is smaller the likelier it is.
        """
        if self.beside(Choice((word,), 0, 0), around):
            return None
        # So many short words are one slip away that both neighbours must agree.
        least = 2 if len(word.folded) < SHORTEST else 1
        near = {made for made in slips(word.folded) if len(made) > 1 and self.frequency(made)}
        common = sorted(near - {word.folded}, key=lambda made: (-self.frequency(made), made))
        best: tuple[tuple[float, int], Choice] | None = None
        for made in common[:_DOUBTED]:
            beside = self.beside(Choice((Keys(made, made),), 0, 0), around)
            if beside < least:
                continue
            choice = self._choice(word, made, around)
            rank = choice.cost - beside, -self.fits(choice.words[0].accented, around)
            if choice.cost <= 1 and (best is None or rank < best[0]):
                best = rank, choice
        return best

    def beside(self, choice: Choice, around: Around) -> int:
        """Return beside how many of its neighbours, none to two, the choice stands in documents."""
        first, last = choice.words[0].folded, choice.words[-1].folded
        before = around.before and _any(self._meet(FOLDED, around.before.folded, first))
        after = around.after and _any(self._meet(FOLDED, last, around.after.folded))
        return bool(before) + bool(after)

    def _meet(self, field: str, first: str, second: str) -> Iterator[int]:
        """Yield the documents in which the second word follows the first."""
        if all(self._reader.doc_frequency(field, word) for word in (first, second)):
            asking: Callable[..., Iterator[int]] = self._searcher.docs_for_query
            yield from asking(Phrase(field, [first, second]))

    def choices(self, word: Keys, around: Around) -> Iterator[Choice]:
        """Yield what a word may stand for: other keys, a blank left out, one or two slips."""
        typed = retyped(word.accented)
        if typed and (count := self.frequency(typed.folded)):
            yield Choice((typed,), 0.1, count)
        yield from self._split(word)
        once = re.sub(r"(.)\1+", r"\1", word.folded)
        if once != word.folded and self.frequency(once):
            yield replace(self._choice(word, once, around), cost=0.3)
        if len(word.folded) < 2 or not word.folded.isalpha():  # a letter has no slips
            return
        near = {made for made in slips(word.folded) if len(made) > 1 and self.frequency(made)}
        if not near and len(word.folded) >= _FAR:
            near = set(self._two_slips(word.folded))
        for made in near - {word.folded}:
            yield self._choice(word, made, around)

    def _choice(self, word: Keys, made: str, around: Around) -> Choice:
        """Return a word of the index under the marks that come nearest to those typed.

        Of a word typed without marks the neighbours tell them, or how common each spelling is.
        """
        marked = list(self._marked(made)) or [made]
        common = {one: self._reader.doc_frequency(ACCENTED, one) for one in marked}
        if word.accented != word.folded:
            near = {one: distance(one, word.accented) for one in marked}
            best = min(near, key=lambda one: (near[one], -common[one], one))
            return Choice((Keys(best, made),), float(near[best]), self.frequency(made))
        best = max(marked, key=lambda one: (self.fits(one, around), common[one], one))
        return Choice((Keys(best, made),), float(distance(made, word.folded)), self.frequency(made))

    def fits(self, word: str, around: Around) -> int:
        """Return how often a word stands beside neighbours that were typed with their marks."""
        found = 0
        if around.before:
            found += len(set(self._meet(ACCENTED, around.before.accented, word)))
        if around.after:
            found += len(set(self._meet(ACCENTED, word, around.after.accented)))
        return found

    def _marked(self, made: str) -> Iterator[str]:
        """Yield the words of the index that are `made` without their marks."""
        start = made[: next((n for n, sign in enumerate(made) if sign in "aeiouyd"), len(made))]
        for term in self._reader.expand_prefix(ACCENTED, start):
            word = term.decode("utf-8")
            if text.fold(word) == made:
                yield word

    def _two_slips(self, word: str) -> Iterator[str]:
        for term in self._reader.expand_prefix(FOLDED, word[0]):
            made = term.decode("utf-8")
            if abs(len(made) - len(word)) <= 2 and distance(made, word) <= 2:  # slips
                yield made

    def _split(self, word: Keys) -> Iterator[Choice]:
        """Yield two known words that were typed without a blank: `khuyếtđiểm`, `124QĐ`."""
        if word.folded.isdigit():
            return
        for place in range(1, len(word.folded)):
            halves = word.folded[:place], word.folded[place:]
            count = min(map(self.frequency, halves))
            if count and (min(map(len, halves)) > 1 or not halves[0].isalpha()):
                yield Choice(self._parted(word, halves), 0.8, count)

    def _parted(self, word: Keys, halves: tuple[str, str]) -> tuple[Keys, ...]:
        """Return two words under the marks that were typed, if the index has them so."""
        if word.accented != word.folded:
            for first, second in product(*(tuple(self._marked(half)) for half in halves)):
                if sorted(first + second) == sorted(word.accented):
                    return Keys(first, halves[0]), Keys(second, halves[1])
        return tuple(Keys(half, half) for half in halves)
