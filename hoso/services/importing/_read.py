"""What an old file says: its paragraphs, its text in Unicode, and the copy that holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from hoso import legacy, office, pdf, text, word
from hoso.errors import MissingProgramError, UnreadableFileError
from hoso.legacy import Encoding
from hoso.services.importing._files import OFFICE, PICTURES
from hoso.services.importing._paragraphs import of_lines, of_outline
from hoso.services.importing._sections import Para

COPY: Final = "chuyen_doi.docx"  # in Unicode, of a file in another format or encoding
TABLE: Final = "chuyen_doi.xlsx"  # of a register in the old Excel format
TEXT: Final = "noi_dung.txt"  # what a scan or a file in an old encoding says
NO_TEXT: Final = "chưa có chữ"
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")  # byte-order marks of UTF-16
_FEWEST: Final = 20  # letters of a page, below which it is a picture with a stamp
_FOREIGN: Final = 0.5  # share of words that look Vietnamese


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Nội dung một tệp: paragraphs and text; files made from it; what a person should know."""

    paragraphs: tuple[Para, ...]
    text: str
    made: Mapping[str, bytes]
    remarks: tuple[str, ...] = ()
    by_eye: bool = False  # read off pictures: any letter may be wrong

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the text line by line, without blank lines."""
        return tuple(line for one in self.text.split("\n") if (line := one.strip()))


@dataclass(slots=True)
class Readers:
    """The programs at hand, looked for when the first scan comes."""

    _looked: bool = False
    _ocr: office.Ocr | None = None
    why: str = ""  # why scans cannot be read

    @property
    def ocr(self) -> office.Ocr | None:
        """Return tesseract, None where it is not installed."""
        if not self._looked:
            self._looked = True
            try:
                self._ocr = office.find_ocr()
            except (MissingProgramError, UnreadableFileError) as error:
                self.why = error.message
        return self._ocr


def read(name: str, data: bytes, kind: str, readers: Readers) -> Contents:
    """Return what a file says; `data` is .docx already where `kind` is an office format.

    Raise UnreadableFileError for a file that is damaged or locked.
    """
    if kind == ".docx" or kind in OFFICE:
        found = _word(name, data, converted=kind != ".docx")
    elif kind == ".pdf":
        found = _pdf(name, data, readers)
    elif kind in PICTURES:
        found = _scanned(name, (data,), readers, ())
    else:
        found = _plain(name, data)
    if found.text and legacy.syllables(found.text) < _FOREIGN:
        words = "phần lớn chữ không phải tiếng Việt; chưa đọc được các phần theo mẫu"
        found = replace(found, remarks=(*found.remarks, words))
    return found


def _word(name: str, data: bytes, *, converted: bool) -> Contents:
    changed = word.modernise(data, name)
    held = changed.data if changed else data
    made = {COPY: held} if changed or converted else {}
    remarks = _encoding_remarks(changed.encodings if changed else ())
    said = word.text_of(held, name)
    if not said.strip():
        remarks += (f"{NO_TEXT}: văn bản trống hoặc chỉ có ảnh",)
    return Contents(
        paragraphs=of_outline(word.outline(held, name)), text=said, made=made, remarks=remarks
    )


def _encoding_remarks(found: Sequence[Encoding]) -> tuple[str, ...]:
    if not found:
        return ()
    return (f"bảng mã cũ {', '.join(found)}, đã chuyển sang Unicode trong bản sao",)


def _pdf(name: str, data: bytes, readers: Readers) -> Contents:
    read_off = pdf.page_texts(data, name)
    if sum(len(page) for page in read_off.pages) < _FEWEST * len(read_off.pages):
        return _scan(name, data, readers)
    said, guessed = legacy.modern("\n".join(read_off.pages))
    encodings = (*read_off.encodings, *([guessed] if guessed else []))
    made = {TEXT: said.encode("utf-8")} if encodings else {}
    remarks = _encoding_remarks(tuple(dict.fromkeys(encodings)))
    empty = [str(at) for at, page in enumerate(read_off.pages, 1) if len(page) < _FEWEST]
    if empty:
        remarks += (f"trang {', '.join(empty)} {NO_TEXT}",)
    return Contents(paragraphs=of_lines(said.split("\n")), text=said, made=made, remarks=remarks)


def _scan(name: str, data: bytes, readers: Readers) -> Contents:
    if readers.ocr is None:
        return _scanned(name, (), readers, ())
    pictures = readers.ocr.paint(data, name) or pdf.page_pictures(data, name)
    return _scanned(name, pictures, readers, ())


def _scanned(
    name: str, pictures: Sequence[bytes], readers: Readers, remarks: tuple[str, ...]
) -> Contents:
    """Return what can be read off pictures; without words it is kept all the same, and said so."""
    if readers.ocr is None:
        return _without_text((*remarks, f"{NO_TEXT}: bản quét. {readers.why}"))
    try:
        said = text.without_forbidden(text.nfc(readers.ocr.read(pictures, name)))
    except UnreadableFileError as error:
        return _without_text((*remarks, f"{NO_TEXT}: {error.message}"))
    if not said.strip():
        return _without_text((*remarks, f"{NO_TEXT}: bản quét không đọc được chữ nào"))
    words = "chữ đọc từ ảnh bằng máy, có thể sai từng chữ: hãy soát với bản gốc"
    return Contents(
        paragraphs=of_lines(said.split("\n")),
        text=said,
        made={TEXT: said.encode("utf-8")},
        remarks=(*remarks, words),
        by_eye=True,
    )


def _without_text(remarks: tuple[str, ...]) -> Contents:
    return Contents(paragraphs=(), text="", made={}, remarks=remarks)


def _plain(name: str, data: bytes) -> Contents:
    said, remarks = _decoded(name, data)
    clean = text.without_forbidden(text.nfc(said.replace("\r\n", "\n").replace("\r", "\n")))
    if not clean.strip():
        raise UnreadableFileError(f"{name}: tệp không có chữ nào.", where=name)
    return Contents(
        paragraphs=of_lines(clean.split("\n")),
        text=clean,
        made={TEXT: clean.encode("utf-8")},
        remarks=remarks,
    )


def _decoded(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the letters of a text file: Unicode, else an old encoding that its words are in."""
    try:
        return data.decode("utf-16" if data.startswith(_MARKS) else "utf-8-sig"), ()
    except UnicodeDecodeError:
        said, found = legacy.modern(data.decode("latin-1"))
    if found:
        return said, _encoding_remarks((found,))
    windows = text.nfc(data.decode("cp1258", "replace"))
    if "\N{REPLACEMENT CHARACTER}" in windows or legacy.syllables(windows) < _FOREIGN:
        raise UnreadableFileError(
            f"{name}: không biết bảng mã của tệp chữ này. Hãy mở và lưu lại dạng UTF-8.", where=name
        )
    return windows, ("bảng mã Windows-1258, đã chuyển sang Unicode",)
