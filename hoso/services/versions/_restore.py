"""Bringing an earlier state back: as a new version, so that nothing ever goes away."""

from __future__ import annotations

from dataclasses import dataclass

from hoso.archive import CARD
from hoso.errors import LockedError, NotFoundError, QuestionError
from hoso.model import base
from hoso.model.dossier import DocumentStatus, DossierSnapshot
from hoso.services.versions._history import When, known, number_of
from hoso.workspace import Act, DossierEdit, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """The version made, 0 when the head says the same already; what came back and what left."""

    dossier: str
    source: int
    version: int
    paths: tuple[str, ...]
    hints: tuple[str, ...] = ()


def restore(ws: Workspace, code: str, when: When, act: Act) -> Restored:
    """Make an earlier state of a dossier, or of one document (`…/0003`), the head.

    Raise QuestionError without a reason, LockedError when a signed document would change.
    """
    dossier, _, only = code.partition("/")
    object_id = known(ws, dossier)
    if not act.why:
        raise QuestionError("Khôi phục phải có lý do: hãy thêm --why.", where=code)
    source = ws.snapshot(object_id, number_of(ws, object_id, when))
    if only and not any(d.number == only for d in source.documents):
        raise NotFoundError(
            f"Phiên bản {source.version} của {dossier} chưa có văn bản {only}.", where=code
        )
    # By the code that it has today: in an older version it may bear one that is another's here.
    edit = ws.edit(ws.snapshot(object_id).card)
    paths = _changed(edit, source, f"{only}/" if only else "")
    _require_unlocked(edit, paths)
    _bring_back(ws, edit, source, paths)
    what = f"khôi phục {code} theo phiên bản {source.version}"
    committed = ws.commit([edit] if paths else [], act, what)
    made = committed.versions[0].number if committed.versions else 0
    hints = committed.hints
    return Restored(dossier=dossier, source=source.version, version=made, paths=paths, hints=hints)


def _bring_back(
    ws: Workspace, edit: DossierEdit, source: DossierSnapshot, paths: tuple[str, ...]
) -> None:
    held = {file.path for file in source.files}
    for path in paths:
        if path == CARD:
            edit.put_card(source.card)
            continue
        known_then = path in held
        data = ws.archive.read(source.object_id, path, source.version) if known_then else None
        edit.put_file(path, data)


def _changed(edit: DossierEdit, source: DossierSnapshot, within: str) -> tuple[str, ...]:
    """Return the paths that differ between the head and the source."""
    head = {file.path: file.digest for file in edit.snapshot.files} if edit.snapshot else {}
    then = {file.path: file.digest for file in source.files}
    if base.replaced(source.card, code=edit.card.code) == edit.card:
        then[CARD] = head[CARD]  # they differ in the code, which stays
    return tuple(
        path
        for path in sorted(head.keys() | then.keys())
        if path.startswith(within) and head.get(path) != then.get(path)
    )


def _require_unlocked(edit: DossierEdit, paths: tuple[str, ...]) -> None:
    for document in edit.documents:
        touched = any(path.startswith(f"{document.number}/") for path in paths)
        if touched and document.status is DocumentStatus.SIGNED:
            raise LockedError(
                f"Văn bản {edit.card.code}/{document.number} «{document.title}» đã có bản ký nên đã "
                "khóa; chưa khôi phục gì. Hãy khôi phục từng văn bản chưa ký.",
                where=f"{edit.card.code}/{document.number}",
            )
