"""Where a member is counted, and which organisations belong to the one that reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from hoso import rosters
from hoso.catalogue import MemberRow
from hoso.model.roster import Standing
from hoso.services.subjects import Body
from hoso.workspace import Workspace


def insider(ws: Workspace, scope: Body, day: date) -> Callable[[str], bool]:
    """Return what tells whether an organisation, also one of earlier days, belongs to `scope`.

    Of one that is no more, its last superior is taken; below the only top everything belongs.
    """
    every = ws.catalogue.organisations(None)
    states = {one.code: one.at(day) for one in every}
    if [code for code, state in states.items() if state and not state.parent] == [scope.code]:
        return lambda _: True
    parents = {one.code: (states[one.code] or one.states[-1]).parent for one in every}
    return lambda code: scope.code in _chain(parents, code)


def _chain(parents: Mapping[str, str | None], code: str) -> list[str]:
    """Return an organisation and all above it; a circle of superiors ends where it closes."""
    found: list[str] = []
    above: str | None = code
    while above is not None and above in parents and above not in found:
        found.append(above)
        above = parents[above]
    return found


def official(
    ws: Workspace, rows: Iterable[MemberRow], inside: Callable[[str], bool]
) -> tuple[tuple[MemberRow, ...], list[str]]:
    """Return each member of the scope with the row of the official cell, and who has several rows."""
    by_card: dict[str, list[MemberRow]] = {}
    for row in rows:
        by_card.setdefault(row.card, []).append(row)
    chosen: list[MemberRow] = []
    notices: list[str] = []
    for card, found in by_card.items():
        row = found[0] if len(found) == 1 else _official(ws, card, found)
        if inside(row.state.organisation):
            chosen.append(row)
        if len(found) > 1 and any(inside(one.state.organisation) for one in found):
            notices.append(_several(row, found))
    return tuple(chosen), notices


def _official(ws: Workspace, card: str, found: list[MemberRow]) -> MemberRow:
    """Return the row of the official cell: the one left for a time only, else the one joined last."""
    away = [one for one in found if one.state.standing is Standing.TEMPORARY_ELSEWHERE]
    if len(away) == 1:
        return away[0]
    member = ws.catalogue.member(card)
    states = member.states if member else ()

    def joined(one: MemberRow) -> tuple[date, str]:
        home = one.state.organisation
        here = tuple(state for state in states if state.organisation == home)
        return rosters.stay(here, one.state)[0].since, home

    return max(found, key=joined)


def _several(row: MemberRow, found: list[MemberRow]) -> str:
    places = ", ".join(sorted({one.state.organisation for one in found}))
    return (
        f"{row.state.full_name} (số thẻ {row.card}) có tên ở nhiều tổ chức ({places}): đếm một lần, "
        f"ở {row.state.organisation}."
    )
