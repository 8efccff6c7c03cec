"""Finding the header row of a table by its names, however an office spells them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from hoso import text
from hoso.errors import UnreadableFileError
from hoso.spreadsheet._grid import Cell, Grid, Row, listed

SEARCHED_ROWS = 20

# A column's field, then its printed name followed by the other names offices use for it.
Columns = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Header:
    """Dòng tiêu đề: where each field stands, and the columns that no field knows."""

    columns: Mapping[str, int]
    unknown: Mapping[str, int]  # by label, as written
    labels: Columns
    width: Collection[int]  # every column that has a name
    above: tuple[Row, ...]
    body: tuple[Row, ...]

    def cell(self, row: Row, name: str) -> Cell:
        """Return the cell of `row` under field `name`, a blank one when there is no such column."""
        return row.at(self.columns.get(name, 0))

    def spare(self, row: Row) -> tuple[Cell, ...]:
        """Return the filled cells of `row` that stand under no name at all."""
        return tuple(cell for cell in row.filled if cell.column not in self.width)

    def label(self, name: str) -> str:
        """Return the printed name of a field."""
        return self.labels[name][0]


def key(label: str) -> str:
    """Return what two spellings of one header share: letters and digits, without marks or case."""
    return re.sub(r"[\W_]+", "", text.fold(label))


def _field(label: str, known: Mapping[str, str]) -> str | None:
    """Return the field of a header, also when it ends in a note such as `(dd/mm/yyyy)`."""
    return known.get(key(label)) or known.get(key(re.sub(r"\([^)]*\)", "", label)))


def find_header(grid: Grid, columns: Columns, required: Collection[str], *, path: Path) -> Header:
    """Return the header among the first rows: the row, or pair of rows, that names most fields.

    Raises UnreadableFileError naming every missing required column, what was found instead, and
    the nearest spelling.
    """
    known = {key(name): field for field, names in columns.items() for name in names}
    end, height, labels = _best(grid, known)
    found = {column: name for column, one in labels.items() if (name := _field(one, known))}
    fields = set(found.values())
    wanted = required if fields else required or columns
    if missing := [name for name in columns if name in wanted and name not in fields]:
        raise _missing(grid, columns, missing, labels, path)
    _refuse_twice(grid, columns, found, path)
    return Header(
        columns={field: column for column, field in found.items()},
        unknown=_unknown(labels, found),
        labels=columns,
        width=frozenset(labels),
        above=grid.rows[: end - height],
        body=grid.rows[end:],
    )


def _best(grid: Grid, known: Mapping[str, str]) -> tuple[int, int, dict[int, str]]:
    """Return where the header that names most fields ends, its rows, and its labels by column."""
    rows = grid.rows[:SEARCHED_ROWS]
    singles = [(place + 1, 1, _labels(row)) for place, row in enumerate(rows)]
    pairs = [
        (place + 2, 2, _paired(row, below, known))
        for place, (row, below) in enumerate(pairwise(grid.rows[: SEARCHED_ROWS + 1]))
    ]

    def score(one: tuple[int, int, dict[int, str]]) -> int:
        return sum(_field(label, known) is not None for label in one[2].values())

    # max keeps the first of equals: a title above the header must not make it a pair.
    best = max([*singles, *pairs], key=score, default=(0, 0, {}))
    return best if score(best) else (0, 0, {})


def _labels(row: Row) -> dict[int, str]:
    return {cell.column: text.squeeze(cell.text) for cell in row.filled}


def _paired(row: Row, below: Row, known: Mapping[str, str]) -> dict[int, str]:
    """Return the labels of a header of two rows: a merged heading over several columns."""
    upper, lower = _labels(row), _labels(below)
    labels = dict(upper)
    for column, name in lower.items():
        if _field(upper.get(column, ""), known):
            continue
        over = max((place for place in upper if place <= column), default=0)
        joined = f"{upper.get(over, '')} {name}"
        for label in (name, joined):
            if _field(label, known):
                labels[column] = label
    return labels


def _unknown(labels: Mapping[int, str], found: Mapping[int, str]) -> dict[str, int]:
    """Return the named columns of no field; a name that comes twice carries its place."""
    unknown: dict[str, int] = {}
    for column in sorted(labels.keys() - found.keys()):
        label = labels[column]
        unknown[label if label not in unknown else f"{label} ({column})"] = column
    return unknown


def _refuse_twice(grid: Grid, columns: Columns, found: Mapping[int, str], path: Path) -> None:
    for field in columns:
        places = [column for column, one in found.items() if one == field]
        if len(places) > 1:
            raise UnreadableFileError(
                f"{grid.place}: có {len(places)} cột cùng là «{columns[field][0]}» (cột thứ "
                f"{' và '.join(map(str, places))}). Hãy đổi tên hoặc bỏ bớt một cột.",
                where=str(path),
            )


def _missing(
    grid: Grid, columns: Columns, missing: Sequence[str], labels: Mapping[int, str], path: Path
) -> UnreadableFileError:
    wanted = [columns[field][0] for field in missing]
    found = [one for one in labels.values() if one]
    hints = [
        f"Cột «{near}» có phải là «{name}»?"
        for name in wanted
        if (near := text.nearest(name, found)) and key(near) != key(name)
    ]
    seen = f"Các cột tìm thấy: {listed(found)}." if found else "Không thấy dòng tiêu đề nào."
    return UnreadableFileError(
        f"{grid.place}: thiếu cột {listed(wanted)} trong {SEARCHED_ROWS} dòng đầu. "
        + " ".join([seen, *hints, "Hãy thêm hoặc đổi tên cột rồi nhập lại."]),
        where=str(path),
    )
