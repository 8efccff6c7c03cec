"""Bộ lọc: what a document must be, beside what it says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from whoosh.query.compound import And, Or
from whoosh.query.qcore import Every, Query
from whoosh.query.ranges import NumericRange
from whoosh.query.terms import Term
from whoosh.query.wrappers import Not

from hoso.index._analysis import PERSON, keys

_making: Callable[[], Query] = Every
EVERY: Final = _making()
# Field of the index → attribute of Filters: exact values, any of which will do.
_EXACT: Final = {
    "organisation": "organisations",
    "kind": "kinds",
    "status": "statuses",
    "level": "levels",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Bộ lọc: what a document must be. None: anything; an empty collection finds nothing.

    `people` are card numbers or names, also parts of names; `at` is a day on which the text stood
    in the archive (only an index of all versions can tell); `without` excludes what any of it fits.
    """

    years: tuple[int | None, int | None] = (None, None)  # first and last, both included
    spans: Collection[tuple[int | None, int | None]] | None = None  # any of these
    organisations: Collection[str] | None = None
    kinds: Collection[str] | None = None
    statuses: Collection[str] | None = None
    levels: Collection[str] | None = None
    people: Collection[str] | None = None
    at: date | None = None
    without: tuple[Filters, ...] = ()


def condition(filters: Filters, unwanted: Query | None = None) -> Query | None:
    """Return the query that documents must fulfil; None when there is nothing to fulfil."""
    found = list(_conditions(filters))
    if unwanted is not None:
        found += [EVERY, Not(unwanted)]
    return And(found) if found else None


def _conditions(filters: Filters) -> Iterator[Query]:
    if filters.years != (None, None):
        yield NumericRange("year", *filters.years)
    if filters.spans is not None:
        yield Or([NumericRange("year", *span) for span in filters.spans])
    for field, attribute in _EXACT.items():
        if (values := getattr(filters, attribute)) is not None:
            yield Or([Term(field, value) for value in values])
    if filters.people is not None:
        yield Or([And([Term(PERSON, word) for word in _name(one)]) for one in filters.people])
    if filters.at:
        yield NumericRange("since", None, filters.at.toordinal())
        yield Not(NumericRange("until", None, filters.at.toordinal()))
    for one in filters.without:
        yield Not(And(list(_conditions(one)) or [EVERY]))


def _name(person: str) -> list[str]:
    return [keys(word).accented for word in person.split()]
