"""Proposal and decision of the levels, members without one, and the plan of 30, 60 and 90 days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from hoso import profiles, text
from hoso.model.dossier import DocumentStatus
from hoso.model.review import Level, PlanItem, Stage
from hoso.services import ratings
from hoso.services.campaign import Candidate
from hoso.services.prefill import _meetings, _results
from hoso.services.prefill._request import NOTICES, Request
from hoso.services.progress import Absence, absences
from hoso.services.ratings import Line
from hoso.services.subjects import officers
from hoso.workspace import Workspace

Row = dict[str, object]
# Who settles the levels of members and of the cells below (HD 43-HD/BTCTW, mục 3).
_DECIDING = {"dang_bo_co_so", "chi_bo_co_so"}
_STAGES = (30, 60, 90)  # days after the plan begins


def submission(request: Request) -> dict[str, object]:
    """Return what every tờ trình has: to whom, and recipients that begin with `Như trên`."""
    keep = profiles.keep_line(request.body.state.kind)
    above = committee(request.body.superior)
    return {"kinh_trinh": [above] if above else [], "noi_nhan": ["Như trên", keep]}


def committee(name: str) -> str:
    """Return the committee that speaks for a party organisation: `Đảng bộ X` → `Đảng ủy X`."""
    return f"Đảng ủy {name[8:]}" if text.fold(name).startswith("dang bo ") else name


def resolution(request: Request) -> dict[str, object]:
    """Return who decides, as the two lines above the articles say it."""
    return {"chu_the": profiles.heads(request.body.state, request.body.superior)[1]}


def grounds(ws: Workspace, request: Request) -> list[str]:
    """Return the căn cứ of the year: the regime, and the counts of the body's own ballots."""
    own = ws.catalogue.ballots(year=request.year, organisation=request.body.code)
    days = [one.day for one in own if not one.participant]
    counted = [
        f"Căn cứ kết quả kiểm phiếu tại hội nghị của {request.body.state.name}, ngày "
        f"{text.short_date(day)}"
        for day in dict.fromkeys(days)
    ]
    return [f"Căn cứ {one}" for one in ws.regime(request.year).references] + counted


