"""Proof-reading of somebody else's figures: JSON, Excel, running text; no workspace is needed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hoso import proofing
from hoso.errors import Problem
from hoso.proofing import Report
from hoso.services import inbox
from hoso.services.proofreading import _json


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofread:
    """What came of one file: every table's report, and what was read otherwise than written."""

    reports: tuple[Report, ...]
    warnings: tuple[Problem, ...] = ()


def check(path: Path, *, accept_valid: bool = False) -> Proofread:
    """Proof-read a file; raise UnreadableFileError or RowsRefusedError when it cannot be read."""
    tables, warnings = _json.read(path, inbox.read(path), accept_valid=accept_valid)
    return Proofread(
        reports=tuple(proofing.check(table) for table in tables), warnings=tuple(warnings)
    )
