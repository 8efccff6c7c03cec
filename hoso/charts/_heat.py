"""Faults by theme and year: one cell each, the darker the more, the figure in it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from hoso.charts._paint import letters, paper, plain, png
from hoso.charts._themes import first_rows
from hoso.statistics import ThemeFaults

_MOST: Final = 15  # rows on one page
_ROOM: Final = 0.27  # inches a row
_MARGIN: Final = 0.45  # inches for the names of the years
_NAME: Final = 38  # letters of a theme on one line
_DARKEST: Final = 0.75  # of black: the figure in it is read in white
_READ_IN_WHITE: Final = 0.4
_YEARS: Final = 3  # room for so many at least, lest one cell fills the line


def drawn(faults: Sequence[ThemeFaults], years: Sequence[int]) -> bytes:
    """Return the chart as PNG."""
    return png(painted(faults, years))


def painted(faults: Sequence[ThemeFaults], years: Sequence[int]) -> Figure:
    """Return the chart."""
    rows = first_rows(
        [(one.theme, [one.count(year) for year in years]) for one in faults], len(years), _MOST
    )
    most = max((one.count(year) for one in faults for year in years), default=0) or 1
    named = {one.theme for one in faults}
    figure, axes = paper(_MARGIN + _ROOM * max(len(rows), 2))
    for place, (theme, counts) in enumerate(rows):
        for column, count in enumerate(counts):
            # What is added up of many themes is no darker field than any of them.
            _cell(axes, (column, place), count, count / most if theme in named else 0)
        _word(axes, (len(years) + 0.1, place), str(sum(counts)), bold=True)
    _word(axes, (len(years) + 0.1, -0.85), "Cộng", bold=True)
    axes.set_xlim(-0.5, max(len(years), _YEARS) + 0.6)
    axes.set_ylim(max(len(rows), 1) - 0.45, -0.55)
    axes.set_xticks(range(len(years)), [f"Năm {year}" for year in years])
    axes.set_yticks(range(len(rows)), [textwrap.fill(theme, _NAME) for theme, _ in rows])
    axes.xaxis.tick_top()
    plain(axes)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    return figure


def _cell(axes: Axes, at: tuple[int, int], count: int, share: float) -> None:
    """Draw one cell; none is a dash on white, so that it is not taken for forgotten."""
    dark = _DARKEST * share
    corner = at[0] - 0.5, at[1] - 0.5
    axes.add_patch(
        Rectangle(corner, 1, 1, facecolor=f"{1 - dark:.3f}", edgecolor="0.6", linewidth=0.6)
    )
    ink = "white" if dark > _READ_IN_WHITE else "black"
    _word(axes, at, str(count) if count else "–", color=ink)


def _word(
    axes: Axes, at: tuple[float, float], words: str, *, bold: bool = False, color: str = "black"
) -> None:
    font = letters(8, bold=bold)
    axes.text(*at, words, ha="center", va="center", fontproperties=font, color=color)
