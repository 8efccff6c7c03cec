"""Mẫu 03, 04, 05: rating anew, the list of the dossier, a leader's own rating of a quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hoso import text
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.profile import DossierItem
from hoso.model.review import Stage
from hoso.services.head import person_lines
from hoso.services.prefill._meetings import rating
from hoso.services.prefill._request import Request
from hoso.workspace import Workspace

_OPEN = "……"  # for a person to fill in, on the draft or in the data file


def rerating(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return whom the decision is about with the level decided before; the new one is a person's."""
    whom = request.person or request.body
    decided = rating(ws, request, whom.subject, Stage.DECIDED)
    posts = request.person.state.posts if request.person else ()
    references = ws.regime(request.year).references
    return {
        "can_cu": [f"Căn cứ {reference}" for reference in references],
        "chu_the": request.body.state.name.upper(),
        "doi_tuong": [
            {
                "ten": request.label,
                "chuc_vu": "; ".join(post.title for post in posts),
                "muc_cu": request.level_name(decided) or _OPEN,
                "muc_moi": _OPEN,
                "ly_do": _OPEN,
            }
        ],
        "dieu_khoan": [
            "Các tổ chức đảng, đảng viên có tên tại Điều 1 và các cơ quan có liên quan chịu trách "
            "nhiệm thực hiện Quyết định này.",
            "Quyết định có hiệu lực từ ngày ký.",
        ],
    }


def dossier_list(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return each paper that the regime asks for, with what the archive holds of it."""
    rows = ws.catalogue.documents(year=request.year, organisation=request.body.code)
    every = [row.provenance for row in rows]
    own = [row.provenance for row in rows if not row.card.card]
    items = ws.regime(request.year).dossier
    return {
        "tap_the": [_listed(one, own) for one in items if one.subject == "tap_the"],
        "ca_nhan": [_listed(one, every) for one in items if one.subject == "ca_nhan"],
    }


def _listed(item: DossierItem, documents: Sequence[Provenance]) -> dict[str, str]:
    """Return one line of the list; a form that has not come back is not there yet."""
    kept = [
        one
        for one in documents
        if one.kind in item.kinds and one.status is not DocumentStatus.WITHDRAWN
    ]
    here = [one for one in kept if not _is_out(one)]
    days = {one.day for one in here if one.day}
    return {
        "ten": item.title,
        "so_ky_hieu": "; ".join(one.symbol for one in here if one.symbol),
        "ngay": text.short_date(min(days)) if len(days) == 1 else "",
        "so_ban": str(len(here)) if here else "",
        "ghi_chu": _remark(len(kept) - len(here), len(here)),
    }


def _is_out(one: Provenance) -> bool:
    return one.awaits_return and one.status is DocumentStatus.ISSUED


def _remark(out: int, here: int) -> str:
    if out:
        return f"còn {out} bản chưa nhận lại"
    return "" if here else "chưa có trong kho"


def own_rating(ws: Workspace, request: Request) -> Mapping[str, object]:  # noqa: ARG001 - one shape for all sources
    """Return who rates themselves; period, criteria and points are theirs to give."""
    if request.person is None:
        return {}
    return {"dang_vien": person_lines(request.person, request.body)}
