"""LibreOffice: other formats made .docx, .xlsx or PDF/A-2b; tesseract: scans read. Runs programs alone.

One process a batch, with a profile of its own that is thrown away afterwards: macros never run, linked
files are not fetched, the network is out of reach. What hangs is ended together with its children.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hoso.errors import Problem, UnreadableFileError
from hoso.office import _find
from hoso.office._ocr import Ocr, find_ocr
from hoso.office._run import Run
from hoso.office._sample import sample
from hoso.office._stand_ins import has_equal_widths, key, package, stand_ins

__all__ = [
    "DOCX",
    "PDF_A",
    "XLSX",
    "Converted",
    "Ocr",
    "Office",
    "find",
    "find_ocr",
    "has_equal_widths",
    "key",
    "package",
    "sample",
    "stand_ins",
]

# 2 = PDF/A-2b (LibreOffice help, "PDF Export Command Line Parameters").
PDF_A = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}'
DOCX = "docx:MS Word 2007 XML"
XLSX = "xlsx:Calc MS Excel 2007 XML"
# The first bytes of what LibreOffice may be given; it guesses formats, we do not.
_MAGIC = {
    ".docx": (b"PK\x03\x04",),
    ".odt": (b"PK\x03\x04",),
    ".doc": (b"\xd0\xcf\x11\xe0", b"{\\rtf"),  # Word itself saves RTF under the name .doc
    ".rtf": (b"{\\rtf",),
    ".xls": (b"\xd0\xcf\x11\xe0",),
}
_ENCRYPTED_OOXML = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
_BATCH = 400  # files a process: a command line of Windows takes 32,767 letters


def _no_tick() -> None:
    """Tell nobody."""


def find(given: Path | None = None) -> Office:
    """Return LibreOffice at `given` (the path in `hoso.toml`), else where it is usually installed.

    Raise MissingProgramError when it is not there.
    """
    return Office(_find.program(given))


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """What a batch gave: name → bytes, and a problem for each file that did not come."""

    made: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """LibreOffice as installed here; `replacements` are font families that stand in for others.

    `patience` is the number of seconds in which one more file must be done, else the program hangs.
    """

    program: Path
    replacements: Mapping[str, str] = field(default_factory=dict)
    patience: float = 120

    def to_docx(self, data: bytes, name: str) -> bytes:
        """Return the .doc, .odt or .rtf file `data` as .docx; raise UnreadableFileError."""
        done = self.convert({name: data}, DOCX)
        if problem := next(iter(done.problems), None):
            raise UnreadableFileError(problem.message, where=name, problems=done.problems)
        return done.made[name]

    def to_pdf(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return name → PDF/A-2b for every Word file that could be converted, in one process.

        A name that is missing in the answer failed; `convert` says why.
        """
        return dict(self.convert(files, PDF_A).made)

    def convert(
        self, files: Mapping[str, bytes], target: str, tick: Callable[[], None] = _no_tick
    ) -> Converted:
        """Convert all `files` (name → bytes) into `target`, an argument of `--convert-to`.

        A file that is damaged, asks for a password, crashes or hangs the program is named in the
        problems, and the others still come. `tick` is called for each file made.
        """
        refused = {name: why for name, data in files.items() if (why := _unfit(name, data))}
        good = [name for name in files if name not in refused]
        made: dict[str, bytes] = {}
        for start in range(0, len(good), _BATCH):
            batch = {name: files[name] for name in good[start : start + _BATCH]}
            with tempfile.TemporaryDirectory(prefix="hoso-", ignore_cleanup_errors=True) as folder:
                run = Run(
                    self.program, self.replacements, self.patience, Path(folder), target, tick
                )
                made |= run.convert(batch)
                refused |= run.failed
        problems = tuple(_problem(name, refused[name]) for name in files if name in refused)
        return Converted(made=made, problems=problems)


def _problem(name: str, why: str) -> Problem:
    return Problem(code="O001", where=name, message=f"{name}: {why}")


def _unfit(name: str, data: bytes) -> str:
    """Return why LibreOffice should not be given this file, "" when it may."""
    magic = _MAGIC.get(Path(name).suffix.lower())
    if magic is None:
        return "chỉ nhận .docx, .doc, .odt và .rtf. Hãy lưu lại theo một trong các dạng đó."
    if _ENCRYPTED_OOXML in data:
        return "tệp có mật khẩu. Hãy mở bằng Word, bỏ mật khẩu, lưu lại rồi làm lại."
    if not data.startswith(magic):
        return "nội dung không đúng với đuôi tệp. Hãy mở bằng Word và lưu lại."
    return ""
