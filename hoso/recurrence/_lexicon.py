"""The table of notions (bảng khái niệm): WHAT a fault is about, HOW it fails, WHO, and words.

The tables are `khai_niem/*.toml` beside the code; their format is described at their heads.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from typing import Any

from hoso.recurrence._expressions import (
    IGNORED,
    Expression,
    Matcher,
    Phrases,
    Piece,
    split,
    tokenize,
    words_of,
)
from hoso.text import nfc

Vector = Mapping[str, float]
MOST_NOTIONS = 12  # a word of more notions hints at none
WORD_WEIGHT = 0.4  # of a single syllable as a hint; a pair of syllables is nearly a word
STRONG, SHARED, HINT = 1.0, 0.6, 0.35  # SHARED: an expression that names several notions


@dataclass(frozen=True, slots=True)
class Table:
    """One dimension as written: notion → (expressions, hints)."""

    rows: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Script:
    """The lexicon compiled for one way of writing: with tone marks, or without any."""

    light: Phrases
    boilerplate: Phrases
    softening: Phrases
    objects: Matcher
    details: Matcher
    hints: Mapping[str, Vector]
    manners: Matcher
    actors: Matcher
    synonyms: Matcher


@dataclass(frozen=True)
class Lexicon:
    """All tables; `marked` and `folded` are compiled when first needed."""

    names: Mapping[str, str]
    families: Mapping[str, str]
    near: Mapping[str, frozenset[str]]
    generic: frozenset[str]
    general: Mapping[str, str]
    objects: Table
    details: Table
    manners: Table
    actors: Table
    synonyms: Table

    @cached_property
    def marked(self) -> Script:
        """Return the lexicon for text with tone marks."""
        return _compile(self, folded=False)

    @cached_property
    def folded(self) -> Script:
        """Return the lexicon for text typed without marks."""
        return _compile(self, folded=True)


def load_lexicon() -> Lexicon:
    """Return the lexicon shipped with the program."""
    raw = dict(_merged())
    objects, manners = raw["doi_tuong"], raw["kieu"]
    return Lexicon(
        names={code: row["ten"] for table in (objects, manners) for code, row in table.items()},
        families={code: row["ho"] for code, row in manners.items()},
        near=_near(raw["chung"]["gan"]),
        generic=frozenset(raw["chung"]["chung_chung"].split()),
        general=raw["chung"],
        objects=_table(objects),
        details=Table({code: (text, "") for code, text in raw["chi_tiet"].items()}),
        manners=_table(manners),
        actors=Table({code: (text, "") for code, text in raw["chu_the"].items()}),
        synonyms=Table({code: (text, "") for code, text in raw["dong_nghia"].items()}),
    )


def _near(listed: str) -> dict[str, frozenset[str]]:
    near: defaultdict[str, set[str]] = defaultdict(set)
    for pair in listed.split(";"):
        one, other = pair.split()
        near[one].add(other)
        near[other].add(one)
    return {notion: frozenset(others) for notion, others in near.items()}


def _merged() -> Iterable[tuple[str, Any]]:
    merged: dict[str, dict[str, Any]] = {}
    folder = files("hoso.recurrence") / "khai_niem"
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        for section, rows in tomllib.loads(nfc(file.read_text(encoding="utf-8"))).items():
            known = merged.setdefault(section, {})
            known.update({code: _added(known.get(code), row) for code, row in rows.items()})
    return merged.items()


def _added(known: Any, row: Any) -> Any:
    """Return `row` with what an earlier file says of the same notion; expressions add up."""
    if known is None:
        return row
    if isinstance(row, str):
        return f"{known}; {row}"
    lists = {key: f"{known.get(key, '')}; {row.get(key, '')}" for key in ("cach_noi", "goi_y")}
    return known | row | lists


def _table(rows: Mapping[str, Mapping[str, str]]) -> Table:
    return Table({code: (row["cach_noi"], row.get("goi_y", "")) for code, row in rows.items()})


def _keys(text: str, *, folded: bool) -> Piece:
    return tuple(token.key for token in tokenize(text, folded=folded))


def light_phrases(general: Mapping[str, str], *, folded: bool) -> Phrases:
    """Return the light words and phrases, which never matter."""
    words = general["tu_nhe_khong_dau" if folded else "tu_nhe"].split()
    listed = [*words, *general["cum_nhe"].split(";")]
    return Phrases(_keys(text, folded=folded) for text in listed)


def _compile(lexicon: Lexicon, *, folded: bool) -> Script:
    light = light_phrases(lexicon.general, folded=folded)

    def matcher(table: Table) -> Matcher:
        return Matcher(_weakened(list(_expressions(table, light, folded=folded))))

    def phrases(listed: str) -> Phrases:
        return Phrases(_lightened(text, light, folded=folded) for text in listed.split(";"))

    ignored = Table({IGNORED: (lexicon.general["khong_ke"], "")})
    objects = matcher(Table({**lexicon.objects.rows, **ignored.rows}))
    return Script(
        light=light,
        boilerplate=phrases(lexicon.general["cum_dem"]),
        softening=Phrases(
            _keys(text, folded=folded) for text in lexicon.general["giam_nhe"].split(";")
        ),
        objects=objects,
        details=matcher(lexicon.details),
        hints=_hints(objects.expressions),
        manners=matcher(lexicon.manners),
        actors=matcher(lexicon.actors),
        synonyms=matcher(lexicon.synonyms),
    )


def _expressions(table: Table, light: Phrases, *, folded: bool) -> Iterator[Expression]:
    known: dict[str, Piece] = {}  # pieces come back in many expressions
    for notion, (strong, hints) in table.rows.items():
        seen: set[tuple[Piece, ...]] = set()
        for listed, weight in ((strong, STRONG), (hints, HINT)):
            for text in split(listed):
                parts = text.split("…")
                for part in parts:
                    if part not in known:
                        known[part] = _lightened(part, light, folded=folded)
                pieces = tuple(known[part] for part in parts if known[part])
                if pieces and pieces not in seen:
                    seen.add(pieces)
                    yield Expression(notion, pieces, weight)


def _hints(expressions: Iterable[Expression]) -> dict[str, Vector]:
    """Return, for every word of the expressions, how much it hints at which notions."""
    notions: defaultdict[str, set[str]] = defaultdict(set)
    for one in expressions:
        if one.notion != IGNORED:
            for piece in one.pieces:
                for word in words_of(piece):
                    notions[word].add(one.notion)
    total = len(set().union(*notions.values())) if notions else 0
    return {
        word: dict.fromkeys(sorted(found), _hint(word, total, len(found)))
        for word, found in notions.items()
        if len(found) <= MOST_NOTIONS
    }


def _hint(word: str, total: int, sharing: int) -> float:
    weight = math.log(1 + total / sharing) / math.sqrt(sharing)
    return weight if " " in word else WORD_WEIGHT * weight


def _weakened(expressions: list[Expression]) -> list[Expression]:
    """Return the expressions with those that several notions claim made weaker."""
    claims = Counter(one.pieces for one in expressions)
    return [
        replace(one, weight=min(one.weight, SHARED)) if claims[one.pieces] > 1 else one
        for one in expressions
    ]


def _lightened(text: str, light: Phrases, *, folded: bool) -> Piece:
    keys = _keys(text, folded=folded)
    dropped = light.covered(keys)
    return tuple(key for place, key in enumerate(keys) if place not in dropped)
