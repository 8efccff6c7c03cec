"""The inventory of an earlier version beside the newest: one history, told twice (OCFL 1.1, 3.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from hoso.errors import Problem
from hoso.fixity._inventory import Inventory
from hoso.fixity._json import dictionary, shown
from hoso.fixity._problem import finding
from hoso.fixity._sequence import number_of

_TOLD = {"created": "lúc lưu", "message": "lý do", "user": "người lưu"}


def check_prior(
    found: Inventory,
    newest: Inventory,
    name: str,
    earlier: Mapping[str, Inventory],
    before: Set[str],
) -> Iterator[Problem]:
    """Yield where the inventory in version folder `name` and the newest do not agree.

    `before` are the content paths that the `earlier` inventories list.
    """
    if found.object_id and newest.object_id and found.object_id != newest.object_id:
        text = f"Bản kê này là của hồ sơ khác: {shown(found.object_id)}."
        # 1.1 has a code of its own for what 1.0 says of `id` only in general.
        for code in ("E037",) if newest.spec == "1.0" else ("E037", "E110"):
            yield finding(code, found.where, text)
    yield from _content_folder(found, newest, earlier)
    if missing := (_paths_upto(newest, name) | before) - found.paths.keys():
        text = f"Manifest không kê tệp của các phiên bản đến {name}: {', '.join(sorted(missing))}."
        yield finding("E023", found.where, text)
    if found.head and found.head != name:
        text = f"«head» ở đây là {found.head}, thư mục phiên bản là {name}."
        yield finding("E040", found.where, text)
    yield from _same_history(found, newest, name)


def _paths_upto(newest: Inventory, name: str) -> set[str]:
    """Return the content paths in version `name` and those before it."""
    last = number_of(name)
    upto = {one for one in newest.versions if number_of(one) <= last}
    return {path for path in newest.paths if path.partition("/")[0] in upto}


def _content_folder(
    found: Inventory, newest: Inventory, earlier: Mapping[str, Inventory]
) -> Iterator[Problem]:
    """Yield where `contentDirectory` was set later than in the first version, or changed."""
    first = next(iter(earlier.values()), None)
    if first is None and newest.content_is_set and not found.content_is_set:
        text = "«contentDirectory» chỉ được đặt từ phiên bản đầu."
        yield finding("E019", newest.where, text)
    elif first is None and found.content != newest.content:
        text = (
            f"Phiên bản đầu đặt «contentDirectory» là «{found.content}», bản kê mới nhất đã khác."
        )
        yield finding("E019", newest.where, text)
    elif first and found.content_is_set and not (first.content_is_set or newest.content_is_set):
        text = "«contentDirectory» chỉ được đặt từ phiên bản đầu."
        yield finding("E019", found.where, text)
    if found.content != newest.content:
        text = f"«contentDirectory» là «{found.content}», bản kê mới nhất là «{newest.content}»."
        yield finding("E020", found.where, text)


def _same_history(found: Inventory, newest: Inventory, name: str) -> Iterator[Problem]:
    if not set(found.versions) < set(newest.versions) or found.versions[-1:] != (name,):
        text = "Bản kê này kể các phiên bản khác với bản kê mới nhất."
        yield finding("E066", found.where, text)
        return
    alike = _listed_alike(found, newest)
    for version in found.versions:
        block = found.block(version)
        if block == newest.block(version) and dictionary(block.get("state")).keys() <= alike:
            continue  # the same in the same words, as almost all do
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
    """Yield the logical paths that stand for different content in the two inventories."""
    mine, other = (_contents(one, version) for one in (found, newest))
    alike = found.algorithm == newest.algorithm
    for path in mine.keys() | other.keys():
        if path not in mine or path not in other:
            yield path
            continue
        (digest, files), (another, copies) = mine[path], other[path]
        # A later inventory may know more copies of the same content.
        if not files <= copies or (alike and digest != another):
            yield path


def _listed_alike(found: Inventory, newest: Inventory) -> set[str]:
    """Return the digests that both manifests list with the same files."""
    if found.algorithm != newest.algorithm:
        return set()
    mine, other = found.manifest, newest.manifest
    return {digest for digest, paths in mine.items() if paths == other.get(digest)}


def _contents(inventory: Inventory, version: str) -> dict[str, tuple[str, frozenset[str]]]:
    manifest = inventory.manifest
    return {
        path: (digest.lower(), frozenset(manifest[digest]))
        for digest, paths in inventory.state(version).items()
        if digest in manifest
        for path in paths
    }
