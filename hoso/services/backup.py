"""A second copy on another medium: only what is new is copied, and read again from there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from hoso import fixity
from hoso.archive import Archive, Event, Stamp
from hoso.errors import (
    BusyError,
    ConflictError,
    HosoError,
    IntegrityError,
    Problem,
    StorageError,
    system_reason,
)
from hoso.model import base
from hoso.model.dossier import ArchiveState
from hoso.model.watch import Tick, unwatched
from hoso.services import preservation
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
    unrecorded: str = ""  # why the archive's journal does not tell of this run
    hints: tuple[str, ...] = ()


def backup(ws: Workspace, folder: Path, act: Act) -> BackedUp:
    """Bring the copy in `folder` up to the archive; raise IntegrityError when they part ways.

    A copy is made where there is none yet. Versions once copied are never written again. A damaged
    dossier is named and left as it was in the copy; the others are copied.
    """
    copy, last = _copy(folder), _state(folder)
    _require_same_archive(ws, copy, last, folder)
    hints = _recovered(ws, act)
    # Taken before the dossiers: what is saved meanwhile is then new the next time.
    state = ws.archive.state()
    added, problems = _bring(ws, copy, last, act)
    with _refusals(folder):
        problems += _look_again(copy, added)
        _settings(ws, folder)
    done = BackedUp(
        folder=folder, dossiers=len(added), versions=sum(added.values()), problems=tuple(problems)
    )
    done = replace(done, hints=hints, unrecorded=_record(ws, done, state, act))
    with _refusals(folder):
        # With the line of this run: the copy then holds the end of the chain, which no line follows.
        _write(folder / _JOURNAL, ws.archive.journal_bytes())
        if not problems:
            _write(folder / _STATE, base.encode(_held(ws, done, state)))
    return done


def _recovered(ws: Workspace, act: Act) -> tuple[str, ...]:
    """Put right what a dead writer left, where the archive can be written to; return what to say."""
    try:
        return ws.recover(act, "sao lưu")
    except (BusyError, StorageError):
        return ()  # whoever writes does it; an archive that nobody can write to is copied as it is


def _record(ws: Workspace, done: BackedUp, state: ArchiveState, act: Act) -> str:
    """Tell the journal of a run; return why that was refused: the copy is good without the line."""
    what = (
        f"bản sao «{done.folder.name}»: thêm {done.versions} phiên bản của {done.dossiers} hồ sơ, "
        f"theo kho đến {preservation.named(state)}"
    )
    try:
        preservation.record(ws, Event.COPIED, what, done.problems, act)
    except (BusyError, StorageError) as error:
        return f"Chưa ghi được lần sao lưu này vào nhật ký kho: {error}"
    return ""


def _held(ws: Workspace, done: BackedUp, state: ArchiveState) -> ArchiveState:
    """Return the state that a copy reflects: with the line of its run if nobody wrote meanwhile."""
    present = ws.archive.state()
    ours_alone = not done.unrecorded and present.sequence == state.sequence + 1
    return present if ours_alone else state


def _bring(
    ws: Workspace, copy: Archive, last: ArchiveState, act: Act
) -> tuple[dict[str, int], list[Problem]]:
    """Copy what is new since `last`; return versions added by object, and what could not be."""
    stamp = Stamp(by=ws.actor(act), why=act.why or "sao lưu", at=ws.now())
    added: dict[str, int] = {}
    problems: list[Problem] = []
    for object_id in _changed(ws, last):
        try:
            if versions := copy.adopt(ws.archive.folder(object_id), stamp):
                added[object_id] = versions
        except (ConflictError, IntegrityError) as error:
            problems.append(_not_copied(object_id, error))
        act.tick()
    return added, problems


def compare(
    ws: Workspace, folder: Path, *, fast: bool = False, tick: Tick = unwatched
) -> Iterator[Problem]:
    """Yield what is wrong with the copy in `folder`, and where it differs from the archive."""
    copy = _copy(folder, must_be=True)
    place = f"{folder.name}/{STORE}"
    for found in copy.verify(fast=fast, tick=tick):
        yield replace(found, where=f"{place}/{found.where}")
    if not ws.archive.knows(_state(folder)):
        text = (
            "Nhật ký của kho không nối với nhật ký khi sao lưu: kho đã bị lùi, bị sửa hoặc bị thay."
        )
        yield Problem(code="J031", where=str(folder / _STATE), message=text)
    yield from _other_journal(ws.archive, folder)
    theirs, ours = set(copy.object_ids()), set(ws.archive.object_ids())
    for object_id in sorted(ours - theirs):
        yield _behind(place, f"Bản sao chưa có hồ sơ {object_id}.")
    for object_id in sorted(ours & theirs):
        yield from _differences(ws.archive, copy, object_id, place)
    for object_id in sorted(theirs - ours):
        text = f"Kho không còn hồ sơ {object_id} mà bản sao có."
        yield Problem(code="J018", where=object_id, message=text)


def _other_journal(ours: Archive, folder: Path) -> Iterator[Problem]:
    """Yield whether the journal kept beside the copy is another one than the archive's so far."""
    where = f"{folder.name}/{_JOURNAL}"
    path = folder / _JOURNAL
    if not path.is_file():
        yield _behind(where, "Bản sao chưa có nhật ký của kho.")
        return
    kept = path.read_bytes()
    if not (kept.endswith(b"\n") and ours.journal_bytes().startswith(kept)):
        text = "Nhật ký cạnh bản sao không phải phần đầu của nhật ký kho: một bên đã bị sửa."
        yield Problem(code="J031", where=where, message=text)


