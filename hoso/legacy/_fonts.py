"""Fonts that old encodings were made for, known by their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from hoso.legacy._encodings import Encoding

_TCVN3: Final = re.compile(r"\.?Vn(?=[A-Z0-9])\S.*|ABC\s?Times.*", re.IGNORECASE)
_VNI: Final = re.compile(r"VNI[-\s_].+", re.IGNORECASE)
_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")  # of PDF fonts, ISO 32000-1, 9.6.4
# What begins like a font of TCVN3 and is not: VNI has its own rule, the others hold Unicode.
_NOT_OLD: Final = re.compile(r"\.?vn(i\b|unicode)", re.IGNORECASE)
_SANS: Final = re.compile(r"arial|helv|avant|univers", re.IGNORECASE)
_MONO: Final = re.compile(r"courier", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LegacyFont:
    """Phông chữ cũ: its encoding, whether it draws capitals only, and a font of today like it."""

    encoding: Encoding
    capitals: bool
    today: str


def legacy_font(name: str) -> LegacyFont | None:
    """Return what a font of that name holds, None for a font of Unicode or one not known."""
    bare = _SUBSET.sub("", name.strip().lstrip("/"))
    if _VNI.fullmatch(bare):
        return LegacyFont(Encoding.VNI, capitals=False, today=_today(bare))
    if not _TCVN3.fullmatch(bare) or _NOT_OLD.match(bare):
        return None
    plain = re.split(r"[,-]", bare)[0].rstrip()  # ",Bold" and "-Bold" as PDF files write looks
    capitals = plain.endswith("H")  # .VnTimeH, .VnArialH, .VnArial NarrowH
    return LegacyFont(Encoding.TCVN3, capitals=capitals, today=_today(bare))


def _today(name: str) -> str:
    if _SANS.search(name):
        return "Arial"
    return "Courier New" if _MONO.search(name) else "Times New Roman"
