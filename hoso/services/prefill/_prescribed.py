"""Mẫu 03, 04, 05: rating anew, the list of the dossier, a leader's own rating of a quarter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hoso import profiles, text
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.profile import DossierItem
from hoso.model.review import Rating, Stage
from hoso.services.head import person_lines
from hoso.services.prefill._meetings import rating
from hoso.services.prefill._request import Request
from hoso.services.subjects import within
from hoso.workspace import Workspace

_OPEN = "……"  # for a person to fill in, on the draft or in the data file


def rerating(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return whom the decision is about, with the level before, the new one and why.

    Of an organisation: everybody of it and below whose level was decided anew. While nothing was,
    the draft names the subject itself and leaves the rest to a person.
    """
    found = [one for one in _anew(ws, request) if _is_meant(ws, request, one)]
    regimes = {one.regime for one in found if one.regime}
    return {
        "can_cu": [f"Căn cứ {reference}" for reference in _references(ws, request, regimes)],
        "chu_the": request.issuer.state.name.upper(),
        "doi_tuong": [_rerated(ws, request, one) for one in found] or [_draft(ws, request)],
        "dieu_khoan": [
            "Các tổ chức đảng, đảng viên có tên tại Điều 1 và các cơ quan có liên quan chịu trách "
            "nhiệm thực hiện Quyết định này.",
            "Quyết định có hiệu lực từ ngày ký.",
        ],
    }


def _anew(ws: Workspace, request: Request) -> Iterator[Rating]:
    for one in ws.catalogue.ratings(year=request.year, stage=Stage.DECIDED):
        if one.again:
            yield one


def _is_meant(ws: Workspace, request: Request, one: Rating) -> bool:
    if request.person:
        return one.subject.card == request.person.card
    return one.subject.organisation in {
        body.code for body in within(ws, request.body.code, request.on)
    }


def _references(ws: Workspace, request: Request, chosen: set[str]) -> Sequence[str]:
    """Return the papers of the regimes that the new levels were judged by."""
    known = {one.code: one for one in profiles.regimes()}
    regimes = [known[code] for code in sorted(chosen) if code in known]
    found = regimes or [ws.regime(request.year)]
    return list(dict.fromkeys(paper for one in found for paper in one.references))


def _rerated(ws: Workspace, request: Request, one: Rating) -> dict[str, str]:
    earlier = [
        old
        for old in ws.catalogue.ratings(
            year=request.year, stage=Stage.DECIDED, subject=one.subject, current=False
        )
        if old.superseded and not old.period and not old.place and old.level
    ]
    member = ws.catalogue.member(one.subject.card) if one.subject.card else None
    state = member.at(request.on) if member else None
    found = ws.catalogue.organisation(one.subject.organisation)
    body = found.at(request.on) if found else None
    return {
        "ten": one.subject.name or (body.name if body else one.subject.organisation),
        "chuc_vu": state.titles if state else "",
        "muc_cu": request.level_name(earlier[-1] if earlier else None) or _OPEN,
        "muc_moi": request.level_name(one) or "Hủy kết quả, chờ xếp loại lại",
        "ly_do": one.reason,
    }


def _draft(ws: Workspace, request: Request) -> dict[str, str]:
    whom = request.person or request.body
    decided = rating(ws, request, whom.subject, Stage.DECIDED)
    return {
        "ten": request.label,
        "chuc_vu": request.person.state.titles if request.person else "",
        "muc_cu": request.level_name(decided) or _OPEN,
        "muc_moi": _OPEN,
        "ly_do": _OPEN,
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
