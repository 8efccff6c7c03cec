"""What a folder is, and its judgement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from hoso.errors import Problem
from hoso.fixity._bag import BagCheck, is_bag
from hoso.fixity._files import Files
from hoso.fixity._object import INVENTORY, ObjectCheck
from hoso.fixity._root import Found, RootCheck
from hoso.fixity._survey import Reading, survey
from hoso.model.watch import Tick, unwatched


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
    """How many objects were looked at, how many of them had nothing broken, and all that was found."""

    objects: int
    good: int
    problems: tuple[Problem, ...]


def check_object(folder: Path, *, fast: bool = False) -> tuple[Problem, ...]:
    """Return everything wrong with an OCFL object; places are relative to it."""
    return tuple(ObjectCheck(Files(str(folder)), "", fast).problems())


def check_bag(
    folder: Path, *, fast: bool = False, tick: Tick = unwatched, cores: int = 0
) -> tuple[Problem, ...]:
    """Return everything wrong with a BagIt bag; places are relative to it."""
    return tuple(BagCheck(folder, fast, tick, cores).problems())


def check_root(
    root: Path,
    *,
    fast: bool = False,
    tick: Tick = unwatched,
    cores: int = 0,
    reading: Reading | None = None,
) -> Checked:
    """Judge a storage root and every object below it; places are relative to it, see `survey`."""
    check = RootCheck(root)
    problems = list(check.problems())
    good = number = 0
    places: dict[str, str] = {}
    judge = partial(_judged, fast=fast, spec=check.spec)
    for part in survey(check, judge, cores=cores, reading=reading):
        problems += part.around
        for where, object_id, found in part.judged:
            problems += found
            if object_id and places.setdefault(object_id, where) != where:
                problems.append(_twin(object_id, where, places[object_id]))
            number += 1
            good += all(one.warning for one in found)
            tick()
    return Checked(number, good, tuple(problems))


def _twin(object_id: str, where: str, other: str) -> Problem:
    text = f"Hồ sơ {object_id} nằm ở hai chỗ, chỗ kia là {other}."
    return Problem(code="J016", where=where, message=text)


_Judged = tuple[str, str, tuple[Problem, ...]]


def _judged(found: Found, *, fast: bool, spec: str) -> _Judged:
    check = ObjectCheck(found.files, found.where, fast, spec)
    problems = tuple(check.problems())
    return found.where, check.inventory.object_id if check.inventory else "", problems
