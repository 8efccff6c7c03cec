"""Versions of a dossier: who, when, why, and what each held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hoso import text
from hoso.errors import NotFoundError
from hoso.model.dossier import DossierCard, DossierSnapshot, Version
from hoso.workspace import Workspace

When = int | date | None  # a version's number, or the last one saved on or before a day


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A dossier and its versions, oldest first; `document` when only those of one were wanted."""

    card: DossierCard
    object_id: str
    versions: tuple[Version, ...]
    document: str = ""


def log(ws: Workspace, code: str) -> History:
    """Return the versions of a dossier, or those that touched one document (`…/0003`)."""
    dossier, _, number = code.partition("/")
    object_id = known(ws, dossier)
    versions = ws.archive.versions(object_id)
    if number:
        versions = tuple(_touching(versions, number))
        if not versions:
            raise NotFoundError(f"Hồ sơ {dossier} không có văn bản {number}.", where=code)
    card = ws.snapshot(object_id).card
    return History(card=card, object_id=object_id, versions=versions, document=number)


def _touching(versions: tuple[Version, ...], number: str) -> list[Version]:
    found: list[Version] = []
    before: dict[str, str] = {}
    for version in versions:
        files = {f.path: f.digest for f in version.files if f.path.startswith(f"{number}/")}
        if files != before:
            found.append(version)
        before = files
    return found


def show(ws: Workspace, code: str, when: When = None) -> DossierSnapshot:
    """Return what a version (None: head) of the dossier `code` says."""
    object_id = known(ws, code)
    return ws.snapshot(object_id, number_of(ws, object_id, when))


def number_of(ws: Workspace, object_id: str, when: When) -> int:
    """Return the number of a version; raise NotFoundError when there was none yet on that day."""
    if not isinstance(when, date):
        return _existing(ws, object_id, when)
    held = [one for one in ws.archive.versions(object_id) if one.created.date() <= when]
    if not held:
        first = ws.archive.version(object_id, 1).created.date()
        raise NotFoundError(
            f"Đến ngày {text.short_date(when)} hồ sơ này chưa có phiên bản nào; phiên bản đầu lưu "
            f"ngày {text.short_date(first)}.",
            where=object_id,
        )
    return held[-1].number


def _existing(ws: Workspace, object_id: str, number: int | None) -> int:
    head = ws.archive.head(object_id)
    if number is not None and not 1 <= number <= head:
        code = ws.snapshot(object_id).card.code
        raise NotFoundError(
            f"Hồ sơ {code} không có phiên bản {number}; có từ 1 đến {head}. Xem «hoso log {code}».",
            where=code,
        )
    return head if number is None else number


def known(ws: Workspace, code: str) -> str:
    """Return the object of a dossier; raise NotFoundError with the nearest code."""
    row = ws.catalogue.dossier(code)
    if row is None:
        near = text.nearest(code, [r.card.code for r in ws.catalogue.dossiers()])
        hint = f" Ý bạn là «{near}»?" if near else ""
        raise NotFoundError(f"Không có hồ sơ «{code}».{hint}", where=code)
    return row.object_id
