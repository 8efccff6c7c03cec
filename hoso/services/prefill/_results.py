"""Overview, report and notice of the results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from hoso import text
from hoso.model.review import BallotKind, Rating, Stage, SubjectKind
from hoso.services import ballots, campaign, ratings, recurrences, stats
from hoso.services.campaign import Candidate
from hoso.services.prefill._request import Request
from hoso.services.ratings import Line
from hoso.services.stats import Counted
from hoso.statistics import (
    BODIES,
    MEMBER_LABELS,
    MEMBERS,
    NO_DATA,
    ONLY_WHEN_COUNTED,
    RATED,
    TOTAL,
    Place,
    Table,
)
from hoso.workspace import Workspace

Row = dict[str, object]
_ALWAYS = 2  # the rank down to which a row is printed also when it is a share of nothing
_NOTES = {
    Place.EXEMPT: MEMBER_LABELS["exempt"],
    Place.WAITING: MEMBER_LABELS["waiting"],
    Place.NEW: "Mới kết nạp",
}


def overview(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return every member's points, self-rating, vote and decision, and the figures below them."""
    counted = stats.counted(ws, request.year, org=request.body.code, on=request.on)
    cast = votes(ws, request)
    members = _members(counted, _lines(ws, request, counted))
    return {
        "hang": [_overview_row(request, line, cast) for line in members],
        "thong_ke": _figures(counted.tables[MEMBERS]),
    }


def _lines(ws: Workspace, request: Request, counted: Counted) -> tuple[Line, ...]:
    return ratings.show(ws, request.year, org=request.body.code, on=counted.who.day)


def _members(counted: Counted, lines: Iterable[Line]) -> list[Line]:
    """Return the members of the year where they are counted, each once."""
    homes = {one.card: one.state.organisation for one in counted.who.members}
    return [
        line
        for line in lines
        if line.candidate.person
        and homes.get(line.candidate.person.card) == line.candidate.body.code
    ]


def _overview_row(request: Request, line: Line, cast: Mapping[str, str]) -> Row:
    person = line.candidate.person
    card = person.card if person else ""
    own = line.ratings.get(Stage.SELF)
    return {
        "ho_ten": line.candidate.label,
        "so_the": card,
        "chuc_vu": person.state.titles if person else "",
        "diem_chung": _points(own.general_points if own else None),
        "diem_nhiem_vu": _points(own.task_points if own else None),
        "tong_diem": _points(_total(own)),
        "tu_nhan": request.level_name(own),
        "phieu": cast.get(line.candidate.dossier, ""),
        "cap_quyet_dinh": request.level_name(line.ratings.get(Stage.DECIDED)),
        "ghi_chu": "" if line.candidate.verdict.rated else _NOTES[ratings.standing(line).place],
    }


def _points(value: float | None) -> str:
    return "" if value is None else f"{value:g}".replace(".", ",")


def _total(own: Rating | None) -> float | None:
    if own is None or own.general_points is None or own.task_points is None:
        return None
    return own.general_points + own.task_points


def votes(ws: Workspace, request: Request) -> dict[str, str]:
    """Return the votes on each subject in words, by its dossier code without the year.

    Of a cell's and a committee's count the committee's, the later, is taken; a second round stands
    beside the first. Votes of participating bodies are their views, not told here.
    """
    first: dict[str, str] = {}
    second: dict[str, str] = {}
    regime = ws.regime(request.year)
    for body in dict.fromkeys(c.body.code for c in _all(ws, request)):
        for count in ws.catalogue.ballots(year=request.year, organisation=body):
            told = second if count.kind is BallotKind.AGREE else first
            if not count.participant:
                told |= {x.subject.dossier_stem: ballots.in_words(x, regime) for x in count.lines}
    return {
        stem: "; vòng 2: ".join(part for part in (first.get(stem, ""), second.get(stem)) if part)
        for stem in first | second
    }


def _all(ws: Workspace, request: Request) -> Iterator[Candidate]:
    return campaign.candidates(ws, request.year, request.body.code, request.on)


def _figures(found: Table) -> list[Row]:
    """Return the rows of a table; why tasks were not done only where somebody did not do them."""
    return [
        {
            "nhan": one.label,
            "so_luong": NO_DATA if one.count is None else one.count,
            "ty_le": one.percent,
            "mau_so": one.basis,
        }
        for one in found.figures
        if one.plan.depth <= _ALWAYS or one.base
        if one.plan.key not in ONLY_WHEN_COUNTED or one.count
    ]


def report(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the year's figures, who has no rating and why, the faults and those that came back."""
    counted = stats.counted(ws, request.year, org=request.body.code, on=request.on)
    members = _members(counted, _lines(ws, request, counted))
    found, below = counted.tables[MEMBERS], counted.tables[BODIES]
    regime = ws.regime(request.year)
    return {
        "can_cu": [f"Căn cứ {reference}" for reference in regime.references],
        "tinh_hinh": [
            f"Đến ngày {text.short_date(counted.who.day)}, {request.body.state.name} có "
            f"{found.count(TOTAL)} đảng viên; đã đánh giá, xếp loại {found.count(RATED)} đảng viên "
            f"và {below.count(RATED)} tập thể.",
        ],
        "thong_ke_to_chuc": _figures(below),
        "thong_ke_dang_vien": _figures(found),
        "chua_danh_gia": [_without(line) for line in members if Stage.DECIDED not in line.ratings],
        "han_che": list(_faults(ws, request)),
        "tai_dien": list(_returns(ws, request)),
    }


def _without(line: Line) -> Row:
    verdict = line.candidate.verdict
    return {
        "ho_ten": line.candidate.label,
        "to_chuc": line.candidate.body.state.name,
        "ly_do": verdict.reason or "chưa có kết quả của cấp có thẩm quyền",
        "can_cu": verdict.reference,
    }


def _faults(ws: Workspace, request: Request) -> Iterator[Row]:
    """Yield the faults of the collectives; those of persons stay in their own dossiers."""
    for one in _all(ws, request):
        if one.person is None:
            for fault in ws.catalogue.shortcomings(year=request.year, subject=one.body.subject):
                yield {"to_chuc": one.label, "noi_dung": fault.text}


def _returns(ws: Workspace, request: Request) -> Iterator[Row]:
    found = recurrences.threads(ws, request.year, org=request.body.code, on=request.on)
    names = {one.body.code: one.body.state.name for one in _all(ws, request)}
    for thread in found:
        subject = thread.fault.subject
        if subject.kind is SubjectKind.COLLECTIVE and thread.returns:
            before = thread.returns[0].earlier
            yield {
                "to_chuc": names.get(subject.organisation, subject.organisation),
                "noi_dung": thread.fault.text,
                "nam_truoc": before.year,
                "noi_dung_truoc": before.text,
            }


def notice(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the decided levels of the body's members and of the collectives below it."""
    lines = ratings.show(ws, request.year, org=request.body.code, on=request.on)
    decided = [line for line in lines if Stage.DECIDED in line.ratings]
    regime = ws.regime(request.year)
    return {
        "can_cu": [f"Căn cứ {reference}" for reference in regime.references],
        "ket_qua": [
            {
                "ho_ten": line.candidate.label,
                "chuc_vu": line.candidate.person.state.titles,
                "muc": request.level_name(line.ratings[Stage.DECIDED]),
            }
            for line in decided
            if line.candidate.person
        ],
        "ket_qua_tap_the": [
            {"ten": line.candidate.label, "muc": request.level_name(line.ratings[Stage.DECIDED])}
            for line in decided
            if not line.candidate.person
        ],
    }
