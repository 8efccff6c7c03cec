"""Chữ viết tắt, both ways: HTXSNV finds hoàn thành xuất sắc nhiệm vụ, and the other way round.

What is known stands in `viet_tat.toml`; an office may have a file of its own beside it.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final, NamedTuple

from hoso import text
from hoso.errors import UnreadableFileError
from hoso.index._analysis import Keys, keys
from hoso.index._clause import Clause, Way, way_of

_BOTH: Final = "hai_chieu"
_ONE: Final = "mot_chieu"
# Short forms that could as well be a syllable (`dự`, `ba`) count only in capitals.
_SYLLABLE: Final = re.compile(r"[bcdghklmnpqrstvx]{0,3}[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?")


class _Entry(NamedTuple):
    short: Keys
    full: Way


class Abbreviations:
    """Chữ viết tắt: short forms and what they stand for."""

    def __init__(self, *tables: Mapping[str, Any]) -> None:
        self._by_short: dict[str, list[_Entry]] = defaultdict(list)  # folded short form → entries
        # First folded word → two-way entries, longest first.
        self._by_start: dict[str, list[_Entry]] = defaultdict(list)
        for table in tables:
            for short, full in _listed(table, _BOTH):
                self._by_start[full.folded[0]].append(_Entry(short, full))
                self._by_short[short.folded].append(_Entry(short, full))
            for short, full in _listed(table, _ONE):
                self._by_short[short.folded].append(_Entry(short, full))
        for entries in self._by_start.values():
            entries.sort(key=lambda entry: -len(entry.full.folded))

    def full_forms(self, word: str) -> tuple[Way, ...]:
        """Return what the word, as it was typed, is short for."""
        key = keys(word)
        if _SYLLABLE.fullmatch(key.folded) and not word.isupper():
            return ()
        found = self._by_short.get(key.folded, ())
        marked = key.accented != key.folded
        fitting = (one for one in found if not marked or one.short.accented == key.accented)
        return tuple(dict.fromkeys(one.full for one in fitting))

    def spelled_out(self, clauses: Sequence[Clause]) -> Iterator[Clause]:
        """Yield the conditions; words that have a short form become one that is met by either."""
        place = 0
        while place < len(clauses):
            entry = self._starting(clauses, place)
            if entry is None:
                one = clauses[place]
                yield self._phrase(one) if one.quoted else one
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

    def unfolded(self, one: Clause, words: Sequence[str]) -> Clause:
        """Return a phrase with the ways to write it when a word of it, as typed, is short for others."""
        made = [
            _spliced(one, place, place + 1, full)
            for place, word in enumerate(words)
            for full in self.full_forms(word)
        ]
        return replace(one, others=(*one.others, *made)) if made else one

    def _starting(self, clauses: Sequence[Clause], place: int) -> _Entry | None:
        """Return the longest full form that the words from `place` on are."""
        for entry in self._by_start.get(clauses[place].folded[0], ()):
            run = clauses[place : place + len(entry.full.folded)]
            words = zip(run, entry.full.accented, entry.full.folded, strict=False)
            if len(run) == len(entry.full.folded) and all(
                _says(one, accented, folded) for one, accented, folded in words
            ):
                return entry
        return None

    def _phrase(self, one: Clause) -> Clause:
        """Return a phrase with the ways to write it when a part of it has a short form."""
        made: list[Way] = []
        for start, word in enumerate(one.folded):
            for entry in self._by_start.get(word, ()):
                end = start + len(entry.full.folded)
                marked = one.accented[start:end] != one.folded[start:end]
                if one.folded[start:end] == entry.full.folded and (
                    not marked or one.accented[start:end] == entry.full.accented
                ):
                    made.append(_spliced(one, start, end, _short(entry)))
        return replace(one, others=(*one.others, *made)) if made else one


@cache
def _own_table() -> Mapping[str, Any]:
    source = resources.files("hoso.index").joinpath("viet_tat.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


@cache
def builtin() -> Abbreviations:
    """Return the abbreviations that come with the program."""
    return Abbreviations(_own_table())


def abbreviations(path: Path) -> Abbreviations:
    """Return those that come with the program and an office's own, in a file of the same form.

    Raise UnreadableFileError naming the file and the entry that is not as it should be.
    """
    try:
        table = tomllib.loads(text.nfc(path.read_text(encoding="utf-8-sig")))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _refusal(path, f"không đọc được ({error})") from error
    for name, forms in table.items():
        if name not in (_BOTH, _ONE) or not isinstance(forms, dict):
            raise _refusal(path, f"có mục lạ «{name}»; chỉ có [{_BOTH}] và [{_ONE}]")
        for short, fulls in forms.items():
            if not _is_entry(short, fulls):
                raise _refusal(path, f'«{short}» phải có dạng {short} = ["cách viết đầy đủ"]')
    return Abbreviations(_own_table(), table)


def _refusal(path: Path, why: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"Tệp chữ viết tắt {path} {why}. Hãy sửa, hoặc bỏ [tra_cuu] viet_tat trong hoso.toml.",
        where=str(path),
    )


def _is_entry(short: str, fulls: object) -> bool:
    return (
        isinstance(fulls, list)
        and bool(fulls)
        and all(isinstance(one, str) and way_of(text.nfc(one)).folded for one in fulls)
        and bool(way_of(short).folded)
    )


def _listed(table: Mapping[str, Any], name: str) -> Iterator[tuple[Keys, Way]]:
    for short, fulls in table.get(name, {}).items():
        for full in fulls:
            yield keys(text.nfc(short)), way_of(text.nfc(full))


def _says(one: Clause, accented: str, folded: str) -> bool:
    single = len(one.folded) == 1 and not one.quoted
    return single and one.folded[0] == folded and (not one.is_marked or one.accented[0] == accented)


def _spliced(one: Clause, start: int, end: int, middle: Way) -> Way:
    return Way(
        (*one.accented[:start], *middle.accented, *one.accented[end:]),
        (*one.folded[:start], *middle.folded, *one.folded[end:]),
    )


def _short(entry: _Entry) -> Way:
    return Way((entry.short.accented,), (entry.short.folded,))
