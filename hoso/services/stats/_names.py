"""Lists of names behind figures, in the order in which people look for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from hoso import text
from hoso.statistics import Bin, Case, Report, Table

Order = Callable[[Case], tuple[object, ...]]


def order(report: Report) -> Order:
    """Return the key of names: by organisation as in the tree, there by name."""
    nodes = [node.branch.code for node in report.tree.nodes if node.branch]
    places = {code: place for place, code in enumerate(nodes)}
    return lambda case: (places.get(case.home, -1), text.name_key(case.name), case.key)


def ordered(report: Report, cases: Iterable[Case]) -> list[Case]:
    """Return subjects by organisation and name."""
    return sorted(cases, key=order(report))


def by_bin(report: Report, table: Table) -> list[tuple[Bin, list[Case]]]:
    """Return the subjects of a table in their bins, those without anybody left out."""
    groups = groupby(table.cases, key=lambda case: case.bin)
    return [(one, ordered(report, cases)) for one, cases in groups]


def home(report: Report, case: Case) -> str:
    """Return the name of the organisation that a subject is counted in, or is directly below."""
    return report.organisations.get(case.home, case.home)
