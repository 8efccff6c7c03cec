"""Proof-reading of one table: its sums under either reading, its percentages, what to look at."""

from __future__ import annotations

from dataclasses import replace

from hoso.proofing import _adding, _notes, _reading, _shares
from hoso.proofing._claims import Reckoning
from hoso.proofing._items import NAMES, Item
from hoso.proofing._judge import Result
from hoso.proofing._table import Finding, Gathered, Report, Table


def check(table: Table) -> Report:
    """Return everything that can be said of a table without any other paper.

    A table matches only when something in it was recomputed and everything recomputed holds.
    """
    found = Gathered()
    found.findings += [_negative(item, table) for item, value in table.figures.items() if value < 0]
    table = _mended(table)
    inside, chosen = _reading.chosen(table)
    _adding.relations(table, chosen, found)
    for number, one in enumerate(table.sums):
        _adding.further(number, one, table, found)
    _shares.check(Reckoning.of(table, inside=chosen.inside, certain=inside is not None), found)
    found.notes += _notes.of(table, chosen, found)
    return Report(
        name=table.name,
        result=_result(found),
        findings=tuple(found.findings),
        inside=inside,
        reading=_reading.words(table, inside),
        computed=tuple(found.computed),
        unchecked=tuple(found.unchecked),
        notes=tuple(found.notes),
    )


def _result(found: Gathered) -> Result:
    results = {one.result for one in found.findings} | {one.result for one in found.computed}
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
