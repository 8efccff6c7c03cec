"""The files below a folder: names, sizes and digests, read once, on several cores when they are many."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from hoso.fixity._cores import spread
from hoso.fixity._files import Files
from hoso.fixity._versions import folders_above
from hoso.fixity._windows import awkward

# Files; below, one core is done before others have started.
WORTH: Final = 100_000
# Folders that share the work: enough for every core to have some until the end.
_SHARES: Final = 64
_SHARE: Final = 500  # files of one folder read in one piece

# A folder and the names of files in it; without names, everything below it.
Unit = tuple[str, tuple[str, ...]]


@dataclass(slots=True)
class Taken:
    """What was found: files by path, what is no file (links, pipes), what the disk refused.

    `awkward` are the files with names that Windows cannot use. In columns, for hundreds of thousands of files travel between processes. A refused file has the
    size 0 and no digests.
    """

    sizes: dict[str, int] = field(default_factory=dict)  # path → bytes
    digests: dict[str, dict[str, str]] = field(default_factory=dict)  # algorithm → path → digest
    odd: list[str] = field(default_factory=list)
    refused: list[tuple[str, OSError]] = field(default_factory=list)
    awkward: list[str] = field(default_factory=list)

    def add(self, other: Taken) -> None:
        """Take in what another core found."""
        self.sizes |= other.sizes
        for algorithm, made in other.digests.items():
            self.digests.setdefault(algorithm, {}).update(made)
        self.odd += other.odd
        self.refused += other.refused
        self.awkward += other.awkward


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be known of files: the digests to make (none: sizes only), the paths to call them by."""

    algorithms: tuple[str, ...]
    place: str = ""  # in front of every path


def take(
    root: str, name: str, wanted: Wanted, cores: int, but: Collection[str] = ()
) -> Iterator[Taken]:
    """Yield in parts everything below the folder `name` of `root`, apart from the folders in `but`.

    One core reads by itself, several share the folders.
    """
    around = Taken()
    units = _units(Files(root), name, wanted.place, but, around)
    yield around
    yield from spread(partial(_read, root, wanted), units, cores, share=1)


def sweep(files: Files, unit: Unit, wanted: Wanted, found: Taken) -> None:
    """Note in `found` every file of a unit; what was read before is not read again."""
    folder, names = unit
    folders = [] if names else [folder]
    _note(files, unit, wanted, found)
    while folders:
        inside, more = _listing(files, folders.pop(), wanted.place, found)
        folders += more
        _note(files, inside, wanted, found)


def _read(root: str, wanted: Wanted, unit: Unit) -> Taken:
    found = Taken()
    sweep(Files(root), unit, wanted, found)
    found.awkward = awkward(list(found.sizes))
    return found


def _units(files: Files, name: str, place: str, but: Collection[str], found: Taken) -> list[Unit]:
    """Return the work in pieces: folders from the first level that has enough of them on."""
    above = folders_above(but)
    units: list[Unit] = []
    level = [name]
    while opened := [one for one in level if len(level) < _SHARES or one in above]:
        level = [one for one in level if one not in opened]
        for folder in opened:
            (_, names), more = _listing(files, folder, place, found)
            units += [(folder, names[at : at + _SHARE]) for at in range(0, len(names), _SHARE)]
            level += [one for one in more if one not in but]
    return units + [(folder, ()) for folder in level]


def _listing(files: Files, folder: str, place: str, found: Taken) -> tuple[Unit, list[str]]:
    """Return the files and the folders in a folder, noting in `found` what is neither."""
    names, folders = [], []
    try:
        for name, entry in files.entries(folder).items():
            if entry.is_file(follow_symlinks=False):
                names.append(name)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(f"{folder}/{name}")
            else:
                found.odd.append(f"{place}{folder}/{name}")
    except OSError as error:
        found.refused.append((f"{place}{folder}", error))
    return (folder, tuple(names)), folders


def _note(files: Files, unit: Unit, wanted: Wanted, found: Taken) -> None:
    folder, names = unit
    digests = [(name, found.digests.setdefault(name, {})) for name in wanted.algorithms]
    for name in names:
        path = f"{folder}/{name}"
        called = f"{wanted.place}{path}"
        try:
            if digests:
                leaf = files.leaf(path, wanted.algorithms)
                found.sizes[called] = leaf.size
                for algorithm, made in digests:
                    made[called] = leaf.digests[algorithm]
            else:
                found.sizes[called] = files.size(path)
        except OSError as error:
            found.refused.append((called, error))
            found.sizes[called] = 0
