"""Sheets of names: every figure is a run of rows that somebody can look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hoso.services.stats import _names
from hoso.services.stats._paper import levels_in
from hoso.spreadsheet import FIRST_ROW, FigureRow, FigureSheet, Linked
from hoso.statistics import MEMBERS, NO_DATA, Bin, Case, Report, Table, bin_labels

_COLUMNS = (
    ("TT", 8),
    ("Họ và tên, tên tổ chức", 34),
    ("Số thẻ, mã", 20),
    ("Tổ chức đảng", 40),
    ("Được đếm ở", 46),
    ("Ghi chú", 60),
)


class Lists:
    """The sheets of names as they grow: where the subjects of each table stand."""

    def __init__(self, report: Report) -> None:
        self._rows: dict[str, list[FigureRow]] = {}
        self._starts: dict[int, tuple[str, int]] = {}  # by identity of the table
        self._report = report
        self._order = _names.order(report)
        # Names are compared once each, however many lists they stand in.
        self._keys = {case.key: self._order(case) for case in report.tables[MEMBERS].cases}

    def add(self, sheet: str, table: Table) -> None:
        """Add the names of a table, in its order of bins, below what the sheet has."""
        rows = self._rows.setdefault(sheet, [])
        bins = self._bins(table)
        rows.append(FigureRow(cells=[f"{table.title}: {len(table.cases)}"], heading=True))
        self._starts[id(table)] = (sheet, FIRST_ROW + len(rows))
        start = 0
        while start < len(table.cases):
            end = start + 1
            while end < len(table.cases) and table.cases[end].bin is table.cases[start].bin:
                end += 1
            same = sorted(table.cases[start:end], key=self._key)
            rows += [
                self._row(place, case, bins) for place, case in enumerate(same, start=start + 1)
            ]
            start = end

    def _key(self, case: Case) -> tuple[object, ...]:
        return self._keys.get(case.key) or self._order(case)

    def _bins(self, table: Table) -> dict[Bin, str]:
        known = {one.key for one in self._report.tables.values()}
        key = table.key if table.key in known else MEMBERS  # else the members of an organisation
        return bin_labels(levels_in(self._report, key))

    def _row(self, place: int, case: Case, bins: Mapping[Bin, str]) -> FigureRow:
        home = _names.home(self._report, case)
        return FigureRow(cells=[place, case.name, case.key, home, bins[case.bin], case.note])

    def link(self, table: Table, key: str) -> object:
        """Return the figure of one row as a cell that opens its names."""
        figure = table[key]
        if not figure.count:
            return NO_DATA if figure.count is None else 0
        sheet, first = self._starts[id(table)]
        start, end = table.span(key)
        return Linked(value=figure.count, sheet=sheet, first=first + start, last=first + end - 1)

    def sheets(self) -> Iterator[FigureSheet]:
        """Yield the sheets."""
        for title, rows in self._rows.items():
            yield FigureSheet(
                title=title,
                heading="DANH SÁCH THEO TỪNG SỐ LIỆU",
                columns=_COLUMNS,
                rows=rows,
                plain=True,
            )
