"""The archive as its callers see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from hoso.archive import _disk, _layout, _root
from hoso.archive._adopt import Step, adopted, object_in
from hoso.archive._inventory import Draft, Inventory, draft
from hoso.archive._journal import Journal
from hoso.archive._ledger import Event, Ledger, UnfinishedBatch
from hoso.archive._lineage import Side
from hoso.archive._lock import WriteLock
from hoso.archive._mend import Mender, version_entry
from hoso.archive._objects import Objects
from hoso.archive._publish import Publisher
from hoso.archive._stamp import Stamp
from hoso.archive._unsettled import Unsettled, unsettled
from hoso.archive._verify import verify_root
from hoso.errors import ConflictError, NotFoundError, Problem
from hoso.model.dossier import ArchiveState, JournalEntry, Version
from hoso.model.watch import Tick, unwatched


class Archive:
    """Kho hồ sơ: an OCFL 1.1 storage root; old versions never change.

    Readers need no lock. Every method may raise IntegrityError (the store is not as its
    inventories say) and StorageError (the disk refused).
    """

    def __init__(self, root: Path, work: Path) -> None:
        """Use `create` or `open`."""
        self.root = root
        self._objects = Objects(root)
        self._journal = Journal(root / _layout.JOURNAL)
        self._ledger = Ledger()
        self._publisher = Publisher(root, work / "staging", self._journal)
        self._lock = WriteLock(work / "lock", self._publisher.is_idle)
        self._mender = Mender(self._objects, self._journal, self._ledger, work / "moved-aside")
        self._batch: JournalEntry | None = None
        self._mended = False

    @classmethod
    def create(cls, root: Path, work: Path) -> Archive:
        """Make an empty archive of `root`, an empty folder or none; `work` is on the same disk.

        Raises WorkspaceError when `root` holds anything but `.gitkeep`.
        """
        _root.create(root)
        return cls(root, work)

    @classmethod
    def open(cls, root: Path, work: Path) -> Archive:
        """Return the archive at `root`; WorkspaceError when it is none."""
        _root.check(root)
        return cls(root, work)

    def state(self) -> ArchiveState:
        """Return the journal's last sequence and digest (0 and "" before the first write)."""
        with _disk.refusals():
            last = self._journal.last()
        if last is None:
            return ArchiveState(sequence=0, digest="")
        return ArchiveState(sequence=last.entry.sequence, digest=last.digest)

    def knows(self, state: ArchiveState) -> bool:
        """Return whether the journal goes through `state`: nothing up to there was cut off or altered."""
        if not state.sequence or self.state() == state:
            return True
        after = next(iter(self.journal(state.sequence)), None)
        return after is not None and after.previous == state.digest

    def journal_bytes(self) -> bytes:
        """Return the journal as it stands, whole lines only."""
        with _disk.refusals():
            return self._journal.whole()

    def object_ids(self) -> Iterator[str]:
        """Yield the id of every object."""
        return self._objects.ids()

    def folder(self, object_id: str) -> Path:
        """Return where an object lies, for whoever copies it whole; nobody else writes there."""
        return self._objects.folder(object_id)

    def head(self, object_id: str) -> int:
        """Return the number of the newest version, 0 when there is no such object."""
        inventory = self._objects.load(object_id)
        return inventory.head if inventory else 0

    def version(self, object_id: str, number: int | None = None) -> Version:
        """Return one version, the newest by default; NotFoundError when there is none."""
        inventory = self._objects.known(object_id)
        return self._objects.version(inventory, inventory.head if number is None else number)

    def versions(self, object_id: str) -> tuple[Version, ...]:
        """Return every version, oldest first."""
        inventory = self._objects.known(object_id)
        numbers = range(1, inventory.head + 1)
        return tuple(self._objects.version(inventory, number) for number in numbers)

    def read(self, object_id: str, path: str, number: int | None = None) -> bytes:
        """Return a file of a version, the newest by default, after checking its SHA-512."""
        inventory = self._objects.known(object_id)
        return self._objects.read(inventory, path, inventory.head if number is None else number)

    def journal(self, after: int = 0) -> Iterator[JournalEntry]:
        """Yield the journal's entries after a sequence number, oldest first."""
        with _disk.refusals():
            yield from self._journal.after(after)

    def unfinished_batches(self) -> tuple[UnfinishedBatch, ...]:
        """Return the batches that broke off, until one with the same label comes to its end."""
        return unfinished_batches(self.root)

    def verify(self, *, fast: bool = False, tick: Tick = unwatched) -> Iterator[Problem]:
        """Yield everything that is not as it should be; `fast` leaves out the files' digests.

        What a writer has half done, at work or dead, is a warning.
        `tick` is called once a dossier; all cores work when the dossiers are many.
        """
        return verify_root(self.root, fast=fast, tick=tick, unsettled=self._unsettled)

    def _unsettled(self) -> Unsettled:
        if not self._lock.is_marked():
            return Unsettled()
        return unsettled(self._journal, self._publisher.leftovers())

    def recover(self, stamp: Stamp) -> None:
        """Put right what a dead writer left, as every write does first. Raises BusyError."""
        with self.lock(stamp.by), _disk.refusals(_disk.UNTOUCHED):
            self._mend(stamp)

    def take_notices(self) -> tuple[Problem, ...]:
        """Return, once, what was mended since the last call: things a user should hear of."""
        notices = tuple(self._mender.notices)
        self._mender.notices.clear()
        return notices

    @contextmanager
    def lock(self, holder: str) -> Iterator[None]:
        """Keep other writers out; `holder` is shown to them. Raises BusyError."""
        with self._lock.held(holder) as taken:
            if taken:
                self._mended = False
            yield

    def commit(
        self,
        object_id: str,
        changes: Mapping[str, bytes | None],
        stamp: Stamp,
        *,
        expected_head: int | None = None,
    ) -> Version:
        """Make a version with `changes` to the newest one; None takes a file out of the state.

        When nothing changes, no version is made and the newest is returned. Raises ConflictError
        when the head is not `expected_head` (0: there must be no such object), HosoError for a
        path that some system cannot hold, BusyError when another process writes.
        """
        _layout.check_object_id(object_id)
        with self.lock(stamp.by), _disk.refusals(_disk.UNTOUCHED):
            self._mend(stamp)
            current = self._mender.settle(object_id, stamp)
            _require_head(object_id, current.head if current else 0, expected_head)
            inventory = self._publish(current, object_id, changes, stamp)
        if inventory is None:
            raise NotFoundError(f"Hồ sơ {object_id} chưa có, và không có tệp nào để lưu.")
        return self._objects.version(inventory, inventory.head)

    def adopt(self, folder: Path, stamp: Stamp, code: str = "") -> int:
        """Take over the object whose root is `folder`, written by another archive of this kind.

        Versions that are here already must be the same; those that follow are added, unchanged
        unless the dossier has another code here: by `code`, or by an earlier taking over. Return how
        many of the giver's were added. Raises ConflictError, IntegrityError; nothing is ever
        written over.
        """
        object_id = object_in(folder)
        added = 0
        with self.lock(stamp.by), _disk.refusals(_disk.UNTOUCHED):
            self._mend(stamp)
            current = self._mender.settle(object_id, stamp)
            for step in adopted(folder, self._side(current), code, stamp):
                self._put(step, stamp, Event.TAKEN_OVER)
                added += sum(not one.renames for one in step)
        return added

    def _side(self, current: Inventory | None) -> Side | None:
        if current is None:
            return None
        return Side(current, lambda path, number: self._objects.read(current, path, number))

    def _publish(
        self,
        current: Inventory | None,
        object_id: str,
        changes: Mapping[str, bytes | None],
        stamp: Stamp,
    ) -> Inventory | None:
        new = draft(current, object_id, changes, stamp)
        if new is None:
            return current
        self._put((new,), stamp)
        return new.inventory

    def _put(self, step: Step, stamp: Stamp, event: Event | None = None) -> None:
        entries = [self._entry(new, stamp, event) for new in step]
        batch = self._batch
        # A batch flushes the journal at its end: after a crash the line that began it says
        # which objects to look at for lost lines.
        listed = batch is not None and step[0].inventory.object_id in batch.objects
        self._publisher.publish(step, entries, sync=not listed)

    def _entry(self, new: Draft, stamp: Stamp, event: Event | None) -> JournalEntry:
        entry = version_entry(new.inventory, new.inventory.head, new.size, stamp)
        entry = entry.called(event) if event and not new.renames else entry
        return entry.in_batch(self._batch.sequence) if self._batch else entry

    @contextmanager
    def batch(self, stamp: Stamp, label: str, object_ids: Sequence[str]) -> Iterator[None]:
        """Bracket the commits of one act in the journal and keep the lock for all of them.

        `object_ids` are the objects that the act will write. A batch that an error or a crash
        ends is named by `unfinished_batches`.
        """
        if self._batch:
            raise RuntimeError("a batch within a batch")
        with self.lock(f"{stamp.by}: {label}"):
            with _disk.refusals(_disk.UNTOUCHED):
                self._mend(stamp)
                self._batch = self._note(Event.BATCH_BEGUN, stamp, label, object_ids)
            try:
                yield
                with _disk.refusals("Mọi hồ sơ của đợt đã được lưu."):
                    self._note(Event.BATCH_ENDED, stamp, label, ())
            except Exception:
                with suppress(OSError):
                    self._journal.flush()  # its end would have done so
                raise
            finally:
                self._batch = None

    def record(self, event: Event, stamp: Stamp, note: str, outcome: str = "") -> None:
        """Put one line into the journal that tells of no version but of an act, such as a hand-over."""
        with self.lock(stamp.by), _disk.refusals(_disk.UNTOUCHED):
            self._mend(stamp)
            self._note(event, stamp, note, (), outcome)

    def _note(
        self,
        event: Event,
        stamp: Stamp,
        label: str,
        object_ids: Sequence[str],
        outcome: str = "",
    ) -> JournalEntry:
        entry = JournalEntry(
            event=event,
            by=stamp.by,
            at=stamp.at,
            why=stamp.why,
            objects=tuple(object_ids),
            batch=self._batch.sequence if self._batch else 0,
            note=label,
            outcome=outcome,
        )
        return self._journal.append(entry)

    def _mend(self, stamp: Stamp) -> None:
        if not self._mended:
            self._mender.mend(self._publisher.leftovers(), stamp)
            self._mender.tell_of(self._publisher.sweep(self._mender.aside))
            self._mended = True


def unfinished_batches(root: Path) -> tuple[UnfinishedBatch, ...]:
    """Return the batches that broke off, as the journal of the storage root `root` tells."""
    with _disk.refusals():
        ledger = Ledger()
        ledger.follow(Journal(root / _layout.JOURNAL))
    return tuple(ledger.unfinished())


def _require_head(object_id: str, head: int, expected: int | None) -> None:
    if expected not in (None, head):
        raise ConflictError(
            f"Hồ sơ {object_id} đã có phiên bản {head}, trong khi bạn đang sửa từ phiên bản "
            f"{expected}; chưa lưu gì. Hãy xem phiên bản mới rồi làm lại.",
            where=object_id,
        )
