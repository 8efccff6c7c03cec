"""The font families that a document asks for, in the words that its pages show."""

from __future__ import annotations

from hoso.word._lines import story_lines
from hoso.word._measure import Styles
from hoso.word._package import open_package

_DEFAULT = "Times New Roman"  # ISO/IEC 29500-1, 17.3.2.26: left to the program; Word's own
_SHOWN = ("ascii", "hAnsi")  # the slots of Latin letters


def families(data: bytes, name: str) -> frozenset[str]:
    """Return the families of all runs that hold letters, headers and notes included.

    Raise UnreadableFileError as `open_package` does.
    """
    package = open_package(data, name)
    styles = Styles(package)
    return frozenset(
        run.look.fonts[slot] or _DEFAULT
        for _, lines in story_lines(package)
        for line in lines
        for run in styles.runs(line.element)
        if any(letter.isalpha() for letter in run.text)
        for slot in _SHOWN
    )
