"""Counting sheets hold totals only: a table that could tell who voted how is refused whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from hoso.errors import UnreadableFileError
from hoso.spreadsheet._grid import Cell, Grid, Row
from hoso.spreadsheet._headers import SEARCHED_ROWS, Header, key
from hoso.spreadsheet._open import refused
from hoso.spreadsheet._synonyms import BALLOT_BOXES

# Headings under which single ballots or voters stand; how many voters there were is no secret.
_VOTER = re.compile(
    r"(ho(va)?ten|ten)?(nguoi|dangvien|dongchi|capuyvien|uyvien|cutri)"
    r"(bo|ghi|danh|nop|viet)phieu.*|nguoi(bau|bieuquyet).*|cutri|phieucua.*|"
    r"(la)?(phieu|phieuso|laphieu|laphieuso)\d+"
)
_MARKS = frozenset("xv✓✔✗✘√")
_FEWEST_COLUMNS = 2


def refuse_voters(grid: Grid, path: Path) -> None:
    """Raise UnreadableFileError when the top of a sheet speaks of who voted."""
    for row in grid.rows[:SEARCHED_ROWS]:
        for place, cell in enumerate(row.filled):
            said = key(cell.text)
            beside = row.filled[place + 1 : place + 2]
            counted = beside and key(beside[0].text).isdigit()
            if _VOTER.fullmatch(said) and not counted:
                raise _refusal(grid, path, f"có «{cell.text.strip()}» ở {cell.place}")


def refuse_marks(header: Header, grid: Grid, path: Path) -> None:
    """Raise UnreadableFileError for ticks where totals should be, or for a column a ballot."""
    rows = [row for row in header.body if not header.cell(row, "full_name").is_blank]
    boxes = sorted({box for kind in BALLOT_BOXES.values() for box in kind})
    ticked = next((c for c in _cells(header, rows, boxes) if is_mark(c)), None)
    if ticked is not None:
        raise _refusal(grid, path, f"có dấu «{ticked.text.strip()}» ở {ticked.place}")
    columns = [label for label, place in header.unknown.items() if _is_ticked(place, rows)]
    if len(columns) >= _FEWEST_COLUMNS:
        listed = ", ".join(f"«{one}»" for one in columns[:3])
        raise _refusal(grid, path, f"có các cột đánh dấu từng phiếu: {listed}")


def is_mark(cell: Cell) -> bool:
    """Return whether a cell holds a tick and nothing else."""
    said = cell.text.strip().lower()
    return bool(said) and set(said) <= _MARKS


def _cells(header: Header, rows: Sequence[Row], names: Iterable[str]) -> Iterable[Cell]:
    known: Mapping[str, int] = header.columns
    return (header.cell(row, name) for row in rows for name in names if name in known)


def _is_ticked(place: int, rows: Sequence[Row]) -> bool:
    filled = [cell for row in rows if not (cell := row.at(place)).is_blank]
    return bool(filled) and all(is_mark(cell) for cell in filled)


def _refusal(grid: Grid, path: Path, found: str) -> UnreadableFileError:
    return refused(
        path,
        f"trang «{grid.title}» {found}. Chương trình chỉ nhận tổng số phiếu của từng đối tượng, không "
        "nhận từng lá phiếu hay tên người bỏ phiếu. Hãy cộng lại, bỏ các cột ấy rồi nhập; đừng lưu "
        "tệp này.",
    )
