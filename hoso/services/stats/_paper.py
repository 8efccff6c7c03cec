"""The report as fields of the document `bao_cao_thong_ke`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hoso import charts, text
from hoso.services.stats import _names
from hoso.statistics import (
    BODIES,
    COLLECTIVES,
    HALF_UP,
    LEADERS,
    LEVEL_KEYS,
    MEMBERS,
    NO_DATA,
    NO_PERCENT,
    ONLY_WHEN_COUNTED,
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
    signed,
    thousands,
)
from hoso.word import Picture

Row = dict[str, object]
_WIDTH = 160.0  # millimetres of a chart
_LONGEST = 1_000  # names of one group on paper; more are for a spreadsheet
_ELSEWHERE = " (danh sách dài: xem bảng tính của «hoso stats report {} --org {} --out TỆP.xlsx»)"
_MARKS = {3: "– ", 4: "+ "}
_UNRATED = (Bin.EXEMPT, Bin.WAITING, Bin.NEW)
_COLUMNS = ("mien", "chua_danh_gia", "moi_ket_nap", RATED, "htt_tro_len", "htxs", "htn", "khtn")


def context(report: Report, *, pictures: bool = True) -> dict[str, object]:
    """Return the fields of the document; without `pictures` nothing is drawn."""
    drawn = _pictures(report) if pictures else {}
    return {
        **drawn,
        "can_cu": [f"Căn cứ {reference}" for reference in report.references],
        "tinh_hinh": [_situation(report)],
        "so_sanh": bool(report.earlier),
        "so_lieu": [_table(report, one) for one in printed(report)],
        "ghi_chu": list(_notes(report)),
        "ten_muc": _headings(report.level_names),
        "chi_tiet": list(_details(report)),
        "danh_sach": list(_lists(report)),
    }


def printed(report: Report) -> list[Table]:
    """Return the tables of the report in printing order, those that count nobody left out."""
    whole = (BODIES,) if len(report.kinds) > 1 else ()
    keys = (*whole, *report.kinds, COLLECTIVES, MEMBERS, LEADERS)
    return [report.tables[key] for key in keys if report.tables[key].cases or key == MEMBERS]


def shown(report: Report, table: Table) -> Iterator[tuple[Figure, Change | None]]:
    """Yield the figures of a table with their changes; gaps in what is known only when there are any."""
    for figure in table.figures:
        change = report.change(table, figure)
        before = change.before if change else 0
        if figure.plan.key not in ONLY_WHEN_COUNTED or figure.count or before:
            yield figure, change


def levels_in(report: Report, key: str) -> Mapping[str, str]:
    """Return how a table calls the levels: a member's or an organisation's."""
    return report.level_names if key in {MEMBERS, LEADERS} else report.body_levels


def label(figure: Figure) -> str:
    """Return the words of a row with the mark of its rank."""
    return f"{_MARKS.get(figure.plan.depth, '')}{figure.label}"


def _situation(report: Report) -> str:
    bodies, members = report.tables[BODIES], report.tables[MEMBERS]
    return (
        f"Tính đến ngày {text.short_date(report.day)}, {report.name} có "
        f"{thousands(bodies.count(TOTAL))} tổ chức đảng, {thousands(members.count(TOTAL))} đảng viên; "
        f"đã đánh giá, xếp loại {thousands(bodies.count(RATED))} tổ chức đảng, "
        f"{thousands(members.count(RATED))} đảng viên."
    )


def _table(report: Report, table: Table) -> Row:
    rows = [_row(figure, change) for figure, change in shown(report, table)]
    return {"ten": table.title, "hang": rows}


def _row(figure: Figure, change: Change | None) -> Row:
    points = change.points if change else None
    return {
        "nhan": label(figure),
        "so_luong": NO_DATA if figure.count is None else thousands(figure.count),
        "ty_le": NO_PERCENT if figure.count is None else figure.percent,
        "mau_so": figure.base_label,
        "nam_truoc": NO_DATA if change is None else thousands(change.before),
        "tang_giam": NO_PERCENT if change is None else signed(change.count),
        "diem": NO_PERCENT if points is None else signed(points),
    }


def _notes(report: Report) -> Iterator[str]:
    yield HALF_UP.words.removesuffix(".")
    yield "Mỗi đảng viên được đếm một lần, tại chi bộ sinh hoạt chính thức vào ngày tính"
    if report.tables[COLLECTIVES].cases:
        yield (
            "Kho ghi một mức cho mỗi tổ chức đảng; tập thể lãnh đạo mang mức đã quyết định trong hồ sơ "
            "của tổ chức mình"
        )
    for one in report.notices:
        yield one.removesuffix(".")


def _headings(levels: Mapping[str, str]) -> Row:
    short = {key: name.removesuffix(" nhiệm vụ") for key, name in levels.items()}
    best, good = (f"{short[key][:1].lower()}{short[key][1:]}" for key in ("htxs", "htt"))
    return {
        "htt_tro_len": f"{short['htt']} trở lên",
        **{key: short[key] for key in ("htxs", "htn", "khtn")},
        "ty_le_htxs": f"Tỷ lệ {best} trong số {good} trở lên",
    }


def _details(report: Report) -> Iterator[Row]:
    """Yield each organisation, committees as sums, and the total at last."""
    (_, top), *others = report.tree.numbered()
    for number, node in others:
        yield _detail(node, number, node.table.title, level(report, node))
    total = _detail(top, "", f"Tổng cộng {top.table.title}", level(report, top))
    yield {**total, "cong": True}


def level(report: Report, node: Node) -> str:
    """Return the level that an organisation itself has, or why it has none."""
    if node.branch is None:
        return ""
    own = node.branch.bin
    if own in _UNRATED:
        return bin_labels()[own]
    return report.body_levels.get(own.value, report.body_levels["khtn"])


def _detail(node: Node, number: str, name: str, own: str) -> Row:
    table = node.table
    return {
        "tt": number,
        "ten": name,
        "cong": bool(node.below),
        "muc": own,
        TOTAL: thousands(table.count(TOTAL)),
        **{key: thousands(table.count(key)) for key in _COLUMNS},
        "ty_le_htxs": table["htxs"].percent,
    }


def _lists(report: Report) -> Iterator[Row]:
    """Yield the names behind the figures of each table, bin by bin; together they are its total."""
    for key in (BODIES, COLLECTIVES, MEMBERS, LEADERS):
        table, names = report.tables[key], bin_labels(levels_in(report, key))
        if groups := [
            _group(report, names[one], cases) for one, cases in _names.by_bin(report, table)
        ]:
            yield {"ten": table.title, "nhom": groups}


def _group(report: Report, name: str, cases: list[Case]) -> Row:
    long = len(cases) > _LONGEST
    return {
        "ten": name,
        "so_luong": thousands(len(cases)),
        "ghi_chu": _ELSEWHERE.format(report.year, report.organisation) if long else "",
        "hang": [] if long else [_named(report, case) for case in cases],
    }


def _named(report: Report, case: Case) -> Row:
    return {
        "ten": case.name,
        "ma": case.key,
        "to_chuc": _names.home(report, case),
        "ghi_chu": case.note,
    }


def level_labels(report: Report) -> dict[str, str]:
    """Return the names of levels that do not overlap, by LEVEL_KEYS: good without the highest."""
    names = {one.value: words for one, words in bin_labels(report.level_names).items()}
    return {**{key: names[key] for key in LEVEL_KEYS[:3]}, "khtn": report.level_names["khtn"]}


def _pictures(report: Report) -> dict[str, object]:
    found: dict[str, object] = {}
    if report.levels:
        found["bieu_do_muc"] = Picture(charts.levels(report.levels, level_labels(report)), _WIDTH)
    if report.faults:
        found["bieu_do_khuyet_diem"] = Picture(charts.themes(report.faults, years(report)), _WIDTH)
    return found


def years(report: Report) -> tuple[int, ...]:
    """Return the years of which faults are known, in order."""
    return tuple(sorted({year for one in report.faults for year in one.codes}))
