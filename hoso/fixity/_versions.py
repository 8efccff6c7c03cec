"""One version block of an inventory: when, who, why, and the logical state (OCFL 1.1, 3.5.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from hoso.fixity import _digests
from hoso.fixity._json import shown

if TYPE_CHECKING:
    from hoso.fixity._inventory import Inventory

# RFC 3339, section 5.6, to the second at least and with a zone.
_INSTANT: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)
_KEYS: Final = frozenset(("created", "message", "state", "user"))
_OF_USER: Final = frozenset(("name", "address"))
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z\d+.-]*:")


def check_version(inventory: Inventory, name: str, block: object) -> set[str]:
    """Note what is wrong with a version block; return the digests that its state uses, normalised."""
    if not isinstance(block, dict):
        inventory.wrong("E047", f"{name} trong bản kê không phải đối tượng JSON.")
        return set()
    inventory.only(block, _KEYS, name)
    _created(inventory, name, block)
    _message(inventory, name, block)
    _user(inventory, name, block)
    if "state" not in block:
        inventory.wrong("E048", f"{name} thiếu «state».")
        return set()
    return _state(inventory, name, block["state"])


def _created(inventory: Inventory, name: str, block: dict[str, Any]) -> None:
    if "created" not in block:
        inventory.wrong("E048", f"{name} thiếu «created».")
    elif not is_instant(block["created"]):
        said = shown(block["created"])
        inventory.wrong("E049", f"{name}: «created» không phải lúc theo RFC 3339: «{said}».")


def is_instant(value: object) -> bool:
    """Return whether `value` is a date and time to the second with a zone (RFC 3339)."""
    match = _INSTANT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return False
    clock = match[2][:-2] + "59" if match[2].endswith(":60") else match[2]  # a leap second
    try:
        datetime.fromisoformat(f"{match[1]}T{clock}")
    except ValueError:
        return False
    return True


def _message(inventory: Inventory, name: str, block: dict[str, Any]) -> None:
    if "message" not in block:
        inventory.wrong("W007", f"{name} không ghi lý do («message»).")
    elif not isinstance(block["message"], str):
        inventory.wrong("E094", f"{name}: «message» không phải chữ.")


def _user(inventory: Inventory, name: str, block: dict[str, Any]) -> None:
    user = block.get("user")
    if isinstance(user, dict):
        inventory.only(user, _OF_USER, f"{name}, «user»")
    if "user" not in block:
        inventory.wrong("W007", f"{name} không ghi người lưu («user»).")
    elif not isinstance(user, dict) or not isinstance(user.get("name"), str):
        inventory.wrong("E054", f"{name}: «user» phải có tên người lưu.")
    elif "address" not in user:
        inventory.wrong("W008", f"{name} không ghi địa chỉ của người lưu.")
    elif not isinstance(user["address"], str):
        inventory.wrong("E054", f"{name}: địa chỉ của người lưu không phải chữ.")
    elif not _ADDRESS.match(user["address"]):
        inventory.wrong("W009", f"{name}: địa chỉ người lưu nên là URI (mailto: …).")


def _state(inventory: Inventory, name: str, state: object) -> set[str]:
    if not isinstance(state, dict):
        inventory.wrong("E050", f"{name}: «state» không phải đối tượng JSON.")
        return set()
    inventory.once(state, f"{name}, «state»")
    used: set[str] = set()
    paths: set[str] = set()
    for digest, listed in state.items():
        good = _digests.fits(digest, inventory.algorithm) and isinstance(listed, list)
        if not good or not all(isinstance(path, str) for path in listed):
            inventory.wrong("E050", f"{name}: «{digest[:24]}» trong «state» sai dạng.")
            continue
        if digest not in inventory.written and "manifest" in inventory.data:
            text = f"{name}: mã {digest[:12]}… không viết đúng như trong manifest."
            inventory.wrong("E050", text)
        used.add(digest.lower())
        for path in listed:
            _logical_path(inventory, name, path, paths)
    for path in sorted(folders_above(paths) & paths):
        inventory.wrong("E095", f"{name}: «{path}» vừa là tệp vừa là thư mục.")
    return used


def _logical_path(inventory: Inventory, name: str, path: str, paths: set[str]) -> None:
    if path.startswith("/") or path.endswith("/"):
        inventory.wrong("E053", f"{name}: tên tệp «{path}» bắt đầu hoặc kết thúc bằng «/».")
    elif any(part in {"", ".", ".."} for part in path.split("/")):
        inventory.wrong("E052", f"{name}: tên tệp «{path}» có phần trống, «.» hoặc «..».")
    elif path in paths:
        inventory.wrong("E095", f"{name}: tên tệp «{path}» có hai lần.")
    else:
        paths.add(path)


def folders_above(paths: Iterable[str], least: int = 1) -> set[str]:
    """Return the folders of files, those of `least` parts and more."""
    found: set[str] = set()
    for path in paths:
        parts = path.split("/")
        found.update("/".join(parts[:depth]) for depth in range(least, len(parts)))
    return found
