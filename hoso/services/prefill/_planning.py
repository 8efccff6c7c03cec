"""What prepares a review year: plan, suggestions to answer, who attends which review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from hoso import profiles, text
from hoso.model.dossier import DocumentStatus
from hoso.model.oversight import Assignment
from hoso.model.recurrence import Decision
from hoso.model.review import Subject, SubjectKind
from hoso.services import assignments, campaign, faults, recurrences, responsibility
from hoso.services.assignments import Sent
from hoso.services.campaign import Candidate
from hoso.services.faults import Followed
from hoso.services.meetings import Calendar
from hoso.services.prefill._request import NOTICES, Request
from hoso.services.recurrences import Thread
from hoso.services.subjects import Body, Person, officers, within
from hoso.workspace import Workspace

Row = dict[str, object]
_SUGGESTION = "goi_y_kiem_diem"


_PURPOSE = (
    "Đánh giá đúng kết quả, chỉ rõ hạn chế, khuyết điểm, nguyên nhân, trách nhiệm của từng tập thể, "
    "cá nhân trong năm {year}; thấy rõ việc đã, đang và chưa khắc phục của các kỳ trước.",
    "Kiểm điểm nghiêm túc, thẳng thắn; xếp loại thực chất, dựa vào kết quả và sản phẩm cụ thể; không "
    "nể nang, không hình thức.",
)
_ARRANGEMENT = (
    "Các tổ chức đảng, đảng viên căn cứ kế hoạch này thực hiện đúng nội dung, trình tự, thời hạn.",
    "{body} kiểm tra, đôn đốc; nơi nào kiểm điểm không đạt yêu cầu thì kiểm điểm lại.",
    "Có vướng mắc thì báo cáo ngay để được xem xét, hướng dẫn.",
)


def plan(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return purpose, subjects, content, and the steps with the days that somebody set for them."""
    every = list(campaign.candidates(ws, request.year, request.body.code, request.on))
    sitting = {one.person.card: one for one in officers(ws, request.body, request.on)}
    words = {"year": request.year, "body": request.body.state.name}
    return {
        "can_cu": _grounds(ws, request.year),
        "muc_dich": [line.format_map(words) for line in _PURPOSE],
        "tap_the": [_collective(one) for one in every if one.person is None],
        "ca_nhan": list(_members([one for one in every if one.person])),
        "noi_dung": _content(ws, request),
        "buoc": [*_steps(ws, request)],
        "phan_cong": [
            {"nguoi": f"{one.person.state.full_name}, {one.title}", "viec": ""}
            for one in sitting.values()
        ],
        "to_chuc_thuc_hien": [line.format_map(words) for line in _ARRANGEMENT],
    }


def _grounds(ws: Workspace, year: int) -> list[str]:
    """Return the căn cứ: the regime's documents, then the authority's own."""
    return [f"Căn cứ {name}" for name in ws.regime(year).references]


def _collective(one: Candidate) -> str:
    if one.verdict.reviewed:
        return f"Cấp ủy của {one.label}"
    return f"{one.label}: {one.verdict.reason.rstrip('.')}"


def _members(people: list[Candidate]) -> Iterator[str]:
    """Yield how many are reviewed, and of the others how many for which reason."""
    reviewed = sum(1 for one in people if one.verdict.reviewed)
    yield f"Tổng số {len(people)} đảng viên; thuộc diện kiểm điểm: {reviewed} đồng chí."
    others = Counter(one.verdict.reason for one in people if not one.verdict.reviewed)
    for reason, number in others.most_common():
        yield f"{number} đồng chí: {reason}"


def _content(ws: Workspace, request: Request) -> list[str]:
    codes = {body.code for body in within(ws, request.body.code, request.on)}
    earlier = ws.catalogue.shortcomings(before=request.year)
    here = tuple(fault for fault in earlier if fault.subject.organisation in codes)
    still = sum(1 for one in faults.followed(ws, here, until=request.year - 1) if one.is_open)
    return [
        f"Kiểm điểm, tự đánh giá, xếp loại theo nội dung, biểu mẫu của {ws.regime(request.year).title}.",
        f"Làm rõ kết quả khắc phục {still} hạn chế, khuyết điểm của các kỳ trước còn theo dõi, từng "
        "việc một; việc đã nêu mà lặp lại phải rõ nguyên nhân, trách nhiệm.",
        "Giải trình những vấn đề được cấp có thẩm quyền gợi ý kiểm điểm (nếu có).",
    ]


