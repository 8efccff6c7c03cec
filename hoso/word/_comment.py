"""Word comments at paragraphs (ISO/IEC 29500-1, 17.13.4), written into a copy of a document."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from hoso.word._lines import lines
from hoso.word._ns import CONTENT_TYPES, OFFICE_RELATIONS, PACKAGE_RELATIONS, w
from hoso.word._package import Package, open_package, serialise, write_package

_AUTHOR, _INITIALS = "hoso", "hs"
_KIND: Final = f"{OFFICE_RELATIONS}/comments"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_ID: Final = "rIdHosoComments"


def comment(data: bytes, notes: Sequence[tuple[int, str]], *, name: str = "văn bản") -> bytes:
    """Return a copy of the .docx `data` with each note as a comment at its paragraph.

    Paragraphs count from 1 in reading order, blank ones and those in tables and text boxes
    counted, as messages number them; a number beyond the last stands for the last. Notes on one
    paragraph share a comment. Comments that are there stay. Raises UnreadableFileError.
    """
    package = open_package(data, name)
    root = package.xml(package.main)
    package, part = _with_comments(package)
    comments = package.xml(part)
    for place, words in _by_paragraph(root, notes).items():
        number = _free(comments, root)
        comments.append(_comment(number, words))
        _mark(place, number)
    return write_package(
        package.with_parts({package.main: serialise(root), part: serialise(comments)})
    )


def _by_paragraph(
    root: etree._Element, notes: Sequence[tuple[int, str]]
) -> Mapping[etree._Element, list[str]]:
    every = [line.element for line in lines(root)] or [_first_paragraph(root)]
    found: dict[etree._Element, list[str]] = {}
    for number, words in notes:
        place = every[min(max(number, 1), len(every)) - 1]
        found.setdefault(_outside_boxes(place), []).append(words)
    return found


def _first_paragraph(root: etree._Element) -> etree._Element:
    """Return a paragraph made for a document that has none."""
    body, made = root[0], etree.Element(w("p"))
    body.insert(0, made)
    return made


def _outside_boxes(paragraph: etree._Element) -> etree._Element:
    """Return the paragraph, or the one that its text box hangs on: Word has no comments in boxes."""
    boxes = [one for one in paragraph.iterancestors() if one.tag == w("txbxContent")]
    return next(boxes[-1].iterancestors(w("p"))) if boxes else paragraph


def _free(comments: etree._Element, root: etree._Element) -> int:
    marks = [*comments.iter(w("comment")), *root.iter(w("commentReference"))]
    used = (one.get(w("id"), "") for one in marks)
    return max((int(one) for one in used if one.isdigit()), default=-1) + 1


def _comment(number: int, words: Sequence[str]) -> etree._Element:
    told = {w("id"): str(number), w("author"): _AUTHOR, w("initials"): _INITIALS}
    made = etree.Element(w("comment"), told)
    for one in words:
        text = etree.SubElement(etree.SubElement(etree.SubElement(made, w("p")), w("r")), w("t"))
        text.text = one
    return made


def _mark(paragraph: etree._Element, number: int) -> None:
    """Lay the comment over the whole paragraph."""
    identity = {w("id"): str(number)}
    start = 1 if paragraph.find(w("pPr")) is not None else 0
    paragraph.insert(start, etree.Element(w("commentRangeStart"), identity))
    paragraph.append(etree.Element(w("commentRangeEnd"), identity))
    run = etree.SubElement(paragraph, w("r"))
    etree.SubElement(run, w("commentReference"), identity)


def _with_comments(package: Package) -> tuple[Package, str]:
    """Return the package with a part for comments, its own or a new one, and the part's name."""
    if own := package.related(package.main, "comments"):
        return package, own[0]
    folder, base = posixpath.split(package.main)
    names = (posixpath.join(folder, f"comments{count or ''}.xml") for count in range(1000))
    part = next(name for name in names if name not in package.parts)
    rels = posixpath.join(folder, "_rels", f"{base}.rels")
    relations = (
        package.xml(rels)
        if rels in package.parts
        else etree.Element(f"{{{PACKAGE_RELATIONS}}}Relationships")
    )
    relation = {"Id": _ID, "Type": _KIND, "Target": posixpath.basename(part)}
    etree.SubElement(relations, f"{{{PACKAGE_RELATIONS}}}Relationship", relation)
    types = package.xml("[Content_Types].xml")
    override = {"PartName": f"/{part}", "ContentType": _TYPE}
    etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", override)
    made = {
        part: serialise(etree.Element(w("comments"), nsmap={"w": w("")[1:-1]})),
        rels: serialise(relations),
        "[Content_Types].xml": serialise(types),
    }
    return package.with_parts(made), part
