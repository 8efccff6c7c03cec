"""Parts that the tests of the archive share: fixed stamps, ids, and the second judge."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import ocfl

from hoso.archive import Archive, Stamp
from hoso.errors import Problem

HANOI = timezone(timedelta(hours=7))
ONE = "urn:uuid:66f0a1c2-0000-4000-8000-000000000001"
TWO = "urn:uuid:9b1deb4d-0000-4000-8000-000000000002"


def a_stamp(why: str = "lập hồ sơ", *, by: str = "Nguyễn Thị Hoà", hour: int = 8) -> Stamp:
    return Stamp(by=by, why=why, at=datetime(2025, 12, 5, hour, 30, tzinfo=HANOI))


def an_archive(base: Path) -> Archive:
    return Archive.create(base / "archive", base / ".hoso")


def reopened(archive: Archive) -> Archive:
    return Archive.open(archive.root, archive.root.parent / ".hoso")


def tree(root: Path) -> dict[str, bytes]:
    """Return every file below `root` with its bytes."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def errors(archive: Archive) -> list[Problem]:
    return [problem for problem in archive.verify() if not problem.warning]


def codes(archive: Archive, *, fast: bool = False) -> set[str]:
    return {problem.code for problem in archive.verify(fast=fast)}


def judged(root: Path) -> tuple[int, int, list[list[str]]]:
    """Return what ocfl-py says: objects, good objects, every error and warning about objects."""
    storage = ocfl.StorageRoot(root=str(root))
    assert storage.validate(log_warnings=True), storage.log.status_str()
    return storage.num_objects, storage.good_objects, storage.errors


def object_folder(archive: Archive, number: int = 0) -> Path:
    return sorted(path.parent for path in archive.root.glob("*/*/0=ocfl_object_1.1"))[number]


def test_the_judge_finds_nothing_in_an_empty_archive(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)

    verdict = judged(archive.root)

    assert verdict == (0, 0, [])
    assert errors(archive) == []
