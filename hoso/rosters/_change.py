"""What a roster file would change, for a person to read before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from hoso.errors import Problem
from hoso.model.roster import Member, MemberState, Organisation, OrganisationState
from hoso.rosters._labels import MEMBER_VIEWS, ORGANISATION_VIEWS, day_text
from hoso.rosters._timeline import S, at, stay


@dataclass(frozen=True, slots=True)
class Difference:
    """One column whose text differs; an empty text means that there is none."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Kết nạp, chuyển đến: someone unknown until now, or someone back (`returned`)."""

    card: str
    name: str
    organisation: str
    since: date
    returned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Chuyển đi: the file gives the last day in the organisation."""

    card: str
    name: str
    organisation: str
    until: date
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Chuyển chi bộ: from one organisation to another, both by code."""

    card: str
    name: str
    source: str
    target: str
    since: date
    changes: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Thay đổi: same person, same organisation, other particulars."""

    card: str
    name: str
    organisation: str
    changes: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """Vắng tên: known in an organisation that the file covers, but not in the file."""

    card: str
    name: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationChange:
    """An organisation that is new, ended, or has other particulars (a new name among them)."""

    code: str
    name: str
    changes: tuple[Difference, ...] = ()
    old_name: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterChange:
    """Thay đổi danh sách: everything that one file would change, and what it leaves open.

    `questions` are contradictions that stop a merge; `notes` are rows where the stored past stays.
    """

    joined: tuple[Joined, ...] = ()
    left: tuple[Left, ...] = ()
    moved: tuple[Moved, ...] = ()
    changed: tuple[Changed, ...] = ()
    absent: tuple[Absent, ...] = ()
    unchanged: int = 0
    organisations_added: tuple[OrganisationChange, ...] = ()
    organisations_renamed: tuple[OrganisationChange, ...] = ()
    organisations_changed: tuple[OrganisationChange, ...] = ()
    organisations_ended: tuple[OrganisationChange, ...] = ()
    questions: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether a merge would change nothing that is said of anyone or anything.

        Absence and notes change nothing; neither does a newer file that only confirms.
        """
        people = (*self.joined, *self.left, *self.moved, *self.changed)
        added, ended = self.organisations_added, self.organisations_ended
        bodies = (*added, *ended, *self.organisations_renamed, *self.organisations_changed)
        return not (people or bodies or self.questions)


MemberChange = Joined | Left | Moved | Changed


def member_change(before: Member | None, after: Member, on: date) -> MemberChange | None:
    """Return what became of one member, seen on `on`, None when nothing did."""
    if before == after:
        return None
    old = at(before.states, on) if before else None
    new = at(after.states, on)
    if new is None:
        return _gone(before, after, old)
    if old is None:
        return Joined(
            card=after.card,
            name=new.full_name,
            organisation=new.organisation,
            since=new.since,
            returned=before is not None and before.states[0].since < new.since,
        )
    return _still_here(after, old, new)


def _still_here(after: Member, old: MemberState, new: MemberState) -> MemberChange:
    changes = _differences(old, new, MEMBER_VIEWS)
    if old.organisation != new.organisation:
        return Moved(
            card=after.card,
            name=new.full_name,
            source=old.organisation,
            target=new.organisation,
            since=new.since,
            changes=changes,
        )
    if new.until is not None and old.until is None:
        return _left(after, new, new.until)
    changes = changes or (Difference("Ngày về chi bộ", day_text(old.since), day_text(new.since)),)
    return Changed(
        card=after.card, name=new.full_name, organisation=new.organisation, changes=changes
    )


def _gone(before: Member | None, after: Member, old: MemberState | None) -> MemberChange:
    """Return a departure, or an addition to the past of someone who is not there any more."""
    last = after.states[-1]
    if last.until is not None and (old is not None or before is None):
        return _left(after, last, last.until)
    known = _history(before) if before else ""
    return Changed(
        card=after.card,
        name=last.full_name,
        organisation=last.organisation,
        changes=(Difference("Quá trình sinh hoạt", known, _history(after)),),
    )


def _left(after: Member, state: MemberState, until: date) -> Left:
    return Left(
        card=after.card,
        name=state.full_name,
        organisation=state.organisation,
        until=until,
        to=state.left_to,
    )


def _history(member: Member) -> str:
    return "; ".join(
        f"{state.organisation} {day_text(state.since)}–{day_text(state.until)}"
        for state in member.states
    )


def _differences(old: S, new: S, views: Mapping[str, Callable[[S], str]]) -> tuple[Difference, ...]:
    pairs = ((label, view(old), view(new)) for label, view in views.items())
    return tuple(Difference(label, was, now) for label, was, now in pairs if was != now)


def organisation_change(
    before: Organisation, after: Organisation, on: date
) -> OrganisationChange | None:
    """Return what became of a known organisation, None when only its confirmation is newer."""
    if before.states == after.states:
        return None
    old, new = before.states[-1], after.states[-1]
    changes = _differences(old, new, ORGANISATION_VIEWS)
    first_old, first_new = stay(before.states, old)[0].since, stay(after.states, new)[0].since
    if first_old != first_new:
        changes += (Difference("Từ ngày", day_text(first_old), day_text(first_new)),)
    if not changes:
        changes = (Difference("Lịch sử", *(_names(one, on) for one in (before, after))),)
    return OrganisationChange(
        code=after.code,
        name=new.name,
        changes=changes,
        old_name=old.name if old.name != new.name else "",
        until=new.until if old.until is None else None,
    )


def _names(organisation: Organisation, on: date) -> str:
    def span(state: OrganisationState) -> str:
        return f"{state.name} {day_text(state.since)}–{day_text(state.until)}"

    return "; ".join(span(state) for state in organisation.states if state.since <= on)
