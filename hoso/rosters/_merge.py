"""Merging a roster file into what is known, and telling beforehand what that would change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hoso.errors import Problem, QuestionError
from hoso.model.roster import (
    UNSAID,
    Member,
    MemberState,
    Organisation,
    OrganisationRoster,
    Roster,
    RosterSheet,
)
from hoso.rosters._change import (
    Absent,
    Changed,
    Joined,
    Left,
    Moved,
    OrganisationChange,
    RosterChange,
    member_change,
    organisation_change,
)
from hoso.rosters._parts import split
from hoso.rosters._timeline import ContradictionError, Moment, closed, overlay


@dataclass(slots=True)
class _Merged:
    """What is known after the file, and what it could not settle."""

    organisations: dict[str, Organisation]
    members: dict[str, Member]
    questions: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def report(self, code: str, who: str, error: ContradictionError) -> None:
        message = f"{who}: {error}"
        kept = self.questions if error.blocks else self.notes
        kept.append(Problem(code=code, where=who, message=message, warning=not error.blocks))


def compare(known: Roster, sheet: RosterSheet, on: date) -> RosterChange:
    """Return what merging `sheet` as of `on` would change; absence is told, never acted upon."""
    merged = _merged(known, sheet, on)
    members = {one.card: one for one in known.members}
    named = [one.card for one in sheet.members if one.card in merged.members]
    found = {card: member_change(members.get(card), merged.members[card], on) for card in named}
    changes = [change for change in found.values() if change is not None]
    return replace(
        _bodies(known, merged, on),
        joined=tuple(one for one in changes if isinstance(one, Joined)),
        left=tuple(one for one in changes if isinstance(one, Left)),
        moved=tuple(one for one in changes if isinstance(one, Moved)),
        changed=tuple(one for one in changes if isinstance(one, Changed)),
        absent=_absent(known, sheet, on),
        unchanged=len(found) - len(changes),
        questions=tuple(merged.questions),
        notes=tuple(merged.notes),
    )


def _bodies(known: Roster, merged: _Merged, on: date) -> RosterChange:
    """Return the changes of organisations, each under the one heading it belongs to."""
    before = {one.code: one for one in known.organisations}
    added = [
        OrganisationChange(code=code, name=one.states[-1].name)
        for code, one in merged.organisations.items()
        if code not in before
    ]
    differing = [
        change
        for code, one in merged.organisations.items()
        if code in before and (change := organisation_change(before[code], one, on))
    ]
    ended = [one for one in differing if one.until is not None]
    renamed = [one for one in differing if one.until is None and one.old_name]
    return RosterChange(
        organisations_added=tuple(added),
        organisations_ended=tuple(ended),
        organisations_renamed=tuple(renamed),
        organisations_changed=tuple(o for o in differing if o not in ended and o not in renamed),
    )


def merge(
    known: Roster, sheet: RosterSheet, on: date, *, left: Collection[str] = ()
) -> tuple[OrganisationRoster, ...]:
    """Return the rosters, one an organisation, that differ once `sheet` is true as of `on`.

    `left` are the cards of absent members of whom a person said that they are gone; their
    states end the day before `on`. The same file again returns nothing; a newer file that only
    confirms returns its organisations with the newer `seen`. Raises QuestionError listing every
    contradiction with the past or with a newer file.
    """
    merged = _merged(known, sheet, on)
    _let_go(merged, known, sheet, on, left)
    if merged.questions:
        raise QuestionError(
            f"Tệp danh sách có {len(merged.questions)} chỗ mâu thuẫn với điều đã lưu, chưa ghi gì.",
            problems=merged.questions,
        )
    after = Roster(
        organisations=tuple(merged.organisations.values()), members=tuple(merged.members.values())
    )
    before = {one.organisation.code: one for one in split(known)}
    return tuple(one for one in split(after) if before.get(one.organisation.code) != one)


def _merged(known: Roster, sheet: RosterSheet, on: date) -> _Merged:
    merged = _Merged(
        {one.code: one for one in known.organisations}, {one.card: one for one in known.members}
    )
    seen = {one.code: one.seen for one in known.organisations if one.seen is not None}
    for organisation in sheet.organisations:
        _merge_organisation(merged, organisation, on)
    for member in sheet.members:
        _merge_member(merged, member, Moment(on, seen))
    return merged


def _merge_organisation(merged: _Merged, said: Organisation, on: date) -> None:
    known = merged.organisations.get(said.code)
    seen = known.seen if known and known.seen else on
    states = known.states if known else ()
    try:
        for claim in said.states:
            states = overlay(states, claim, Moment(on, {"": seen}))
    except ContradictionError as error:
        merged.report("Q001", f"Tổ chức {said.code}", error)
    if states:
        merged.organisations[said.code] = Organisation(
            code=said.code, states=states, seen=max(seen, on)
        )


def _merge_member(merged: _Merged, said: Member, moment: Moment) -> None:
    known = merged.members.get(said.card)
    states = known.states if known else ()
    try:
        for claim in sorted(said.states, key=_known_start_first):
            states = overlay(states, claim, moment)
    except ContradictionError as error:
        merged.report("Q002", f"Đảng viên {said.card} {said.states[-1].full_name}", error)
    if states:
        merged.members[said.card] = Member(card=said.card, states=states)


def _known_start_first(state: MemberState) -> date:
    return date.max if state.since == UNSAID else state.since


def _let_go(
    merged: _Merged, known: Roster, sheet: RosterSheet, on: date, left: Collection[str]
) -> None:
    """End the states of absent members that a person has said are gone."""
    absent = {one.card for one in _absent(known, sheet, on)}
    seen = {one.code: one.seen for one in known.organisations if one.seen is not None}
    for card in left:
        if card not in absent:
            error = ContradictionError("không phải người vắng tên trong tệp này.")
            merged.report("Q003", f"Đảng viên {card}", error)
            continue
        try:
            states = closed(merged.members[card].states, on - timedelta(days=1), Moment(on, seen))
            merged.members[card] = Member(card=card, states=states)
        except ContradictionError as error:
            merged.report("Q003", f"Đảng viên {card}", error)


def _absent(known: Roster, sheet: RosterSheet, on: date) -> tuple[Absent, ...]:
    covered = {one.code for one in sheet.organisations}
    named = {one.card for one in sheet.members}
    states = ((one.card, one.at(on)) for one in known.members if one.card not in named)
    return tuple(
        Absent(card=card, name=state.full_name, organisation=state.organisation)
        for card, state in states
        if state is not None and state.organisation in covered
    )