def _differences(ours: Archive, copy: Archive, object_id: str, place: str) -> Iterator[Problem]:
    try:
        here, there = ours.head(object_id), copy.head(object_id)
    except IntegrityError as error:  # the check of that side names it too
        yield Problem(code="J018", where=error.where or object_id, message=str(error))
        return
    if there < here:
        text = f"Bản sao của {object_id} mới đến phiên bản {there}, kho có {here}."
        yield _behind(place, text)
    elif there > here:
        text = f"Kho chỉ có {object_id} đến phiên bản {here}, bản sao có {there}: kho đã bị lùi."
        yield Problem(code="J018", where=object_id, message=text)
    elif _inventory(copy, object_id) != _inventory(ours, object_id):
        text = f"Bản sao của {object_id} khác với kho: một bên đã bị sửa."
        yield Problem(code="J018", where=place, message=text)


def _behind(where: str, text: str) -> Problem:
    text += " Hãy chạy «hoso backup»."
    return Problem(code="J017", where=where, message=text, warning=True)


def _not_copied(object_id: str, error: HosoError) -> Problem:
    text = f"Chưa sao lưu hồ sơ {object_id}: {error}"
    return Problem(code="J018", where=error.where or object_id, message=text)


def _inventory(archive: Archive, object_id: str) -> bytes:
    return (archive.folder(object_id) / "inventory.json").read_bytes()


def _copy(folder: Path, *, must_be: bool = False) -> Archive:
    store, work = folder / STORE, folder / ".hoso"
    if store.is_dir() or must_be:
        return Archive.open(store, work)
    with _refusals(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return Archive.create(store, work)


@contextmanager
def _refusals(folder: Path) -> Iterator[None]:
    """Say of any refusal of the medium that it was full, taken out, or not to be written to."""
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"Không ghi được bản sao tại {folder} ({system_reason(error)}). Hãy kiểm tra ổ còn cắm, "
            "còn chỗ và ghi được, rồi chạy lại; phần đã chép không mất.",
            where=str(folder),
        ) from error


def _state(folder: Path) -> ArchiveState:
    path = folder / _STATE
    if not path.is_file():
        return ArchiveState(sequence=0, digest="")
    return base.decode(path.read_bytes(), ArchiveState, where=str(path))


def _write(path: Path, data: bytes) -> None:
    written = path.with_name(f"{path.name}.moi")
    with written.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    written.replace(path)


def _require_same_archive(ws: Workspace, copy: Archive, state: ArchiveState, folder: Path) -> None:
    """Raise IntegrityError when the archive is not the one that the copy followed."""
    known = set(ws.archive.object_ids())
    strangers = [one for one in copy.object_ids() if one not in known]
    if not ws.archive.knows(state) or strangers:
        lost = f" ({len(strangers)} hồ sơ của bản sao không có trong kho)" if strangers else ""
        raise IntegrityError(
            f"Nhật ký của kho không nối với bản sao tại {folder}{lost}: kho đã bị lùi, bị mất hồ sơ, "
            "bị thay, hoặc đây là bản sao của kho khác. Chưa sao lưu gì. Hãy chạy «hoso verify», và "
            "giữ nguyên bản sao này.",
            where=str(folder),
        )


def _changed(ws: Workspace, state: ArchiveState) -> list[str]:
    """Return the objects that got a version since; all of them for a new copy."""
    if not state.sequence:
        return list(ws.archive.object_ids())
    lines = ws.archive.journal(state.sequence)
    return list(dict.fromkeys(one.object_id for one in lines if one.version))


def _settings(ws: Workspace, folder: Path) -> None:
    target = folder / _SETTINGS
    target.mkdir(exist_ok=True)
    shutil.copy2(ws.root / "hoso.toml", target / "hoso.toml")
    if (ws.root / "templates").is_dir():
        shutil.copytree(ws.root / "templates", target / "templates", dirs_exist_ok=True)


def _look_again(copy: Archive, objects: Iterable[str]) -> Iterator[Problem]:
    """Judge what was just copied, every byte of it, as the medium gives it back."""
    folders = [copy.folder(object_id) for object_id in objects]
    fixity.forget(folders)
    for folder in folders:
        for problem in fixity.check_object(folder):
            if not problem.warning:
                yield replace(problem, where=f"{folder.name}/{problem.where}")
