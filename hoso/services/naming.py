"""Naming a new shortcoming: of a review held elsewhere, or of a competent authority's conclusion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count

from hoso import text
from hoso.errors import RulesBrokenError
from hoso.model.review import Shortcoming, Source, Status, Subject
from hoso.services import papers_kept
from hoso.services.subjects import subject_card, whose
from hoso.workspace import Act, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A shortcoming to be named: whose, of which review year, in which words, by whom."""

    year: int
    words: str
    org: str | None = None
    person: str | None = None
    code: str = ""  # "": the next free one
    area: str = ""
    cause: str = ""
    responsibility: str = ""
    measure: str = ""
    deadline: str = ""
    source: Source = Source.REVIEW
    authority: str = ""
    document: str = ""
    named_on: date | None = None


def name(ws: Workspace, named: Named, act: Act) -> tuple[Shortcoming, tuple[str, ...]]:
    """Archive a new shortcoming and return it with what to know.

    Raise RulesBrokenError for a code in use, the same words of the same year again, or a conclusion
    without its authority and document.
    """
    body, person = whose(ws, named.org, named.person, act.on)
    subject = (person or body).subject
    edit = ws.edit(subject_card(ws, subject, named.year))
    known: tuple[Shortcoming, ...] = edit.register("shortcomings")
    fault = _fault(named, subject, known)
    _require_new(ws, fault, known)
    require_source(ws, fault)
    edit.put_register("shortcomings", (*known, fault))
    committed = ws.commit([edit], act, f"ghi khuyết điểm {fault.code}")
    return fault, committed.hints


def _fault(named: Named, subject: Subject, known: tuple[Shortcoming, ...]) -> Shortcoming:
    return Shortcoming(
        code=text.nfc(named.code.strip()) or _free_code(named.year, subject, known),
        year=named.year,
        subject=subject,
        text=text.squeeze(named.words),
        area=named.area,
        cause=named.cause,
        responsibility=named.responsibility,
        measure=named.measure,
        deadline=named.deadline,
        status=Status.OPEN,
        source=named.source,
        authority=text.squeeze(named.authority),
        document=text.squeeze(named.document),
        named_on=named.named_on,
    )


def _free_code(year: int, subject: Subject, known: tuple[Shortcoming, ...]) -> str:
    """Return the next `K-<year>-<subject>-<n>`, as codes of returned forms are made."""
    taken = {fault.code for fault in known}
    stem = f"K-{year}-{subject.dossier_stem}-"
    return next(code for n in count(1) if (code := f"{stem}{n}") not in taken)


def _require_new(ws: Workspace, fault: Shortcoming, known: tuple[Shortcoming, ...]) -> None:
    if not fault.text:
        raise RulesBrokenError("Hạn chế, khuyết điểm phải có nội dung (--text).")
    if ws.catalogue.shortcoming(fault.code):
        raise RulesBrokenError(f"Mã «{fault.code}» đã dùng. Hãy đặt mã khác.", where=fault.code)
    twin = next((one for one in known if text.squeeze(one.text) == fault.text), None)
    if twin:
        raise RulesBrokenError(
            f"Khuyết điểm này đã có trong sổ năm {twin.year}, mã {twin.code}.", where=twin.code
        )


def require_source(ws: Workspace, fault: Shortcoming) -> None:
    """Raise unless a conclusion names its authority and document, and the archive has that document."""
    if fault.source is Source.CONCLUSION and not (fault.authority and fault.document):
        raise RulesBrokenError(
            f"{fault.code}: kết luận của cấp có thẩm quyền phải nêu cơ quan kết luận (--authority) và "
            "số văn bản hoặc mã văn bản trong kho (--document).",
            where=fault.code,
        )
    if papers_kept.looks_like(fault.document):
        papers_kept.require(ws, fault.document)
