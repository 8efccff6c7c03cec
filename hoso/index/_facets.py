"""Nhóm: how many of the documents found are of which year, organisation and kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from whoosh.searching import Searcher

Counts = tuple[tuple[Any, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Nhóm: (value, number of documents): years newest first, the others most frequent first."""

    years: tuple[tuple[int, int], ...] = ()
    organisations: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()


def groups(searcher: Searcher, documents: Collection[int]) -> Groups:
    """Return the counts of `documents`, numbers of the index; what has no year is not counted."""
    years = _counted(searcher, "year", documents)
    return Groups(
        years=tuple(
            sorted((one for one in years if 0 < one[0] < 10_000), reverse=True)
        ),  # years have four figures; without one the column has a number beyond
        organisations=_frequent(_counted(searcher, "organisation", documents)),
        kinds=_frequent(_counted(searcher, "kind", documents)),
    )


def _counted(searcher: Searcher, field: str, documents: Iterable[int]) -> Counts:
    reader = searcher.reader()
    if not reader.has_column(field):
        return ()
    column = reader.column_reader(field)
    return tuple(Counter(column[number] for number in documents).items())


def _frequent(counts: Counts) -> Counts:
    return tuple(sorted(counts, key=lambda one: (-one[1], one[0])))
