"""Catalogue and index: brought up to the archive's state before every question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hoso.archive import Archive
from hoso.catalogue import Catalogue
from hoso.errors import CacheDamagedError, HosoError, StorageError
from hoso.index import Filters, Found, Index
from hoso.model.dossier import ArchiveState, DossierSnapshot
from hoso.workspace import _snapshot


class Caches:
    """What can be made again from the archive at any time: structured answers and full text."""

    def __init__(self, archive: Archive, folder: Path) -> None:
        self._archive = archive
        self._folder = folder
        self._catalogue = Catalogue(folder / "catalogue.sqlite")
        self._index = Index(folder / "index")

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

    def search(self, query: str, filters: Filters, limit: int) -> Found:
        """Search the full text as the archive stands now; a damaged index is made anew."""
        try:
            self._follow_with_index()
            return self._index.search(query, filters, limit)
        except CacheDamagedError:
            self._rebuild_index()
            return self._index.search(query, filters, limit)

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
        self._rebuild_index()
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

    def _follow_with_index(self) -> None:
        present = self._archive.state()
        known = self._index.state()
        changed = self._changed_since(known, present)
        if changed is None:
            self._rebuild_index()
        elif known != present:
            snapshots = [self._read(object_id) for object_id in changed]
            texts = (d for one in snapshots for d in _snapshot.searchable(self._archive, one))
            self._index.put(texts, dossiers=[one.card.code for one in snapshots], state=present)

    def _rebuild_index(self) -> None:
        present = self._archive.state()
        texts = (
            document
            for one in self._snapshots()
            for document in _snapshot.searchable(self._archive, one)
        )
        try:
            self._index.rebuild(texts, present)
        except CacheDamagedError as error:  # a new one in its place failed, too: the disk refuses
            folder = self._folder / "index"
            raise StorageError(
                f"{error} Kho vẫn nguyên vẹn; hãy xóa {folder} rồi chạy lại.", where=str(folder)
            ) from error
