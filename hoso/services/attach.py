"""Papers that come from elsewhere, signed scans (which lock), and taking a paper back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hoso import pdf, profiles, text, word
from hoso.errors import LockedError, NotFoundError, QuestionError, UnreadableFileError
from hoso.model import base
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.services import inbox, numbers
from hoso.services.numbers import Bearing, Printed
from hoso.services.subjects import review_card, whose
from hoso.workspace import Act, DossierEdit, Workspace

_ENDINGS = (".docx", ".pdf")
_SIGNED = "Bản ký"


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
    printed: Printed = field(default_factory=Printed)  # what number and issuer it bears


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
    body, person = whose(ws, paper.org, paper.person, act.on)
    edit = ws.edit(review_card(ws, person or body, paper.year, act.on))
    made = _signed(edit, paper) if paper.signed else _added(edit, paper, act.on)
    bears = numbers.read_foreign(
        ws, paper.printed, body, made.day or act.on, but=f"{edit.card.code}/{made.number}"
    )
    if paper.signed:
        _require_same_number(made, bears, act)
    name = "ban_ky" if paper.signed else "goc"
    remarks = _remarks(paper, data, made.remarks)
    pages = pdf.pages_of(data, paper.path.name) if _is_pdf(paper) else made.pages
    made = base.replaced(made, **bears.fields, remarks=remarks, pages=pages)
    document = edit.put_document(made, {f"{name}{paper.path.suffix.lower()}": data})
    committed = ws.commit([edit], act, f"đưa {paper.path.name} vào hồ sơ")
    return Attached(
        dossier=edit.card.code,
        document=document,
        warnings=(*warnings, *_undated(paper, act.on), *bears.warnings),
        hints=committed.hints,
    )


def _read(path: Path) -> tuple[bytes, tuple[str, ...]]:
    ending = path.suffix.lower()
    if ending not in _ENDINGS:
        raise UnreadableFileError(
            f"{path.name}: chỉ nhận .docx và .pdf. Hãy lưu lại theo một trong hai dạng đó.",
            where=str(path),
        )
    data = inbox.read(path)
    warnings = _outside(path, data)
    text_of = word.text_of if ending == ".docx" else pdf.text_of
    if not text_of(data, path.name).strip():
        warnings += (f"{path.name} chưa có chữ (bản quét): tra cứu chỉ thấy theo tiêu đề.",)
    return data, warnings


def _outside(path: Path, data: bytes) -> tuple[str, ...]:
    """Return what a Word file shows but does not hold, which the archive will not have either."""
    if path.suffix.lower() != ".docx":
        return ()
    found = word.open_package(data, path.name).outside
    return tuple(f"{path.name}: {one}; kho không giữ được phần này." for one in found)


def _is_pdf(paper: Paper) -> bool:
    return paper.path.suffix.lower() == ".pdf"


def _remarks(paper: Paper, data: bytes, earlier: Sequence[str]) -> tuple[str, ...]:
    """Return what the provenance says of a PDF: its pages, and whether it carries text.

    Remarks on an earlier signed copy give way to those on this one.
    """
    kept = [one for one in earlier if not one.startswith(_SIGNED)]
    if _is_pdf(paper):
        words = "" if pdf.text_of(data, paper.path.name) else ", chưa có chữ"
        said = f"{pdf.pages_of(data, paper.path.name)} trang{words}"
        kept.append(f"{_SIGNED if paper.signed else 'Tệp PDF'}: {said}")
    return tuple(kept)


def _signed(edit: DossierEdit, paper: Paper) -> Provenance:
    """Return the document that a signed copy belongs to, as signed; raise when it is not certain."""
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
    name = text.nfc(paper.path.name)
    day = paper.printed.issued or same[0].day
    return base.replaced(same[0], status=DocumentStatus.SIGNED, source_name=name, day=day)


def _require_same_number(made: Provenance, bears: Bearing, act: Act) -> None:
    """Raise QuestionError when the signed copy bears another number than its document was given."""
    symbol = bears.fields.get("symbol", "")
    if symbol and made.symbol and symbol != made.symbol and not act.why:
        raise QuestionError(
            f"Bản ký mang số {symbol}, còn văn bản đã lập mang số {made.symbol}. Hãy xem lại; nếu "
            "bản ký đúng, nêu lý do ở --why.",
            where=made.number,
        )


def _undated(paper: Paper, on: date) -> Iterator[str]:
    if paper.printed.symbol and not paper.printed.issued and not paper.signed:
        yield f"Chưa nêu --issued: ghi ngày văn bản là {text.short_date(on)}."


def _added(edit: DossierEdit, paper: Paper, on: date) -> Provenance:
    name = text.nfc(paper.path.name)
    day = paper.printed.issued or on
    return Provenance(
        number=edit.next_number(),
        kind=paper.kind,
        title=paper.title or name,
        day=day,
        status=DocumentStatus.IMPORTED,
        layout=profiles.layout(day).code,
        source_name=name,
    )


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
