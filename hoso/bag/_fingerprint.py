"""The fingerprint of a bag: SHA-256 of its manifest, as it is printed and typed again."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import Final

MANIFEST: Final = "manifest-sha512.txt"
_GROUP: Final = 4


def fingerprint(bag: Path) -> str:
    """Return the SHA-256 of the bag's manifest, 64 hexadecimal digits; raise OSError."""
    return sha256((bag / MANIFEST).read_bytes()).hexdigest()


def grouped(digest: str) -> str:
    """Return a digest in groups of four, as people compare and type it."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))


def is_same(typed: str, digest: str) -> bool:
    """Return whether what somebody typed is that digest, whatever the spaces, hyphens and case."""
    return re.sub(r"[\s:.\-–]", "", typed).lower() == digest
