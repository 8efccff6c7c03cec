"""The core properties of a filled document: no clock inside, and the identity it is issued under."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Final

from lxml import etree

from hoso.word._ns import DUBLIN
from hoso.word._package import Package, serialise, with_core, without_clock

_MARK: Final = "\ue000hoso\ue001"  # stands at the beginning of the identifier until it is known
_MARKED: Final = re.compile(f"{_MARK}[^<]*")


@dataclass(frozen=True, slots=True)
class CoreProperties:
    """The part with the core properties (ISO/IEC 29500-2, 11), ready to take an identifier."""

    name: str
    source: bytes

    @classmethod
    def of(cls, package: Package) -> tuple[CoreProperties, Package]:
        """Return the properties and the package that holds them as they are here."""
        package = with_core(package)
        name = package.core or ""
        root = without_clock(package.xml(name))
        element = root.find(f"{{{DUBLIN}}}identifier")
        if element is None:
            element = etree.SubElement(root, f"{{{DUBLIN}}}identifier")
        element.text = _MARK + (element.text or "")
        source = serialise(root)
        return cls(name, source), package.with_parts({name: source})

    def with_identity(self, source: bytes, identity: str) -> bytes:
        """Return `source`, these properties printed, with `identity` if it is not empty."""
        text = source.decode()
        if identity:
            return _MARKED.sub(lambda _: escape(identity, quote=False), text, count=1).encode()
        return text.replace(_MARK, "", 1).encode()
