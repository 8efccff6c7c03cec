"""Ý bạn là: small slips forgiven, by the words that stand in the index itself.

A word that no document has is replaced; a word that exists is doubted only when almost nothing
answers, and only for one that stands beside its neighbours in some document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from whoosh.query.positional import Phrase
from whoosh.searching import Searcher

from hoso import text
from hoso.errors import IntegrityError
from hoso.index._analysis import ACCENTED, FOLDED, Keys, keys, pieces
from hoso.index._clause import Clause
from hoso.index._keyboard import distance, retyped, slips
from hoso.model import base
from hoso.model.dossier import IndexedDocument

_SHORTEST: Final = 3  # letters of a word that may be mistyped
_FAR: Final = 5  # letters from which on two slips are looked for
_TRIED: Final = 6  # candidates of which neighbours are looked at
_DOUBTED: Final = 6  # known words of a query that are doubted


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Sửa: the conditions and the query as they were perhaps meant.

    `unknown` when a word was replaced that stands in no document at all, `doubtful` when one was
    that stands nowhere under the marks that were typed.
    """

    clauses: tuple[Clause, ...]
    query: str
    said: str
    unknown: bool
    doubtful: bool


@dataclass(frozen=True, slots=True)
class _Choice:
    """A word of the index (or two) for a mistyped one; smaller is better."""

    words: tuple[Keys, ...]
    cost: float
    frequency: int


