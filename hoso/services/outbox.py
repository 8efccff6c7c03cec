"""Copies for people: Word files outside the archive, never written over something else."""

from __future__ import annotations

from pathlib import Path

from hoso.errors import StorageError, system_reason


def write(path: Path, data: bytes) -> Path:
    """Write `data` at `path`, or beside it as `… (2)` when another text stands there.

    Return where it lies. Raise StorageError when the disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        target = _free(path, data)
        if not target.exists():
            target.write_bytes(data)
    except OSError as error:
        raise StorageError(
            f"Không ghi được {path} ({system_reason(error)}). Hãy xem đĩa còn chỗ và có quyền ghi; "
            "văn bản vẫn còn nguyên trong kho nếu đã lưu.",
            where=str(path),
        ) from error
    return target


def _free(path: Path, data: bytes) -> Path:
    candidate, turn = path, 1
    while candidate.exists() and candidate.read_bytes() != data:
        turn += 1
        candidate = path.with_name(f"{path.stem} ({turn}){path.suffix}")
    return candidate
