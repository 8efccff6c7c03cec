"""Laying what one file says about one subject over what is known of it through time.

A timeline is a tuple of states in time order that do not overlap. The same few rules serve
organisations and members: an open state may be closed and followed, free time may be filled,
what is past stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from hoso.model.base import replaced
from hoso.model.roster import UNSAID, MemberState, OrganisationState
from hoso.text import short_date

S = TypeVar("S", bound=OrganisationState | MemberState)

_DAY = timedelta(days=1)


class ContradictionError(Exception):
    """The file and what is known cannot both be true; a person must say which is.

    `blocks` is False when the known past simply stays and the file's words are only reported.
    """

    def __init__(self, message: str, *, blocks: bool = True) -> None:
        super().__init__(message)
        self.blocks = blocks


@dataclass(frozen=True, slots=True)
class Moment:
    """The day a file speaks of, and the newest day any file spoke of each organisation."""

    on: date
    seen: Mapping[str, date]

    def overtaken(self, *states: OrganisationState | MemberState) -> bool:
        """Return whether a newer file has already spoken of where these states are."""
        return any(self.seen.get(home(state), self.on) > self.on for state in states)


def home(state: OrganisationState | MemberState) -> str:
    """Return the organisation that a member's state is in, empty for an organisation's own."""
    return state.organisation if isinstance(state, MemberState) else ""


def at(states: tuple[S, ...], day: date) -> S | None:
    """Return the state that covers `day`, if any."""
    for state in states:
        if state.since <= day and (state.until is None or day <= state.until):
            return state
    return None


def stay(states: tuple[S, ...], here: S) -> tuple[S, ...]:
    """Return the unbroken run of states in one organisation that ends with `here`."""
    run = [here]
    for state in reversed(states[: states.index(here)]):
        if home(state) != home(here) or state.until is None or state.until + _DAY != run[0].since:
            break
        run.insert(0, state)
    return tuple(run)


def overlay(known: tuple[S, ...], claim: S, moment: Moment) -> tuple[S, ...]:
    """Return `known` after a file dated `moment.on` said `claim`; the same claim again adds nothing.

    Raises ContradictionError when a closed state, or one that a newer file confirmed, would change.
    """
    day = _day(claim, moment.on)
    here = _covering(known, claim, day)
    if here is None:
        return _inserted(known, claim, day, moment)
    if home(here) != home(claim):
        return _moved(known, here, claim, moment)
    if here.until is not None and claim.until is None:
        claim = _still_leaving(here, claim)
    if _alike(here, claim):
        return _confirmed(known, here, claim, moment)
    return _changed(known, here, claim, moment)


def closed(known: tuple[S, ...], day: date, moment: Moment) -> tuple[S, ...]:
    """Return `known` with its last state ended on `day`; ContradictionError when it cannot be."""
    last = known[-1]
    if last.since > day or last.until is not None or moment.overtaken(last):
        raise ContradictionError(
            f"không thể cho rời đi từ ngày {short_date(day)}: trạng thái đã biết bắt đầu ngày "
            f"{short_date(last.since)} hoặc đã có danh sách mới hơn. Hãy ghi «Ngày chuyển đi»."
        )
    return (*known[:-1], replaced(last, until=day))


def _day(claim: S, on: date) -> date:
    if claim.until is not None and claim.until < on:
        return claim.until
    return max(on, claim.since)


def _covering(known: tuple[S, ...], claim: S, day: date) -> S | None:
    """Return the known state to compare with; the day of a move belongs to the new home."""
    here = at(known, day)
    if here is not None and home(here) != home(claim) and claim.until == day:
        before = at(known, day - _DAY)
        if before is not None and home(before) == home(claim):
            return before if before.until == day - _DAY else here
    return here


def _still_leaving(here: S, claim: S) -> S:
    """Return the claim with the known destination: an empty cell does not take back a departure."""
    if isinstance(here, MemberState) and isinstance(claim, MemberState) and not claim.left_to:
        return replaced(claim, left_to=here.left_to)
    return claim


def _alike(one: S, other: S) -> bool:
    return replaced(one, since=UNSAID, until=None) == replaced(other, since=UNSAID, until=None)


def _same_end(known: tuple[S, ...], here: S, claim: S) -> bool:
    if here.until == claim.until:
        return True
    followed = any(state.since == claim.until for state in known)
    return followed and here.until is not None and here.until + _DAY == claim.until


def _inserted(known: tuple[S, ...], claim: S, day: date, moment: Moment) -> tuple[S, ...]:
    """Fill time in which nothing is known; the next known state ends what the file leaves open."""
    before = tuple(state for state in known if state.since < day)
    after = tuple(state for state in known if state.since > day)
    start, end = (day if claim.since == UNSAID else claim.since), claim.until
    if end == start and claim.since == UNSAID and before and home(before[-1]) == home(claim):
        raise _mismatch("Ngày chuyển đi (Đến ngày)", end, before[-1].until)
    if after:
        limit = after[0].since - _DAY
        if end is not None and end > limit + _DAY:
            raise _mismatch("Ngày chuyển đi", end, limit)
        end = limit if end is None else min(end, limit)
    elif end is None and moment.overtaken(claim):
        raise ContradictionError(
            "danh sách mới hơn đã nhập không còn tên này, tệp cũ này lại ghi đang có. "
            "Hãy ghi ngày kết thúc («Ngày chuyển đi», «Đến ngày») vào tệp rồi nhập lại."
        )
    if before and before[-1].until == start and before[-1].since < start:
        before = (*before[:-1], replaced(before[-1], until=start - _DAY))
    if before and (before[-1].until is None or before[-1].until >= start):
        raise _mismatch("Ngày về chi bộ (Từ ngày)", start, before[-1].until)
    return (*before, replaced(claim, since=start, until=end), *after)


def _confirmed(known: tuple[S, ...], here: S, claim: S, moment: Moment) -> tuple[S, ...]:
    """Keep a state that the file repeats; take over an end, or an earlier start, that it adds."""
    run = stay(known, here)
    if claim.since > run[0].since and claim.since not in {state.since for state in run}:
        raise _mismatch("Ngày về chi bộ (Từ ngày)", claim.since, run[0].since)
    if claim.until is not None and not _same_end(known, here, claim):
        if (here.until or date.max) < moment.on or here != known[-1] or moment.overtaken(here):
            raise _mismatch("Ngày chuyển đi (Đến ngày)", claim.until, here.until)
        known = (*known[:-1], replaced(here, until=claim.until))
    return _backed(known, run[0].since, claim)


def _backed(known: tuple[S, ...], start: date, claim: S) -> tuple[S, ...]:
    """Begin the stay that began on `start` earlier when the file says so and that time is free."""
    if claim.since in (UNSAID, start) or claim.since > start:
        return known
    place = next(place for place, state in enumerate(known) if state.since == start)
    if place and (known[place - 1].until or date.max) >= claim.since:
        raise _mismatch("Ngày về chi bộ (Từ ngày)", claim.since, start)
    return (*known[:place], replaced(known[place], since=claim.since), *known[place + 1 :])


def _changed(known: tuple[S, ...], here: S, claim: S, moment: Moment) -> tuple[S, ...]:
    """Close the open state and open the file's, from the file's day or the day it names."""
    day = _day(claim, moment.on)
    ended = claim.until is not None and claim.until < moment.on
    if ended and here.until is not None:
        if not _same_end(known, here, claim):
            raise _mismatch("Ngày chuyển đi (Đến ngày)", claim.until, here.until)
        raise ContradictionError(
            f"nội dung đến ngày {short_date(here.until)} trong tệp khác điều đã lưu; "
            "quá khứ đã lưu được giữ nguyên.",
            blocks=False,
        )
    _refuse_overtaken(known, here, claim, moment)
    if claim.until is not None and _is_farewell(here, claim):
        gone = replaced(claim, since=here.since)
        return _backed((*known[:-1], gone), stay(known, here)[0].since, claim)
    start = claim.since if here.since < claim.since <= day else day
    known = _followed(known, here, replaced(claim, since=start, until=claim.until or here.until))
    run = stay(known, known[-1])
    return known if start == claim.since else _backed(known, run[0].since, claim)


def _is_farewell(here: S, claim: S) -> bool:
    """Return whether the claim differs only in what is said about leaving."""
    if not isinstance(here, MemberState) or not isinstance(claim, MemberState):
        return False
    said = replaced(here, left_to=claim.left_to, remarks=claim.remarks)
    return _alike(said, claim)


def _moved(known: tuple[S, ...], here: S, claim: S, moment: Moment) -> tuple[S, ...]:
    """Close the state in one organisation and open one in another."""
    _refuse_overtaken(known, here, claim, moment)
    day = _day(claim, moment.on)
    start = day if claim.since == UNSAID else claim.since
    ended_unsaid = claim.since == UNSAID and day < moment.on
    if ended_unsaid or (claim.since != UNSAID and start <= here.since):
        raise _mismatch("Ngày về chi bộ (Từ ngày)", start, here.since)
    return _followed(known, here, replaced(claim, since=start))


def _followed(known: tuple[S, ...], here: S, new: S) -> tuple[S, ...]:
    """End `here`, the last state, the day before `new`; on the same day `new` corrects it."""
    if new.since <= here.since:
        return (*known[:-1], replaced(new, since=here.since))
    return (*known[:-1], replaced(here, until=new.since - _DAY), new)


def _refuse_overtaken(known: tuple[S, ...], here: S, claim: S, moment: Moment) -> None:
    if moment.overtaken(here, claim) or here is not known[-1]:
        raise ContradictionError(
            "danh sách mới hơn đã được nhập và ghi khác tệp này. Hãy nhập tệp mới nhất, hoặc ghi "
            "rõ ngày bắt đầu và ngày kết thúc ở dòng này nếu đây là quãng thời gian trước đó."
        )


def _mismatch(column: str, said: date | None, known: date | None) -> ContradictionError:
    stored = short_date(known) if known else "chưa kết thúc"
    return ContradictionError(
        f"tệp ghi «{column}» là {short_date(said) if said else 'trống'}, đã lưu là {stored}. "
        "Hãy sửa ô này trong tệp cho khớp, hoặc để trống nếu chưa rõ, rồi nhập lại."
    )
