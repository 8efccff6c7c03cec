"""Awards for one excellent year or five in a row: who is in the paper, by what right, the money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hoso import text
from hoso.errors import RulesBrokenError
from hoso.model.review import SubjectKind
from hoso.services import awards
from hoso.services.awards import BODIES, MEMBERS, Asked, Merit, MeritState
from hoso.services.prefill import _decisions, _money
from hoso.services.prefill._request import NOTICES, Request
from hoso.workspace import Workspace

Row = dict[str, object]
# Table of the data file → the kind of recipient.
_WHOM = {"ca_nhan": MEMBERS, "tap_the": BODIES}


def proposal(ws: Workspace, request: Request, *, years: int) -> Mapping[str, object]:
    """Return whom to propose: those who earned it and whom the body may not reward by itself."""
    found = [one for one in _merits(ws, request, years) if not one.given_by(request.body)]
    chosen = _chosen(request, found)
    givers = dict.fromkeys(one.award.giver for one in chosen if one.award)
    told = [f"Cấp tặng: {giver}." for giver in givers]
    return {
        **_decisions.submission(request),
        "can_cu": _decisions.grounds(ws, request),
        **_common(request, years, chosen),
        NOTICES: [*told, *_notices(found, chosen)],
    }


def decision(ws: Workspace, request: Request, *, years: int) -> Mapping[str, object]:
    """Return whom to reward, by what right, and the money: coefficient times base salary of the day."""
    own = request.body.subject.dossier_stem
    found = [one for one in _merits(ws, request, years) if one.candidate.dossier != own]
    chosen = _chosen(request, found)
    common = _common(request, years, chosen)
    form = str(request.given.get("hinh_thuc") or common.get("hinh_thuc") or "")
    money, told = _money.reckoned(request, _counts(request, chosen), _amounts(chosen, form))
    return {
        **_decisions.resolution(request),
        **_right(request, chosen, form),
        "can_cu": _decisions.grounds(ws, request),
        **common,
        **money,
        "dieu_khoan": [
            f"Các tổ chức đảng, đảng viên trực thuộc {request.body.state.name} có tên trong danh sách "
            "chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực từ ngày ký."
        ],
        NOTICES: [*told, *awards.notices(chosen, request.on), *_notices(found, chosen)],
    }


def _merits(ws: Workspace, request: Request, years: int) -> tuple[Merit, ...]:
    dossier = f"{request.body.subject.dossier_stem}-{request.year}"
    same = ws.catalogue.documents(dossier=dossier, kind=request.info.kind)
    asked = Asked(
        year=request.year,
        years=years,
        org=request.body.code,
        # Made again, a decision still rewards those whom it rewarded already.
        but=awards.paper_name(same[-1].provenance, dossier) if same else "",
    )
    return awards.merits(ws, asked, request.on)


def _chosen(request: Request, found: Sequence[Merit]) -> list[Merit]:
    """Return who gets an award: those whom the data file names, else all who earned it.

    Raise RulesBrokenError when somebody named did not earn it, or has it already.
    """
    named = {_key(row) for rows in _WHOM for row in request.given_rows(rows)}
    open_ = {whom for rows, whom in _WHOM.items() if not request.given_rows(rows)}
    chosen = [
        one
        for one in found
        if _key_of(one) in named or (one.whom in open_ and one.state is MeritState.EARNED)
    ]
    for one in chosen:
        if one.state in (MeritState.NOT, MeritState.GIVEN):
            raise RulesBrokenError(
                f"{one.candidate.label}: {_why(one)}, không đủ điều kiện khen thưởng. Hãy bỏ khỏi tệp "
                "dữ liệu.",
                where=one.candidate.label,
            )
    return chosen


def _why(one: Merit) -> str:
    for year in one.years:
        if year.earned is False and year.level and not year.recognised:
            return f"mức xếp loại năm {year.year} trong kho là {year.short}"
    return one.why


def _key(row: Mapping[str, object]) -> str:
    return str(row.get("so_the") or text.tone_key(str(row.get("ten", ""))))


def _key_of(one: Merit) -> str:
    person = one.candidate.person
    return person.card if person else text.tone_key(one.candidate.label)


def _common(request: Request, years: int, chosen: Sequence[Merit]) -> dict[str, object]:
    """Return the lists and the form of the award; what is not known is left out, to be asked for."""
    persons = [_row(request, one, years) for one in chosen if one.candidate.person]
    collectives = [_row(request, one, years) for one in chosen if one.candidate.person is None]
    known: dict[str, object] = {"tap_the": collectives}
    if persons or collectives:
        known["ca_nhan"] = persons
    if years > 1:
        known["cac_nam"] = [str(year) for year in range(request.year - years + 1, request.year + 1)]
    forms = {tuple(option.form for option in one.options) for one in chosen}
    if len(forms) == 1 and len(only := forms.pop()) == 1:
        known["hinh_thuc"] = only[0]
    return known


def _row(request: Request, one: Merit, years: int) -> Row:
    whom = one.candidate
    if whom.person:
        row: Row = {
            "ho_ten": whom.label,
            "so_the": whom.person.card,
            "chi_bo": whom.body.state.name,
        }
    else:
        # The name as the data file writes it, so that its row and this one are the same.
        spelt = (str(r["ten"]) for r in request.given_rows("tap_the") if _key(r) == _key_of(one))
        row = {"ten": next(spelt, whom.label)}
    for place, year in enumerate(one.years, start=1):
        if years > 1 and year.earned:
            row[f"nam_{place}"] = _title(one, year.title)
        elif years == 1:
            kind = SubjectKind.PERSON if whom.person else SubjectKind.COLLECTIVE
            row |= {"muc": request.named(year.level, kind)} if year.level else {}
            row |= {"tieu_bieu": year.recognised} if year.recognised else {}
    return row


def _title(one: Merit, title: str) -> str:
    """Return the year's title abbreviated: of a collective as that year's guidance called it."""
    if one.candidate.person:
        return "HTXSNV"
    return "TSVM tiêu biểu" if text.fold(title).startswith("trong sach") else "HTXSNV tiêu biểu"


def _right(request: Request, chosen: Iterable[Merit], form: str) -> dict[str, object]:
    """Return by what right the body rewards, nothing when the table gives it none for everybody."""
    rewarded = list(chosen)
    if not rewarded or not all(_may(request, one, form) for one in rewarded):
        return {}
    found = dict.fromkeys(one.award.reference for one in rewarded if one.award)
    return {"can_cu_tham_quyen": list(found)}


def _may(request: Request, one: Merit, form: str) -> bool:
    option = one.in_form(form)
    return option is not None and option.giver.is_(request.body)


def _amounts(chosen: Iterable[Merit], form: str) -> dict[str, awards.Amount]:
    """Return what one recipient of each kind gets, where that is known and the same for all."""
    found: dict[str, dict[int, awards.Amount]] = {}
    for one in chosen:
        option = one.in_form(form)
        if option and option.amount:
            found.setdefault(one.whom, {})[option.amount.paid] = option.amount
    return {whom: next(iter(a.values())) for whom, a in found.items() if len(a) == 1}


def _notices(found: Iterable[Merit], chosen: Sequence[Merit]) -> Iterator[str]:
    """Yield who is not in the document though the levels speak for it, or might."""
    taken = {one.candidate.dossier for one in chosen}
    left = [one for one in found if one.candidate.dossier not in taken]
    if passed := _names(left, MEMBERS, MeritState.EARNED):
        yield f"Hoàn thành xuất sắc nhiệm vụ nhưng không có trong văn bản: {passed}."
    if titled := _names(left, BODIES, MeritState.EARNED):
        yield f"Được công nhận tiêu biểu nhưng không có trong văn bản: {titled}."
    if given := ", ".join(_labels(left, MeritState.GIVEN)):
        yield f"Đã được khen cho chính các năm này: {given}."
    asked = [one for one in left if one.state is MeritState.ASK and _might(one)]
    for one in asked:
        if one.candidate.person is None:
            yield (
                f"{one.candidate.label}: {one.why}. Danh hiệu tiêu biểu do cấp có thẩm quyền công nhận, "
                "ghi bằng «hoso awards title»."
            )
    if persons := ", ".join(one.candidate.label for one in asked if one.candidate.person):
        yield (
            "Mọi mức trong kho đều là hoàn thành xuất sắc nhiệm vụ nhưng kho chưa đủ các năm, hoặc còn "
            f"điều phải hỏi: {persons}. Xem «hoso awards»."
        )


def _might(one: Merit) -> bool:
    """Return whether at least one year is known to be excellent."""
    return any(year.level for year in one.years)


def _names(found: Iterable[Merit], whom: str, state: MeritState) -> str:
    return ", ".join(
        one.candidate.label for one in found if one.whom == whom and one.state is state
    )


def _labels(found: Iterable[Merit], state: MeritState) -> Iterator[str]:
    return (one.candidate.label for one in found if one.state is state)


def _counts(request: Request, chosen: Iterable[Merit]) -> dict[str, int]:
    """Return how many of each kind get the award, with those that only the data file knows."""
    found = {whom: {_key(row) for row in request.given_rows(name)} for name, whom in _WHOM.items()}
    for one in chosen:
        found[one.whom].add(_key_of(one))
    return {whom: len(keys) for whom, keys in found.items()}
