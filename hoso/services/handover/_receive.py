"""Taking a package over: dossier by dossier, none written over, and looked at again where it lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from hoso import bag, fixity, profiles
from hoso.archive import Event, travel
from hoso.errors import ConflictError, HosoError, IntegrityError, Problem, StorageError
from hoso.model.dossier import DossierCard, DossierKind
from hoso.services.handover._examine import Examined, Fate, Incoming, examine
from hoso.services.handover._store import STORE
from hoso.services.subjects import Body, top
from hoso.workspace import Act, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What was taken over, and what reading it again found."""

    examined: Examined
    versions: int
    dossier: str  # where the giver's journal and the manifest are kept
    problems: tuple[Problem, ...] = ()
    hints: tuple[str, ...] = ()


def receive(ws: Workspace, path: Path, act: Act, typed: str = "") -> Received:
    """Take a sound package over; raise IntegrityError or ConflictError before anything is written.

    Nobody else writes meanwhile: which codes are taken must not change.
    """
    with ws.archive.lock(f"{ws.actor(act)}: nhận bàn giao"):
        return _received(ws, path, act, typed)


def _received(ws: Workspace, path: Path, act: Act, typed: str) -> Received:
    examined = examine(ws, path, typed)
    if not examined.sound:
        raise IntegrityError(
            f"Gói {path} có {len(examined.problems)} lỗi, chưa nhận gì:\n"
            + "\n".join(f"  - {one.where}: {one.message}" for one in examined.problems[:20]),
            where=str(path),
        )
    _require_no_conflict(examined)
    what = f"nhận bàn giao từ {path.resolve().name}"
    added: list[Incoming] = []
    versions = 0
    for one in examined.dossiers:
        if one.fate in {Fate.NEW, Fate.CONTINUED}:
            try:
                versions += ws.adopt(one.folder, act, what, one.becomes)
            except StorageError as error:
                raise _stopped(error, len(added), path) from error
            added.append(one)
        act.tick()
    kept, hints = _keep(ws, examined, act)
    problems = tuple(_look_again(ws, added))
    return Received(
        examined=examined, versions=versions, dossier=kept, problems=problems, hints=hints
    )


def _stopped(error: StorageError, done: int, path: Path) -> StorageError:
    """Return a refusal of the disk that says what was taken over before it."""
    reason = error.message.removesuffix(" Kho vẫn giữ nguyên như trước.")
    return StorageError(
        f"{reason} Đã nhận trọn {done} hồ sơ của gói {path.resolve().name}, hồ sơ đang nhận chưa trọn. "
        "Khắc phục xong, chạy lại lệnh này để nhận nốt; phần đã nhận không bị ghi lại.",
        where=error.where,
    )


def _require_no_conflict(examined: Examined) -> None:
    clashes = [one for one in examined.dossiers if one.fate is Fate.CONFLICT]
    if clashes:
        listed = "\n".join(f"  - {_named(one)}" for one in clashes)
        raise ConflictError(
            f"{len(clashes)} hồ sơ đã được cả hai bên ghi thêm phiên bản sau lần nhận trước, nên chưa nhận "
            f"gì:\n{listed}\nCần làm: xem bên này đã sửa gì («hoso log {clashes[0].becomes}», «hoso diff "
            f"{clashes[0].becomes}»); mở bản mới nhất của bên giao trong gói (data/index.html), nhập phần còn "
            "thiếu vào hồ sơ ở đây; rồi xin bên giao lập gói khác không có các hồ sơ này («hoso handover» với "
            "--org, --year hoặc --person).",
            where=str(examined.path),
        )


def _named(one: Incoming) -> str:
    return one.code if one.code == one.becomes else f"{one.code} (ở đây là {one.becomes})"


def _look_again(ws: Workspace, added: list[Incoming]) -> Iterator[Problem]:
    """Judge what was just taken over, as the medium holds it now."""
    ids = [fixity.inventory_of(one.folder).object_id for one in added]
    folders = {one.becomes: ws.archive.folder(i) for one, i in zip(added, ids, strict=True)}
    fixity.forget(folders.values())
    for code, folder in folders.items():
        for problem in fixity.check_object(folder):
            if not problem.warning:
                yield replace(problem, where=f"{code}: {problem.where}")


def _keep(ws: Workspace, examined: Examined, act: Act) -> tuple[str, tuple[str, ...]]:
    """Archive the giver's journal and the tag files in a dossier of their own; one per package.

    The two journals are never joined: one line of ours names the fingerprints of both files.
    """
    card = _card(ws, examined, act)
    edit = ws.edit(card)
    names = {
        "bag-info.txt": examined.path / "bag-info.txt",
        bag.MANIFEST: examined.path / bag.MANIFEST,
        "journal.jsonl": examined.path / "data" / STORE / travel.JOURNAL,
    }
    files = {name: path.read_bytes() for name, path in names.items() if path.is_file()}
    for name, data in files.items():
        edit.put_file(f"goi/{name}", data)
    if not edit.head:
        journal = sha256(files.get("journal.jsonl", b"")).hexdigest()
        note = f"gói {examined.path.resolve().name}, dấu vân tay sha256 {examined.fingerprint}"
        ws.record(Event.RECEIVED, act, f"{note}, nhật ký bên giao sha256 {journal}")
    committed = ws.commit([edit], act, f"nhận bàn giao gói {examined.path.resolve().name}")
    return card.code, committed.hints


def _card(ws: Workspace, examined: Examined, act: Act) -> DossierCard:
    body = _body(ws, act)
    kind = body.state.kind if body else ""
    return DossierCard(
        code=f"nhan-{examined.fingerprint[:12]}",
        title=f"Hồ sơ nhận bàn giao, gói {examined.path.resolve().name}",
        kind=DossierKind.HANDOVER,
        organisation=body.code if body else "",
        retention=profiles.retention(DossierKind.HANDOVER.value, kind),
        start=act.on,
        description=f"Dấu vân tay: {bag.grouped(examined.fingerprint)}",
    )


def _body(ws: Workspace, act: Act) -> Body | None:
    """Return whose dossier the hand-over is; before any roster is here, nobody's."""
    try:
        return top(ws, act.on)
    except HosoError:
        return None
