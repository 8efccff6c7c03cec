"""A picture put where a bookmark is, in a document that is filled already."""

from __future__ import annotations

import posixpath
import struct
from typing import Final

from lxml import etree

from hoso.errors import TemplateBrokenError
from hoso.word._ns import CONTENT_TYPES, OFFICE_RELATIONS, PACKAGE_RELATIONS, w
from hoso.word._package import Package, open_package, parse, serialise, write_package
from hoso.word._placed import Picture

_EMU: Final = 36_000  # in a millimetre (ISO/IEC 29500-1, 20.1.2.1)
_DRAWING: Final = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:drawing>\
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>\
<wp:docPr id="{number}" name="{name}" descr="{about}"/><wp:cNvGraphicFramePr/><a:graphic>\
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>\
<pic:cNvPr id="{number}" name="{name}" descr="{about}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>\
<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>\
<a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>\
</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"""


def at_bookmark(data: bytes, bookmark: str, picture: Picture, about: str) -> bytes:
    """Return the .docx `data` with a PNG in place of what the bookmark's paragraph says.

    `about` tells what it shows to people who do not see it. Raise TemplateBrokenError when there is
    no such bookmark.
    """
    package = open_package(data, "văn bản")
    root = package.xml(package.main)
    paragraph = _paragraph(root, bookmark)
    relation = f"rId_{bookmark}"
    for run in paragraph.findall(w("r")):
        paragraph.remove(run)
    drawn = _DRAWING.format(
        **dict(zip(("wide", "high"), _size(picture), strict=True)),
        number=1 + sum(1 for _ in root.iter("{*}docPr")),
        name=bookmark,
        about=about,
        relation=relation,
    )
    paragraph.append(parse(drawn.encode(), bookmark))
    return write_package(
        package.with_parts(
            {package.main: serialise(root), **_added(package, relation, bookmark, picture)}
        )
    )


def _paragraph(root: etree._Element, bookmark: str) -> etree._Element:
    """Return the paragraph that a bookmark stands in, or the one that it stands before."""
    for mark in root.iter(w("bookmarkStart")):
        if mark.get(w("name")) == bookmark:
            found = next(mark.iterancestors(w("p")), None)
            found = mark.getnext() if found is None else found
            if found is not None and found.tag == w("p"):
                return found
    raise TemplateBrokenError(
        f"Mẫu không có dấu trang «{bookmark}» để đặt hình. Hãy thêm dấu trang ấy vào mẫu riêng, hoặc "
        "dùng mẫu của chương trình.",
        where=bookmark,
    )


def _size(picture: Picture) -> tuple[int, int]:
    """Return width and height in EMU; the picture keeps its proportions."""
    wide, high = struct.unpack(">2L", picture.data[16:24])  # IHDR of PNG comes first
    width = round(picture.width * _EMU)
    return width, round(width * high / wide)


def _added(package: Package, relation: str, bookmark: str, picture: Picture) -> dict[str, bytes]:
    """Return the picture's part, the relation to it, and its kind among the package's."""
    folder, base = posixpath.split(package.main)
    part = posixpath.join(folder, "media", f"{bookmark}.png")
    rels = posixpath.join(folder, "_rels", f"{base}.rels")
    relations, types = package.xml(rels), package.xml("[Content_Types].xml")
    said = {
        "Id": relation,
        "Type": f"{OFFICE_RELATIONS}/image",
        "Target": f"media/{bookmark}.png",
    }
    etree.SubElement(relations, f"{{{PACKAGE_RELATIONS}}}Relationship", said)
    known = {one.get("Extension", "").lower() for one in types}
    if "png" not in known:
        kind = {"Extension": "png", "ContentType": "image/png"}
        types.insert(0, etree.Element(f"{{{CONTENT_TYPES}}}Default", kind))
    return {
        part: picture.data,
        rels: serialise(relations),
        "[Content_Types].xml": serialise(types),
    }
