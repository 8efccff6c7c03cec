"""What does not fit among assignments: two meetings a day, nobody sent, one's own cell, no office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from hoso import text
from hoso.errors import Problem
from hoso.model.oversight import Assignment, Role
from hoso.model.roster import MemberState
from hoso.services.meetings import Calendar
from hoso.services.subjects import Body, body_of, officers, within
from hoso.workspace import Workspace

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class View:
    """A year's assignments as the clashes see them: everything read once."""

    ws: Workspace
    on: date
    bodies: Mapping[str, Body]
    assignments: tuple[Assignment, ...]
    calendar: Calendar

    @classmethod
    def of(cls, ws: Workspace, year: int, org: str | None, on: date) -> View:
        """Return what concerns an organisation and those below it, None: all."""
        bodies = {one.code: one for one in within(ws, org, on)}
        chosen = [
            one
            for one in ws.catalogue.assignments(year=year)
            if org is None or one.organisation in bodies or one.committee in bodies
        ]
        order = {code: place for place, code in enumerate(bodies)}
        chosen.sort(key=lambda one: (order.get(one.organisation, len(order)), one.role, _name(one)))
        return cls(
            ws=ws, on=on, bodies=bodies, assignments=tuple(chosen), calendar=Calendar.of(ws, year)
        )

    def name(self, code: str) -> str:
        """Return an organisation's name, its code when it is not there on the day."""
        found = self.bodies.get(code)
        return found.state.name if found else code


def _name(one: Assignment) -> object:
    return text.name_key(one.name)


def clashes(view: View) -> Iterator[Problem]:
    """Yield every clash, by code, then in the order of the assignments."""
    yield from _twice_a_day(view)
    yield from _nobody(view)
    yield from _own_cell(view)
    yield from _office(view)


def _twice_a_day(view: View) -> Iterator[Problem]:
    """PC01: one officer is sent to two meetings on one day."""
    sent: dict[str, dict[str, Assignment]] = {}
    for one in view.assignments:
        if one.role is Role.ATTENDS:
            sent.setdefault(one.card, {}).setdefault(one.organisation, one)
    for places in sent.values():
        for first, second in combinations(places.values(), 2):
            days = {*view.calendar.days(first.organisation).values()}
            for day in sorted(days & {*view.calendar.days(second.organisation).values()}):
                yield Problem(
                    code="PC01",
                    where=first.card,
                    message=f"{first.name} được phân công dự hai nơi cùng ngày "
                    f"{text.short_date(day)}: {view.name(first.organisation)} và "
                    f"{view.name(second.organisation)}.",
                )


def _nobody(view: View) -> Iterator[Problem]:
    """PC02: nobody is sent to an organisation; one sentence for a committee that sent nobody."""
    sent = {one.organisation for one in view.assignments if one.role is Role.ATTENDS}
    beneath: dict[str, list[Body]] = {}
    for one in view.bodies.values():
        if one.state.parent:
            beneath.setdefault(one.state.parent, []).append(one)
    for committee, below in beneath.items():
        without = [one for one in below if one.code not in sent]
        if len(without) == len(below) > 1:
            yield _sent_nobody(view, committee, below)
            continue
        for one in without:
            words = f"{one.state.name}: chưa phân công cấp ủy viên dự, chỉ đạo kiểm điểm."
            yield Problem(code="PC02", where=one.code, message=words)


def _sent_nobody(view: View, committee: str, below: list[Body]) -> Problem:
    names = ", ".join(one.state.name for one in below[:_SHOWN])
    more = f" và {len(below) - _SHOWN} tổ chức khác" if len(below) > _SHOWN else ""
    return Problem(
        code="PC02",
        where=committee,
        message=f"{view.name(committee)} chưa phân công ai dự kiểm điểm ở {len(below)} tổ chức trực "
        f"thuộc: {names}{more}.",
    )


def _own_cell(view: View) -> Iterator[Problem]:
    """PC03: an officer attends, for the committee, the review of the own cell."""
    for one in view.assignments:
        state = _state(view, one)
        at_home = state is not None and state.organisation == one.organisation
        if at_home and one.role is not Role.OVERSEES:
            yield Problem(
                code="PC03",
                where=one.card,
                message=f"{one.name} sinh hoạt ở {view.name(one.organisation)} nên dự với tư cách "
                "đảng viên; hãy phân công thêm người của cấp ủy.",
            )


def _office(view: View) -> Iterator[Problem]:
    """PC04: no longer in office, or in the Party organisations known; PC05: the place is gone."""
    sitting: dict[str, set[str]] = {}
    for one in view.assignments:
        if one.committee not in sitting:
            sitting[one.committee] = _committee(view, one.committee)
        if one.organisation not in view.bodies and _is_gone(view, one.organisation):
            words = (
                f"{one.name} được phân công ở {one.organisation}, tổ chức không còn hoạt động vào "
                f"ngày {text.short_date(view.on)}."
            )
            yield Problem(code="PC05", where=one.organisation, message=words)
        if one.role is not Role.APPRAISES and one.card not in sitting[one.committee]:
            yield Problem(code="PC04", where=one.card, message=_left(view, one))


def _left(view: View, one: Assignment) -> str:
    day = text.short_date(view.on)
    if _state(view, one) is None:
        return f"{one.name} không còn sinh hoạt ở tổ chức nào trong danh sách vào ngày {day}."
    return (
        f"{one.name} không phải cấp ủy viên của {view.name(one.committee)} vào ngày {day}; hãy phân "
        "công người khác, hoặc xem lại danh sách."
    )


def _state(view: View, one: Assignment) -> MemberState | None:
    member = view.ws.catalogue.member(one.card)
    return member.at(view.on) if member else None


def _committee(view: View, code: str) -> set[str]:
    found = view.ws.catalogue.organisation(code)
    if found is None or found.at(view.on) is None:
        return set()
    whole = body_of(view.ws, found, view.on)
    return {officer.person.card for officer in officers(view.ws, whole, view.on)}


def _is_gone(view: View, code: str) -> bool:
    found = view.ws.catalogue.organisation(code)
    return found is None or found.at(view.on) is None
