"""The paragraphs of a Word part in reading order, wherever they hide: controls, tables, text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from hoso.word._boxes import EMPTY_BOX, TICKED_BOX, is_on, text_of_element
from hoso.word._ns import FALLBACK, w
from hoso.word._package import Package

__all__ = [
    "EMPTY_BOX",
    "TICKED_BOX",
    "Cell",
    "Line",
    "Piece",
    "document_lines",
    "is_on",
    "lines",
    "story_lines",
    "text_of_package",
]
_P, _TBL, _TR, _TC, _R, _SDT = w("p"), w("tbl"), w("tr"), w("tc"), w("r"), w("sdt")
_SKIP: Final = {w("pPr"), w("rPr"), w("sdtPr"), w("tblPr"), w("del"), w("moveFrom"), FALLBACK}
_SKIP_TEXT: Final = {w("instrText"), w("delText"), w("delInstrText")}
_BOX_TEXT: Final = w("txbxContent")
_LOOKS: Final = {"strike": "s", "dstrike": "s", "highlight": "h", "u": "u", "b": "b"}
_PLAIN_LOOKS: Final = {"none", "0", "false", "off"}


class Cell(NamedTuple):
    """Ô: where a paragraph stands in a table; all counted from 0."""

    table: int
    row: int
    column: int


class Piece(NamedTuple):
    """One stretch of a paragraph: its text, the marks and controls over it, how it is set off.

    `look` holds `s` struck through, `h` highlighted, `u` underlined, `b` bold.
    """

    text: str
    names: frozenset[str]
    look: str


@dataclass(slots=True)
class Line:
    """One paragraph: its text, table cell, and what lies over it.

    `marks` are names of bookmarks; `controls` those of content controls: the tag, and the title
    that people see (alias) after `=`, which is all that LibreOffice keeps.
    """

    element: etree._Element
    text: str = ""
    cell: Cell | None = None
    marks: set[str] = field(default_factory=set)
    controls: set[str] = field(default_factory=set)
    pieces: list[Piece] = field(default_factory=list)


def lines(root: etree._Element) -> list[Line]:
    """Return every paragraph below `root` in reading order; deleted text is left out."""
    ends = {end.get(w("id"), "") for end in root.iter(w("bookmarkEnd"))}
    walker = _Walker(ends)
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


@dataclass(slots=True)
class _Walker:
    ends: set[str]  # ids of the bookmarks that end somewhere
    found: list[Line] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)  # bookmark id → name, while it is open
    # Bookmarks whose end was lost, as LibreOffice loses it: they say where a text begins, no more.
    points: set[str] = field(default_factory=set)
    controls: list[frozenset[str]] = field(default_factory=list)
    hints: int = 0  # controls that only show their own "click here to enter text"
    tables: int = 0

    def blocks(self, container: etree._Element, cell: Cell | None) -> None:
        for child in container:
            if child.tag == _P:
                self._paragraph(child, cell)
            elif child.tag == _TBL:
                self._table(child)
            elif not self._mark(child) and child.tag not in _SKIP:
                self._enter(child)
                self.blocks(child, cell)
                self._leave(child)

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
                self._enter(child)
                yield from self._own(child, tag)
                self._leave(child)

    def _enter(self, element: etree._Element) -> None:
        if element.tag == _SDT:
            properties = element.find(w("sdtPr"))
            self.controls.append(frozenset(_control_names(properties)))
            self.hints += _shows_hint(properties)

    def _leave(self, element: etree._Element) -> None:
        if element.tag == _SDT:
            self.controls.pop()
            self.hints -= _shows_hint(element.find(w("sdtPr")))

    def _mark(self, element: etree._Element) -> bool:
        if element.tag == w("bookmarkStart"):
            number, name = element.get(w("id"), ""), element.get(w("name"), "")
            if number in self.ends:
                self.marks[number] = name
            else:
                self.points.add(name)
        elif element.tag == w("bookmarkEnd"):
            self.marks.pop(element.get(w("id"), ""), None)
        else:
            return False
        return True

    def _paragraph(self, element: etree._Element, cell: Cell | None) -> None:
        line = Line(element, cell=cell)
        self.found.append(line)
        line.controls.update(*self.controls)
        around = set(self.marks.values())
        boxes: list[etree._Element] = []
        for piece in self._inline(element, boxes, ""):
            line.pieces.append(piece)
        line.text = "".join(piece.text for piece in line.pieces)
        for piece in line.pieces:
            if piece.text.strip():
                names = {one for one in piece.names if one.startswith("#")}
                line.marks |= {one[1:] for one in names}
                line.controls |= {one for one in piece.names if not one.startswith("#")}
        if line.text.strip():
            line.marks |= self.points
            self.points.clear()
        else:
            line.marks |= around | set(self.marks.values())
        for box in boxes:
            self.blocks(box, cell)

    def _inline(
        self, parent: etree._Element, boxes: list[etree._Element], look: str
    ) -> Iterator[Piece]:
        for child in parent:
            if child.tag == _BOX_TEXT:
                boxes.append(child)
            elif child.tag in _SKIP or child.tag in _SKIP_TEXT or self._mark(child):
                continue
            elif (text := text_of_element(child)) is not None:
                if not self.hints:
                    yield Piece(text, self._names(), look)
            else:
                self._enter(child)
                yield from self._inline(child, boxes, _look(child) if child.tag == _R else look)
                self._leave(child)

    def _names(self) -> frozenset[str]:
        """Return what lies over the place: controls as they are, bookmarks after `#`."""
        return frozenset(f"#{name}" for name in self.marks.values()).union(*self.controls)


def _control_names(properties: etree._Element | None) -> Iterator[str]:
    for name, sign in (("tag", ""), ("alias", "=")):
        element = properties.find(w(name)) if properties is not None else None
        if element is not None and (value := element.get(w("val"), "")):
            yield sign + value


def _shows_hint(properties: etree._Element | None) -> bool:
    return properties is not None and is_on(properties.find(w("showingPlcHdr")))


def _look(run: etree._Element) -> str:
    properties = run.find(w("rPr"))
    found = set() if properties is None else {_LOOKS.get(_local(one), "") for one in properties
                                              if one.get(w("val"), "1") not in _PLAIN_LOOKS}  # fmt: skip
    shade = properties.find(w("shd")) if properties is not None else None
    if shade is not None and shade.get(w("fill"), "auto").lower() not in {"auto", "ffffff"}:
        found.add("h")
    return "".join(sorted(found))


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
