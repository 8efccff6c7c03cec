"""PDF/A (ISO 19005): what a file claims to be, and what contradicts the claim.

This reads the marks that a check by eye looks for first. It is no validator: a file without a problem
here may still break a clause; a file with one is not fit for the archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from hoso.errors import Outcome, Problem
from hoso.pdf._fonts import fonts
from hoso.pdf._open import open_pdf, reader_of, reading, value_of

# ISO 19005-2, 6.6.4: the claim stands in the XMP packet, as element or as attribute.
_PART = re.compile(r"pdfaid:part\s*(?:>|=\s*[\"'])\s*(\d)")
_LEVEL = re.compile(r"pdfaid:conformance\s*(?:>|=\s*[\"'])\s*([ABU])", re.IGNORECASE)
_ACTIVE = ("/JavaScript", "/Launch", "/ImportData", "/ResetForm", "/Sound", "/Movie")
_RGB_OR_GRAY = (1, 3)  # channels of an output intent


@dataclass(frozen=True, slots=True)
class PdfA:
    """The claim: part 1–4 and level of conformance `A`, `B`, `U` (part 4 may have none)."""

    part: int
    level: str

    def __str__(self) -> str:
        """Return it as people write it: PDF/A-2b."""
        return f"PDF/A-{self.part}{self.level.lower()}"


def claim(data: bytes, name: str) -> PdfA | None:
    """Return what PDF/A the file claims to be, None when it claims nothing.

    Raise UnreadableFileError for a damaged or encrypted file.
    """
    reader = open_pdf(data, name)
    with reading(name):
        return _claim(reader)


def archival(data: bytes, name: str = "tệp PDF") -> tuple[Problem, ...]:
    """Return what speaks against keeping the file as PDF/A (P001–P007); empty when nothing does.

    Raise UnreadableFileError for what is no PDF or is damaged.
    """
    with reading(name):
        reader = reader_of(data, name)
        if reader.is_encrypted:
            return (_problem("P004", name, "có mật khẩu hoặc hạn chế in, sao chép"),)
        marks = [*_marks(reader, name), *_actions(reader, name)]
    loose = sorted({font.name for font in fonts(data, name) if not font.embedded})
    if loose:
        said = f"không mang theo phông chữ {', '.join(loose)}; máy khác sẽ hiện chữ khác"
        marks.append(_problem("P003", name, said))
    return tuple(sorted(marks, key=lambda one: one.code))


def has_rgb_intent(reader: PdfReader) -> bool:
    """Return whether an RGB or gray output intent (or none) stands behind the colours."""
    profiles = [one.get("/DestOutputProfile") for one in _intents(reader)]
    channels = [one.get_object().get("/N") for one in profiles if one is not None]
    return all(number in _RGB_OR_GRAY for number in channels)


def _claim(reader: PdfReader) -> PdfA | None:
    stream = value_of(reader.root_object, "/Metadata")
    if not isinstance(stream, StreamObject):
        return None
    data = stream.get_data()
    words = data.decode("utf-16" if b"\x00" in data[:8] else "utf-8", "replace")
    part, level = _PART.search(words), _LEVEL.search(words)
    return PdfA(int(part[1]), level[1].upper() if level else "") if part else None


def _marks(reader: PdfReader, name: str) -> Iterator[Problem]:
    if _claim(reader) is None:
        yield _problem("P001", name, "không phải PDF/A (không có khai báo pdfaid)")
    if not any(value_of(one, "/S") == "/GTS_PDFA1" for one in _intents(reader)):
        said = "không có output intent; màu có thể khác trên máy khác"
        yield _problem("P002", name, said, Outcome.UNCHECKED)
    if "/ID" not in reader.trailer:
        yield _problem("P006", name, "không có mã nhận dạng tệp (/ID)")


def _actions(reader: PdfReader, name: str) -> Iterator[Problem]:
    root = reader.root_object
    names = value_of(root, "/Names") or DictionaryObject()
    opening = value_of(root, "/OpenAction")
    kind = value_of(opening, "/S") if isinstance(opening, DictionaryObject) else None
    if "/JavaScript" in names or "/AA" in root or kind in _ACTIVE:
        yield _problem("P005", name, "chứa mã hoặc lệnh tự chạy")
    if "/EmbeddedFiles" in names:
        said = "mang theo tệp đính kèm; PDF/A-1 cấm, PDF/A-2 chỉ cho tệp PDF/A"
        yield _problem("P007", name, said, Outcome.UNCHECKED)


def _intents(reader: PdfReader) -> list[Any]:
    return [one.get_object() for one in value_of(reader.root_object, "/OutputIntents") or ()]


def _problem(code: str, name: str, said: str, outcome: Outcome = Outcome.BROKEN) -> Problem:
    return Problem(
        code=code, where=name, message=f"{name}: {said}.", outcome=outcome, reference="ISO 19005-2"
    )
