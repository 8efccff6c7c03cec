"""The table of notions (bảng khái niệm): WHAT a fault is about, HOW it fails, WHO, and words.

The tables are `khai_niem/*.toml` beside the code; their format is described at their heads.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from typing import Any

from hoso.recurrence._expressions import Expression, Matcher, Phrases, Piece, split, tokenize
from hoso.text import nfc

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
    manners: Matcher
    actors: Matcher
    synonyms: Matcher


@dataclass(frozen=True)
class Lexicon:
    """All tables; `marked` and `folded` are compiled when first needed."""

    names: Mapping[str, str]
    families: Mapping[str, str]
    near: Mapping[str, frozenset[str]]
    general: Mapping[str, str]
    objects: Table
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
        general=raw["chung"],
        objects=_table(objects),
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
            merged.setdefault(section, {}).update(rows)
    return merged.items()


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

    return Script(
        light=light,
        boilerplate=phrases(lexicon.general["cum_dem"]),
        softening=Phrases(
            _keys(text, folded=folded) for text in lexicon.general["giam_nhe"].split(";")
        ),
        objects=matcher(lexicon.objects),
        manners=matcher(lexicon.manners),
        actors=matcher(lexicon.actors),
        synonyms=matcher(lexicon.synonyms),
    )


def _expressions(table: Table, light: Phrases, *, folded: bool) -> Iterator[Expression]:
    for notion, (strong, hints) in table.rows.items():
        seen: set[tuple[Piece, ...]] = set()
        for listed, weight in ((strong, STRONG), (hints, HINT)):
            for text in split(listed):
                parts = (_lightened(part, light, folded=folded) for part in text.split("…"))
                pieces = tuple(piece for piece in parts if piece)
                if pieces and pieces not in seen:
                    seen.add(pieces)
                    yield Expression(notion, pieces, weight)


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
