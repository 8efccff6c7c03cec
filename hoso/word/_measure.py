"""The effective look of runs and paragraphs (ISO/IEC 29500-1, 17.7): what Word would show.

A property comes from the run itself, else its character style, else the paragraph's style and the
styles that it is based on, else the table's style, else the document's defaults; fonts may point
into the theme, indents come from a list's level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from lxml import etree

from hoso.word._ns import a, w
from hoso.word._numbering import Level, Numbering
from hoso.word._package import Package
from hoso.word._properties import (
    SLOTS,
    Properties,
    first_line,
    gap,
    paragraph_properties,
    run_properties,
    size,
    twips,
)

_ALIGN: Final = {
    "center": "giua", "right": "phai", "end": "phai", "both": "deu", "distribute": "deu",
}  # fmt: skip
_THEMESLOTS: Final = {"latin": ("HAnsi", "Ascii"), "ea": ("EastAsia",), "cs": ("Bidi",)}
_NESTED: Final = {w("txbxContent"), w("del"), w("moveFrom")}
# Letters for which Word takes the East Asian font (17.3.2.26), none of them Vietnamese.
_EAST_ASIAN: Final = re.compile("[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]")
_SIGNS: Final = {
    w("br"): "\n", w("cr"): "\n", w("tab"): "\t", w("ptab"): "\t", w("noBreakHyphen"): "-",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks: fonts by script slot, size in points.

    A slot for scripts that the run does not use is `""` unless run or style names a font for it.
    """

    fonts: Mapping[str, str]
    size: float
    bold: bool
    italic: bool
    underline: bool
    capitals: bool
    color: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look; a field shows as its instruction in braces: `{PAGE}`."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands; lengths in twips, `pitch` in twips when `exact`.

    `contextual`: no gap to neighbours of the same style; `borders`: the edges that are drawn; `mark`: the number or bullet of a list,
    `%1.` for automatic numbers; `place`: the list and the level in it, ("", "") outside of lists.
    """

    style: str
    align: str
    first_line: int
    before: int
    after: int
    pitch: int
    rule: str
    left: int = 0
    right: int = 0
    contextual: bool = False
    borders: frozenset[str] = frozenset()
    mark: str = ""
    place: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Styles:
    """The styles, defaults and theme fonts of one document."""

    package: Package
    _known: dict[str, tuple[Properties, Properties]] = field(default_factory=dict)

    @cached_property
    def _root(self) -> etree._Element | None:
        found = self.package.related(self.package.main, "styles")
        return self.package.xml(found[0]) if found else None

    @cached_property
    def _by_id(self) -> dict[str, etree._Element]:
        styles = self._root.findall(w("style")) if self._root is not None else []
        return {style.get(w("styleId"), ""): style for style in styles}

    @cached_property
    def _default_paragraph(self) -> str:
        for name, style in self._by_id.items():
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true"}:
                return name
        return ""

    @cached_property
    def _theme(self) -> dict[str, str]:
        """Return theme fonts by the words Word has for them, such as `minorHAnsi`, `majorBidi`."""
        found = self.package.related(self.package.main, "theme")
        fonts: dict[str, str] = {}
        for kind in ("major", "minor") if found else ():
            scheme = self.package.xml(found[0]).find(f".//{a(kind + 'Font')}")
            for slot, names in _THEMESLOTS.items():
                font = scheme.find(a(slot)) if scheme is not None else None
                face = font.get("typeface", "") if font is not None else ""
                fonts |= {f"{kind}{name}": face for name in names}
        return fonts

    @cached_property
    def _numbering(self) -> Numbering:
        found = self.package.related(self.package.main, "numbering")
        return Numbering(self.package.xml(found[0]) if found else None)

    def name(self, paragraph: etree._Element) -> str:
        """Return the name of the style of a paragraph, as people know it."""
        style = self._by_id.get(self._style_of(paragraph))
        named = style.find(w("name")) if style is not None else None
        return named.get(w("val"), "") if named is not None else ""

    def shape(self, paragraph: etree._Element) -> Shape:
        """Return how a paragraph stands."""
        direct = paragraph_properties(paragraph.find(w("pPr")))
        found = dict(self._defaults[1])
        found |= self._table_style(paragraph)[1]
        found |= self._chain(self._style_of(paragraph))[1]
        found |= direct
        level = self.list_level(*_list_place(found))
        if level and not any(key.startswith("ind.") for key in direct):
            found |= {f"ind.{key}": value for key, value in level.indent.items()}
        return self._shape(paragraph, found, level)

    def list_level(self, number: str, depth: str) -> Level | None:
        """Return the level `depth` of the list `number`, None when there is no such list."""
        return self._numbering.level(number, depth)

    def _shape(self, paragraph: etree._Element, found: Properties, level: Level | None) -> Shape:
        return Shape(
            style=self.name(paragraph),
            align=_ALIGN.get(found.get("jc", ""), "trai"),
            first_line=first_line(found),
            before=gap(found, "before"),
            after=gap(found, "after"),
            pitch=twips(found, "spacing.line"),
            rule=found.get("spacing.lineRule", "auto"),
            left=twips(found, "ind.left") or twips(found, "ind.start"),
            right=twips(found, "ind.right") or twips(found, "ind.end"),
            contextual=found.get("contextual") == "1",
            borders=_borders(found),
            mark=level.mark if level else "",
            place=_list_place(found) if level else ("", ""),
        )

    def runs(self, paragraph: etree._Element) -> Iterator[Run]:
        """Yield the visible runs of a paragraph with their looks, text boxes apart."""
        for _, run in self.placed_runs(paragraph):
            yield run

    def placed_runs(self, paragraph: etree._Element) -> Iterator[tuple[etree._Element, Run]]:
        """Yield the same runs, each with its element."""
        base = {**self._defaults[0], **self._table_style(paragraph)[0]}
        style = self._chain(self._style_of(paragraph))[0]
        for run in _own_runs(paragraph):
            if text := _run_text(run):
                yield run, Run(text, self._look(run, text, base, style))

    def _look(self, run: etree._Element, text: str, base: Properties, style: Properties) -> Look:
        own = run.find(w("rPr"))
        named = own.find(w("rStyle")) if own is not None else None
        character = self._chain(named.get(w("val"), ""))[0] if named is not None else {}
        direct = run_properties(own)
        named_here = {**style, **character, **direct}
        found = {**base, **named_here}
        for toggle in ("b", "i", "caps"):
            if toggle not in direct and toggle in style and toggle in character:
                found[toggle] = "1" if style[toggle] != character[toggle] else "0"
        return Look(
            fonts=self._fonts(found, named_here, text),
            size=size(found),
            bold=found.get("b") == "1",
            italic=found.get("i") == "1",
            underline=found.get("u", "none") != "none",
            capitals=found.get("caps") == "1",
            color=found.get("color", "auto"),
        )

    def _fonts(self, found: Properties, named: Properties, text: str) -> dict[str, str]:
        """Return the fonts by slot: those that show, and those that run or style name anyway."""
        used = {"ascii", "hAnsi"}
        if found.get("hint") == "eastAsia" or _EAST_ASIAN.search(text):
            used.add("eastAsia")
        if found.get("complex") == "1":
            used.add("cs")
        return {
            slot: self._font(found, slot) if slot in used else named.get(f"font.{slot}", "")
            for slot in SLOTS
        }

    def _font(self, found: Properties, slot: str) -> str:
        theme = found.get(f"font.{slot}Theme", "")
        return self._theme.get(theme, "") if theme else found.get(f"font.{slot}", "")

    def _table_style(self, paragraph: etree._Element) -> tuple[Properties, Properties]:
        table = next(paragraph.iterancestors(w("tbl")), None)
        named = table.find(f"{w('tblPr')}/{w('tblStyle')}") if table is not None else None
        return self._chain(named.get(w("val"), "")) if named is not None else ({}, {})

    @cached_property
    def _defaults(self) -> tuple[Properties, Properties]:
        if self._root is None:
            return {}, {}
        run = self._root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        paragraph = self._root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}")
        return run_properties(run), paragraph_properties(paragraph)

    def _style_of(self, paragraph: etree._Element) -> str:
        named = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        name = named.get(w("val"), "") if named is not None else ""
        return name if name in self._by_id else self._default_paragraph

    def _chain(self, name: str) -> tuple[Properties, Properties]:
        """Return the run and paragraph properties of a style with all it is based on."""
        if name not in self._known:
            self._known[name] = ({}, {})  # a style based on itself ends here
            style = self._by_id.get(name)
            if style is not None:
                above = style.find(w("basedOn"))
                run, paragraph = self._chain(above.get(w("val"), "") if above is not None else "")
                run = {**run, **run_properties(style.find(w("rPr")))}
                paragraph = {**paragraph, **paragraph_properties(style.find(w("pPr")))}
                self._known[name] = (run, paragraph)
        return self._known[name]


def _list_place(found: Properties) -> tuple[str, str]:
    return found.get("numPr.numId", ""), found.get("numPr.ilvl", "0")


def _borders(found: Properties) -> frozenset[str]:
    drawn = (key for key, value in found.items() if value not in {"nil", "none", ""})
    return frozenset(key.removeprefix("pBdr.") for key in drawn if key.startswith("pBdr."))


def _own_runs(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == w("r"):
            yield child
        elif child.tag not in _NESTED and child.tag != w("pPr"):
            yield from _own_runs(child)


def _run_text(run: etree._Element) -> str:
    pieces: list[str] = []
    for child in run:
        if child.tag == w("t"):
            pieces.append(child.text or "")
        elif child.tag == w("instrText"):
            pieces.append(f"{{{(child.text or '').strip()}}}")
        else:
            pieces.append(_SIGNS.get(child.tag, ""))
    return "".join(pieces)
