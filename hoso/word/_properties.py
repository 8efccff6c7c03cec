"""Properties of letters and paragraphs as they are written in a style or on the spot."""

from __future__ import annotations

from typing import Final

from lxml import etree

from hoso.word._lines import is_on
from hoso.word._ns import w

SLOTS: Final = ("ascii", "hAnsi", "cs", "eastAsia")
_AUTOMATIC: Final = 280  # twips of "auto" space before or after: 14 points, as browsers have it
_CHARACTER: Final = 280  # twips of one character, by which WPS Office measures indents
Properties = dict[str, str]


def twips(found: Properties, key: str) -> int:
    """Return a length in twips, 0 when there is none."""
    value = found.get(key, "0")
    return int(float(value)) if value.lstrip("-").replace(".", "", 1).isdigit() else 0


def size(found: Properties) -> float:
    """Return the size of letters in points; 10 is the default of the format."""
    value = found.get("sz", "20")
    return float(value) / 2 if value.replace(".", "", 1).isdigit() else 10.0


def gap(found: Properties, side: str) -> int:
    """Return the space before or after a paragraph in twips."""
    automatic = found.get(f"spacing.{side}Autospacing", "0") in {"1", "true", "on"}
    return _AUTOMATIC if automatic else twips(found, f"spacing.{side}")


def first_line(found: Properties) -> int:
    """Return how far the first line stands in, in twips; negative when it hangs out."""
    if "ind.firstLine" not in found and "ind.firstLineChars" in found:
        return twips(found, "ind.firstLineChars") * _CHARACTER // 100
    return twips(found, "ind.firstLine") - twips(found, "ind.hanging")


def run_properties(element: etree._Element | None) -> Properties:
    """Return what `w:rPr` says about letters."""
    found: Properties = {}
    for child in element if element is not None else ():
        name = etree.QName(child).localname
        if name in {"b", "i", "caps"}:
            found[name] = "1" if is_on(child) else "0"
        elif name in {"cs", "rtl"}:
            found["complex"] = "1" if is_on(child) else "0"
        elif name in {"sz", "u", "color"}:
            found[name] = child.get(w("val"), "")
        elif name == "rFonts":
            found |= _fonts(child)
    return found


def _fonts(element: etree._Element) -> Properties:
    """Return fonts by slot; a theme font and a named font of one slot exclude each other."""
    found: Properties = {}
    for slot in SLOTS:
        theme = element.get(w("cstheme" if slot == "cs" else f"{slot}Theme"))
        name = element.get(w(slot))
        if theme or name:
            found |= {f"font.{slot}Theme": theme or "", f"font.{slot}": "" if theme else name or ""}
    if hint := element.get(w("hint")):
        found["hint"] = hint
    return found


def paragraph_properties(element: etree._Element | None) -> Properties:
    """Return what `w:pPr` says about a paragraph."""
    found: Properties = {}
    for child in element if element is not None else ():
        name = etree.QName(child).localname
        if name == "jc":
            found["jc"] = child.get(w("val"), "")
        elif name == "contextualSpacing":
            found["contextual"] = "1" if is_on(child) else "0"
        elif name in {"numPr", "pBdr"}:
            for one in child:
                found[f"{name}.{etree.QName(one).localname}"] = one.get(w("val"), "")
        elif name in {"ind", "spacing"}:
            for key, value in child.attrib.items():
                found[f"{name}.{etree.QName(key).localname}"] = str(value)
    return found
