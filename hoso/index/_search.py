"""One search: what is asked for, in which order, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from whoosh.query.qcore import Query
from whoosh.searching import Results, Searcher

from hoso.index._analysis import FOLDED
from hoso.index._build import document_of
from hoso.index._clause import Clause
from hoso.index._facets import Groups, groups
from hoso.index._filters import EVERY, Filters, condition
from hoso.index._grammar import Question
from hoso.index._like import Likeness, likeness
from hoso.index._place import place
from hoso.index._query import excluded, favoured, narrow, required, some, within
from hoso.index._snippet import snippet
from hoso.index._spelling import Speller
from hoso.model import base
from hoso.model.dossier import Hit, IndexedDocument

_NOT_ALL: Final = "Không văn bản nào có đủ các từ; dưới đây là các văn bản có một phần các từ đó."
_FEW: Final = 3  # documents; below that a slip of the keyboard is likely
_LIKE: Final = 0.3  # share of the best score from which on a document is like another
_ORDER: Final = {"sortedby": ["year", "key"], "reverse": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Kết quả: how many documents answer and the best of them, best first.

    `note` is a sentence for the user when something else than the query as typed was answered;
    `meant` is the query as it was probably meant ("ý bạn là"), "" when nothing looks mistyped.
    """

    total: int
    hits: tuple[Hit, ...] = ()
    note: str = ""
    meant: str = ""
    groups: Groups = field(default_factory=Groups)


@dataclass(frozen=True, slots=True)
class _Matches:
    """Documents that answer, as numbers of the index, and the best of them."""

    hits: tuple[Hit, ...] = ()
    documents: Set[int] = frozenset()


