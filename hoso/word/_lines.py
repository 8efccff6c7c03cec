"""The paragraphs of a Word part in reading order, wherever they hide: controls, tables, text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from hoso.word._ns import FALLBACK, w, w14
from hoso.word._package import Package

EMPTY_BOX: Final = "☐"
TICKED_BOX: Final = "☒"
_P, _TBL, _TR, _TC, _R = w("p"), w("tbl"), w("tr"), w("tc"), w("r")
_SKIP: Final = {w("pPr"), w("rPr"), w("sdtPr"), w("tblPr"), w("del"), w("moveFrom"), FALLBACK}
_SKIP_TEXT: Final = {w("instrText"), w("delText"), w("delInstrText")}
_BOX_TEXT: Final = w("txbxContent")
_FIXED: Final = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
_OFF: Final = {"0", "false", "off"}
# Boxes and ticks of the symbol fonts that Word offers, by font and low byte of the character.
_SYMBOLS: Final = {
    "Wingdings": {0xFE: "☒", 0xFD: "☒", 0x78: "☒", 0xFC: "✓", 0xA8: "☐", 0x6F: "☐", 0x71: "☐"},
    "Wingdings 2": {0x52: "☒", 0x53: "☒", 0x54: "☒", 0x50: "✓", 0xA3: "☐", 0x2A: "☐", 0x30: "☐"},
}


class Cell(NamedTuple):
    """Ô: where a paragraph stands in a table; all counted from 0."""

    table: int
    row: int
    column: int


@dataclass(slots=True)
class Line:
    """One paragraph: its text, table cell, and the names of the bookmarks that lie over it."""

    element: etree._Element
    text: str = ""
    cell: Cell | None = None
    marks: set[str] = field(default_factory=set)


def lines(root: etree._Element) -> list[Line]:
    """Return every paragraph below `root` in reading order; deleted text is left out."""
    walker = _Walker()
    walker.blocks(root, None)
    return walker.found


def document_lines(package: Package) -> list[Line]:
    """Return the paragraphs of the main document."""
    return lines(package.xml(package.main))


def story_lines(package: Package) -> Iterator[tuple[str, list[Line]]]:
    """Yield (kind, paragraphs) of headers, main document, notes and footers, in that order."""
    for kind in ("header", "", "footnotes", "endnotes", "footer"):
        names = sorted(set(package.related(package.main, kind))) if kind else [package.main]
        for name in names:
            yield kind, lines(package.xml(name))


def text_of_package(package: Package) -> str:
    """Return all text of the document, one line a paragraph, without blank ones."""
    every = (line.text for _, found in story_lines(package) for line in found)
    return "\n".join(text for text in every if text.strip())


def is_on(element: etree._Element | None) -> bool:
    """Return whether a toggle such as `w:b` is present and not switched off."""
    if element is None:
        return False
    value = element.get(w("val"), element.get(w14("val"), "1"))
    return value not in _OFF


@dataclass(slots=True)
class _Walker:
    found: list[Line] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)  # bookmark id → name, while it is open
    tables: int = 0

    def blocks(self, container: etree._Element, cell: Cell | None) -> None:
        for child in container:
            if child.tag == _P:
                self._paragraph(child, cell)
            elif child.tag == _TBL:
                self._table(child)
            elif not self._mark(child) and child.tag not in _SKIP:
                self.blocks(child, cell)

    def _table(self, table: etree._Element) -> None:
        number, self.tables = self.tables, self.tables + 1
        for row, line in enumerate(self._own(table, _TR)):
            for column, one in enumerate(self._own(line, _TC)):
                self.blocks(one, Cell(number, row, column))

    def _own(self, parent: etree._Element, tag: str) -> Iterator[etree._Element]:
        """Yield the rows of a table, or cells of a row, also those inside content controls."""
        for child in parent:
            if child.tag == tag:
                yield child
            elif not self._mark(child) and child.tag not in _SKIP:
                yield from self._own(child, tag)

    def _mark(self, element: etree._Element) -> bool:
        if element.tag == w("bookmarkStart"):
            self.marks[element.get(w("id"), "")] = element.get(w("name"), "")
        elif element.tag == w("bookmarkEnd"):
            self.marks.pop(element.get(w("id"), ""), None)
        else:
            return False
        return True

    def _paragraph(self, element: etree._Element, cell: Cell | None) -> None:
        line = Line(element, cell=cell)
        self.found.append(line)
        around = set(self.marks.values())
        boxes: list[etree._Element] = []
        line.text = "".join(self._inline(element, line, boxes))
        if not line.text.strip():
            line.marks |= around | set(self.marks.values())
        for box in boxes:
            self.blocks(box, cell)

    def _inline(
        self, parent: etree._Element, line: Line, boxes: list[etree._Element]
    ) -> Iterator[str]:
        for child in parent:
            if child.tag == _BOX_TEXT:
                boxes.append(child)
            elif child.tag in _SKIP or child.tag in _SKIP_TEXT or self._mark(child):
                continue
            elif (text := _text(child)) is not None:
                if text.strip():
                    line.marks |= set(self.marks.values())
                yield text
            else:
                yield from self._inline(child, line, boxes)


def _text(element: etree._Element) -> str | None:
    """Return the text that `element` itself stands for, None when its children say it."""
    if element.tag == w("t"):
        return _in_font(element)
    if element.tag in _FIXED:
        return _FIXED[element.tag]
    if element.tag == w("sym"):
        code = int(element.get(w("char"), "20"), 16)
        return _symbol(element.get(w("font"), ""), code) or chr(code)
    if element.tag == w("sdt") and (box := element.find(f".//{w14('checkbox')}")) is not None:
        own = element.find(w("sdtPr"))
        if own is not None and box.getparent() is own:
            return TICKED_BOX if is_on(box.find(w14("checked"))) else EMPTY_BOX
    if element.tag == w("fldChar") and (old := element.find(f".//{w('checkBox')}")) is not None:
        state = old.find(w("checked"))
        return (
            TICKED_BOX if is_on(old.find(w("default")) if state is None else state) else EMPTY_BOX
        )
    return None


def _in_font(element: etree._Element) -> str:
    text = element.text or ""
    run = element.getparent()
    fonts = run.find(f"{w('rPr')}/{w('rFonts')}") if run is not None and run.tag == _R else None
    name = fonts.get(w("ascii"), "") if fonts is not None else ""
    if name not in _SYMBOLS:
        return text
    return "".join(_symbol(name, ord(letter)) or letter for letter in text)


def _symbol(font: str, code: int) -> str:
    return (
        _SYMBOLS.get(font, {}).get(code & 0xFF, "")
        if code <= 0xFF or 0xF000 <= code <= 0xF0FF
        else ""
    )
