"""Refusing a file for its bad rows, the same way everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hoso.errors import Problem, RowsRefusedError


def bad_rows(path: Path, problems: Sequence[Problem], *, may_skip: bool = False) -> None:
    """Raise RowsRefusedError listing `problems`, if there are any; nothing was written yet."""
    if not problems:
        return
    skip = ", hoặc thêm --accept-valid để chỉ nhận các dòng đúng" if may_skip else ""
    raise RowsRefusedError(
        f"{path.name}: {len(problems)} chỗ cần sửa, chưa ghi gì. Sửa trong tệp rồi nhập lại{skip}.",
        where=str(path),
        problems=problems,
    )
