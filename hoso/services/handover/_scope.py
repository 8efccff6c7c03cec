"""What is handed over: the whole archive, some years, an organisation and all below it."""

from __future__ import annotations

from dataclasses import dataclass

from hoso.catalogue import DossierRow
from hoso.errors import NotFoundError
from hoso.services.subjects import body
from hoso.workspace import Act, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Phạm vi: `years` None takes all, `org` "" the whole archive; secret dossiers only by code."""

    years: tuple[int, int] | None = None  # first and last review year
    org: str = ""
    secret: tuple[str, ...] = ()  # codes of dossiers marked secret that are to go along

    @property
    def is_whole(self) -> bool:
        """Return whether nothing is left out by years or organisation."""
        return self.years is None and not self.org


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The dossiers that go, and those that stay because they are marked secret."""

    rows: tuple[DossierRow, ...]
    kept_back: tuple[DossierRow, ...]


def chosen(ws: Workspace, scope: Scope, act: Act) -> Chosen:
    """Return what a scope covers; raise NotFoundError for a code asked for that is not in it."""
    rows = [row for row in ws.catalogue.dossiers() if _covers(ws, scope, row, act)]
    known = {row.card.code for row in rows}
    if strange := [code for code in scope.secret if code not in known]:
        raise NotFoundError(
            f"Không có hồ sơ «{strange[0]}» trong phần bàn giao. Xem «hoso search».",
            where=strange[0],
        )
    kept = [row for row in rows if row.card.secrecy and row.card.code not in scope.secret]
    going = [row for row in rows if row not in kept]
    return Chosen(rows=tuple(going), kept_back=tuple(kept))


def _covers(ws: Workspace, scope: Scope, row: DossierRow, act: Act) -> bool:
    card = row.card
    if scope.years and card.year and not scope.years[0] <= card.year <= scope.years[1]:
        return False
    return not scope.org or card.organisation in _below(ws, body(ws, scope.org, act.on).code)


def _below(ws: Workspace, code: str) -> set[str]:
    """Return an organisation and all that ever stood below it; those dissolved count."""
    found: set[str] = set()
    waiting = [code]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += [child.code for child in ws.catalogue.children(one, None)]
    return found
