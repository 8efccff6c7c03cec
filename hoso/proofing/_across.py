"""Figures named across the columns: a row for each body, and rows that add them up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hoso import text
from hoso.proofing import _sums
from hoso.proofing._down import TOTAL, Found, is_plain, part_of, whole
from hoso.proofing._grid import Line
from hoso.proofing._heads import Head, Role
from hoso.proofing._items import NAMES, Item, unlike
from hoso.proofing._subjects import topics
from hoso.proofing._table import Share, Sum, Table

_SUBTOTAL = re.compile(r"cộng\b.*")  # with its mark: «Công an» adds nothing up


@dataclass(frozen=True, slots=True)
class _Group:
    """Columns that go together: one topic, or one year, of a table that sets several side by side."""

    name: str
    heads: tuple[Head, ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a table: the bodies, and each row that adds some of them up."""

    bodies: tuple[Line, ...]
    totals: tuple[tuple[Line, tuple[Line, ...]], ...]


def tables(title: str, heads: Sequence[Head], lines: Sequence[Line]) -> list[Found]:
    """Return the tables of a block whose columns name the figures, one for each group of columns."""
    rows = _rows([line for line in lines if line.figures])
    found: list[Found] = []
    groups = list(_groups(heads))
    for group in groups:
        name = f"{title} – {group.name}" if len(groups) > 1 and group.name else title
        every = [*rows.bodies, *(line for line, _ in rows.totals)]
        parts = [_table(line, group) for line in every]
        sums = tuple(one for head in group.heads for one in _added(head, rows))
        found.append((name, (*_read_alike(parts), Table(name="cộng cột", sums=sums))))
    return found


def _groups(heads: Sequence[Head]) -> Iterator[_Group]:
    """Yield the columns in groups: a new one begins where a figure comes again."""
    group: list[Head] = []
    for one in heads:
        if one.role is Role.REMARK:
            continue
        seen = {h.item for h in group if h.item and h.role is one.role}
        head = replace(one, item=unlike(one.item, seen)) if one.item else one
        if head.item in seen:
            yield _Group(_common(group), tuple(group))
            group = []
        group.append(head)
    if group:
        yield _Group(_common(group), tuple(group))


def _common(group: Sequence[Head]) -> str:
    """Return the heading over a whole group: its topic or year."""
    tops = [one.path[0] for one in group if len(one.path) > 1]
    return next((one for one in tops if topics(one) or re.search(r"\d{4}", one)), "")


def _rows(lines: Sequence[Line]) -> _Rows:
    bodies: list[Line] = []
    totals: list[tuple[Line, tuple[Line, ...]]] = []
    grand: list[Line] = []
    since: list[Line] = []  # bodies after the last row that added some up
    has_numbers = any(line.mark and not line.is_group for line in lines)
    for place, line in enumerate(lines):
        folded = text.fold(line.label)
        below = _below(lines[place + 1 :]) if has_numbers and line.is_group else ()
        if TOTAL.fullmatch(folded) or (not folded and place == len(lines) - 1):
            grand.append(line)
        elif _SUBTOTAL.fullmatch(text.nfc(line.label).lower()) and since:
            totals.append((line, tuple(since)))
            since = []
        elif below:
            totals.append((line, below))
        else:
            bodies.append(line)
            since.append(line)
    totals += [(line, tuple(bodies)) for line in grand]
    return _Rows(tuple(bodies), tuple(totals))


def _below(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the bodies of a group, which its own row stands before."""
    found: list[Line] = []
    for line in lines:
        if line.is_group or TOTAL.fullmatch(text.fold(line.label)):
            break
        found.append(line)
    return tuple(found)


def _added(head: Head, rows: _Rows) -> Iterator[Sum]:
    """Yield the sum of a column of counts for each row that adds bodies up."""
    if head.role not in {Role.COUNT, Role.EARLIER}:
        return
    for line, bodies in rows.totals:
        cell = line.figures.get(head.column)
        total = None if cell is None else whole(cell.text)
        parts = [part_of(body.figures.get(head.column)) for body in bodies]
        if cell is None or total is None or not any(part is not None for part in parts):
            continue
        yield Sum(
            label=f"{line.label or 'dòng cuối'}, cột «{head.name}»",
            parts=tuple(parts),
            whole=Fraction(total),
            place=cell.place,
            code="S040",
        )


def _table(line: Line, group: _Group) -> Table:
    cells = [
        (head.item, head, line.figures[head.column])
        for head in group.heads
        if head.item is not None and head.column in line.figures
    ]
    counts = [
        (item, head, cell, number)
        for item, head, cell in cells
        if head.role is Role.COUNT and (number := whole(cell.text)) is not None
    ]
    within = any(item is Item.EXCELLENT and head.within for item, head, _, _ in counts)
    return Table(
        name=line.label or "dòng cuối",
        figures={item: number for item, _, _, number in counts},
        inside=True if within else None,
        shares=tuple(
            Share(label=NAMES[item], item=item, printed=cell.text, place=cell.place)
            for item, head, cell in cells
            if head.role is Role.PERCENT
            or (head.role is Role.COUNT and not is_plain(cell.text, whole(cell.text)))
        ),
        places={item: cell.place for item, _, cell, _ in counts},
    )


def _read_alike(parts: Sequence[Table]) -> list[Table]:
    """Return the rows under one reading of the highest level: the one that suits them best."""
    if any(one.inside is not None for one in parts):
        return [replace(one, inside=True) for one in parts]
    faults = {
        inside: sum(_sums.reading(one, inside=inside).faults for one in parts)
        for inside in (True, False)
    }
    if faults[True] == faults[False]:
        return list(parts)
    inside = faults[True] < faults[False]
    return [replace(one, inside=inside, stated=False) for one in parts]
