"""The query language: words and "phrases in quotation marks"; every other sign is text.

Whoosh's own syntax is never read: `(`, `a AND`, `*` and `field:` mean nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from whoosh.query.compound import And, AndMaybe, Or
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Query
from whoosh.query.terms import Term

from hoso import text
from hoso.errors import SearchError
from hoso.index._analysis import ACCENTED, FOLDED, Keys, Part, keys, pieces

_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»')
_LONGEST_PHRASE, _MOST_PHRASES, _MOST_WORDS, _RAREST = 24, 8, 16, 8
# Words side by side, or a document number as it was typed, speak more for a document.
_BOOST = 2.0


@dataclass(frozen=True, slots=True)
class Clause:
    """Điều kiện: words that must follow each other; most often one word."""

    accented: tuple[str, ...]
    folded: tuple[str, ...]
    whole: Keys | None = None  # of a document number typed as one word
    quoted: bool = False

    @property
    def is_marked(self) -> bool:
        """Return whether the person typed a mark, and so meant it."""
        return self.accented != self.folded

    def terms(self, *, exact: bool) -> tuple[str, tuple[str, ...]]:
        """Return the field and words to look for: with marks when typed so and `exact`."""
        return (ACCENTED, self.accented) if exact and self.is_marked else (FOLDED, self.folded)


def parse(query: str) -> tuple[Clause, ...]:
    """Return the conditions of a query, each once; raise SearchError when it names no word."""
    query = text.nfc(query)
    found = dict.fromkeys([*_phrases(query), *_words(_QUOTED.sub(" ", query))])
    if not found:
        raise SearchError(
            "Câu tra cứu không có từ nào. Hãy gõ ít nhất một từ hoặc một số, "
            "ví dụ: hoso search «chậm nộp báo cáo»."
        )
    return tuple(found)


def _phrases(query: str) -> Iterator[Clause]:
    for quoted in _QUOTED.finditer(query):
        inside = next(filter(None, quoted.groups()), "")
        if found := [part for _, parts in pieces(inside) for part in parts]:
            yield replace(_clause(found), quoted=True)


def _words(query: str) -> Iterator[Clause]:
    for word, parts in pieces(query):
        if parts:
            yield replace(_clause(parts), whole=keys(word) if len(parts) > 1 else None)


def _clause(found: Sequence[Part]) -> Clause:
    return Clause(
        tuple(part.keys.accented for part in found), tuple(part.keys.folded for part in found)
    )


def narrow(
    clauses: Sequence[Clause], frequency: Callable[[str], int]
) -> tuple[tuple[Clause, ...], str]:
    """Return the conditions worth asking for and a note when some were left out.

    `frequency` tells in how many documents a folded word stands. Of many words the rarest that
    exist are enough to find the text they were copied from.
    """
    phrases = [clause for clause in clauses if clause.quoted]
    words = [clause for clause in clauses if not clause.quoted]
    kept = [_shortened(clause) for clause in phrases[:_MOST_PHRASES]]
    notes = []
    if kept != phrases:
        notes.append(
            f"Chỉ xét {_LONGEST_PHRASE} từ đầu của mỗi cụm trong ngoặc kép, "
            f"nhiều nhất {_MOST_PHRASES} cụm."
        )
    if len(words) > _MOST_WORDS:
        words = _rarest(words, frequency)
        shown = ", ".join("-".join(clause.accented) for clause in words)
        notes.append(f"Câu tra cứu dài: chỉ xét {len(words)} từ hiếm nhất ({shown}).")
    return (*kept, *words), " ".join(notes)


def _shortened(clause: Clause) -> Clause:
    return replace(
        clause,
        accented=clause.accented[:_LONGEST_PHRASE],
        folded=clause.folded[:_LONGEST_PHRASE],
    )


def _rarest(words: Sequence[Clause], frequency: Callable[[str], int]) -> list[Clause]:
    rank = {clause: min(frequency(key) for key in clause.folded) for clause in words}
    known = [clause for clause in words if rank[clause]] or list(words)
    chosen = set(sorted(known, key=lambda clause: rank[clause])[:_RAREST])
    return [clause for clause in words if clause in chosen]


def every(clauses: Sequence[Clause], *, exact: bool) -> Query:
    """Return the query for documents where every condition holds.

    With `exact`, words typed with marks match only so. What else speaks for a document (words
    side by side, a number as it was typed, a word without marks literally) adds to its score.
    """
    required = [_look(*clause.terms(exact=exact)) for clause in clauses]
    wanted = required[0] if len(required) == 1 else And(required)
    bonus = [*_literally(clauses), *_neighbours(clauses, exact=exact)]
    return AndMaybe(wanted, Or(bonus)) if bonus else wanted


def some(clauses: Sequence[Clause]) -> Query:
    """Return the query for documents with at least one of the words; phrases stay required."""
    phrases = [clause for clause in clauses if clause.quoted]
    words = [clause for clause in clauses if not clause.quoted]
    marked = [clause for clause in words if clause.is_marked]
    either = Or(
        [_look(*clause.terms(exact=False)) for clause in words]
        + [_look(ACCENTED, clause.accented, _BOOST) for clause in marked]
    )
    return AndMaybe(every(phrases, exact=False), either) if phrases else either


def _look(field: str, words: Sequence[str], boost: float = 1.0) -> Query:
    if len(words) == 1:
        return Term(field, words[0], boost=boost)
    return Phrase(field, list(words), boost=boost)


def _literally(clauses: Iterable[Clause]) -> Iterator[Query]:
    for clause in clauses:
        if clause.whole:
            yield Term(ACCENTED, clause.whole.accented, boost=_BOOST)
            yield Term(FOLDED, clause.whole.folded, boost=_BOOST)
        elif not clause.is_marked and not clause.quoted:
            yield Term(ACCENTED, clause.accented[0])


def _neighbours(clauses: Sequence[Clause], *, exact: bool) -> Iterator[Query]:
    words = [clause for clause in clauses if not clause.quoted]
    for first, second in pairwise(words[:_RAREST]):
        marked = exact and first.is_marked and second.is_marked
        field = ACCENTED if marked else FOLDED
        both = (one.accented if marked else one.folded for one in (first, second))
        yield _look(field, [key for part in both for key in part], _BOOST)
