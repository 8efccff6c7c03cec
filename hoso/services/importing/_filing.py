"""Filing an old paper: the original byte for byte, its copy beside it, its faults into the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hoso import profiles, text
from hoso.errors import HosoError, QuestionError
from hoso.model import base
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.pending import Proposal, ProposedFault, Sureness
from hoso.model.review import Shortcoming, Source, Subject, SubjectKind
from hoso.rules import form_for
from hoso.services.collect import Received
from hoso.services.importing import _kinds
from hoso.services.importing._read import TEXT
from hoso.services.subjects import subject_card
from hoso.workspace import DossierEdit, Edits, Workspace

_NONE: Final = {"", "-", "khong", "tap the"}
_OWN_TEXT: Final = frozenset({".docx", ".pdf"})  # formats whose text the archive reads by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An old paper on its way into a dossier: the file, what was made of it, what is confirmed."""

    path: str
    suffix: str
    data: bytes
    made: Mapping[str, bytes]
    proposal: Proposal

    @property
    def files(self) -> dict[str, bytes]:
        """Return what is filed: the text only where the archive cannot read it off another file."""
        made = dict(self.made)
        if TEXT in made and len(made) == 1 and self.suffix in _OWN_TEXT and not self._is_changed:
            del made[TEXT]
        return {f"goc{self.suffix}": self.data, **made}

    @property
    def _is_changed(self) -> bool:
        return any("bảng mã" in one or "đọc từ ảnh" in one for one in self.proposal.remarks)


def is_certain(proposal: Proposal) -> bool:
    """Return whether nothing of a paper is left for a person to decide."""
    wanted = [proposal.kind, proposal.year, proposal.organisation]
    if proposal.kind.value in _kinds.PERSONAL_KINDS:
        wanted.append(proposal.person)
    sure = all(one.value and one.sure is Sureness.CERTAIN for one in wanted)
    return sure and proposal.has_text and not proposal.like


def require_complete(proposal: Proposal, where: str) -> None:
    """Raise QuestionError naming what must be known before a paper has a place."""
    needed = {"nam": proposal.year.value, "to_chuc": proposal.organisation.value}
    if proposal.kind.value in _kinds.PERSONAL_KINDS:
        needed["nguoi"] = proposal.person.value
    missing = [name for name, value in needed.items() if not value]
    if missing:
        raise QuestionError(
            f"{where} còn thiếu {', '.join(missing)}. Hãy nêu bằng --answer TRƯỜNG=GIÁ_TRỊ (hoặc "
            "--year, --org, --person), hay ghi vào tệp Excel của «hoso pending export».",
            where=where,
        )


def file_paper(ws: Workspace, edits: Edits, paper: Paper) -> Received:
    """Put a paper into the dossier of its subject and year, its faults into the register.

    Raise QuestionError when year, organisation or person are not known.
    """
    require_complete(paper.proposal, paper.path)
    year = int(paper.proposal.year.value)
    subject, warnings = _subject(ws, paper.proposal)
    edit = edits.of(subject_card(ws, subject, year))
    made = _provenance(ws, edit, paper, subject)
    document = edit.put_document(made, {**paper.files, "du_lieu.json": _data(paper.proposal)})
    named = [_shortcoming(one, subject, year) for one in paper.proposal.faults]
    source = Source.CONCLUSION if paper.proposal.kind.value == _kinds.CONCLUSION else Source.REVIEW
    faults = _register(
        edit, [base.replaced(one, document=document, source=source) for one in named]
    )
    return Received(
        path=paper.path,
        label=subject.name or subject.organisation,
        dossier=edit.card.code,
        document=document,
        values=base.plain(paper.proposal),
        shortcomings=len(faults),
        warnings=(*warnings, *paper.proposal.remarks),
    )


