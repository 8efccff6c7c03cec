"""The state of one thing that is followed – a shortcoming, or an item of its plan – event by event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from hoso.model.remedy import Effect, EventKind, RemedyEvent
from hoso.model.review import Status
from hoso.remedies._people import same_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Tiến độ khắc phục: the last words on status and deadline, and who said them.

    `status` is None while nobody said any. `parties` never verify, approve or judge, as little as
    the owner and whoever reports.
    """

    status: Status | None = None
    degree: int | None = None  # percent
    day: date | None = None  # of the last word on the status
    said_by: str = ""
    verified_by: str = ""
    verified_on: date | None = None
    owner: str = ""
    parties: tuple[str, ...] = ()
    words: str = ""  # what was done, by the last report that says so
    difference: str = ""
    evidence: tuple[str, ...] = ()
    deadline: date | None = None
    extended: int = 0
    criterion: str = ""
    effect: Effect | None = None
    reopened: int = 0
    why_reopened: str = ""
    dropped: str = ""  # why it is no longer followed
    planned: bool = False

    @property
    def is_done(self) -> bool:
        """Return whether it is said to be remedied, verified or not."""
        return self.status is Status.DONE

    @property
    def is_closed(self) -> bool:
        """Return whether it is remedied and somebody else verified that."""
        return self.is_done and bool(self.verified_by)

    @property
    def is_open(self) -> bool:
        """Return whether it is still followed: not said to be remedied, not dropped."""
        return not (self.is_done or self.dropped)


def is_own_word(track: Track, who: str) -> bool:
    """Return whether `who` is the owner, the reporter or a party: who cannot verify."""
    return any(same_person(who, one) for one in (track.owner, track.said_by, *track.parties))


def after(track: Track, event: RemedyEvent) -> Track:
    """Return the state after `event`, lawful whatever came before.

    An event that cannot stand there – verified by the owner, judged before it was done – stays in
    the history and changes nothing here.
    """
    return _STEPS[event.kind](track, event)


def _planned(track: Track, event: RemedyEvent) -> Track:
    own = same_person(event.owner, track.verified_by)
    return replace(
        _unverified(track) if own else track,
        planned=True,
        status=track.status or Status.OPEN,
        owner=event.owner,
        deadline=event.deadline,
    )


def _unverified(track: Track) -> Track:
    return replace(track, verified_by="", verified_on=None)


def _criterion(track: Track, event: RemedyEvent) -> Track:
    return track if track.is_done else replace(track, criterion=event.words)


def _reported(track: Track, event: RemedyEvent) -> Track:
    told = replace(
        track,
        words=event.words or track.words,
        difference=event.difference or track.difference,
        evidence=_with_evidence(track, event),
    )
    if event.status is None and event.degree is None:
        return told
    status = _status(track, event)
    if track.is_closed and status is Status.DONE:
        return told
    again = track.is_done and status is not Status.DONE
    return replace(
        _unverified(told),
        status=status,
        degree=_degree(track, event, status),
        day=event.day,
        said_by=event.who or track.said_by,
        reopened=track.reopened + again,
        why_reopened=event.why if again else track.why_reopened,
    )


def _with_evidence(track: Track, event: RemedyEvent) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*track.evidence, *event.evidence)))


def _status(track: Track, event: RemedyEvent) -> Status | None:
    """Return the status that a report gives; a degree alone is one of «đang khắc phục»."""
    if event.status is None and event.degree and not track.is_done:
        return Status.DOING
    return event.status or track.status


def _degree(track: Track, event: RemedyEvent, status: Status | None) -> int | None:
    if status is Status.DONE:
        return 100
    if status is not Status.DOING:
        return 0 if event.degree == 0 else None
    kept = track.degree if track.status is Status.DOING else None
    return kept if event.degree is None else min(max(event.degree, 0), 100)


def _verified(track: Track, event: RemedyEvent) -> Track:
    status = event.status or track.status
    if not event.who or is_own_word(track, event.who) or status is None:
        return track
    is_done = status is Status.DONE
    return replace(
        track,
        status=status,
        degree=100 if is_done else track.degree if status is track.status else None,
        day=event.day,
        said_by=track.said_by or track.owner,
        verified_by=event.who,
        verified_on=event.day,
        effect=None if is_done else track.effect,
        evidence=_with_evidence(track, event),
    )


def _returned(track: Track, event: RemedyEvent) -> Track:
    own = not event.who or is_own_word(track, event.who)
    if own or track.status in {None, Status.OPEN}:
        return track
    degree = None if track.is_done else track.degree
    return replace(_unverified(track), status=Status.DOING, degree=degree, day=event.day)


def _extended(track: Track, event: RemedyEvent) -> Track:
    own = not event.who or is_own_word(track, event.who)
    if own or track.is_done or event.deadline is None:
        return track
    return replace(track, deadline=event.deadline, extended=track.extended + 1)


def _reopened(track: Track, event: RemedyEvent) -> Track:
    """Return it open again; a return that is older than the remedy says nothing of the remedy."""
    is_older = event.year is not None and track.day is not None and track.day.year > event.year
    if track.is_open or (is_older and not track.dropped):
        return track
    return _open_again(track, event, event.status or Status.OPEN)


def _open_again(track: Track, event: RemedyEvent, status: Status) -> Track:
    return replace(
        _unverified(track),
        status=Status.OPEN if status is Status.DONE else status,
        degree=None,
        day=event.day,
        effect=event.effect,
        reopened=track.reopened + 1,
        why_reopened=event.why,
        dropped="",
    )


def _judged(track: Track, event: RemedyEvent) -> Track:
    fits = track.is_closed and bool(track.criterion) and bool(event.who)
    if not fits or event.effect is None or is_own_word(track, event.who):
        return track
    if event.effect is Effect.EFFECTIVE:
        return replace(track, effect=event.effect)
    again = Status.DOING if event.effect is Effect.PARTLY else Status.OPEN
    return _open_again(track, event, again)


def _dropped(track: Track, event: RemedyEvent) -> Track:
    own = not event.who or is_own_word(track, event.who)
    return track if own or not event.why else replace(track, dropped=event.why)


_STEPS: Mapping[EventKind, Callable[[Track, RemedyEvent], Track]] = MappingProxyType(
    {
        EventKind.PLANNED: _planned,
        EventKind.CRITERION: _criterion,
        EventKind.REPORTED: _reported,
        EventKind.VERIFIED: _verified,
        EventKind.RETURNED: _returned,
        EventKind.EXTENDED: _extended,
        EventKind.REOPENED: _reopened,
        EventKind.JUDGED: _judged,
        EventKind.DROPPED: _dropped,
    }
)
