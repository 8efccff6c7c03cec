"""The dossiers put into the package: never a damaged one, and each file against its inventory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from hoso import fixity
from hoso.archive import Stamp, travel
from hoso.bag import BagWriter
from hoso.errors import IntegrityError, Problem
from hoso.services.handover._scope import Chosen, Scope
from hoso.workspace import Act, Workspace

STORE: Final = "kho"


def require_sound(ws: Workspace, going: Chosen, scope: Scope) -> None:
    """Raise IntegrityError when names, sizes, inventories or the journal show damage.

    The files' digests are compared while they are copied.
    """
    if scope.is_whole:
        _refuse(ws.archive.verify(fast=True))
        return
    for row in going.rows:
        folder = ws.archive.folder(row.object_id)
        _refuse(fixity.check_object(folder, fast=True), f"{row.card.code}/")


def _refuse(found: Iterable[Problem], prefix: str = "") -> None:
    broken = [one for one in found if not one.warning and not fixity.is_litter(one.where)]
    if broken:
        listed = "\n".join(f"  - {prefix}{one.where}: {one.message}" for one in broken[:20])
        raise IntegrityError(
            f"Kho có {len(broken)} chỗ hỏng nên chưa lập gói:\n{listed}\nHãy chạy «hoso verify» và khôi "
            "phục từ bản sao lưu.",
            where=broken[0].where,
            problems=tuple(broken),
        )


def put_store(ws: Workspace, bag: BagWriter, going: Chosen, scope: Scope, act: Act) -> None:
    """Put in the objects, and the journal: the archive's own when everything goes, else a new one."""
    whole = scope.is_whole and not going.kept_back
    chosen = [row.object_id for row in going.rows]
    objects = list(ws.archive.object_ids()) if whole else chosen
    for object_id in objects:
        target = f"{STORE}/{travel.place_of(object_id)}"
        _put_object(bag, ws.archive.folder(object_id), target)
        act.tick()
    if whole:
        bag.add(f"{STORE}/{travel.JOURNAL}", ws.archive.root / travel.JOURNAL)
    else:
        stamp = Stamp(by=ws.actor(act), why=act.why or "bàn giao", at=ws.now())
        folders = (ws.archive.folder(object_id) for object_id in objects)
        lines = b"".join(travel.journal_of(folders, stamp))
        bag.add_bytes(f"{STORE}/{travel.JOURNAL}", lines)
    for path, data in travel.root_files().items():
        bag.add_bytes(f"{STORE}/{path}", data)


def _put_object(bag: BagWriter, folder: Path, target: str) -> None:
    wanted = fixity.inventory_of(folder).paths
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        digest = bag.add(f"{target}/{name}", path)
        if wanted.get(name, digest) != digest:
            raise IntegrityError(
                f"Tệp {folder.name}/{name} trong kho đã bị sửa nên chưa lập gói. Hãy chạy «hoso verify» "
                "và khôi phục từ bản sao lưu.",
                where=f"{folder.name}/{name}",
            )


def _files(root: Path) -> Iterator[Path]:
    """Yield the files of an object, without what operating systems leave behind."""
    for path in sorted(root.rglob("*")):
        if path.is_file() and not fixity.is_litter(path.name):
            yield path
