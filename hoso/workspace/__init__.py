"""The workspace puts the parts together once; it owns the clock, new ids, settings and caches."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from hoso import profiles
from hoso.archive import Archive, Stamp
from hoso.catalogue import Catalogue
from hoso.errors import CacheDamagedError, ConflictError, HosoError, StorageError, WorkspaceError
from hoso.index import Filters, Found, Index
from hoso.model.dossier import ArchiveState, DossierCard, DossierSnapshot, Version
from hoso.model.profile import Regime
from hoso.templates import builtin_root
from hoso.workspace import _settings, _snapshot
from hoso.workspace._edit import DossierEdit
from hoso.workspace._settings import Settings

__all__ = ["Act", "Committed", "DossierEdit", "Settings", "Workspace"]

Clock = Callable[[], datetime]


def _no_tick() -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Act:
    """Việc làm: the day that is meant, who acts and why (None: as `hoso.toml` and the act say)."""

    on: date
    by: str | None = None
    why: str | None = None
    tick: Callable[[], None] = _no_tick  # called once for each thing done, for whoever watches


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """What one act wrote: the new versions, and hints on what a cache could not do."""

    versions: tuple[Version, ...] = ()
    hints: tuple[str, ...] = ()


def _new_id() -> str:
    return f"urn:uuid:{uuid.uuid4()}"


@dataclass
class Workspace:
    """Không gian làm việc: one office's archive, templates and settings in one folder."""

    root: Path
    settings: Settings
    archive: Archive
    now: Clock
    new_id: Callable[[], str] = field(default=_new_id)

    @classmethod
    def create(cls, root: Path, *, now: Clock, by: str) -> Workspace:
        """Make a workspace in `root`, which may exist if it is empty; raise WorkspaceError."""
        if (root / _settings.FILE).exists():
            raise WorkspaceError(
                f"{root} đã là không gian làm việc. Hãy dùng ngay, hoặc chọn thư mục khác.",
                where=str(root),
            )
        try:
            (root / "templates").mkdir(parents=True, exist_ok=True)
            archive = Archive.create(root / "archive", root / ".hoso")
            _settings.write_new(root, by)
        except OSError as error:
            raise StorageError(
                f"Không tạo được không gian làm việc tại {root} ({error.strerror}). "
                "Hãy chọn một thư mục khác, ghi được.",
                where=str(root),
            ) from error
        return cls(root=root, settings=Settings.read(root), archive=archive, now=now)

    @classmethod
    def open(cls, root: Path, *, now: Clock) -> Workspace:
        """Open the workspace at `root`; raise WorkspaceError when it is none."""
        if not (root / _settings.FILE).is_file():
            raise WorkspaceError(
                f"{root.resolve()} không phải không gian làm việc (không có {_settings.FILE}). "
                "Hãy chuyển tới đúng thư mục, hoặc dùng --root, hoặc tạo mới bằng «hoso init».",
                where=str(root),
            )
        archive = Archive.open(root / "archive", root / ".hoso")
        return cls(root=root, settings=Settings.read(root), archive=archive, now=now)

    def today(self) -> date:
        """Return the date on the workspace's clock."""
        return self.now().date()

    def actor(self, act: Act) -> str:
        """Return who acts: as the act says, else as `hoso.toml` says."""
        return act.by or self.settings.by

    def regime(self, year: int) -> Regime:
        """Return the regime of a review year, with the office's overlay if `hoso.toml` names one."""
        return profiles.regime(year, self.settings.overlay)

    @property
    def template_roots(self) -> tuple[Path, ...]:
        """Return where templates are looked for: the office's own first."""
        return (self.root / "templates", builtin_root())

    # -- reading ---------------------------------------------------------------------------

    @property
    def catalogue(self) -> Catalogue:
        """Return the catalogue, brought up to the archive's state first."""
        self._catch_up(self._catalogue, self._catalogue.apply, self._catalogue.rebuild)
        return self._catalogue

    def snapshot(self, object_id: str, number: int | None = None) -> DossierSnapshot:
        """Return what a version of a dossier (None: its head) says."""
        return _snapshot.read(self.archive, object_id, number)

    def search(self, query: str, filters: Filters, limit: int) -> Found:
        """Search the full text, after bringing it up to the archive's state."""
        try:
            self._refresh_index()
            return self._index.search(query, filters, limit)
        except CacheDamagedError:
            self._rebuild_index()
            return self._index.search(query, filters, limit)

    # -- writing ---------------------------------------------------------------------------

    def edit(self, card: DossierCard) -> DossierEdit:
        """Return an edit of the dossier `card.code`: its head version, or a new dossier."""
        row = self.catalogue.dossier(card.code)
        if row is None:
            return DossierEdit(self.new_id(), card, None)
        return DossierEdit(row.object_id, row.card, self.snapshot(row.object_id))

    def commit(self, edits: Sequence[DossierEdit], act: Act, what: str) -> Committed:
        """Write each edit as one version, or none when it changes nothing; then refresh the caches.

        `what` is the reason when the act gives none, and names the batch if it breaks off. Raise
        ConflictError before the first write when a head moved since its edit was begun.
        """
        pending = [edit for edit in edits if edit.changes_anything]
        if not pending:
            return Committed()
        why = act.why or self.settings.why or what
        stamp = Stamp(by=self.actor(act), why=why, at=self.now())
        with self.archive.lock(f"{stamp.by}: {what}"):
            for edit in pending:
                self._require_unmoved(edit)
            versions = tuple(self._write(pending, stamp, what))
        notices = [problem.message for problem in self.archive.take_notices()]
        return Committed(versions=versions, hints=(*notices, *self.refresh()))

    def _require_unmoved(self, edit: DossierEdit) -> None:
        head = self.archive.head(edit.object_id)
        if head != edit.head:
            raise ConflictError(
                f"Hồ sơ {edit.card.code} vừa có phiên bản {head} do người khác lưu; chưa ghi gì. "
                "Hãy làm lại lệnh này.",
                where=edit.card.code,
            )

    def _write(self, edits: Sequence[DossierEdit], stamp: Stamp, label: str) -> Iterator[Version]:
        if len(edits) == 1:
            yield self._write_one(edits[0], stamp)
            return
        with self.archive.batch(stamp, label, [edit.object_id for edit in edits]):
            for edit in edits:
                yield self._write_one(edit, stamp)

    def _write_one(self, edit: DossierEdit, stamp: Stamp) -> Version:
        return self.archive.commit(edit.object_id, edit.changes, stamp, expected_head=edit.head)

    # -- caches ----------------------------------------------------------------------------

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(self.root / ".hoso" / "catalogue.sqlite")

    @cached_property
    def _index(self) -> Index:
        return Index(self.root / ".hoso" / "index")

    def refresh(self) -> tuple[str, ...]:
        """Bring both caches up to date; return hints for what failed, never raise for a cache."""
        hints = []
        for name, act in (("danh mục", lambda: self.catalogue), ("chỉ mục", self._refresh_index)):
            try:
                act()
            except (CacheDamagedError, HosoError, OSError) as error:
                hints.append(
                    f"Hồ sơ đã lưu xong, nhưng chưa cập nhật được {name} ({error}). "
                    "Lần dùng sau sẽ tự làm lại, hoặc chạy «hoso reindex»."
                )
        return tuple(hints)

    def rebuild(self) -> int:
        """Rebuild both caches from the archive; return the number of dossiers."""
        snapshots = list(self._snapshots())
        self._catalogue.rebuild(snapshots, self.archive.state())
        self._rebuild_index()
        return len(snapshots)

    def _snapshots(self) -> Iterator[DossierSnapshot]:
        return (self.snapshot(object_id) for object_id in self.archive.object_ids())

    def _changed_since(self, known: ArchiveState) -> list[str] | None:
        """Return the dossiers with versions after `known`, None when that is not of this journal."""
        entries = list(self.archive.journal(known.sequence))
        if not entries or entries[0].previous != known.digest:
            return None
        return list(dict.fromkeys(entry.object_id for entry in entries if entry.version))

    def _catch_up(
        self,
        cache: Catalogue,
        apply: Callable[[Iterable[DossierSnapshot], ArchiveState], None],
        rebuild: Callable[[Iterable[DossierSnapshot], ArchiveState], None],
    ) -> None:
        known, present = cache.state(), self.archive.state()
        if known == present:
            return
        changed = None if known is None else self._changed_since(known)
        if changed is None:
            rebuild(self._snapshots(), present)
        else:
            apply((self.snapshot(object_id) for object_id in changed), present)

    def _refresh_index(self) -> None:
        known, present = self._index.state(), self.archive.state()
        if known == present:
            return
        changed = None if known is None else self._changed_since(known)
        if changed is None:
            self._rebuild_index()
            return
        snapshots = [self.snapshot(object_id) for object_id in changed]
        self._index.put(
            (doc for snap in snapshots for doc in _snapshot.searchable(self.archive, snap)),
            dossiers=[snap.card.code for snap in snapshots],
            state=present,
        )

    def _rebuild_index(self) -> None:
        present = self.archive.state()
        documents = (
            document
            for snapshot in self._snapshots()
            for document in _snapshot.searchable(self.archive, snapshot)
        )
        try:
            self._index.rebuild(documents, present)
        except CacheDamagedError as error:  # a new one in its place failed, too: the disk refuses
            raise StorageError(
                f"{error} Kho vẫn nguyên vẹn; hãy xóa {self.root / '.hoso' / 'index'} rồi chạy lại.",
                where=str(self.root / ".hoso" / "index"),
            ) from error
