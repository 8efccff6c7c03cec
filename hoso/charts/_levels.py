"""Levels of each year: one bar a year, parts as shares of those rated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from matplotlib.axes import Axes

from hoso.charts._paint import FILLS, label, legend, paper, plain, png
from hoso.statistics import LEVEL_KEYS, YearLevels, percent, thousands

_HEIGHT: Final = 3.8  # inches
_BAR: Final = 0.46  # of the room of one year
_INSIDE: Final = 9.0  # percent: a lower part has its figure beside the bar
_APART: Final = 9.0  # percent between two figures beside a bar
_YEARS: Final = 3  # room for so many at least, lest one bar fills the page


def drawn(years: Sequence[YearLevels], names: Mapping[str, str]) -> bytes:
    """Return the chart as PNG."""
    figure, axes = paper(_HEIGHT)
    for place, one in enumerate(years):
        _bar(axes, place, one)
    middle, half = (len(years) - 1) / 2, max(len(years), _YEARS) / 2
    axes.set_xlim(middle - half, middle + half + 0.1)
    axes.set_ylim(0, 104)
    named = [f"Năm {one.year}\n{thousands(one.rated)} đảng viên" for one in years]
    axes.set_xticks(range(len(years)), named)
    axes.set_yticks(range(0, 101, 20), [f"{share}%" for share in range(0, 101, 20)])
    plain(axes)
    legend(figure, [names[key] for key in LEVEL_KEYS], columns=2)
    return png(figure)


def _bar(axes: Axes, place: int, one: YearLevels) -> None:
    """Draw the parts of a year from below; a thin one has its figure beside the bar."""
    bottom = 0.0
    thin: list[tuple[float, str]] = []
    for count, fill in zip(one.counts, FILLS, strict=False):
        height = 100 * count / one.rated if one.rated else 0
        words, middle = f"{thousands(count)}\n{percent(count, one.rated)}", bottom + height / 2
        if count:
            axes.bar(place, height, _BAR, bottom=bottom, **fill.patch)
        if height >= _INSIDE:
            label(axes, place, middle, words)
        elif count:
            thin.append((middle, words))
        bottom += height
    above = 100 + _APART / 2
    for middle, words in reversed(thin):
        above = min(middle, above - _APART)
        label(axes, place + _BAR / 2 + 0.03, above, words, ha="left")
