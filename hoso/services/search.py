"""Full text search with the filters people think in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hoso.index import Filters, Found
from hoso.services.subjects import body, within
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for, and where."""

    words: str
    years: tuple[int, int] | None = None
    org: str | None = None
    kind: str | None = None
    limit: int = 20


def search(ws: Workspace, query: Query, on: date) -> Found:
    """Return what the archive's text says; `org` includes the organisations below it."""
    codes = None
    if query.org:
        chosen = body(ws, query.org, on)
        codes = frozenset(one.code for one in within(ws, chosen.code, on))
    years = query.years or (None, None)
    filters = Filters(years=years, organisations=codes, kind=query.kind)
    return ws.search(query.words, filters, query.limit)
