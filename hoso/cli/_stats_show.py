"""The report of statistics as JSON and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from hoso import text
from hoso.services import stats
from hoso.statistics import (
    HALF_UP,
    LEVEL_KEYS,
    NO_DATA,
    Case,
    Change,
    Figure,
    Node,
    Report,
    Table,
    ThemeFaults,
    YearLevels,
    thousands,
)

Plain = dict[str, object]
_PLACES = ("tong_so", "mien", "chua_danh_gia", "moi_ket_nap", "duoc_danh_gia")
_REASONS = ("ky_luat", "ccvc", "duoi_50", "khac", "chua_ro")
_FORMS = ("khien_trach", "canh_cao", "cach_chuc", "khai_tru", "ky_luat_khac")
_TREE = (*_PLACES, "htt_tro_len", "htxs", "htn", "khtn")
_LEVELS = ("htt", "htxs", "htn", "khtn")
_WIDE, _NAME = 54, 46


def plain(found: Report, *, names: bool) -> Plain:
    """Return the report for `--json`; a table is one that `stats check` can read again."""
    return {
        "nam": found.year,
        "ngay": found.day.isoformat(),
        "to_chuc": found.organisation,
        "ten_to_chuc": found.name,
        "che_do": found.regime,
        "lam_tron": {"so_chu_so": HALF_UP.places, "cach": "nua_len"},
        "nam_truoc": found.year - 1 if found.earlier else None,
        "bang": [_table(found, one, names=names) for one in found.tables.values()],
        "theo_to_chuc": [_node(number, node) for number, node in found.tree.numbered()],
        "qua_cac_nam": [_levels(one) for one in found.levels],
        "khuyet_diem": [_theme(one) for one in found.faults],
        "luu_y": list(found.notices),
    }


def _levels(one: YearLevels) -> Plain:
    levels = dict(zip(LEVEL_KEYS, one.counts, strict=True))
    return {"nam": one.year, "duoc_danh_gia": one.rated, "muc": levels}


def _theme(one: ThemeFaults) -> Plain:
    codes = {str(year): list(codes) for year, codes in sorted(one.codes.items())}
    return {"linh_vuc": one.theme, "so": one.total, "nam": codes}


def _table(found: Report, table: Table, *, names: bool) -> Plain:
    return {
        "ma": table.key,
        "ten": f"{table.title}, năm {found.year}",
        **_summed(table),
        "ty_le": [
            {"nhan": one.label, "tu": one.count, "mau": one.base, "in": one.percent}
            for one in table.figures
            if one.count is not None and one.base and one.plan.base != one.plan.key
        ],
        "hang": [_row(found, table, one, names=names) for one in table.figures],
    }


def _summed(table: Table) -> Plain:
    """Return the figures under the keys that `stats check` adds up; what is not known is left out."""
    known = {one.plan.key: one.count for one in table.figures if one.count is not None}
    levels = {"htxs": "htxs", "htt": "htt_tro_len", "htn": "htn", "khtn": "khtn"}
    parts = {
        "khtn_trong_do": {key: known[key] for key in _REASONS if key in known},
        "ky_luat_trong_do": {key: known[key] for key in _FORMS if key in known},
    }
    return {
        **{key: known[key] for key in _PLACES},
        "muc": {key: known[row] for key, row in levels.items()},
        "htxs_trong_htt": True,
        **{key: figures for key, figures in parts.items() if figures},
    }


def _row(found: Report, table: Table, figure: Figure, *, names: bool) -> Plain:
    change = found.change(table, figure)
    points = change.points if change else None
    row: Plain = {
        "ma": figure.plan.key,
        "nhan": figure.label,
        "cap": figure.plan.depth,
        "so_luong": figure.count,
        "ty_le": figure.percent,
        "mau_so": figure.plan.base,
        "mau_so_la": figure.base,
        "nam_truoc": change.before if change else None,
        "tang_giam": change.count if change else None,
        "tang_giam_diem": None if points is None else float(points),
        "so_voi_nam_truoc": change.words if change else NO_DATA,
    }
    if names:
        cases = stats.ordered(found, table.names(figure.plan.key))
        row["danh_sach"] = [
            {"ma": one.key, "ten": one.name, "to_chuc": one.home, "ghi_chu": one.note}
            for one in cases
        ]
    return row


def _node(number: str, node: Node) -> Plain:
    branch = node.branch
    share = node.table["htxs"].share
    return {
        "tt": number,
        "ma": branch.code if branch else node.table.key,
        "ten": node.table.title,
        "loai": branch.kind if branch else "",
        "muc": branch.bin.value if branch else "",
        "cap": node.depth,
        "cong": bool(node.below),
        **{key: node.table.count(key) for key in _TREE},
        "ty_le_htxs": None if share is None else float(share),
    }


def lines(found: Report, *, names: bool) -> Iterator[str]:
    """Yield the report for people: each table, then each organisation."""
    yield (
        f"{found.name}: kết quả xếp loại năm {found.year}, tính đến {text.short_date(found.day)} "
        f"({found.regime})."
    )
    if not found.earlier:
        yield f"So với năm {found.year - 1}: {NO_DATA}."
    for table in stats.printed(found):
        yield ""
        yield table.title
        for figure, change in stats.shown(found, table):
            yield _figure(found, figure, change)
            if names:
                yield from _names(found, stats.ordered(found, table.names(figure.plan.key)))
    yield from _branches(found)


def _figure(found: Report, figure: Figure, change: Change | None) -> str:
    count = NO_DATA if figure.count is None else thousands(figure.count)
    label = f"{'  ' * (figure.plan.depth + 1)}{figure.label}"
    shares = "" if figure.count is None else f" {figure.percent:>8} {figure.basis}"
    said = change.words if change else NO_DATA
    compared = f"; so với {found.year - 1}: {said}" if found.earlier else ""
    return f"{label:<{_WIDE}} {count:>8}{shares}{compared}"


def _names(found: Report, cases: list[Case]) -> Iterator[str]:
    for one in cases:
        home = found.organisations.get(one.home, one.home)
        note = f": {one.note}" if one.note else ""
        yield f"{' ' * 10}- {one.name} ({one.key}), {home}{note}"


def _branches(found: Report) -> Iterator[str]:
    """Yield each organisation with the members in it and below it, on one line."""
    good, best, done, failed = (_initials(found.level_names[key]) for key in _LEVELS)
    columns = ("Tổng", "Miễn", "Chưa", "Mới", "Được", f"{good}+", best, done, failed)
    head = " ".join(f"{one:>7}" for one in columns)
    yield ""
    yield f"{'Đảng viên theo tổ chức đảng':<{_NAME}} {head} {'%' + best:>9}"
    for number, node in found.tree.numbered():
        counts = " ".join(f"{thousands(node.table.count(key)):>7}" for key in _TREE)
        name = f"  {number} {node.table.title}" if number else node.table.title
        yield f"{name:<{_NAME}} {counts} {node.table['htxs'].percent:>9}"


def _initials(words: str) -> str:
    """Return the first letters of a level's name, as people abbreviate it: HTXSNV, TSVM."""
    return "".join(word[0] for word in words.split()).upper()