_AUTHORITY, _EACH = "Cấp có thẩm quyền", "Từng tập thể, cá nhân"
# What is done, by whom ("": the body itself), the deadline of the regime that ends it.
_STEPS = (
    ("Ban hành, quán triệt kế hoạch", "", ""),
    ("Gợi ý kiểm điểm đối với tập thể, cá nhân (nếu có)", _AUTHORITY, ""),
    (
        "Dự thảo báo cáo kiểm điểm tập thể, lấy ý kiến góp ý; cá nhân viết bản kiểm điểm; gửi dự thảo "
        "đến người dự",
        _EACH,
        "ngay_gui_du_thao",
    ),
    ("Hội nghị kiểm điểm tập thể, sau đó kiểm điểm cá nhân", "Từng tổ chức đảng", ""),
    ("Tự xếp loại; các chủ thể tham gia ý kiến; thẩm định, đề xuất mức chất lượng", "", ""),
    ("Bỏ phiếu, quyết định mức chất lượng: cấp dưới trước, cấp trên sau", _AUTHORITY, "kiem_diem"),
    ("Thông báo, công khai kết quả", "", ""),
    ("Hoàn chỉnh hồ sơ, báo cáo cấp trên", "", "ho_so_len_tren"),
    ("Kế hoạch khắc phục hạn chế, khuyết điểm", _EACH, ""),
)


def _steps(ws: Workspace, request: Request) -> Iterator[Row]:
    """Yield the steps in their order; a deadline that nobody set stays open."""
    until = _deadlines(ws, request.year)
    for number, (work, where, deadline) in enumerate(_STEPS, start=1):
        yield {
            "buoc": str(number),
            "cong_viec": work,
            "thuc_hien": where or request.body.state.name,
            "thoi_han": until.get(deadline, ""),
        }


def _deadlines(ws: Workspace, year: int) -> dict[str, str]:
    """Return the deadlines in words, by name; the national one for a province's dossiers left out."""
    regime = ws.regime(year)
    days = profiles.deadlines(regime, year)
    if days.get("ho_so_len_tren") == _national(year):
        days.pop("ho_so_len_tren", None)
    words = {name: f"trước ngày {text.short_date(day)}" for name, day in days.items()}
    if ahead := regime.parameters.get("ngay_gui_du_thao"):
        words["ngay_gui_du_thao"] = f"ít nhất {ahead} ngày làm việc trước hội nghị"
    return words


def _national(year: int) -> object:
    return profiles.deadlines(profiles.regime(year), year).get("ho_so_len_tren")


