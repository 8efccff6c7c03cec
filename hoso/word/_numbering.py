"""Automatic numbers and bullets (ISO/IEC 29500-1, 17.9): what a list puts before a paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from hoso.word._ns import w


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its mark (`-`, `%1.`) and its indents in twips, as written.

    `form` is the number format (17.9.17): `decimal`, `upperRoman`, `bullet` …; `start` its first.
    """

    mark: str
    indent: Mapping[str, str]
    form: str = ""
    start: int = 1


@dataclass(frozen=True)
class Numbering:
    """The lists of a document; without a numbering part there is none."""

    root: etree._Element | None

    def level(self, number: str, depth: str) -> Level | None:
        """Return the level `depth` (`"0"` …) of the list `number`, None when there is no list."""
        return self._levels.get((number, depth or "0"))

    @cached_property
    def _levels(self) -> dict[tuple[str, str], Level]:
        if self.root is None:
            return {}
        kinds = {one.get(w("abstractNumId"), ""): one for one in self.root.iter(w("abstractNum"))}
        found: dict[tuple[str, str], Level] = {}
        for number in self.root.iter(w("num")):
            points = number.find(w("abstractNumId"))
            kind = kinds.get(points.get(w("val"), "")) if points is not None else None
            for level in kind.iter(w("lvl")) if kind is not None else ():
                found[number.get(w("numId"), ""), level.get(w("ilvl"), "0")] = _level(level)
        return found


def _level(level: etree._Element) -> Level:
    indent = level.find(f"{w('pPr')}/{w('ind')}")
    start = _value(level, "start")
    return Level(
        mark=_value(level, "lvlText"),
        form=_value(level, "numFmt"),
        start=int(start) if start.isdecimal() else 1,
        indent={
            etree.QName(key).localname: str(value)
            for key, value in (indent.attrib.items() if indent is not None else ())
        },
    )


def _value(level: etree._Element, name: str) -> str:
    found = level.find(w(name))
    return found.get(w("val"), "") if found is not None else ""
