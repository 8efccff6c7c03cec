"""The workspace puts the parts together once; it owns the clock, new ids, settings and caches."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hoso import profiles
from hoso.archive import Archive, Event, Stamp
from hoso.catalogue import Catalogue
from hoso.errors import ConflictError, StorageError, WorkspaceError, system_reason
from hoso.model.calendar import Holidays
from hoso.model.dossier import ArchiveState, DossierCard, DossierSnapshot, Version
from hoso.model.profile import Regime
from hoso.model.watch import Tick, unwatched
from hoso.templates import builtin_root
from hoso.workspace import _settings, _snapshot
from hoso.workspace._caches import Caches
from hoso.workspace._edit import DossierEdit, Edits
from hoso.workspace._settings import Settings

if TYPE_CHECKING:
    from hoso.index import Found, Index

__all__ = ["Act", "Committed", "DossierEdit", "Edits", "Settings", "Workspace"]

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Act:
    """Việc làm: the day that is meant, who acts and why (None: as `hoso.toml` and the act say)."""

    on: date
    by: str | None = None
    why: str | None = None
    tick: Tick = unwatched  # called once for each thing done, for whoever watches


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
    # Read once: (year, when the overlays were written) → regime.
    _regimes: dict[tuple[int, ...], Regime] = field(default_factory=dict, init=False, repr=False)

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
                f"Không tạo được không gian làm việc tại {root} ({system_reason(error)}). "
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
        """Return the regime of a review year, with the office's overlay of it if `hoso.toml` names one."""
        overlays = self.settings.overlays
        written = (one.stat().st_mtime_ns if one.is_file() else 0 for one in overlays)
        key = (year, *written)
        if key not in self._regimes:
            plain = profiles.regime(year)
            own = (one for one in overlays if profiles.concerns(one, plain.code))
            overlay = next(own, None)
            self._regimes[key] = profiles.regime(year, overlay) if overlay else plain
        return self._regimes[key]

    def holidays(self) -> Holidays:
        """Return which days are worked, with the office's own notices if `hoso.toml` names some."""
        return profiles.holidays(self.settings.holidays)

    @property
    def template_roots(self) -> tuple[Path, ...]:
        """Return where templates are looked for: the office's own first."""
        return (self.root / "templates", builtin_root())

    # -- reading ---------------------------------------------------------------------------

    @property
    def catalogue(self) -> Catalogue:
        """Return the catalogue, brought up to the archive's state first."""
        return self._caches.catalogue()

    def snapshot(self, object_id: str, number: int | None = None) -> DossierSnapshot:
        """Return what a version of a dossier (None: its head) says."""
        return _snapshot.read(self.archive, object_id, number)

    def document_text(self, snapshot: DossierSnapshot, number: str) -> str:
        """Return the text of document `number` in that version, "" when no file of it has any."""
        return _snapshot.document_text(self.archive, snapshot, number)

    def search(self, ask: Callable[[Index], Found], *, every_version: bool = False) -> Found:
        """Put a question to the full text, after bringing it up to the archive's state.

        With `every_version` it holds the older texts, too, each with the days on which it stood.
        """
        return self._caches.search(ask, every_version=every_version)

    # -- writing ---------------------------------------------------------------------------

    def edit(self, card: DossierCard) -> DossierEdit:
        """Return an edit of the dossier `card.code`: its head version, or a new dossier."""
        row = self.catalogue.dossier(card.code)
        if row is None:
            return DossierEdit(self.new_id(), card, None)
        return DossierEdit(row.object_id, row.card, self.snapshot(row.object_id))

    def edits(self) -> Edits:
        """Return a collection of edits, empty yet, that reads each dossier once."""
        return Edits(self.edit)

    def commit(
        self,
        edits: Sequence[DossierEdit],
        act: Act,
        what: str,
        require: Callable[[], None] = unwatched,
    ) -> Committed:
        """Write each edit as one version, or none when it changes nothing; then refresh the caches.

        `what` is the reason when the act gives none, and names the batch if it breaks off. Raise
        ConflictError before the first write when a head moved since its edit was begun; `require`
        may raise, too, for what must still be so when nobody else can write.
        """
        pending = [edit for edit in edits if edit.changes_anything]
        if not pending:
            return Committed()
        stamp = self._stamp(act, what)
        with self.archive.lock(f"{stamp.by}: {what}"):
            for edit in pending:
                self._require_unmoved(edit)
            require()
            versions = tuple(self._write(pending, stamp, what))
        return Committed(versions=versions, hints=(*self._notices(), *self._caches.refresh()))

    def record(self, event: Event, act: Act, note: str, outcome: str = "") -> None:
        """Put one line into the archive's journal that tells of an act without a version."""
        self.archive.record(event, self._stamp(act, note), note, outcome)

    def recover(self, act: Act, what: str) -> tuple[str, ...]:
        """Put right what a writer that died left in the archive; return what a user should hear of it."""
        self.archive.recover(self._stamp(act, what))
        return self._notices()

    def adopt(self, folder: Path, act: Act, what: str, code: str = "") -> int:
        """Take over a dossier that another archive wrote, see `Archive.adopt`; return versions added.

        With `code` it is known by that here, because its own code is taken: a version of ours says
        so, and comes in with the first of the giver's.
        """
        return self.archive.adopt(folder, self._stamp(act, what), code)

    def _stamp(self, act: Act, what: str) -> Stamp:
        why = act.why or self.settings.why or what
        return Stamp(by=self.actor(act), why=why, at=self.now())

    def _notices(self) -> tuple[str, ...]:
        return tuple(problem.message for problem in self.archive.take_notices())

    def _require_unmoved(self, edit: DossierEdit) -> None:
        """Raise ConflictError when someone wrote to the dossier, or made it, since the edit began."""
        made_meanwhile = not edit.head and self.catalogue.dossier(edit.card.code) is not None
        if made_meanwhile or self.archive.head(edit.object_id) != edit.head:
            raise ConflictError(
                f"Hồ sơ {edit.card.code} vừa có phiên bản mới do người khác lưu; chưa ghi gì. "
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

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Give an empty folder for as long as the block lasts, beside the archive, not in a shared place."""
        work = self.root / ".hoso"
        work.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=work, ignore_cleanup_errors=True) as folder:
            yield Path(folder)

    def seen(self) -> ArchiveState:
        """Return the state of the archive that this machine saw last, before looking at it now."""
        return self._caches.seen()

    def rebuild(self) -> int:
        """Make both caches anew from the archive; return the number of dossiers."""
        return self._caches.rebuild()

    @cached_property
    def _caches(self) -> Caches:
        return Caches(self.archive, self.root / ".hoso")
