"""Whose form came back: by what is embedded in it, else by what its front page says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from hoso import word
from hoso.errors import NotFoundError
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.review import Subject, SubjectKind
from hoso.services.identify._case import (
    OWN_RATINGS,
    Case,
    Identity,
    Known,
    Unknown,
    awaiting,
    bare_name,
)
from hoso.services.identify._contradictions import compare, other_titles
from hoso.services.identify._page import by_page
from hoso.services.inbox import Incoming
from hoso.workspace import Workspace

__all__ = ["OWN_RATINGS", "Identity", "Known", "Unknown", "bare_name", "identify"]


def identify(
    ws: Workspace, incoming: Incoming, on: date, answers: Mapping[str, str]
) -> Known | Unknown:
    """Return whose form `incoming` is; `answers` to earlier questions go before everything.

    Raise NotFoundError when it is no form that this archive issued.
    """
    case = Case(ws, incoming, on, answers, word.front(incoming.docx, incoming.path))
    embedded = word.identity(incoming.docx)
    found = _embedded(embedded) if embedded else by_page(case)
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
        document=identity.get("van_ban", ""),
    )


def _overruled(case: Case, found: Identity) -> Identity:
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
        document=found.document,
    )


def _placed(case: Case, wanted: Identity, *, is_sure: bool) -> Known | Unknown:
    """Return the form with its dossier, after asking what page and archive say differently."""
    row = case.ws.catalogue.dossier(f"{wanted.stem}-{wanted.year}")
    issued = _fitting(
        case, wanted, awaiting(case.ws, row.card.code) if row else (), is_sure=is_sure
    )
    if row is None or not issued:
        raise _not_ours(case, wanted)
    blanks = {
        one.number: case.ws.archive.read(row.object_id, f"{one.number}/van_ban.docx")
        for one in issued
    }
    chosen = _kind_meant(case, issued, blanks)
    subject, label = _subject(case.ws, wanted, case.on)
    blank = blanks[chosen.number]
    known = Known(card=row.card, issued=chosen, blank=blank, subject=subject, label=label)
    compare(case, wanted, known)
    if not is_sure:
        case.warnings.append(f"Mất định danh ẩn; đã nhận ra là của {label} theo chữ in trên giấy.")
    return replace(known, questions=tuple(case.questions), warnings=tuple(case.warnings))


def _not_ours(case: Case, wanted: Identity) -> NotFoundError:
    return NotFoundError(
        f"{case.incoming.path}: biểu mẫu năm {wanted.year} này không do kho này phát hành. "
        "Hãy xem lại đã mở đúng không gian làm việc chưa.",
        where=case.incoming.path,
    )


def _fitting(
    case: Case, wanted: Identity, issued: Sequence[Provenance], *, is_sure: bool
) -> list[Provenance]:
    """Return the documents of that kind; any kind where a person or the page named the subject."""
    same = [one for one in issued if one.kind == wanted.kind]
    if len(same) > 1 and is_sure:  # a form to review again lies beside the first one
        same = [one for one in same if one.number == (wanted.document or same[0].number)]
    answered = {"doi_tuong", "nam", "loai"} & case.answers.keys()
    return same if same or (is_sure and not answered) else list(issued)


def _kind_meant(
    case: Case, issued: Sequence[Provenance], blanks: Mapping[str, bytes]
) -> Provenance:
    """Return the document whose printed title and subtitle the page bears; ask when none does."""
    if len(issued) == 1:
        return issued[0]
    alike = [one for one in issued if not other_titles(case, word.front(blanks[one.number]).seen)]
    if len({one.kind for one in alike}) == 1:
        return _which(case, alike)
    if len(alike) != 1:
        kinds = [one.kind for one in issued]
        case.ask("loai", f"Là biểu mẫu nào trong {', '.join(kinds)}?", kinds)
    return (alike or list(issued))[0]


def _which(case: Case, alike: Sequence[Provenance]) -> Provenance:
    """Return the form still awaited among those of one kind; ask when that is not one alone."""
    open_ = [one for one in alike if one.status is DocumentStatus.ISSUED]
    wanted = case.answers.get("ban", "")
    chosen = [one for one in alike if one.number == wanted] or open_
    if len(chosen) != 1:
        numbers = [one.number for one in alike]
        case.ask("ban", f"Là bản thứ mấy trong {', '.join(numbers)}?", numbers)
    return (chosen or alike)[0]


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
