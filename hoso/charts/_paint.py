"""What all charts share: paper, letters, fills that stay apart in black, PNG without a date."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Patch

WIDTH: Final = 160 / 25.4  # inches: the width of a picture in a report
_DOTS: Final = 200  # an inch
# The letters come with matplotlib, so that every machine has them, with every Vietnamese mark.
_FONTS: Final = Path(matplotlib.get_data_path()) / "fonts" / "ttf"


@dataclass(frozen=True, slots=True)
class Fill:
    """How one part is filled: a shade of grey and a hatch, so that a copier keeps them apart too."""

    shade: str
    hatch: str

    @property
    def patch(self) -> dict[str, Any]:
        """Return it as matplotlib takes it."""
        return {
            "facecolor": self.shade,
            "hatch": self.hatch,
            "edgecolor": "black",
            "linewidth": 0.6,
        }


FILLS: Final = tuple(
    Fill(shade, hatch)
    for shade, hatch in (
        ("0.30", ""),
        ("0.85", "////"),
        ("1.0", "...."),
        ("0.60", "xxxx"),
        ("1.0", "----"),
    )
)


def letters(size: float = 8, *, bold: bool = False) -> FontProperties:
    """Return the letters of a chart, `size` in points."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return FontProperties(fname=str(_FONTS / name), size=size)


def paper(height: float) -> tuple[Figure, Axes]:
    """Return a figure of the width of a report, `height` inches high, and its axes."""
    figure = Figure(figsize=(WIDTH, height), dpi=_DOTS, layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.add_subplot()


def label(axes: Axes, x: float, y: float, words: str, **how: Any) -> None:
    """Write a figure on white, so that no hatch runs through it."""
    box = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"}
    placed = {"ha": "center", "va": "center", "fontproperties": letters(7), "bbox": box, **how}
    axes.text(x, y, words, **placed)


def plain(axes: Axes) -> None:
    """Take away what no reader needs: the box around, the ticks beside names."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)
    for tick in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        tick.set_fontproperties(letters())


def legend(figure: Figure, names: Iterable[str], columns: int) -> None:
    """Name the fills below the axes."""
    shown = [Patch(label=name, **fill.patch) for name, fill in zip(names, FILLS, strict=False)]
    figure.legend(
        handles=shown, loc="outside lower center", ncols=columns, prop=letters(), frameon=False
    )


def png(figure: Figure) -> bytes:
    """Return the figure as PNG: no date, no program name in it."""
    target = io.BytesIO()
    figure.savefig(target, format="png", dpi=_DOTS, metadata={"Software": None})
    return target.getvalue()
