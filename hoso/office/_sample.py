"""A page with every letter of an alphabet, to see which fonts LibreOffice really draws it with."""

from __future__ import annotations

_LOOKS = ("", r"\b ", r"\i ", r"\b\i ")
_OWN_SIGNS = str.maketrans({"\\": r"\\", "{": r"\{", "}": r"\}"})


def sample(family: str, letters: str, *, looks: int = len(_LOOKS)) -> bytes:
    r"""Return an RTF file: `letters` in `family`, regular, then bold, italic, both (`looks` of them).

    RTF 1.9.1: `\uN?` is a letter by its UTF-16 number, signed, with a stand-in for old readers.
    """
    words = "".join(_letter(one) for one in letters)
    lines = "".join(rf"{{{look}{words}\par}}" for look in _LOOKS[:looks])
    named = "".join(_letter(one) for one in family)
    return rf"{{\rtf1\ansi\uc1{{\fonttbl{{\f0 {named};}}}}\f0\fs28{lines}}}".encode("ascii")


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter.translate(_OWN_SIGNS)
    units = letter.encode("utf-16-le")
    numbers = (
        int.from_bytes(units[place : place + 2], "little", signed=True)
        for place in range(0, len(units), 2)
    )
    return "".join(rf"\u{number}?" for number in numbers)
