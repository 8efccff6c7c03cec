"""From conditions to Whoosh queries: what is required, and what else speaks for a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from whoosh.query.compound import And, AndMaybe, Or, Require
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Query
from whoosh.query.terms import Term
from whoosh.query.wrappers import ConstantScoreQuery

from hoso.index._analysis import ABOUT, ACCENTED, CODE, FOLDED
from hoso.index._clause import Clause, Way

_LONGEST_PHRASE, _MOST_PHRASES, _MOST_WORDS, _RAREST = 24, 8, 16, 8
# Words side by side, or a document number as it was typed, speak more for a document.
_BOOST: Final = 2.0
_ABOUT: Final = 1.5  # of a word that stands in title, number, name or organisation
_NAMED: Final = 15.0  # score of a document that is called as the query says
_LEAST_NAME: Final = 3  # words by which somebody asks for a document rather than for a matter
_REGISTER: Final = 8.0  # score of a fault of the register that says all that is asked for
FAULT: Final = "khuyet_diem"  # the kind of entries of the register of faults
_SCATTERED: Final = 0.1  # of words that belong together and stand apart


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
        shown = ", ".join(" ".join(clause.accented) for clause in words)
        notes.append(f"Câu tra cứu dài: chỉ xét {len(words)} từ hiếm nhất ({shown}).")
    return (*kept, *words), " ".join(notes)


def _shortened(clause: Clause) -> Clause:
    if len(clause.folded) <= _LONGEST_PHRASE:
        return clause
    return replace(
        clause,
        accented=clause.accented[:_LONGEST_PHRASE],
        folded=clause.folded[:_LONGEST_PHRASE],
        others=(),
    )


def _rarest(words: Sequence[Clause], frequency: Callable[[str], int]) -> list[Clause]:
    rank = {clause: min(frequency(key) for key in clause.folded) for clause in words}
    known = [clause for clause in words if rank[clause]] or list(words)
    chosen = set(sorted(known, key=lambda clause: rank[clause])[:_RAREST])
    return [clause for clause in words if clause in chosen]


def required(clauses: Sequence[Clause], *, exact: bool) -> Query:
    """Return the query for documents where every condition holds.

    With `exact`, words typed with marks match only so.
    """
    found = [_either(clause, exact=exact) for clause in clauses]
    return found[0] if len(found) == 1 else And(found)


def favoured(wanted: Query, clauses: Sequence[Clause], *, exact: bool) -> Query:
    """Return `wanted` with a higher score for documents of which more speaks for the conditions.

    That is words side by side, a number as it was typed, a word without marks literally, a word of
    its title. Each stands by itself: only so does Whoosh look at it in wanted documents alone.
    """
    bonus = [*_literally(clauses), *_named(clauses), *_neighbours(clauses, exact=exact)]
    if len(clauses) >= _LEAST_NAME:  # the register itself before papers that list much of it
        bonus.append(ConstantScoreQuery(Term("kind", FAULT), _REGISTER))
    for one in bonus:
        wanted = AndMaybe(wanted, one)
    return wanted


def within(wanted: Query, condition: Query | None) -> Query:
    """Return `wanted` of documents that fulfil a condition, which adds nothing to the score."""
    return Require(wanted, condition) if condition else wanted


def some(clauses: Sequence[Clause]) -> Query:
    """Return the query for documents with at least one of the words; phrases stay required."""
    phrases = [clause for clause in clauses if clause.quoted]
    words = [clause for clause in clauses if not clause.quoted]
    marked = [clause for clause in words if clause.is_marked]
    either = Or(
        [_either(clause, exact=False) for clause in words]
        + [_look(ACCENTED, clause.ways[0], _BOOST) for clause in marked]
    )
    return AndMaybe(required(phrases, exact=False), either) if phrases else either


def excluded(clauses: Iterable[Clause]) -> Query | None:
    """Return the query for documents in which one of the words stands as it was typed."""
    found = [_either(clause, exact=True) for clause in clauses]
    return Or(found) if found else None


def _either(clause: Clause, *, exact: bool) -> Query:
    """Return the query for one condition in any way to write it."""
    field = ACCENTED if exact and clause.is_marked else FOLDED
    typed, *others = clause.ways
    found = [_look(field, typed), *(_look(field, way) for way in others)]
    if clause.whole:
        found.append(Term(CODE, clause.whole.folded, boost=_BOOST))
    return found[0] if len(found) == 1 else Or(found)


def _look(field: str, way: Way, boost: float = 1.0) -> Query:
    words = way.accented if field == ACCENTED else way.folded
    if len(words) == 1:
        return Term(field, words[0], boost=boost)
    if way.apart:
        return And([Term(field, word, boost=boost * _SCATTERED) for word in words])
    return Phrase(field, list(words), boost=boost)


def _literally(clauses: Iterable[Clause]) -> Iterator[Query]:
    for clause in clauses:
        if clause.whole:
            yield Term(ACCENTED, clause.whole.accented, boost=_BOOST)
            yield Term(FOLDED, clause.whole.folded, boost=_BOOST)
        elif not clause.is_marked and not clause.quoted:
            yield Term(ACCENTED, clause.accented[0])


def _named(clauses: Iterable[Clause]) -> Iterator[Query]:
    words = dict.fromkeys(word for clause in clauses for word in clause.folded)
    for word in list(words)[:_MOST_WORDS]:
        yield Term(ABOUT, word, boost=_ABOUT)
    if len(words) >= _LEAST_NAME:
        every_word = [_in_name(clause) for clause in clauses]
        yield ConstantScoreQuery(And(every_word), _NAMED)


def _in_name(clause: Clause) -> Query:
    ways = [And([Term(ABOUT, word) for word in way.folded]) for way in clause.ways]
    return ways[0] if len(ways) == 1 else Or(ways)


def _neighbours(clauses: Sequence[Clause], *, exact: bool) -> Iterator[Query]:
    words = [clause for clause in clauses if not clause.quoted]
    for one in words:
        if one.apart:
            yield _look(ACCENTED if exact and one.is_marked else FOLDED, _close(one), _BOOST)
    for first, second in pairwise(words[:_RAREST]):
        both = exact and first.is_marked and second.is_marked
        pair = Way((*first.accented, *second.accented), (*first.folded, *second.folded))
        yield _look(ACCENTED if both else FOLDED, pair, _BOOST)


def _close(one: Clause) -> Way:
    return Way(one.accented, one.folded)