class Speller:
    """Looks for what was meant among the words of an open index."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher, self._reader = searcher, searcher.reader()

    def corrected(self, query: str, clauses: Sequence[Clause]) -> Correction | None:
        """Return the query as it was perhaps meant, None when no other is likely."""
        unknown = [one for one in clauses if self._is_unknown(one)]
        made = self._known_instead(clauses) if unknown else self._neighbour_instead(clauses)
        if made is None:
            return None
        changed, words = made
        typed = _as_typed(query, words)
        said = ", ".join(f"«{typed[key]}» thành «{words[key]}»" for key in typed)
        return Correction(
            clauses=changed,
            query=_rewritten(query, words),
            said=f"Đã sửa {said}." if said else "",
            unknown=bool(unknown),
            doubtful=any(one.is_marked for one in clauses)
            and not any(self._reader.doc_frequency(ACCENTED, word) for word in words),
        )

    def _frequency(self, word: str) -> int:
        return int(self._reader.doc_frequency(FOLDED, word))

    def _is_unknown(self, one: Clause) -> bool:
        return not any(all(self._frequency(word) for word in way.folded) for way in one.ways)

    # -- words that stand nowhere -----------------------------------------------------------

    def _known_instead(
        self, clauses: Sequence[Clause]
    ) -> tuple[tuple[Clause, ...], dict[str, str]] | None:
        made: list[Clause] = []
        words: dict[str, str] = {}
        for number, one in enumerate(clauses):
            around = self._around(clauses, number)
            changed = self._replaced(one, around, words) if self._is_unknown(one) else [one]
            made.extend(changed)
        return (tuple(made), words) if words else None

    def _replaced(
        self, one: Clause, around: tuple[str, str], words: dict[str, str]
    ) -> list[Clause]:
        """Return a condition with its unknown words replaced, noting which became which."""
        found: list[Keys] = []
        for place, word in enumerate(map(Keys, one.accented, one.folded)):
            best = None if self._frequency(word.folded) else self._best(word, around)
            found.extend(best.words if best else [word])
            if best:
                words[word.accented] = " ".join(self._spelling(each) for each in best.words)
            around = (word.folded, around[1] if place + 2 < len(one.folded) else "")
        if one.quoted or len(one.folded) > 1:
            return [_phrase(one, found)]
        return [_single(word, one) for word in found]

    def _best(self, word: Keys, around: tuple[str, str]) -> _Choice | None:
        choices = sorted(self._choices(word), key=lambda one: (one.cost, -one.frequency))[:_TRIED]
        return min(
            choices,
            key=lambda one: (one.cost - (0.6 if self._stands(one, around) else 0), -one.frequency),
            default=None,
        )

    def _stands(self, choice: _Choice, around: tuple[str, str]) -> int:
        """Return in how many documents the choice stands beside one of its neighbours."""
        first, last = choice.words[0].folded, choice.words[-1].folded
        pairs = [(around[0], first)] if around[0] else []
        pairs += [(last, around[1])] if around[1] else []
        return max((self._together(*pair) for pair in pairs), default=0)

    def _together(self, first: str, second: str) -> int:
        if not (self._frequency(first) and self._frequency(second)):
            return 0
        asking: Callable[..., Iterator[int]] = self._searcher.docs_for_query
        return len(set(asking(Phrase(FOLDED, [first, second]))))

    def _choices(self, word: Keys) -> Iterator[_Choice]:
        typed = retyped(word.accented)
        if typed and (count := self._frequency(typed.folded)):
            yield _Choice((typed,), 0.1, count)
        yield from self._split(word)
        once = re.sub(r"(.)\1+", r"\1", word.folded)
        if once != word.folded and self._frequency(once):
            yield replace(self._choice(word, once), cost=0.3)
        if len(word.folded) < _SHORTEST or not word.folded.isalpha():
            return
        near = {made for made in slips(word.folded) if len(made) > 1 and self._frequency(made)}
        if not near and len(word.folded) >= _FAR:
            near = set(self._two_slips(word.folded))
        for made in near - {word.folded}:
            yield self._choice(word, made)

    def _choice(self, word: Keys, made: str) -> _Choice:
        """Return a word of the index under the marks that come nearest to those typed."""
        marked = list(self._marked(made)) or [made]
        near = {one: distance(one, word.accented) for one in marked}
        best = min(near, key=lambda one: (near[one], -self._reader.doc_frequency(ACCENTED, one)))
        if word.accented == word.folded:  # typed without marks: the commonest will do
            best = max(marked, key=lambda one: (self._reader.doc_frequency(ACCENTED, one), one))
            near[best] = distance(made, word.folded)
        return _Choice((Keys(best, made),), float(near[best]), self._frequency(made))

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

    def _split(self, word: Keys) -> Iterator[_Choice]:
        """Yield two known words that were typed without a blank: `khuyếtđiểm`, `124QĐ`."""
        if len(word.accented) != len(text.nfc(word.accented)) or word.folded.isdigit():
            return
        for place in range(1, len(word.folded)):
            halves = word.folded[:place], word.folded[place:]
            count = min(map(self._frequency, halves))
            if count and (min(map(len, halves)) > 1 or not halves[0].isalpha()):
                yield _Choice(tuple(map(keys, halves)), 0.8, count)

    # -- words that exist but were hardly meant ----------------------------------------------

    def _neighbour_instead(
        self, clauses: Sequence[Clause]
    ) -> tuple[tuple[Clause, ...], dict[str, str]] | None:
        best: tuple[tuple[float, int], int, _Choice] | None = None
        for number, one in enumerate(clauses[:_DOUBTED]):
            if one.quoted or one.apart or len(one.folded) > 1 or len(one.folded[0]) < _SHORTEST:
                continue
            around = self._around(clauses, number)
            word = Keys(one.accented[0], one.folded[0])
            if self._stands(_Choice((word,), 0, 0), around):
                continue
            for choice in self._choices(word):
                beside = self._stands(choice, around) if choice.cost <= 1 else 0
                if beside and (best is None or (choice.cost, -beside) < best[0]):
                    best = (choice.cost, -beside), number, choice
        if best is None:
            return None
        _, number, choice = best
        changed = [_single(word, clauses[number]) for word in choice.words]
        words = {
            clauses[number].accented[0]: " ".join(self._spelling(word) for word in choice.words)
        }
        return (*clauses[:number], *changed, *clauses[number + 1 :]), words

    def _around(self, clauses: Sequence[Clause], number: int) -> tuple[str, str]:
        before = clauses[number - 1].folded[-1] if number else ""
        after = clauses[number + 1].folded[0] if number + 1 < len(clauses) else ""
        return before, after

    def _spelling(self, word: Keys) -> str:
        """Return a word as documents spell it, in small letters."""
        matcher = (
            self._reader.postings(ACCENTED, word.accented)
            if self._reader.doc_frequency(ACCENTED, word.accented)
            else self._reader.postings(FOLDED, word.folded)
        )
        stored: dict[str, Any] = self._reader.stored_fields(matcher.id())
        try:
            shown = base.decode(stored["shown"], IndexedDocument, where="chỉ mục")
        except IntegrityError:
            return word.folded
        column = 0 if self._reader.doc_frequency(ACCENTED, word.accented) else 1
        for value in (shown.text, shown.title, shown.person, shown.organisation_name):
            for piece, parts in pieces(value):
                for part in parts:
                    if part.keys[column] == word[column]:
                        start = part.start - parts[0].start
                        return piece[start : start + part.end - part.start].lower()
        return word.folded


def _single(word: Keys, typed: Clause) -> Clause:
    """Return the condition for a word in place of one; without marks if that was typed without."""
    return Clause((word.accented if typed.is_marked else word.folded,), (word.folded,))


def _phrase(one: Clause, words: Sequence[Keys]) -> Clause:
    return replace(
        one,
        accented=tuple(word.accented for word in words),
        folded=tuple(word.folded for word in words),
        whole=None,
        others=(),
    )


def _as_typed(query: str, words: dict[str, str]) -> dict[str, str]:
    """Return key → how the query spells each replaced word."""
    found = (part for _, parts in pieces(query) for part in parts)
    return {
        part.keys.accented: query[part.start : part.end]
        for part in found
        if part.keys.accented in words
    }


def _rewritten(query: str, words: dict[str, str]) -> str:
    """Return the query with the words replaced, everything else as it was typed."""
    made, place = [], 0
    for _, parts in pieces(query):
        for part in parts:
            if part.keys.accented in words:
                made += [query[place : part.start], words[part.keys.accented]]
                place = part.end
    return " ".join("".join([*made, query[place:]]).split())
