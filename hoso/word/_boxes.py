"""The text that one element stands for: letters, breaks, and every way in which Word draws a box."""

from __future__ import annotations

import unicodedata
from typing import Final

from lxml import etree

from hoso.word._ns import w, w14

EMPTY_BOX: Final = "☐"
TICKED_BOX: Final = "☒"
_R: Final = w("r")
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


def is_on(element: etree._Element | None) -> bool:
    """Return whether a toggle such as `w:b` is present and not switched off."""
    if element is None:
        return False
    value = element.get(w("val"), element.get(w14("val"), "1"))
    return value not in _OFF


def text_of_element(element: etree._Element) -> str | None:
    """Return the text that `element` itself stands for, None when its children say it."""
    if element.tag == w("t"):
        return _in_font(element)
    if element.tag in _FIXED:
        return _FIXED[element.tag]
    if element.tag == w("sym"):
        return _character(element.get(w("font"), ""), element.get(w("char"), ""))
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


def _character(font: str, char: str) -> str:
    """Return what `w:sym` shows; U+FFFD, which people see and are asked about, for a damaged one."""
    try:
        code = int(char, 16)
        letter = _symbol(font, code) or chr(code)
    except (ValueError, OverflowError):
        return "\N{REPLACEMENT CHARACTER}"
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(letter) in {"Cc", "Cs"} else letter


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
