"""Fonts that may stand in for others, nearest in the widths of their letters first.

Equal widths mean the same line and page breaks. Sources: the fonts' own statements (Liberation, Tinos,
Arimo, Cousine and Carlito are made to the widths of the Microsoft fonts; TeX Gyre, Nimbus and Free
to those of Times, Helvetica and Courier). Caladea, made for Cambria, lacks 88 of the 134 letters.
"""

from __future__ import annotations

_SERIF = ("Liberation Serif", "Tinos", "TeX Gyre Termes", "Nimbus Roman", "FreeSerif")
_SANS = ("Liberation Sans", "Arimo", "TeX Gyre Heros", "Nimbus Sans", "FreeSans")
_MONO = ("Liberation Mono", "Cousine", "TeX Gyre Cursor", "Nimbus Mono PS", "FreeMono")
_EQUAL = {
    "Times New Roman": ("Times", *_SERIF),
    "Times": ("Times New Roman", *_SERIF),
    "Arial": ("Helvetica", *_SANS),
    "Helvetica": ("Arial", *_SANS),
    "Courier New": ("Courier", *_MONO),
    "Calibri": ("Carlito",),
}
# With all Vietnamese letters and found almost everywhere, though wider.
_LAST = {
    "Arial": ("Noto Sans", "DejaVu Sans Condensed", "DejaVu Sans"),
    "Courier New": ("Noto Sans Mono", "DejaVu Sans Mono"),
    "Times New Roman": ("Noto Serif", "DejaVu Serif Condensed", "DejaVu Serif"),
}
# Debian's packages with every letter: Liberation from its version 2 on, Carlito.
_LIBERATION = "fonts-liberation2 (từ Debian 13: fonts-liberation)"
_PACKAGES = {"Calibri": "fonts-crosextra-carlito"}
_KIND = {"Helvetica": "Arial", "Calibri": "Arial", "Cambria": "Times New Roman"}


def stand_ins(family: str) -> tuple[str, ...]:
    """Return what may replace `family` where it is missing or lacks letters, the nearest first."""
    kind = _KIND.get(family, family)
    kind = kind if kind in _LAST else "Times New Roman"
    near = (*_EQUAL.get(family, ()), *_EQUAL[kind], *_LAST[kind])
    return tuple(one for one in dict.fromkeys(near) if one != family)


def package(family: str) -> str | None:
    """Return Debian's package with a font of the same widths, None when there is none."""
    return _PACKAGES.get(family, _LIBERATION if family in _EQUAL else None)


def has_equal_widths(family: str, other: str) -> bool:
    """Return whether text in `other` takes the same room as in `family`; blanks do not count."""
    wanted = {key(name) for name in (family, *_EQUAL.get(family, ()))}
    return key(other) in wanted


def key(family: str) -> str:
    """Return a name as PDF files write it: without blanks, in lower case."""
    return family.replace(" ", "").lower()
