"""ISO/IEC 29500 Strict, as Word saves it on request: the same elements under other names.

Reading turns the namespaces into those of the Transitional form, which all rooms here know; the
file itself stays as it came.
"""

from __future__ import annotations

import re
from typing import Final

_STRICT: Final = "http://purl.oclc.org/ooxml/"
_OPEN: Final = "http://schemas.openxmlformats.org/"
_RENAMED: Final = {
    "extendedProperties": "extended-properties",
    "customProperties": "custom-properties",
}
_NAMES: Final = re.compile(re.escape(_STRICT) + r"(\w+)/([\w/]+)")
_CONFORMANCE: Final = re.compile(r'\s(?:\w+:)?conformance="strict"')


def is_strict(relations: bytes) -> bool:
    """Return whether the package's own relations say that it is in the Strict form."""
    return _STRICT.encode() in relations or _STRICT.encode("utf-16-le") in relations


def transitional(data: bytes) -> bytes:
    """Return an XML part of the Strict form under the names of the Transitional form, in UTF-8."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        words = data.decode(encoding)
    except UnicodeDecodeError:
        return data  # the parser will say what is wrong with it
    words = re.sub(r'^(<\?xml[^>]*?encoding=["\'])[^"\']*', r"\1UTF-8", words)
    words = _CONFORMANCE.sub("", words)
    return _NAMES.sub(_transitional_name, words).encode()


def _transitional_name(match: re.Match[str]) -> str:
    room, rest = match[1], match[2]
    first, slash, more = rest.partition("/")
    return f"{_OPEN}{room}/2006/{_RENAMED.get(first, first)}{slash}{more}"
