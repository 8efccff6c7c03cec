"""Checking that the archive is as it should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from hoso.archive import Archive
from hoso.errors import IntegrityError, Problem, WorkspaceError


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a check of an archive found; warnings do not make it invalid."""

    kind: str  # kho | ocfl_root | khong_ro
    dossiers: int
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def valid(self) -> bool:
        """Return whether nothing is broken."""
        return not self.errors


def verify(archive: Archive, *, fast: bool = False) -> Verdict:
    """Check every object of the archive and its journal; `fast` compares names and sizes only."""
    found = [*archive.verify(fast=fast), *_broken_off(archive)]
    return Verdict(
        kind="kho",
        dossiers=sum(1 for _ in archive.object_ids()),
        errors=tuple(problem for problem in found if not problem.warning),
        warnings=tuple(problem for problem in found if problem.warning),
    )


def _broken_off(archive: Archive) -> Iterator[Problem]:
    """Yield a warning for each act over several dossiers that broke off before its end."""
    for batch in archive.unfinished_batches():
        yield Problem(
            code="J100",
            where=batch.label,
            message=f"Đợt «{batch.label}» đã dừng giữa chừng; {len(batch.remaining)} hồ sơ chưa được "
            "ghi. Hãy chạy lại lệnh đó: các hồ sơ đã ghi sẽ không đổi.",
            warning=True,
        )


def verify_at(path: Path, *, fast: bool = False) -> Verdict:
    """Check the workspace or storage root at `path`; what is none is `khong_ro`, not valid."""
    root = path / "archive" if (path / "hoso.toml").is_file() else path
    try:
        archive = Archive.open(root, root)
    except (IntegrityError, WorkspaceError) as error:
        problem = Problem(code=error.code, where=str(path), message=error.message)
        return Verdict(kind="khong_ro", dossiers=0, errors=(problem,), warnings=())
    return replace(verify(archive, fast=fast), kind="ocfl_root")
