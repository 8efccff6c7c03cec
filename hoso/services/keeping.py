"""Checking that the archive is as it should be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from hoso import bag, fixity
from hoso.archive import Archive, UnfinishedBatch, unfinished_batches, verify_root
from hoso.errors import Problem
from hoso.fixity import Kind
from hoso.model.dossier import ArchiveState
from hoso.model.watch import Tick, unwatched

_JOURNAL: Final = "extensions/hoso-journal"  # only archives of ours have one


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

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return everything that was found."""
        return self.errors + self.warnings

    def plus(self, found: Iterable[Problem]) -> Verdict:
        """Return this verdict with what else was found."""
        more = tuple(found)
        return replace(
            self,
            errors=(*self.errors, *(one for one in more if not one.warning)),
            warnings=(*self.warnings, *(one for one in more if one.warning)),
        )


def verify(
    archive: Archive,
    *,
    fast: bool = False,
    tick: Tick = unwatched,
    seen: ArchiveState = ArchiveState(sequence=0, digest=""),  # noqa: B008 - a frozen value
) -> Verdict:
    """Check every object of the archive and its journal; `fast` compares names and sizes only.

    `seen` is a state that somebody saw earlier: the journal must still go through it.
    """
    batches = archive.unfinished_batches()
    found = [*archive.verify(fast=fast, tick=tick), *_broken_off(batches)]
    if not archive.knows(seen):
        found.append(_gone_back(seen))
    return Verdict(
        kind="kho",
        dossiers=sum(1 for _ in archive.object_ids()),
        errors=tuple(problem for problem in found if not problem.warning),
        warnings=tuple(problem for problem in found if problem.warning),
    )


def _gone_back(seen: ArchiveState) -> Problem:
    """Return that the journal is another one than before: shortened, altered or exchanged."""
    text = (
        f"Máy này đã thấy nhật ký đến dòng {seen.sequence}, nay nhật ký không còn đi qua dòng ấy: kho "
        "đã bị lùi, bị sửa hoặc bị thay. Hãy so với bản sao lưu; nếu chính bạn vừa khôi phục kho thì "
        "chạy «hoso reindex»."
    )
    return Problem(code="J030", where="extensions/hoso-journal/journal.jsonl", message=text)


def _broken_off(batches: Iterable[UnfinishedBatch]) -> Iterator[Problem]:
    """Yield a warning for each act over several dossiers that broke off before its end."""
    for batch in batches:
        yield Problem(
            code="J100",
            where=batch.label,
            message=f"Đợt «{batch.label}» đã dừng giữa chừng; {len(batch.remaining)} hồ sơ chưa được "
            "ghi. Hãy chạy lại lệnh đó: các hồ sơ đã ghi sẽ không đổi.",
            warning=True,
        )


def verify_at(path: Path, *, fast: bool = False, tick: Tick = unwatched) -> Verdict:
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
        ours = any((root / _JOURNAL).is_dir() for root in _roots_in(path))
        return bag_at(path, fast=fast, tick=tick).plus(bag.around(path) if ours else ())
    return _verdict(kind, 0, _unknown(path))


def _root_at(
    path: Path, *, fast: bool, tick: Tick, reading: fixity.Reading | None = None
) -> Verdict:
    """Judge a storage root; of a copy of an archive of ours what its journal says, too."""
    if not (path / _JOURNAL).is_dir():
        checked = fixity.check_root(path, fast=fast, tick=tick, reading=reading)
        return _verdict(Kind.ROOT, checked.objects, checked.problems)
    dossiers = 0

    def counted() -> None:
        nonlocal dossiers
        dossiers += 1
        tick()

    found = list(verify_root(path, fast=fast, tick=counted, reading=reading))
    found += _broken_off(unfinished_batches(path))
    return _verdict(Kind.ROOT, dossiers, found)


def bag_at(path: Path, *, fast: bool = False, tick: Tick = unwatched) -> Verdict:
    """Judge a bag, and the storage roots in it by their own inventories; no file is digested twice.

    What systems leave behind is only told: looking at a stick in a window may add such files.
    """
    wanted = () if fast else fixity.algorithms(path)
    check = fixity.BagCheck(path, fast, tick)
    inside: list[Problem] = []
    dossiers = 0
    for root in sorted(_roots_in(path)):
        place = f"data/{root.name}"
        reading = fixity.Reading(place, wanted, check.taken, meanwhile=check.begin)
        verdict = _root_at(root, fast=fast, tick=tick, reading=reading)
        check.read |= reading.folders
        inside += (_within(place, one) for one in verdict.problems)
        dossiers += verdict.dossiers
    return _verdict(Kind.BAG, dossiers, [*check.problems(), *inside])


def _within(place: str, found: Problem) -> Problem:
    """Return a finding of a storage root at its place in the bag."""
    strange = fixity.is_litter(found.where)
    return replace(found, where=f"{place}/{found.where}", warning=found.warning or strange)


def _roots_in(path: Path) -> Iterator[Path]:
    """Yield the storage roots that a bag carries."""
    data = path / "data"
    for folder in data.iterdir() if data.is_dir() else ():
        if folder.is_dir() and fixity.kind_of(folder) is Kind.ROOT:
            yield folder


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
