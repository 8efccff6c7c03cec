"""QR codes (ISO/IEC 18004)."""

from __future__ import annotations

import io
from typing import Final

import segno

_SCALE: Final = 10  # dots of the picture for one square: sharp on any printer
_QUIET: Final = 4  # squares of white around, as the standard asks


def qr(words: str) -> bytes:
    """Return a QR code of `words` as a PNG, black on white; the same words give the same bytes.

    A quarter of it may be soiled or torn (error correction level Q).
    """
    written = io.BytesIO()
    code = segno.make_qr(words, error="q", boost_error=False)
    code.save(written, kind="png", scale=_SCALE, border=_QUIET)
    return written.getvalue()
