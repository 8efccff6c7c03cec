"""Reading a CSV file strictly: its encoding, its separator, its line numbers.

UTF-8 with or without a byte-order mark is read as it is; UTF-16 with its mark is read with a
warning. Every other encoding (CP1258, TCVN3 …) is refused: its letters could only be guessed.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from hoso.spreadsheet._grid import Cell, Grid, Ledger, Row
from hoso.spreadsheet._open import read_bytes, refused

_FORMULA = ("=", "+", "-", "@")
_SEPARATORS = ",;\t"
_LARGEST = 64 * 2**20


def open_csv(path: Path, ledger: Ledger) -> Grid:
    """Return the rows of a CSV file; raise UnreadableFileError when it is not one."""
    content = _decoded(path, read_bytes(path), ledger)
    if not content.strip():
        raise refused(path, "tệp rỗng.")
    first, _, rest = content.partition("\n")
    skipped = 0
    if first.strip().lower().startswith("sep="):  # Excel's own note on the separator
        first, content, skipped = rest.partition("\n")[0], rest, 1
    separator = max(_SEPARATORS, key=first.count)
    return Grid(path.name, "", _rows(path, content, separator, skipped))


def _decoded(path: Path, data: bytes, ledger: Ledger) -> str:
    if len(data) > _LARGEST:
        raise refused(path, "tệp quá lớn so với một bảng. Hãy chia thành nhiều tệp nhỏ hơn.")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
        ledger.warn("X108", Grid(path.name, "", ()), "Tệp ghi bằng UTF-16; đã đọc theo UTF-16.")
    else:
        encoding = "utf-8-sig"
    try:
        content = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise refused(
            path,
            f"dòng {line} không phải chữ UTF-8. Hãy mở bằng Excel và lưu thành "
            "«CSV UTF-8 (Comma delimited)», hoặc lưu thành .xlsx.",
        ) from error
    if "\0" in content:
        raise refused(
            path, "không phải tệp CSV (có byte 0). Hãy lưu lại thành CSV UTF-8 hoặc .xlsx."
        )
    return content


def _rows(path: Path, content: str, separator: str, skipped: int) -> tuple[Row, ...]:
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    line = 1
    try:
        for values in reader:
            number = line + skipped
            cells = tuple(
                Cell(value, number, column) for column, value in enumerate(values, start=1)
            )
            rows.append(Row(number, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise refused(
            path,
            f"dòng {line + skipped} có dấu ngoặc kép mở mà không đóng đúng, nên không biết ô kết "
            "thúc ở đâu. Hãy sửa dấu ngoặc kép hoặc lưu lại từ Excel.",
        ) from error
    return tuple(rows)


def csv_bytes(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table that Excel opens by a double click: UTF-8 with its mark, every cell quoted.

    A text that Excel would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    for row in (heads, *rows):
        writer.writerow([_safe(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _safe(value: object) -> str:
    said = "" if value is None else str(value)
    return f"'{said}" if said.startswith(_FORMULA) and not _is_number(said) else said


def _is_number(said: str) -> bool:
    try:
        float(said)
    except ValueError:
        return False
    return True
