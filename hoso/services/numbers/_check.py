"""Every rule of numbers and authority, on the counters and numbered papers of organisations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hoso import facts, profiles, rules
from hoso.errors import NotFoundError, Outcome, Problem
from hoso.facts import CounterCase, DocumentCase
from hoso.model.roster import Organisation
from hoso.services.numbers._counters import Counter, Ledger, Paper, ledger, organ_name
from hoso.services.numbers._terms import Term, term_named, term_on
from hoso.text import short_date
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is looked at: a year's papers and their counters, a term's, a type's; None: all."""

    year: int | None = None
    term: str | None = None
    type_name: str | None = None

    def holds(self, one: Paper) -> bool:
        """Return whether a paper is of the year, by its day, else by its dossier."""
        day = one.row.provenance.day
        return self.year in (None, day.year if day else one.row.card.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Counters with the papers of them that were asked for, and the papers that no counter takes."""

    counters: tuple[tuple[Counter, tuple[Paper, ...]], ...]
    loose: tuple[Paper, ...]


def listing(ws: Workspace, codes: Iterable[str], scope: Scope) -> Listing:
    """Return the numbers of these organisations that are of the scope."""
    books = _books(ws, codes, scope)
    return Listing(
        counters=tuple(found for book in books for found in _within(book, scope)),
        loose=tuple(one for book in books for one in _loose(book, scope)),
    )


def _books(ws: Workspace, codes: Iterable[str], scope: Scope) -> list[Ledger]:
    """Return the ledgers of the organisations that have the term asked for; raise when none has."""
    books = [ledger(ws, code, scope.type_name) for code in codes]
    if scope.term is None:
        return books
    found = [book for book in books if term_named(book.terms, scope.term)]
    if books and not found:
        known = dict.fromkeys(one.label or one.words for book in books for one in book.terms)
        raise NotFoundError(
            f"Không có nhiệm kỳ «{scope.term}» trong danh sách. Có: {', '.join(known)}.",
            where=scope.term,
        )
    return found


def _within(book: Ledger, scope: Scope) -> Iterator[tuple[Counter, tuple[Paper, ...]]]:
    term = term_named(book.terms, scope.term) if scope.term else None
    for counter in book.counters:
        here = tuple(one for one in counter.papers if scope.holds(one))
        if term in (None, counter.term) and (here or scope.year is None):
            yield counter, here


def _loose(book: Ledger, scope: Scope) -> tuple[Paper, ...]:
    """Return the papers of the scope that no counter takes; whose term is unknown is of none."""
    return () if scope.term else tuple(one for one in book.loose if scope.holds(one))


def problems(ws: Workspace, codes: Iterable[str], scope: Scope, on: date) -> Iterator[Problem]:
    """Yield what every rule of numbers says of these organisations' counters and papers."""
    for book in _books(ws, codes, scope):
        yield from _of_one(book, scope, on)


def _of_one(book: Ledger, scope: Scope, on: date) -> Iterator[Problem]:
    for counter, papers in _within(book, scope):
        yield from _counter(counter, on)
        for one in papers:
            yield from _document(one, book, on)
    for one in _loose(book, scope):
        yield from _document(one, book, on)


def _counter(counter: Counter, on: date) -> Iterator[Problem]:
    days = [day for one in counter.papers if (day := one.row.provenance.day)]
    last = max(days, default=on)
    numbering = profiles.numbering(last)
    if numbering is None:
        yield _too_old(counter.words, last)
        return
    case = CounterCase(
        name=counter.words,
        seen=counter.seen,
        outside=counter.runs,
        term_since=counter.term.since,
        congress=counter.organ in numbering.across_types,
    )
    yield from rules.check(facts.of_counter(case), rules.of_subject(numbering, "so_van_ban"))


def _document(one: Paper, book: Ledger, on: date) -> Iterator[Problem]:
    day = one.row.provenance.day or on
    numbering, issuing = profiles.numbering(day), profiles.issuing(day)
    name = f"{one.row.provenance.symbol} {one.words}"
    if numbering is None or issuing is None:
        yield _too_old(name, day)
        return
    if one.read and not one.type_name:
        names = " hay ".join(profiles.type_names(one.read.type_symbol)) or "tên loại nào"
        yield _unchecked(name, f"Chưa rõ là {names} nên chưa biết thuộc bộ số nào.")
    case = DocumentCase(
        name=name,
        flaws=tuple(_flaws(one, book.organisation, day)),
        off_term=_off_term(one, book.terms),
        unlawful=_unlawful(one, book.organisation, day),
    )
    known = facts.of_document(case)
    yield from rules.check(known, rules.of_subject(numbering, "van_ban"))
    yield from rules.check(known, rules.of_subject(issuing, "van_ban"))


def _flaws(one: Paper, organisation: Organisation, day: date) -> Iterator[str]:
    said = one.row.provenance.symbol
    if one.read is None:
        yield f"«{said}» không đọc được"
        return
    if str(one.read) != said:
        yield f"«{said}» phải ghi là «{one.read}»"
    if not profiles.type_names(one.read.type_symbol):
        yield f"không có ký hiệu tên loại {one.read.type_symbol}"
    known = {organ.symbol for organ in profiles.organs(_kind(organisation, day))}
    if one.read.organ not in known:
        yield f"{one.read.organ} không phải ký hiệu của cơ quan này ({', '.join(sorted(known))})"


def _kind(organisation: Organisation, day: date) -> str:
    return (organisation.at(day) or organisation.states[-1]).kind


def _off_term(one: Paper, spans: tuple[Term, ...]) -> str | None:
    """Return how the day lies outside of every term, "" when it does not, None when unknown.

    Of the time before the first term that the roster knows, nobody can tell.
    """
    day, first = one.row.provenance.day, spans[0].since
    if day is None or first is None or day < first:
        return None
    if term_on(spans, day):
        return ""
    past = [span for span in spans if span.until and span.until < day]
    last = past[-1]
    ended = f" (hết ngày {short_date(last.until)})" if last.until else ""
    return f"ngày {short_date(day)} sau {last.words}{ended}"


def _unlawful(one: Paper, organisation: Organisation, day: date) -> str | None:
    """Return what the organ may not issue, "" when it may, None when nobody could confirm it."""
    issuing = profiles.issuing(day)
    if issuing is None or not one.type_name or one.row.provenance.day is None:
        return None
    kind, organ = _kind(organisation, day), one.row.provenance.organ
    allowed = profiles.may_issue(issuing, kind, organ, one.type_name)
    if allowed is None:
        return None
    whose = (organisation.at(day) or organisation.states[-1]).name
    who = organ_name(kind, organ) if organ else whose
    return "" if allowed else f"{who} không ban hành {one.type_name}"


def _too_old(where: str, day: date) -> Problem:
    return _unchecked(
        where, f"Chưa có quy định đánh số, thẩm quyền cho văn bản ngày {short_date(day)}."
    )


def _unchecked(where: str, message: str) -> Problem:
    return Problem(
        code="S00", where=where, message=message, outcome=Outcome.UNCHECKED, warning=True
    )
