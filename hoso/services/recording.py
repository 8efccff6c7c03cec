"""What a finished document adds to the registers: a meeting that was held, or is to be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hoso import text
from hoso.model.review import Meeting, SubjectKind
from hoso.services import meetings
from hoso.services.prefill import Request
from hoso.services.progress import MINUTES
from hoso.workspace import DossierEdit

_INVITATION = "giay_moi"
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
# Words of an agenda, on folded text, by which one knows whose review it is.
_AGENDA = {SubjectKind.COLLECTIVE: ("tap the",), SubjectKind.PERSON: ("ca nhan", "dang vien")}


def record(
    edit: DossierEdit, request: Request, context: Mapping[str, object], document: str
) -> None:
    """Put the meeting that minutes or an invitation speak of into its register."""
    meeting = context.get("hoi_nghi")
    if not isinstance(meeting, Mapping):
        return
    if request.info.kind == _INVITATION:
        _invited(edit, request, context, document)
    elif kind := MINUTES.get(request.info.kind):
        _held(edit, request, context, document, kind)


def _held(
    edit: DossierEdit,
    request: Request,
    context: Mapping[str, object],
    document: str,
    kind: SubjectKind,
) -> None:
    meeting = _group(context)
    absent = context.get("vang")
    rows = absent if isinstance(absent, list) else []
    held = Meeting(
        organisation=request.body.code,
        year=request.year,
        subject_kind=kind,
        day=text.parse_date(str(meeting.get("ngay", ""))) or request.on,
        convened=int(str(meeting["trieu_tap"])),
        present=int(str(meeting["co_mat"])),
        absent=tuple(f"{row['ho_ten']}: {row['ly_do']}" for row in rows),
        place=str(meeting.get("dia_diem", "")),
        chair=str(meeting.get("chu_tri", "")),
        document=document,
    )
    meetings.put(edit, held)


def _invited(
    edit: DossierEdit, request: Request, context: Mapping[str, object], document: str
) -> None:
    """Put what an invitation says into the plan; without a day it plans nothing."""
    meeting = _group(context)
    said = str(meeting.get("thoi_gian", ""))
    found = _DAY.search(said)
    day = text.parse_date(found.group()) if found else None
    if found is None or day is None:
        return
    for kind in _reviewed(context):
        wanted = meetings.Wanted(
            organisation=request.body,
            year=request.year,
            kind=kind,
            day=day,
            time=said[: found.start()].rstrip(" ,").removesuffix("ngày").rstrip(" ,"),
            place=str(meeting.get("dia_diem", "")),
            chair=str(meeting.get("chu_tri", "")),
        )
        meetings.plan(edit, wanted, document)


def _reviewed(context: Mapping[str, object]) -> Iterator[SubjectKind]:
    """Yield whose reviews the agenda of an invitation names."""
    agenda = context.get("noi_dung")
    lines = [text.fold(str(line)) for line in agenda] if isinstance(agenda, list) else []
    for kind, words in _AGENDA.items():
        if any("kiem diem" in line and word in line for line in lines for word in words):
            yield kind


def _group(context: Mapping[str, object]) -> Mapping[str, object]:
    found = context.get("hoi_nghi")
    return found if isinstance(found, Mapping) else {}
