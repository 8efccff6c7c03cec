"""What the file of a dossier is called in the package: its code, when every system can hold that.

Codes are made of organisations' codes, which may be anything that people type: «Chi bộ số 1/2».
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from hoso import fixity, text

_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*")
_LONGEST: Final = 100  # letters


def file_names(codes: Iterable[str]) -> dict[str, str]:
    """Return by code the name without ending, no two alike for a system that ignores case."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for code in sorted(codes):
        name = stem = _fitting(code)
        number = 1
        while name.lower() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.lower())
        found[code] = name
    return found


def is_usable(name: str) -> bool:
    """Return whether every system can hold a folder or file of this name."""
    return "/" not in name and not fixity.awkward([name])


def _fitting(code: str) -> str:
    if len(code) <= _LONGEST and _PLAIN.fullmatch(code) and is_usable(code):
        return code
    name = text.slug(code)[:_LONGEST].strip("-")
    return name if name and is_usable(name) else f"ho-so-{name}".strip("-")
