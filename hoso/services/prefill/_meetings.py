"""Invitations, minutes, ballot papers and counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hoso import text
from hoso.model.review import (
    BallotCount,
    BallotKind,
    Level,
    Rating,
    Stage,
    Subject,
    SubjectKind,
)
from hoso.services import ballots
from hoso.services.ballots import Reviewed
from hoso.services.prefill._request import Request, refuse
from hoso.services.subjects import Officer, officers, people
from hoso.workspace import Workspace

_COPIES = 2


def invitation(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return whom to invite and what for; time and place are the secretary's to give."""
    name = request.body.state.name
    return {
        "kinh_moi": [f"Các đồng chí đảng viên {name}"],
        "hoi_nghi": {
            "ten": meeting_name(request),
            **_chair(officers(ws, request.body, request.on)),
        },
        "noi_dung": [
            f"Kiểm điểm tự phê bình và phê bình năm {request.year} của tập thể cấp ủy.",
            f"Kiểm điểm tự phê bình và phê bình năm {request.year} của cá nhân.",
            f"Đánh giá, xếp loại chất lượng năm {request.year}.",
        ],
    }


def meeting_name(request: Request) -> str:
    """Return what a meeting is called that reviews and rates."""
    return f"Hội nghị kiểm điểm, đánh giá, xếp loại chất lượng năm {request.year}"


def _chair(committee: tuple[Officer, ...]) -> dict[str, object]:
    return {"chu_tri": committee[0].person.state.full_name} if committee else {}


