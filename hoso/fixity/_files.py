"""The files below one folder: each folder is listed once, each file read once, when first asked for."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Mapping
from operator import attrgetter

from hoso.fixity._digests import Leaf, of_bytes, of_file, whole

_NAME = attrgetter("name")


class Files:
    """What lies below `base`, by path from there; it remembers, so make one for an object at a time.

    `algorithms` are digests made of every file that is read, whoever asks for it.
    """

    __slots__ = ("_algorithms", "_contents", "_leaves", "_listed", "base")

    def __init__(self, base: str, algorithms: tuple[str, ...] = ()) -> None:
        self.base = base
        self._algorithms = algorithms
        self._contents: dict[str, bytes] = {}
        self._leaves: dict[str, Leaf] = {}
        self._listed: dict[str, dict[str, os.DirEntry[str]]] = {}

    def entries(self, folder: str) -> Mapping[str, os.DirEntry[str]]:
        """Return what a folder ("" is the base) holds, by name and in that order; raise OSError."""
        found = self._listed.get(folder)
        if found is None:
            with os.scandir(f"{self.base}/{folder}") as listed:
                found = {one.name: one for one in sorted(listed, key=_NAME)}
            self._listed[folder] = found
        return found

    def is_file(self, path: str) -> bool:
        """Return whether a file, or a link to one, is there; raise OSError."""
        folder, _, name = path.rpartition("/")
        try:
            entry = self.entries(folder).get(name)
        except (FileNotFoundError, NotADirectoryError):
            return False
        try:
            return entry is not None and entry.is_file()
        except OSError as error:
            if error.errno == errno.ELOOP:  # a link to itself is a link to nothing
                return False
            raise

    def content(self, path: str) -> bytes | None:
        """Return what a small file holds, None when there is no such file; raise OSError."""
        if path not in self._contents:
            if not self.is_file(path):
                return None
            self._contents[path] = whole(f"{self.base}/{path}")
        return self._contents[path]

    def leaf(self, path: str, algorithms: Collection[str]) -> Leaf:
        """Return size and digests of a file; raise OSError."""
        found = self._leaves.get(path)
        if found and found.digests.keys() >= set(algorithms):
            return found
        names = dict.fromkeys((*self._algorithms, *algorithms))
        held = self._contents.get(path)
        if held is None:
            made = of_file(f"{self.base}/{path}", names)
        else:
            made = Leaf(len(held), {name: of_bytes(held, name) for name in names})
        self._leaves[path] = made
        return made

    def release(self, path: str) -> None:
        """Let go of what a file holds; its digests stay."""
        if path in self._contents:
            self.leaf(path, ("sha512",))
            del self._contents[path]

    def size(self, path: str) -> int:
        """Return the size of a file in bytes; raise OSError."""
        if known := self._leaves.get(path):
            return known.size
        folder, _, name = path.rpartition("/")
        return self.entries(folder)[name].stat().st_size
