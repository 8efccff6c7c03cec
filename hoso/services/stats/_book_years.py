"""Sheets of the figures over the years: levels, faults by theme, the charts drawn from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hoso import charts
from hoso.services.stats._paper import level_labels, years
from hoso.spreadsheet import FIRST_ROW, FigureRow, FigureSheet, Linked
from hoso.statistics import LEVEL_KEYS, Report

_CHARTS, _FAULTS = "Qua các năm", "Khuyết điểm"
_WIDTH = 200.0  # millimetres of a chart
_FAULT_COLUMNS = (("TT", 8), ("Mã khuyết điểm", 30), ("Năm", 10), ("Lĩnh vực", 50))


def over_years(report: Report) -> FigureSheet:
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
    heading = f"SỐ LIỆU VÀ BIỂU ĐỒ ĐẾN NĂM {report.year} – {report.name}"
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


def fault_codes(report: Report) -> FigureSheet:
    found = [
        (code, year, one.theme)
        for one in report.faults
        for year in years(report)
        for code in one.codes.get(year, ())
    ]
    rows = [FigureRow(cells=[place, *row]) for place, row in enumerate(found, start=1)]
    heading = f"KHUYẾT ĐIỂM THEO LĨNH VỰC ĐẾN NĂM {report.year} – {report.name}"
    return FigureSheet(
        title=_FAULTS, heading=heading, columns=_FAULT_COLUMNS, rows=rows, plain=True
    )
