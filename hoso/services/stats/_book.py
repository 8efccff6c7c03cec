"""The report as a workbook: every figure opens its names, every sum can be worked out again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from hoso import spreadsheet
from hoso.services.stats._book_names import Lists
from hoso.services.stats._book_years import fault_codes, over_years
from hoso.services.stats._paper import label, level, printed, shown
from hoso.spreadsheet import (
    FIRST_ROW,
    FigureRow,
    FigureSheet,
    Formula,
    Signed,
)
from hoso.statistics import (
    HALF_UP,
    MEMBERS,
    NO_DATA,
    RATED,
    TOTAL,
    Change,
    Figure,
    Node,
    Report,
    Table,
)

_SUMMARY, _TREE, _LIST = "Tổng hợp", "Theo tổ chức", "Danh sách"
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


def write(report: Report, path: Path) -> None:
    """Write the report as an Excel workbook; raise FillError, StorageError."""
    lists = Lists(report)
    for table in printed(report):
        lists.add(_LIST, table)
    for node in report.tree.nodes[1:]:
        lists.add(f"{_LIST} cấp {node.depth}", node.table)
    sheets = (
        _summary(report, lists),
        _tree(report, lists),
        over_years(report),
        fault_codes(report),
    )
    spreadsheet.write_figures(path, [*(one for one in sheets if one.rows), *lists.sheets()])


def _heading(report: Report, words: str) -> str:
    return f"{words} {report.year} – {report.name}"


def _summary(report: Report, lists: Lists) -> FigureSheet:
    rows: list[FigureRow] = []
    for table in printed(report):
        rows.append(FigureRow(cells=[table.title], heading=True))
        rows += _figures(report, table, lists, FIRST_ROW + len(rows))
    notes = [HALF_UP.words, *report.notices]
    rows += [FigureRow(cells=[one]) for one in notes]
    heading = _heading(report, "THỐNG KÊ KẾT QUẢ XẾP LOẠI CHẤT LƯỢNG NĂM")
    return FigureSheet(title=_SUMMARY, heading=heading, columns=_FIGURE_COLUMNS, rows=rows)


def _figures(report: Report, table: Table, lists: Lists, first: int) -> Iterator[FigureRow]:
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


def _tree(report: Report, lists: Lists) -> FigureSheet:
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
    report: Report, number: str, node: Node, lists: Lists, rows: tuple[int, int]
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
