"""What a finished document adds to the registers: a meeting that was held."""

from __future__ import annotations

from collections.abc import Mapping

from hoso import text
from hoso.model.review import Meeting
from hoso.services.prefill import Request
from hoso.services.progress import MINUTES
from hoso.workspace import DossierEdit


def record(
    edit: DossierEdit, request: Request, context: Mapping[str, object], document: str
) -> None:
    """Put the meeting that minutes speak of into the register of meetings."""
    kind = MINUTES.get(request.info.kind)
    meeting = context.get("hoi_nghi")
    if kind is None or not isinstance(meeting, Mapping):
        return
    absent = context.get("vang")
    rows = absent if isinstance(absent, list) else []
    others = [m for m in edit.register("meetings") if m.subject_kind is not kind]
    held = Meeting(
        organisation=request.body.code,
        year=request.year,
        subject_kind=kind,
        day=text.parse_date(str(meeting.get("ngay", ""))) or request.on,
        convened=int(meeting["trieu_tap"]),
        present=int(meeting["co_mat"]),
        absent=tuple(f"{row['ho_ten']}: {row['ly_do']}" for row in rows),
        place=str(meeting.get("dia_diem", "")),
        chair=str(meeting.get("chu_tri", "")),
        document=document,
    )
    edit.put_register("meetings", (*others, held))
