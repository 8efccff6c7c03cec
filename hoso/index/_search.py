"""One search: what is asked for, in which order, and how it is shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from whoosh.query.compound import And, Or
from whoosh.query.qcore import Query
from whoosh.query.ranges import NumericRange
from whoosh.query.terms import Term
from whoosh.searching import Results, Searcher

from hoso.index._analysis import FOLDED
from hoso.index._query import Clause, every, narrow, some
from hoso.index._snippet import snippet
from hoso.model.base import replaced
from hoso.model.dossier import Hit

_NOT_ALL = "Không văn bản nào có đủ các từ; dưới đây là các văn bản có một phần các từ đó."


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Bộ lọc: what a document must be. None: anything; no organisation at all finds nothing."""

    years: tuple[int | None, int | None] = (None, None)  # first and last, both included
    organisations: Collection[str] | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Kết quả: how many documents answer and the best of them, best first.

    `note` is a sentence for the user when something else than the query as typed was answered.
    """

    total: int
    hits: tuple[Hit, ...] = ()
    note: str = ""


class Search:
    """One search with an open reader."""

    def __init__(self, searcher: Searcher, filters: Filters, limit: int) -> None:
        self._searcher, self._limit = searcher, limit
        self._condition = _condition(filters)

    def answer(self, clauses: Sequence[Clause]) -> Found:
        """Return the documents with every word; when there is none, those with some."""
        clauses, note = narrow(clauses, self._frequency)
        found = self._with_every(clauses)
        if not found.total and len(clauses) > 1 and any(not clause.quoted for clause in clauses):
            found = self._found(self._run(some(clauses)), clauses)
            note = f"{note} {_NOT_ALL}".strip() if found.total else note
        return replace(found, note=note)

    def _with_every(self, clauses: Sequence[Clause]) -> Found:
        """Return documents with exactly the marks typed before those with other marks."""
        exactly = every(clauses, exact=True)
        first = self._found(self._run(exactly), clauses)
        if not any(clause.is_marked for clause in clauses):
            return first
        # The others are fewer by those that are exact, so the same limit leaves no place empty.
        others = self._found(self._run(every(clauses, exact=False), mask=exactly), clauses)
        room = others.hits[: self._limit - len(first.hits)]
        # Whoever sorts by score gets this order too.
        lift = max((hit.score for hit in room), default=0.0)
        lifted = tuple(replaced(hit, score=hit.score + lift) for hit in first.hits)
        return Found(total=first.total + others.total, hits=lifted + room)

    def _run(self, wanted: Query, mask: Query | None = None) -> Results:
        return self._searcher.search(wanted, limit=self._limit, filter=self._condition, mask=mask)

    def _found(self, results: Results, clauses: Sequence[Clause]) -> Found:
        hits = [_hit(result.fields(), result.score, clauses) for result in results]
        hits.sort(key=lambda hit: (-hit.score, hit.document))
        return Found(total=len(results), hits=tuple(hits))

    def _frequency(self, word: str) -> int:
        return int(self._searcher.reader().doc_frequency(FOLDED, word))


def _hit(stored: Mapping[str, Any], score: float, clauses: Sequence[Clause]) -> Hit:
    return Hit(
        dossier=stored["dossier"],
        document=stored["document"],
        kind=stored["kind"],
        year=stored.get("year"),
        organisation=stored["organisation"],
        title=stored["title"],
        snippet=snippet([stored[name] for name in ("text", "title", "person")], clauses),
        score=score,
    )


def _condition(filters: Filters) -> Query | None:
    found: list[Query] = []
    if filters.years != (None, None):
        found.append(NumericRange("year", *filters.years))
    if filters.organisations is not None:
        found.append(Or([Term("organisation", code) for code in filters.organisations]))
    if filters.kind is not None:
        found.append(Term("kind", filters.kind))
    return And(found) if found else None
