"""One roster of many organisations, and one roster an organisation as stored."""

from __future__ import annotations

from collections.abc import Iterable

from hoso.errors import QuestionError
from hoso.model.roster import Member, MemberState, Organisation, OrganisationRoster, Roster


def split(roster: Roster) -> tuple[OrganisationRoster, ...]:
    """Return one roster per organisation, each with its members' states there only.

    Raises QuestionError when a member was in an organisation that the roster does not have.
    """
    members: dict[str, list[Member]] = {one.code: [] for one in roster.organisations}
    for member in roster.members:
        for code in dict.fromkeys(state.organisation for state in member.states):
            if code not in members:
                raise QuestionError(
                    f"Đảng viên {member.card} thuộc tổ chức «{code}» chưa có trong danh sách tổ "
                    "chức đảng. Hãy thêm tổ chức này vào tệp rồi nhập lại.",
                    where=member.card,
                )
            there = tuple(state for state in member.states if state.organisation == code)
            members[code].append(Member(card=member.card, states=there))
    return tuple(
        OrganisationRoster(organisation=one, members=tuple(members[one.code]))
        for one in roster.organisations
    )


def join(rosters: Iterable[OrganisationRoster]) -> Roster:
    """Return the rosters of several organisations as one, each member once, in time order."""
    organisations: dict[str, Organisation] = {}
    states: dict[str, list[MemberState]] = {}
    for one in rosters:
        organisations[one.organisation.code] = one.organisation
        for member in one.members:
            states.setdefault(member.card, []).extend(member.states)
    return Roster(
        organisations=tuple(organisations.values()),
        members=tuple(
            Member(card=card, states=tuple(sorted(found, key=lambda state: state.since)))
            for card, found in states.items()
        ),
    )
