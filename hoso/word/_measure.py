"""The effective look of runs and paragraphs (ISO/IEC 29500-1, 17.7): what Word would show.

A property comes from the run itself, else its character style, else the paragraph's style and the
styles that it is based on, else the document's defaults; fonts may point into the theme.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from lxml import etree

from hoso.word._lines import is_on
from hoso.word._ns import a, w
from hoso.word._package import Package

_SLOTS: Final = ("ascii", "hAnsi", "cs", "eastAsia")
_ALIGN: Final = {
    "center": "giua", "right": "phai", "end": "phai", "both": "deu", "distribute": "deu",
}  # fmt: skip
_NESTED: Final = {w("txbxContent"), w("del"), w("moveFrom")}
Properties = dict[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks: fonts by script slot, size in points."""

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
    """How a paragraph stands; lengths in twips, `pitch` in twips when `exact`."""

    style: str
    align: str
    first_line: int
    before: int
    after: int
    pitch: int
    rule: str


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
        found = self.package.related(self.package.main, "theme")
        fonts: dict[str, str] = {}
        for kind in ("major", "minor") if found else ():
            latin = self.package.xml(found[0]).find(f".//{a(kind + 'Font')}/{a('latin')}")
            fonts[kind] = latin.get("typeface", "") if latin is not None else ""
        return fonts

    def name(self, paragraph: etree._Element) -> str:
        """Return the name of the style of a paragraph, as people know it."""
        style = self._by_id.get(self._style_of(paragraph))
        named = style.find(w("name")) if style is not None else None
        return named.get(w("val"), "") if named is not None else ""

    def shape(self, paragraph: etree._Element) -> Shape:
        """Return how a paragraph stands."""
        found = dict(self._defaults[1])
        found |= self._chain(self._style_of(paragraph))[1]
        found |= _paragraph_properties(paragraph.find(w("pPr")))
        return Shape(
            style=self.name(paragraph),
            align=_ALIGN.get(found.get("jc", ""), "trai"),
            first_line=_twips(found, "ind.firstLine") - _twips(found, "ind.hanging"),
            before=_twips(found, "spacing.before"),
            after=_twips(found, "spacing.after"),
            pitch=_twips(found, "spacing.line"),
            rule=found.get("spacing.lineRule", "auto"),
        )

    def runs(self, paragraph: etree._Element) -> Iterator[Run]:
        """Yield the visible runs of a paragraph with their looks, text boxes apart."""
        base = dict(self._defaults[0])
        style = self._chain(self._style_of(paragraph))[0]
        for run in _own_runs(paragraph):
            if text := _run_text(run):
                yield Run(text, self._look(run, base, style))

    def _look(self, run: etree._Element, base: Properties, style: Properties) -> Look:
        own = run.find(w("rPr"))
        named = own.find(w("rStyle")) if own is not None else None
        character = self._chain(named.get(w("val"), ""))[0] if named is not None else {}
        direct = _run_properties(own)
        found = {**base, **style, **character, **direct}
        for toggle in ("b", "i", "caps"):
            if toggle not in direct and toggle in style and toggle in character:
                found[toggle] = "1" if style[toggle] != character[toggle] else "0"
        fonts = {slot: self._font(found, slot) for slot in _SLOTS}
        return Look(
            fonts=fonts,
            size=float(found.get("sz", "20")) / 2,
            bold=found.get("b") == "1",
            italic=found.get("i") == "1",
            underline=found.get("u", "none") != "none",
            capitals=found.get("caps") == "1",
            color=found.get("color", "auto"),
        )

    def _font(self, found: Properties, slot: str) -> str:
        theme = found.get(f"font.{slot}Theme", "")
        if theme:
            return self._theme.get("major" if theme.startswith("major") else "minor", "")
        return found.get(f"font.{slot}", "")

    @cached_property
    def _defaults(self) -> tuple[Properties, Properties]:
        if self._root is None:
            return {}, {}
        run = self._root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        paragraph = self._root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}")
        return _run_properties(run), _paragraph_properties(paragraph)

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
                run = {**run, **_run_properties(style.find(w("rPr")))}
                paragraph = {**paragraph, **_paragraph_properties(style.find(w("pPr")))}
                self._known[name] = (run, paragraph)
        return self._known[name]


def _twips(found: Properties, key: str) -> int:
    value = found.get(key, "0")
    return int(float(value)) if value.lstrip("-").replace(".", "", 1).isdigit() else 0


def _run_properties(element: etree._Element | None) -> Properties:
    found: Properties = {}
    for child in element if element is not None else ():
        name = etree.QName(child).localname
        if name in {"b", "i", "caps"}:
            found[name] = "1" if is_on(child) else "0"
        elif name in {"sz", "u", "color"}:
            found[name] = child.get(w("val"), "")
        elif name == "rFonts":
            found |= _fonts(child)
    return found


def _fonts(element: etree._Element) -> Properties:
    """Return fonts by slot; a theme font and a named font of one slot exclude each other."""
    found: Properties = {}
    for slot in _SLOTS:
        theme = element.get(w("cstheme" if slot == "cs" else f"{slot}Theme"))
        name = element.get(w(slot))
        if theme or name:
            found |= {f"font.{slot}Theme": theme or "", f"font.{slot}": name or ""}
    return found


def _paragraph_properties(element: etree._Element | None) -> Properties:
    found: Properties = {}
    for child in element if element is not None else ():
        name = etree.QName(child).localname
        if name == "jc":
            found["jc"] = child.get(w("val"), "")
        elif name in {"ind", "spacing"}:
            for key, value in child.attrib.items():
                found[f"{name}.{etree.QName(key).localname}"] = str(value)
    return found


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
        elif child.tag in {w("br"), w("cr")}:
            pieces.append("\n")
        elif child.tag == w("tab"):
            pieces.append("\t")
    return "".join(pieces)
