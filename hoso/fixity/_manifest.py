"""The manifest of an inventory: digest → content paths (OCFL 1.1, 3.5.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from hoso.fixity import _digests
from hoso.fixity._again import repeats_manifest
from hoso.fixity._json import twice
from hoso.fixity._versions import folders_above

if TYPE_CHECKING:
    from hoso.fixity._inventory import Inventory

CONTENT: Final = re.compile(r"(v[0-9]+)/([^/]+)/(.+)", re.DOTALL)


def check_manifest(inventory: Inventory, judged: Inventory | None) -> None:
    """Note what is wrong with the manifest, and take its paths; one already `judged` may tell the same."""
    if not isinstance(manifest := inventory.data.get("manifest"), dict):
        inventory.wrong("E041", "Bản kê thiếu «manifest», hoặc không phải đối tượng JSON.")
        if "manifest" in inventory.data and inventory.spec != "1.0":
            inventory.wrong("E106", "«manifest» không phải đối tượng JSON.")
        return
    before = len(inventory.problems)
    if judged is None or not repeats_manifest(inventory, manifest, judged):
        _entries(inventory, manifest)
    inventory.manifest_is_clean = len(inventory.problems) == before


def _entries(inventory: Inventory, manifest: dict[str, Any]) -> None:
    for digest in twice(manifest):
        inventory.wrong("E096", f"Mã {digest[:12]}… có hai lần trong manifest.")
    normal: set[str] = set()
    for digest, paths in manifest.items():
        if _is_entry(inventory, digest, paths):
            if digest.lower() in normal:
                inventory.wrong("E096", f"Mã {digest[:12]}… có hai lần trong manifest.")
            normal.add(digest.lower())
            for path in paths:
                _content_path(inventory, path, digest.lower())
    _conflicts(inventory)


def _conflicts(inventory: Inventory) -> None:
    for path in sorted(folders_above(inventory.paths, 3) & inventory.paths.keys()):
        inventory.wrong("E101", f"«{path}» vừa là tệp vừa là thư mục trong manifest.")


def _is_entry(inventory: Inventory, digest: str, paths: object) -> bool:
    """Return whether an entry of the manifest has the form of one; note what is wrong with it."""
    if not _digests.fits(digest, inventory.algorithm):
        inventory.wrong("E025", f"«{digest[:24]}» không phải mã {inventory.algorithm}.")
        return False
    inventory.written.add(digest)
    if isinstance(paths, list) and all(isinstance(one, str) for one in paths):
        return True
    inventory.wrong("E092", f"Mã {digest[:12]}… trong manifest không kèm danh sách tệp.")
    return False


def _content_path(inventory: Inventory, path: str, digest: str) -> None:
    match = CONTENT.fullmatch(path)
    if path.startswith("/") or path.endswith("/"):
        inventory.wrong("E100", f"Đường dẫn «{path}» bắt đầu hoặc kết thúc bằng «/».")
    elif match is None:
        inventory.wrong("E042", f"Đường dẫn «{path}» không nằm trong phiên bản nào.")
        if "\\" in path and "/" not in path:
            inventory.wrong("E035", f"Đường dẫn «{path}» phải dùng dấu «/».")
    elif match[2] != inventory.content:
        inventory.wrong("E042", f"Đường dẫn «{path}» không nằm trong «{inventory.content}».")
    elif any(part in {"", ".", ".."} for part in match[3].split("/")):
        inventory.wrong("E099", f"Đường dẫn «{path}» có phần trống, «.» hoặc «..».")
    elif path in inventory.paths:
        inventory.wrong("E101", f"Đường dẫn «{path}» có hai lần trong manifest.")
    else:
        inventory.paths[path] = digest
        return
    # What is badly written still tells whether a state knows the digest.
    inventory.paths.setdefault(path, digest)
