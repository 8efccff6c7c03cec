"""Old Vietnamese encodings (bảng mã cũ): TCVN3 and VNI, known by font or by their letters, and back.

Files of the years before Unicode hold Latin letters that look Vietnamese only in fonts made for
them: `.VnTime` (TCVN 5712:1993, table VN3) or `VNI-Times` (VNI for Windows).
"""

from __future__ import annotations

from hoso.legacy._encodings import Encoding, decode, encode, encode_mixed
from hoso.legacy._fonts import LegacyFont, legacy_font
from hoso.legacy._guess import guess, modern, syllables

__all__ = [
    "Encoding",
    "LegacyFont",
    "decode",
    "encode",
    "encode_mixed",
    "guess",
    "legacy_font",
    "modern",
    "syllables",
]
