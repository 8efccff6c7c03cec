"""One build: a complete Whoosh index in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from whoosh import fields
from whoosh.index import FileIndex
from whoosh.searching import Searcher
from whoosh.writing import IndexWriter

from hoso import text
from hoso.errors import CacheDamagedError
from hoso.index._analysis import ACCENTED, BREAK, FOLDED, SyllableTokenizer
from hoso.index._files import Files, guarded
from hoso.model.dossier import IndexedDocument

# Raise this number with every change of the fields or of the analysis.
SCHEMA_VERSION = 1
_TRIES = 10
_MEGABYTES = 256  # of memory before a run of postings goes to the disk


def _schema() -> fields.Schema:
    """Return the fields: two to search, those to filter by, the rest to show."""
    return fields.Schema(
        key=fields.ID(unique=True),
        dossier=fields.ID(stored=True),
        kind=fields.ID(stored=True),
        organisation=fields.ID(stored=True),
        year=fields.NUMERIC(int, stored=True),
        document=fields.STORED,
        title=fields.STORED,
        person=fields.STORED,
        text=fields.STORED,
        accented=fields.TEXT(analyzer=SyllableTokenizer(ACCENTED)),
        folded=fields.TEXT(analyzer=SyllableTokenizer(FOLDED)),
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
    def searcher(self) -> Iterator[Searcher]:
        """Give a reader of what is committed now."""
        with guarded(self._folder), self._index.searcher() as searcher:
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


def _row(document: IndexedDocument) -> dict[str, str | int | None]:
    shown = [text.nfc(value) for value in (document.title, document.person, document.text)]
    searched = BREAK.join(value.replace(BREAK, " ") for value in shown)
    return {
        "key": document.key,
        "dossier": document.dossier,
        "document": document.document,
        "kind": document.kind,
        "year": document.year,
        "organisation": document.organisation,
        "title": document.title,
        "person": shown[1],
        "text": shown[2],
        "accented": searched,
        "folded": searched,
    }
