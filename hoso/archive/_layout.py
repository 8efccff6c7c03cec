"""Where things lie: storage layout 0003, names of files, and the paths allowed inside a dossier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from urllib.parse import unquote

from hoso.errors import HosoError
from hoso.fixity import awkward

ROOT_DECLARATION = "0=ocfl_1.1"
OBJECT_DECLARATION = "0=ocfl_object_1.1"
INVENTORY = "inventory.json"
SIDECAR = "inventory.json.sha512"
SPEC = "OCFL 1.1"

LAYOUT_NAME = "0003-hash-and-id-n-tuple-storage-layout"
# One level of 256 folders: a FAT32 stick holds only about 13 000 names of this length in one.
LAYOUT_CONFIG = {
    "extensionName": LAYOUT_NAME,
    "digestAlgorithm": "sha256",
    "tupleSize": 2,
    "numberOfTuples": 1,
}
JOURNAL = "extensions/hoso-journal/journal.jsonl"

VERSION_FOLDER = re.compile(r"v[1-9][0-9]*")
_OBJECT_ID = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PART = re.compile(r"(?!\.)[A-Za-z0-9._-]{1,100}(?<!\.)")
_LITTER = frozenset({"thumbs.db", "desktop.ini"})
# 240 for a path on a stick, less the folders of a bag, the object's and the version's.
_LONGEST = 150


def object_path(object_id: str) -> str:
    """Return the object's folder below the storage root (OCFL extension 0003)."""
    digest = sha256(object_id.encode()).hexdigest()
    name = "".join(_encoded(character) for character in object_id)
    if len(name) > 100:
        name = f"{name[:100]}-{digest}"
    return f"{digest[:2]}/{name}"


def travelling_path(object_id: str) -> str:
    """Return the object's folder below the root of a package: no sign that a manifest must encode.

    It is the scheme of OCFL extension 0007 (prefix up to `:` left out, one tuple of two).
    """
    name = object_id.rpartition(":")[2]
    return f"{name[:2]}/{name}"


def _encoded(character: str) -> str:
    if character.isascii() and (character.isalnum() or character in "-_"):
        return character
    return "".join(f"%{byte:02x}" for byte in character.encode())


def object_id_of(folder: str) -> str:
    """Return the object id that a folder of that name encodes."""
    return unquote(folder)


def check_object_id(object_id: str) -> None:
    """Raise ValueError unless `object_id` is `urn:uuid:` with a lower-case UUID."""
    if not _OBJECT_ID.fullmatch(object_id):
        raise ValueError(f"not an object id of this archive: {object_id!r}")


def is_object_id(object_id: str) -> bool:
    """Return whether this archive would give such an id."""
    return _OBJECT_ID.fullmatch(object_id) is not None


def is_safe_path(path: str) -> bool:
    """Return whether every system can hold `path` inside a dossier without changing it."""
    return len(path) <= _LONGEST and all(_is_safe_part(part) for part in path.split("/"))


def _is_safe_part(part: str) -> bool:
    return _PART.fullmatch(part) is not None and not awkward([part]) and part.lower() not in _LITTER


def check_paths(paths: Iterable[str]) -> None:
    """Refuse paths that some system could not hold together: the files of one dossier."""
    known = sorted(paths)
    if bad := [path for path in known if not is_safe_path(path)]:
        raise HosoError(
            f"Tên tệp không dùng được trong kho: {', '.join(map(ascii, bad))}. Chỉ dùng chữ cái "
            "không dấu, chữ số và . _ - (không phải tên dành riêng của Windows, không quá "
            f"{_LONGEST} ký tự); hãy đổi tên tệp rồi lưu lại.",
            where=bad[0],
        )
    for one, other in _clashes(known):
        raise HosoError(
            f"Hai tên tệp «{one}» và «{other}» chỉ khác chữ hoa, chữ thường hoặc vừa là tệp vừa "
            "là thư mục; Windows không phân biệt được. Hãy đổi một tên.",
            where=other,
        )


def _clashes(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    seen: dict[str, tuple[str, bool]] = {}  # lower-case path → (as spelled, is it a file)
    for path in paths:
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            part, is_file = "/".join(parts[:depth]), depth == len(parts)
            spelled, was_file = seen.setdefault(part.lower(), (part, is_file))
            if spelled != part or was_file != is_file:
                yield spelled, path