def suggestion(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return what a collective or a person must explain: open faults, and those that came back.

    The day by which to answer is a person's to set.
    """
    subject = request.person.subject if request.person else request.body.subject
    to = request.label
    known: dict[str, object] = {
        "kinh_gui": [f"Đồng chí {to}", request.body.state.name] if request.person else [to],
        "doi_tuong": f"đồng chí {to}" if request.person else f"tập thể cấp ủy {to}",
        "noi_nhan": ["Như trên", profiles.keep_line(request.issuer.state.kind)],
    }
    issues = [*_issues(ws, request, subject)]
    return {**known, "van_de": issues} if issues else known


def _issues(ws: Workspace, request: Request, subject: Subject) -> Iterator[Row]:
    back = _returned(ws, request, subject)
    for one in faults.open_before(ws, subject, request.year):
        yield _open_row(one, back.pop(one.shortcoming.code, None))
    for thread in back.values():
        if thread.fault.year == request.year:
            yield {
                "noi_dung": thread.fault.text,
                "nguon": f"nêu năm {request.year}, mã {thread.fault.code}; {_earlier(thread)}",
                "yeu_cau": "Làm rõ vì sao việc đã chỉ ra nay lặp lại, trách nhiệm của tập thể, cá "
                "nhân, biện pháp và thời hạn chấm dứt.",
            }

    if request.person:
        yield from _shared(ws, request, request.person)


def _shared(ws: Workspace, request: Request, one: Person) -> Iterator[Row]:
    """Yield the open faults of collectives, of this year and the last, that the member answers for."""
    named = [
        bearer
        for year in (request.year - 1, request.year)
        for bearer in responsibility.listing(
            ws, year, org=None, whom=one.card, on=request.on
        ).bearers
    ]
    known = {bearer.fault.code: bearer for bearer in named}
    asked = tuple(bearer.fault for bearer in known.values())
    for followed in faults.followed(ws, asked, until=request.year):
        fault = followed.shortcoming
        if followed.is_open:
            yield {
                "noi_dung": fault.text,
                "nguon": f"hạn chế của tập thể nêu năm {fault.year}, mã {fault.code}; ghi trách "
                f"nhiệm «{text.squeeze(known[fault.code].said)}»",
                "yeu_cau": "Làm rõ trách nhiệm của cá nhân đối với hạn chế, khuyết điểm này của tập "
                "thể.",
            }


def _returned(ws: Workspace, request: Request, subject: Subject) -> dict[str, Thread]:
    """Return the subject's faults of this year and the last that stand as come back, by code."""
    return {
        thread.fault.code: thread
        for year in (request.year - 1, request.year)
        for thread in recurrences.threads(ws, year, org=subject.organisation, on=request.on)
        if thread.returns and thread.fault.subject.dossier_stem == subject.dossier_stem
    }


def _open_row(one: Followed, thread: Thread | None) -> Row:
    fault = one.shortcoming
    said = f"nêu năm {fault.year}, mã {fault.code}; {faults.status_name(one.status)}"
    return {
        "noi_dung": fault.text,
        "nguon": f"{said} (báo cáo năm {one.year})" + (f"; {_earlier(thread)}" if thread else ""),
        "yeu_cau": "Giải trình kết quả khắc phục đến nay, nguyên nhân chưa dứt điểm, trách nhiệm của "
        "tập thể, cá nhân, thời hạn hoàn thành."
        + (" Làm rõ vì sao việc đã chỉ ra nay lặp lại." if thread else ""),
    }


def _earlier(thread: Thread) -> str:
    """Return the earlier faults in words: come back where a person said so, alike otherwise."""
    sure = [c for c in thread.returns if c.decision is Decision.CONFIRMED]
    words = "lặp lại điều đã nêu" if sure else "có nội dung tương tự đã nêu"
    named = [f"năm {c.earlier.year} (mã {c.earlier.code})" for c in sure or thread.returns[:1]]
    return f"{words} {', '.join(named)}"


def assignment(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the bodies below with who is sent to each, on which day, and what to look at there."""
    sent = assignments.sent_to(ws, request.year, request.body.code, request.on)
    below = [one for one in within(ws, request.body.code, request.on) if one != request.body]
    known: dict[str, object] = {
        "can_cu": _grounds(ws, request.year),
        "nhiem_vu": [
            "Theo dõi, hướng dẫn nơi được phân công chuẩn bị và tiến hành kiểm điểm đúng nội dung, "
            "trình tự, thời hạn",
            "Dự hội nghị, gợi ý những vấn đề cần làm rõ, nhất là việc khắc phục hạn chế, khuyết điểm "
            "của các kỳ trước",
            f"Báo cáo {request.body.state.name} kết quả sau hội nghị; đề nghị kiểm điểm lại nếu không "
            "đạt yêu cầu",
        ],
    }
    rows = [_attended(ws, request, one, sent.get(one.code, [])) for one in below]
    return {**known, **_unsettled(ws, request), "phan_cong": rows} if rows else known


def _unsettled(ws: Workspace, request: Request) -> Row:
    """Return what does not fit among assignments that were recorded, as notices."""
    found = assignments.listing(ws, request.year, request.body.code, request.on)
    return {NOTICES: [one.message for one in found.clashes]} if found.sent else {}


def _attended(ws: Workspace, request: Request, one: Body, sent: list[Sent]) -> Row:
    days = Calendar.of(ws, request.year, [one.code]).days(one.code)
    day = days.get(SubjectKind.COLLECTIVE)
    still = len(faults.open_before(ws, one.subject, request.year))
    papers = ws.catalogue.documents(kind=_SUGGESTION, year=request.year, organisation=one.code)
    hinted = any(
        row.provenance.status is not DocumentStatus.WITHDRAWN and not row.card.card
        for row in papers
    )
    looked = [f"{still} hạn chế, khuyết điểm kỳ trước còn theo dõi"] if still else []
    looked += ["nơi được gợi ý kiểm điểm"] if hinted else []
    looked += [s.assignment.task for s in sent if s.assignment.task]
    words = "; ".join(looked)
    return {
        "to_chuc": one.state.name,
        "ngay": text.short_date(day) if day else "",
        "nguoi_du": "\n".join(_named(s.assignment) for s in sent),
        "noi_dung": words[:1].upper() + words[1:],
    }


def _named(one: Assignment) -> str:
    return f"{one.name}, {one.title}" if one.title else one.name
