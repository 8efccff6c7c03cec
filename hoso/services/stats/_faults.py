"""Faults by theme over the years, as people filed them."""

from __future__ import annotations

from datetime import date

from hoso import text
from hoso.services.stats._homes import insider
from hoso.services.subjects import Body
from hoso.statistics import ThemeFaults, by_theme
from hoso.workspace import Workspace


def faults(ws: Workspace, scope: Body, years: range, day: date) -> tuple[ThemeFaults, ...]:
    """Return the faults of these years at and below `scope`, by theme, with their codes.

    One theme written in two ways is one theme, under the words used first.
    """
    inside = insider(ws, scope, day)
    spelled: dict[str, str] = {}
    found: list[tuple[int, str, str]] = []
    for one in ws.catalogue.shortcomings():
        if one.year in years and inside(one.subject.organisation):
            theme = text.squeeze(one.area)
            found.append((one.year, spelled.setdefault(text.fold(theme), theme), one.code))
    return by_theme(found, years)
