"""What is to be handed in to an archive, and by when; what is overdue first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hoso.services.dossiers._records import Record, records
from hoso.services.dossiers._scope import Scope
from hoso.workspace import Workspace


class Place(StrEnum):
    """Nơi nộp lưu."""

    CURRENT = "hien_hanh"
    HISTORICAL = "lich_su"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandingIn:
    """One dossier to be handed in: where, by when, what it waits for ("": nothing)."""

    record: Record
    place: Place
    until: date
    waits: str
    on: date

    @property
    def left(self) -> int:
        """Return how many days are left, below 0 when it is overdue."""
        return (self.until - self.on).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is still to be handed in; `empty` dossiers hold no paper, so there is nothing to hand in."""

    handing_in: tuple[HandingIn, ...]
    empty: int


def due(ws: Workspace, scope: Scope, on: date) -> Due:
    """Return what is still to be handed in, the earliest day first."""
    found = [one for one in records(ws, scope, on) if one.due.ended is not None]
    waiting = sorted(_due(found, on), key=lambda one: (one.until, one.place, one.record.code))
    return Due(handing_in=tuple(waiting), empty=sum(not one.documents for one in found))


def _due(found: Iterable[Record], on: date) -> Iterator[HandingIn]:
    for one in found:
        card, when = one.card, one.due
        if card.destruction or not one.documents:
            continue
        if when.current and not card.submitted and not card.in_history:
            yield HandingIn(record=one, place=Place.CURRENT, until=when.current, waits="", on=on)
        if when.historical and not card.in_history:
            yield HandingIn(
                record=one,
                place=Place.HISTORICAL,
                until=when.historical,
                waits=when.held_back,
                on=on,
            )
