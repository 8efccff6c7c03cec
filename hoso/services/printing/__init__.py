"""PDF copies of Word files, and a whole dossier as one file to be printed or handed on."""

from __future__ import annotations

from hoso.services.printing._copies import Copies, Copy, Wish, beside, copies, program
from hoso.services.printing._dossier import Printed, PrintedPart, print_dossier

__all__ = [
    "Copies",
    "Copy",
    "Printed",
    "PrintedPart",
    "Wish",
    "beside",
    "copies",
    "print_dossier",
    "program",
]
