"""Whether docxtpl would change the grid of a table after printing (its `fix_tables`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_SPAN: Final = re.compile(r'w:val="(\d+)"')
_VARIES: Final = "bảng có số ô thay đổi"
_MISFIT: Final = "bảng có lưới cột không khớp số ô"


@dataclass(slots=True)
class _Row:
    depth: int
    cells: int = 0
    columns: int = 0


@dataclass(slots=True)
class _Table:
    depth: int
    grid: int = 0
    rows: list[tuple[_Row, bool]] = field(default_factory=list)  # with: may be missing


@dataclass(slots=True)
class Tables:
    """Follows tables as tags open and close; `depth` counts the branches and loops around."""

    reasons: set[str] = field(default_factory=set)
    may_empty: bool = False
    _tables: list[_Table] = field(default_factory=list)
    _rows: list[_Row] = field(default_factory=list)

    def opened(self, name: str, tag: str, depth: int) -> None:
        """Note the opening tag of an element."""
        if name == "w:tbl":
            self._tables.append(_Table(depth))
        elif name == "w:tr" and self._tables:
            self._rows.append(_Row(depth))
        elif name == "w:gridCol" and self._tables:
            self._tables[-1].grid += 1
            self._varies(self._tables[-1].depth, depth)
        elif name in {"w:tc", "w:gridSpan"} and self._rows:
            self._cell(name, tag, depth)

    def _cell(self, name: str, tag: str, depth: int) -> None:
        row = self._rows[-1]
        self._varies(row.depth, depth)
        if name == "w:tc":
            row.cells += 1
            row.columns += 1
        elif span := _SPAN.search(tag):
            row.columns += int(span[1]) - 1
        else:
            self.reasons.add(_VARIES)

    def _varies(self, outer: int, depth: int) -> None:
        if depth != outer:
            self.reasons.add(_VARIES)

    def closed(self, name: str) -> None:
        """Note the end of an element."""
        if name == "w:tr" and self._rows:
            row = self._rows.pop()
            for table in self._tables:  # docxtpl counts the rows of inner tables, too
                table.rows.append((row, row.depth != table.depth))
        elif name == "w:tbl" and self._tables:
            self._judge(self._tables.pop())

    def _judge(self, table: _Table) -> None:
        fits = all(max(row.cells, row.columns) <= table.grid for row, _ in table.rows)
        full = [(row, optional) for row, optional in table.rows if row.columns == table.grid]
        if not fits or not full:
            self.reasons.add(_MISFIT)
        elif all(optional for _, optional in full):
            # Any one row printed holds the grid; with none docxtpl takes the grid away.
            if len(full) < len(table.rows):
                self.reasons.add(_MISFIT)
            self.may_empty = True
