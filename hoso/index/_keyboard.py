"""What the keyboard left behind: Telex and VNI typed while the Vietnamese input was off, slips.

https://vi.wikipedia.org/wiki/Telex and …/VNI tell which keys make which letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Final

from hoso.index._analysis import Keys, keys

_TONES: Final = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES: Final = dict(zip("12345", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_TELEX: Final = (("dd", "đ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("aw", "ă"), ("uow", "ươ"),
                 ("ow", "ơ"), ("uw", "ư"))  # fmt: skip
_VNI: Final = (("d9", "đ"), ("a6", "â"), ("e6", "ê"), ("o6", "ô"), ("a8", "ă"), ("uo7", "ươ"),
               ("o7", "ơ"), ("u7", "ư"))  # fmt: skip
_VOWELS: Final = "aeiouyâêôăơư"
_VNI_WORD: Final = re.compile(r"[a-z]+\d[a-z\d]*")


def retyped(word: str) -> Keys | None:
    """Return the word that the keys of `word` make in Telex or VNI, None when they make none."""
    if not word.isascii():
        return None
    if word.isalpha():
        return _made(word, _TELEX, _TONES)
    return _made(word, _VNI, _VNI_TONES) if _VNI_WORD.fullmatch(word) else None


def _made(word: str, letters: tuple[tuple[str, str], ...], tones: dict[str, str]) -> Keys | None:
    made = _late_circumflex(word) if tones is _TONES else _late_digits(word)
    for typed, letter in letters:
        made = made.replace(typed, letter)
    first = next((place for place, sign in enumerate(made) if sign in _VOWELS), len(made))
    head, rest = made[: first + 1], made[first + 1 :]
    tone = next((sign for sign in reversed(rest) if sign in tones), "")
    at = rest.rfind(tone) if tone else len(rest)
    made = head + rest[:at] + rest[at + 1 :]
    if not made.isalpha() or (not tone and made == word):
        return None
    return keys(unicodedata.normalize("NFC", made + tones[tone]) if tone else made)


def _late_circumflex(word: str) -> str:
    """Return Telex with what was typed at the end of the word moved beside its vowel: `tiene`."""
    found = re.fullmatch(r"(.*?)([aeo])([^aeiouy]+)\2(.*)", word)
    return f"{found[1]}{found[2] * 2}{found[3]}{found[4]}" if found else word


def _late_digits(word: str) -> str:
    """Return VNI with the digits that change a letter moved beside it: `dien96` → `d9ie6n`."""
    made = word
    for digit, before in (("9", "d"), ("6", "aeo"), ("7", "uo"), ("8", "a")):
        at = made.find(digit)
        found = [place for place in range(at) if made[place] in before] if at > 0 else []
        if found:
            without = made[:at] + made[at + 1 :]
            made = f"{without[: found[-1] + 1]}{digit}{without[found[-1] + 1 :]}"
    return made


def slips(word: str) -> Iterator[str]:
    """Yield every word that one slip makes of a folded word: left out, doubled, swapped, wrong."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    for left, right in cuts:
        if right:
            yield left + right[1:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        for letter in ascii_lowercase:
            yield left + letter + right
            if right:
                yield left + letter + right[1:]


def distance(one: str, other: str) -> int:
    """Return how many letters must be put in, left out, changed or swapped with their neighbour.

    https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance (optimal string alignment)
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        before, last, row = row, before, [place]
        for column, sign in enumerate(other, start=1):
            best = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != sign))
            swapped = (
                place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == sign
            )
            row.append(min(best, last[column - 2] + 1) if swapped else best)
    return row[-1]
