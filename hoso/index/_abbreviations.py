"""Chữ viết tắt, both ways: HTXSNV finds hoàn thành xuất sắc nhiệm vụ, and the other way round.

What is known stands in `viet_tat.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from hoso import text
from hoso.index._analysis import Keys, keys
from hoso.index._clause import Clause, Way, way_of

# Short forms that could as well be a syllable (`dự`, `ba`) count only in capitals.
_SYLLABLE: Final = re.compile(r"[bcdghklmnpqrstvx]{0,3}[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?")


class _Entry(NamedTuple):
    short: Keys
    full: Way


class _Known(NamedTuple):
    by_short: Mapping[str, Sequence[_Entry]]  # folded short form → entries
    by_start: Mapping[str, Sequence[_Entry]]  # first folded word → two-way entries, longest first


@cache
def _known() -> _Known:
    source = resources.files("hoso.index").joinpath("viet_tat.toml").read_text(encoding="utf-8")
    by_short: dict[str, list[_Entry]] = defaultdict(list)
    by_start: dict[str, list[_Entry]] = defaultdict(list)
    for table, forms in tomllib.loads(source).items():
        for short, fulls in forms.items():
            for entry in (_Entry(keys(text.nfc(short)), way_of(full)) for full in fulls):
                by_short[entry.short.folded].append(entry)
                if table == "hai_chieu":
                    by_start[entry.full.folded[0]].append(entry)
    for entries in by_start.values():
        entries.sort(key=lambda entry: -len(entry.full.folded))
    return _Known(by_short, by_start)


def full_forms(word: str) -> tuple[Way, ...]:
    """Return what the word, as it was typed, is short for."""
    key = keys(word)
    if _SYLLABLE.fullmatch(key.folded) and not word.isupper():
        return ()
    found = _known().by_short.get(key.folded, ())
    marked = key.accented != key.folded
    fitting = (one for one in found if not marked or one.short.accented == key.accented)
    return tuple(dict.fromkeys(one.full for one in fitting))


def spelled_out(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Yield the conditions; words that have a short form become one that is met by either."""
    place = 0
    while place < len(clauses):
        entry = _starting(clauses, place)
        if entry is None:
            yield _phrase(clauses[place]) if clauses[place].quoted else clauses[place]
            place += 1
            continue
        end = place + len(entry.full.folded)
        run = clauses[place:end]
        yield Clause(
            tuple(one.accented[0] for one in run),
            tuple(one.folded[0] for one in run),
            apart=True,
            others=(_short(entry),),
        )
        place = end


def _starting(clauses: Sequence[Clause], place: int) -> _Entry | None:
    """Return the longest full form that the words from `place` on are."""
    for entry in _known().by_start.get(clauses[place].folded[0], ()):
        run = clauses[place : place + len(entry.full.folded)]
        words = zip(run, entry.full.accented, entry.full.folded, strict=False)
        if len(run) == len(entry.full.folded) and all(
            _says(one, accented, folded) for one, accented, folded in words
        ):
            return entry
    return None


def _says(one: Clause, accented: str, folded: str) -> bool:
    single = len(one.folded) == 1 and not one.quoted
    return single and one.folded[0] == folded and (not one.is_marked or one.accented[0] == accented)


def _phrase(one: Clause) -> Clause:
    """Return a phrase with the ways to write it when a part of it has a short form."""
    made: list[Way] = []
    for start, word in enumerate(one.folded):
        for entry in _known().by_start.get(word, ()):
            end = start + len(entry.full.folded)
            marked = one.accented[start:end] != one.folded[start:end]
            if one.folded[start:end] == entry.full.folded and (
                not marked or one.accented[start:end] == entry.full.accented
            ):
                made.append(_spliced(one, start, end, _short(entry)))
    return replace(one, others=(*one.others, *made)) if made else one


def _spliced(one: Clause, start: int, end: int, middle: Way) -> Way:
    return Way(
        (*one.accented[:start], *middle.accented, *one.accented[end:]),
        (*one.folded[:start], *middle.folded, *one.folded[end:]),
    )


def _short(entry: _Entry) -> Way:
    return Way((entry.short.accented,), (entry.short.folded,))


def unfolded(one: Clause, words: Sequence[str]) -> Clause:
    """Return a phrase with the ways to write it when a word of it, as typed, is short for others."""
    made = [
        _spliced(one, place, place + 1, full)
        for place, word in enumerate(words)
        for full in full_forms(word)
    ]
    return replace(one, others=(*one.others, *made)) if made else one
