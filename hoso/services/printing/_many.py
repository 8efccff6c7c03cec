"""Many dossiers as one PDF each: as few runs of LibreOffice as memory allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from hoso.errors import HosoError, Problem
from hoso.model.watch import Tick, unwatched
from hoso.services.printing._copies import Wish
from hoso.services.printing._dossier import Printed, Ready, finish, pressed_of, ready_for
from hoso.services.printing._press import Pressed
from hoso.workspace import Workspace

_PAPERS: Final = 400  # at once: as many as LibreOffice is given in one process
_OCTETS: Final = 64 << 20  # of papers held in memory at once


def print_many(
    ws: Workspace, codes: Iterable[str], folder: Path, tick: Tick = unwatched
) -> Iterator[Printed | Problem]:
    """Yield the file made of each dossier in `folder`, `<code>.pdf`, and each paper that is missing there.

    A dossier without anything to print is passed over. Raise MissingProgramError.
    """
    for group in _groups(ws, codes):
        pressed = pressed_of(ws, [paper for one in group for paper in one.papers], tick)
        for one in group:
            own = _own(pressed, one)
            yield from own.failed
            if own.made:
                yield from _finished(ws, one, own, folder)


def _finished(
    ws: Workspace, one: Ready, pressed: Pressed, folder: Path
) -> Iterator[Printed | Problem]:
    wish = Wish(out=folder / f"{one.code}.pdf", accept_valid=True)
    try:
        yield finish(ws, one, pressed, wish)
    except HosoError as error:
        yield Problem(code="I001", where=one.code, message=error.message)


def _groups(ws: Workspace, codes: Iterable[str]) -> Iterator[list[Ready]]:
    group: list[Ready] = []
    papers = octets = 0
    for code in codes:
        one = ready_for(ws, code)
        size = sum(len(paper.data) for paper in one.papers)
        if group and (papers + len(one.papers) > _PAPERS or octets + size > _OCTETS):
            yield group
            group, papers, octets = [], 0, 0
        if one.papers:
            group.append(one)
            papers += len(one.papers)
            octets += size
    if group:
        yield group


def _own(pressed: Pressed, one: Ready) -> Pressed:
    """Return of what was pressed together that which is this dossier's."""
    names = {paper.name for paper in one.papers}
    return replace(
        pressed,
        made={name: data for name, data in pressed.made.items() if name in names},
        failed=tuple(problem for problem in pressed.failed if problem.where in names),
    )
