"""Findings with the codes of the specifications that are judged by."""

from __future__ import annotations

from typing import Final

from hoso.errors import Outcome, Problem, system_reason
from hoso.text import legible

OCFL: Final = "OCFL"
BAGIT: Final = "RFC 8493"


def finding(code: str, where: str, message: str) -> Problem:
    """Return a finding with a code of OCFL: E… broken, W… a warning."""
    return Problem(
        code=code,
        where=legible(where),
        message=legible(message),
        reference=f"{OCFL}, {code}",
        warning=code.startswith("W"),
    )


def unread(where: str, error: OSError) -> Problem:
    """Return that the disk did not let us look: neither right nor wrong."""
    return Problem(
        code="J014",
        where=legible(where),
        message=f"Chưa kiểm được: ổ đĩa không cho đọc ({system_reason(error)}).",
        outcome=Outcome.UNCHECKED,
    )
