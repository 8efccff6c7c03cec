"""What a package is: checked, also against the paper, and beside what is here already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from hoso import bag, fixity, text
from hoso.archive import meeting
from hoso.errors import IntegrityError, Problem, UnreadableFileError
from hoso.model import base
from hoso.model.dossier import DossierCard
from hoso.services import keeping
from hoso.services.handover._store import STORE
from hoso.workspace import Workspace


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


def examine(ws: Workspace | None, path: Path, typed: str = "") -> Examined:
    """Return what a package is; `typed` is the fingerprint from the signed paper.

    Raise UnreadableFileError when it is no package of a hand-over at all.
    """
    _require_package(path)
    found = keeping.bag_at(path).plus(_fingerprint(path, typed)).plus(_store(path))
    return Examined(
        path=path,
        fingerprint=bag.fingerprint(path),
        compared=bool(typed),
        problems=found.errors,
        warnings=found.warnings,
        dossiers=tuple(_dossiers(ws, path)) if ws and found.valid else (),
    )


def _require_package(path: Path) -> None:
    if not (path / bag.MANIFEST).is_file() or not (path / "data" / STORE).is_dir():
        raise UnreadableFileError(
            f"{path} không phải gói bàn giao (không có {bag.MANIFEST} và data/{STORE}). Hãy chỉ đúng "
            "thư mục gói, là thư mục có tệp bagit.txt.",
            where=str(path),
        )


def _store(path: Path) -> Iterator[Problem]:
    """Yield that what should be the store is none: it was not judged as one then."""
    if fixity.kind_of(path / "data" / STORE) is not fixity.Kind.ROOT:
        text_ = "Không nhận ra kho OCFL trong gói: mất hoặc sai tệp khai báo của kho (0=ocfl_1.1)."
        yield fixity.finding("E069", f"data/{STORE}", text_)


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
