"""A table of metadata: exchanged fields beside the program's own, and what is missing in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from hoso import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as written: headings, rows of texts, and how many rows lack which required field."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    missing: tuple[tuple[str, int], ...] = ()  # heading, how many


def table_of(
    fields: Mapping[str, str],
    own: Collection[str],
    rows: Iterable[tuple[Mapping[str, str], Iterable[str]]],
) -> Table:
    """Return rows as a table; each comes with the required fields that it lacks.

    `fields` are names with their words. The name of an exchanged field stands behind its words;
    those of `own` are the program's and have none.
    """
    every, lacking = [], Counter[str]()
    for values, missing in rows:
        every.append(tuple(text.squeeze(values[name]) for name in fields))
        lacking.update(missing)
    heads = (words if name in own else f"{words} ({name})" for name, words in fields.items())
    return Table(
        heads=tuple(heads),
        rows=tuple(every),
        missing=tuple((fields[name], lacking[name]) for name in fields if lacking[name]),
    )


def count(number: int | None) -> str:
    """Return a count as text, "" when nobody knows it."""
    return "" if number is None else str(number)
