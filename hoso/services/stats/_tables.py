"""The tables of one year: members, leaders, organisations by kind, leading collectives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hoso.model.profile import Regime
from hoso.model.roster import Category
from hoso.services.stats import _kinds
from hoso.services.stats._failures import Explained, failures, target_words
from hoso.services.stats._population import CountedBody, CountedMember, Population, population
from hoso.statistics import (
    BODIES,
    COLLECTIVES,
    LEADERS,
    MEMBER_ROWS,
    MEMBERS,
    ORGANISATION_ROWS,
    Branch,
    Case,
    Place,
    Table,
    Tree,
    classified,
    grown,
    table,
    words,
)
from hoso.workspace import Workspace

_UNDECIDED = "chưa có kết quả của cấp có thẩm quyền"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Một năm đã đếm: the tables by key, of which `kinds` divide the organisations by kind."""

    who: Population
    tables: Mapping[str, Table]
    kinds: tuple[str, ...]


def counted(ws: Workspace, year: int, *, org: str | None, on: date, why: bool = True) -> Counted:
    """Return the tables of a year at and below `org` (None: the top); raise as `population`.

    Without `why` nobody looks for the reasons of those who did not do their tasks.
    """
    who = population(ws, year, org, on)
    known = failures(ws, year, who.regime, who.members) if why else {}
    kinds, bodies = _bodies(who)
    found = (*bodies, *_members(who, known))
    return Counted(who=who, tables={one.key: one for one in found}, kinds=kinds)


def _bodies(who: Population) -> tuple[tuple[str, ...], list[Table]]:
    """Return the keys of the tables by kind, and all tables of organisations."""
    bodies = [(one, _body(one)) for one in who.bodies]
    kinds = list(_by_kind(bodies, who.regime))
    alone = [case for one, case in bodies if one.verdict.reviewed is not False]
    whole = _of_bodies(BODIES, "Tổ chức đảng", [case for _, case in bodies], who.regime)
    collectives = _of_bodies(COLLECTIVES, "Tập thể lãnh đạo (cấp ủy)", alone, who.regime)
    return tuple(one.key for one in kinds), [whole, *kinds, collectives]


def _members(who: Population, known: Mapping[str, Explained]) -> tuple[Table, Table]:
    """Return the table of members and that of the leaders among them."""
    members = [_member(one, known.get(one.card)) for one in who.members]
    leading = {one.card for one in who.members if one.state.category is Category.LEADER}
    leaders = [case for case in members if case.key in leading]
    return (
        _of_members(MEMBERS, "Đảng viên", members, who.regime),
        _of_members(LEADERS, "Cá nhân lãnh đạo, quản lý", leaders, who.regime),
    )


def tree(of: Counted) -> Tree:
    """Return the organisations of a year with the members of each rolled up."""
    branches = [
        Branch(
            code=one.body.code,
            name=one.body.state.name,
            kind=one.body.state.kind,
            parent=one.body.state.parent or "",
            bin=classified(one.standing)[0],
        )
        for one in of.who.bodies
    ]
    named = words(MEMBER_ROWS, member_levels(of.who.regime))
    return grown(branches, of.who.scope.code, of.tables[MEMBERS].cases, named)


def member_levels(regime: Regime) -> Mapping[str, str]:
    """Return how a regime calls the levels of members."""
    return regime.member_levels or regime.levels


def _of_members(key: str, title: str, cases: Iterable[Case], regime: Regime) -> Table:
    named = words(
        MEMBER_ROWS,
        member_levels(regime),
        total=f"Tổng số {title[0].lower()}{title[1:]}",
        targets=target_words(regime),
    )
    return table(key, title, cases, MEMBER_ROWS, named)


def _of_bodies(key: str, title: str, cases: Iterable[Case], regime: Regime) -> Table:
    total = f"Tổng số {title[0].lower()}{title[1:]}"
    named = words(ORGANISATION_ROWS, regime.levels, total=total)
    return table(key, title, cases, ORGANISATION_ROWS, named)


def _by_kind(bodies: list[tuple[CountedBody, Case]], regime: Regime) -> Iterator[Table]:
    titles, groups = _kinds.grouped([one.body for one, _ in bodies])
    for key, title in titles.items():
        yield _of_bodies(
            key, title, [case for _, case in bodies if groups[case.key] == key], regime
        )


def _member(one: CountedMember, why: Explained | None) -> Case:
    bin_, unsaid = classified(one.standing, why.why if why else None)
    return Case(
        key=one.card,
        name=one.state.full_name,
        home=one.state.organisation,
        bin=bin_,
        note=why.note if why else _unrated(one),
        unsaid=unsaid,
    )


def _body(one: CountedBody) -> Case:
    return Case(
        key=one.body.code,
        name=one.body.state.name,
        home=one.body.state.parent or "",
        bin=classified(one.standing)[0],
        note=_unrated(one),
    )


def _unrated(one: CountedMember | CountedBody) -> str:
    """Return why a subject has no level, "" when it has one."""
    if one.standing.place is Place.RATED:
        return ""
    reason = one.rating.reason if one.rating else ""
    return reason or one.verdict.reason or _UNDECIDED
