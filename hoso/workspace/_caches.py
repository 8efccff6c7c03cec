"""Catalogue and index: brought up to the archive's state before every question."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hoso import index
from hoso.archive import Archive
from hoso.catalogue import Catalogue
from hoso.errors import BusyError, CacheDamagedError, HosoError, StorageError
from hoso.model.dossier import ArchiveState, DossierSnapshot, IndexedDocument
from hoso.workspace import _snapshot, _texts
from hoso.workspace._texts import Names

if TYPE_CHECKING:
    from hoso.index import Found, Index

_LATE = "Chỉ mục đang được một lệnh khác cập nhật: văn bản lưu trong vài phút vừa qua có thể chưa có ở đây."


class _FullText:
    """An index, where it lies, and what it holds of a dossier."""

    def __init__(
        self,
        folder: Path,
        texts: Callable[[Archive, Names, DossierSnapshot], Iterator[IndexedDocument]],
    ) -> None:
        self.folder, self.texts = folder, texts

    @cached_property
    def index(self) -> Index:
        """Return the index; most commands never ask for it."""
        return index.Index(self.folder)

    def forget(self) -> None:
        """Remove the files; the next question makes them anew."""
        shutil.rmtree(self.folder, ignore_errors=True)


class Caches:
    """What can be made again from the archive at any time: structured answers and full text."""

    def __init__(self, archive: Archive, folder: Path) -> None:
        self._archive = archive
        self._folder = folder
        self._catalogue = Catalogue(folder / "catalogue.sqlite")
        self._newest = _FullText(folder / "index", _texts.newest)
        # Asked for rarely, made when it first is; every day it costs nothing.
        self._every = _FullText(folder / "index-phien-ban", _texts.every)

    def catalogue(self) -> Catalogue:
        """Return the catalogue as the archive stands now."""
        present = self._archive.state()
        known = self._catalogue.state()
        changed = self._changed_since(known, present)
        if changed is None:
            self._catalogue.rebuild(self._snapshots(), present)
        elif known != present:
            self._catalogue.apply((self._read(one) for one in changed), present)
        return self._catalogue

    def seen(self) -> ArchiveState:
        """Return the state of the archive that this machine saw last; nothing is brought up to date."""
        return self._catalogue.state() or ArchiveState(sequence=0, digest="")

    def search(self, ask: Callable[[Index], Found], *, every_version: bool = False) -> Found:
        """Ask the full text as the archive stands now; a damaged index is made anew.

        While another process writes to it, it answers as it stood before, with a note.
        """
        full = self._every if every_version else self._newest
        try:
            note = self._follow(full)
            found = ask(full.index)
        except CacheDamagedError:
            note = ""
            self._rebuild_index(full)
            found = ask(full.index)
        return replace(found, note=f"{found.note} {note}".strip()) if note else found

    def refresh(self) -> Iterator[str]:
        """Bring the catalogue up to date; yield a hint when that failed, never raise for a cache.

        The index follows when somebody searches: one dossier that grows by twenty papers is then
        indexed once, not twenty times.
        """
        try:
            self.catalogue()
        except (CacheDamagedError, HosoError, OSError) as error:
            yield (
                f"Hồ sơ đã lưu xong, nhưng chưa cập nhật được danh mục ({error}). "
                "Lần dùng sau sẽ tự làm lại, hoặc chạy «hoso reindex»."
            )

    def rebuild(self) -> int:
        """Make both anew; return the number of dossiers."""
        self._catalogue.rebuild(self._snapshots(), self._archive.state())
        self._rebuild_index(self._newest)
        self._every.forget()
        return sum(1 for _ in self._archive.object_ids())

    def _read(self, object_id: str) -> DossierSnapshot:
        return _snapshot.read(self._archive, object_id)

    def _snapshots(self) -> Iterator[DossierSnapshot]:
        return (self._read(object_id) for object_id in self._archive.object_ids())

    def _changed_since(
        self, known: ArchiveState | None, present: ArchiveState
    ) -> tuple[str, ...] | None:
        """Return the dossiers with versions after `known`, None when a cache must be made anew."""
        if known is None or known == present:
            return None if known is None else ()
        entries = list(self._archive.journal(known.sequence))
        if not entries or entries[0].previous != known.digest:
            return None  # not a state of this journal
        return tuple(dict.fromkeys(entry.object_id for entry in entries if entry.version))

    def _follow(self, full: _FullText) -> str:
        """Bring an index up to the archive's state; return a note when that must wait."""
        present = self._archive.state()
        known = full.index.state()
        changed = self._changed_since(known, present)
        if changed is None:
            self._rebuild_index(full)
        elif known != present:
            names = Names(self.catalogue())
            snapshots = [self._read(object_id) for object_id in changed]
            texts = (d for one in snapshots for d in full.texts(self._archive, names, one))
            codes = [one.card.code for one in snapshots]
            try:
                full.index.put(texts, dossiers=codes, state=present)
            except BusyError:
                return _LATE
        return ""

    def _rebuild_index(self, full: _FullText) -> None:
        present = self._archive.state()
        names = Names(self.catalogue())
        texts = (d for one in self._snapshots() for d in full.texts(self._archive, names, one))
        try:
            full.index.rebuild(texts, present)
        except CacheDamagedError as error:  # a new one in its place failed, too: the disk refuses
            folder = full.folder
            raise StorageError(
                f"{error} Kho vẫn nguyên vẹn; hãy xóa {folder} rồi chạy lại.", where=str(folder)
            ) from error
