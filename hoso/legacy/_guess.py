"""Which encoding a text is in, when no font says so: the one in which its words are Vietnamese."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Final

from hoso.legacy._encodings import Encoding, decode, table

# What ends a word in any of the encodings: blanks, ASCII signs, typographic signs, digits.
_BETWEEN: Final = re.compile(r"[\s!-@\[-`{-~\u2010-\u2027\u2030-\u205e]+")
_TONES: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_ONSET = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx]"
_RHYME = (
    "uyê|uya|uyu|oai|oao|oay|oeo|uây|uôi|iêu|yêu|ươi|ươu|"
    "ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|oo|ua|uâ|uê|ui|uô|uơ|uy|ưa|ươ|ưi|ưu|yê|"
    "[aăâeêioôơuưy]"
)
_SYLLABLE: Final = re.compile(rf"(?:{_ONSET})?(?:{_RHYME})(?:ng|nh|ch|[cmnpt])?")
_ENOUGH: Final = 0.7  # share of the marked words that must be Vietnamese
_MOST: Final = 20_000  # letters that are looked at; a paper is in one encoding


def is_syllable(word: str) -> bool:
    """Return whether a word is built like a Vietnamese syllable."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(decomposed)
    bare = unicodedata.normalize("NFC", _TONES.sub("", decomposed))
    return len(tones) <= 1 and _SYLLABLE.fullmatch(bare) is not None


def syllables(value: str) -> float:
    """Return the share of words that are built like Vietnamese syllables, 0…1; 0 without words."""
    words = [word for word in _BETWEEN.split(value[:_MOST]) if word]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def guess(value: str) -> Encoding | None:
    """Return the old encoding that a text is in, None for Unicode, plain ASCII or foreign text."""
    marked = [word for word in _BETWEEN.split(value[:_MOST]) if word and not word.isascii()]
    if not marked:
        return None
    scores = {one: _score(marked, one) for one in Encoding}
    best = max(scores, key=lambda one: scores[one])
    as_it_is = sum(is_syllable(unicodedata.normalize("NFC", word)) for word in marked)
    enough = scores[best] >= _ENOUGH * len(marked)
    return best if enough and scores[best] > as_it_is else None


def _score(marked: list[str], encoding: Encoding) -> int:
    return sum(is_syllable(decode(word, encoding)) for word in marked)


def modern(value: str) -> tuple[str, Encoding | None]:
    """Return a text in Unicode, line by line, and the old encoding that was found in it.

    A line too short to tell follows the rest of the text; Unicode lines stay as they are.
    """
    lines = value.split("\n")
    whole = guess(value)
    if whole is None:
        found = Counter(one for one in map(guess, lines) if one)
        usual = found.most_common(1)[0][0] if found else None
        return "\n".join(_line(line, None) for line in lines), usual
    return "\n".join(_line(line, whole) for line in lines), whole


def _line(line: str, usual: Encoding | None) -> str:
    """Return a line in Unicode; `usual` is what the whole text is in, if it is in one encoding."""
    known = usual if usual and _fits(line, usual) else guess(line)
    return decode(line, known) if known else line


def _fits(line: str, encoding: Encoding) -> bool:
    """Return whether nothing in a line speaks against an encoding: all its letters are of it."""
    codes = {letter for code in table(encoding) for letter in code}
    return all(one in codes for one in line if ord(one) > 0x7F and not _BETWEEN.match(one))
