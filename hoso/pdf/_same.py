"""Whether two PDF files show the same: their dates, identifiers and subsets of fonts may differ."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, StreamObject

from hoso.pdf._open import value_of

Look = tuple[object, ...]


def shows_same(one: bytes, other: bytes) -> bool:
    """Return whether both have the same pages: size, drawing, text and images; damaged: never."""
    try:
        return one == other or list(_looks(one)) == list(_looks(other))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False


def _looks(data: bytes) -> Iterator[Look]:
    for page in PdfReader(BytesIO(data)).pages:
        contents = page.get_contents()
        drawing = contents.get_data() if contents else b""
        yield (
            tuple(page.mediabox),
            page.rotation,
            drawing,
            page.extract_text(),
            tuple(_images(page)),
        )


def _images(page: PageObject) -> Iterator[bytes]:
    resources = value_of(page, "/Resources") or DictionaryObject()
    for found in (value_of(resources, "/XObject") or {}).values():
        stream = found.get_object()
        if isinstance(stream, StreamObject):
            yield stream._data  # noqa: SLF001 - as stored; decoding a scan takes long
