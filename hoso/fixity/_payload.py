"""The files below a folder: names, sizes and digests, read once, on several cores when they are many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from hoso.fixity._cores import spread
from hoso.fixity._digests import Leaf, of_file

# Files; below, one core is done before others have started.
WORTH: Final = 100_000
# Folders that share the work: enough for every core to have some until the end.
_SHARES: Final = 64
_SHARE: Final = 500  # files of one folder read in one piece

# A folder and the names of files in it; without names, everything below it.
Unit = tuple[str, tuple[str, ...]]


@dataclass(slots=True)
class Taken:
    """What was found: files by path, what is no file (links, pipes), what the disk refused."""

    leaves: dict[str, Leaf] = field(default_factory=dict)
    odd: list[str] = field(default_factory=list)
    refused: list[tuple[str, OSError]] = field(default_factory=list)

    def add(self, other: Taken) -> None:
        """Take in what another core found."""
        self.leaves |= other.leaves
        self.odd += other.odd
        self.refused += other.refused


def take(
    root: str, name: str, algorithms: tuple[str, ...], tick: Callable[[], None], cores: int
) -> Taken:
    """Return everything below the folder `name` of `root`; without `algorithms` sizes only.

    `tick` is called for each file. One core reads by itself, several share the folders.
    """
    found = Taken()
    for part in _parts(root, name, algorithms, cores, found):
        found.add(part)
        for _ in part.leaves:
            tick()
    return found


def _parts(
    root: str, name: str, algorithms: tuple[str, ...], cores: int, found: Taken
) -> Iterator[Taken]:
    read = partial(_read, root, algorithms)
    if cores < 2:
        folders = [name]
        while folders:
            unit, more = _listing(root, folders.pop(), found)
            folders += more
            if unit[1]:
                yield read(unit)
        return
    yield from spread(read, _units(root, name, found), cores, share=1)


def _units(root: str, name: str, found: Taken) -> list[Unit]:
    """Return the work in pieces: folders from the first level that has enough of them on."""
    units: list[Unit] = []
    level = [name]
    while level and len(level) < _SHARES:
        deeper: list[str] = []
        for folder in level:
            (_, files), more = _listing(root, folder, found)
            units += [
                (folder, files[at : at + _SHARE]) for at in range(0, len(files), _SHARE) if files
            ]
            deeper += more
        level = deeper
    return units + [(folder, ()) for folder in level]


def _listing(root: str, folder: str, found: Taken) -> tuple[Unit, list[str]]:
    """Return the files and the folders in a folder, noting in `found` what is neither."""
    files, folders = [], []
    try:
        with os.scandir(f"{root}/{folder}") as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False):
                    files.append(entry.name)
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(f"{folder}/{entry.name}")
                else:
                    found.odd.append(f"{folder}/{entry.name}")
    except OSError as error:
        found.refused.append((folder, error))
    return (folder, tuple(files)), folders


def _read(root: str, algorithms: tuple[str, ...], unit: Unit) -> Taken:
    found = Taken()
    _, names = unit
    folders = [] if names else [unit[0]]
    _files(root, algorithms, unit, found)
    while folders:
        inside, more = _listing(root, folders.pop(), found)
        folders += more
        _files(root, algorithms, inside, found)
    return found


def _files(root: str, algorithms: tuple[str, ...], unit: Unit, found: Taken) -> None:
    folder, names = unit
    for name in names:
        path = f"{folder}/{name}"
        try:
            if algorithms:
                found.leaves[path] = of_file(f"{root}/{path}", algorithms)
            else:
                found.leaves[path] = Leaf(os.stat(f"{root}/{path}").st_size, {})  # noqa: PTH116 - one of very many
        except OSError as error:
            found.refused.append((path, error))
            found.leaves[path] = Leaf(0, {})
