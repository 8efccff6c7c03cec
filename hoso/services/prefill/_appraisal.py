"""What leads to the levels: second-round and organisation ballots, proposals, the appraisal report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hoso import profiles, text
from hoso.errors import NotFoundError
from hoso.model.review import BodyRole, Rating, Stage, SubjectKind
from hoso.services import appraisals, ballots
from hoso.services.appraisals import AppraisalLine, AppraisalState
from hoso.services.ballots import View
from hoso.services.prefill._meetings import claimed, meeting_name, rating
from hoso.services.prefill._request import NOTICES, Request, refuse
from hoso.services.prefill._scores import score, sheet_rows
from hoso.services.subjects import Body, Person, within
from hoso.workspace import Workspace

Row = dict[str, object]
_TEAM = "Tổ Thẩm định"
_CAP = "ti_le_toi_da"


def _meeting(request: Request) -> dict[str, object]:
    return {"ten": meeting_name(request), "ngay": text.short_date(request.on)}


def selection(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return whom the first round left to choose from.

    While neither a proposal nor a first round is archived, whom to put on the ballot is a person's
    to say.
    """
    found = ballots.second_round(ws, request.body, request.year, request.on)
    rows = [{"ho_ten": one.name, "chi_bo": one.home} for one in found]
    known: dict[str, object] = {"hoi_nghi": _meeting(request)}
    return {**known, "doi_tuong": rows} if rows else known


def _below(ws: Workspace, request: Request) -> list[Body]:
    """Return the organisations below the body, cells first."""
    return [one for one in within(ws, request.body.code, request.on) if one != request.body]


