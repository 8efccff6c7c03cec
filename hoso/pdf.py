"""PDF: the text of a paper that came as one. The only room that knows pypdf."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from hoso import text
from hoso.errors import UnreadableFileError

MAGIC = b"%PDF-"


def text_of(data: bytes, name: str) -> str:
    """Return the text layer of a PDF in NFC, page after page; "" for a scan without one.

    Raise UnreadableFileError when the file is damaged or needs a password.
    """
    if not data.lstrip()[: len(MAGIC)] == MAGIC:
        raise UnreadableFileError(
            f"{name}: không phải tệp PDF. Hãy quét hoặc xuất lại.", where=name
        )
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise UnreadableFileError(
                f"{name}: tệp PDF có mật khẩu nên người kế nhiệm sẽ không mở được. "
                "Hãy bỏ mật khẩu rồi nộp lại.",
                where=name,
            )
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        # pypdf raises all of these on damaged input.
        raise UnreadableFileError(
            f"{name}: tệp PDF bị hỏng ({error}). Hãy quét hoặc xuất lại.", where=name
        ) from error
    return text.without_forbidden(text.nfc("\n".join(pages))).strip()
