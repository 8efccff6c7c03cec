"""A whole dossier as one PDF: every document in its order, signed scans as they are."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import hoso
from hoso import pdf
from hoso.errors import NotFoundError, Problem, RowsRefusedError, UnreadableFileError
from hoso.model.dossier import DocumentStatus, DossierSnapshot, Provenance
from hoso.model.watch import Tick, unwatched
from hoso.services import outbox, versions
from hoso.services.printing._copies import Wish, program
from hoso.services.printing._press import Pressed, press
from hoso.workspace import Workspace

# The file that is printed for a document: the signed copy, else its newest text.
_FILES = (
    "ban_ky.pdf",
    "ban_ky.docx",
    "nhan_lai.docx",
    "van_ban.docx",
    "goc.pdf",
    "goc.docx",
    "chuyen_doi.docx",  # of an old paper in a format that is not printed
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPart:
    """One document in the file: its code, title and first page (from 1)."""

    document: str
    title: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The file made of a dossier; `left_out` is (document, why)."""

    path: Path
    dossier: str
    version: int
    pages: int
    kept: str  # PDF/A-2b, or "" when some part stands against it
    parts: tuple[PrintedPart, ...]
    left_out: tuple[tuple[str, str], ...]
    notices: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Paper:
    """A document to be printed: what it is, and the file of it by its path in the archive."""

    provenance: Provenance
    code: str  # tt-chi-bo-2025/0003
    name: str  # tt-chi-bo-2025/0003/van_ban.docx
    data: bytes

    @property
    def title(self) -> str:
        """Return what its bookmark says."""
        found = self.provenance
        number = f" (số {found.symbol})" if found.symbol else ""
        signed = ", bản ký" if "/ban_ky." in self.name else ""
        return f"{found.title}{number}{signed}"


def print_dossier(ws: Workspace, code: str, wish: Wish, tick: Tick = unwatched) -> Printed:
    """Join the documents of the dossier `code` into one PDF with bookmarks, numbers and contents.

    Withdrawn documents and blank forms are left out and named. Raise RowsRefusedError naming what
    cannot be printed, unless `wish.accept_valid`; NotFoundError when nothing is left.
    """
    ready = ready_for(ws, code)
    return finish(ws, ready, pressed_of(ws, ready.papers, tick), wish)


@dataclass(frozen=True, slots=True)
class Ready:
    """A dossier whose papers have been read, to be pressed by themselves or with those of others."""

    snapshot: DossierSnapshot
    papers: Sequence[_Paper]
    left_out: Sequence[tuple[str, str]]

    @property
    def code(self) -> str:
        """Return the code of the dossier."""
        return self.snapshot.card.code


def ready_for(ws: Workspace, code: str) -> Ready:
    """Read the papers of a dossier; raise NotFoundError."""
    snapshot = versions.show(ws, code)
    papers, left_out = _papers(ws, snapshot)
    return Ready(snapshot, papers, left_out)


def finish(ws: Workspace, ready: Ready, pressed: Pressed, wish: Wish) -> Printed:
    """Join the pressed papers of one dossier and write the file; raise like `print_dossier`."""
    snapshot, papers = ready.snapshot, ready.papers
    code = ready.code
    failed = [
        (one.code, p.message) for one in papers for p in pressed.failed if p.where == one.name
    ]
    printable = _printable(snapshot, papers, pressed, wish)
    joined = _joined(ws, snapshot, printable, pressed)
    starts = zip(printable, joined.starts, strict=True)
    return Printed(
        path=_write(ws, code, joined.data, wish),
        dossier=code,
        version=snapshot.version,
        pages=joined.pages,
        kept=str(joined.kept or ""),
        parts=tuple(PrintedPart(document=p.code, title=p.title, page=page) for p, page in starts),
        left_out=(*ready.left_out, *failed),
        notices=(*pressed.notices, *joined.problems),
    )


