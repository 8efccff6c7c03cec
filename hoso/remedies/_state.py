"""The state of a shortcoming: what was said of it, and what follows from the items of its plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from hoso.model.remedy import EventKind, RemedyEvent
from hoso.model.review import Status
from hoso.remedies._track import Track, after, is_own_word

# Events of an item that say how far the shortcoming itself is.
_MOVING = frozenset(EventKind) - {
    EventKind.PLANNED,
    EventKind.CRITERION,
    EventKind.EXTENDED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultState:
    """A shortcoming with its items and everything that was said, in order."""

    track: Track = field(default_factory=Track)
    items: Mapping[str, Track] = field(default_factory=dict)  # by code
    events: tuple[RemedyEvent, ...] = ()

    @property
    def deadline(self) -> date | None:
        """Return the day by which the next thing is due: the earliest of what is open."""
        open_items = [one for one in self.items.values() if one.is_open]
        days = [one.deadline for one in open_items if one.deadline]
        return min(days, default=None if open_items else self.track.deadline)

    @property
    def owners(self) -> tuple[str, ...]:
        """Return who has the items, else who has the shortcoming."""
        names = [one.owner for one in self.items.values() if one.owner]
        return (
            tuple(dict.fromkeys(names or [self.track.owner])) if names or self.track.owner else ()
        )

    @property
    def criterion(self) -> str:
        """Return by what the effect is judged: the shortcoming's own criterion, else the items'."""
        said = [one.criterion for one in self.items.values() if one.criterion]
        return self.track.criterion or "; ".join(dict.fromkeys(said))


def state_of(start: Track, events: Iterable[RemedyEvent]) -> FaultState:
    """Return the state after `events`, which come in their order; every one of them is kept."""
    track, items, said = start, dict[str, Track](), []
    for event in events:
        said.append(event)
        if not event.item:
            told = _with_criterion(track, items.values()) if event.status is Status.DONE else track
            track = after(told, event)
            continue
        before = items.get(event.item, Track(parties=start.parties))
        items[event.item] = after(before, event)
        if event.kind in _MOVING and items[event.item] != before:
            track = _from_items(track, items, event)
    return FaultState(track=track, items=items, events=tuple(said))


def _with_criterion(track: Track, items: Iterable[Track]) -> Track:
    """Return it with the items' criteria where it has none of its own and is still to be remedied."""
    if track.is_done or track.criterion:
        return track
    return replace(track, criterion=_joined(one.criterion for one in items))


def _from_items(track: Track, items: Mapping[str, Track], event: RemedyEvent) -> Track:
    """Return what the items come to: remedied when all are verified, under way when one has begun.

    An item that is no longer followed does not count.
    """
    living = [one for one in items.values() if not one.dropped]
    if not living:
        return track
    moved = replace(
        track,
        day=event.day,
        said_by=", ".join(dict.fromkeys(one.said_by for one in living if one.said_by)),
        words=_joined(one.words for one in living),
        difference=_joined(one.difference for one in living),
        evidence=tuple(dict.fromkeys((*track.evidence, *event.evidence))),
        verified_by="",
        verified_on=None,
    )
    if all(one.is_closed for one in living):
        return _closed(moved, living)
    return _under_way(track, moved, living, event)


def _closed(moved: Track, living: list[Track]) -> Track:
    """Return it remedied; verified only when no verifier is a party of the shortcoming itself."""
    names = dict.fromkeys(one.verified_by for one in living)
    own = any(is_own_word(replace(moved, said_by=""), name) for name in names)
    criteria = (moved.criterion, *(one.criterion for one in living))
    return replace(
        moved,
        status=Status.DONE,
        degree=100,
        verified_by="" if own else ", ".join(names),
        verified_on=None if own else max(one.verified_on for one in living if one.verified_on),
        criterion=_joined(criteria),
        effect=living[0].effect if len({one.effect for one in living}) == 1 else None,
    )


def _under_way(track: Track, moved: Track, living: list[Track], event: RemedyEvent) -> Track:
    begun = any(one.status not in {Status.OPEN, None} for one in living)
    alone = living[0].degree if len(living) == 1 else None
    again = track.is_done
    return replace(
        moved,
        status=Status.DOING if begun else Status.OPEN,
        degree=alone if begun else None,
        reopened=track.reopened + again,
        why_reopened=(event.why or f"{event.item} chưa xong") if again else track.why_reopened,
        effect=event.effect if again else track.effect,
    )


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(one for one in words if one))
