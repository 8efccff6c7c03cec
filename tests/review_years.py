"""A review year of the sample written straight into the archive, without a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.review import Level, Meeting, Rating, Stage, Subject, SubjectKind
from hoso.services import campaign
from hoso.workspace import Act
from tests.conftest import Office


def decide(office: Office, org: str, *, met: bool = True, rated: bool = True) -> None:
    """Archive a year of one cell: forms back, both meetings, levels proposed and decided."""
    ws, on = office.workspace, date(2025, 12, 20)
    edits = []
    for one in campaign.candidates(ws, 2025, org, on):
        if not one.form:
            continue
        edit = ws.edit(campaign.card_of(one, 2025))
        subject = (one.person or one.body).subject
        form = Provenance(
            number="0001",
            kind=one.form,
            title="Kiểm điểm",
            day=date(2025, 12, 1),
            status=DocumentStatus.SIGNED,
            awaits_return=True,
        )
        edit.put_document(form, {"nhan_lai.docx": b"x"})
        if rated:
            edit.put_register("ratings", tuple(_ratings(subject)))
        if met and one.person is None:
            edit.put_register("meetings", tuple(_held(org)))
        edits.append(edit)
    ws.commit(edits, Act(on, "An"), "cả năm của một chi bộ")


def _ratings(subject: Subject) -> Iterator[Rating]:
    for stage in Stage:
        yield Rating(
            subject=subject, year=2025, stage=stage, level=Level.GOOD, day=date(2025, 12, 20)
        )


def _held(org: str) -> Iterator[Meeting]:
    for kind in SubjectKind:
        yield Meeting(
            organisation=org,
            year=2025,
            subject_kind=kind,
            day=date(2025, 12, 8),
            convened=16,
            present=15,
            absent=("Đỗ Thị Hòa: ốm",) if kind is SubjectKind.PERSON else ("Võ Thị Mỹ Lệ: bận",),
        )
