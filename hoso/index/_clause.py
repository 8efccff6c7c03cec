"""Điều kiện: what a document must say, and the other ways in which it may be written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, NamedTuple

from hoso import text
from hoso.index._analysis import Keys, Part, keys, pieces

_MOST_WAYS: Final = 8


class Way(NamedTuple):
    """Words in their order under both keys; `apart` when they need not follow each other."""

    accented: tuple[str, ...]
    folded: tuple[str, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Điều kiện: words that must follow each other, most often one, or what means the same."""

    accented: tuple[str, ...]
    folded: tuple[str, ...]
    whole: Keys | None = None  # of a document number typed as one word
    quoted: bool = False
    apart: bool = False  # typed one by one: they need not follow each other
    others: tuple[Way, ...] = ()  # abbreviations, dates and numbers written otherwise

    @property
    def is_marked(self) -> bool:
        """Return whether the person typed a mark, and so meant it."""
        return self.accented != self.folded

    @property
    def ways(self) -> tuple[Way, ...]:
        """Return every way to write it, as typed first."""
        return (Way(self.accented, self.folded, self.apart), *self.others)


def clause(found: Sequence[Part], *, quoted: bool = False) -> Clause:
    """Return the condition for words as they were typed."""
    return Clause(
        tuple(part.keys.accented for part in found),
        tuple(part.keys.folded for part in found),
        quoted=quoted,
    )


def way_of(value: str) -> Way:
    """Return the way in which `value` is written."""
    found = [part for _, parts in pieces(value) for part in parts]
    return Way(*clause(found).ways[0][:2])


def day_ways(word: str) -> Iterator[Way]:
    """Yield other ways to write a day such as `5/12/2025`: with noughts, without, in words."""
    day = text.parse_date(word)
    if day is None:
        return
    spellings = {f"{d}/{m}/{day.year}" for d in _digits(day.day) for m in _digits(day.month)}
    spellings |= {
        f"ngày {d} tháng {m} năm {day.year}" for d in _digits(day.day) for m in _digits(day.month)
    }
    for spelling in sorted(spellings):
        yield way_of(spelling)


def _digits(number: int) -> tuple[str, ...]:
    return (str(number), f"{number:02d}") if number < 10 else (str(number),)  # digits


def digit_ways(found: Sequence[Part]) -> Iterator[Way]:
    """Yield the words with numbers below ten written with a nought, and without: `7`, `07`."""
    choices = [_with_nought(part.keys) for part in found]
    typed = tuple(part.keys for part in found)
    for made in list(product(*choices))[:_MOST_WAYS]:
        if made != typed:
            yield Way(tuple(one.accented for one in made), tuple(one.folded for one in made))


def _with_nought(known: Keys) -> tuple[Keys, ...]:
    word = known.folded
    if not (word.isascii() and word.isdigit()) or not word.strip("0"):
        return (known,)
    short = word.lstrip("0")
    if len(short) > 1 or len(word) > 2:  # figures
        return (known,)
    other = short if len(word) > 1 else f"0{word}"
    return known, keys(other)
