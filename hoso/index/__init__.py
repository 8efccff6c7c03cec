"""Chỉ mục: full-text search, the only room that knows Whoosh; a disposable cache.

A snippet is text of the document in its original spelling with the matched words between `<b>` and
`</b>`; its own `&`, `<`, `>` are escaped as in HTML. A plain-text door takes the tags out and calls
`html.unescape`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoso.opening import on_use

if TYPE_CHECKING:
    from hoso.index._abbreviations import Abbreviations, abbreviations
    from hoso.index._facets import Groups
    from hoso.index._filters import Filters
    from hoso.index._grammar import Condition, Key, Question, parse, years_of
    from hoso.index._index import Index
    from hoso.index._query import FAULT
    from hoso.index._search import Found
else:
    __getattr__ = on_use(
        __name__,
        {
            "_abbreviations": "Abbreviations abbreviations",
            "_facets": "Groups",
            "_filters": "Filters",
            "_grammar": "Condition Key Question parse years_of",
            "_index": "Index",
            "_query": "FAULT",
            "_search": "Found",
        },
    )

__all__ = [
    "FAULT",
    "Abbreviations",
    "Condition",
    "Filters",
    "Found",
    "Groups",
    "Index",
    "Key",
    "Question",
    "abbreviations",
    "parse",
    "years_of",
]
