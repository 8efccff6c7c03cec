"""Nhóm: how many of the documents found are of which year, organisation and kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from whoosh.searching import Searcher

from hoso.model.dossier import IndexedDocument

_MARK: Final = "\x1f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Nhóm: (value, number of documents): years newest first, the others most frequent first."""

    years: tuple[tuple[int, int], ...] = ()
    organisations: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()


def group_of(document: IndexedDocument) -> str:
    """Return all by which a document is counted, as one value: one look each is fastest."""
    return _MARK.join((str(document.year or ""), document.organisation, document.kind))


def groups(searcher: Searcher, documents: Collection[int]) -> Groups:
    """Return the counts of `documents`, numbers of the index; what has no year is not counted."""
    reader = searcher.reader()
    if not documents or not reader.has_column("group"):
        return Groups()
    column = reader.column_reader("group")
    years: Counter[int] = Counter()
    organisations: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for group, count in Counter(column[number] for number in documents).items():
        year, organisation, kind = group.split(_MARK)
        if year:
            years[int(year)] += count
        organisations[organisation] += count
        kinds[kind] += count
    return Groups(
        years=tuple(sorted(years.items(), reverse=True)),
        organisations=_frequent(organisations),
        kinds=_frequent(kinds),
    )


def _frequent(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