class Search:
    """One search with an open reader."""

    def __init__(self, searcher: Searcher, filters: Filters, limit: int) -> None:
        self._searcher, self._limit = searcher, limit
        self._filters = filters
        self._condition = condition(filters)

    def answer(self, question: Question) -> Found:
        """Return the documents with every word; when there is none, those with some."""
        self._exclude(question)
        if not question.clauses:
            return self._shown(self._listed(EVERY), "")
        clauses, note = narrow(question.clauses, self._frequency)
        matches = self._with_every(clauses)
        meant = ""
        if len(matches.documents) < _FEW:
            matches, said, meant = self._reconsidered(question, clauses, matches)
            note = f"{note} {said}".strip()
        return replace(self._shown(matches, note), meant=meant)

    def like(self, document: str, question: Question | None) -> Found:
        """Return the documents that say most nearly what `document` (its code) says."""
        self._exclude(question)
        model: Likeness = likeness(self._searcher, document)
        wanted = model.query
        if question and question.clauses:
            clauses, _ = narrow(question.clauses, self._frequency)
            wanted = within(wanted, required(clauses, exact=False))
        matches = self._matched(self._run(within(wanted, self._condition)), model.clauses)
        least = _LIKE * max((hit.score for hit in matches.hits), default=0.0)
        alike = tuple(hit for hit in matches.hits if hit.score >= least)
        return Found(total=len(alike), hits=alike, note="" if alike else model.nothing)

    def _reconsidered(
        self, question: Question, clauses: Sequence[Clause], matches: _Matches
    ) -> tuple[_Matches, str, str]:
        """Return better matches if there are, what to say about them, and what was perhaps meant."""
        found = self._speller.corrected(question.query, clauses, nothing=not matches.documents)
        other = self._with_every(found.clauses) if found else _Matches()
        if found and other.documents:
            if not matches.documents:
                return other, found.said, found.query
            if found.doubtful:
                return self._both(other, matches), found.said, found.query
            return matches, "", found.query
        if matches.documents:
            return matches, "", ""
        if found and found.unknown and (other := self._with_some(found.clauses)).documents:
            return other, f"{found.said} {_NOT_ALL}", found.query
        matches = self._with_some(clauses)
        return matches, _NOT_ALL if matches.documents else "", ""

    def _both(self, first: _Matches, second: _Matches) -> _Matches:
        known = {(hit.document, hit.version) for hit in first.hits}
        more = tuple(hit for hit in second.hits if (hit.document, hit.version) not in known)
        return _Matches((*first.hits, *more)[: self._limit], first.documents | second.documents)

    def _with_some(self, clauses: Sequence[Clause]) -> _Matches:
        if len(clauses) < 2 or all(clause.quoted for clause in clauses):  # some of one is none
            return _Matches()
        return self._matched(self._run(within(some(clauses), self._condition)), clauses)

    def _with_every(self, clauses: Sequence[Clause]) -> _Matches:
        """Return documents with exactly the marks typed before those with other marks."""
        first = self._ranked(clauses, exact=True)
        if not any(clause.is_marked for clause in clauses):
            return first
        every = self._numbers(required(clauses, exact=False))
        room = self._limit - len(first.hits)
        if room <= 0 or len(every) == len(first.documents):
            return replace(first, documents=every | first.documents)
        others = self._ranked(clauses, exact=False, besides=first.documents).hits[:room]
        # Whoever sorts by score gets this order too.
        lift = max((hit.score for hit in others), default=0.0)
        lifted = tuple(base.replaced(hit, score=hit.score + lift) for hit in first.hits)
        return _Matches(lifted + others, every | first.documents)

    def _ranked(
        self, clauses: Sequence[Clause], *, exact: bool, besides: Set[int] = frozenset()
    ) -> _Matches:
        wanted = within(required(clauses, exact=exact), self._condition)
        results = self._run(favoured(wanted, clauses, exact=exact), besides)
        return self._matched(results, clauses)

    def _exclude(self, question: Question | None) -> None:
        """Take what the query excludes into the conditions."""
        unwanted = excluded(question.without) if question else None
        self._condition = condition(self._filters, unwanted)

    def _run(self, wanted: Query, besides: Set[int] = frozenset()) -> Results:
        # Without a limit: what Whoosh passes over as too poor for the first places includes the
        # best when a query has optional parts, and all are counted for the groups anyway.
        return self._searcher.search(wanted, limit=None, mask=set(besides) or None)

    def _numbers(self, wanted: Query) -> Set[int]:
        asking: Callable[..., Iterator[int]] = self._searcher.docs_for_query
        return set(asking(within(wanted, self._condition)))

    def _listed(self, wanted: Query) -> _Matches:
        """Return documents that only have to fulfil conditions, the newest first."""
        results = self._searcher.search(within(wanted, self._condition), limit=None, **_ORDER)
        return self._taken(results, ())

    def _matched(self, results: Results, clauses: Sequence[Clause]) -> _Matches:
        found = self._taken(results, clauses)
        return replace(
            found, hits=tuple(sorted(found.hits, key=lambda hit: (-hit.score, hit.document)))
        )

    def _taken(self, results: Results, clauses: Sequence[Clause]) -> _Matches:
        hits = [
            _hit(document_of(result.fields()), result.score, clauses)
            for result in results[: self._limit]
        ]
        return _Matches(tuple(hits), set(results.docs()))

    def _shown(self, matches: _Matches, note: str) -> Found:
        return Found(
            total=len(matches.documents),
            hits=matches.hits,
            note=note,
            groups=groups(self._searcher, matches.documents),
        )

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self._searcher)

    def _frequency(self, word: str) -> int:
        return int(self._searcher.reader().doc_frequency(FOLDED, word))


def _hit(document: IndexedDocument, score: float, clauses: Sequence[Clause]) -> Hit:
    texts = [document.text, document.title, document.person, document.organisation_name]
    passage = snippet(texts, clauses)
    inside = passage.start is not None and passage.source == 0
    spot = place(document.text, passage.start or 0) if inside else None
    return Hit(
        dossier=document.dossier,
        document=document.document,
        kind=document.kind,
        year=document.year,
        organisation=document.organisation,
        title=document.title,
        snippet=passage.text,
        score=score,
        organisation_name=document.organisation_name,
        person=document.person,
        symbol=document.symbol,
        status=document.status,
        section=spot.section if spot else "",
        paragraph=spot.paragraph if spot else None,
        page=spot.page if spot else None,
        version=document.version,
        since=document.since,
        until=document.until,
    )
