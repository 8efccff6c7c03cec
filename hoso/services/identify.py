"""Whose form came back: by what is embedded in it, else by what its front page says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hoso import text, word
from hoso.errors import NotFoundError
from hoso.model.dossier import DossierCard, Provenance
from hoso.model.review import Subject, SubjectKind
from hoso.model.roster import Member, MemberState
from hoso.model.template import Question
from hoso.services.inbox import Incoming
from hoso.workspace import Workspace

_TITLES = re.compile(r"^(?:dong chi|d/c|ong|ba)\s+")
_LEAD = re.compile(r"tap the (.+?) (?:tu )?kiem diem")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Định danh: the kind of form, whose it is and of which year; "" and 0 for what is not known."""

    kind: str = ""
    organisation: str = ""
    card: str = ""
    year: int = 0

    @property
    def stem(self) -> str:
        """Return the dossier code without the year."""
        return f"dv-{self.card}" if self.card else f"tt-{self.organisation}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A form of this archive: its dossier, the document as issued, and what is odd about it."""

    card: DossierCard
    issued: Provenance
    blank: bytes  # the issued Word file
    subject: Subject
    label: str
    questions: tuple[Question, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A form that nobody can place without an answer."""

    identity: Identity
    label: str
    questions: tuple[Question, ...]


@dataclass(slots=True)
class _Case:
    """One file under the eyes of the program."""

    ws: Workspace
    incoming: Incoming
    on: date
    answers: Mapping[str, str]
    page: word.Front
    questions: list[Question] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def seen(self) -> Mapping[str, str]:
        """Return what the labels of the front page say."""
        return self.page.seen

    def ask(self, name: str, words: str, choices: Iterable[str] = ()) -> None:
        """Add a question unless it is answered already."""
        if name not in self.answers:
            self.questions.append(Question(name=name, words=words, choices=tuple(choices)))


def identify(
    ws: Workspace, incoming: Incoming, on: date, answers: Mapping[str, str]
) -> Known | Unknown:
    """Return whose form `incoming` is; `answers` to earlier questions go before everything.

    Raise NotFoundError when it is no form that this archive issued.
    """
    case = _Case(ws, incoming, on, answers, word.front(incoming.docx, incoming.path))
    embedded = word.identity(incoming.docx)
    found = _embedded(embedded) if embedded else _by_page(case)
    wanted = _overruled(case, found)
    if not (wanted.year and (wanted.card or wanted.organisation)) or case.questions:
        return Unknown(
            identity=wanted, label=case.seen.get("ho_ten", ""), questions=tuple(case.questions)
        )
    return _placed(case, wanted, is_sure=bool(embedded))


def _embedded(identity: Mapping[str, str]) -> Identity:
    year = identity["nam"]
    return Identity(
        kind=identity["loai"],
        organisation=identity["to_chuc"],
        card=identity["so_the"],
        year=int(year) if year.isdigit() else 0,
    )


def _overruled(case: _Case, found: Identity) -> Identity:
    """Return the identity with a person's answers in place of what was found."""
    year = case.answers.get("nam", "")
    kind = case.answers.get("loai", found.kind)
    whose = case.answers.get("doi_tuong", "")
    organisation, card = found.organisation, found.card
    if whose:
        member = next(iter(case.ws.catalogue.find_members(whose)), None)
        card = member.card if member else ""
        organisation = member.states[-1].organisation if member else whose
    return Identity(
        kind=kind,
        organisation=organisation,
        card=card,
        year=int(year) if year.isdigit() else found.year,
    )


def _by_page(case: _Case) -> Identity:
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


def _page_year(case: _Case) -> int:
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


def _page_person(case: _Case, year: int) -> Identity:
    spoken = _bare_name(case.seen["ho_ten"])
    named = case.ws.catalogue.find_members(spoken)
    fitting = [member for member in named if _fits(case, member)]
    issued = [member for member in fitting if _awaiting(case.ws, f"dv-{member.card}-{year}")]
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


def _fits(case: _Case, member: Member) -> bool:
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


def _page_collective(case: _Case, year: int) -> Identity:
    """Return the organisation that the lead sentence names, else the lower one of the head."""
    codes = {
        row.card.organisation: row.card.code
        for row in case.ws.catalogue.dossiers(year=year)
        if not row.card.card and _awaiting(case.ws, row.card.code)
    }
    folded = [text.fold(line) for line in case.page.lines]
    lead = next((found[1] for line in folded if (found := _LEAD.search(line))), "")
    names = {code: tuple(_names(case.ws, code)) for code in codes}
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


def _names(ws: Workspace, code: str) -> Iterator[str]:
    organisation = ws.catalogue.organisation(code)
    for state in organisation.states if organisation else ():
        yield text.fold(text.squeeze(state.name))


def _stands_in(names: Sequence[str], lines: Sequence[str]) -> bool:
    return any(line == name for name in names for line in lines)


def _awaiting(ws: Workspace, code: str) -> tuple[Provenance, ...]:
    rows = ws.catalogue.documents(dossier=code)
    return tuple(row.provenance for row in rows if row.provenance.awaits_return)


def _placed(case: _Case, wanted: Identity, *, is_sure: bool) -> Known | Unknown:
    """Return the form with its dossier, after asking what page and archive say differently."""
    row = case.ws.catalogue.dossier(f"{wanted.stem}-{wanted.year}")
    issued = _awaiting(case.ws, row.card.code) if row else ()
    fitting = [one for one in issued if one.kind == wanted.kind] or list(issued)
    if is_sure and not ({"doi_tuong", "nam", "loai"} & case.answers.keys()):
        fitting = [one for one in fitting if one.kind == wanted.kind]
    if row is None or not fitting:
        raise NotFoundError(
            f"{case.incoming.path}: biểu mẫu năm {wanted.year} này không do kho này phát hành. "
            "Hãy xem lại đã mở đúng không gian làm việc chưa.",
            where=case.incoming.path,
        )
    blanks = {
        one.number: case.ws.archive.read(row.object_id, f"{one.number}/van_ban.docx")
        for one in fitting
    }
    chosen = _kind_meant(case, fitting, blanks)
    subject, label = _subject(case.ws, wanted, case.on)
    known = Known(
        card=row.card, issued=chosen, blank=blanks[chosen.number], subject=subject, label=label
    )
    _compare(case, known, wanted)
    if not is_sure:
        case.warnings.append(f"Mất định danh ẩn; đã nhận ra là của {label} theo chữ in trên giấy.")
    return Known(
        card=row.card,
        issued=chosen,
        blank=known.blank,
        subject=subject,
        label=label,
        questions=tuple(case.questions),
        warnings=tuple(case.warnings),
    )


def _kind_meant(
    case: _Case, issued: Sequence[Provenance], blanks: Mapping[str, bytes]
) -> Provenance:
    """Return the document whose printed title and subtitle the page bears; ask when none does."""
    if len(issued) == 1:
        return issued[0]
    alike = [one for one in issued if not _other_titles(case, word.front(blanks[one.number]).seen)]
    if len(alike) != 1:
        kinds = [one.kind for one in issued]
        case.ask("loai", f"Là biểu mẫu nào trong {', '.join(kinds)}?", kinds)
    return (alike or list(issued))[0]


def _other_titles(case: _Case, printed: Mapping[str, str]) -> list[str]:
    """Return title and subtitle of the page where they differ from the print."""
    return [
        case.seen[key]
        for key in ("tieu_de", "phu_de")
        if key in case.seen and key in printed and _plain(case.seen[key]) != _plain(printed[key])
    ]


def _plain(value: str) -> str:
    return re.sub(r"\W+", " ", re.sub(r"\bnam \d{4}\b", "", text.fold(value))).strip()


def _subject(ws: Workspace, identity: Identity, on: date) -> tuple[Subject, str]:
    code, card = identity.organisation, identity.card
    if not card:
        organisation = ws.catalogue.organisation(code)
        state = organisation.at(on) or organisation.states[-1] if organisation else None
        name = state.name if state else code
        return Subject(kind=SubjectKind.COLLECTIVE, organisation=code), name
    member = ws.catalogue.member(card)
    name = member.states[-1].full_name if member else card
    home = code or (member.states[-1].organisation if member else "")
    return Subject(kind=SubjectKind.PERSON, organisation=home, card=card, name=name), name


def _compare(case: _Case, known: Known, wanted: Identity) -> None:
    """Ask about everything in which the page contradicts the form as issued."""
    front = word.front(known.blank)
    printed, seen = front.seen, case.seen
    if wanted.card:
        _compare_person(case, known, printed)
    else:
        _compare_collective(case, known, front)
    year = seen.get("nam", "")
    if year and year != str(wanted.year):
        case.ask(
            "nam",
            f"Trang giấy ghi năm {year}, nhưng biểu mẫu phát hành cho năm {wanted.year}. "
            "Nhận vào năm nào?",
            (year, str(wanted.year)),
        )
    if others := _other_titles(case, printed):
        case.ask(
            "loai",
            f"Trang giấy ghi «{'; '.join(others)}», khác biểu mẫu đã phát hành "
            f"({known.issued.kind}). Có đúng là biểu mẫu này không?",
            (known.issued.kind,),
        )
    _compare_campaign(case, wanted)


def _compare_person(case: _Case, known: Known, printed: Mapping[str, str]) -> None:
    seen, card = case.seen, known.subject.card
    name = seen.get("ho_ten", "")
    if name and not _is_name(name, known.label):
        others = [member.card for member in case.ws.catalogue.find_members(_bare_name(name))]
        case.ask(
            "doi_tuong",
            f"Trang giấy ghi họ tên «{name}», nhưng biểu mẫu phát hành cho «{known.label}». "
            "Là bản của ai (số thẻ)?",
            dict.fromkeys((card, *others)),
        )
        return
    for key, what in (("ngay_sinh", "ngày sinh"), ("so_the", "số thẻ")):
        was = printed.get(key, "") or (card if key == "so_the" else "")
        if key in seen and was and _digits(seen[key]) != _digits(was):
            case.ask(
                "doi_tuong",
                f"Trang giấy ghi {what} «{seen[key]}», nhưng biểu mẫu phát hành cho {known.label} "
                f"ghi «{was}». Là bản của ai (số thẻ)?",
                (card,),
            )
            return


def _bare_name(value: str) -> str:
    """Return a name without a word of address before it."""
    words = text.squeeze(value).split()
    title = _TITLES.match(text.fold(" ".join(words)))
    return " ".join(words[len(title.group().split()) if title else 0 :])


def _is_name(typed: str, name: str) -> bool:
    """Return whether `typed` is that name, in any case and tone place, or without any mark."""
    bare = _bare_name(typed)
    without_marks = text.fold(bare) == bare.lower()
    key = text.fold if without_marks else text.tone_key
    return key(bare) == key(name)


def _digits(value: str) -> str:
    day = text.parse_date(value)
    return day.isoformat() if day else re.sub(r"\W", "", text.fold(value))


def _compare_collective(case: _Case, known: Known, printed: word.Front) -> None:
    was = {text.fold(line) for line in printed.lines}
    new = [line for line in map(text.fold, case.page.lines) if line not in was]
    leads = [found[1] for line in new if (found := _LEAD.search(line))]
    others = [
        one.code
        for one in case.ws.catalogue.organisations(None)
        if one.code != known.subject.organisation
        and any(name in {*new, *leads} for name in _names(case.ws, one.code))
    ]
    if others:
        case.ask(
            "doi_tuong",
            f"Trang giấy ghi tên tổ chức {', '.join(others)}, nhưng biểu mẫu phát hành cho "
            f"«{known.label}». Là bản của tổ chức nào (mã)?",
            (known.subject.organisation, *others),
        )


def _compare_campaign(case: _Case, wanted: Identity) -> None:
    """Ask about a form of another year than the one that is being reviewed."""
    opened = [c.year for c in case.ws.catalogue.campaigns() if c.opened <= case.on]
    if wanted.year not in {c.year for c in case.ws.catalogue.campaigns()}:
        raise NotFoundError(
            f"{case.incoming.path}: chưa mở đợt kiểm điểm năm {wanted.year} nên không nhận biểu "
            f"mẫu năm đó. Hãy xem lại tệp, hoặc mở đợt bằng «hoso campaign open {wanted.year}».",
            where=case.incoming.path,
        )
    if opened and wanted.year != max(opened):
        case.ask(
            "nam",
            f"Đây là biểu mẫu năm {wanted.year}, trong khi đang là đợt kiểm điểm năm {max(opened)}. "
            f"Có đúng là nộp cho năm {wanted.year} không?",
            (str(wanted.year),),
        )
