"""Words of Vietnamese text as the index sees them: syllables under two keys, with and without marks.

One text gives the same words whether it is being indexed, asked for or shown in a snippet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from whoosh.analysis.acore import Token
from whoosh.analysis.tokenizers import Tokenizer

from hoso import text

ACCENTED, FOLDED = "accented", "folded"
# Fields of single terms: words of title, number, names; document codes and numbers; whose it is.
ABOUT, CODE, PERSON = "about", "code", "person_key"
# Between title, person and text: no phrase reaches across.
BREAK = "\x1f"
_GAP = 100
_PIECE = re.compile(rf"{text.WORD.pattern}|{BREAK}")
_PART = re.compile(rf"[^./{BREAK}-]+")
# No word of a language is longer; what is (a pasted key, a line of a scan) is known by its start.
_LONGEST = 64


class Keys(NamedTuple):
    """The two spellings under which a word is found."""

    accented: str  # case and place of the tone folded: hoà = hòa
    folded: str  # no mark at all: hạn = hàn = han


class Part(NamedTuple):
    """One word between blanks or the signs `.`, `/`, `-`, with its place in the text."""

    start: int
    end: int
    keys: Keys


@lru_cache(maxsize=1 << 16)
def keys(word: str) -> Keys:
    """Return the keys of one word, which must be in NFC."""
    return Keys(text.tone_key(word)[:_LONGEST], text.fold(word)[:_LONGEST])


@lru_cache(maxsize=1 << 16)
def _split(word: str) -> tuple[Part, ...]:
    return tuple(
        Part(part.start(), part.end(), keys(part.group())) for part in _PART.finditer(word)
    )


def pieces(value: str) -> Iterator[tuple[str, list[Part]]]:
    """Yield every word of `value` (NFC) whole and as parts: `124-QĐ/TW` has three, most have one.

    A break is a word without parts.
    """
    for piece in _PIECE.finditer(value):
        word, base = piece.group(), piece.start()
        yield word, [Part(base + start, base + end, known) for start, end, known in _split(word)]


class SyllableTokenizer(Tokenizer):
    """Yield every part of every word under one key, and a word of several parts whole as well.

    A whole word stands at the place of its first part, so that phrases count parts only.
    """

    def __init__(self, field: str) -> None:
        self.field = field

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        token = Token(**options)
        for token.pos, term in terms(value, self.field):
            token.text, token.boost = term, 1.0
            yield token


def terms(value: str, field: str) -> Iterator[tuple[int, str]]:
    """Yield (place, term) of everything that is indexed of `value` in one field."""
    column = Keys._fields.index(field)
    place = 0
    for piece in _PIECE.finditer(value):
        word = piece.group()
        found = _split(word)
        if len(found) > 1:
            yield place, keys(word)[column]
        for part in found:
            yield place, part.keys[column]
            place += 1
        if not found:
            place += _GAP


def words_of(value: str) -> Iterator[Keys]:
    """Yield the keys of every part of every word of `value` (NFC)."""
    return (part.keys for _, parts in pieces(value) for part in parts)
