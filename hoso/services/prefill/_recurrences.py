"""The report on faults that came back."""

from __future__ import annotations

from collections.abc import Mapping

from hoso.services import faults, recurrences
from hoso.services.prefill._request import Request
from hoso.services.recurrences import Candidate, Thread
from hoso.workspace import Workspace


def report(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return every thread of the year that stands as come back, with all its earlier sentences."""
    found = recurrences.threads(ws, request.year, org=request.body.code, on=request.on)
    back = [thread for thread in found if thread.returns]
    confirmed = sum(1 for thread in back for c in thread.returns if c.decision)
    return {
        "tong_quan": [
            f"Năm {request.year} có {len(found)} hạn chế, khuyết điểm được nêu trong kiểm điểm; "
            f"{len(back)} trong số đó được xem là lặp lại điều đã chỉ ra ở các năm trước.",
            f"Đã có người xác nhận {confirmed} trường hợp; các trường hợp còn lại do chương trình "
            "đề xuất, cần người có trách nhiệm xem và quyết định.",
        ],
        "luong": [_row(ws, request, thread) for thread in back],
    }


def _row(ws: Workspace, request: Request, thread: Thread) -> dict[str, object]:
    fault = thread.fault
    organisation = ws.catalogue.organisation(fault.subject.organisation)
    name = organisation.states[-1].name if organisation else fault.subject.organisation
    whose = f"{fault.subject.name} – {name}" if fault.subject.name else name
    return {
        "ma": fault.code,
        "nam": fault.year,
        "to_chuc": whose,
        "noi_dung": fault.text,
        "truoc": [_earlier(ws, request, candidate) for candidate in thread.returns],
    }


def _earlier(ws: Workspace, request: Request, candidate: Candidate) -> dict[str, object]:
    fault = candidate.earlier
    latest = faults.followed(ws, (fault,), until=request.year - 1)[0]
    said = faults.status_name(latest.status)
    decided = "đã có người xác nhận" if candidate.decision else "đề xuất của chương trình"
    return {
        "ma": fault.code,
        "nam": fault.year,
        "noi_dung": fault.text,
        "tinh_trang": f"{said} (báo cáo năm {latest.year})",
        "xac_suat": f"{candidate.match.score * 100:.0f}%",
        "ly_do": "; ".join([decided, *candidate.match.reasons]),
    }
