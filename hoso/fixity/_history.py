"""The inventory of an earlier version beside the newest: one history, told twice (OCFL 1.1, 3.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hoso.errors import Problem
from hoso.fixity._inventory import Inventory
from hoso.fixity._json import dictionary
from hoso.fixity._problem import finding

_TOLD = {"created": "lúc lưu", "message": "lý do", "user": "người lưu"}


def check_prior(
    found: Inventory, newest: Inventory, name: str, earlier: Mapping[str, Inventory]
) -> Iterator[Problem]:
    """Yield where the inventory in version folder `name` and the newest do not agree."""
    if found.object_id and newest.object_id and found.object_id != newest.object_id:
        text = f"Bản kê này là của hồ sơ khác: {found.object_id}."
        yield finding("E037", found.where, text)
    if newest.content_is_set and not found.content_is_set and not earlier:
        text = "«contentDirectory» chỉ được đặt từ phiên bản đầu."
        yield finding("E019", newest.where, text)
    if found.content != newest.content:
        text = f"«contentDirectory» là «{found.content}», bản kê mới nhất là «{newest.content}»."
        yield finding("E020", found.where, text)
    missing = {path for one in earlier.values() for path in one.paths} - found.paths.keys()
    if missing:
        text = f"Manifest không còn kê tệp của phiên bản trước: {', '.join(sorted(missing))}."
        yield finding("E023", found.where, text)
    yield from _same_history(found, newest, name)


def _same_history(found: Inventory, newest: Inventory, name: str) -> Iterator[Problem]:
    if not set(found.versions) < set(newest.versions) or found.versions[-1:] != (name,):
        text = "Bản kê này kể các phiên bản khác với bản kê mới nhất."
        yield finding("E066", found.where, text)
        return
    for version in found.versions:
        if differing := sorted(_differences(found, newest, version)):
            text = f"{version} ở đây khác với {version} trong bản kê mới nhất: "
            yield finding("E066", found.where, text + ", ".join(differing) + ".")
        blocks = (dictionary(one.data["versions"].get(version)) for one in (found, newest))
        mine, other = blocks
        for key, words in _TOLD.items():
            if mine.get(key) != other.get(key):
                text = f"{version}: {words} khác với bản kê mới nhất."
                yield finding("W011", found.where, text)


def _differences(found: Inventory, newest: Inventory, version: str) -> Iterator[str]:
    """Yield the logical paths that stand for different content files in the two inventories."""
    mine, other = (_contents(one, version) for one in (found, newest))
    for path in mine.keys() | other.keys():
        # A later inventory may know more copies of the same content.
        if path not in mine or path not in other or not mine[path] <= other[path]:
            yield path


def _contents(inventory: Inventory, version: str) -> dict[str, frozenset[str]]:
    manifest = inventory.manifest
    return {
        path: frozenset(manifest[digest])
        for digest, paths in inventory.state(version).items()
        if digest in manifest
        for path in paths
    }
