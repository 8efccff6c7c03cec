"""The whole report of a year, which leaves only when all of its parts sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hoso.errors import Problem
from hoso.statistics._plan import TOTAL
from hoso.statistics._series import ThemeFaults, YearLevels
from hoso.statistics._table import Change, Figure, Table, flaw, flaws, listed, refuse
from hoso.statistics._tree import Tree, tree_flaws

MEMBERS, LEADERS, BODIES, COLLECTIVES = "dang_vien", "lanh_dao", "to_chuc", "tap_the"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Báo cáo thống kê: tables by key, the tree, the year before, figures over the years.

    `kinds` are the keys of the tables of organisations by kind, which make up BODIES. `earlier` has
    only tables of which the archive knows results; `notices` are sentences for whoever signs.
    """

    year: int
    day: date
    organisation: str
    name: str
    regime: str  # its title
    references: tuple[str, ...]  # of the regime
    level_names: Mapping[str, str]  # of members
    body_levels: Mapping[str, str]  # of organisations
    organisations: Mapping[str, str]  # code → name on the day
    tables: Mapping[str, Table]
    kinds: tuple[str, ...]
    tree: Tree
    earlier: Mapping[str, Table]
    levels: tuple[YearLevels, ...] = ()
    faults: tuple[ThemeFaults, ...] = ()
    notices: tuple[str, ...] = field(default=())

    def change(self, table: Table, figure: Figure) -> Change | None:
        """Return how a figure differs from the year before, None when that is not known."""
        return table.change(figure.plan.key, self.earlier.get(table.key))


def reconciled(report: Report) -> Report:
    """Return `report` when everything in it sums; raise RulesBrokenError naming all that does not."""
    refuse(_report_flaws(report))
    return report


def _report_flaws(report: Report) -> Iterator[Problem]:
    for one in (*report.tables.values(), *report.earlier.values()):
        yield from flaws(one)
    for node in report.tree.nodes:
        yield from flaws(node.table)
    yield from tree_flaws(report.tree, report.tables[MEMBERS])
    yield from _whole(report.tables[BODIES], [report.tables[key] for key in report.kinds])
    for part, whole in ((LEADERS, MEMBERS), (COLLECTIVES, BODIES)):
        yield from _within(report.tables[part], report.tables[whole])


def _whole(whole: Table, parts: Sequence[Table]) -> Iterator[Problem]:
    """Yield each row of a table that the same row of its parts does not make."""
    for figure in whole.figures:
        key = figure.plan.key
        together = sum(part.count(key) for part in parts)
        if whole.count(key) != together:
            yield flaw(
                "S007",
                whole.title,
                f"{whole.title}: «{figure.label}» {whole.count(key)}, cộng theo loại được {together} "
                f"({', '.join(f'{part.title} {part.count(key)}' for part in parts)}).",
            )


def _within(part: Table, whole: Table) -> Iterator[Problem]:
    """Yield whoever a table counts that the one which holds it does not, or counts otherwise."""
    known = {case.key: case.bin for case in whole.cases}
    if odd := [case for case in part.cases if known.get(case.key) is not case.bin]:
        yield flaw(
            "S008",
            part.title,
            f"{part.title} {part.count(TOTAL)}, {whole.title.lower()} {whole.count(TOTAL)}, nhưng khác "
            f"nhau ở: {listed(odd)}.",
        )
