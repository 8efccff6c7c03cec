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

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

from hoso import fixity
from hoso.archive import _layout, _root
from hoso.archive._journal import Journal
from hoso.archive._unsettled import Unsettled
from hoso.archive._verify_journal import JournalCheck
from hoso.archive._verify_object import Place, Seen, look, own
from hoso.errors import Problem
from hoso.model.watch import Tick, unwatched

Judged = tuple[Seen, tuple[Problem, ...]]
_LAYOUT_FILES = (_root.LAYOUT_FILE, f"extensions/{_layout.LAYOUT_NAME}")
_OWN = frozenset({_layout.JOURNAL.split("/")[1]})  # the extension that keeps the journal


def verify_root(
    root: Path,
    *,
    fast: bool = False,
    tick: Tick = unwatched,
    reading: fixity.Reading | None = None,
    unsettled: Callable[[], Unsettled] = Unsettled,
) -> Iterator[Problem]:
    """Yield every problem below `root`; `fast` looks at names and sizes, not at digests of files.

    A root that declares no layout may have its objects anywhere. For `reading` see `fixity.survey`.
    Nothing is locked. What somebody writes meanwhile is no problem; `unsettled` tells, when the
    objects have been looked at, what a writer may have left half done.
    """
    check, place = fixity.RootCheck(root, _OWN), _place(root)
    yield from chain(check.problems(), _layout_of_ours(root) if place else ())
    # A dossier gone from a root without a layout is missed where a package of ours would have it.
    journal = JournalCheck(Journal(root / _layout.JOURNAL), place or _layout.travelling_path)
    objects = _Objects(check, partial(_judged, fast=fast, place=place))
    yield from objects.first_look(reading, tick)
    half_done = unsettled()
    again = objects.second_look(journal.written_meanwhile())
    yield from map(half_done.explained, chain(again, _by_journal(journal, objects.seen)))


@dataclass(slots=True)
class _Objects:
    """The objects of a root under examination: what they showed, by id, and what is wrong with them."""

    check: fixity.RootCheck
    judge: Callable[[fixity.Found], Judged]
    seen: dict[str, Seen] = field(default_factory=dict)
    _doubted: list[Judged] = field(default_factory=list)

    def first_look(self, reading: fixity.Reading | None, tick: Tick) -> Iterator[Problem]:
        """Judge every object; yield what is wrong around them."""
        for part in fixity.survey(self.check, self.judge, reading=reading):
            yield from part.around
            for judged in part.judged:
                yield from self._twin(judged[0])
                self._doubted += [judged] if judged[1] else []
                tick()

    def second_look(self, written: Container[str]) -> Iterator[Problem]:
        """Yield what is wrong with the objects; those `written` meanwhile are judged as they are now."""
        for found, problems in self._doubted:
            told = problems
            if _id_of(found) in written:
                for again in self.check.below(found.where, lambda _: None):
                    self.seen[_id_of(found)], told = self.judge(again)
            yield from told

    def _twin(self, found: Seen) -> Iterator[Problem]:
        object_id = _id_of(found)
        if object_id in self.seen:
            text = f"Hồ sơ {object_id} nằm ở hai chỗ, chỗ kia là {self.seen[object_id].where}."
            yield own("J016", found.where, text)
        self.seen.setdefault(object_id, found)


def _place(root: Path) -> Place | None:
    """Return where the objects of a root must lie, None for anywhere: it declares no layout."""
    declared = any((root / name).exists() for name in _LAYOUT_FILES)
    return _layout.object_path if declared else None


def _by_journal(journal: JournalCheck, seen: dict[str, Seen]) -> Iterator[Problem]:
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


def _judged(found: fixity.Found, *, fast: bool, place: Place | None) -> Judged:
    try:
        return look(found, fast=fast, place=place)
    except OSError as error:
        return Seen(found.where), (fixity.unread(found.where, error),)


def _id_of(found: Seen) -> str:
    """Return the id of an object, else the one that the name of its folder stands for."""
    if found.object_id:
        return found.object_id
    name = _layout.object_id_of(found.where.rpartition("/")[2])
    return name if _layout.is_object_id(name) else f"urn:uuid:{name}"
