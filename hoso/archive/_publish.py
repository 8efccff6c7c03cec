"""Putting versions into the archive: staged whole, moved in by renames, undone on refusal."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from hoso.archive import _disk, _layout
from hoso.archive._inventory import Draft, Inventory
from hoso.archive._journal import Journal
from hoso.errors import IntegrityError
from hoso.model.dossier import JournalEntry

_SAVED: Final = "old"  # inventory and sidecar as they were


class _Steps:
    """What was done so far, so that it can be taken back in reverse order."""

    def __init__(self) -> None:
        self._back: list[Callable[[], None]] = []

    def move(self, source: Path, target: Path) -> None:
        _disk.move(source, target)
        self._back.append(lambda: _disk.move(target, source))

    def replace(self, source: Path, target: Path, saved: Path) -> None:
        """Put `source` over `target`, of which `saved` is a copy."""
        _disk.move(source, target)
        self._back.append(lambda: _disk.move(saved, target))

    def append(self, journal: Journal, entry: JournalEntry, *, sync: bool) -> None:
        # Taken back first of all: a version without its line is mended, a line without
        # its version would look like a loss.
        size = journal.size()
        self._back.append(lambda: journal.shorten(size))
        journal.append(entry, sync=sync)

    def undo(self) -> None:
        for step in reversed(self._back):
            step()


class Publisher:
    """Publishes versions below one storage root through one staging folder.

    The staging folder of an object keeps the folder name of the object, so that after a crash
    its leftover names the object that may be half written.
    """

    def __init__(self, root: Path, staging: Path, journal: Journal) -> None:
        self._root, self._staging, self._journal = root, staging, journal

    def publish(
        self, drafts: Sequence[Draft], entries: Sequence[JournalEntry], *, sync: bool
    ) -> None:
        """Put versions of one object into the archive and their lines into the journal.

        They come in together: after a kill at any step the head is the old one or the last of
        these. When the disk refuses, everything is taken back and StorageError raised. The journal
        is flushed if `sync`.
        """
        relative = _layout.object_path(drafts[0].inventory.object_id)
        staging = self._staging / Path(relative).name
        steps = _Steps()
        try:
            shutil.rmtree(staging, ignore_errors=True)
            _stage(staging, self._root / relative, drafts)
            self._move_in(steps, staging, relative, drafts)
            for entry in entries:
                steps.append(self._journal, entry, sync=sync)
        except OSError as error:
            raise _disk.refusal(error, _taken_back(steps, staging)) from error
        except BaseException:
            _taken_back(steps, staging)
            raise
        shutil.rmtree(staging, ignore_errors=True)

    def is_idle(self) -> bool:
        """Return whether nothing is half done."""
        return not self._staging.is_dir() or not any(self._staging.iterdir())

    def leftovers(self) -> dict[str, int]:
        """Return which objects a writer, dead or at work, is busy with, and their versions before it."""
        if not self._staging.is_dir():
            return {}
        return {
            _layout.object_id_of(path.name): _versions_before(path)
            for path in sorted(self._staging.iterdir())
        }

    def sweep(self, aside: Path) -> list[Path]:
        """Move what a dead writer had prepared into `aside`; return where it went.

        It never was part of the archive, but it may be the only copy of what somebody typed.
        """
        moved = []
        for folder in sorted(self._staging.iterdir()) if self._staging.is_dir() else ():
            if any(path.is_file() for path in (folder / "new").rglob("*")):
                aside.mkdir(parents=True, exist_ok=True)
                moved.append(_disk.free_name(aside, f"{folder.name}-chua-luu"))
                _disk.move(folder, moved[-1])
        shutil.rmtree(self._staging, ignore_errors=True)
        return moved

    def _move_in(
        self, steps: _Steps, staging: Path, relative: str, drafts: Sequence[Draft]
    ) -> None:
        if drafts[0].inventory.head == 1:
            self._move_new_object(steps, staging / "new", relative)
        else:
            folders = [draft.folder for draft in drafts]
            _move_new_versions(steps, staging, self._root / relative, folders)

    def _move_new_object(self, steps: _Steps, source: Path, relative: str) -> None:
        # The topmost folder that does not exist yet is moved, never an empty one left behind.
        source, target = source / relative, self._root / relative
        if not target.parent.exists():
            source, target = source.parent, target.parent
        steps.move(source, target)
        _disk.sync_folder(target.parent)


def _versions_before(staging: Path) -> int:
    """Return the head that a writer found; 0 for a new object, or when it did not come to move anything."""
    path = staging / _SAVED / _layout.INVENTORY
    with suppress(OSError, IntegrityError):
        return Inventory.parse(path.read_bytes(), path.name).head
    return 0


def _stage(staging: Path, folder: Path, drafts: Sequence[Draft]) -> None:
    files = {path: data for draft in drafts for path, data in draft.version_files().items()}
    files |= drafts[-1].root_files()
    if drafts[0].inventory.head > 1:
        _disk.write_tree(staging / "new", files)
        saved = staging / _SAVED
        saved.mkdir()
        for name in (_layout.SIDECAR, _layout.INVENTORY):
            _disk.write(saved / name, (folder / name).read_bytes(), sync=False)
        return
    declaration = {_layout.OBJECT_DECLARATION: _layout.OBJECT_DECLARATION[2:].encode() + b"\n"}
    relative = _layout.object_path(drafts[0].inventory.object_id)
    files = declaration | files
    _disk.write_tree(staging / "new", {f"{relative}/{name}": data for name, data in files.items()})


def _move_new_versions(steps: _Steps, staging: Path, folder: Path, versions: Sequence[str]) -> None:
    for version in versions:
        steps.move(staging / "new" / version, folder / version)
    _disk.sync_folder(folder)
    for name in (_layout.SIDECAR, _layout.INVENTORY):  # the inventory last: it is the commit
        steps.replace(staging / "new" / name, folder / name, staging / _SAVED / name)
    _disk.sync_folder(folder)


def _taken_back(steps: _Steps, staging: Path) -> str:
    """Undo the steps; return what then became of the archive."""
    try:
        steps.undo()
    except OSError:
        return "Lần lưu này còn dở dang; lần lưu kế tiếp sẽ tự dọn, không mất dữ liệu đã lưu."
    with suppress(OSError):
        shutil.rmtree(staging)
    return _disk.UNTOUCHED
