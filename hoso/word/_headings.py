"""Knowing a prescribed heading again, however it was retyped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple

from hoso.text import fold, nfc, squeeze, tone_key

NUMBERING: Final = re.compile(
    r"^(?:[-–—+•*▪\uf0b7]\s*|\(?(?:\d{1,2}(?!\d)|[IVXLivxl]{1,5}|[A-Za-zĐđ])[.)\-–/]\s*)+"
)
_QUOTES: Final = str.maketrans("“”„\u2018\u2019–—", '"""\'\'--')
_WORD: Final = re.compile(r"[^\W_]+")
# What may stand between a heading and an answer on the same line.
_SEPARATOR: Final = re.compile(r"\s*[:.…\n(_]|\s*[-–—]\s|\s+(?=\d)|\s*[;,]?\s*$")
_CLAUSE: Final = re.compile(r"\s*[,;.:(]")
_CUT: Final = re.compile(r"[:\n]|\.\s|\s[-–—]\s")  # where a heading may end and an answer begin
_MOST_CUTS = 4
_BEFORE: Final = re.compile(
    r"(?:^|[\s.;,:])(?P<mark>\(?(?:\d{1,2}|[IVX]{1,4}|[a-zđ])[.)/]\s*|[-–+]\s*)$"
)
_LONG: Final = 5  # words: a heading so long begins no sentence by chance
_SHORT_FORM: Final = 3  # the least words that stand for a longer heading
_ALIKE: Final = 0.84
_LONGEST: Final = 2_000  # letters of a line that may be a heading


def heading_key(text: str) -> str:
    """Return `text` as headings are compared: no numbering, case, tone place, edge punctuation."""
    bare = NUMBERING.sub("", squeeze(text).translate(_QUOTES))
    return tone_key(bare).strip(" .:;,…")


def number_of(text: str) -> str:
    """Return the numbering that `text` begins with, bare: `II. …` → `ii`, `- …` → `-`."""
    found = NUMBERING.match(squeeze(text))
    return found.group().strip(" .)(/").lower() if found else ""


class Fit(IntEnum):
    """How surely a line is a heading: none, like it, a short form of it, it with more, itself."""

    NONE = 0
    ALIKE = 1
    SHORT = 2
    WITH_REST = 3
    EXACT = 4


class Hit(NamedTuple):
    """A line that may be a heading: how surely, and the text after it on the same line."""

    fit: Fit
    rest: str
    likeness: float = 1.0


_NO_HIT: Final = Hit(Fit.NONE, "")


@dataclass(frozen=True, slots=True)
class _Word:
    key: str
    end: int


@lru_cache(maxsize=20_000)  # the lines of one form meet its headings again and again
def fit(text: str, heading: str, *, loosely: bool) -> Hit:
    """Return how `text` fits `heading`; short and similar forms count only when `loosely`."""
    if not text.strip() or len(text) > _LONGEST + len(heading):
        return _NO_HIT
    wanted, typed = _words(heading), _words(text)
    if not wanted or not typed or (not loosely and typed[0].key != wanted[0].key):
        return _NO_HIT
    text = nfc(text)
    if [one.key for one in typed] == [one.key for one in wanted]:
        return Hit(Fit.EXACT, "")
    if _begins(typed, wanted):
        end = typed[len(wanted) - 1].end
        if len(wanted) >= _LONG or _SEPARATOR.match(text, end):
            return Hit(Fit.WITH_REST, _rest(text, end, heading))
        return _NO_HIT
    return _loose(text, heading) if loosely else _NO_HIT


def _rest(text: str, end: int, heading: str) -> str:
    """Return what stands after a heading, without the punctuation that the heading ends with."""
    last = _words(heading)[-1].end
    tail = set(nfc(heading)[last:]) | set(" \t\n:.")
    if '"' in tail:
        tail |= set("“”")
    return text[end:].lstrip("".join(tail)).rstrip()


def _begins(typed: tuple[_Word, ...], wanted: tuple[_Word, ...]) -> bool:
    return len(typed) > len(wanted) and all(
        one.key == other.key for one, other in zip(typed, wanted, strict=False)
    )


def _loose(text: str, heading: str) -> Hit:
    """Return the fit of a shortened or misspelt heading, alone or before an answer on its line."""
    cuts = [found.start() for found in _CUT.finditer(text)][:_MOST_CUTS]
    hits = [_loose_until(text, cut, heading) for cut in [*cuts, len(text)]]
    return max(hits, key=lambda hit: (hit.fit, hit.likeness))


def _loose_until(text: str, cut: int, heading: str) -> Hit:
    spoken = text[:cut]
    typed, wanted = _words(spoken), _words(heading)
    if len(typed) < _SHORT_FORM:
        return Hit(Fit.NONE, "", 0.0)
    rest = _rest(text, cut, heading)
    if _begins(wanted, typed) and _is_short_form(spoken, heading, len(typed)):
        left = wanted[len(typed) :]
        goes_on = _ratio(_words(rest)[: len(left)], left) >= _ALIKE
        return Hit(Fit.NONE if goes_on else Fit.SHORT, rest)
    ratio = max(_ratio(typed, wanted), _ratio(typed, wanted[1:]))
    if len(typed) > _SHORT_FORM:
        begun = (wanted[first : first + len(typed) + more] for first in (0, 1) for more in (0, 1))
        ratio = max(ratio, *(_ratio(typed, part) - 0.02 for part in begun))
    return Hit(Fit.ALIKE if ratio >= _ALIKE else Fit.NONE, rest, ratio)


def inside(text: str, heading: str, *, numbered_only: bool) -> int:
    """Return where `heading` stands within `text`, numbering and all; 0 when it does not.

    A short one must stand on a line of its own, or behind its number; with `numbered_only` each.
    """
    wanted, typed = _words(heading), _words(nfc(text))
    keys = [one.key for one in wanted]
    for at in range(1, len(typed) - len(wanted) + 1):
        if [one.key for one in typed[at : at + len(wanted)]] != keys:
            continue
        start = typed[at].end - len(typed[at].key)
        before = nfc(text)[:start]
        numbered = _BEFORE.search(before)
        alone = before.rstrip(" \t").endswith("\n")
        if numbered or alone or (len(wanted) >= _LONG and not numbered_only):
            return numbered.start("mark") if numbered else start
    return 0


def _is_short_form(typed: str, heading: str, count: int) -> bool:
    end = _words(heading)[count - 1].end
    whole_clause = _CLAUSE.match(nfc(heading), end) is not None
    numbered_alike = number_of(typed) == number_of(heading) != ""
    return count >= _SHORT_FORM and (whole_clause or numbered_alike or count > _LONG)


def _ratio(typed: tuple[_Word, ...], wanted: tuple[_Word, ...]) -> float:
    one, other = (" ".join(word.key for word in words) for words in (typed, wanted))
    return likeness(one, other)


def likeness(one: str, other: str) -> float:
    """Return how alike two keys are, 0…1."""
    if not one or not other:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return 0.0 if matcher.quick_ratio() < 0.5 else matcher.ratio()


def plain_key(text: str) -> str:
    """Return the words of `text` without marks, case and punctuation, numbering left out."""
    return " ".join(one.key for one in _words(text))


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[_Word, ...]:
    return tuple(_each_word(nfc(text)))


def _each_word(text: str) -> Iterator[_Word]:
    stripped = text.lstrip()
    numbering = NUMBERING.match(stripped)
    start = len(text) - len(stripped) + (numbering.end() if numbering else 0)
    for found in _WORD.finditer(text, start):
        yield _Word(fold(found.group()), found.end())
