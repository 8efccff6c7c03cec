"""What an old paper seems to be: kind, year, owner and faults, each with how sure and from what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from hoso import text, word
from hoso.model import base
from hoso.model.pending import Guess, Proposal, ProposedFault, Sureness
from hoso.services.identify import bare_name
from hoso.services.importing import _dates, _faults, _kinds
from hoso.services.importing._owners import Owners, name_said
from hoso.services.importing._read import Contents

_HEAD: Final = 30  # lines that may be head and title
_SURE: Final = Sureness.CERTAIN
_LIKELY: Final = Sureness.LIKELY
_SYMBOL: Final = re.compile(r"^\s*Số\s*:?\s*(?P<symbol>\d+[\w./-]*)", re.IGNORECASE)
_TITLES: Final = re.compile(
    r"^(?:báo cáo|bản|biên bản|kế hoạch|thông báo|kết luận|quyết định|nghị quyết|phiếu|gợi ý)\b",
    re.IGNORECASE,
)
_NAME, _FOLDER, _TITLE, _TOP, _BODY, _TOLD = (
    "tên tệp", "tên thư mục", "tiêu đề", "phần đầu văn bản", "nội dung", "người dùng nêu",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Điều người dùng nêu: what options say of every file of an import; "" and None: nothing."""

    year: int | None = None
    organisation: str = ""  # code, or a name that the roster does not know
    person: str = ""  # card, or a name
    kind: str = ""


@dataclass(slots=True)
class _Case:
    """One paper under the eyes of the program."""

    owners: Owners
    name: str
    folder: str
    contents: Contents
    wish: Wish
    front: word.Front
    title: str
    remarks: list[str] = field(default_factory=list)


def propose(owners: Owners, path: str, contents: Contents, wish: Wish) -> Proposal:
    """Return what a file seems to be; what nobody can tell is left open."""
    case = _case(owners, path, contents, wish)
    kind = _kind(case)
    found = _faults.extract(contents.paragraphs)
    year, person = _year(case), _person(case, kind.value)
    proposal = Proposal(
        kind=kind,
        year=year,
        organisation=_organisation(case, person.value),
        person=person,
        title=case.title,
        day=_dates.day_in(case.front.lines[:_HEAD]),
        symbol=_symbol(case.front.lines),
        faults=tuple(map(_proposed, found.faults)),
        remedied=found.remedied,
        causes=found.causes,
        measures=found.measures,
        remarks=(*contents.remarks, *case.remarks, *_empty(kind.value, found, contents)),
        has_text=bool(contents.text.strip()),
    )
    return _weaker(proposal) if contents.by_eye else proposal


def _case(owners: Owners, path: str, contents: Contents, wish: Wish) -> _Case:
    plain = PurePosixPath(re.sub(r"[\\!]", "/", path))
    front = word.front_of(contents.lines[: _HEAD * 2])
    return _Case(
        owners=owners,
        name=re.sub(r"\(\d+\)|\bcopy\b|\bbản sao\b|_final\b", " ", plain.stem),
        folder=" / ".join(plain.parent.parts[-2:]),
        contents=contents,
        wish=wish,
        front=front,
        title=_title(front),
    )


def _title(front: word.Front) -> str:
    """Return the title of a paper with the line below it, "" when it has none."""
    for at, line in enumerate(front.lines[:_HEAD]):
        spoken = _TITLES.match(line) and (line.isupper() or len(line.split()) <= 14)
        if spoken and not line.endswith((",", ";")):
            below = front.lines[at + 1] if at + 1 < len(front.lines) else ""
            goes_on = re.match(
                r"(?i)\(?(?:năm|kiểm điểm|tập thể|của|v/v|về|ban|cá nhân|tự|hội nghị|họp|kiểm tra|giám sát|kết quả|đánh giá)\b",
                below,
            )
            return f"{line} {below}" if goes_on else line
    return front.seen.get("tieu_de", "")


def _kind(case: _Case) -> Guess:
    if case.wish.kind:
        return Guess(value=case.wish.kind, sure=_SURE, basis=_TOLD)
    titled, named = _kinds.kind_in(case.title) if case.title else "", _kinds.kind_in(case.name)
    if (
        titled == _kinds.COLLECTIVE
        and case.front.seen.get("ho_ten")
        and "tap the" not in text.fold(case.title)
    ):
        titled = _kinds.PERSONAL
    if titled and named and titled != named:
        case.remarks.append(
            f"tiêu đề là «{_kinds.NAMES[titled]}», tên tệp như «{_kinds.NAMES[named]}»"
        )
    if titled:
        return Guess(value=titled, sure=_SURE, basis=_TITLE)
    if named:
        return Guess(value=named, sure=_LIKELY, basis=_NAME)
    if folder := _kinds.kind_in(case.folder):
        return Guess(value=folder, sure=_LIKELY, basis=_FOLDER)
    return Guess(value=_kinds.UNKNOWN, sure=Sureness.UNKNOWN)


def _year(case: _Case) -> Guess:
    if case.wish.year:
        return Guess(value=str(case.wish.year), sure=_SURE, basis=_TOLD)
    said = _years(case)
    if not said:
        return Guess()
    (first, sure, basis), others = said[0], said[1:]
    differing = [f"{basis} {year}" for year, _, basis in others if year != first]
    agreeing = any(year == first for year, _, _ in others)
    if differing:
        case.remarks.append(f"năm theo {basis} là {first}, nhưng theo {'; '.join(differing)}")
    certain = (sure or agreeing) and not differing
    return Guess(value=str(first), sure=_SURE if certain else _LIKELY, basis=basis)


