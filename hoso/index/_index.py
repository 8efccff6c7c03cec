"""Chỉ mục: the full text of every document, a cache that is rebuilt when anything is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hoso.errors import CacheDamagedError, SearchError
from hoso.index import _store
from hoso.index._build import Build
from hoso.index._files import guarded
from hoso.index._filters import Filters
from hoso.index._grammar import Question, parse
from hoso.index._search import Found, Search
from hoso.model.dossier import ArchiveState, IndexedDocument


class Index:
    """The full-text index in a folder of its own; may be used from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def state(self) -> ArchiveState | None:
        """Return what of the archive the index reflects, None when it must be rebuilt."""
        try:
            with self._open() as (marker, _):
                return marker.archive
        except CacheDamagedError:
            return None

    def put(
        self,
        documents: Iterable[IndexedDocument],
        *,
        dossiers: Collection[str],
        state: ArchiveState,
    ) -> None:
        """Replace everything of `dossiers` by `documents`; of two with one key the later counts.

        Raise CacheDamagedError when there is no sound index, BusyError when another process is
        writing to it, StorageError when the disk refuses.
        """
        with self._open() as (marker, build):
            build.replace(documents, "dossier", dossiers)
        self._use(marker.build, state)

    def rebuild(self, documents: Iterable[IndexedDocument], state: ArchiveState) -> None:
        """Make the whole index anew; the old one answers until the new one is complete.

        Raise StorageError when the disk refuses, CacheDamagedError when documents got lost.
        """
        with guarded(self._folder):
            folder = _store.new_build(self._folder)
        try:
            with Build.opened(folder, new=True) as build:
                build.fill(documents)
            self._use(folder.name, state)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        _store.clean(self._folder, folder.name)

    def search(self, query: str | Question, filters: Filters, limit: int) -> Found:
        """Return the best `limit` documents that have every word of `query`, exact marks first.

        When none has every word, slips of the keyboard are looked for; then documents with some of
        the words are returned with a note; words in quotation marks are always required. Conditions
        such as `năm:2023` are for whoever fills `filters`. Raise SearchError when the query asks for
        nothing or the limit is below 1, CacheDamagedError when the files cannot be read.
        """
        question = parse(query) if isinstance(query, str) else query
        return self._searched(filters, limit, lambda search: search.answer(question))

    def like(self, document: str, question: Question | None, filters: Filters, limit: int) -> Found:
        """Return the best `limit` documents that are like the one with that code, itself left out.

        Raise NotFoundError when there is none with that code, otherwise as `search`.
        """
        return self._searched(
            filters, limit, lambda search: search.like(document, question), brief=1.0
        )

    def _searched(
        self, filters: Filters, limit: int, ask: Callable[[Search], Found], *, brief: float = 0.75
    ) -> Found:
        if limit < 1:
            raise SearchError(f"Số kết quả phải từ 1 trở lên, không phải {limit}.")
        with self._open() as (_, build), build.searcher(brief=brief) as searcher:
            return ask(Search(searcher, filters, limit))

    @contextmanager
    def _open(self) -> Iterator[tuple[_store.Marker, Build]]:
        marker = _store.read_marker(self._folder)
        if marker is None:
            raise CacheDamagedError(f"Chưa có chỉ mục tra cứu dùng được ở {self._folder}.")
        with Build.opened(self._folder / marker.build) as build:
            yield marker, build

    def _use(self, build: str, state: ArchiveState) -> None:
        with guarded(self._folder):
            _store.write_marker(self._folder, _store.Marker(build=build, archive=state))
