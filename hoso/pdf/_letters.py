"""Letters for what is written onto joined pages: page numbers and the list of contents.

`chu.pdf` lends two embedded fonts (Liberation Serif, SIL OFL 1.1) with all Vietnamese letters and an
sRGB output intent; `tools/build_pdf_letters.py` makes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from hoso.pdf._fonts import code_map, font_dictionaries
from hoso.pdf._open import value_of

_STAND_IN = "?"  # for a letter that no Vietnamese text has


@dataclass(frozen=True, slots=True)
class Face:
    """One font inside the file that is being written: letter → code, code → width of 1,000."""

    font: Any  # the reference to it in the writer
    codes: Mapping[str, int]
    widths: Mapping[int, float]

    def shown(self, words: str) -> bytes:
        """Return `words` as the operand of Tj."""
        return b"<" + bytes(self._codes(words)).hex().encode("ascii") + b">"

    def width(self, words: str, size: float) -> float:
        """Return how wide `words` stand at `size` points, in points."""
        return sum(self.widths[code] for code in self._codes(words)) * size / 1000

    def _codes(self, words: str) -> Iterator[int]:
        for letter in words:
            yield self.codes.get(letter, self.codes[_STAND_IN])


@dataclass(frozen=True, slots=True)
class Letters:
    """The two faces, regular and bold."""

    regular: Face
    bold: Face


@cache
def _lender() -> bytes:
    return (files("hoso.pdf") / "chu.pdf").read_bytes()


def lend_letters(writer: PdfWriter) -> Letters:
    """Put both fonts into the file that is being written."""
    found = list(font_dictionaries(PdfReader(BytesIO(_lender()))))
    by_weight = {"Bold" in str(one["/BaseFont"]): _face(one, writer) for one in found}
    return Letters(regular=by_weight[False], bold=by_weight[True])


def _face(font: DictionaryObject, writer: PdfWriter) -> Face:
    first = int(value_of(font, "/FirstChar"))
    widths = {first + turn: float(width) for turn, width in enumerate(value_of(font, "/Widths"))}
    codes = {letter: code for code, letter in code_map(font).items()}
    return Face(font=font.clone(writer).indirect_reference, codes=codes, widths=widths)


def lend_colours(writer: PdfWriter) -> None:
    """Give the file that is being written the sRGB output intent."""
    root = PdfReader(BytesIO(_lender())).root_object
    intents = ArrayObject(
        one.get_object().clone(writer) for one in value_of(root, "/OutputIntents")
    )
    writer.root_object[NameObject("/OutputIntents")] = intents
