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

from hoso.archive import _layout, _lineage
from hoso.archive._inventory import Draft, Inventory
from hoso.archive._lineage import Side
from hoso.archive._stamp import Stamp
from hoso.errors import ConflictError, IntegrityError

if TYPE_CHECKING:
    from hoso.archive._archive import Archive

Step = tuple[Draft, ...]  # versions that come in together


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
    """An object from elsewhere beside the one of that id here.

    `there` and `here` count versions, `fresh` those that would be added; `same` says that not both
    sides went on from a common version.
    """

    object_id: str
    there: int
    here: int
    fresh: int
    same: bool


def meeting(archive: Archive, folder: Path) -> Met:
    """Return how the object root `folder` and what `archive` has of it stand to each other.

    Raise IntegrityError for an inventory that cannot be trusted, on either side.
    """
    object_id = object_in(folder)
    theirs = _elsewhere(folder)
    there, here = theirs.inventory.head, archive.head(object_id)
    if not here:
        return Met(object_id=object_id, there=there, here=0, fresh=there, same=True)
    root = archive.folder(object_id)
    ours = Side(_inventory(root, ""), lambda path, n: archive.read(object_id, path, n))
    known = here if _lineage.is_start(ours, theirs) else _lineage.shared(ours, theirs)
    fresh = 0 if known is None else len(_lineage.fresh(theirs, known))
    return Met(object_id=object_id, there=there, here=here, fresh=fresh, same=known is not None)


def adopted(theirs: Path, ours: Side | None, code: str, stamp: Stamp) -> Iterator[Step]:
    """Yield what is to be published of the object root `theirs`, in steps that must not be cut.

    `ours` is what is here of it. With `code` it is known by that here: so is a dossier that was not
    here before from its first moment on, by a version of ours that comes in one step with the
    giver's. Raise ConflictError when the two tell different histories, IntegrityError when the
    files there are not what their inventories say.
    """
    there = _elsewhere(theirs)
    head = there.inventory.head
    if ours is None:
        last = _lineage.renaming(there, code, stamp)
        versions = (_draft(theirs, number) for number in range(1, head + 1))
        yield from [(*versions, last)] if last else ((one,) for one in versions)
    elif _lineage.is_start(ours, there) and code in ("", there.code(head)):
        here = ours.inventory.head
        yield from ((_draft(theirs, number),) for number in range(here + 1, head + 1))
    else:
        yield from _behind(ours, there, code or ours.code(ours.inventory.head))


def _behind(ours: Side, theirs: Side, code: str) -> Iterator[Step]:
    known = _lineage.shared(ours, theirs)
    if known is None:
        raise _parted(ours, theirs)
    numbers = _lineage.fresh(theirs, known)
    yield from ((one,) for one in _lineage.carried(ours, theirs, numbers, code))


def _parted(ours: Side, theirs: Side) -> ConflictError:
    number, object_id = _lineage.earliest_difference(ours, theirs), theirs.inventory.object_id
    return ConflictError(
        f"Hồ sơ {object_id}: phiên bản {number} ở đây và trong gói là hai bản khác nhau, hai bên "
        "đã cùng sửa. Chưa nhận hồ sơ này; hãy so hai bản rồi nhập bằng tay phần còn thiếu.",
        where=object_id,
    )


def _elsewhere(folder: Path) -> Side:
    """Return the telling that lies at `folder`, each file of it checked when it is read."""
    newest = _inventory(folder, "")

    def read(path: str, number: int) -> bytes:
        digest = newest.state(number)[path]
        return _checked(folder, newest.content_path(digest), digest)

    return Side(newest, read)


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
