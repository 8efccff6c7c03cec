"""Faults of each theme: one bar a theme, parts by year."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Final

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from hoso.charts._paint import FILLS, label, legend, paper, plain, png
from hoso.statistics import NO_THEME, ThemeFaults, percent

_MOST: Final = 12  # bars on one page
_ROOM: Final = 0.30  # inches a bar
_MARGIN: Final = 0.9  # inches for axis and legend
_NAME: Final = 34  # letters of a theme on one line
_WIDE_ENOUGH: Final = 0.02  # of the axis: a narrower part has no room for its figure


def drawn(faults: Sequence[ThemeFaults], years: Sequence[int]) -> bytes:
    """Return the chart as PNG."""
    rows = [(one.theme, [one.count(year) for year in years]) for one in faults]
    rows = first_rows(rows, len(years))
    together = sum(sum(counts) for _, counts in rows)
    longest = max((sum(counts) for _, counts in rows), default=1) or 1
    figure, axes = paper(_MARGIN + _ROOM * max(len(rows), 2))
    for place, (_, counts) in enumerate(rows):
        _bar(axes, place, counts, longest)
        words = f"{sum(counts)} ({percent(sum(counts), together)})"
        label(axes, sum(counts) + longest * 0.01, place, words, ha="left")
    axes.set_xlim(0, longest * 1.18)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_yticks(range(len(rows)), [textwrap.fill(theme, _NAME) for theme, _ in rows])
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    plain(axes)
    legend(figure, [f"Năm {year}" for year in years], columns=5)
    return png(figure)


def first_rows(
    rows: list[tuple[str, list[int]]], years: int, most: int = _MOST
) -> list[tuple[str, list[int]]]:
    """Return the first rows as they are, one that adds up the others, and those without a theme."""
    if len(rows) <= most:
        return rows
    named = [row for row in rows if row[0] != NO_THEME]
    unnamed = [row for row in rows if row[0] == NO_THEME]
    first, others = named[: most - 2], named[most - 2 :]
    rest = [sum(counts[place] for _, counts in others) for place in range(years)]
    return [*first, (f"Các lĩnh vực còn lại ({len(others)})", rest), *unnamed]


def _bar(axes: Axes, place: int, counts: Sequence[int], longest: int) -> None:
    left = 0
    for count, fill in zip(counts, FILLS, strict=False):
        if count:
            axes.barh(place, count, 0.62, left=left, **fill.patch)
            if count >= longest * _WIDE_ENOUGH:
                label(axes, left + count / 2, place, str(count))
        left += count
