"""Taking over dossiers that another archive wrote: version by version, byte for byte.

What is taken over is what stands in the version folders there; every file is held against the
digests of its inventory before anything is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha512
from pathlib import Path
from typing import TYPE_CHECKING

from hoso.archive import _layout
from hoso.archive._inventory import Draft, Inventory
from hoso.errors import ConflictError, IntegrityError

if TYPE_CHECKING:
    from hoso.archive._archive import Archive


def object_in(folder: Path) -> str:
    """Return the id of the object whose root `folder` is; raise IntegrityError."""
    object_id = _inventory(folder, "").object_id
    if not _layout.is_object_id(object_id):
        raise IntegrityError(
            f"«{object_id}» không phải mã hồ sơ của chương trình này; chưa nhận hồ sơ đó.",
            where=folder.name,
        )
    return object_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """An object from elsewhere beside the one of that id here: how many versions each has.

    `same` says whether the versions that both have are the same.
    """

    object_id: str
    there: int
    here: int
    same: bool


def meeting(archive: Archive, folder: Path) -> Met:
    """Return how the object root `folder` and what `archive` has of it stand to each other.

    Raise IntegrityError for an inventory that cannot be trusted, on either side.
    """
    object_id = object_in(folder)
    newest = _inventory(folder, "")
    here = archive.head(object_id)
    ours = _inventory(archive.folder(object_id), "").data["versions"] if here else {}
    common = [f"v{number}" for number in range(1, min(here, newest.head) + 1)]
    same = all(newest.data["versions"][name] == ours[name] for name in common)
    return Met(object_id=object_id, there=newest.head, here=here, same=same)


def drafts(folder: Path, current: Inventory | None) -> Iterator[Draft]:
    """Yield the versions of the object root `folder` that `current` does not have yet.

    Raise ConflictError when the two tell different histories, IntegrityError when the files there
    are not what their inventories say.
    """
    newest = _inventory(folder, "")
    known = current.head if current else 0
    for number in range(1, min(known, newest.head) + 1):
        ours = current.data["versions"][f"v{number}"] if current else None
        if newest.data["versions"][f"v{number}"] != ours:
            raise ConflictError(
                f"Hồ sơ {newest.object_id}: phiên bản {number} ở đây và trong gói là hai bản khác "
                "nhau, hai bên đã cùng sửa. Chưa nhận hồ sơ này; hãy so hai bản rồi nhập bằng tay "
                "phần còn thiếu.",
                where=newest.object_id,
            )
    for number in range(known + 1, newest.head + 1):
        yield _draft(folder, number)


def _draft(folder: Path, number: int) -> Draft:
    inventory = _inventory(folder, f"v{number}/")
    content = {}
    for digest, places in inventory.data["manifest"].items():
        for place in places:
            if place.startswith(f"v{number}/"):
                content[place] = _checked(folder, place, digest)
    _layout.check_paths(inventory.state(number))
    return Draft(inventory, content)


def _checked(folder: Path, place: str, digest: str) -> bytes:
    try:
        data = (folder / place).read_bytes()
    except FileNotFoundError:
        data = None
    if data is None or sha512(data).hexdigest() != digest:
        raise IntegrityError(
            f"Tệp {place} của hồ sơ trong gói bị mất hoặc bị sửa; chưa nhận hồ sơ này.",
            where=f"{folder.name}/{place}",
        )
    return data


def _inventory(folder: Path, version: str) -> Inventory:
    path = folder / f"{version}{_layout.INVENTORY}"
    where = f"{folder.name}/{version}{_layout.INVENTORY}"
    sidecar = path.with_name(_layout.SIDECAR)
    if not path.is_file() or not sidecar.is_file():
        raise IntegrityError(f"Hồ sơ trong gói mất bản kê {where}.", where=where)
    inventory = Inventory.parse(path.read_bytes(), where)
    if sidecar.read_bytes() != inventory.sidecar:
        raise IntegrityError(f"Bản kê {where} không khớp mã kiểm tra.", where=where)
    return inventory
