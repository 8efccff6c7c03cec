"""Versions of a dossier: who, when, why, and what each held."""

from __future__ import annotations

from dataclasses import dataclass

from hoso import text
from hoso.errors import NotFoundError
from hoso.model.dossier import DossierCard, DossierSnapshot, Version
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A dossier and all its versions, oldest first."""

    card: DossierCard
    object_id: str
    versions: tuple[Version, ...]


def log(ws: Workspace, code: str) -> History:
    """Return the versions of the dossier `code`."""
    object_id = _object(ws, code)
    return History(
        card=ws.snapshot(object_id).card,
        object_id=object_id,
        versions=ws.archive.versions(object_id),
    )


def show(ws: Workspace, code: str, number: int | None = None) -> DossierSnapshot:
    """Return what version `number` (None: head) of the dossier `code` says."""
    return ws.snapshot(_object(ws, code), number)


def _object(ws: Workspace, code: str) -> str:
    row = ws.catalogue.dossier(code)
    if row is None:
        near = text.nearest(code, [r.card.code for r in ws.catalogue.dossiers()])
        hint = f" Ý bạn là «{near}»?" if near else ""
        raise NotFoundError(f"Không có hồ sơ «{code}».{hint}", where=code)
    return row.object_id
