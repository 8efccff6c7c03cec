"""Fixity of the whole archive: root, objects, journal. Finds everything, stops at nothing.

E… and W… are codes of OCFL 1.1. Ours:
J001 no journal · J002 unreadable line · J003 broken chain · J004 gap in the sequence ·
J005 dossier gone · J006 dossier rolled back · J007 inventory differs from the journal ·
J008 version not in the journal · J009 clock went back (warning) · J010 line written afterwards
(warning) · J011 size differs from the journal · J012 a notice that a dead writer's rest was put
aside · J013 line tells another who, when, why than the version · J014 the disk did not let us look (unchecked) · J015 dossier in the wrong folder ·
J016 dossier in two folders.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from hoso import fixity
from hoso.archive import _layout, _root
from hoso.archive._journal import Journal
from hoso.archive._verify_journal import JournalCheck
from hoso.archive._verify_object import Place, Seen, look, own
from hoso.errors import Problem
from hoso.model.watch import Tick, unwatched

_LAYOUT_FILES = (_root.LAYOUT_FILE, f"extensions/{_layout.LAYOUT_NAME}")
_OWN = frozenset({_layout.JOURNAL.split("/")[1]})  # the extension that keeps the journal


def verify_root(
    root: Path,
    *,
    fast: bool = False,
    tick: Tick = unwatched,
    reading: fixity.Reading | None = None,
) -> Iterator[Problem]:
    """Yield every problem below `root`; `fast` looks at names and sizes, not at digests of files.

    A root that declares no layout may have its objects anywhere. For `reading` see `fixity.survey`.
    Nothing is locked: what someone is writing may be reported as unfinished.
    """
    check = fixity.RootCheck(root, _OWN)
    yield from check.problems()
    place = _place(root)
    yield from _layout_of_ours(root) if place else ()
    seen: dict[str, Seen] = {}
    judge = partial(_judged, fast=fast, place=place)
    for part in fixity.survey(check, judge, reading=reading):
        yield from part.around
        for found, problems in part.judged:
            yield from problems
            yield from _twin(found, seen)
            tick()
    yield from _by_journal(root, seen, place)


def _place(root: Path) -> Place | None:
    """Return where the objects of a root must lie, None for anywhere: it declares no layout."""
    declared = any((root / name).exists() for name in _LAYOUT_FILES)
    return _layout.object_path if declared else None


def _by_journal(root: Path, seen: dict[str, Seen], place: Place | None) -> Iterator[Problem]:
    # A dossier gone from a root without a layout is missed where a package of ours would have it.
    journal = JournalCheck(Journal(root / _layout.JOURNAL), place or _layout.travelling_path)
    try:
        yield from journal.chain()
        yield from journal.objects(seen)
    except OSError as error:
        yield fixity.unread(_layout.JOURNAL, error)


def _layout_of_ours(root: Path) -> Iterator[Problem]:
    """Yield what of the layout was altered; the judge of any root has told what is no layout."""
    for name in _root.broken_files(root):
        if name != _layout.ROOT_DECLARATION:
            yield fixity.finding("E070", name, "Tệp khai báo của kho bị mất hoặc bị sửa.")


def _judged(
    found: fixity.Found, *, fast: bool, place: Place | None
) -> tuple[Seen, tuple[Problem, ...]]:
    try:
        return look(found, fast=fast, place=place)
    except OSError as error:
        return Seen(found.where), (fixity.unread(found.where, error),)


def _twin(found: Seen, seen: dict[str, Seen]) -> Iterator[Problem]:
    object_id = found.object_id or _named(found.where)
    if object_id in seen:
        text = f"Hồ sơ {object_id} nằm ở hai chỗ, chỗ kia là {seen[object_id].where}."
        yield own("J016", found.where, text)
    seen.setdefault(object_id, found)


def _named(where: str) -> str:
    """Return the object id that the name of a folder stands for, in an archive or in a package."""
    name = _layout.object_id_of(where.rpartition("/")[2])
    return name if _layout.is_object_id(name) else f"urn:uuid:{name}"
