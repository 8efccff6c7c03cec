"""The report as a workbook: every figure opens its names, every sum can be worked out again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from hoso import charts
from hoso.services.stats import _names
from hoso.services.stats._paper import (
    label,
    level,
    level_labels,
    levels_in,
    printed,
    shown,
    years,
)
from hoso.spreadsheet import (
    FIRST_ROW,
    FigureRow,
    FigureSheet,
    Formula,
    Linked,
    Signed,
    write_figures,
)
from hoso.statistics import (
    HALF_UP,
    LEVEL_KEYS,
    MEMBERS,
    NO_DATA,
    RATED,
    TOTAL,
    Bin,
    Case,
    Change,
    Figure,
    Node,
    Report,
    Table,
    bin_labels,
)

_SUMMARY, _TREE, _CHARTS = "Tổng hợp", "Theo tổ chức", "Qua các năm"
_LIST, _FAULTS = "Danh sách", "Khuyết điểm"
_WIDTH = 200.0  # millimetres of a chart
_PARTS = ("mien", "chua_danh_gia", "moi_ket_nap", RATED)
_LEVELS = ("htt_tro_len", "htxs", "htn", "khtn")
_FIGURE_COLUMNS = (
    ("Chỉ tiêu", 52),
    ("Số lượng", 14),
    ("Tỷ lệ (%)", 12),
    ("Tỷ lệ tính trên", 30),
    ("Năm trước", 14),
    ("Tăng, giảm", 12),
    ("Tăng, giảm (điểm %)", 16),
    ("Cộng lại từ các phần", 16),
    ("Tính lại tỷ lệ (%)", 14),
)
_NAME_COLUMNS = (
    ("TT", 8),
    ("Họ và tên, tên tổ chức", 34),
    ("Số thẻ, mã", 20),
    ("Tổ chức đảng", 40),
    ("Được đếm ở", 46),
    ("Ghi chú", 60),
)
_FAULT_COLUMNS = (("TT", 8), ("Mã khuyết điểm", 30), ("Năm", 10), ("Lĩnh vực", 50))
# Columns of the tree, by letter for the sums.
_TREE_COLUMNS = (
    ("Mã", 22),
    ("Mã cấp trên", 22),
    ("TT", 9),
    ("Tổ chức đảng", 44),
    ("Mức của tổ chức", 30),
    ("Tổng số đảng viên", 12),
    ("Miễn", 10),
    ("Chưa đánh giá", 12),
    ("Mới kết nạp", 10),
    ("Được đánh giá", 12),
)
_TREE_CHECKS = (("Cộng lại từ các phần", 14), ("Cộng lại từ các tổ chức", 16))


class _Lists:
    """The sheets of names as they grow: where the subjects of each table stand."""

    def __init__(self, report: Report) -> None:
        self.rows: dict[str, list[FigureRow]] = {}
        self._starts: dict[int, tuple[str, int]] = {}  # by identity of the table
        self._report = report
        self._order = _names.order(report)
        # Names are compared once each, however many lists they stand in.
        self._keys = {case.key: self._order(case) for case in report.tables[MEMBERS].cases}

    def add(self, sheet: str, table: Table) -> None:
        """Add the names of a table, in its order of bins, below what the sheet has."""
        rows = self.rows.setdefault(sheet, [])
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


def write(report: Report, path: Path) -> None:
    """Write the report as an Excel workbook; raise FillError, StorageError."""
    lists = _Lists(report)
    for table in printed(report):
        lists.add(_LIST, table)
    for node in report.tree.nodes[1:]:
        lists.add(f"{_LIST} cấp {node.depth}", node.table)
    sheets = [_summary(report, lists), _tree(report, lists), _pictures(report), _faults(report)]
    names = (
        FigureSheet(
            title=title,
            heading="DANH SÁCH THEO TỪNG SỐ LIỆU",
            columns=_NAME_COLUMNS,
            rows=rows,
            plain=True,
        )
        for title, rows in lists.rows.items()
    )
    write_figures(path, [*(one for one in sheets if one.rows), *names])


def _heading(report: Report, words: str) -> str:
    return f"{words} {report.year} – {report.name}"


def _summary(report: Report, lists: _Lists) -> FigureSheet:
    rows: list[FigureRow] = []
    for table in printed(report):
        rows.append(FigureRow(cells=[table.title], heading=True))
        rows += _figures(report, table, lists, FIRST_ROW + len(rows))
    notes = [HALF_UP.words, *report.notices]
    rows += [FigureRow(cells=[one]) for one in notes]
    heading = _heading(report, "THỐNG KÊ KẾT QUẢ XẾP LOẠI CHẤT LƯỢNG NĂM")
    return FigureSheet(title=_SUMMARY, heading=heading, columns=_FIGURE_COLUMNS, rows=rows)


def _figures(report: Report, table: Table, lists: _Lists, first: int) -> Iterator[FigureRow]:
    """Yield the rows of a table; sums and shares are formulas on the rows of the same sheet."""
    found = list(shown(report, table))
    places = {figure.plan.key: first + place for place, (figure, _) in enumerate(found)}
    for figure, change in found:
        yield FigureRow(
            cells=[
                label(figure),
                lists.link(table, figure.plan.key),
                NO_DATA if figure.count is None else figure.share,
                figure.basis,
                *_changes(change),
                *_checks(figure, places),
            ],
            bold=not figure.plan.depth,
        )


def _checks(figure: Figure, places: Mapping[str, int]) -> tuple[Formula | None, Formula | None]:
    """Return the sum of the parts and the share, worked out again; nothing where nobody knows."""
    if figure.count is None:
        return None, None
    parts = ",".join(f"B{places[part]}" for part in figure.plan.parts if part in places)
    own, base = (f"B{places[key]}" for key in (figure.plan.key, figure.plan.base))
    share = figure.share
    return (
        Formula(f"=SUM({parts})", figure.count) if parts else None,
        None if share is None else Formula(f"=ROUND({own}/{base}*100,{HALF_UP.places})", share),
    )


def _changes(change: Change | None) -> tuple[object, object, object]:
    if change is None:
        return NO_DATA, None, None
    points = None if change.points is None else Signed(change.points)
    return change.before, Signed(change.count), points


def _tree(report: Report, lists: _Lists) -> FigureSheet:
    names = [(one, 14) for one in (report.tree.nodes[0].table[key].label for key in _LEVELS)]
    columns = (*_TREE_COLUMNS, *names, ("Tỷ lệ mức cao nhất (%)", 14), *_TREE_CHECKS)
    last = FIRST_ROW + len(report.tree.nodes) - 1
    rows = [
        _node(report, number, node, lists, (FIRST_ROW + place, last))
        for place, (number, node) in enumerate(report.tree.numbered())
    ]
    heading = _heading(report, "KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN THEO TỔ CHỨC ĐẢNG NĂM")
    return FigureSheet(title=_TREE, heading=heading, columns=columns, rows=rows)


def _node(
    report: Report, number: str, node: Node, lists: _Lists, rows: tuple[int, int]
) -> FigureRow:
    row, last = rows
    table = report.tables[MEMBERS] if node is report.tree.nodes[0] else node.table
    total = table.count(TOTAL)
    below = f"=SUMIF($B${FIRST_ROW}:$B${last},A{row},F${FIRST_ROW}:F${last})"
    code, parent = _codes(node)
    return FigureRow(
        cells=[
            code,
            parent,
            number,
            node.table.title,
            level(report, node),
            *(lists.link(table, key) for key in (TOTAL, *_PARTS, *_LEVELS)),
            table["htxs"].share,
            Formula(f"=SUM(G{row}:J{row})", total),
            Formula(below, total) if node.below else None,
        ],
        bold=bool(node.below),
    )


def _codes(node: Node) -> tuple[str, str]:
    """Return the code of a row and that of the row above; members in no cell stand below theirs."""
    if node.branch is None:
        return f"{node.table.key} (trực tiếp)", node.table.key
    return node.branch.code, node.branch.parent


def _pictures(report: Report) -> FigureSheet:
    """Return the charts with the tables that they are drawn from."""
    shown_years = years(report)
    rows = [*_level_rows(report), *_fault_rows(report, shown_years)]
    drawn: list[tuple[bytes, float]] = []
    if report.levels:
        drawn.append((charts.levels(report.levels, level_labels(report)), _WIDTH))
    if report.faults:
        drawn.append((charts.themes(report.faults, shown_years), _WIDTH))
    width = max((len(row.cells) for row in rows), default=1)
    columns = (("Chỉ tiêu", 46), *[("", 18)] * (width - 1))
    heading = _heading(report, "SỐ LIỆU VÀ BIỂU ĐỒ ĐẾN NĂM")
    return FigureSheet(title=_CHARTS, heading=heading, columns=columns, rows=rows, pictures=drawn)


def _level_rows(report: Report) -> Iterator[FigureRow]:
    if not report.levels:
        return
    names = level_labels(report)
    yield FigureRow(
        cells=["Mức xếp loại đảng viên", *(f"Năm {one.year}" for one in report.levels)], bold=True
    )
    for place, key in enumerate(LEVEL_KEYS):
        yield FigureRow(cells=[names[key], *(one.counts[place] for one in report.levels)])
    yield FigureRow(cells=["Được đánh giá", *(one.rated for one in report.levels)], bold=True)
    yield FigureRow(cells=[])


def _fault_rows(report: Report, shown_years: Sequence[int]) -> Iterator[FigureRow]:
    """Yield a row a theme; each figure opens the codes, which stand in the same order."""
    if not report.faults:
        return
    named = [f"Năm {year}" for year in shown_years]
    yield FigureRow(cells=["Hạn chế, khuyết điểm theo lĩnh vực", *named, "Cộng"], bold=True)
    place = FIRST_ROW
    for one in report.faults:
        counts: list[object] = []
        start = place
        for year in shown_years:
            counts.append(_linked(place, one.count(year)))
            place += one.count(year)
        yield FigureRow(cells=[one.theme, *counts, _linked(start, one.total)])


def _linked(first: int, count: int) -> object:
    return Linked(value=count, sheet=_FAULTS, first=first, last=first + count - 1) if count else 0


def _faults(report: Report) -> FigureSheet:
    found = [
        (code, year, one.theme)
        for one in report.faults
        for year in years(report)
        for code in one.codes.get(year, ())
    ]
    rows = [FigureRow(cells=[place, *row]) for place, row in enumerate(found, start=1)]
    heading = _heading(report, "HẠN CHẾ, KHUYẾT ĐIỂM THEO LĨNH VỰC ĐẾN NĂM")
    return FigureSheet(
        title=_FAULTS, heading=heading, columns=_FAULT_COLUMNS, rows=rows, plain=True
    )
