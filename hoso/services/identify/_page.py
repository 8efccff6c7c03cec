"""Whose form it is by its front page, when the hidden identity is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hoso import text
from hoso.errors import NotFoundError
from hoso.model.roster import Member, MemberState
from hoso.services.identify._case import Case, Identity, awaiting, bare_name, names_of
from hoso.workspace import Workspace

LEAD = re.compile(r"tap the (.+?) (?:tu )?kiem diem")


def by_page(case: Case) -> Identity:
    """Return what the page says; what it leaves open becomes questions."""
    seen = case.seen
    if "tieu_de" not in seen:
        raise NotFoundError(
            f"{case.incoming.path}: không thấy dấu nhận biết của biểu mẫu đã phát hành, cũng không "
            "thấy tiêu đề của bản kiểm điểm. Hãy chép nội dung vào đúng biểu mẫu do «hoso forms» "
            "phát hành rồi nhận lại.",
            where=case.incoming.path,
        )
    year = _page_year(case)
    if "doi_tuong" in case.answers or not year:
        return Identity(year=year)
    if "ho_ten" in seen and "tập thể" not in seen["tieu_de"].lower():
        return _page_person(case, year)
    return _page_collective(case, year)


def _page_year(case: Case) -> int:
    if "nam" in case.answers:
        return int(case.answers["nam"]) if case.answers["nam"].isdigit() else 0
    if said := case.seen.get("nam"):
        return int(said)
    years = [campaign.year for campaign in case.ws.catalogue.campaigns()]
    if len(years) == 1:
        case.warnings.append(f"Trang giấy không ghi năm; đã hiểu là đợt duy nhất, năm {years[0]}.")
        return years[0]
    case.ask("nam", "Trang giấy không ghi năm kiểm điểm; là năm nào?", map(str, years))
    return 0


def _page_person(case: Case, year: int) -> Identity:
    spoken = bare_name(case.seen["ho_ten"])
    named = case.ws.catalogue.find_members(spoken)
    fitting = [member for member in named if _fits(case, member)]
    issued = [member for member in fitting if awaiting(case.ws, f"dv-{member.card}-{year}")]
    if len(issued) == 1:
        return Identity(card=issued[0].card, year=year)
    several = issued or fitting or list(named)
    who = "; ".join(_described(member) for member in several) or "không có ai tên này"
    case.ask(
        "doi_tuong",
        f"Biểu mẫu đã mất định danh; trang giấy ghi «{spoken}», năm {year}. Trong danh sách: {who}. "
        "Là bản của ai (số thẻ)?",
        [member.card for member in several],
    )
    return Identity(year=year)


def _fits(case: Case, member: Member) -> bool:
    """Return whether nothing on the page speaks against this member."""
    seen = case.seen
    births = {state.birth for state in member.states if state.birth}
    born = text.parse_date(seen.get("ngay_sinh", ""))
    if born and births and born not in births:
        return False
    digits = re.sub(r"\D", "", seen.get("so_the", ""))
    if digits and digits != re.sub(r"\D", "", member.card):
        return False
    cell = text.fold(text.squeeze(seen.get("chi_bo", ""))).removeprefix("chi bo ")
    return not cell or any(cell in name for name in _cells(case.ws, member.states))


def _cells(ws: Workspace, states: Sequence[MemberState]) -> Iterator[str]:
    for state in states:
        organisation = ws.catalogue.organisation(state.organisation)
        for then in organisation.states if organisation else ():
            yield text.fold(then.name)


def _described(member: Member) -> str:
    state = member.states[-1]
    born = f", sinh {text.short_date(state.birth)}" if state.birth else ""
    return f"{state.full_name} (thẻ {member.card}{born}, {state.organisation})"


def _page_collective(case: Case, year: int) -> Identity:
    """Return the organisation that the lead sentence names, else the lower one of the head."""
    codes = {
        row.card.organisation: row.card.code
        for row in case.ws.catalogue.dossiers(year=year)
        if not row.card.card and awaiting(case.ws, row.card.code)
    }
    folded = [text.fold(line) for line in case.page.lines]
    lead = next((found[1] for line in folded if (found := LEAD.search(line))), "")
    names = {code: tuple(names_of(case.ws, code)) for code in codes}
    by_lead = [code for code, every in names.items() if lead in every]
    by_head = [code for code, every in names.items() if _stands_in(every, folded)]
    fitting = by_lead or by_head
    if len(fitting) == 1:
        return Identity(organisation=fitting[0], year=year)
    case.ask(
        "doi_tuong",
        "Biểu mẫu đã mất định danh và phần đầu không đủ để biết là của tập thể nào. Là tổ chức "
        f"nào (mã)? Có thể là: {', '.join(sorted(fitting or codes)) or 'không tổ chức nào'}.",
        sorted(fitting or codes),
    )
    return Identity(year=year)


def _stands_in(names: Sequence[str], lines: Sequence[str]) -> bool:
    return any(line == name for name in names for line in lines)
