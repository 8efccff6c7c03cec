"""The .docx as a package of parts (OPC, ISO/IEC 29500-2): opened with suspicion, written canonically."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from hoso.word._guard import has_dtd, unpack, unreadable
from hoso.word._ns import (
    CONTENT_TYPES,
    CORE,
    DUBLIN,
    OFFICE_RELATIONS,
    PACKAGE_RELATIONS,
    TERMS,
    w,
)
from hoso.word._strict import is_strict, transitional
from hoso.word._zip import Packer

# Relations whose target holds text of the document, and those that it can be read without.
_STORIES = frozenset({"header", "footer", "footnotes", "endnotes"})
_TEXT_ELSEWHERE = frozenset({"aFChunk", "subDocument", "frame"})
_OUTSIDE = {
    "image": "ảnh nằm ngoài tệp",
    "attachedTemplate": "mẫu đính kèm trên máy khác",
    "oleObject": "đối tượng nhúng nằm ngoài tệp",
    "video": "video nằm ngoài tệp",
}
_REMOTE = re.compile(r"(?i)(https?|ftp):|(file:)?(//|\\\\)(?!/)")  # a template over the net
FIRST = ("[Content_Types].xml", "_rels/.rels")
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = f"{PACKAGE_RELATIONS}/metadata/core-properties"
_CLOCKED = (
    f"{{{TERMS}}}created",
    f"{{{TERMS}}}modified",
    f"{{{CORE}}}lastModifiedBy",
    f"{{{CORE}}}lastPrinted",
    f"{{{CORE}}}revision",
)


@dataclass(frozen=True, slots=True)
class Package:
    """Gói .docx: its parts by name; `name` is what messages call the file."""

    name: str
    parts: Mapping[str, bytes]

    def xml(self, part: str) -> etree._Element:
        """Return the root of an XML part; raise UnreadableFileError when it is not sound XML."""
        return parse(self.parts[part], f"{self.name}: {part}")

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """Return the names of the parts that `part` (`""`: the package) relates to as `kind`."""
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self.parts:
            return ()
        found = (_target(rel, folder) for rel in self.xml(rels) if _is_kind(rel, kind))
        return tuple(name for name in found if name in self.parts)

    def targets(self, part: str) -> dict[str, str]:
        """Return the parts that `part` relates to, by the id of the relation."""
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        found = self.xml(rels) if rels in self.parts else ()
        return {rel.get("Id", ""): _target(rel, folder) for rel in found}

    @property
    def main(self) -> str:
        """Return the name of the main document part."""
        found = self.related("", "officeDocument")
        if not found:
            raise unreadable(self.name, "không có phần văn bản chính của Word")
        return found[0]

    def stories(self, *kinds: str) -> Iterator[str]:
        """Yield the main part, then the parts that it relates to, in the order of `kinds`."""
        yield self.main
        for kind in kinds:
            yield from dict.fromkeys(sorted(self.related(self.main, kind)))

    def links(self) -> Iterator[tuple[str, str, bool]]:
        """Yield (kind, target, whether it lies outside the file) of every part's relations."""
        for rels in sorted(part for part in self.parts if part.lower().endswith(".rels")):
            folder = posixpath.dirname(posixpath.dirname(rels))
            for rel in self.xml(rels).iter(f"{{{PACKAGE_RELATIONS}}}Relationship"):
                external = rel.get("TargetMode") == "External"
                kind = str(rel.get("Type", "")).rpartition("/")[2]
                target = str(rel.get("Target", "")) if external else _target(rel, folder)
                yield kind, target, external

    @property
    def outside(self) -> tuple[str, ...]:
        """Return what the document shows or uses but does not hold, for people to know."""
        return tuple(
            f"{_OUTSIDE[kind]} «{target}»"
            for kind, target, external in self.links()
            if external and kind in _OUTSIDE
        )

    @property
    def core(self) -> str | None:
        """Return the name of the part with the core properties, None when there is none."""
        found = self.related("", "core-properties")
        return found[0] if found else None

    @property
    def identifier(self) -> str:
        """Return the core property `identifier`, `""` when there is none."""
        if self.core is None:
            return ""
        return (self.xml(self.core).findtext(f"{{{DUBLIN}}}identifier") or "").strip()

    def with_parts(self, changed: Mapping[str, bytes]) -> Package:
        """Return the package with some parts replaced or added."""
        return Package(self.name, {**self.parts, **changed})


def open_package(data: bytes, name: str) -> Package:
    """Return the parts of a .docx; one saved in the Strict form is read as the Transitional one.

    Raises UnreadableFileError with the reason for anything else: OLE (old .doc, encrypted), not a
    zip, truncated, with macros, a zip bomb, dangerous or doubled names, XML with a DTD or not
    well-formed, no main document, text that lies outside the file.
    """
    parts = unpack(data, name)
    if is_strict(parts.get("_rels/.rels", b"")):
        parts = {
            part: transitional(inside) if _is_xml(part) else inside
            for part, inside in parts.items()
        }
    package = Package(name, parts)
    _refuse_foreign(package)
    _refuse_outside(package)
    return package


