"""Remedy plans and what became of them."""

from __future__ import annotations

from collections.abc import Mapping

from hoso import text
from hoso.model.review import PlanItem
from hoso.services import faults
from hoso.services.faults import Followed
from hoso.services.prefill._request import Request
from hoso.workspace import Workspace


def plan(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the items of the body's remedy plan of the year."""
    items = [
        item
        for item in ws.catalogue.plan(year=request.year, organisation=request.body.code)
        if item.subject == request.body.subject
    ]
    return {
        "muc_dich": [
            f"Khắc phục các hạn chế, khuyết điểm đã chỉ ra trong kiểm điểm năm {request.year}.",
            "Gắn trách nhiệm của tập thể, cá nhân với từng việc, có thời hạn và kết quả kiểm tra được.",
        ],
        "hang_muc": [_plan_row(ws, item) for item in items],
        "to_chuc_thuc_hien": [
            "Người được phân công báo cáo kết quả với cấp ủy khi hết thời hạn của từng việc.",
            "Việc hoàn thành phải có minh chứng và do người khác người thực hiện xác nhận.",
        ],
    }


def _plan_row(ws: Workspace, item: PlanItem) -> dict[str, object]:
    fault = ws.catalogue.shortcoming(item.shortcoming)
    return {
        "ma": item.shortcoming,
        "han_che": fault.text if fault else "",
        "nguyen_nhan": fault.cause if fault else "",
        "bien_phap": item.measure,
        "nguoi_phu_trach": item.owner,
        "thoi_han": text.short_date(item.deadline) if item.deadline else "",
    }


def outcome(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return every earlier shortcoming of the body with the latest word on it."""
    earlier = ws.catalogue.shortcomings(subject=request.body.subject, before=request.year)
    found = faults.followed(ws, earlier, until=request.year)
    reported = [one for one in found if one.year == request.year or one.is_open]
    done = sum(1 for one in reported if not one.is_open)
    return {
        "hang_muc": [_outcome_row(one) for one in reported],
        "danh_gia": [
            f"Trong {len(reported)} hạn chế, khuyết điểm của các kỳ trước được theo dõi năm "
            f"{request.year}, đã khắc phục {done}, còn lại {len(reported) - done}."
        ],
    }


def _outcome_row(one: Followed) -> dict[str, object]:
    fault, track = one.shortcoming, one.state.track
    told = [one.note or fault.measure, *(f"Minh chứng: {proof}" for proof in track.evidence)]
    checked = f"{track.verified_by} xác nhận" if track.verified_by else ""
    return {
        "ma": fault.code,
        "nam": fault.year,
        "han_che": fault.text,
        "tinh_trang": faults.status_name(one.status),
        "muc_do": f"{track.degree}%" if track.degree is not None else "",
        "ket_qua": "\n".join(line for line in (*told, checked) if line),
        "trach_nhiem": ", ".join(one.state.owners) or fault.responsibility,
    }
