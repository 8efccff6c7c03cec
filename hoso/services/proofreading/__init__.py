"""Proof-reading of somebody else's figures: JSON, Excel, running text; no workspace is needed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hoso import proofing
from hoso.errors import Problem
from hoso.proofing import Report
from hoso.services import inbox
from hoso.services.proofreading import _json, _workbook
from hoso.services.proofreading._workbook import template

__all__ = ["Proofread", "check", "template"]

_SHEETS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".xltx", ".csv"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofread:
    """What came of one file: every table's report, and what was read otherwise than written."""

    reports: tuple[Report, ...]
    warnings: tuple[Problem, ...] = ()


def check(path: Path, *, accept_valid: bool = False) -> Proofread:
    """Proof-read a file; raise UnreadableFileError or RowsRefusedError when it cannot be read."""
    if path.suffix.lower() in _SHEETS:
        found, warnings = _workbook.read(path)
    else:
        tables, warnings = _json.read(path, inbox.read(path), accept_valid=accept_valid)
        found = [(table.name, (table,)) for table in tables]
    reports = tuple(proofing.check_together(name, parts) for name, parts in found)
    return Proofread(reports=reports, warnings=tuple(warnings))