def _is_xml(part: str) -> bool:
    return part.lower().endswith((".xml", ".rels"))


def _refuse_foreign(package: Package) -> None:
    if "[Content_Types].xml" not in package.parts or "_rels/.rels" not in package.parts:
        raise unreadable(package.name, _other_office(package))
    types = [
        str(one.get("ContentType", ""))
        for one in package.xml("[Content_Types].xml").iter(etree.Element)
    ]
    macro = any(part.lower().endswith(("vbaproject.bin", "vbadata.xml")) for part in package.parts)
    if macro or any("macroEnabled" in one or "vbaProject" in one for one in types):
        raise unreadable(package.name, "tệp có macro (.docm), không được nhận")
    for part in package.parts:
        if _is_xml(part):
            package.xml(part)
    if package.xml(package.main).find(w("body")) is None:
        raise unreadable(package.name, "phần chính không phải văn bản Word (có thể là Excel)")


def _other_office(package: Package) -> str:
    if package.parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        return "tệp là OpenDocument (.odt), không phải văn bản Word"
    return "tệp nén này không phải văn bản Word, hoặc thiếu phần bắt buộc"


def _refuse_outside(package: Package) -> None:
    """Refuse a document part of whose text is missing, or is to be fetched from elsewhere."""
    for kind, target, external in package.links():
        if kind in _TEXT_ELSEWHERE and (external or kind == "aFChunk"):
            reason = f"một phần nội dung nằm ngoài văn bản ({kind}: {target})"
            raise unreadable(package.name, reason)
        if kind == "attachedTemplate" and external and _REMOTE.match(target):
            raise unreadable(package.name, f"tệp tự tải mẫu từ mạng ({target}), có thể là mã độc")
        if kind in _STORIES and not external and target not in package.parts:
            raise unreadable(package.name, f"tệp thiếu phần {target}")


def parse(data: bytes, where: str) -> etree._Element:
    """Return the root of `data`; no DTD, no entities, no network, no repair."""
    if has_dtd(data):  # before the parser sees it: entities may unfold a thousandfold
        raise unreadable(where, "XML có khai báo DTD (thực thể), không được nhận")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise unreadable(where, f"XML hỏng ({error})") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise unreadable(where, "XML có khai báo DTD (thực thể), không được nhận")
    return root


def all_text(root: etree._Element) -> str:
    """Return every text in the XML of a part, whatever it is for."""
    return "".join(str(text) for text in root.itertext())


def serialise(root: etree._Element) -> bytes:
    """Return an XML part as bytes, the way Word writes it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def write_package(package: Package) -> bytes:
    """Return the .docx: equal parts give equal bytes (fixed order and dates, no clock inside)."""
    parts = dict(package.parts)
    if (core := package.core) is not None:
        parts[core] = serialise(without_clock(package.xml(core)))
    order = [*FIRST, *sorted(name for name in parts if name not in FIRST)]
    return Packer.of([(name, parts[name]) for name in order]).pack({})


def without_clock(core: etree._Element) -> etree._Element:
    """Return core properties without what says when and by whom the file was last saved."""
    for element in list(core):
        if element.tag in _CLOCKED:
            core.remove(element)
    return core


def with_core(package: Package) -> Package:
    """Return the package with core properties, empty ones when it has none."""
    if package.core is not None:
        return package
    core = etree.Element(f"{{{CORE}}}coreProperties", nsmap={"cp": CORE, "dc": DUBLIN})
    types, rels = package.xml("[Content_Types].xml"), package.xml("_rels/.rels")
    override = {"PartName": "/docProps/core.xml", "ContentType": _CORE_TYPE}
    etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", override)
    relation = {"Id": "rIdHoso", "Type": _CORE_RELATION, "Target": "docProps/core.xml"}
    etree.SubElement(rels, f"{{{PACKAGE_RELATIONS}}}Relationship", relation)
    return package.with_parts(
        {
            "docProps/core.xml": serialise(core),
            "[Content_Types].xml": serialise(types),
            "_rels/.rels": serialise(rels),
        }
    )


def _is_kind(relation: etree._Element, kind: str) -> bool:
    known = (f"{OFFICE_RELATIONS}/{kind}", f"{PACKAGE_RELATIONS}/metadata/{kind}")
    strict = f"http://purl.oclc.org/ooxml/officeDocument/relationships/{kind}"
    external = relation.get("TargetMode") == "External"
    return not external and relation.get("Type") in {*known, strict}


def _target(relation: etree._Element, folder: str) -> str:
    target = str(relation.get("Target", ""))
    absolute = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(absolute).lstrip("/")
