"""Taking a package over: checked, also against the paper; then dossier by dossier, none written over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from hoso import bag, fixity, text
from hoso.archive import meeting
from hoso.errors import (
    ConflictError,
    HosoError,
    IntegrityError,
    Problem,
    UnreadableFileError,
)
from hoso.model import base
from hoso.model.dossier import DossierCard, DossierKind
from hoso.services import keeping
from hoso.services.handover._pack import STORE
from hoso.services.subjects import top
from hoso.workspace import Act, Workspace

_JOURNAL: Final = "extensions/hoso-journal/journal.jsonl"


class Fate(StrEnum):
    """What becomes of a dossier of the package."""

    NEW = "moi"  # not here yet
    CONTINUED = "noi_tiep"  # here, with fewer versions
    SAME = "da_co"  # here, with all its versions
    CONFLICT = "xung_dot"  # both sides went on from a common version, or it is another one


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One dossier of the package: its code there, where it lies, what becomes of it and as what."""

    code: str
    folder: Path
    fate: Fate
    versions: int  # that would be added
    becomes: str  # the code here, another one when its own is taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A package as it is: what is wrong with it, whether the paper was compared, what it holds."""

    path: Path
    fingerprint: str
    compared: bool
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    dossiers: tuple[Incoming, ...] = ()

    @property
    def sound(self) -> bool:
        """Return whether the package may be taken over."""
        return not self.problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What was taken over, and what reading it again found."""

    examined: Examined
    versions: int
    dossier: str  # where the giver's journal and the manifest are kept
    problems: tuple[Problem, ...] = ()
    hints: tuple[str, ...] = ()


def examine(ws: Workspace | None, path: Path, typed: str = "") -> Examined:
    """Return what a package is; `typed` is the fingerprint from the signed paper.

    Raise UnreadableFileError when it is no package of a hand-over at all.
    """
    _require_package(path)
    held = keeping.verify_at(path / "data" / STORE)
    found = [
        *(fixity.check_bag(path)),
        *_fingerprint(path, typed),
        *(_within(one) for one in (*held.errors, *held.warnings)),
    ]
    problems = tuple(one for one in found if not one.warning)
    return Examined(
        path=path,
        fingerprint=bag.fingerprint(path),
        compared=bool(typed),
        problems=problems,
        warnings=tuple(one for one in found if one.warning),
        dossiers=tuple(_dossiers(ws, path)) if ws and not problems else (),
    )


def _require_package(path: Path) -> None:
    if not (path / bag.MANIFEST).is_file() or not (path / "data" / STORE).is_dir():
        raise UnreadableFileError(
            f"{path} không phải gói bàn giao (không có {bag.MANIFEST} và data/{STORE}). Hãy chỉ đúng "
            "thư mục gói.",
            where=str(path),
        )


def _within(found: Problem) -> Problem:
    return replace(found, where=f"data/{STORE}/{found.where}")


def _fingerprint(path: Path, typed: str) -> Iterator[Problem]:
    digest = bag.fingerprint(path)
    if not typed:
        text_ = (
            "Chưa đối chiếu dấu vân tay trên biên bản: gói làm lại trọn vẹn sẽ không bị phát hiện."
        )
        yield Problem(code="J019", where=bag.MANIFEST, message=text_, warning=True)
    elif not bag.is_same(typed, digest):
        words = (
            f"Dấu vân tay không khớp biên bản: gói này có {bag.grouped(digest)}. Gói đã bị thay hoặc gõ "
            "nhầm; không nhận."
        )
        yield Problem(code="J020", where=bag.MANIFEST, message=words)


def _dossiers(ws: Workspace, path: Path) -> Iterator[Incoming]:
    check = fixity.RootCheck(path / "data" / STORE)
    taken = {row.card.code: row.object_id for row in ws.catalogue.dossiers()}
    for found in check.objects(lambda _problem: None):
        met = meeting(ws.archive, found.folder)
        card = _card(found.folder, met.there)
        mine = taken.get(card.code, met.object_id) == met.object_id
        becomes = card.code if mine or met.here else _free(card, taken)
        taken.setdefault(becomes, met.object_id)
        fate = Fate.CONFLICT if not met.same else Fate.NEW if not met.here else Fate.SAME
        fate = Fate.CONTINUED if fate is Fate.SAME and met.there > met.here else fate
        yield Incoming(
            code=card.code,
            folder=found.folder,
            fate=fate,
            versions=max(met.there - met.here, 0),
            becomes=becomes,
        )


def _card(folder: Path, head: int) -> DossierCard:
    """Return the card in the newest version of an object root, checked already."""
    inventory = fixity.inventory_of(folder)
    for digest, paths in inventory.state(f"v{head}").items():
        if "ho_so.json" in paths:
            place = inventory.manifest[digest][0]
            raw = (folder / place).read_bytes()
            return base.decode(raw, DossierCard, where=f"{folder.name}/{place}")
    raise IntegrityError(f"Hồ sơ {folder.name} trong gói không có ho_so.json.", where=folder.name)


def _free(card: DossierCard, taken: dict[str, str]) -> str:
    """Return a code qualified by where the dossier comes from, for one whose own is taken here."""
    number = 1
    stem = f"{card.code}--{text.slug(card.maker or card.organisation)}"
    while (code := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return code


def receive(ws: Workspace, path: Path, act: Act, typed: str = "") -> Received:
    """Take a sound package over; raise IntegrityError or ConflictError before anything is written."""
    examined = examine(ws, path, typed)
    if not examined.sound:
        raise IntegrityError(
            f"Gói {path} có {len(examined.problems)} lỗi, chưa nhận gì:\n"
            + "\n".join(f"  - {one.where}: {one.message}" for one in examined.problems[:20]),
            where=str(path),
        )
    _require_no_conflict(examined)
    what = f"nhận bàn giao từ {path.name}"
    added: list[Incoming] = []
    versions = 0
    for one in examined.dossiers:
        if one.fate in {Fate.NEW, Fate.CONTINUED}:
            code = one.becomes if one.becomes != one.code else ""
            versions += ws.adopt(one.folder, act, what, code)
            added.append(one)
        act.tick()
    kept, hints = _keep(ws, examined, act)
    problems = tuple(_look_again(ws, added))
    return Received(
        examined=examined, versions=versions, dossier=kept, problems=problems, hints=hints
    )


def _require_no_conflict(examined: Examined) -> None:
    clashes = [one.code for one in examined.dossiers if one.fate is Fate.CONFLICT]
    if clashes:
        raise ConflictError(
            f"{len(clashes)} hồ sơ ở đây và trong gói đã được hai bên cùng sửa: {', '.join(clashes)}. "
            "Chưa nhận gì. Hãy so hai bản, nhập bằng tay phần còn thiếu, rồi bàn giao lại các hồ sơ khác.",
            where=str(examined.path),
        )


def _look_again(ws: Workspace, added: list[Incoming]) -> Iterator[Problem]:
    """Judge what was just taken over, where it lies now."""
    for one in added:
        folder = ws.archive.folder(fixity.inventory_of(one.folder).object_id)
        yield from (p for p in fixity.check_object(folder) if not p.warning)


def _keep(ws: Workspace, examined: Examined, act: Act) -> tuple[str, tuple[str, ...]]:
    """Archive the giver's journal and the tag files in a dossier of their own; one per package."""
    card = DossierCard(
        code=f"bg-{examined.fingerprint[:12]}",
        title=f"Hồ sơ nhận bàn giao, gói {examined.path.name}",
        kind=DossierKind.HANDOVER,
        organisation=_organisation(ws, act),
        start=act.on,
        description=f"Dấu vân tay: {bag.grouped(examined.fingerprint)}",
    )
    edit = ws.edit(card)
    for name in ("bag-info.txt", bag.MANIFEST):
        if (examined.path / name).is_file():
            edit.put_file(f"goi/{name}", (examined.path / name).read_bytes())
    journal = examined.path / "data" / STORE / _JOURNAL
    if journal.is_file():
        edit.put_file("goi/journal.jsonl", journal.read_bytes())
    committed = ws.commit([edit], act, f"nhận bàn giao, dấu vân tay {examined.fingerprint}")
    return card.code, committed.hints


def _organisation(ws: Workspace, act: Act) -> str:
    """Return whose dossier the hand-over is; before any roster is here, nobody's."""
    try:
        return top(ws, act.on).code
    except HosoError:
        return ""
