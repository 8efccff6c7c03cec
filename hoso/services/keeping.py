"""Checking that the archive is as it should be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from hoso import fixity
from hoso.archive import Archive, travel
from hoso.errors import IntegrityError, Problem, WorkspaceError
from hoso.fixity import Kind

Tick = Callable[[], None]  # called once for each dossier looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a check of an archive found; warnings do not make it invalid."""

    kind: str  # kho | ocfl_root | ocfl_object | bagit | khong_ro
    dossiers: int
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def valid(self) -> bool:
        """Return whether nothing is broken."""
        return not self.errors

    def plus(self, found: Iterable[Problem]) -> Verdict:
        """Return this verdict with what else was found."""
        more = tuple(found)
        return replace(
            self,
            errors=(*self.errors, *(one for one in more if not one.warning)),
            warnings=(*self.warnings, *(one for one in more if one.warning)),
        )


def _nothing() -> None:
    """Be called for each dossier, where nobody watches."""


def verify(archive: Archive, *, fast: bool = False, tick: Tick = _nothing) -> Verdict:
    """Check every object of the archive and its journal; `fast` compares names and sizes only."""
    found = [*archive.verify(fast=fast, tick=tick), *_broken_off(archive)]
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


def verify_at(path: Path, *, fast: bool = False, tick: Tick = _nothing) -> Verdict:
    """Judge what lies at `path`: a workspace, an OCFL root or object, a BagIt bag.

    What is none of these is `khong_ro` and not valid. Our own stricter rules do not count here.
    """
    if (path / "hoso.toml").is_file():
        path /= "archive"
    try:
        kind = fixity.kind_of(path)
    except OSError as error:
        return _verdict(Kind.UNKNOWN, 0, [fixity.unread(str(path), error)])
    if kind is Kind.ROOT:
        return _root_at(path, fast=fast, tick=tick)
    if kind is Kind.OBJECT:
        return _verdict(kind, 1, fixity.check_object(path, fast=fast))
    if kind is Kind.BAG:
        return _verdict(kind, 0, fixity.check_bag(path, fast=fast))
    return _verdict(kind, 0, _unknown(path))


def _root_at(path: Path, *, fast: bool, tick: Tick) -> Verdict:
    """Judge a storage root; of a copy of an archive of ours what its journal says, too."""
    if travel.is_travelling(path):
        folders = fixity.RootCheck(path).objects(lambda _problem: None)
        found = list(travel.check(path, fast=fast, tick=tick))
        return _verdict(Kind.ROOT, sum(1 for _ in folders), found)
    if (path / "extensions/hoso-journal").is_dir():
        try:
            archive = Archive.open(path, path)
        except (IntegrityError, WorkspaceError):
            pass  # what is wrong with the root is said below
        else:
            return replace(verify(archive, fast=fast, tick=tick), kind=Kind.ROOT.value)
    found = []
    checked = fixity.check_root(path, found.append, fast=fast, tick=tick)
    return _verdict(Kind.ROOT, checked.objects, found)


def _unknown(path: Path) -> Iterator[Problem]:
    """Yield what is missing for anybody to know what this is."""
    what = "thư mục" if path.is_dir() else "tệp" if path.exists() else "gì ở đây"
    text = (
        f"Không nhận ra {what}: không thấy khai báo của hồ sơ hay kho OCFL (0=ocfl…) hoặc gói BagIt "
        "(bagit.txt)."
    )
    yield fixity.finding("E003", str(path), text)
    yield fixity.finding("E063", str(path), "Không có bản kê (inventory.json).")


def _verdict(kind: Kind, dossiers: int, found: Iterable[Problem]) -> Verdict:
    problems = tuple(found)
    return Verdict(
        kind=kind.value,
        dossiers=dossiers,
        errors=tuple(problem for problem in problems if not problem.warning),
        warnings=tuple(problem for problem in problems if problem.warning),
    )