def _years(case: _Case) -> list[tuple[int, bool, str]]:
    """Return (year, whether beyond doubt, from what), the most trusted first."""
    found: list[tuple[int, bool, str]] = []
    seen = _dates.year_in_title((case.title, *case.front.lines[:_HEAD]))
    if seen:
        found.append((seen, True, _TITLE))
    named, sure = _dates.year_in_name(case.name)
    if named:
        found.append((named, sure and not case.contents.text.strip(), _NAME))
    folder, _ = _dates.year_in_name(case.folder)
    day = _dates.day_in(case.front.lines[:_HEAD])
    if day and not seen:
        year, certain = _dates.review_year(day)
        found.append((year, certain, _TOP))
    if folder and not found:
        found.append((folder, False, _FOLDER))
    return found


def _person(case: _Case, kind: str) -> Guess:
    if case.wish.person:
        return Guess(value=case.wish.person, sure=_SURE, basis=_TOLD)
    if kind not in _kinds.PERSONAL_KINDS:
        return Guess()
    said = bare_name(case.front.seen.get("ho_ten", ""))
    for words, basis in ((said, _TOP), (case.name, _NAME), (case.folder, _FOLDER)):
        found = case.owners.members_in(words) if words else ()
        if len(found) == 1:
            return Guess(value=found[0].card, sure=_SURE if basis == _TOP else _LIKELY, basis=basis)
        if found:
            cards = ", ".join(one.card for one in found)
            case.remarks.append(
                f"có {len(found)} đảng viên tên «{words}» (số thẻ {cards}): hãy chọn"
            )
            return Guess()
    if name := said or name_said(case.name):
        case.remarks.append(f"«{name}» chưa có trong danh sách đảng viên; giữ theo tên")
        return Guess(value=name, sure=_LIKELY, basis=_TOP if said else _NAME)
    case.remarks.append("chưa biết là bản của ai")
    return Guess()


def _organisation(case: _Case, person: str) -> Guess:
    if case.wish.organisation:
        return Guess(value=case.wish.organisation, sure=_SURE, basis=_TOLD)
    said = [one for one in _organisations(case, person) if one.value]
    if not said:
        case.remarks.append("không thấy tên tổ chức nào có trong danh sách")
        return Guess()
    first, *rest = said
    others = {one.value for one in rest if one.basis in {_NAME, _TITLE}} - {first.value}
    if not others:
        return first
    case.remarks.append(f"{first.basis} là {first.value}, nơi khác ghi {', '.join(sorted(others))}")
    return base.replaced(first, sure=_LIKELY)


def _organisations(case: _Case, person: str) -> Iterator[Guess]:
    """Yield every organisation that a paper may be of, the most trusted first."""
    head = case.owners.organisation_in_head(case.front.lines[:_HEAD])
    yield Guess(value=_addressed(case), sure=_SURE, basis=_TITLE)
    yield Guess(value=head, sure=_SURE, basis=_TOP)
    cell = case.front.seen.get("chi_bo", "")
    for words, basis in (
        (f"chi bo {cell}" if cell else "", _TOP),
        (case.title, _TITLE),
        (case.name, _NAME),
        (case.folder, _FOLDER),
    ):
        code, whole = case.owners.organisation_in(words) if words else ("", False)
        certain = whole and basis != _FOLDER
        yield Guess(value=code, sure=_SURE if certain else _LIKELY, basis=basis)
    yield Guess(value=_home(case, person), sure=_LIKELY, basis="danh sách đảng viên")


def _addressed(case: _Case) -> str:
    """Return the organisation that a paper of another one speaks of: «… đối với Chi bộ Văn phòng»."""
    _, found, whom = case.title.partition("đối với ")
    return case.owners.organisation_in(whom)[0] if found else ""


def _home(case: _Case, person: str) -> str:
    member = case.owners.ws.catalogue.member(person) if person else None
    return member.states[-1].organisation if member else ""


def _symbol(lines: Iterable[str]) -> str:
    found = (one for line in list(lines)[:_HEAD] if (one := _SYMBOL.match(line)))
    return next((one["symbol"].rstrip(".-/") for one in found), "")


def _proposed(fault: _faults.Fault) -> ProposedFault:
    return ProposedFault(
        text=fault.text,
        area=fault.label,
        cause=fault.cause,
        responsibility=fault.blame,
        measure=fault.measure,
    )


def _empty(kind: str, found: _faults.Extracted, contents: Contents) -> Iterable[str]:
    if kind in {_kinds.COLLECTIVE, _kinds.PERSONAL} and contents.text.strip() and not found.faults:
        yield (
            "phần hạn chế, khuyết điểm không nêu điều nào"
            if found.has_part
            else "không thấy phần hạn chế, khuyết điểm"
        )


def _weaker(proposal: Proposal) -> Proposal:
    """Return what was read off a picture: nothing of it is beyond doubt, save what a person said."""
    changed: Mapping[str, Guess] = {
        name: base.replaced(one, sure=_LIKELY)
        for name in ("kind", "year", "organisation", "person")
        if (one := getattr(proposal, name)).sure is _SURE and one.basis != _TOLD
    }
    return base.replaced(proposal, **changed)
