"""One dossier: sound as an OCFL object, and as this archive writes it; what the journal should know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha512
from pathlib import Path

from hoso.archive import _layout
from hoso.errors import Problem
from hoso.fixity import Inventory, ObjectCheck

Place = Callable[[str], str]  # object id → its folder below the storage root


@dataclass(slots=True)
class Seen:
    """What an object showed, for comparison with the journal; by version number."""

    where: str
    object_id: str = ""
    head: int = 0
    digests: dict[int, str] = field(default_factory=dict)  # of the version's inventory
    sizes: dict[int, int] = field(default_factory=dict)  # bytes of the version's own content


def own(code: str, where: str, message: str, *, warning: bool = False) -> Problem:
    """Return a finding with a code of ours (J…)."""
    return Problem(code=code, where=where, message=message, warning=warning)


def look(
    folder: Path, where: str, *, fast: bool, place: Place = _layout.object_path
) -> tuple[Seen, tuple[Problem, ...]]:
    """Return what the object in `folder` showed, and everything wrong with it."""
    check, seen = ObjectCheck(folder, where, fast), Seen(where)
    problems = list(check.problems())
    newest = check.inventory
    if newest and newest.object_id:
        seen.object_id, seen.head = newest.object_id, len(newest.versions)
        if place(newest.object_id) != where:
            text = f"Thư mục này không phải chỗ của {newest.object_id}."
            problems.append(own("J015", where, text))
        problems += _clock(newest, where)
    _measure(folder, seen)
    return seen, tuple(problems)


def _measure(folder: Path, seen: Seen) -> None:
    """Note size and inventory of every version folder; what the disk refuses was told already."""
    for path in sorted(folder.iterdir()):
        if not _layout.VERSION_FOLDER.fullmatch(path.name) or not path.is_dir():
            continue
        number = int(path.name[1:])
        files = (one for one in (path / "content").rglob("*") if one.is_file())
        seen.sizes[number] = sum(one.stat().st_size for one in files)
        inventory = path / _layout.INVENTORY
        if inventory.is_file():
            seen.digests[number] = sha512(inventory.read_bytes()).hexdigest()


def _clock(newest: Inventory, where: str) -> Iterator[Problem]:
    """Yield the versions dated before the one they follow; OCFL allows it, people should know."""
    before: datetime | None = None
    for name in newest.versions:
        try:
            created = datetime.fromisoformat(newest.data["versions"][name]["created"])
        except (KeyError, TypeError, ValueError):
            continue  # named by the judge already
        if before and created < before:
            text = f"{name} ghi thời điểm sớm hơn bản trước: đồng hồ máy đã bị lùi khi lưu."
            yield own("J009", where, text, warning=True)
        before = created
