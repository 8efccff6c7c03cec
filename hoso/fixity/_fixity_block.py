"""The fixity block of an inventory: further digests of the same files (OCFL 1.1, 3.5.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from hoso.fixity import _digests
from hoso.fixity._json import dictionary, lists, shown, twice

if TYPE_CHECKING:
    from hoso.fixity._inventory import Inventory

SIZE: Final = "size"  # of a file in bytes, which extension 0009 counts among digests
_DECIMAL: Final = re.compile("0|[1-9][0-9]{0,18}")
# OCFL 1.1, 2.4, and community extension 0009; SHA-224 and SHA-384 are not among them.
_BLAKE: Final = (160, 256, 384, 512)
_VOCABULARY: Final = frozenset(
    ("md5", "sha1", "sha256", "sha512", "sha512/256", SIZE, *(f"blake2b-{bits}" for bits in _BLAKE))
)


def stated(data: Mapping[str, Any]) -> dict[str, dict[str, list[str]]]:
    """Return algorithm → digest → content paths, of the algorithms that OCFL knows."""
    found = dictionary(data.get("fixity"))
    return {name: lists(block) for name, block in found.items() if name in _VOCABULARY}


def check_fixity(inventory: Inventory) -> None:
    """Note what is wrong with the fixity block, which may be missing."""
    if "fixity" not in inventory.data:
        return
    fixity = inventory.data["fixity"]
    if not isinstance(fixity, dict):
        code = "E056" if inventory.spec == "1.0" else "E111"
        inventory.wrong(code, "«fixity» không phải đối tượng JSON.")
        return
    inventory.once(fixity, "fixity")
    for algorithm, block in fixity.items():
        if algorithm not in _VOCABULARY:
            text = f"«fixity» dùng thuật toán không có: «{shown(algorithm)}»."
            inventory.wrong("E056", text)
        elif not isinstance(block, dict):
            inventory.wrong("E057", f"«fixity», {algorithm}: không phải đối tượng JSON.")
        else:
            _block(inventory, algorithm, block)


def _block(inventory: Inventory, algorithm: str, block: dict[str, Any]) -> None:
    place = f"«fixity», {algorithm}"
    seen: set[str] = set()
    for digest in twice(block):
        inventory.wrong("E097", f"{place}: mã {digest[:12]}… có hai lần.")
    for digest, paths in block.items():
        if not _fits(digest, algorithm) or not isinstance(paths, list):
            inventory.wrong("E057", f"{place}: «{digest[:24]}» sai dạng.")
            continue
        if digest.lower() in seen:
            inventory.wrong("E097", f"{place}: mã {digest[:12]}… có hai lần.")
        seen.add(digest.lower())
        for path in paths:
            if not isinstance(path, str) or path not in inventory.paths:
                inventory.wrong("E057", f"{place}: «{shown(path)}» không có trong manifest.")
                _form(inventory, path, place)


def _fits(digest: str, algorithm: str) -> bool:
    if algorithm == SIZE:
        return _DECIMAL.fullmatch(digest) is not None
    return _digests.fits(digest, algorithm)


def _form(inventory: Inventory, path: object, place: str) -> None:
    """Note what is wrong with the form of a content path, which is that of the manifest."""
    if not isinstance(path, str):
        return
    if path.startswith("/") or path.endswith("/"):
        text = f"{place}: đường dẫn «{shown(path)}» bắt đầu hoặc kết thúc bằng «/»."
        inventory.wrong("E100", text)
    if any(part in {"", ".", ".."} for part in path.strip("/").split("/")):
        text = f"{place}: đường dẫn «{shown(path)}» có phần trống, «.» hoặc «..»."
        inventory.wrong("E099", text)