def collective_minutes(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return chair, attendance and the faults of the collective's own report."""
    committee = officers(ws, request.body, request.on)
    convened = len({officer.person.card for officer in committee})
    faults = ws.catalogue.shortcomings(year=request.year, subject=request.body.subject)
    return {
        "hoi_nghi": {
            **_attendance(request, convened, committee),
            "ten": f"Hội nghị kiểm điểm tập thể năm {request.year}",
        },
        "han_che": [fault.text for fault in faults],
    }


def personal_minutes(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return chair, attendance and, for each member, the faults of the returned form."""
    committee = officers(ws, request.body, request.on)
    sitting = {officer.person.card for officer in committee}
    called = people(ws, request.body.code, request.on) or sitting
    return {
        "hoi_nghi": {
            **_attendance(request, len(called), committee),
            "ten": f"Hội nghị kiểm điểm đảng viên năm {request.year}",
        },
        "ca_nhan": [
            _personal_row(ws, request, one)
            for one in ballots.persons(ws, request.body, request.year, request.on)
        ],
    }


def _attendance(
    request: Request, convened: int, committee: tuple[Officer, ...]
) -> dict[str, object]:
    """Return who was called and, once the absent are listed, who came; nobody is assumed present."""
    own = request.given.get("hoi_nghi")
    said = str(own.get("trieu_tap", "")) if isinstance(own, Mapping) else ""
    called = int(said) if said.isdecimal() else convened
    known: dict[str, object] = {
        "ngay": text.short_date(request.on),
        "trieu_tap": called,
        "so_ban": _COPIES,
        **_chair(committee),
    }
    absent = request.given.get("vang")
    if isinstance(absent, list):
        known |= {"co_mat": called - len(absent), "vang_mat": len(absent)}
    if committee:
        known["chuc_vu_chu_tri"] = committee[0].title
    return known


def _personal_row(ws: Workspace, request: Request, one: Reviewed) -> dict[str, object]:
    faults = ws.catalogue.shortcomings(year=request.year, subject=one.subject)
    return {
        "ho_ten": one.name,
        "chuc_vu": one.posts,
        "han_che": "\n".join(f"- {fault.text}" for fault in faults),
        "gop_y": "",
        "tu_nhan": claimed(ws, request, one.subject),
    }


def claimed(ws: Workspace, request: Request, subject: Subject) -> str:
    """Return the name of the level that the subject claims, "" when none is known."""
    return request.level_name(rating(ws, request, subject, Stage.SELF))


def rating(ws: Workspace, request: Request, subject: Subject, stage: Stage) -> Rating | None:
    """Return the subject's rating of the year at `stage`."""
    found = ws.catalogue.ratings(year=request.year, stage=stage, subject=subject)
    return found[-1] if found else None


def ballot_paper(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return everyone whom the meeting votes on, with the level each claims."""
    rows = [
        {"ho_ten": one.name, "chuc_vu": one.posts, "tu_nhan": claimed(ws, request, one.subject)}
        for one in (
            *ballots.collectives(ws, request.body, request.on),
            *ballots.persons(ws, request.body, request.year, request.on),
        )
    ]
    meeting = {"ten": meeting_name(request), "ngay": text.short_date(request.on)}
    return {"hoi_nghi": meeting, "doi_tuong": rows}


def one_of_two_rounds(
    _: Workspace, request: Request, whole: Mapping[str, object]
) -> Mapping[str, object]:
    """Refuse any round but the first: who did excellently is voted on another paper."""
    said = str(whole.get("vong", ""))
    words = f"vong: «{said}» phải để trống (một vòng) hoặc là 1; vòng 2 dùng mẫu phieu_binh_chon"
    refuse(request.info, [] if said in {"", "1"} else [words])
    return {}


def count_minutes(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the counts that «hoso ballots count» archived: one round, or both of two.

    The data file's `chu_the` asks for those of a participating body.
    """
    body = str(request.given.get("chu_the") or "")
    counts = [
        one
        for one in ws.catalogue.ballots(year=request.year, organisation=request.body.code)
        if one.participant == body
    ]
    members = {line.subject.kind for one in counts for line in one.lines} == {SubjectKind.PERSON}
    short = {"muc_tat": ws.regime(request.year).abbreviations(of_members=members)}
    if not counts:
        return short
    # Of several counts of one kind the latest is told; a recount has replaced its own.
    told = {one.kind: one for one in counts}
    last = counts[-1]
    known = {**short, **_count_head(ws, request, last), "phieu": _ballots(ws, last), "ket_qua": []}
    for one in told.values():
        figures, rows = _PARTS[one.kind]
        known |= {figures: _ballots(ws, one), rows: [*_count_rows(ws, request, one)]}
    return known


# Where minutes tell of a count: its figures, its candidates.
_PARTS = {
    BallotKind.LEVELS: ("phieu", "ket_qua"),
    BallotKind.BELOW: ("phieu_vong_1", "ket_qua_vong_1"),
    BallotKind.AGREE: ("phieu_vong_2", "ket_qua_vong_2"),
}


def _count_head(ws: Workspace, request: Request, count: BallotCount) -> dict[str, object]:
    absent = count.convened - count.present if count.absent is None else count.absent
    return {
        "hoi_nghi": {
            **_chair(officers(ws, request.body, request.on)),
            **_where(ws, request),
            "ten": meeting_name(request),
            "ngay": text.short_date(count.day),
            "trieu_tap": count.convened,
            "co_mat": count.present,
            "vang_mat": absent,
        },
        "to_kiem_phieu": list(count.tellers),
        "chu_the": count.participant,
    }


def _ballots(ws: Workspace, count: BallotCount) -> dict[str, object]:
    known: dict[str, object] = {
        "phat_ra": count.issued,
        "thu_ve": count.returned,
        "hop_le": count.valid,
        "khong_hop_le": count.invalid,
        "vong": count.round,
    }
    if count.blank:
        words = "hợp lệ" if count.blank_valid else "không hợp lệ"
        known |= {"phieu_trang": count.blank, "phieu_trang_la": words}
    spoilt = [line for line in count.lines if line.spoilt]
    if spoilt:
        names = (f"{ballots.called(ws, line.subject, count.day)}: {line.spoilt}" for line in spoilt)
        known["tung_nguoi"] = "; ".join(names)
    return known


def _where(ws: Workspace, request: Request) -> dict[str, object]:
    """Return place and chair of the latest meeting that has minutes in the archive."""
    held = ws.catalogue.meetings(year=request.year, organisation=request.body.code)
    if not held:
        return {}
    last = max(held, key=lambda meeting: meeting.day)
    return {"dia_diem": last.place, "chu_tri": last.chair}


def _count_rows(ws: Workspace, request: Request, count: BallotCount) -> Iterator[dict[str, object]]:
    for line in count.lines:
        member = ws.catalogue.member(line.subject.card) if line.subject.card else None
        state = member.at(request.on) if member else None
        yield {
            "ho_ten": ballots.called(ws, line.subject, request.on),
            "chuc_vu": state.titles if state else "",
            **{level.value: line.votes.get(level, 0) for level in Level},
            "chua": line.unrated,
            "dong_y": line.agree or 0,
            "khong_dong_y": line.disagree or 0,
        }
