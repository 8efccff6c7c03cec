"""The files of an object: all that the inventories name, nothing else, and each byte as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from hoso.errors import Problem
from hoso.fixity._inventory import Inventory
from hoso.fixity._problem import finding, unread

if TYPE_CHECKING:
    from hoso.fixity._object import ObjectCheck

# content path → algorithm → digest → code of a mismatch
_Wanted = dict[str, dict[tuple[str, str], str]]


def check_content(check: ObjectCheck, newest: Inventory) -> Iterator[Problem]:
    """Yield what is missing, too much or altered among the files of an object.

    `newest` must be sound: its paths are followed.
    """
    seen: set[str] = set()
    top = check.entries()
    for name in newest.versions:
        if name in top and top[name].is_dir():
            yield from _version_folder(check, newest, name, seen)
    for path in sorted(seen - newest.paths.keys()):
        yield finding("E023", check.at(path), "Tệp lạ: bản kê không kê tệp này.")
    wanted = _wanted(check, newest)
    yield from _lost(check, newest, wanted, seen)
    earlier = {path for one in check.earlier.values() for path in one.paths}
    for path in sorted(earlier - newest.paths.keys()):
        text = f"Manifest mới nhất không còn kê «{path}» của phiên bản trước."
        yield finding("E023", newest.where, text)
    for path in sorted(wanted.keys() & seen if not check.fast else ()):
        if check.files.is_file(check.at(path)):  # a pipe would be read for ever
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
    check: ObjectCheck, newest: Inventory, name: str, seen: set[str]
) -> Iterator[Problem]:
    ours = {"inventory.json", check.sidecars.get(name, "")}
    for inner, entry in check.entries(name).items():
        where = check.at(f"{name}/{inner}")
        if entry.is_symlink():
            yield finding("E090", where, "Liên kết, không phải tệp hay thư mục.")
        elif inner == newest.content and entry.is_dir():
            before = len(seen) + len(check.unseen)
            yield from _walk(check, f"{name}/{inner}", seen)
            if len(seen) + len(check.unseen) == before:
                yield finding("W003", where, "Thư mục nội dung trống.")
        elif entry.is_dir():
            yield finding("W002", where, "Thư mục lạ trong thư mục phiên bản.")
        elif inner not in ours:
            yield finding("E015", where, "Tệp lạ trong thư mục phiên bản.")


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
                yield finding("E090", check.at(path), "Liên kết, không phải tệp.")
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
        actual = check.leaf(path, {algorithm for algorithm, _ in stated}).digests
    except OSError as error:
        yield unread(check.at(path), error)
        return
    for (algorithm, digest), code in sorted(stated.items(), key=lambda one: (one[1], one[0])):
        if actual[algorithm] != digest:
            text = f"Nội dung tệp đã bị sửa, hoặc mã kê sai: không khớp mã {algorithm}."
            yield finding(code, check.at(path), text)
