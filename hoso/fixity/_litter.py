"""What operating systems leave behind in folders: never content."""

from __future__ import annotations

import re
from typing import Final

_LITTER: Final = re.compile(r"(?i)thumbs\.db|desktop\.ini|\.ds_store|\._.*|\.spotlight.*|\.trash.*")
_FIRST: Final = ".tTdD"  # letters of theirs: hundreds of thousands of names are asked


def is_litter(path: str) -> bool:
    """Return whether a file is one that operating systems leave behind."""
    name = path.rpartition("/")[2]
    return name[:1] in _FIRST and _LITTER.fullmatch(name) is not None
