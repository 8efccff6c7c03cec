"""Reading objects below the storage root; never locks, never writes."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha512
from pathlib import Path

from hoso.archive import _disk, _layout
from hoso.archive._inventory import Inventory
from hoso.errors import IntegrityError, NotFoundError
from hoso.model.dossier import FileRef, Version

_REMEDY = "Hãy chạy «hoso verify» và khôi phục từ bản sao lưu."


class Objects:
    """Các hồ sơ in one storage root."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def folder(self, object_id: str) -> Path:
        """Return the object's root folder, whether or not it exists."""
        return self._root / _layout.object_path(object_id)

    def ids(self) -> Iterator[str]:
        """Yield the id of every object, in the order of their folders."""
        with _disk.refusals():
            tuples = sorted(self._root.glob("[0-9a-f][0-9a-f]/"))
        for part in tuples:
            with _disk.refusals():
                names = sorted(entry.name for entry in part.iterdir())
            for name in names:
                object_id = _layout.object_id_of(name)
                if _layout.is_object_id(object_id):
                    yield object_id

    def load(self, object_id: str) -> Inventory | None:
        """Return the object's inventory, None when there is no such object.

        Raises IntegrityError when the inventory cannot be trusted.
        """
        folder = self.folder(object_id)
        where = f"{_layout.object_path(object_id)}/{_layout.INVENTORY}"
        with _disk.refusals():
            if not folder.exists():
                return None
            raw = _bytes(folder / _layout.INVENTORY)
            if raw is None:
                raise IntegrityError(
                    f"Hồ sơ {object_id} mất bản kê {where}. {_REMEDY}", where=where
                )
            inventory = Inventory.parse(raw, where)
            whole = is_attested(folder, inventory)
        if not whole or inventory.object_id != object_id:
            raise IntegrityError(
                f"Bản kê {where} không khớp mã kiểm tra hoặc không phải của hồ sơ {object_id}. "
                f"{_REMEDY}",
                where=where,
            )
        return inventory

    def load_version(self, object_id: str, number: int) -> Inventory:
        """Return the inventory that stands in a version's own folder."""
        where = f"{_layout.object_path(object_id)}/v{number}/{_layout.INVENTORY}"
        with _disk.refusals():
            raw = _bytes(self._root / where)
        if raw is None:
            raise IntegrityError(f"Kho mất tệp {where}. {_REMEDY}", where=where)
        return Inventory.parse(raw, where)

    def known(self, object_id: str) -> Inventory:
        """Return the object's inventory; raise NotFoundError when there is no such object."""
        inventory = self.load(object_id)
        if inventory is None:
            raise NotFoundError(f"Trong kho không có hồ sơ {object_id}.", where=object_id)
        return inventory

    def version(self, inventory: Inventory, number: int) -> Version:
        """Return one version; raise NotFoundError when the object has no such version."""
        _require(inventory, number)
        folder = self.folder(inventory.object_id)
        stamp = inventory.stamp(number)
        return Version(
            object_id=inventory.object_id,
            number=number,
            created=stamp.at,
            by=stamp.by,
            why=stamp.why,
            files=tuple(
                FileRef(path=path, digest=digest, size=self._size(folder, inventory, digest))
                for path, digest in sorted(inventory.state(number).items())
            ),
        )

    def _size(self, folder: Path, inventory: Inventory, digest: str) -> int:
        with _disk.refusals():
            try:
                return (folder / inventory.content_path(digest)).stat().st_size
            except (FileNotFoundError, KeyError) as error:
                raise _lost(inventory, digest) from error

    def read(self, inventory: Inventory, path: str, number: int) -> bytes:
        """Return a file of a version after checking its digest."""
        _require(inventory, number)
        digest = inventory.state(number).get(path)
        if digest is None:
            raise NotFoundError(
                f"Phiên bản {number} của hồ sơ {inventory.object_id} không có tệp {path}.",
                where=path,
            )
        with _disk.refusals():
            data = _bytes(self.folder(inventory.object_id) / inventory.content_path(digest))
        if data is None or sha512(data).hexdigest() != digest:
            raise _lost(inventory, digest)
        return data


def is_attested(folder: Path, inventory: Inventory) -> bool:
    """Return whether a sidecar, in the root or in the head's folder, vouches for the inventory.

    A writer replaces first the root's sidecar, then the inventory; between the two the inventory
    is still whole, which the copy in its version's folder proves.
    """
    if _bytes(folder / _layout.SIDECAR) == inventory.sidecar:
        return True
    version = folder / inventory.data["head"]
    return (
        _bytes(version / _layout.SIDECAR) == inventory.sidecar
        and _bytes(version / _layout.INVENTORY) == inventory.raw
    )


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _require(inventory: Inventory, number: int) -> None:
    if f"v{number}" not in inventory.data["versions"]:
        raise NotFoundError(
            f"Hồ sơ {inventory.object_id} không có phiên bản {number}; "
            f"phiên bản mới nhất là {inventory.head}.",
            where=inventory.object_id,
        )


def _lost(inventory: Inventory, digest: str) -> IntegrityError:
    files = inventory.data["manifest"].get(digest, ["?"])
    where = f"{_layout.object_path(inventory.object_id)}/{files[0]}"
    return IntegrityError(f"Tệp {where} trong kho bị mất hoặc bị sửa. {_REMEDY}", where=where)
