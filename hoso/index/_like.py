"""Giống văn bản này: the words that tell one document from the others, looked for elsewhere.

Never a whole text: Whoosh needs seconds for a sentence of common words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log
from typing import Final

from whoosh.query.compound import AndNot, Or
from whoosh.query.qcore import Query
from whoosh.query.terms import Term
from whoosh.query.wrappers import ConstantScoreQuery
from whoosh.searching import Searcher

from hoso import text
from hoso.errors import NotFoundError
from hoso.index._analysis import ACCENTED, CODE, keys, words_of
from hoso.index._build import document_of
from hoso.index._clause import Clause
from hoso.model.dossier import IndexedDocument

_WORDS: Final = 14
_COMMON: Final = 0.3  # share of all documents; a word in more of them tells nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What makes a document itself: a query for its like, and the words to mark in them."""

    query: Query
    clauses: tuple[Clause, ...]
    nothing: str  # what to say when nothing is like it


def likeness(searcher: Searcher, code: str) -> Likeness:
    """Return what to look for; raise NotFoundError when no document has that code."""
    model = _document(searcher, code)
    weights = _weights(searcher, f"{model.title}\n{model.text}" if model.text else model.title)
    terms = [Term(ACCENTED, word, boost=weight) for word, weight in weights.items()]
    itself = ConstantScoreQuery(Term(CODE, keys(text.nfc(code)).folded))
    return Likeness(
        query=AndNot(Or(terms), itself),
        clauses=tuple(Clause((word,), (text.fold(word),)) for word in weights),
        nothing=f"Không văn bản nào khác giống {code}.",
    )


def _document(searcher: Searcher, code: str) -> IndexedDocument:
    wanted = Term(CODE, keys(text.nfc(code)).folded)
    for document in (document_of(hit.fields()) for hit in searcher.search(wanted, limit=None)):
        if text.fold(document.document) == text.fold(code):
            return document
    raise NotFoundError(
        f"Không có văn bản hay khuyết điểm «{code}» trong chỉ mục tra cứu. Hãy dùng mã như «hoso "
        "search» in trong ngoặc vuông, ví dụ tt-cb-van-phong-2024/0003 hoặc K-0107.",
        where=code,
    )


def _weights(searcher: Searcher, value: str) -> dict[str, float]:
    """Return the words that are frequent here and rare elsewhere, with their weights."""
    reader, total = searcher.reader(), searcher.doc_count()
    counts = Counter(word.accented for word in words_of(value))
    weights = {}
    for word, count in counts.items():
        frequency = reader.doc_frequency(ACCENTED, word)
        if 1 < frequency <= max(2, _COMMON * total) and not word.isdigit():
            weights[word] = (1 + log(count)) * log(total / frequency)
    best = sorted(weights, key=lambda word: (-weights[word], word))[:_WORDS]
    return {word: weights[word] for word in best}
