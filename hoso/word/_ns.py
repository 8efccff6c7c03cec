"""Names of OOXML (ECMA-376, ISO/IEC 29500) elements that this room reads and writes."""

from __future__ import annotations

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_V = "urn:schemas-microsoft-com:vml"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DUBLIN = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FALLBACK = f"{{{_MC}}}Fallback"


def w(name: str) -> str:
    """Return the full name of a WordprocessingML element or attribute."""
    return f"{{{_W}}}{name}"


def w14(name: str) -> str:
    """Return the full name of a Word 2010 extension."""
    return f"{{{_W14}}}{name}"


def a(name: str) -> str:
    """Return the full name of a DrawingML element."""
    return f"{{{_A}}}{name}"


def drawing(name: str) -> str:
    """Return the full name of an element that places a drawing in a text."""
    return f"{{{_DRAWING}}}{name}"


def v(name: str) -> str:
    """Return the full name of a VML element, in which Word 2003 drew."""
    return f"{{{_V}}}{name}"
