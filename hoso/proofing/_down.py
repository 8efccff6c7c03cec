"""Figures named down the rows: counts and percentages beside them, this year and the last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from hoso import text
from hoso.proofing._grid import Cell, Line
from hoso.proofing._heads import Head, Role, is_topic, label_item
from hoso.proofing._items import Item, unlike
from hoso.proofing._printed import count, parse
from hoso.proofing._subjects import topics
from hoso.proofing._table import Share, Sum, Table, Unchecked

Found = tuple[str, tuple[Table, ...]]
# What rows and columns that add others up are called, in folded letters.
TOTAL = re.compile(
    r"(?:tong|cong)|(?:tong cong|tong so|cong chung|tong chung|toan (?:dang bo|huyen|tinh|xa|"
    r"phuong|thanh pho|khoi|co quan))\b.*"
)
_FEWEST = 2  # bodies that are added up


@dataclass(slots=True)
class _Part:
    """The rows of one set of figures: a sheet may go through members after organisations."""

    title: str
    rows: list[tuple[Item | None, Line]] = field(default_factory=list)
    inside: bool | None = None


def tables(title: str, heads: Sequence[Head], lines: Sequence[Line]) -> list[Found]:
    """Return the tables of a block whose rows name the figures."""
    found: list[Found] = []
    for part in _parts(title, lines):
        columns = _columns(heads, part)
        counts = [one for one in columns if one.role is Role.COUNT]
        years = sorted({one.year for one in counts if one.year})
        for head in counts:
            name = part.title if len(counts) == 1 else f"{part.title} – {head.name}"
            found.append((name, (_table(name, part, head, columns),)))
        for name, sums in (
            (f"{part.title} – so với năm trước", tuple(_changes(part, columns, years))),
            (f"{part.title} – cộng hàng", tuple(_added(part, counts))),
        ):
            if sums:
                found.append((name, (Table(name=name, sums=sums),)))
    return found


def _parts(title: str, lines: Sequence[Line]) -> Iterator[_Part]:
    part = _Part(title)
    heading = ""
    within = False
    for line in lines:
        item, said_within = label_item(line.label)
        if not line.figures:
            within = within or (said_within and item is None)
            heading = heading if within or (item and not is_topic(line.label)) else line.label
            continue
        seen = {one for one, _ in part.rows if one}
        item = unlike(item, seen) if item else None
        if part.rows and item is not None and (item in seen or (heading and topics(heading))):
            yield part
            part = _Part(title)
        if not part.rows and (own := heading or (line.label if is_topic(line.label) else "")):
            part.title = f"{title} – {own}"
        if item is Item.EXCELLENT and (within or said_within) and seen & {Item.GOOD, Item.GOOD_UP}:
            part.inside = True
        heading, within = "", False
        part.rows.append((item, line))
    if part.rows:
        yield part


def _columns(heads: Sequence[Head], part: _Part) -> list[Head]:
    """Return the columns with figures; without headings, signs of percent tell what they are."""
    used = sorted({column for _, line in part.rows for column in line.figures})
    named = {one.column: one for one in heads}
    found: list[Head] = []
    for column in used:
        head = named.get(column) or Head(column=column, path=(), role=Role.COUNT)
        said = [line.figures[column].text for _, line in part.rows if column in line.figures]
        if head.role is Role.COUNT and any("%" in one and count(one) is None for one in said):
            mixed = any("(" in one for one in said)
            head = head if mixed else Head(column=column, path=head.path, role=Role.PERCENT)
        found.append(head)
    return found


def _table(name: str, part: _Part, head: Head, columns: Sequence[Head]) -> Table:
    percents = list(_percents(head, columns))
    cells = [(item, line, line.figures.get(head.column)) for item, line in part.rows]
    counts = [
        (item, line, cell, number)
        for item, line, cell in cells
        if cell is not None and (number := whole(cell.text)) is not None
    ]
    return Table(
        name=name,
        figures={item: number for item, _, _, number in counts if item},
        inside=part.inside,
        shares=tuple(
            share
            for item, line in part.rows
            for share in _shares(item, line, head.column, percents)
        ),
        places={item: cell.place for item, _, cell, _ in counts if item},
        strange=tuple(_strange(line, cell) for item, line, cell, _ in counts if item is None),
    )


def _percents(head: Head, columns: Sequence[Head]) -> Iterator[int]:
    """Yield the columns of percentages that belong to a column of counts: those up to the next."""
    for one in columns:
        if one.column <= head.column:
            continue
        if one.role is Role.COUNT:
            return
        if one.role is Role.PERCENT:
            yield one.column


def _shares(item: Item | None, line: Line, column: int, percents: Sequence[int]) -> Iterator[Share]:
    """Yield the percentages of one row: in the cell of the count itself, and beside it."""
    cell = line.figures.get(column)
    number = None if cell is None else whole(cell.text)
    if cell is not None and not is_plain(cell.text, number):
        yield Share(label=line.label, item=item, printed=cell.text, place=cell.place)
    for place in percents:
        if (beside := line.figures.get(place)) is not None:
            said, where = beside.text, beside.place
            yield Share(label=line.label, item=item, part=number, printed=said, place=where)


def _strange(line: Line, cell: Cell) -> Unchecked:
    reason = "không rõ hàng này là chỉ tiêu nào"
    return Unchecked(label=line.label, printed=cell.text, reason=reason, place=cell.place)


def whole(said: str) -> int | None:
    """Return the count that a cell shows, alone or before its percentage, None when none."""
    bare = text.squeeze(said)
    if re.fullmatch(r"-\s?\d[\d.]*", bare):
        found = count(bare.lstrip("- "))
        return None if found is None else -found
    found = count(bare.lstrip("+"))
    if found is not None or (printed := parse(bare)) is None:
        return found
    return printed.part


def is_plain(said: str, number: int | None) -> bool:
    """Return whether a cell shows its count and no percentage."""
    return number is not None and not re.search(r"[%/(]", said)


def _added(part: _Part, counts: Sequence[Head]) -> Iterator[Sum]:
    """Yield the sum of a row over the bodies side by side, where one column adds them up."""
    totals = [one for one in counts if TOTAL.fullmatch(text.fold(one.path[-1] if one.path else ""))]
    bodies = [one for one in counts if one not in totals]
    if len(totals) != 1 or len(bodies) < _FEWEST:
        return
    for _, line in part.rows:
        cell = line.figures.get(totals[0].column)
        total = None if cell is None else whole(cell.text)
        parts = [part_of(line.figures.get(one.column)) for one in bodies]
        if cell is None or total is None or not any(part is not None for part in parts):
            continue
        yield Sum(
            label=f"{line.label}, cột «{totals[0].name}»",
            parts=tuple(parts),
            whole=Fraction(total),
            place=cell.place,
            code="S040",
        )


def part_of(cell: Cell | None) -> Fraction | None:
    """Return the count of a cell as a part of a sum, None when none was printed."""
    found = None if cell is None else whole(cell.text)
    return None if found is None else Fraction(found)


def _changes(part: _Part, columns: Sequence[Head], years: Sequence[str]) -> Iterator[Sum]:
    """Yield «năm trước + tăng giảm = năm nay» for every row, where each has just one column."""
    counts = [one for one in columns if one.role is Role.COUNT]
    earlier = [one for one in columns if one.role is Role.EARLIER]
    if len(counts) == 2 and len(years) == 2:
        earlier = [one for one in counts if one.year == years[0]]
        counts = [one for one in counts if one.year == years[1]]
    changes = [one for one in columns if one.role is Role.CHANGE]
    if not (len(counts) == len(earlier) == len(changes) == 1):
        return
    places = (earlier[0].column, changes[0].column, counts[0].column)
    for _, line in part.rows:
        cells = [line.figures.get(column) for column in places]
        if any(cell is None or "%" in cell.text for cell in cells):
            continue
        before, change, now = (whole(cell.text) if cell else None for cell in cells)
        if before is None or change is None or now is None:
            continue
        yield Sum(
            label=f"{line.label}: năm trước + tăng, giảm = năm nay",
            parts=(Fraction(before), Fraction(change)),
            whole=Fraction(now),
            place=cells[1].place if cells[1] else "",
            code="S021",
        )