def proposal(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the proposed level of the body, of those below it and of their members."""
    lines = ratings.show(ws, request.year, org=request.body.code, on=request.on)
    cast = _results.votes(ws, request)
    rows = [(one, _proposed(request, one, cast)) for one in lines if Stage.PROPOSED in one.ratings]
    return {
        **submission(request),
        "can_cu": grounds(ws, request),
        **_tables(rows),
        NOTICES: list(_lacking(lines, Stage.PROPOSED)),
    }


def _proposed(request: Request, line: Line, cast: Mapping[str, str]) -> Row:
    return {
        **_named(line.candidate),
        "tu_nhan": request.level_name(line.ratings.get(Stage.SELF)),
        "phieu": cast.get(line.candidate.dossier, ""),
        "muc": request.level_name(line.ratings[Stage.PROPOSED]),
    }


def _named(one: Candidate) -> Row:
    if one.person is None:
        return {"ten": one.label}
    return {
        "ho_ten": one.label,
        "so_the": one.person.card,
        "chuc_vu": one.person.state.titles,
        "chi_bo": one.body.state.name,
    }


def _tables(rows: Iterable[tuple[Line, Row]]) -> dict[str, object]:
    """Return the two tables, or neither when nobody has a level: then they are asked for."""
    known = list(rows)
    if not known:
        return {}
    return {
        "to_chuc": [row for line, row in known if line.candidate.person is None],
        "dang_vien": [row for line, row in known if line.candidate.person],
    }


def _lacking(lines: Iterable[Line], stage: Stage) -> Iterator[str]:
    """Yield a notice that names who should have a level at `stage` and has none."""
    without = [
        one.candidate.label
        for one in lines
        if stage not in one.ratings and one.candidate.verdict.rated is not False
    ]
    if without:
        yield f"Chưa có mức xếp loại ở bước này nên không có trong văn bản: {text.listed(without)}."


def decision(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the decided levels of the members and of those below; the body's own is not its to give."""
    shown = ratings.show(ws, request.year, org=request.body.code, on=request.on)
    lines = [one for one in shown if one.candidate.dossier != request.body.subject.dossier_stem]
    rows = [
        (one, {**_named(one.candidate), "muc": request.level_name(one.ratings[Stage.DECIDED])})
        for one in lines
        if Stage.DECIDED in one.ratings
    ]
    return {
        **resolution(request),
        "can_cu": [*grounds(ws, request), *_submitted(ws, request)],
        "cac_muc": list(request.levels.values()),
        **_tables(rows),
        "dieu_khoan": _articles(request),
        NOTICES: [*_lacking(lines, Stage.DECIDED), *_authority(request)],
    }


def _submitted(ws: Workspace, request: Request) -> Iterator[str]:
    """Yield a căn cứ for each tờ trình of the year that an organisation below has in the archive."""
    below = {child.code for child in ws.catalogue.children(request.body.code, request.on)}
    for row in ws.catalogue.documents(year=request.year, kind="to_trinh_xep_loai"):
        found = row.provenance
        if row.card.organisation in below and found.status is not DocumentStatus.WITHDRAWN:
            number = f" số {found.symbol}," if found.symbol else ""
            day = f" ngày {text.short_date(found.day)}" if found.day else ""
            yield f"Xét Tờ trình{number}{day} của {found.author}"


def _articles(request: Request) -> list[str]:
    name = request.body.state.name
    return [
        "Cấp ủy các tổ chức đảng trực thuộc thông báo kết quả đến tập thể, đảng viên được đánh giá, "
        "xếp loại; lãnh đạo việc khắc phục hạn chế, khuyết điểm đã được chỉ ra.",
        f"Các tổ chức đảng, đảng viên trực thuộc {name} có tên trong danh sách chịu trách nhiệm thi "
        "hành Quyết định này. Quyết định có hiệu lực từ ngày ký.",
    ]


def _authority(request: Request) -> Iterator[str]:
    if request.body.state.kind not in _DECIDING:
        yield (
            f"{request.body.state.name} tự đánh giá, đề xuất; mức xếp loại thường do đảng ủy cơ sở "
            "hoặc cấp trên trực tiếp quyết định. Hãy xem lại thẩm quyền trước khi ký."
        )


def without(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the members not reviewed or not rated, why, and since when they are in the Party."""
    lines = ratings.show(ws, request.year, org=request.body.code, on=request.on)
    returned = {
        row.card.code
        for row in ws.catalogue.documents(year=request.year)
        if row.provenance.awaits_return
        and row.provenance.status in (DocumentStatus.RETURNED, DocumentStatus.SIGNED)
    }
    absent = absences([one.candidate for one in lines], ws.catalogue.meetings(year=request.year))
    rows = (_unrated(one, request.year, returned, absent) for one in lines)
    return {"danh_sach": [row for row in rows if row]}


def _unrated(
    line: Line, year: int, returned: set[str], absent: Mapping[str, Absence]
) -> Row | None:
    """Return the row of a member without review or level, None for others.

    The reason is left out when nobody wrote one down: then it is asked for.
    """
    one = line.candidate
    if one.person is None:
        return None
    reviewed = f"{one.dossier}-{year}" in returned
    rated = Stage.DECIDED in line.ratings
    if reviewed and rated:
        return None
    admitted = one.person.state.admitted
    row: Row = {
        **_named(one),
        "ngay_ket_nap": text.short_date(admitted) if admitted else "",
        "chua_kiem_diem": "" if reviewed else "X",
        "chua_xep_loai": "" if rated else "X",
    }
    missed = absent.get(one.dossier)
    why = missed.why if missed and missed.sure else ""
    known = one.verdict.reason if one.verdict.rated is False else why
    return {**row, "ly_do": known} if known else row


def plan_30_60_90(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return whose plan it is and, for each stage, the faults and measures of the remedy plan."""
    subject = (request.person or request.body).subject
    level = _meetings.rating(ws, request, subject, Stage.DECIDED)
    chair = officers(ws, request.body, request.on)[:1]
    whom: Row = {
        "ten": request.label,
        "chuc_vu": request.person.state.titles if request.person else "",
        "don_vi": request.body.state.name if request.person else request.body.superior,
        "tu_ngay": text.short_date(request.on),
    }
    known: dict[str, object] = {
        "doi_tuong": {**whom, "muc": request.level_name(level)} if level else whom,
        "moc": _stages(ws, request),
    }
    if request.person:
        known["nguoi_thuc_hien"] = request.label
        if chair and chair[0].person.card != request.person.card:
            known["nguoi_phe_duyet"] = chair[0].person.state.full_name
    elif chair:
        known["nguoi_thuc_hien"] = chair[0].person.state.full_name
    if level and level.level not in (Level.DONE, Level.FAILED):
        said = f"{request.label} được xếp loại «{request.level_name(level)}»"
        known[NOTICES] = [f"{said}; kế hoạch 30-60-90 ngày thường lập cho hai mức thấp hơn."]
    return known


def _stages(ws: Workspace, request: Request) -> list[Row]:
    """Return a row a stage; what the archive does not know of it is left out, to be asked for."""
    subject = (request.person or request.body).subject
    faults = {f.code: f.text for f in ws.catalogue.shortcomings(year=request.year, subject=subject)}
    items = [i for i in ws.catalogue.plan(year=request.year) if i.shortcoming in faults]
    planned = {item.shortcoming for item in items}
    rows = []
    for days in _STAGES:
        due = [item for item in items if _stage(request, item) == days]
        codes = dict.fromkeys(item.shortcoming for item in due)
        if days == _STAGES[0]:
            codes |= dict.fromkeys(code for code in faults if code not in planned)
        row: Row = {"ngay": days, "den_ngay": text.short_date(request.on + timedelta(days=days))}
        if codes:
            row["han_che"] = _dashed(faults[code] for code in codes)
        if due:
            row["bien_phap"] = _dashed(item.measure for item in due)
            row["phoi_hop"] = "; ".join(dict.fromkeys(item.owner for item in due))
        rows.append(row)
    return rows


def _dashed(words: Iterable[str]) -> str:
    return "\n".join(f"- {one}" for one in words)


def _stage(request: Request, item: PlanItem) -> int:
    """Return the first stage at whose end the item is due; without a near deadline the last."""
    if item.deadline is None:
        return _STAGES[-1]
    left = (item.deadline - request.on).days
    return next((days for days in _STAGES if left <= days), _STAGES[-1])
