"""A second copy on another medium: only what is new is copied, and read again from there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from hoso import fixity
from hoso.archive import Archive, Stamp, travel
from hoso.errors import IntegrityError, Problem, StorageError, system_reason
from hoso.model import base
from hoso.model.dossier import ArchiveState
from hoso.workspace import Act, Workspace

STORE: Final = "kho"  # a storage root like any other; renamed to `archive` it is the archive
_STATE: Final = "trang-thai.json"  # how far the copy reflects the original's journal
_JOURNAL: Final = "nhat-ky-goc.jsonl"  # the original's, whole; the copy's own is another chain
_SETTINGS: Final = "thiet-lap"  # hoso.toml and the office's own templates


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """What one run copied, and what reading it again from the medium found."""

    folder: Path
    dossiers: int  # that got something new
    versions: int
    problems: tuple[Problem, ...]


def backup(ws: Workspace, folder: Path, act: Act) -> BackedUp:
    """Bring the copy in `folder` up to the archive; raise IntegrityError when they part ways.

    A copy is made where there is none yet. Versions once copied are never written again.
    """
    copy = _copy(folder)
    state = _state(folder)
    _require_same_journal(ws, state, folder)
    changed = _changed(ws, state)
    stamp = Stamp(by=ws.actor(act), why=act.why or "sao lưu", at=ws.now())
    added: dict[str, int] = {}
    for object_id in changed:
        added[object_id] = copy.adopt(ws.archive.folder(object_id), stamp)
        act.tick()
    _journal(ws, folder)
    _settings(ws, folder)
    problems = tuple(_look_again(copy, [one for one, versions in added.items() if versions]))
    if not problems:
        _write_state(folder, ws.archive.state())
    return BackedUp(
        folder=folder,
        dossiers=sum(1 for versions in added.values() if versions),
        versions=sum(added.values()),
        problems=problems,
    )


def compare(ws: Workspace, folder: Path, *, fast: bool = False) -> Iterator[Problem]:
    """Yield what is wrong with the copy itself, and where it differs from the archive.

    `fast` looks at names and sizes of the copy, not at digests.
    """
    copy = _copy(folder, must_be=True)
    for problem in copy.verify(fast=fast):
        if not problem.warning:
            yield replace(problem, where=f"{folder.name}/{STORE}/{problem.where}")
    yield from _differences(ws.archive, copy, f"{folder.name}/{STORE}")


def _differences(archive: Archive, copy: Archive, where: str) -> Iterator[Problem]:
    theirs, ours = _heads(copy), _heads(archive)
    for object_id, head in ours.items():
        there = theirs.get(object_id)
        if object_id not in theirs:
            yield _behind(where, f"Bản sao chưa có hồ sơ {object_id}.")
        elif head is None or there is None:
            continue  # an inventory that cannot be trusted was told already
        elif there < head:
            text = f"Bản sao của {object_id} mới đến phiên bản {there}, kho có {head}."
            yield _behind(where, text)
        elif _inventory(copy, object_id) != _inventory(archive, object_id):
            text = f"Bản sao của {object_id} khác với kho: một bên đã bị sửa."
            yield Problem(code="J018", where=where, message=text)
    for object_id in sorted(theirs.keys() - ours.keys()):
        text = f"Kho không còn hồ sơ {object_id} mà bản sao có."
        yield Problem(code="J018", where=object_id, message=text)


def _heads(archive: Archive) -> dict[str, int | None]:
    """Return the newest version of every object, None where its inventory cannot be trusted."""
    heads: dict[str, int | None] = {}
    for object_id in archive.object_ids():
        heads[object_id] = None
        with suppress(IntegrityError):
            heads[object_id] = archive.head(object_id)
    return heads


def _behind(where: str, text: str) -> Problem:
    text += " Hãy chạy «hoso backup»."
    return Problem(code="J017", where=where, message=text, warning=True)


def _inventory(archive: Archive, object_id: str) -> bytes:
    return (archive.folder(object_id) / "inventory.json").read_bytes()


def _copy(folder: Path, *, must_be: bool = False) -> Archive:
    store, work = folder / STORE, folder / ".hoso"
    if store.is_dir() or must_be:
        return Archive.open(store, work)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"Không tạo được bản sao tại {folder} ({system_reason(error)}).", where=str(folder)
        ) from error
    return Archive.create(store, work)


def _state(folder: Path) -> ArchiveState:
    path = folder / _STATE
    if not path.is_file():
        return ArchiveState(sequence=0, digest="")
    return base.decode(path.read_bytes(), ArchiveState, where=str(path))


def _write_state(folder: Path, state: ArchiveState) -> None:
    written = folder / f"{_STATE}.moi"
    written.write_bytes(base.encode(state))
    written.replace(folder / _STATE)


def _require_same_journal(ws: Workspace, state: ArchiveState, folder: Path) -> None:
    """Raise IntegrityError when the archive's journal is not the one that the copy followed."""
    if not state.sequence:
        return
    following = next(iter(ws.archive.journal(state.sequence - 1)), None)
    after = next(iter(ws.archive.journal(state.sequence)), None)
    is_last = following is not None and ws.archive.state() == state
    goes_on = after is not None and after.previous == state.digest
    if not (is_last or goes_on):
        raise IntegrityError(
            f"Nhật ký của kho không nối với bản sao tại {folder}: kho đã bị lùi, bị thay, hoặc đây "
            "là bản sao của kho khác. Chưa sao lưu gì. Hãy chạy «hoso verify», và giữ nguyên bản sao "
            "này.",
            where=str(folder),
        )


def _changed(ws: Workspace, state: ArchiveState) -> list[str]:
    """Return the objects that got a version since; all of them for a new copy."""
    if not state.sequence:
        return list(ws.archive.object_ids())
    lines = ws.archive.journal(state.sequence)
    return list(dict.fromkeys(one.object_id for one in lines if one.version))


def _journal(ws: Workspace, folder: Path) -> None:
    """Keep the original's journal beside the copy: who did what when is not told by versions alone."""
    written = folder / f"{_JOURNAL}.moi"
    try:
        shutil.copyfile(ws.archive.root / travel.JOURNAL, written)
        written.replace(folder / _JOURNAL)
    except OSError as error:
        raise StorageError(
            f"Không chép được nhật ký vào {folder} ({system_reason(error)}).", where=str(folder)
        ) from error


def _settings(ws: Workspace, folder: Path) -> None:
    target = folder / _SETTINGS
    try:
        target.mkdir(exist_ok=True)
        shutil.copy2(ws.root / "hoso.toml", target / "hoso.toml")
        if (ws.root / "templates").is_dir():
            shutil.copytree(ws.root / "templates", target / "templates", dirs_exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"Không chép được thiết lập vào {target} ({system_reason(error)}).", where=str(target)
        ) from error


def _look_again(copy: Archive, objects: list[str]) -> Iterator[Problem]:
    """Judge what was just copied, every byte of it."""
    fixity.forget(map(copy.folder, objects))
    for object_id in objects:
        for problem in fixity.check_object(copy.folder(object_id)):
            if not problem.warning:
                yield problem
