"""The fonts of a PDF: what they are called, whether they travel with it, which letters they draw."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from hoso import text
from hoso.pdf._open import open_pdf, reading, value_of

_SUBSET = re.compile(r"^[A-Z]{6}\+")  # ISO 32000-1, 9.6.4
_STYLE = re.compile(
    r"[-,](?:Regular|Roman|Book|Medium|Light|ExtraLight|Semi|Demi|Bold|Black|Italic|Oblique|MT)+$"
)
_MAKER = re.compile(r"(?:PS)?(?:MT)?$")  # TimesNewRomanPSMT is Times New Roman
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
# ToUnicode (ISO 32000-1, 9.10.3): single codes, and ranges that start at one letter or list them.
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[(.*?)\])", re.DOTALL
)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_LONGEST_RANGE = 0x10000


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """Phông chữ: one font of a PDF; `letters` are those that it says it draws."""

    name: str  # LiberationSerif-Bold
    embedded: bool
    letters: frozenset[str]

    @property
    def family(self) -> str:
        """Return the name without its style: `LiberationSerif`."""
        return _MAKER.sub("", _STYLE.sub("", self.name))

    @property
    def draws_words(self) -> bool:
        """Return whether it draws Vietnamese or Latin letters, not only signs and digits."""
        return any(letter in text.ALPHABET for letter in self.letters)


def fonts(data: bytes, name: str) -> tuple[Font, ...]:
    """Return every font that the pages and annotations name, each once, by name.

    Raise UnreadableFileError as `text_of` does.
    """
    reader = open_pdf(data, name)
    with reading(name):
        found = {_font(one) for one in font_dictionaries(reader)}
    return tuple(sorted(found, key=lambda one: (one.name, sorted(one.letters))))


def _font(found: DictionaryObject) -> Font:
    name = _SUBSET.sub("", str(found.get("/BaseFont", "")).lstrip("/"))
    letters = frozenset("".join(code_map(found).values()))
    return Font(name=name, embedded=_is_embedded(found), letters=letters)


def _is_embedded(found: DictionaryObject) -> bool:
    if found.get("/Subtype") == "/Type3":  # its letters are drawings in the file itself
        return True
    if found.get("/Subtype") == "/Type0":
        found = value_of(found, "/DescendantFonts")[0].get_object()
    descriptor = value_of(found, "/FontDescriptor") or {}
    return any(key in descriptor for key in _FILES)


def code_map(found: DictionaryObject) -> Mapping[int, str]:
    """Return code → letters of a font as its ToUnicode says; empty when it says nothing."""
    stream = value_of(found, "/ToUnicode")
    if not isinstance(stream, StreamObject):  # absent, or the name of a predefined map
        return {}
    codes: dict[int, str] = {}
    for kind, block in _BLOCK.findall(stream.get_data()):
        codes.update(_ranges(block) if kind == b"bfrange" else _chars(block))
    return codes


def _chars(block: bytes) -> Iterator[tuple[int, str]]:
    for code, letters in _CHAR.findall(block):
        yield int(code, 16), _letters(letters)


def _ranges(block: bytes) -> Iterator[tuple[int, str]]:
    for first, last, start, listed in _RANGE.findall(block):
        low, high = int(first, 16), min(int(last, 16), int(first, 16) + _LONGEST_RANGE)
        if start:
            begin = _letters(start)
            yield from (
                (code, begin[:-1] + chr(min(ord(begin[-1]) + code - low, 0x10FFFF)))
                for code in range(low, high + 1)
                if begin
            )
        else:
            yield from zip(range(low, high + 1), map(_letters, _HEX.findall(listed)), strict=False)


def _letters(hexadecimal: bytes) -> str:
    padded = hexadecimal + b"0" * (len(hexadecimal) % 2)
    return bytes.fromhex(padded.decode("ascii")).decode("utf-16-be", "ignore")


def font_dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Yield every font dictionary once: of pages, of forms inside them, of annotations."""
    seen: set[int] = set()
    for page in reader.pages:
        yield from _in_resources(page.get("/Resources"), seen)
        for note in page.get("/Annots", None) or ():
            yield from _in_appearance(note.get_object().get("/AP"), seen)


def _in_appearance(found: Any, seen: set[int]) -> Iterator[DictionaryObject]:
    """Yield the fonts of an annotation's looks: streams, or streams by state."""
    value = found.get_object() if found is not None else None
    if isinstance(value, StreamObject):
        yield from _in_resources(value.get("/Resources"), seen)
    elif isinstance(value, DictionaryObject):
        for one in value.values():
            yield from _in_appearance(one, seen)


def _in_resources(found: Any, seen: set[int]) -> Iterator[DictionaryObject]:
    resources = found.get_object() if found is not None else None
    if not isinstance(resources, DictionaryObject) or _known(resources, seen):
        return
    for font in _values(resources, "/Font"):
        if isinstance(font, DictionaryObject) and not _known(font, seen):
            yield font
            yield from _in_resources(font.get("/Resources"), seen)  # Type 3 may have its own
    for key in ("/XObject", "/Pattern"):
        for form in _values(resources, key):
            if isinstance(form, StreamObject):
                yield from _in_resources(form.get("/Resources"), seen)


def _known(value: DictionaryObject, seen: set[int]) -> bool:
    """Return whether the object was met before; the reader keeps what it resolved, so ids stay."""
    known = id(value) in seen
    seen.add(id(value))
    return known


def _values(resources: DictionaryObject, key: str) -> Iterator[Any]:
    group = value_of(resources, key)
    if isinstance(group, DictionaryObject):
        for value in group.values():
            yield value.get_object()
