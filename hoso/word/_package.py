"""The .docx as a package of parts (OPC, ISO/IEC 29500-2): opened with suspicion, written canonically."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from hoso.errors import UnreadableFileError
from hoso.word._ns import (
    CONTENT_TYPES,
    CORE,
    DUBLIN,
    OFFICE_RELATIONS,
    PACKAGE_RELATIONS,
    TERMS,
    w,
)
from hoso.word._zip import Packer

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_MOST_PARTS = 2_000
_MOST_BYTES = 200 * 2**20  # far above any paper of an office; a zip bomb declares more
_MOST_RATIO = 300  # deflate cannot pass 1032; repetitive XML of Word stays far below 300
_SMALL = 10 * 2**20
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


def unreadable(name: str, reason: str) -> UnreadableFileError:
    """Return the refusal of a file, with what the user does next."""
    return UnreadableFileError(
        f"Không đọc được tệp Word «{name}»: {reason}. "
        "Hãy mở tệp bằng Word và lưu lại thành .docx không mật khẩu, rồi thử lại.",
        where=name,
    )


def open_package(data: bytes, name: str) -> Package:
    """Return the parts of a .docx.

    Raises UnreadableFileError with the reason for anything else: OLE (old .doc, encrypted), not a
    zip, truncated, with macros, a zip bomb, XML with a DTD or not well-formed, no main document.
    """
    if data.startswith(_OLE):
        raise unreadable(name, "tệp có mật khẩu hoặc là .doc kiểu cũ (OLE)")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bomb(archive, name)
            parts = {i.filename: archive.read(i) for i in archive.infolist() if not i.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise unreadable(name, "tệp hỏng, thiếu một phần hoặc không phải .docx") from error
    except (RuntimeError, NotImplementedError, ValueError) as error:
        raise unreadable(name, "tệp nén có mật khẩu hoặc kiểu nén lạ") from error
    package = Package(name, parts)
    _refuse_foreign(package)
    return package


def _refuse_bomb(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > _MOST_PARTS or size > _MOST_BYTES:
        raise unreadable(name, "tệp khai kích thước lớn bất thường")
    if size > _SMALL and size > _MOST_RATIO * max(packed, 1):
        raise unreadable(name, "tệp nén với tỷ lệ bất thường (nghi là bom nén)")
    if len({entry.filename for entry in entries}) != len(entries):
        raise unreadable(name, "tệp nén có hai phần trùng tên")


def _refuse_foreign(package: Package) -> None:
    types = package.parts.get("[Content_Types].xml")
    if types is None or "_rels/.rels" not in package.parts:
        raise unreadable(package.name, "tệp nén này không phải văn bản Word")
    macro = any(part.lower().endswith("vbaproject.bin") for part in package.parts)
    if macro or b"macroEnabled" in types:
        raise unreadable(package.name, "tệp có macro (.docm), không được nhận")
    for part in package.parts:
        if part.endswith((".xml", ".rels")):
            package.xml(part)
    if package.xml(package.main).find(w("body")) is None:
        raise unreadable(package.name, "phần chính không phải văn bản Word (hoặc lưu kiểu Strict)")


def parse(data: bytes, where: str) -> etree._Element:
    """Return the root of `data`; no DTD, no entities, no network, no repair."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise unreadable(where, f"XML hỏng ({error})") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise unreadable(where, "XML có khai báo DTD, không được nhận")
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
