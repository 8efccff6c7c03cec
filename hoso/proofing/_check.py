"""Proof-reading of one table: its sums under either reading, its percentages, what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from hoso.proofing import _adding, _hundred, _notes, _reading, _shares
from hoso.proofing._claims import Reckoning
from hoso.proofing._items import NAMES, Item
from hoso.proofing._judge import Result
from hoso.proofing._table import Computed, Finding, Gathered, Report, Table, Unchecked

Labelled = TypeVar("Labelled", Computed, Unchecked)


def check(table: Table) -> Report:
    """Return everything that can be said of a table without any other paper.

    A table matches only when something in it was recomputed and everything recomputed holds.
    """
    found = Gathered(unchecked=list(table.strange))
    found.findings += [_negative(item, table) for item, value in table.figures.items() if value < 0]
    table = _mended(table)
    inside, chosen = _reading.chosen(table)
    _adding.relations(table, chosen, found)
    for number, one in enumerate(table.sums):
        _adding.further(number, one, table, found)
    _shares.check(Reckoning.of(table, inside=chosen.inside, certain=inside is not None), found)
    found.findings += _hundred.check(table, found)
    found.notes += _notes.of(table, chosen, found)
    return Report(
        name=table.name,
        result=_worst(found.results),
        findings=tuple(found.findings),
        inside=inside,
        reading=_reading.words(table, inside),
        computed=tuple(found.computed),
        unchecked=tuple(found.unchecked),
        notes=tuple(found.notes),
    )


def check_together(name: str, tables: Sequence[Table]) -> Report:
    """Return one report of tables that are parts of one: the rows of a sheet, its columns' sums."""
    reports = [check(one) for one in tables]
    if len(reports) == 1:
        return replace(reports[0], name=name)
    readings = {one.inside for one in reports} - {None}
    notes = {noted.code: _within(one, noted) for one in reversed(reports) for noted in one.notes}
    return Report(
        name=name,
        result=_worst([one.result for one in reports]),
        findings=tuple(_within(one, found) for one in reports for found in one.findings),
        inside=readings.pop() if len(readings) == 1 else None,
        reading=next((one.reading for one in reports if one.inside is not None), ""),
        computed=tuple(_placed(one, done) for one in reports for done in one.computed),
        unchecked=tuple(_placed(one, left) for one in reports for left in one.unchecked),
        notes=tuple(notes[code] for code in sorted(notes)),
    )


def _placed(report: Report, one: Labelled) -> Labelled:
    return replace(one, label=f"{report.name}: {one.label}")


def _within(report: Report, found: Finding) -> Finding:
    return replace(
        found, label=f"{report.name}: {found.label}", message=f"{report.name}: {found.message}"
    )


def _worst(results: Sequence[Result]) -> Result:
    for worst in (Result.WRONG, Result.ROUNDED, Result.MATCHES):
        if worst in results:
            return worst
    return Result.UNCHECKED


def _mended(table: Table) -> Table:
    """Return the table without impossible counts, "tốt trở lên" taken for the "tốt" that it holds."""
    figures = {item: value for item, value in table.figures.items() if value >= 0}
    if Item.GOOD_UP not in figures or Item.GOOD in figures:
        return replace(table, figures=figures)
    figures[Item.GOOD] = figures.pop(Item.GOOD_UP)
    return replace(table, figures=figures, inside=True)


def _negative(item: Item, table: Table) -> Finding:
    value = table.figures[item]
    return Finding(
        code="S004",
        label=NAMES[item],
        message=f"{NAMES[item]}: in {value}, mà số lượng không thể âm.",
        printed=str(value),
        place=table.places.get(item, ""),
        quote=table.quotes.get(item, ""),
    )
