"""Proof-reading of somebody else's figures: JSON, Excel, running text; no workspace is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hoso import proofing
from hoso.errors import Problem, UnreadableFileError
from hoso.proofing import Loose, Narrative, Report, Told
from hoso.services import inbox
from hoso.services.proofreading import _archive, _json, _text, _workbook
from hoso.services.proofreading._archive import Archive
from hoso.services.proofreading._workbook import Found, template

__all__ = ["Archive", "Proofread", "against", "check", "template"]

_SHEETS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".xltx", ".csv"}
_OTHERS = {".pdf", ".ods", ".pptx", ".zip", ".html", ".htm", ".jpg", ".jpeg", ".png"}
_WORD = {".docx", ".doc", ".odt", ".rtf"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofread:
    """What came of one file: every table's report, and what was read otherwise than written.

    `loose` are the figures of running text that nothing could be said of, None where there is no
    running text; `told` the tables that name whom they count.
    """

    reports: tuple[Report, ...]
    warnings: tuple[Problem, ...] = ()
    loose: tuple[Loose, ...] | None = None
    told: tuple[Told, ...] = ()


def check(path: Path, *, accept_valid: bool = False) -> Proofread:
    """Proof-read a file; raise UnreadableFileError or RowsRefusedError when it cannot be read."""
    suffix = path.suffix.lower()
    if suffix in _SHEETS:
        found, warnings = _workbook.read(path)
        return _proofread(found, warnings)
    data = inbox.read(path)
    if suffix in _WORD:
        narrative, found = _text.read_word(path, data)
        return _with_words(_proofread(found, []), narrative)
    if suffix == ".txt":
        return _with_words(_proofread([], []), _text.read_plain(path, data))
    if suffix in _OTHERS:
        kinds = ".json, .xlsx, .csv, .docx hoặc .txt"
        said = f"{path.name}: chưa soát được loại tệp này. Hãy lưu lại thành {kinds}."
        raise UnreadableFileError(said, where=str(path))
    tables, warnings = _json.read(path, data, accept_valid=accept_valid)
    return _proofread([(table.name, (table,)) for table in tables], warnings)


def _proofread(found: Sequence[Found], warnings: Sequence[Problem]) -> Proofread:
    return Proofread(
        reports=tuple(proofing.check_together(name, parts) for name, parts in found),
        warnings=tuple(warnings),
        told=tuple(_archive.told_of(found)),
    )


def _with_words(tables: Proofread, narrative: Narrative) -> Proofread:
    return replace(
        tables,
        reports=(*narrative.reports, *tables.reports),
        loose=narrative.loose,
        told=(*narrative.told, *tables.told),
    )


def against(found: Proofread, archive: Archive, year: int) -> Proofread:
    """Return what came of a file with a further report for each table that the archive counts."""
    compared = tuple(_archive.compare(archive, found.told, year))
    return replace(found, reports=(*found.reports, *compared))
