"""Tables found in a sheet: figures named down the rows, or across the columns with a row for each body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hoso import text
from hoso.proofing import _across, _down
from hoso.proofing._grid import Grid, Line, lines
from hoso.proofing._heads import Head, heads, items_in, label_item
from hoso.proofing._items import LEVELS, REASONS, Item
from hoso.proofing._table import Table

_FEWEST = 2  # figures that make a heading
_DEEPEST = 5  # rows of headings
_INDEX = re.compile(r"\(?(?:[A-ZĐ]|\d{1,2})\)?(?:\s*=.*)?")
_DOWN = frozenset(
    {*LEVELS, *REASONS, Item.EXEMPT, Item.WAITING, Item.NEW, Item.RATED, Item.GOOD_UP}
)


@dataclass(slots=True)
class _Block:
    """A run of rows that belong together; `heads` is empty while figures are named down the rows."""

    title: str
    heads: list[Head] = field(default_factory=list)
    across: bool = False
    lines: list[Line] = field(default_factory=list)


def tables(grid: Grid) -> list[tuple[str, tuple[Table, ...]]]:
    """Return the tables of a sheet: each a name and the parts of it that are checked by themselves."""
    found: list[tuple[str, tuple[Table, ...]]] = []
    for block in _blocks(grid):
        if block.across:
            found += _across.tables(block.title, block.heads, block.lines)
        else:
            found += _down.tables(block.title, block.heads, block.lines)
    return [(name, parts) for name, parts in found if any(map(_is_known, parts))]


def _is_known(table: Table) -> bool:
    """Return whether anything in a table is a figure of a summary; other tables are not for here."""
    return bool(table.figures or table.sums or any(one.item for one in table.shares))


def _blocks(grid: Grid) -> Iterator[_Block]:
    block = _Block(grid.title)
    band: list[Line] = []  # rows without figures since the last row with some
    for line in lines(grid):
        if not line.figures:
            band.append(line)
            continue
        if _is_index(grid, line):
            continue
        new = _begun(grid, band, line, block)
        if new is not None:
            if block.lines:
                yield block
            block = new
        else:
            block.lines += [one for one in band if one.label]
        band = []
        block.lines.append(line)
    if block.lines:
        yield block


def _is_index(grid: Grid, line: Line) -> bool:
    """Return whether a row only numbers the columns: `A | B | 1 | 2 | 3=1+2`."""
    said = [text.squeeze(cell.text) for cell in grid.rows[line.row] if cell.text.strip()]
    if not all(_INDEX.fullmatch(one) for one in said):
        return False
    numbers = [int(found[0]) for one in said if (found := re.search(r"\d+", one))]
    return len(numbers) > _FEWEST and all(b == a + 1 for a, b in pairwise(numbers))


def _begun(grid: Grid, band: Sequence[Line], line: Line, block: _Block) -> _Block | None:
    """Return the block that a row begins, None when it goes on with the one before."""
    above, header, sections = _header(band)
    found = heads(grid, [one.row for one in header], line.column + 1) if header else []
    title = max((one.label for one in above), key=len, default="")
    new = _Block(f"{grid.title}: {title}" if title else grid.title, found, lines=[*sections])
    if len(list(items_in(found))) >= _FEWEST:
        new.across = True
        return new
    item, _ = label_item(line.label)
    if block.across and item not in _DOWN:
        return None
    return new if block.across or not block.lines or found else None


def _header(band: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """Return what stands above a table: its title, its rows of headings, the name of its first part."""
    end = len(band)
    while end and band[end - 1].filled - bool(band[end - 1].mark) < _FEWEST:
        end -= 1
    start = end
    while start and band[start - 1].filled >= _FEWEST and end - start < _DEEPEST:
        if start < end and band[start - 1].row != band[start].row - 1:
            break
        start -= 1
    if start == end:
        return [one for one in band if one.label], [], []
    return [one for one in band[:start] if one.label], list(band[start:end]), list(band[end:])
