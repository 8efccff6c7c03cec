"""What one version of a dossier says, read from its files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from hoso import pdf, word
from hoso.archive import CARD, Archive
from hoso.model import base
from hoso.model.archival import Reconciliation
from hoso.model.assessment import Discipline, Ruling, Statement
from hoso.model.awards import Award, Opinion, Title
from hoso.model.dossier import DossierCard, DossierSnapshot, FileRef, Provenance
from hoso.model.numbers import NumbersOutside
from hoso.model.oversight import Appraisal, Assignment, PlannedMeeting
from hoso.model.pending import Pending
from hoso.model.recurrence import RecurrenceDecision
from hoso.model.remedy import RemedyEvent
from hoso.model.review import (
    BallotCount,
    Campaign,
    FollowUp,
    Meeting,
    PlanItem,
    Rating,
    ReviewDemand,
    Shortcoming,
)
from hoso.model.roster import OrganisationRoster

# Attribute of DossierSnapshot → (file in the dossier, what it holds).
REGISTERS: dict[str, tuple[str, Any]] = {
    "shortcomings": ("so/khuyet_diem.json", tuple[Shortcoming, ...]),
    "decisions": ("so/tai_dien.json", tuple[RecurrenceDecision, ...]),
    "follow_ups": ("so/theo_doi.json", tuple[FollowUp, ...]),
    "ratings": ("so/xep_loai.json", tuple[Rating, ...]),
    "review_demands": ("so/kiem_diem_lai.json", tuple[ReviewDemand, ...]),
    "ballots": ("so/kiem_phieu.json", tuple[BallotCount, ...]),
    "opinions": ("so/chu_the.json", tuple[Opinion, ...]),
    "titles": ("so/danh_hieu.json", tuple[Title, ...]),
    "awards": ("so/khen_thuong.json", tuple[Award, ...]),
    "plan": ("so/khac_phuc.json", tuple[PlanItem, ...]),
    "remedy_events": ("so/dien_bien.json", tuple[RemedyEvent, ...]),
    "statements": ("so/du_kien.json", tuple[Statement, ...]),
    "rulings": ("so/y_kien.json", tuple[Ruling, ...]),
    "disciplines": ("so/ky_luat.json", tuple[Discipline, ...]),
    "pending": ("so/cho_xu_ly.json", tuple[Pending, ...]),
    "meetings": ("so/hoi_nghi.json", tuple[Meeting, ...]),
    "planned_meetings": ("so/lich_hop.json", tuple[PlannedMeeting, ...]),
    "assignments": ("so/phan_cong.json", tuple[Assignment, ...]),
    "appraisals": ("so/tham_dinh.json", tuple[Appraisal, ...]),
    "campaign": ("so/dot.json", Campaign),
    "roster": ("danh_sach.json", OrganisationRoster),
    "reconciliations": ("so/doi_chieu.json", tuple[Reconciliation, ...]),
    "numbers_outside": ("so/so_van_ban.json", tuple[NumbersOutside, ...]),
}
# The file of a document that carries its present text, best first.
_FOREIGN_RETURNS = ("nhan_lai.doc", "nhan_lai.odt", "nhan_lai.rtf")
_TEXT_FILES = (
    "nhan_lai.docx",
    "van_ban.docx",
    "noi_dung.txt",  # of an old paper: what a scan or a file in an old encoding says
    "chuyen_doi.docx",
    "goc.docx",
    "goc.pdf",
)
_DOTS = re.compile("[….]{3,}")  # lines left to be written on


def read(archive: Archive, object_id: str, number: int | None = None) -> DossierSnapshot:
    """Return what version `number` (None: head) of a dossier says."""
    version = archive.version(object_id, number)
    paths = {file.path for file in version.files}

    def load(path: str, kind: type[Any]) -> Any:
        data = archive.read(object_id, path, version.number)
        return base.decode(data, kind, where=f"{object_id}: {path}")

    registers = {
        name: load(path, kind) for name, (path, kind) in REGISTERS.items() if path in paths
    }
    documents = (load(path, Provenance) for path in sorted(paths) if path.endswith("lai_lich.json"))
    return DossierSnapshot(
        object_id=object_id,
        version=version.number,
        created=version.created,
        card=load(CARD, DossierCard),
        documents=tuple(documents),
        files=version.files,
        **registers,
    )


def document_text(archive: Archive, snapshot: DossierSnapshot, number: str) -> str:
    """Return the text of document `number` in that version, "" when no file of it has any."""
    file = text_file(snapshot, number)
    if file is None:
        return ""
    return text_of(archive.read(snapshot.object_id, file.path, snapshot.version), file.path)


def text_file(snapshot: DossierSnapshot, number: str) -> FileRef | None:
    """Return the file that says what a document says: of a form in a foreign format, its data."""
    files = {file.path: file for file in snapshot.files}
    if any(f"{number}/{name}" in files for name in _FOREIGN_RETURNS):
        return files.get(f"{number}/du_lieu.json")
    return next((files[p] for name in _TEXT_FILES if (p := f"{number}/{name}") in files), None)


def text_of(data: bytes, path: str) -> str:
    """Return the text of a document's file by its ending."""
    return _DOTS.sub(" ", _READERS[path[path.rindex(".") :]](data, path))


def _data_text(data: bytes, where: str) -> str:
    """Return every text inside a document's data, one a line."""
    return "\n".join(_texts_in(base.decode(data, dict[str, Any], where=where)))


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _texts_in(one)
    elif isinstance(value, str):
        yield value


def _written_text(data: bytes, _where: str) -> str:
    """Return a text that was written here."""
    return data.decode("utf-8", "replace")


def _word_text(data: bytes, where: str) -> str:
    return word.text_of(data, where)  # named here, not in the table: it opens the room of Word


def _pdf_text(data: bytes, where: str) -> str:
    return pdf.text_of(data, where)


_READERS = {
    ".docx": _word_text,
    ".pdf": _pdf_text,
    ".json": _data_text,
    ".txt": _written_text,
}
