"""The objects of a storage root judged folder by folder, on several cores when they are many."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Generic, TypeVar

from hoso.errors import Problem
from hoso.fixity._cores import of_machine, spread
from hoso.fixity._payload import Taken, Wanted, sweep, take
from hoso.fixity._root import Found, RootCheck
from hoso.fixity._windows import awkward
from hoso.model.watch import Tick, unwatched

T = TypeVar("T")
# Objects; below, one core is done before others have started.
_WORTH: Final = 400
_SHARE: Final = 32  # folders that a core takes at a time, at most


@dataclass(slots=True)
class Reading:
    """What the check of a bag wants of whoever judges a storage root in it: every file's digests.

    `place` is the root's path in the bag. What was read is in `taken`, by path in the bag: everything
    below `folders`, and nothing else. `meanwhile` is done once while other processes read.
    """

    place: str
    algorithms: tuple[str, ...]  # none: sizes only
    taken: Taken
    folders: set[str] = field(default_factory=set)
    meanwhile: Callable[[], None] = unwatched


@dataclass(slots=True)
class Part(Generic[T]):
    """One folder of a storage root: what was said of its objects, what is wrong around them."""

    judged: list[T] = field(default_factory=list)
    around: list[Problem] = field(default_factory=list)
    taken: Taken = field(default_factory=Taken)


def survey(
    check: RootCheck,
    judge: Callable[[Found], T],
    *,
    cores: int = 0,
    reading: Reading | None = None,
) -> Iterator[Part[T]]:
    """Yield the folders of a root in the order of their paths; each object is given to `judge`.

    `judge` must be picklable; `cores` 0 takes as many processes as the machine has. Where a
    `reading` is wanted each file is digested once, and the objects are judged by these digests.
    """
    beside: list[Problem] = []
    folders = check.folders(beside.append)
    yield Part(around=beside)
    wanted = Wanted(reading.algorithms, f"{reading.place}/") if reading else None
    meanwhile = reading.meanwhile if reading else unwatched
    work = partial(_part, check, judge, wanted)
    for part in _parts(work, folders, cores or of_machine(), meanwhile):
        if reading:
            reading.taken.add(part.taken)
        yield part
    if reading:
        reading.folders.update(f"{reading.place}/{name}" for name in folders)


def _parts(
    work: Callable[[str], Part[T]], folders: list[str], cores: int, meanwhile: Tick
) -> Iterator[Part[T]]:
    objects = done = 0
    while done < len(folders) and (objects < _WORTH or cores < 2):
        part = work(folders[done])
        objects, done = objects + len(part.judged), done + 1
        yield part
    rest = folders[done:]
    share = max(1, min(_SHARE, len(rest) // (8 * cores)))
    yield from spread(work, rest, cores, share, meanwhile)


def _part(
    check: RootCheck, judge: Callable[[Found], T], wanted: Wanted | None, name: str
) -> Part[T]:
    part: Part[T] = Part()
    read: list[str] = []
    for found in check.below(name, part.around.append, wanted.algorithms if wanted else ()):
        part.judged.append(judge(found))
        if wanted:
            sweep(found.files, (found.where, ()), wanted, part.taken)
            read.append(found.where)
    part.taken.awkward = awkward(list(part.taken.sizes))
    if wanted and name not in read:
        for rest in take(str(check.root), name, wanted, cores=1, but=read):
            part.taken.add(rest)
    return part
