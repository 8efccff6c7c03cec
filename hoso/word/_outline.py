"""A document as a reader sees its outline: paragraphs with their automatic numbers, and boldness."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from hoso.word._lines import Line, document_lines
from hoso.word._measure import Shape, Styles
from hoso.word._package import open_package

_PLACE: Final = re.compile(r"%([1-9])")
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_BULLETS: Final = frozenset({"bullet", "none", "image"})
_PLAIN_BULLET: Final = re.compile(r"[-–—+*•]")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineLine:
    """One paragraph: its text after the number of its list, and whether all of it is bold.

    `cell` is (table, row, column), counted from 0; None outside of tables.
    """

    text: str
    bold: bool
    cell: tuple[int, int, int] | None


@dataclass(slots=True)
class _Lists:
    """The counters of the lists, as Word runs them: a level begins anew under each one above."""

    styles: Styles
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, shape: Shape) -> str:
        """Return what stands before a paragraph of a list, "" outside of lists."""
        number, depth = shape.place
        level = self.styles.list_level(number, depth) if number else None
        if level is None or not depth.isdecimal():
            return ""
        if level.form in _BULLETS:
            bullet = level.mark if _PLAIN_BULLET.fullmatch(level.mark) else "-"
            return f"{bullet} " if level.form != "none" else ""
        at, counts = int(depth), self.counts.setdefault(number, {})
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [one for one in counts if one > at]:
            del counts[deeper]
        return _PLACE.sub(lambda found: self._said(number, int(found[1]) - 1), level.mark) + " "

    def _said(self, number: str, depth: int) -> str:
        level = self.styles.list_level(number, str(depth))
        value = self.counts[number].get(depth, level.start if level else 1)
        return _written(value, level.form if level else "decimal")


def outline(data: bytes, name: str) -> tuple[OutlineLine, ...]:
    """Return the paragraphs of a .docx that say anything, in reading order.

    Raise UnreadableFileError as `open_package` does.
    """
    package = open_package(data, name)
    styles = Styles(package)
    return tuple(_outlined(_Lists(styles), styles, document_lines(package)))


def _outlined(lists: _Lists, styles: Styles, lines: list[Line]) -> Iterator[OutlineLine]:
    for line in lines:
        if not line.text.strip():
            continue
        runs = [run for run in styles.runs(line.element) if run.text.strip()]
        yield OutlineLine(
            text=lists.label(styles.shape(line.element)) + line.text.strip(),
            bold=bool(runs) and all(run.look.bold for run in runs),
            cell=(line.cell.table, line.cell.row, line.cell.column) if line.cell else None,
        )


def _written(value: int, form: str) -> str:
    """Return a counter in its number format; unknown formats count in digits."""
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (value - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"upperRoman", "lowerRoman"}:
        roman = _roman(value)
        return roman if form == "upperRoman" else roman.lower()
    return str(value)


def _roman(value: int) -> str:
    said = ""
    for worth, sign in _ROMAN:
        while value >= worth:
            said, value = said + sign, value - worth
    return said
