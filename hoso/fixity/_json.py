"""JSON of unknown shape: read strictly, and what can be taken from it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, Final, NoReturn

_LONGEST: Final = 80  # characters of a value that a finding shows


class Doubled(dict[str, Any]):
    """A JSON object in which a key stands more than once; every value but the last is lost."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        counts = Counter(key for key, _ in pairs)
        self.twice = sorted(key for key, count in counts.items() if count > 1)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Doubled(pairs)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are of JavaScript, not of JSON


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant)


def parsed(raw: bytes) -> Any:
    """Return what JSON in UTF-8 without a byte order mark says (RFC 8259, 8.1); raise ValueError.

    Nesting that no inventory has raises RecursionError.
    """
    return _DECODER.decode(raw.decode())


def twice(value: object) -> list[str]:
    """Return the keys that stand more than once in a JSON object."""
    return value.twice if isinstance(value, Doubled) else []


def shown(value: object) -> str:
    """Return a value for people: short, whatever it is, however large or deep."""
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    return json.dumps(value)[:_LONGEST]


def dictionary(value: object) -> dict[str, Any]:
    """Return `value` when it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def lists(value: object) -> dict[str, list[str]]:
    """Return the entries of a JSON object whose values are lists, with the texts of each."""
    found = dictionary(value)
    return {
        key: [one for one in many if isinstance(one, str)]
        for key, many in found.items()
        if isinstance(many, list)
    }
