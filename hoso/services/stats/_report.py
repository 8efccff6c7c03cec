"""The report of a year: tables, the tree, the year before, figures over the years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from hoso.errors import NotFoundError
from hoso.model.review import Stage
from hoso.services.stats._faults import faults
from hoso.services.stats._tables import Counted, counted, member_levels, tree
from hoso.statistics import (
    MEMBERS,
    RATED,
    Report,
    Table,
    levels_of,
    reconciled,
    thousands,
)
from hoso.workspace import Workspace

SERIES = 5  # years in the figures over the years, the reported one included


def report(
    ws: Workspace, year: int, *, org: str | None, on: date, over_years: bool = True
) -> Report:
    """Return the report of `year` at and below `org` (None: the top), counted on `on`.

    `over_years` adds levels and faults of up to five years. Raise RulesBrokenError naming figures
    and names when something does not add up, NotFoundError and QuestionError as `population`.
    """
    now = counted(ws, year, org=org, on=on)
    scope = now.who.scope
    last = _earlier(ws, year - 1, scope.code, why=True)
    whole = _compared(now, last)
    if over_years:
        span = range(year - SERIES + 1, year + 1)
        older = (_earlier(ws, one, scope.code, why=False) for one in span if one < year - 1)
        known = [one for one in (*older, last, now) if one]
        levels = tuple(levels_of(one.who.year, one.tables[MEMBERS]) for one in known)
        themes = faults(ws, scope, span, now.who.day)
        whole = replace(whole, levels=levels, faults=themes)
    return reconciled(whole)


def _compared(now: Counted, last: Counted | None) -> Report:
    """Return the report of a year beside the year before."""
    who, scope = now.who, now.who.scope
    names = {one.body.code: one.body.state.name for one in who.bodies}
    return Report(
        year=who.year,
        day=who.day,
        organisation=scope.code,
        name=scope.state.name,
        regime=who.regime.title,
        references=who.regime.references,
        level_names=member_levels(who.regime),
        body_levels=who.regime.levels,
        organisations={scope.state.parent or "": scope.superior, **names},
        tables=now.tables,
        kinds=now.kinds,
        tree=tree(now),
        earlier=_with_results(last),
        notices=(*who.notices, *_notices(now, last)),
    )


def _earlier(ws: Workspace, year: int, org: str, *, why: bool) -> Counted | None:
    """Return an earlier year, None when the archive has no results of it for the organisation."""
    if not ws.catalogue.ratings(year=year, stage=Stage.DECIDED):
        return None
    try:
        found = counted(ws, year, org=org, on=date(year, 12, 31), why=why)
    except NotFoundError:
        return None  # the organisation, or a regime, was not there yet
    return found if _with_results(found) else None


def _with_results(found: Counted | None) -> dict[str, Table]:
    """Return the tables of a year of which there are results: without any nothing is known."""
    tables = found.tables.values() if found else ()
    return {one.key: one for one in tables if one.count(RATED)}


def _notices(now: Counted, last: Counted | None) -> Iterator[str]:
    year = now.who.year
    if last is None:
        yield f"Kho chưa có kết quả xếp loại năm {year - 1} để so sánh."
        return
    if last.who.regime.code != now.who.regime.code:
        yield (
            f"Năm {year - 1} xếp loại theo {last.who.regime.title}, năm {year} theo "
            f"{now.who.regime.title}: so sánh theo mức tương ứng."
        )
    if waiting := last.tables[MEMBERS].count("chua_danh_gia"):
        yield f"Năm {year - 1} còn {thousands(waiting)} đảng viên chưa có kết quả trong kho."
