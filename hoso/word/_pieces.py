"""Paragraphs as thể thức sees them, and the pieces that head and foot are cut into.

People set the two columns of a head with a table, with text boxes, with tabs or with rows of
spaces, and break lines inside a paragraph; a piece is what stands on one line of one column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from lxml import etree

from hoso.text import squeeze
from hoso.word._lines import Line
from hoso.word._measure import Run, Shape, Styles
from hoso.word._ns import w

LEFT, RIGHT = "left", "right"
_BREAK: Final = re.compile(r"\n")
_GAP: Final = re.compile(r"\t+| {4,}")
_SHIFT: Final = re.compile(r"^ {1,30}(?! )")  # spaces that push a line within its column
_CELLS: Final = (w("tc"), w("txbxContent"))
_HYPHENS: Final = str.maketrans({"\u2011": "-", "\u2010": "-", "\u00ad": "", "\u200b": ""})
_FAR_RIGHT: Final = 3000  # twips of indent beyond which a line stands in the right half


@dataclass(frozen=True)
class Paragraph:
    """A non-blank paragraph, or a piece of one, with its number (from 1, blank ones counted).

    `group` is the cell or text box that it stands in, or the side of a line that was cut at tabs;
    `cut` pieces of a line have no alignment of their own.
    """

    number: int
    line: Line
    runs: tuple[Run, ...]
    shape: Shape
    group: object = None
    cut: bool = False
    piece: bool = False

    @cached_property
    def text(self) -> str:
        """Return the text on one line, capitals as shown."""
        shown = any(run.look.capitals for run in self.runs)
        words = (run.text.upper() if run.look.capitals else run.text for run in self.runs)
        raw = "".join(words) if shown or self.piece else self.line.text
        return squeeze(raw.translate(_HYPHENS))

    @property
    def item(self) -> str:
        """Return the text after the mark that a list puts before it."""
        return f"{self.shape.mark} {self.text}" if self.shape.mark else self.text

    @property
    def where(self) -> str:
        """Return the place as messages name it: `đoạn 3: «Số: 12…»`."""
        shown = self.text if len(self.text) <= 40 else f"{self.text[:40]}…"
        return f"đoạn {self.number}: «{shown}»"

    @property
    def is_upper(self) -> bool:
        """Return whether all letters are capitals, typed or shown so."""
        return self.text == self.text.upper()

    @property
    def is_bold(self) -> bool:
        """Return whether every visible run is bold."""
        return all(run.look.bold for run in self.runs if run.text.strip())

    @property
    def is_italic(self) -> bool:
        """Return whether every visible run is italic."""
        return all(run.look.italic for run in self.runs if run.text.strip())


def paragraphs(found: Iterable[Line], styles: Styles) -> tuple[Paragraph, ...]:
    """Return the non-blank paragraphs among `found`."""
    return tuple(
        Paragraph(
            number,
            line,
            tuple(styles.runs(line.element)),
            styles.shape(line.element),
            group=_container(line.element),
        )
        for number, line in enumerate(found, 1)
        if line.text.strip()
    )


def _container(element: etree._Element) -> etree._Element | None:
    return next((one for one in element.iterancestors() if one.tag in _CELLS), None)


def rows(one: Paragraph) -> list[Paragraph]:
    """Return the lines that soft breaks make of a paragraph."""
    if not any("\n" in run.text for run in one.runs):
        return [one]
    cut = (tuple(runs) for _, runs in _cut(one.runs, _BREAK))
    found = [replace(one, runs=runs, piece=True) for runs in cut]
    return [piece for piece in found if piece.text]


def columns(one: Paragraph) -> list[Paragraph]:
    """Return what tabs, or rows of spaces, set side by side; the sides become groups."""
    if one.group is not None or not any(_GAP.search(run.text) for run in one.runs):
        return [one]
    first = replace(one.runs[0], text=_SHIFT.sub("", one.runs[0].text))
    cut = list(_cut((first, *one.runs[1:]), _GAP))
    found = [
        replace(
            one,
            runs=tuple(runs),
            piece=True,
            cut=True,
            group=LEFT if place == 0 else RIGHT,
        )
        for place, runs in cut
    ]
    return [piece for piece in found if piece.text]


def _cut(runs: Sequence[Run], gap: re.Pattern[str]) -> Iterator[tuple[int, list[Run]]]:
    """Yield (number of the column, runs) of the stretches between the gaps."""
    place, gathered = 0, list[Run]()
    for run in runs:
        for count, part in enumerate(gap.split(run.text)):
            if count:
                yield place, gathered
                place, gathered = place + 1, []
            if part:
                gathered.append(replace(run, text=part))
    yield place, gathered


def side(one: Paragraph) -> object:
    """Return the group of a piece; a paragraph of its own counts by where it stands."""
    if one.group is not None:
        return one.group
    far = one.shape.align in {"phai", "giua"} or one.shape.left >= _FAR_RIGHT
    return RIGHT if far or one.shape.first_line >= _FAR_RIGHT else LEFT
