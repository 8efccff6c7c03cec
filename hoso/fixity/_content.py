"""The files of an object: all that the inventories name, nothing else, and each byte as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final

from hoso.errors import Problem
from hoso.fixity._fixity_block import SIZE
from hoso.fixity._inventory import Inventory
from hoso.fixity._json import shown
from hoso.fixity._problem import finding, unread

if TYPE_CHECKING:
    from hoso.fixity._object import ObjectCheck

# content path → algorithm → digest → code of a mismatch
_Wanted = dict[str, dict[tuple[str, str], str]]
_NO_FILE: Final = "Liên kết hoặc tệp đặc biệt, không phải tệp hay thư mục."


def check_folders(
    check: ObjectCheck, known: Inventory, contents: Collection[str], seen: set[str]
) -> Iterator[Problem]:
    """Yield what does not belong into the version folders, and note every content file in `seen`.

    `known` need not be sound: nothing is followed but the names of versions. `contents` are the
    names of content folders; there is more than one when inventories do not agree.
    """
    top = check.entries()
    for name in known.versions:
        if name in top and top[name].is_dir(follow_symlinks=False):
            yield from _version_folder(check, known, name, contents, seen)


def check_files(check: ObjectCheck, newest: Inventory, seen: set[str]) -> Iterator[Problem]:
    """Yield what is missing, too much or altered among the files that were seen.

    `newest` must be sound: its paths are followed.
    """
    for path in sorted(seen - newest.paths.keys()):
        # A salvaged inventory knows nothing of what came after it.
        if path.partition("/")[0] in newest.versions:
            yield finding("E023", check.at(path), "Tệp lạ: bản kê không kê tệp này.")
    wanted = _wanted(check, newest)
    yield from _lost(check, newest, wanted, seen)
    earlier = {path for one in check.earlier.values() for path in one.paths}
    for path in sorted(earlier - newest.paths.keys()):
        if path.partition("/")[0] in newest.versions:
            text = f"Manifest mới nhất không còn kê «{shown(path)}» của phiên bản trước."
            yield finding("E023", newest.where, text)
    for path in sorted((wanted.keys() & seen) - check.odd if not check.fast else ()):
        yield from _file(check, path, wanted[path])


def _lost(
    check: ObjectCheck, newest: Inventory, wanted: _Wanted, seen: set[str]
) -> Iterator[Problem]:
    for path in _not_seen(check, newest.paths.keys() - seen):
        yield finding("E092", check.at(path), "Mất tệp mà bản kê có kê.")
    for path in _not_seen(check, wanted.keys() - seen):
        if "E093" in wanted[path].values():
            yield finding("E093", check.at(path), "Mất tệp mà «fixity» có kê.")


def _not_seen(check: ObjectCheck, paths: Collection[str]) -> list[str]:
    """Return what is missing, without what lies in folders that the disk did not let us look into."""
    unseen = tuple(check.unseen)
    return sorted(path for path in paths if not path.startswith(unseen))


def _version_folder(
    check: ObjectCheck, known: Inventory, name: str, contents: Collection[str], seen: set[str]
) -> Iterator[Problem]:
    ours = {"inventory.json", check.sidecars.get(name, "")}
    content = False
    for inner, entry in check.entries(name).items():
        where = check.at(f"{name}/{inner}")
        if entry.is_file(follow_symlinks=False):
            if inner not in ours:
                yield finding("E015", where, "Tệp lạ trong thư mục phiên bản.")
        elif not entry.is_dir(follow_symlinks=False):
            yield finding("E090", where, _NO_FILE)
            content |= inner in contents
        elif inner in contents:
            content = True
            before = len(seen) + len(check.unseen)
            yield from _walk(check, f"{name}/{inner}", seen)
            if len(seen) + len(check.unseen) == before:
                yield finding("W003", where, "Thư mục nội dung trống.")
        else:
            yield finding("W002", where, "Thư mục lạ trong thư mục phiên bản.")
    if not content:
        yield from _no_content(check, known, name)


def _no_content(check: ObjectCheck, known: Inventory, name: str) -> Iterator[Problem]:
    folder = f"{name}/{known.content}"
    if any(path.startswith(f"{folder}/") for path in known.paths):
        yield finding("E016", check.at(folder), "Mất thư mục nội dung của phiên bản.")


def _walk(check: ObjectCheck, content: str, seen: set[str]) -> Iterator[Problem]:
    """Note every file below a content folder in `seen`; yield empty folders and links."""
    folders = [content]
    while folders:
        folder = folders.pop()
        try:
            entries = check.entries(folder)
        except OSError as error:
            yield unread(check.at(folder), error)
            check.unseen.append(f"{folder}/")
            continue
        if not entries and folder != content:
            yield finding("E024", check.at(folder), "Thư mục trống trong nội dung.")
        for name, entry in entries.items():
            path = f"{folder}/{name}"
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
                continue
            if not entry.is_file(follow_symlinks=False):
                yield finding("E090", check.at(path), _NO_FILE)
                check.odd.add(path)
            seen.add(path)


def _wanted(check: ObjectCheck, newest: Inventory) -> _Wanted:
    """Return every digest that any inventory states of a file, and what a mismatch is called."""
    wanted: _Wanted = defaultdict(dict)
    for inventory in (newest, *check.earlier.values()):
        for algorithm, block in inventory.fixity.items():
            for digest, paths in block.items():
                for path in paths:
                    wanted[path][algorithm, digest.lower()] = "E093"
    for inventory in (newest, *check.earlier.values()):
        for path, digest in inventory.paths.items():
            wanted[path][inventory.algorithm, digest] = "E092"
    return wanted


def _file(check: ObjectCheck, path: str, stated: dict[tuple[str, str], str]) -> Iterator[Problem]:
    try:
        leaf = check.leaf(path, {algorithm for algorithm, _ in stated} - {SIZE})
    except OSError as error:
        yield unread(check.at(path), error)
        return
    for (algorithm, digest), code in sorted(stated.items(), key=lambda one: (one[1], one[0])):
        actual = str(leaf.size) if algorithm == SIZE else leaf.digests[algorithm]
        if actual != digest:
            text = f"Nội dung tệp đã bị sửa, hoặc mã kê sai: không khớp mã {algorithm}."
            yield finding(code, check.at(path), text)
