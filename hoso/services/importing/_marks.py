"""What stands before an item of a list, in every way that secretaries number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from hoso import text

_ROMAN: Final = {"I": 1, "V": 5, "X": 10}
_WORDS: Final = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10, "nhat": 1, "nhi": 2,
}  # fmt: skip
_BULLETS: Final = "-–—\u2212‐+*•▪●○■□◦❖➢✓\uf0b7\uf0a7\uf02d"
_SPOKEN: Final = re.compile(
    r"(?P<word>M[ộo]t|Hai|Ba|B[ốo]n|N[ăa]m|S[áa]u|B[ảa]y|T[áa]m|Ch[íi]n|M[ưu][ờo]i) l[àa]\b[,:]?\s*"
    r"|(?P<turn>Th[ứu] (?:nh[ấa]t|hai|ba|t[ưu]|n[ăa]m|s[áa]u|b[ảa]y|t[áa]m|ch[íi]n|m[ưu][ờo]i))\s*(?:l[àa]\b)?[,:]?\s+",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"\(?(?P<number>\d{1,2})\s*(?P<end>[.)/]|[-–](?=\s))(?![\d])\s*")
_DEEP: Final = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})(?P<end>[.)/]?)(?=\s|[^\W\d])\s*")
_ROMANS: Final = re.compile(r"(?:Phần\s+)?(?P<number>[IVX]{1,5})\s*(?P<end>[.)/:]|[-–](?=\s))\s*")
_CAPITAL: Final = re.compile(r"(?P<number>[A-HĐ])\s*(?P<end>[.)/]|[-–](?=\s))\s*(?=\S{2})")
_SMALL: Final = re.compile(r"\(?(?P<number>[a-zđ])(?P<end>[.)/])\s*(?=\S{2})")
_BULLET: Final = re.compile(rf"[{re.escape(_BULLETS)}]+\s*(?=\S)|o\s(?=[A-ZĐÀ-Ỹ])")
_RANKS: Final = {"A": 0, "I": 1, "1": 2, "a": 5, "lời": 5, "*": 6, "-": 7, "•": 7, "+": 8}
_SMALL_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class Mark:
    """Dấu đầu mục: its kind (`1.`, `a)`, `-` …), which one it is, how deep such marks usually stand.

    `turn` is 0 for marks that do not count; `end` is where the text after it begins.
    """

    kind: str
    turn: int
    rank: int
    end: int

    @property
    def counts(self) -> bool:
        """Return whether the marks of this kind follow each other in order."""
        return self.turn > 0


def mark_of(value: str) -> Mark | None:
    """Return the mark that a paragraph begins with, None when it begins with words."""
    return _spoken(value) or _lettered(value) or _bullet(value)


def bare(value: str) -> str:
    """Return a paragraph without the marks before it, however many."""
    rest = value.strip()
    while (mark := mark_of(rest)) and mark.end < len(rest):
        rest = rest[mark.end :].lstrip()
    return rest


def _spoken(value: str) -> Mark | None:
    found = _SPOKEN.match(value)
    if found is None:
        return None
    said = found["word"] or found["turn"]
    turn = _WORDS[text.fold(said).split()[-1]]
    return Mark("một là" if found["word"] else "thứ nhất", turn, _RANKS["lời"], found.end())


def _lettered(value: str) -> Mark | None:
    if found := _DEEP.match(value):
        parts = found["number"].split(".")
        return Mark("1" + ".1" * (len(parts) - 1), int(parts[-1]), 1 + len(parts), found.end())
    if found := _NUMBERED.match(value):
        return Mark(f"1{_end(found)}", int(found["number"]), _RANKS["1"], found.end())
    if found := _ROMANS.match(value):
        return Mark("I", _roman(found["number"]), _RANKS["I"], found.end())
    if found := _CAPITAL.match(value):
        return Mark("A", ord(found["number"][0]) - 64, _RANKS["A"], found.end())
    if (found := _SMALL.match(value)) and found["number"] in _SMALL_LETTERS:
        turn = _SMALL_LETTERS.index(found["number"]) + 1
        return Mark("a", turn, _RANKS["a"], found.end())
    return None


def _end(found: re.Match[str]) -> str:
    """Return the sign after a number, by which lists of one paper are told apart."""
    return ")" if found["end"] == ")" else "."


def _roman(said: str) -> int:
    values = [_ROMAN[letter] for letter in said]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)


def _bullet(value: str) -> Mark | None:
    found = _BULLET.match(value)
    if found is None:
        return None
    sign = value[0]
    kind = sign if sign in "+*" else "-" if sign in "-–—\u2212‐\uf02d" else "•"
    return Mark(kind, 0, _RANKS[kind], found.end())