def _joined(
    ws: Workspace, snapshot: DossierSnapshot, papers: Sequence[_Paper], pressed: Pressed
) -> pdf.Joined:
    """Join the papers; the same version of a dossier is dated the same."""
    card = snapshot.card
    body = ws.catalogue.organisation(card.organisation)
    about = pdf.About(
        title=card.title,
        author=body.states[-1].name if body else card.organisation,
        made=snapshot.created,
        subject=f"Hồ sơ {card.code}, phiên bản {snapshot.version}; bảo quản {card.retention}",
        keywords=(card.code, *card.keywords),
        program=f"hoso {hoso.__version__}",
    )
    parts = [pdf.Part(title=p.title, data=pressed.made[p.name], name=p.name) for p in papers]
    return pdf.join(parts, about, contents=("MỤC LỤC", card.title))


def _printable(
    snapshot: DossierSnapshot, papers: Sequence[_Paper], pressed: Pressed, wish: Wish
) -> list[_Paper]:
    """Return the papers that can be printed, or raise what stands against it."""
    code, failed = snapshot.card.code, pressed.failed
    if failed and not wish.accept_valid:
        raise RowsRefusedError(
            f"Hồ sơ {code} có {len(failed)} văn bản không in được nên chưa ghi gì. Hãy xem từng văn "
            "bản, hoặc thêm --accept-valid để in các văn bản còn lại.",
            where=code,
            problems=failed,
        )
    printable = [one for one in papers if one.name in pressed.made]
    if not printable:
        raise NotFoundError(f"Hồ sơ {code} chưa có văn bản nào in được.", where=code)
    return printable


def _papers(ws: Workspace, snapshot: DossierSnapshot) -> tuple[list[_Paper], list[tuple[str, str]]]:
    """Return what is to be printed in the order of the numbers, and what is left out with why."""
    papers: list[_Paper] = []
    left_out: list[tuple[str, str]] = []
    paths = {file.path for file in snapshot.files}
    for document in sorted(snapshot.documents, key=lambda one: one.number):
        code = f"{snapshot.card.code}/{document.number}"
        path = paper_of(document.number, paths)
        if why := _why_not(document, path):
            left_out.append((code, why))
            continue
        data = ws.archive.read(snapshot.object_id, path, snapshot.version)
        papers.append(_Paper(document, code, f"{snapshot.card.code}/{path}", data))
    return papers, left_out


def paper_of(number: str, paths: Container[str]) -> str:
    """Return the path of the file that people read of document `number`, "" when there is none."""
    return next((path for name in _FILES if (path := f"{number}/{name}") in paths), "")


def _why_not(document: Provenance, path: str) -> str:
    if document.status is DocumentStatus.WITHDRAWN:
        return "đã rút"
    if document.status is DocumentStatus.ISSUED and document.awaits_return:
        return "biểu mẫu trống, chưa nhận lại"
    return "" if path else "không có tệp Word hay PDF"


def pressed_of(ws: Workspace, papers: Sequence[_Paper], tick: Tick) -> Pressed:
    """Return every paper as PDF: scans as they are, Word files through LibreOffice."""
    scans = {one.name: one.data for one in papers if one.name.endswith(".pdf")}
    words = {one.name: one.data for one in papers if one.name not in scans}
    bad = [problem for name, data in scans.items() for problem in _unreadable(data, name)]
    made = {name: data for name, data in scans.items() if name not in {p.where for p in bad}}
    if not words:
        return Pressed(made=made, notices=(), failed=tuple(bad))
    pressed = press(program(ws), words, tick)
    return replace(pressed, made={**made, **pressed.made}, failed=(*bad, *pressed.failed))


def _unreadable(data: bytes, name: str) -> Iterator[Problem]:
    try:
        pdf.pages_of(data, name)
    except UnreadableFileError as error:
        yield Problem(code="I001", where=name, message=error.message)


def _write(ws: Workspace, code: str, data: bytes, wish: Wish) -> Path:
    target = wish.out or ws.root / "ban-in" / f"{code}.pdf"
    return outbox.write(target, data, same=pdf.shows_same, again=wish.again)
