"""PDF copies of Word files, and a whole dossier as one file to be printed or handed on."""

from __future__ import annotations

from hoso.services.printing._copies import Copies, Copy, Wish, beside, copies, program
from hoso.services.printing._dossier import Printed, PrintedPart, paper_of, print_dossier
from hoso.services.printing._many import print_many

__all__ = [
    "Copies",
    "Copy",
    "Printed",
    "PrintedPart",
    "Wish",
    "beside",
    "copies",
    "paper_of",
    "print_dossier",
    "print_many",
    "program",
]
