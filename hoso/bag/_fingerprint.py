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
    return _plain(typed) == digest


def difference(typed: str, digest: str) -> str:
    """Return in words where what somebody typed is not that digest, for whoever looks for a slip."""
    said = _plain(typed)
    if strange := sorted(set(said) - set("0123456789abcdef")):
        return f"Chỗ gõ vào có ký tự không phải chữ số 0–9, a–f: {' '.join(strange)}."
    if len(said) != len(digest):
        return f"Chỗ gõ vào có {len(said)} chữ số, phải đủ {len(digest)}."
    pairs = enumerate(zip(grouped(said).split(), grouped(digest).split(), strict=True), 1)
    wrong = [f"nhóm {n} gõ «{one}»" for n, (one, other) in pairs if one != other]
    return f"Khác ở {len(wrong)} nhóm: {', '.join(wrong[:3])}{' …' if len(wrong) > 3 else ''}."


def _plain(typed: str) -> str:
    return re.sub(r"[\s:.\-–]", "", typed).lower()
