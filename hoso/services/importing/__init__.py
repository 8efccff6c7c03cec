"""Old papers brought in: read in any format and encoding, told what they seem to be, confirmed, filed.

Nothing counts before a person confirms it; originals are kept byte for byte.
"""

from __future__ import annotations

from hoso.services.importing._accept import (
    accept,
    accept_register,
    corrected,
    is_register,
    register_problems,
)
from hoso.services.importing._faults import Extracted, Fault, extract
from hoso.services.importing._import import Imported, Refused, Waiting, import_papers
from hoso.services.importing._propose import Wish
from hoso.services.importing._sheet import KINDS, Decisions, decisions, sheets

__all__ = [
    "KINDS",
    "Decisions",
    "Extracted",
    "Fault",
    "Imported",
    "Refused",
    "Waiting",
    "Wish",
    "accept",
    "accept_register",
    "corrected",
    "decisions",
    "extract",
    "import_papers",
    "is_register",
    "register_problems",
    "sheets",
]
