"""Where members were in the year: who came from another cell, and how long the old one had them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hoso.model.roster import Member, MemberState, Standing
from hoso.services.check._held import Held
from hoso.services.check._year import Year
from hoso.services.statements import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What the roster says of a member's year; None where it does not say enough.

    `temporary` is never False: a list made once a year does not see a short stay elsewhere.
    """

    temporary: bool | None = None
    moved_in: bool | None = None
    months_before: float | None = None  # in the former cell, of this year


def moves_of(year: Year, one: Held) -> Moves:
    """Return what the roster says of where a member was in the year."""
    person = one.candidate.person
    member = year.members_known.get(person.card) if person else None
    if member is None or not one.on_roster:
        return Moves()
    moved_in, months = _came(year, member, one.code)
    temporary = _was_temporary(year, member) or None
    return Moves(temporary=temporary, moved_in=moved_in, months_before=months)


def _was_temporary(year: Year, member: Member) -> bool:
    first = date(year.number, 1, 1)
    return any(
        state.standing is Standing.TEMPORARY_ELSEWHERE
        for state in member.states
        if state.since <= year.day and (state.until is None or state.until >= first)
    )


def _came(year: Year, member: Member, code: str) -> tuple[bool | None, float | None]:
    """Return whether the stay in the present cell began this year with a move, and how long before."""
    first = date(year.number, 1, 1)
    past = [state for state in member.states if state.since <= year.day]
    since = _since(past, code)
    if since is None:
        return None, None
    if since < first:
        return False, None
    before = [state for state in past if state.since < since and state.organisation != code]
    if before:
        began = _since(before, before[-1].organisation) or since
        stay = Period(began, since - timedelta(days=1)).within(year.number)
        return True, float(stay.months) if stay else 0
    admitted = past[-1].admitted
    return (False if admitted and admitted >= first else None), None


def _since(states: list[MemberState], code: str) -> date | None:
    """Return since when the last states, in a row, are in one organisation."""
    found = None
    for state in reversed(states):
        if state.organisation != code:
            break
        found = state.since
    return found
