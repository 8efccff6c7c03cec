"""Rooms whose parts are opened when something of them is first used: no command waits for the others.

A room with a heavy library lists its names twice: as ordinary imports, for those who read and for the
type checker, and as a table, for the running program. `tests/test_door.py` holds the two together.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def on_use(room: str, parts: Mapping[str, str]) -> Callable[[str], Any]:
    """Return a module's `__getattr__` (PEP 562): a name opens the part of `room` that has it.

    `parts` gives for each module of the room its public names, with spaces between them.
    """
    where = {name: part for part, names in parts.items() for name in names.split()}

    def opened(name: str) -> Any:
        if name not in where:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        found = getattr(import_module(f"{room}.{where[name]}"), name)
        setattr(sys.modules[room], name, found)  # next time it is there
        return found

    return opened