def organisations(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the levels for the body itself, and the bodies below with what each claims."""
    short = ws.regime(request.year).abbreviations(of_members=False)
    meant = (f"{short[code]}: {name.lower()}" for code, name in request.levels.items())
    return {
        "hoi_nghi": _meeting(request),
        "cac_muc": list(request.levels.values()),
        "muc_tat": short,
        "chu_giai": f"{'; '.join(meant)}.",
        "doi_tuong": [
            {"ten": one.state.name, "tu_xep_loai": claimed(ws, request, one.subject)}
            for one in _below(ws, request)
        ],
    }


def analysis(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the request to the participating bodies and the criteria of the year's regime.

    Whom to ask, and until when, is a person's to say; a regime without criteria leaves them, too.
    """
    name = request.body.state.name
    known: dict[str, object] = {
        "ten_doi_tuong": name,
        "tu_xep_loai": claimed(ws, request, request.body.subject),
        "de_nghi": [
            f"{request.issuer.state.name} đề nghị quý cơ quan, tổ chức cho ý kiến phân tích chất "
            f"lượng, đánh giá và đề xuất mức xếp loại năm {request.year} đối với {name}.",
            *_cap(ws, request.year),
        ],
    }
    try:
        sheet = profiles.score_sheet(ws.regime(request.year), "tap_the")
    except NotFoundError:
        return known
    rows = [row for group in sheet.groups for row in sheet_rows(ws, request, sheet, group)]
    return {**known, "tieu_chi": [row for row in rows if not row["thuoc"]]}


def _cap(ws: Workspace, year: int) -> Iterator[str]:
    """Yield the sentence on the greatest share of the best level, with the article that sets it."""
    for rule in ws.regime(year).rules:
        if rule.kind == _CAP:
            yield (
                "Số được xếp mức hoàn thành xuất sắc nhiệm vụ không vượt quá "
                f"{rule.parameters['toi_da']}% số được xếp mức hoàn thành tốt nhiệm vụ của cùng nhóm "
                f"({rule.reference}); đề nghị cân nhắc khi đề xuất mức này."
            )


def proposals(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return each rated member with every level that somebody proposed: own, civil service, bodies.

    What the cell's votes come to stands in while it has made no proposal; views of bodies that have
    no column of their own stand among the remarks.
    """
    heard = ballots.views(ws, request.year)
    votes = ballots.Votes.of(ws, request.year)
    rows: list[Row] = []
    for home, one in ballots.rated(ws, request.body, request.year, request.on):
        proposed = request.level_name(rating(ws, request, one.subject, Stage.PROPOSED))
        row: Row = {
            "ho_ten": one.state.full_name,
            "so_the": one.card,
            "chuc_vu": one.state.titles,
            "tu_xep_loai": claimed(ws, request, one.subject),
            "cbccvc": request.level_name(rating(ws, request, one.subject, Stage.CIVIL)),
            "chi_bo": proposed or _voted(votes, request, home, one),
        }
        rows.append({**row, **_heard(request, heard.get(one.subject.dossier_stem, []))})
    return {"hang": rows}


def _voted(votes: ballots.Votes, request: Request, home: Body, one: Person) -> str:
    """Return the level that the votes of a member's cell come to, "" while they name none."""
    level = votes.level(home.code, one.subject)
    return request.named(level, SubjectKind.PERSON) if level else ""


# Column of the summary → whose view stands there.
_COLUMNS = {"chi_uy": BodyRole.COMMITTEE, "doan_the": BodyRole.UNION}


def _heard(request: Request, views: Sequence[View]) -> Row:
    """Return the cells that views of participating bodies fill."""
    row: Row = {}
    for column, role in _COLUMNS.items():
        mine = [view for view in views if view.role is role and view.level]
        levels = dict.fromkeys(_level(request, view) for view in mine)
        if len(levels) > 1:
            row[column] = "; ".join(f"{v.participant}: {_level(request, v)}" for v in mine)
        elif levels:
            row[column] = next(iter(levels))
    own = set(_COLUMNS.values())
    rest = [view for view in views if view.role not in own or not view.level]
    said = [f"{view.participant}: {_level(request, view) or view.votes}" for view in rest]
    return {**row, "ghi_chu": "; ".join(said)} if said else row


def _level(request: Request, view: View) -> str:
    return request.named(view.level, SubjectKind.PERSON) if view.level else ""


def report(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return each organisation's own score and level beside what the team found and proposes.

    Where the team recorded nothing, the proposal in the archive stands there. The team (Tổ Thẩm định) reports to the body; its head is a person's to give. No regulation names
    its symbol: the first letters are proposed, the number is left to be written.
    """
    _, head = profiles.heads(request.body.state, request.body.superior)
    known: dict[str, object] = {
        "cap_tren": head,
        "co_quan": _TEAM.upper(),
        "ky_hieu": f"BC/{''.join(word[0] for word in _TEAM.upper().split())}",
        "tham_quyen": f"T/M {_TEAM.upper()}",
        "chuc_vu_ky": "TỔ TRƯỞNG",
        "nguoi_ky": "",
        "noi_nhan": [request.body.state.name, f"Lưu {_TEAM}"],
        "cach_lam": [
            f"Căn cứ {ws.regime(request.year).title}, Tổ Thẩm định đối chiếu hồ sơ tự đánh giá, điểm "
            "tự chấm, minh chứng và ý kiến của các chủ thể tham gia với tiêu chí từng mức.",
        ],
    }
    lines = appraisals.listing(ws, request.year, request.body.code, request.on)
    found = {one.candidate.body.code: one for one in lines if one.appraisal}
    rows = [_row(ws, request, one, found.get(one.code)) for one in _below(ws, request)]
    told = [*_open(line for code, line in found.items() if code != request.body.code)]
    return {**known, NOTICES: told, "hang": rows} if rows else known


def _open(lines: Iterable[AppraisalLine]) -> Iterator[str]:
    """Yield what the report should not go out with: a gap not explained, papers sent back."""
    for one in lines:
        if one.state is not AppraisalState.DONE:
            yield f"{one.candidate.label}: {appraisals.STATE_NAMES[one.state]}."


def _row(ws: Workspace, request: Request, one: Body, found: AppraisalLine | None) -> Row:
    if found is None or found.appraisal is None:
        return _proposal(ws, request, one)
    seen = found.appraisal
    return {
        "ten": one.state.name,
        "diem_tu_cham": "" if found.own_points is None else score(found.own_points),
        "tu_xep_loai": request.level_name(found.own),
        "nhan_xet": seen.remarks,
        "diem_tham_dinh": "" if seen.points is None else score(seen.points),
        "de_xuat": request.levels[seen.level.value] if seen.level else "",
        "ly_do": seen.explanation,
    }


def _proposal(ws: Workspace, request: Request, one: Body) -> Row:
    own = rating(ws, request, one.subject, Stage.SELF)
    proposed = rating(ws, request, one.subject, Stage.PROPOSED)
    return {
        "ten": one.state.name,
        "diem_tu_cham": _total(own),
        "tu_xep_loai": request.level_name(own),
        "diem_tham_dinh": _total(proposed),
        "de_xuat": request.level_name(proposed),
        "ly_do": proposed.reason if proposed else "",
    }


def _total(found: Rating | None) -> str:
    points = appraisals.total(found)
    return "" if points is None else score(points)


def agreement(_: Workspace, request: Request, whole: Mapping[str, object]) -> Mapping[str, object]:
    """Return the general remark, if nobody wrote one; refuse a level changed without a reason."""
    rows = [row for row in request.rows(whole, "hang") if row.get("de_xuat")]
    compared = [row for row in rows if row.get("tu_xep_loai")]
    changed = [row for row in compared if row["de_xuat"] != row["tu_xep_loai"]]
    refuse(
        request.info,
        (
            f"hang, «{row['ten']}»: đề xuất khác mức tự xếp loại, hãy ghi ly_do"
            for row in changed
            if not row.get("ly_do")
        ),
    )
    if whole.get("nhan_xet_chung"):
        return {}
    return {
        "nhan_xet_chung": [
            f"Đã đề xuất mức chất lượng của {len(rows)}/{len(request.rows(whole, 'hang'))} tổ chức "
            f"đảng; thống nhất với mức tự xếp loại {len(compared) - len(changed)}, không thống nhất "
            f"{len(changed)}."
        ]
    }
