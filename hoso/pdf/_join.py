"""One file of a whole dossier: bookmarks, page numbers, a list of contents, metadata.

The result claims PDF/A-2b again only when every part claimed PDF/A-1 or -2 and nothing spoke against
it: pypdf leaves out the parts' own claims and output intents, so one of each is put back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject

from hoso import text
from hoso.errors import Problem
from hoso.pdf import _contents
from hoso.pdf._about import About, describe
from hoso.pdf._archival import PdfA, archival, claim, has_rgb_intent
from hoso.pdf._letters import lend_colours, lend_letters
from hoso.pdf._open import open_pdf, reading
from hoso.pdf._stamp import number_pages

_JOINABLE = (1, 2)  # parts of ISO 19005 whose pages may stand in a PDF/A-2b file
_KEPT = PdfA(2, "B")
_UNFIT = "P010"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One paper of the dossier: the title of its bookmark, the bytes, what messages call it."""

    title: str
    data: bytes
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The file, where each part starts (1-based page), and what to know about it."""

    data: bytes
    starts: tuple[int, ...]
    pages: int
    kept: PdfA | None  # what the file claims to be
    problems: tuple[Problem, ...]


def join(parts: Sequence[Part], about: About, *, contents: Sequence[str] = ()) -> Joined:
    """Return the parts as one file; the same input gives the same bytes.

    `contents` are the headings of a list of contents that goes before them; none, no list. Raise
    UnreadableFileError naming the part that is damaged or needs a password.
    """
    writer = PdfWriter()
    letters = lend_letters(writer)
    problems = [problem for part in parts for problem in _problems(part)]
    titles = [text.squeeze(part.title) for part in parts]
    lists = _contents.paged(titles, letters.regular) if contents else []
    starts = list(_append(writer, parts, titles, len(lists)))
    _contents.draw(writer, letters, contents, lists, starts)
    number_pages(writer, letters.regular)
    kept = None if any(problem.code == _UNFIT for problem in problems) else _KEPT
    if kept:
        lend_colours(writer)
    describe(writer, about, kept)
    return Joined(
        data=_written(writer, parts, about),
        starts=tuple(page + 1 for page in starts),
        pages=len(writer.pages),
        kept=kept,
        problems=tuple(problems),
    )


def _append(
    writer: PdfWriter, parts: Sequence[Part], titles: Sequence[str], before: int
) -> Iterator[int]:
    """Append every part under its bookmark; yield where each starts, after `before` other pages."""
    for part, title in zip(parts, titles, strict=True):
        start = len(writer.pages)
        with reading(part.name):
            writer.append(open_pdf(part.data, part.name), title, import_outline=False)
        yield before + start


def _problems(part: Part) -> Iterator[Problem]:
    """Yield what the reader of the joined file should know of this part."""
    reader = open_pdf(part.data, part.name)
    found, claimed = archival(part.data, part.name), claim(part.data, part.name)
    with reading(part.name):
        fit = claimed is not None and claimed.part in _JOINABLE and has_rgb_intent(reader)
        signed = _is_signed(reader)
    if found or not fit:
        reason = found[0].message if found else f"{part.name}: {claimed} hoặc màu in riêng."
        yield Problem(
            code=_UNFIT,
            where=part.name,
            message=f"{reason} Vì thế tệp gộp chỉ để in và đọc, không phải PDF/A.",
            warning=True,
        )
    if signed:
        yield Problem(
            code="P011",
            where=part.name,
            message=f"{part.name} có chữ ký số; chữ ký chỉ kiểm được trên tệp gốc trong kho, "
            "không kiểm được trên tệp gộp.",
            warning=True,
        )


def _is_signed(reader: PdfReader) -> bool:
    return any(field.get("/FT") == "/Sig" for field in (reader.get_fields() or {}).values())


def _written(writer: PdfWriter, parts: Sequence[Part], about: About) -> bytes:
    """Return the bytes; the identifier of the file comes from what went in, not from chance."""
    mark = hashlib.sha256(repr(about).encode("utf-8"))
    for part in parts:
        mark.update(hashlib.sha256(part.data).digest())
    mark_bytes = ByteStringObject(mark.digest()[:16])
    writer._ID = ArrayObject([mark_bytes, mark_bytes])  # noqa: SLF001 - pypdf only offers a random one
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
