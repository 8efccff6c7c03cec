"""One dossier: sound as an OCFL object, and as this archive writes it; what the journal should know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from hoso.archive import _layout
from hoso.archive._lineage import is_carried
from hoso.errors import Problem
from hoso.fixity import Found, Inventory, ObjectCheck, is_litter

Place = Callable[[str], str]  # object id → its folder below the storage root


@dataclass(slots=True)
class Seen:
    """What an object showed, for comparison with the journal; by version number."""

    where: str
    object_id: str = ""
    head: int = 0
    digests: dict[int, str] = field(default_factory=dict)  # of the version's inventory
    sizes: dict[int, int] = field(default_factory=dict)  # bytes of the version's own content
    told: dict[int, tuple[str, str, str]] = field(default_factory=dict)  # who, when, why


def own(code: str, where: str, message: str, *, warning: bool = False) -> Problem:
    """Return a finding with a code of ours (J…)."""
    return Problem(code=code, where=where, message=message, warning=warning)


def look(found: Found, *, fast: bool, place: Place | None) -> tuple[Seen, tuple[Problem, ...]]:
    """Return what an object showed, and everything wrong with it; `place` None is anywhere."""
    where = found.where
    check, seen = ObjectCheck(found.files, where, fast), Seen(where)
    problems = list(check.problems())
    newest = check.inventory
    if newest and newest.object_id:
        seen.object_id, seen.head = newest.object_id, len(newest.versions)
        seen.told = {number: _told(newest, name) for number, name in enumerate(newest.versions, 1)}
        if place and place(newest.object_id) != where:
            text = f"Thư mục này không phải chỗ của {newest.object_id}."
            problems.append(own("J015", where, text))
        problems += _clock(newest, where)
    _measure(check, seen)
    return seen, tuple(problems)


def _told(newest: Inventory, name: str) -> tuple[str, str, str]:
    """Return who made a version, when and why, as far as its block says so."""
    block = newest.block(name)
    user = block.get("user")
    by = user.get("name") if isinstance(user, dict) else None
    return (str(by), str(block.get("created")), str(block.get("message")))


def _measure(check: ObjectCheck, seen: Seen) -> None:
    """Note size and inventory of every version folder; what the disk refuses was told already."""
    for name, entry in check.entries().items():
        if not _layout.VERSION_FOLDER.fullmatch(name) or not entry.is_dir():
            continue
        number = int(name[1:])
        seen.sizes[number] = _size(check, f"{name}/content")
        inventory = f"{name}/{_layout.INVENTORY}"
        if check.files.is_file(check.at(inventory)):
            leaf = check.leaf(inventory, ("sha512",))
            seen.digests[number] = leaf.digests["sha512"]


def _size(check: ObjectCheck, folder: str) -> int:
    """Return the bytes of the files below a folder, 0 when there is none."""
    size = 0
    folders = [folder]
    while folders:
        folder = folders.pop()
        with suppress(OSError):
            for name, entry in check.entries(folder).items():
                path = f"{folder}/{name}"
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                elif entry.is_file() and not is_litter(name):
                    size += check.files.size(check.at(path))
    return size


def _clock(newest: Inventory, where: str) -> Iterator[Problem]:
    """Yield the versions dated before the one they follow; OCFL allows it, people should know."""
    before: datetime | None = None
    for name in newest.versions:
        try:
            created = datetime.fromisoformat(newest.data["versions"][name]["created"])
        except (KeyError, TypeError, ValueError):
            continue  # named by the judge already
        if created.tzinfo is None:
            continue  # so is this, and it cannot be compared
        if is_carried(_told(newest, name)[2]):
            continue  # of another clock, and put behind a renaming of ours that may be later
        if before and created < before:
            text = f"{name} ghi thời điểm sớm hơn bản trước: đồng hồ máy đã bị lùi khi lưu."
            yield own("J009", where, text, warning=True)
        before = created
