"""Putting right, before a write, what a dead writer left: half a version, a lost journal line."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from hoso.archive import _disk, _layout
from hoso.archive._inventory import Inventory
from hoso.archive._journal import Journal
from hoso.archive._ledger import Event, Ledger
from hoso.archive._objects import Objects
from hoso.archive._stamp import Stamp
from hoso.errors import IntegrityError, Problem
from hoso.model.dossier import JournalEntry


def size_of(folder: Path) -> int:
    """Return the bytes of every file below `folder`, 0 when there is none."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def version_entry(inventory: Inventory, number: int, size: int, stamp: Stamp) -> JournalEntry:
    """Return the journal line of one version; the inventory is the one that ends with it."""
    earlier = number > 1 and inventory.created(number - 1) > stamp.at
    return JournalEntry(
        event=Event.NEW_OBJECT if number == 1 else Event.NEW_VERSION,
        by=stamp.by,
        at=stamp.at,
        why=stamp.why,
        object_id=inventory.object_id,
        version=number,
        digest=inventory.digest,
        size=size,
        note="đồng hồ lùi" if earlier else "",
    )


class Mender:
    """Người dọn: called under the lock only; never deletes what lay in the archive."""

    def __init__(self, objects: Objects, journal: Journal, ledger: Ledger, aside: Path) -> None:
        self._objects, self._journal, self._ledger = objects, journal, ledger
        self.aside = aside
        self.notices: list[Problem] = []

    def mend(self, leftovers: Iterable[str], stamp: Stamp) -> None:
        """Settle the journal's end and every object that may be half written."""
        ragged = self._cut_ragged_line()
        if ragged or self._journal.size() == 0:
            suspects = set(self._objects.ids())
            if suspects and not ragged:
                self._notice("Nhật ký trống hoặc đã mất, được lập lại từ các hồ sơ")
        else:
            suspects = {i for i in leftovers if _layout.is_object_id(i)}
        self._ledger.follow(self._journal)
        for object_id in sorted(suspects | set(self._ledger.inside)):
            # A damaged object must not keep anyone from writing to the others.
            with suppress(IntegrityError):
                self.settle(object_id, stamp)

    def tell_of(self, moved: list[Path]) -> None:
        """Note what a dead writer had prepared and not saved."""
        for path in moved:
            self._notice(f"Phần chuẩn bị mà chưa kịp lưu chuyển sang {path}")

    def settle(self, object_id: str, stamp: Stamp) -> Inventory | None:
        """Return the object's inventory after putting the object and its journal lines right.

        Raises IntegrityError when the journal knows more than the object shows.
        """
        self._ledger.follow(self._journal)
        inventory = self._objects.load(object_id)
        self._refuse_loss(object_id, inventory)
        if inventory:
            folder = self._objects.folder(object_id)
            self._move_unknown_versions(folder, inventory, stamp)
            self._put_sidecar(folder, inventory)
            self._write_lost_lines(folder, inventory)
        return inventory

    def _refuse_loss(self, object_id: str, inventory: Inventory | None) -> None:
        number, digest = self._ledger.heads.get(object_id, (0, ""))
        head = inventory.head if inventory else 0
        if head < number or (inventory and head == number and inventory.digest != digest):
            raise IntegrityError(
                f"Nhật ký ghi hồ sơ {object_id} có phiên bản {number}, nhưng trong kho hồ sơ ấy "
                f"{'đã bị sửa' if head == number else f'chỉ còn đến phiên bản {head}'}. Chưa ghi "
                "gì thêm; hãy chạy «hoso verify» và khôi phục từ bản sao lưu.",
                where=_layout.object_path(object_id),
            )

    def _move_unknown_versions(self, folder: Path, inventory: Inventory, stamp: Stamp) -> None:
        for path in sorted(folder.iterdir()):
            known = path.name in inventory.data["versions"]
            if known or not _layout.VERSION_FOLDER.fullmatch(path.name):
                continue
            self.aside.mkdir(parents=True, exist_ok=True)
            target = _disk.free_name(self.aside, f"{folder.name}-{path.name}")
            _disk.move(path, target)
            _disk.sync_folder(folder)
            self._journal.append(
                JournalEntry(
                    event=Event.MOVED_ASIDE,
                    by=stamp.by,
                    at=stamp.at,
                    why=f"{path.name} còn dở dang do lần ghi trước bị ngắt",
                    object_id=inventory.object_id,
                    note=target.name,
                )
            )
            self._notice(f"Phần ghi dở {path.name} của {inventory.object_id} chuyển sang {target}")

    def _put_sidecar(self, folder: Path, inventory: Inventory) -> None:
        path = folder / _layout.SIDECAR
        if path.exists() and path.read_bytes() == inventory.sidecar:
            return
        self.aside.mkdir(parents=True, exist_ok=True)
        fresh = _disk.free_name(self.aside, _layout.SIDECAR)
        _disk.write(fresh, inventory.sidecar)
        _disk.move(fresh, path)
        _disk.sync_folder(folder)

    def _write_lost_lines(self, folder: Path, inventory: Inventory) -> None:
        known = self._ledger.heads.get(inventory.object_id, (0, ""))[0]
        for number in range(known + 1, inventory.head + 1):
            version = self._objects.load_version(inventory.object_id, number)
            size = size_of(folder / f"v{number}" / "content")
            entry = version_entry(version, number, size, version.stamp(number))
            self._journal.append(entry.late())
        self._ledger.follow(self._journal)

    def _cut_ragged_line(self) -> bytes:
        ragged = self._journal.ragged()
        if ragged:
            self.aside.mkdir(parents=True, exist_ok=True)
            target = _disk.free_name(self.aside, self._journal.path.name)
            _disk.write(target, ragged)
            self._journal.shorten(self._journal.size() - len(ragged))
            self._notice(f"Dòng nhật ký ghi dở chuyển sang {target}")
        return ragged

    def _notice(self, what: str) -> None:
        message = f"Lần ghi trước bị ngắt. {what}; dữ liệu đã lưu không mất."
        self.notices.append(
            Problem(code="J012", where=_layout.JOURNAL, message=message, warning=True)
        )
