"""The inventory of an object: what OCFL says about one dossier, and the next one made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha512
from typing import NotRequired, TypedDict

from hoso.archive import _layout
from hoso.archive._stamp import Stamp
from hoso.errors import IntegrityError
from hoso.model.base import decode, encode
from hoso.text import nfc

TYPE = "https://ocfl.io/1.1/spec/#inventory"


class UserData(TypedDict):
    """Who made a version."""

    name: str
    address: NotRequired[str]


class VersionData(TypedDict):
    """One version as stored; `state` maps digests to the paths that have this content."""

    created: str
    state: dict[str, list[str]]
    message: NotRequired[str]
    user: NotRequired[UserData]


class InventoryData(TypedDict):
    """`inventory.json`; `manifest` maps digests to files below the object root."""

    id: str
    type: str
    digestAlgorithm: str
    head: str
    manifest: dict[str, list[str]]
    versions: dict[str, VersionData]
    contentDirectory: NotRequired[str]
    fixity: NotRequired[dict[str, dict[str, list[str]]]]


@dataclass(frozen=True, slots=True)
class Inventory:
    """Bản kê: the bytes of an inventory and what they say."""

    raw: bytes
    data: InventoryData

    @classmethod
    def parse(cls, raw: bytes, where: str) -> Inventory:
        """Return the inventory in `raw`; raise IntegrityError when it is none."""
        data = decode(raw, InventoryData, where=where)
        wrong = [data["head"]] if data["head"] not in data["versions"] else []
        wrong += [name for name in data["versions"] if not _layout.VERSION_FOLDER.fullmatch(name)]
        wrong += [v["created"] for v in data["versions"].values() if not _is_time(v["created"])]
        if wrong:
            raise IntegrityError(
                f"Bản kê {where} ghi phiên bản hoặc thời điểm không hiểu được: {wrong}. "
                "Hãy chạy «hoso verify».",
                where=where,
            )
        return cls(raw, data)

    @property
    def object_id(self) -> str:
        """The id of the object."""
        return self.data["id"]

    @property
    def head(self) -> int:
        """The number of the newest version."""
        return int(self.data["head"][1:])

    @property
    def digest(self) -> str:
        """The SHA-512 of the inventory file."""
        return self.digest_of(self.raw)

    @staticmethod
    def digest_of(raw: bytes) -> str:
        """Return the digest that the sidecar of an inventory with these bytes must carry."""
        return sha512(raw).hexdigest()

    @property
    def sidecar(self) -> bytes:
        """The file that stands beside the inventory."""
        return f"{self.digest} {_layout.INVENTORY}\n".encode()

    def state(self, number: int) -> dict[str, str]:
        """Return path → SHA-512 of every file of a version."""
        state = self.data["versions"][f"v{number}"]["state"]
        return {path: digest for digest, paths in state.items() for path in paths}

    def content_path(self, digest: str) -> str:
        """Return the file below the object root that holds this content; KeyError when none does."""
        return self.data["manifest"][digest][0]

    def created(self, number: int) -> datetime:
        """Return when a version was made."""
        return datetime.fromisoformat(self.data["versions"][f"v{number}"]["created"])

    def stamp(self, number: int) -> Stamp:
        """Return who made a version, when and why."""
        version = self.data["versions"][f"v{number}"]
        user = version.get("user", {"name": "?"})
        return Stamp(
            by=user["name"],
            why=version.get("message") or "?",
            at=self.created(number),
            address=user.get("address", ""),
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """Bản nháp: a version that does not exist yet, with the bytes it adds by content path.

    `renames`: it is ours, behind what a giver wrote, and says only by what code we know it.
    """

    inventory: Inventory
    content: Mapping[str, bytes]
    renames: bool = False

    @property
    def folder(self) -> str:
        """The version's folder: `v3`."""
        return self.inventory.data["head"]

    @property
    def size(self) -> int:
        """The number of bytes that the version adds."""
        return sum(map(len, self.content.values()))

    def version_files(self) -> dict[str, bytes]:
        """Return every file of the version's folder by its path below the object root."""
        return {
            **self.content,
            f"{self.folder}/{_layout.INVENTORY}": self.inventory.raw,
            f"{self.folder}/{_layout.SIDECAR}": self.inventory.sidecar,
        }

    def root_files(self) -> dict[str, bytes]:
        """Return the inventory pair that stands in the object root."""
        return {
            _layout.INVENTORY: self.inventory.raw,
            _layout.SIDECAR: self.inventory.sidecar,
        }


def draft(
    current: Inventory | None, object_id: str, changes: Mapping[str, bytes | None], stamp: Stamp
) -> Draft | None:
    """Return the version after `current` with `changes` made, None when they change nothing.

    A value None takes the path out of the state. Content that the object already has is not
    stored again (OCFL 1.1, 3.5.2).
    """
    head = current.head if current else 0
    before = current.state(head) if current else {}
    digests = {path: sha512(data).hexdigest() for path, data in changes.items() if data is not None}
    after = {path: digest for path, digest in before.items() if path not in changes} | digests
    if after == before:
        return None
    _layout.check_paths(after)
    manifest = dict(current.data["manifest"]) if current else {}
    content: dict[str, bytes] = {}
    for path, digest in sorted(digests.items()):
        if digest not in manifest:
            place = f"v{head + 1}/content/{path}"
            manifest[digest] = [place]
            content[place] = changes[path] or b""
    versions = dict(current.data["versions"]) if current else {}
    versions[f"v{head + 1}"] = _version(after, stamp)
    return Draft(_inventory(object_id, head + 1, manifest, versions), content)


def _is_time(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).utcoffset() is not None
    except ValueError:
        return False


def _version(state: Mapping[str, str], stamp: Stamp) -> VersionData:
    paths: dict[str, list[str]] = {}
    for path, digest in sorted(state.items()):
        paths.setdefault(digest, []).append(path)
    user = stamp.user
    return VersionData(
        created=stamp.created,
        message=nfc(stamp.why),
        user=UserData(name=user["name"], address=user["address"]),
        state=paths,
    )


def _inventory(
    object_id: str, head: int, manifest: dict[str, list[str]], versions: dict[str, VersionData]
) -> Inventory:
    data = InventoryData(
        id=object_id,
        type=TYPE,
        digestAlgorithm="sha512",
        head=f"v{head}",
        manifest=manifest,
        versions=versions,
    )
    return Inventory(encode(data), data)
