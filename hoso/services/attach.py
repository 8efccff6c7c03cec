"""Papers that come from elsewhere, signed scans (which lock), and taking a paper back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hoso import pdf, profiles, text, word
from hoso.errors import LockedError, NotFoundError, QuestionError, UnreadableFileError
from hoso.model import base
from hoso.model.dossier import DocumentStatus, DossierCard, Provenance
from hoso.services import inbox
from hoso.services.subjects import body, body_of, collective_card, person, person_card, top
from hoso.workspace import Act, DossierEdit, Workspace

_READERS = {".docx": word.text_of, ".pdf": pdf.text_of}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A file to be attached: whose, of which year, which kind, and whether it is the signed copy."""

    path: Path
    kind: str
    year: int
    org: str | None = None
    person: str | None = None
    title: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """Where a paper lies now, and what to know about it."""

    dossier: str
    document: str
    warnings: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def attach(ws: Workspace, paper: Paper, act: Act) -> Attached:
    """Archive a paper byte for byte; a signed copy goes to its document and locks it."""
    data, warnings = _read(paper.path)
    edit = ws.edit(_card(ws, paper, act.on))
    document = _sign(edit, paper, data) if paper.signed else _add(edit, paper, data, act.on)
    committed = ws.commit([edit], act, f"đưa {paper.path.name} vào hồ sơ")
    return Attached(
        dossier=edit.card.code, document=document, warnings=warnings, hints=committed.hints
    )


def _read(path: Path) -> tuple[bytes, tuple[str, ...]]:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableFileError(
            f"{path.name}: chỉ nhận .docx và .pdf. Hãy lưu lại theo một trong hai dạng đó.",
            where=str(path),
        )
    data = inbox.read(path)
    warnings = _outside(path, data)
    if not reader(data, path.name).strip():
        warnings += (f"{path.name} chưa có chữ (bản quét): tra cứu chỉ thấy theo tiêu đề.",)
    return data, warnings


def _outside(path: Path, data: bytes) -> tuple[str, ...]:
    """Return what a Word file shows but does not hold, which the archive will not have either."""
    if path.suffix.lower() != ".docx":
        return ()
    found = word.open_package(data, path.name).outside
    return tuple(f"{path.name}: {one}; kho không giữ được phần này." for one in found)


def _card(ws: Workspace, paper: Paper, on: date) -> DossierCard:
    if paper.person is None:
        return collective_card(body(ws, paper.org, on) if paper.org else top(ws, on), paper.year)
    whose = person(ws, paper.person, on)
    home = ws.catalogue.organisation(whose.state.organisation)
    kind = body_of(ws, home, on).state.kind if home else "chi_bo"
    return person_card(whose, kind, paper.year)


def _sign(edit: DossierEdit, paper: Paper, data: bytes) -> str:
    same = [
        d
        for d in edit.documents
        if d.kind == paper.kind and d.status is not DocumentStatus.WITHDRAWN
    ]
    if len(same) != 1:
        raise QuestionError(
            f"Hồ sơ {edit.card.code} có {len(same)} văn bản loại «{paper.kind}» nên không biết bản "
            "ký này của văn bản nào. Hãy xem «hoso show», hoặc nộp không kèm --signed.",
            where=edit.card.code,
        )
    signed = base.replaced(
        same[0], status=DocumentStatus.SIGNED, source_name=text.nfc(paper.path.name)
    )
    return edit.put_document(signed, {f"ban_ky{paper.path.suffix.lower()}": data})


def _add(edit: DossierEdit, paper: Paper, data: bytes, on: date) -> str:
    name = text.nfc(paper.path.name)
    provenance = Provenance(
        number=edit.next_number(),
        kind=paper.kind,
        title=paper.title or name,
        day=on,
        status=DocumentStatus.IMPORTED,
        layout=profiles.layout(on).code,
        source_name=name,
    )
    return edit.put_document(provenance, {f"goc{paper.path.suffix.lower()}": data})


def withdraw(ws: Workspace, document: str, act: Act) -> Attached:
    """Mark a document as taken back; its files and earlier versions stay. A reason is required."""
    if not act.why:
        raise QuestionError("Rút văn bản phải có lý do: hãy thêm --why.", where=document)
    dossier, _, number = document.rpartition("/")
    row = ws.catalogue.dossier(dossier)
    edit = ws.edit(row.card) if row else None
    found = edit.document(number) if edit else None
    if edit is None or found is None:
        raise NotFoundError(
            f"Không có văn bản «{document}». Mã có dạng tt-chi-bo-2025/0003; xem «hoso show».",
            where=document,
        )
    edit.put_document(base.replaced(found, status=DocumentStatus.WITHDRAWN), {})
    committed = ws.commit([edit], act, f"rút văn bản {document}")
    return Attached(dossier=dossier, document=document, hints=committed.hints)


def require_unlocked(found: Provenance | None, act: Act, name: str) -> None:
    """Raise LockedError when a signed document would change without a stated reason."""
    if found and found.status is DocumentStatus.SIGNED and not act.why:
        raise LockedError(
            f"{name} đã có bản ký nên đã khóa. Nếu phải lập lại, hãy nêu lý do ở --why; bản ký "
            "vẫn được giữ.",
            where=name,
        )
