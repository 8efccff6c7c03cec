"""Reports in words: Word files (their tables, too) and plain text."""

from __future__ import annotations

import codecs
from pathlib import Path

from hoso import proofing, text, word
from hoso.errors import UnreadableFileError
from hoso.proofing import Cell, Grid, Narrative, Paragraph
from hoso.services.inbox import Incoming
from hoso.services.proofreading._workbook import Found
from hoso.word import StoryTable

_ENCODINGS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_word(path: Path, data: bytes) -> tuple[Narrative, list[Found]]:
    """Return what a Word file tells in words, and its tables; raise UnreadableFileError.

    Files of other programs are read through LibreOffice: MissingProgramError without it.
    """
    story = word.story(Incoming(path=str(path), data=data).docx, path.name)
    paragraphs = [Paragraph(place=f"đoạn {number}", text=said) for number, said in story.paragraphs]
    found = [one for table in story.tables for one in proofing.tables(_grid(table))]
    return proofing.narrative(paragraphs), found


def _grid(table: StoryTable) -> Grid:
    rows = tuple(
        tuple(
            Cell(said, f"bảng {table.number}, hàng {row}, cột {column}")
            for column, said in enumerate(cells, start=1)
        )
        for row, cells in enumerate(table.rows, start=1)
    )
    title = text.squeeze(table.caption) or "không tên"
    return Grid(f"Bảng {table.number} «{title[:80]}»", rows, table.merged)


def read_plain(path: Path, data: bytes) -> Narrative:
    """Return what a text file tells; raise UnreadableFileError unless it is UTF-8 or UTF-16."""
    encoding = next((name for mark, name in _ENCODINGS if data.startswith(mark)), "utf-8-sig")
    try:
        said = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            f"{path.name}: không phải chữ UTF-8. Hãy lưu lại bằng mã UTF-8.", where=str(path)
        ) from error
    lines = text.without_forbidden(said).splitlines()
    return proofing.narrative(
        [
            Paragraph(place=f"dòng {number}", text=line)
            for number, line in enumerate(lines, start=1)
            if line.strip()
        ]
    )
