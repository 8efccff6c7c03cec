"""What a package is: checked, also against the paper, and beside what is here already."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from hoso import bag, fixity, text
from hoso.archive import CARD, Met, meeting
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
    found = keeping.bag_at(path).plus(bag.around(path)).plus(_fingerprint(path, typed))
    found = found.plus(_store(path))
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
            f"{path} không phải gói bàn giao: {_why_none(path)} Gói là thư mục có tệp bagit.txt, "
            f"{bag.MANIFEST} và data/{STORE}; gói mã hóa là tệp .age.",
            where=str(path),
        )


def _why_none(path: Path) -> str:
    """Return what lies there instead of a package, and what to do."""
    if not path.exists():
        return "không có tệp hay thư mục này; hãy xem lại đường dẫn, thẻ nhớ còn cắm."
    if above := next(
        (one for one in path.resolve().parents if (one / bag.MANIFEST).is_file()), None
    ):
        return f"đây là một phần bên trong gói; hãy chỉ thư mục gói {above}."
    if zipfile.is_zipfile(path):
        return "đây là tệp nén; hãy giải nén rồi chỉ thư mục gói bên trong."
    if path.is_file():
        return "đây là một tệp."
    within = sorted(path.iterdir()) if path.is_dir() else []
    if inside := [one for one in within if (one / bag.MANIFEST).is_file()]:
        return f"gói nằm trong thư mục này; hãy chỉ {inside[0]}."
    return "thư mục này thiếu tệp của gói, có thể gói chép chưa xong."


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
            f"Dấu vân tay không khớp biên bản: gói này có {bag.grouped(digest)}. "
            f"{bag.difference(typed, digest)} Gói đã bị thay hoặc gõ nhầm; không nhận."
        )
        yield Problem(code="J020", where=bag.MANIFEST, message=words)


def _dossiers(ws: Workspace, path: Path) -> Iterator[Incoming]:
    check = fixity.RootCheck(path / "data" / STORE)
    rows = ws.catalogue.dossiers()
    taken = {row.card.code: row.object_id for row in rows}
    known = {row.object_id: row.card.code for row in rows}
    for found in check.objects(lambda _problem: None):
        met = meeting(ws.archive, found.folder)
        card = _card(found.folder, met.there)
        # A dossier that is here keeps the code by which people here know it.
        code = known.get(met.object_id, card.code)
        becomes = code if taken.get(code, met.object_id) == met.object_id else _free(card, taken)
        taken.setdefault(becomes, met.object_id)
        yield Incoming(
            code=card.code,
            folder=found.folder,
            fate=_fate(met),
            versions=met.fresh,
            becomes=becomes,
        )


def _fate(met: Met) -> Fate:
    if not met.same:
        return Fate.CONFLICT
    if not met.here:
        return Fate.NEW
    return Fate.CONTINUED if met.fresh else Fate.SAME


def _card(folder: Path, head: int) -> DossierCard:
    """Return the card in the newest version of an object root, checked already."""
    inventory = fixity.inventory_of(folder)
    for digest, paths in inventory.state(f"v{head}").items():
        if CARD in paths:
            place = inventory.manifest[digest][0]
            raw = (folder / place).read_bytes()
            return base.decode(raw, DossierCard, where=f"{folder.name}/{place}")
    raise IntegrityError(f"Hồ sơ {folder.name} trong gói không có {CARD}.", where=folder.name)


def _free(card: DossierCard, taken: dict[str, str]) -> str:
    """Return a code qualified by where the dossier comes from, for one whose own is taken here."""
    number = 1
    stem = f"{card.code}--{text.slug(card.maker or card.organisation)}"
    while (code := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return code
