"""Ý bạn là: small slips forgiven, by the words that stand in the index itself.

A word that no document has is replaced; a word that exists is doubted only when almost nothing
answers, and only for one that stands beside its neighbours in some document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whoosh.searching import Searcher

from hoso.index._analysis import ACCENTED, FOLDED, Keys, pieces
from hoso.index._build import document_of
from hoso.index._clause import Clause
from hoso.index._words import SHORTEST, Around, Choice, Words, around_of


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


class Speller:
    """Looks for what was meant among the words of an open index."""

    def __init__(self, searcher: Searcher) -> None:
        self._reader, self._words = searcher.reader(), Words(searcher)

    def corrected(
        self, query: str, clauses: Sequence[Clause], *, nothing: bool
    ) -> Correction | None:
        """Return the query as it was perhaps meant, None when no other is likely.

        When `nothing` answers it, each of its words is doubted, else only those that stand nowhere
        under the marks that were typed.
        """
        unknown = any(self._is_unknown(one) for one in clauses)
        made = self._made(clauses, unknown=unknown, nothing=nothing)
        if made is None:
            return None
        changed, words = made
        typed = _as_typed(query, words)
        said = ", ".join(f"«{typed[key]}» thành «{words[key]}»" for key in typed)
        return Correction(
            clauses=changed,
            query=_rewritten(query, words),
            said=f"Đã sửa {said}." if said else "",
            unknown=unknown,
            doubtful=any(one.is_marked for one in clauses)
            and not any(self._is_spelled(word) for word in words),
        )

    def _made(
        self, clauses: Sequence[Clause], *, unknown: bool, nothing: bool
    ) -> tuple[tuple[Clause, ...], dict[str, str]] | None:
        if unknown:
            return self._known_instead(clauses)
        return self._neighbour_instead(clauses, every_word=nothing)

    def _is_spelled(self, accented: str) -> bool:
        return bool(self._reader.doc_frequency(ACCENTED, accented))

    def _is_unknown(self, one: Clause) -> bool:
        return not any(all(self._words.frequency(word) for word in way.folded) for way in one.ways)

    # -- words that stand nowhere -----------------------------------------------------------

    def _known_instead(
        self, clauses: Sequence[Clause]
    ) -> tuple[tuple[Clause, ...], dict[str, str]] | None:
        made: list[Clause] = []
        words: dict[str, str] = {}
        for number, one in enumerate(clauses):
            around = around_of(clauses, number)
            changed = self._replaced(one, around, words) if self._is_unknown(one) else [one]
            made.extend(changed)
        return (tuple(made), words) if words else None

    def _replaced(self, one: Clause, around: Around, words: dict[str, str]) -> list[Clause]:
        """Return a condition with its unknown words replaced, noting which became which."""
        typed = list(map(Keys, one.accented, one.folded))
        found: list[Keys] = []
        for place, word in enumerate(typed):
            after = typed[place + 1] if place + 1 < len(typed) else around.after
            before = typed[place - 1] if place else around.before
            best = self._words.best(word, Around(before, after))
            found.extend(best.words if best else [word])
            if best:
                words[word.accented] = " ".join(self._spelling(each) for each in best.words)
        if one.quoted or len(one.folded) > 1:
            return [_phrase(one, found)]
        return [_single(word, one) for word in found]

    # -- words that exist but were hardly meant ----------------------------------------------

    def _neighbour_instead(
        self, clauses: Sequence[Clause], *, every_word: bool
    ) -> tuple[tuple[Clause, ...], dict[str, str]] | None:
        best: tuple[tuple[float, int], int, Choice] | None = None
        for number, one in enumerate(clauses):
            if not self._is_doubted(one, every_word=every_word):
                continue
            found = self._words.beside_instead(
                Keys(one.accented[0], one.folded[0]), around_of(clauses, number)
            )
            if found and (best is None or found[0] < best[0]):
                best = found[0], number, found[1]
        if best is None:
            return None
        _, number, choice = best
        changed = [_single(word, clauses[number]) for word in choice.words]
        words = {
            clauses[number].accented[0]: " ".join(self._spelling(word) for word in choice.words)
        }
        return (*clauses[:number], *changed, *clauses[number + 1 :]), words

    def _is_doubted(self, one: Clause, *, every_word: bool) -> bool:
        """Return whether a word that exists may be a slip: a phrase or a number is none."""
        if one.quoted or one.apart or len(one.folded) > 1:
            return False
        unseen = not self._is_spelled(one.accented[0]) and len(one.folded[0]) > 1
        return unseen or (every_word and len(one.folded[0]) >= SHORTEST)

    def _spelling(self, word: Keys) -> str:
        """Return a word as documents spell it, in small letters."""
        field = ACCENTED if self._is_spelled(word.accented) else FOLDED
        matcher = self._reader.postings(field, word[Keys._fields.index(field)])
        document = document_of(self._reader.stored_fields(matcher.id()))
        for value in (document.text, document.title, document.person, document.organisation_name):
            for piece, parts in pieces(value):
                for part in parts:
                    if getattr(part.keys, field) == getattr(word, field):
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
