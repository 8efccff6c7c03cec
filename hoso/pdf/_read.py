"""What the pages of a paper say, for reading: text by page, old fonts converted, and their pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from PIL.Image import DecompressionBombError
from pypdf import PageObject

from hoso import text
from hoso.legacy import Encoding, LegacyFont, decode, legacy_font
from hoso.pdf._open import open_pdf, reading

_MOST_PICTURES = 3  # of one page; a scan has one, or a few strips


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTexts:
    """The text of each page, "" for one that is a picture, and the old encodings of its fonts."""

    pages: tuple[str, ...]
    encodings: tuple[Encoding, ...]


@dataclass(slots=True)
class _Listener:
    """Takes the pieces of a page as they are drawn; neighbours of one font are decoded together."""

    found: set[Encoding] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    font: LegacyFont | None = None

    def hear(self, words: str, _cm: Any, _tm: Any, font: Any, _size: Any) -> None:
        """Take one piece with the font that it is drawn in."""
        if not words:
            return
        name = str((font or {}).get("/BaseFont", "")) if words.strip() else ""
        old = legacy_font(name) if name else None
        if name and old != self.font:
            self.flush()
            self.font = old
        self.held.append(words)

    def flush(self) -> None:
        """Decode what was held back."""
        words, font = "".join(self.held), self.font
        self.held.clear()
        if font and not words.isascii():
            self.found.add(font.encoding)
        decoded = decode(words, font.encoding, capitals=font.capitals) if font else words
        self.said.append(decoded)


def page_texts(data: bytes, name: str) -> PageTexts:
    """Return the text layer page by page in NFC, TCVN3 and VNI converted where a font says so.

    Raise UnreadableFileError when the file is damaged or needs a password.
    """
    reader = open_pdf(data, name)
    found: set[Encoding] = set()
    with reading(name):
        pages = [_page_text(page, found) for page in reader.pages]
    return PageTexts(pages=tuple(pages), encodings=tuple(sorted(found)))


def _page_text(page: PageObject, found: set[Encoding]) -> str:
    listener = _Listener(found)
    whole = page.extract_text(visitor_text=listener.hear)
    listener.flush()
    said = "".join(listener.said) if listener.found else whole
    return text.without_forbidden(text.nfc(said)).strip()


def page_pictures(data: bytes, name: str) -> tuple[bytes, ...]:
    """Return the pictures on the pages in order, as PNG, for reading a scan with another program.

    Raise UnreadableFileError when the file is damaged or needs a password.
    """
    reader = open_pdf(data, name)
    with reading(name):
        return tuple(picture for page in reader.pages for picture in _pictures(page))


def _pictures(page: PageObject) -> Iterator[bytes]:
    try:
        for picture in list(page.images)[:_MOST_PICTURES]:
            if picture.image is not None:
                out = BytesIO()
                picture.image.convert("L").save(out, "PNG")
                yield out.getvalue()
    except (OSError, NotImplementedError, DecompressionBombError):
        return  # a picture in a form that nobody reads; the page goes without text
