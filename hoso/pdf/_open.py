"""Opening a PDF that came from anywhere: sound, without a password, or refused with its name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from hoso import text
from hoso.errors import UnreadableFileError

MAGIC = b"%PDF-"


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turn everything that pypdf raises on damaged input into UnreadableFileError."""
    try:
        yield
    except (
        PyPdfError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        raise UnreadableFileError(
            f"{name}: tệp PDF bị hỏng ({error}). Hãy quét hoặc xuất lại.", where=name
        ) from error


def reader_of(data: bytes, name: str) -> PdfReader:
    """Return a reader of `data`, perhaps encrypted; raise UnreadableFileError for what is no PDF."""
    if not data.lstrip()[: len(MAGIC)] == MAGIC:
        raise UnreadableFileError(
            f"{name}: không phải tệp PDF. Hãy quét hoặc xuất lại.", where=name
        )
    return PdfReader(BytesIO(data))


def open_pdf(data: bytes, name: str) -> PdfReader:
    """Return a reader of `data`; raise UnreadableFileError when it needs a password, too."""
    with reading(name):
        reader = reader_of(data, name)
        encrypted = reader.is_encrypted
    if encrypted:
        raise UnreadableFileError(
            f"{name}: tệp PDF có mật khẩu nên người kế nhiệm sẽ không mở được. "
            "Hãy bỏ mật khẩu rồi nộp lại.",
            where=name,
        )
    return reader


def text_of(data: bytes, name: str) -> str:
    """Return the text layer of a PDF in NFC, page after page; "" for a scan without one.

    Raise UnreadableFileError when the file is damaged or needs a password.
    """
    return "\n".join(texts_of(data, name)).strip()


def texts_of(data: bytes, name: str) -> tuple[str, ...]:
    """Return the text layer of each page in NFC; raise UnreadableFileError as `text_of` does."""
    reader = open_pdf(data, name)
    with reading(name):
        pages = [page.extract_text() for page in reader.pages]
    return tuple(text.without_forbidden(text.nfc(page)) for page in pages)


def pages_of(data: bytes, name: str) -> int:
    """Return the number of pages; raise UnreadableFileError as `text_of` does."""
    reader = open_pdf(data, name)
    with reading(name):
        return len(reader.pages)


def value_of(holder: DictionaryObject, key: str) -> Any:
    """Return what `key` holds, references followed; None when it is absent."""
    value = holder.get(key)
    return value.get_object() if value is not None else None
