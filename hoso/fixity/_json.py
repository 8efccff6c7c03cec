"""What can be taken from JSON of unknown shape."""

from __future__ import annotations

from typing import Any


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