def _subject(ws: Workspace, proposal: Proposal) -> tuple[Subject, tuple[str, ...]]:
    """Return whose a paper is; names that the roster does not know are kept, with a warning."""
    wanted = proposal.organisation.value
    found = ws.catalogue.find_organisation(wanted)
    warnings: tuple[str, ...] = (
        () if found else (f"tổ chức «{wanted}» chưa có trong danh sách; giữ theo tên",)
    )
    code = found.code if found else text.squeeze(wanted)
    who = proposal.person.value
    if text.fold(who).strip() in _NONE and proposal.kind.value not in _kinds.PERSONAL_KINDS:
        return Subject(kind=SubjectKind.COLLECTIVE, organisation=code), warnings
    if text.fold(who).strip() == "ca nhan":
        return Subject(kind=SubjectKind.PERSON, organisation=code), warnings
    members = ws.catalogue.find_members(who)
    if len(members) == 1:
        name = members[0].states[-1].full_name
        card = members[0].card
        return Subject(kind=SubjectKind.PERSON, organisation=code, card=card, name=name), warnings
    why = "trùng tên nhiều người" if members else "chưa có trong danh sách"
    warnings += (f"đảng viên «{who}» {why}; giữ theo tên trong hồ sơ cá nhân của {code}",)
    return Subject(kind=SubjectKind.PERSON, organisation=code, name=text.squeeze(who)), warnings


def _provenance(ws: Workspace, edit: DossierEdit, paper: Paper, subject: Subject) -> Provenance:
    one = paper.proposal
    name = text.nfc(paper.path).replace("\\", "/").rsplit("/", 1)[-1].rsplit("!", 1)[-1]
    return Provenance(
        number=edit.next_number(),
        kind=_filed_kind(ws, one, subject),
        title=one.title or name,
        day=one.day,
        status=DocumentStatus.IMPORTED,
        layout=_layout(one),
        symbol="",
        source_name=name,
        remarks=(*one.remarks, *([f"Số ghi trên văn bản: {one.symbol}"] if one.symbol else [])),
    )


def _layout(proposal: Proposal) -> str:
    """Return the layout in force on the day of a paper, "" when the day is not known or too early."""
    try:
        return profiles.layout(proposal.day).code if proposal.day else ""
    except HosoError:
        return ""


def _filed_kind(ws: Workspace, proposal: Proposal, subject: Subject) -> str:
    """Return under which kind a paper is filed: a review as the form that its year prescribed."""
    kind = proposal.kind.value
    if kind not in {_kinds.COLLECTIVE, _kinds.PERSONAL}:
        return kind
    try:
        return form_for(_form_subject(ws, subject), ws.regime(int(proposal.year.value))) or kind
    except HosoError:  # a year before every regime known here, or a member without a category
        return kind


def _form_subject(ws: Workspace, subject: Subject) -> str:
    if subject.kind is SubjectKind.COLLECTIVE:
        return SubjectKind.COLLECTIVE.value
    member = ws.catalogue.member(subject.card) if subject.card else None
    return member.states[-1].category.value if member else ""


def _data(proposal: Proposal) -> bytes:
    """Return what was read off a paper and confirmed, as the archive keeps it."""
    return base.encode(base.replaced(proposal, beside={}))


def _register(edit: DossierEdit, named: Sequence[Shortcoming]) -> tuple[Shortcoming, ...]:
    """Add faults to the register; one that the dossier names already with the same words stays."""
    before = edit.register("shortcomings")
    known = {_key(one.text) for one in before}
    new = [one for one in named if _key(one.text) not in known]
    if not new:
        return ()
    stem = f"K-{new[0].year}-{new[0].subject.dossier_stem}-"
    codes = _codes(stem, [one.code for one in before])
    made = tuple(base.replaced(one, code=next(codes)) for one in new)
    edit.put_register("shortcomings", (*before, *made))
    return made


def _shortcoming(one: ProposedFault, subject: Subject, year: int) -> Shortcoming:
    """Return a confirmed fault, still without code."""
    return Shortcoming(
        code="",
        year=year,
        subject=subject,
        text=one.text,
        area=one.area,
        cause=one.cause,
        responsibility=one.responsibility,
        measure=one.measure,
    )


def _key(words: str) -> str:
    return text.fold(text.squeeze(words)).strip(" .;")


def _codes(stem: str, taken: Sequence[str]) -> Iterator[str]:
    """Yield `K-<year>-<subject>-<n>`, each free."""
    ends = (code.removeprefix(stem) for code in taken if code.startswith(stem))
    turn = max((int(end) for end in ends if end.isdigit()), default=0)
    while True:
        turn += 1
        yield f"{stem}{turn}"
