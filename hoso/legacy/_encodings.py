"""The two tables, letter by letter, as Windows shows the bytes of such files (code page 1252).

TCVN3: TCVN 5712:1993, table VN3 (one byte a letter; capitals with a tone have no byte of their own
and are drawn by fonts of capitals). VNI: VNI for Windows (a base letter and a sign after it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Final


class Encoding(StrEnum):
    """Bảng mã cũ."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


# Lower case in the order: no tone, huyền, hỏi, ngã, sắc, nặng; the codes of VN3 for the same.
_VOWELS: Final = (
    "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị",
    "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ",
)  # fmt: skip
_VN3: Final = (
    "a\xb5\xb6\xb7\xb8\xb9", "\xa8\xbb\xbc\xbd\xbe\xc6", "\xa9\xc7\xc8\xc9\xca\xcb",
    "e\xcc\xce\xcf\xd0\xd1", "\xaa\xd2\xd3\xd4\xd5\xd6", "i\xd7\xd8\xdc\xdd\xde",
    "o\xdf\xe1\xe2\xe3\xe4", "\xab\xe5\xe6\xe7\xe8\xe9", "\xac\xea\xeb\xec\xed\xee",
    "u\xef\xf1\xf2\xf3\xf4", "\xad\xf5\xf6\xf7\xf8\xf9", "y\xfa\xfb\xfc\xfd\xfe",
)  # fmt: skip
_VN3_OTHERS: Final = {
    "\xa1": "Ă", "\xa2": "Â", "\xa3": "Ê", "\xa4": "Ô", "\xa5": "Ơ", "\xa6": "Ư", "\xa7": "Đ",
    "\xae": "đ",
}  # fmt: skip
# The signs of VNI: tones over a plain letter, then over â and ê, ô, then over ă.
_TONES: Final = "øûõùï"  # huyền, hỏi, ngã, sắc, nặng
_HAT: Final = "âàåãáä"  # the hat alone, then with the tones
_BREVE: Final = "êèúüéë"
_VNI_PLAIN: Final = {"a": "aàảãáạ", "e": "eèẻẽéẹ", "o": "oòỏõóọ", "u": "uùủũúụ", "y": "yỳỷỹýỵ",
                     "ô": "ơờởỡớợ", "ö": "ưừửữứự"}  # fmt: skip
_VNI_HAT: Final = {"a": "âầẩẫấậ", "e": "êềểễếệ", "o": "ôồổỗốộ"}
_VNI_ALONE: Final = {"ô": "ơ", "ö": "ư", "ñ": "đ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ",
                     "ò": "ị", "î": "ỵ"}  # fmt: skip


@cache
def table(encoding: Encoding) -> Mapping[str, str]:
    """Return what each code, of one letter or two, stands for."""
    return dict(_vn3() if encoding is Encoding.TCVN3 else _vni())


def _vn3() -> Iterator[tuple[str, str]]:
    for letters, codes in zip(_VOWELS, _VN3, strict=True):
        yield from ((code, one) for code, one in zip(codes, letters, strict=True) if code > "\x7f")
    yield from _VN3_OTHERS.items()


def _vni() -> Iterator[tuple[str, str]]:
    for code, letter in _vni_lower():
        yield code, letter
        upper = letter.upper()
        yield code.upper(), upper
        if len(code) > 1:  # a capital with the sign of small letters: typed so, too
            yield code[0].upper() + code[1], upper


def _vni_lower() -> Iterator[tuple[str, str]]:
    yield from _VNI_ALONE.items()
    for base, letters in _VNI_PLAIN.items():
        yield from zip((base + tone for tone in _TONES), letters[1:], strict=True)
    for base, letters in _VNI_HAT.items():
        yield from zip((base + sign for sign in _HAT), letters, strict=True)
    yield from zip(("a" + sign for sign in _BREVE), _VOWELS[1], strict=True)


@cache
def _pattern(encoding: Encoding) -> re.Pattern[str]:
    codes = sorted(table(encoding), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, codes)))


@cache
def _backwards(encoding: Encoding) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, letter in table(encoding).items():
        found.setdefault(letter, code)
    return found


# Fonts that Windows takes for symbols put their letters here, at U+F000 and the byte.
_SYMBOLS: Final = {0xF000 + byte: byte for byte in range(0x20, 0x100)}


def decode(value: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """Return old letters as Unicode (NFC); letters that the table does not know stay.

    `capitals`: the font draws all letters as capitals, as `.VnTimeH` does.
    """
    codes = table(encoding)
    plain = value.translate(_SYMBOLS)
    found = _pattern(encoding).sub(lambda match: codes[match.group()], plain)
    return found.upper() if capitals else found


def encode(value: str, encoding: Encoding) -> str:
    """Return Unicode text (NFC) in an old encoding; raise ValueError for a letter it cannot hold."""
    codes = _backwards(encoding)
    for letter in value:
        if letter.isalpha() and not letter.isascii() and letter not in codes:
            raise ValueError(letter)
    return "".join(codes.get(letter, letter) for letter in value)


def encode_mixed(value: str) -> Iterator[tuple[str, bool]]:
    """Yield (TCVN3 text, whether in a font of capitals) as a typist of the time set `value`."""
    for piece in _by_case(value):
        capital = _needs_capitals(piece[0])
        yield encode(piece.lower() if capital else piece, Encoding.TCVN3), capital


def _by_case(value: str) -> Iterator[str]:
    """Yield stretches of letters that one font can draw."""
    held = ""
    for letter in value:
        if held and _needs_capitals(letter) != _needs_capitals(held[-1]):
            yield held
            held = ""
        held += letter
    if held:
        yield held


def _needs_capitals(letter: str) -> bool:
    """Return whether VN3 has this letter only in a font of capitals."""
    return letter.isupper() and not letter.isascii() and letter not in _VN3_OTHERS.values()
