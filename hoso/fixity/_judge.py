"""What a folder is, and its judgement; a storage root on several cores when it is large."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Final, TypeVar

from hoso.errors import Problem
from hoso.fixity._bag import BagCheck, is_bag
from hoso.fixity._cores import of_machine, spread
from hoso.fixity._object import INVENTORY, ObjectCheck
from hoso.fixity._root import Found, RootCheck
from hoso.model.watch import Tick, unwatched

T = TypeVar("T")
# Objects; below, one core is done before others have started.
_WORTH: Final = 400
_CHUNK: Final = 32


class Kind(StrEnum):
    """What a folder is taken for."""

    OBJECT = "ocfl_object"
    ROOT = "ocfl_root"
    BAG = "bagit"
    UNKNOWN = "khong_ro"


def kind_of(folder: Path) -> Kind:
    """Return what the names in a folder say that it is; raise OSError."""
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if any(name.startswith("0=ocfl_object_") for name in names):
        return Kind.OBJECT
    if any(name.startswith("0=ocfl_") for name in names) or "ocfl_layout.json" in names:
        return Kind.ROOT
    if is_bag(folder):
        return Kind.BAG
    if INVENTORY in names or any(name.startswith("0=") for name in names):
        return Kind.OBJECT
    return Kind.UNKNOWN


@dataclass(frozen=True, slots=True)
class Checked:
    """How many objects were looked at, and how many of them had nothing broken."""

    objects: int
    good: int


def check_object(folder: Path, *, fast: bool = False) -> tuple[Problem, ...]:
    """Return everything wrong with an OCFL object; places are relative to it."""
    return tuple(ObjectCheck(folder, "", fast).problems())


def check_bag(
    folder: Path, *, fast: bool = False, tick: Tick = unwatched, cores: int = 0
) -> tuple[Problem, ...]:
    """Return everything wrong with a BagIt bag; places are relative to it."""
    return tuple(BagCheck(folder, fast, tick, cores).problems())


def check_root(
    root: Path | RootCheck,
    tell: Callable[[Problem], None],
    *,
    fast: bool = False,
    tick: Tick = unwatched,
    cores: int = 0,
) -> Checked:
    """Judge a storage root and every object below it; `tell` gets each problem, see `over`."""
    check = RootCheck(root) if isinstance(root, Path) else root
    for problem in check.problems():
        tell(problem)
    good = number = 0
    places: dict[str, str] = {}
    judge = partial(_judged, fast=fast, spec=check.spec)
    for where, object_id, problems in over(check.objects(tell), judge, cores):
        for problem in problems:
            tell(problem)
        if object_id and places.setdefault(object_id, where) != where:
            tell(_twin(object_id, where, places[object_id]))
        number += 1
        good += not any(not one.warning for one in problems)
        tick()
    return Checked(number, good)


def _twin(object_id: str, where: str, other: str) -> Problem:
    text = f"Hồ sơ {object_id} nằm ở hai chỗ, chỗ kia là {other}."
    return Problem(code="J016", where=where, message=text)


_Judged = tuple[str, str, tuple[Problem, ...]]


def _judged(found: Found, *, fast: bool, spec: str) -> _Judged:
    check = ObjectCheck(found.folder, found.where, fast, spec, known=found.known)
    problems = tuple(check.problems())
    return found.where, check.inventory.object_id if check.inventory else "", problems


def over(objects: Iterator[Found], judge: Callable[[Found], T], cores: int = 0) -> Iterator[T]:
    """Yield what `judge` says of each object, in order; on several cores when they are many.

    `judge` must be picklable; `cores` 0 takes as many processes as the machine has.
    """
    first = list(islice(objects, _WORTH))
    cores = cores or of_machine()
    if cores < 2 or len(first) < _WORTH:
        yield from map(judge, chain(first, objects))
        return
    yield from spread(judge, [*first, *objects], cores, _CHUNK)
