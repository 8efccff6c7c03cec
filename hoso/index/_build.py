"""One build: a complete Whoosh index in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from whoosh import fields
from whoosh.analysis.tokenizers import SpaceSeparatedTokenizer
from whoosh.index import FileIndex
from whoosh.scoring import BM25F
from whoosh.searching import Searcher
from whoosh.writing import IndexWriter

from hoso import text
from hoso.errors import CacheDamagedError, IntegrityError
from hoso.index._analysis import (
    ABOUT,
    ACCENTED,
    BREAK,
    CODE,
    FOLDED,
    PERSON,
    SyllableTokenizer,
    keys,
    words_of,
)
from hoso.index._facets import group_of
from hoso.index._files import Files, guarded
from hoso.model import base
from hoso.model.dossier import IndexedDocument

# Raise this number with every change of the fields or of the analysis.
SCHEMA_VERSION = 2
_TRIES = 10
_SHOWN: Final = ("title", "person", "text", "organisation_name", "symbol")
_MEGABYTES = 256  # of memory before a run of postings goes to the disk


def _schema() -> fields.Schema:
    """Return the fields: those to search, those to filter by, and all that a hit shows."""
    return fields.Schema(
        key=fields.ID(unique=True),
        dossier=fields.ID,
        kind=fields.ID,
        organisation=fields.ID,
        year=fields.NUMERIC(int, sortable=True),
        group=fields.ID(sortable=True),
        status=fields.ID,
        level=fields.ID,
        since=fields.NUMERIC(int),
        until=fields.NUMERIC(int),
        shown=fields.STORED,
        **{
            ACCENTED: fields.TEXT(analyzer=SyllableTokenizer(ACCENTED)),
            FOLDED: fields.TEXT(analyzer=SyllableTokenizer(FOLDED)),
            **{
                name: fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False)
                for name in (ABOUT, CODE, PERSON)
            },
        },
    )


class Build:
    """One complete index; writing to it is one commit, or none when anything goes wrong."""

    def __init__(self, folder: Path, index: FileIndex) -> None:
        self._folder, self._index = folder, index

    @classmethod
    @contextmanager
    def opened(cls, folder: Path, *, new: bool = False) -> Iterator[Build]:
        """Open the index in `folder`, or make a `new` one there; close it at the end."""
        files = Files(folder)
        try:
            with guarded(folder):
                index = _made(files) if new else _read(files)
            yield cls(folder, index)
        finally:
            files.release()

    @contextmanager
    def searcher(self, *, brief: float = 0.75) -> Iterator[Searcher]:
        """Give a reader of what is committed now.

        `brief` in 0…1 is how much a short text that has a word counts before a long one that has.
        """
        weighting = BM25F(B=brief)
        with guarded(self._folder), self._index.searcher(weighting=weighting) as searcher:
            yield searcher

    def fill(self, documents: Iterable[IndexedDocument]) -> None:
        """Write `documents` into a new index; raise CacheDamagedError when some got lost.

        A build that lost records would answer as if they did not exist, so it is counted.
        """
        written = self.replace(documents, "key", ())
        with guarded(self._folder):
            if (count := self._index.doc_count()) != written:
                raise CacheDamagedError(f"Chỉ mục tra cứu chỉ có {count} trên {written} văn bản.")

    def replace(
        self, documents: Iterable[IndexedDocument], field: str, values: Collection[str]
    ) -> int:
        """Remove what has one of `values` in `field`, write `documents`, return how many.

        Whoosh keeps both of two documents with one key in one commit, so those take a second one.
        """
        again: dict[str, IndexedDocument] = {}
        seen: set[str] = set()
        with self._writer() as writer:
            with guarded(self._folder):
                for value in values:
                    writer.delete_by_term(field, value)
            for document in documents:
                if document.key in seen:
                    again[document.key] = document
                    continue
                seen.add(document.key)
                with guarded(self._folder):
                    writer.add_document(**_row(document))
        if again:
            self.replace(again.values(), "key", again)
        return len(seen)

    @contextmanager
    def _writer(self) -> Iterator[IndexWriter]:
        with guarded(self._folder):
            writer = self._index.writer(limitmb=_MEGABYTES)
        try:
            yield writer
            with guarded(self._folder):
                writer.commit()
        except BaseException:
            # The first error is the message; a writer that broke has let go of its lock itself.
            with suppress(Exception):
                writer.cancel()
            raise


def _made(files: Files) -> FileIndex:
    making: Callable[..., FileIndex] = FileIndex.create
    return making(files, _schema())


def _read(files: Files) -> FileIndex:
    reading: Callable[..., FileIndex] = FileIndex
    for _ in range(_TRIES - 1):
        # A commit of another process may remove the table of contents that was just found.
        with suppress(FileNotFoundError):
            return reading(files)
    return reading(files)


def _row(document: IndexedDocument) -> dict[str, Any]:
    shown = base.replaced(document, **{name: text.nfc(getattr(document, name)) for name in _SHOWN})
    named = [shown.title, shown.symbol, shown.person, shown.organisation_name, shown.card]
    searched = BREAK.join(value.replace(BREAK, " ") for value in (*named, shown.text))
    codes = (shown.dossier, shown.document, shown.symbol)
    return {
        "key": document.key,
        "dossier": document.dossier,
        "kind": document.kind,
        "year": document.year,
        "group": group_of(document),
        "organisation": document.organisation,
        "status": document.status,
        "level": document.level,
        "since": document.since and document.since.toordinal(),
        "until": document.until and document.until.toordinal(),
        "shown": base.encode(shown),
        ACCENTED: searched,
        FOLDED: searched,
        ABOUT: " ".join(word.folded for value in named for word in words_of(value)),
        CODE: " ".join(keys(code).folded for code in codes if code and " " not in code),
        PERSON: " ".join(_person_keys(shown)),
    }


def document_of(stored: Mapping[str, Any]) -> IndexedDocument:
    """Return what was indexed, from what Whoosh stored; raise CacheDamagedError when it is not that."""
    try:
        return base.decode(stored["shown"], IndexedDocument, where="chỉ mục")
    except (IntegrityError, KeyError, TypeError) as error:
        raise CacheDamagedError(f"Chỉ mục tra cứu hỏng ({error}).") from error


def _person_keys(document: IndexedDocument) -> Iterator[str]:
    if document.card:
        yield keys(document.card).accented
    for word in document.person.split():
        yield from dict.fromkeys(keys(word))
