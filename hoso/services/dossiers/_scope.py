"""Which dossiers are meant: of an organisation and all that ever stood below it, of some years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hoso.catalogue import DossierRow
from hoso.errors import NotFoundError
from hoso.model.dossier import DossierKind
from hoso.model.roster import Organisation
from hoso.services import numbers
from hoso.services.subjects import top
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Phạm vi: `org` None is everything; `years` are first and last; a `term` names its years."""

    org: str | None = None
    years: tuple[int, int] | None = None
    term: str | None = None
    kind: DossierKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The organisations ever known, by code; those asked for, each before those below it."""

    known: Mapping[str, Organisation]
    codes: tuple[str, ...]
    whole: bool  # everything was asked for, also dossiers of organisations not on any roster

    def name(self, code: str) -> str:
        """Return the newest name of an organisation, its code when no roster knows it."""
        found = self.known.get(code)
        return found.states[-1].name if found else code

    def kind(self, code: str, on: date) -> str:
        """Return the kind of an organisation on a day, else the newest; "" when unknown."""
        found = self.known.get(code)
        return (found.at(on) or found.states[-1]).kind if found else ""

    def above(self, code: str, on: date) -> tuple[str, ...]:
        """Return an organisation and those above it on a day, nearest first."""
        found: list[str] = []
        one: str | None = code
        while one and one not in found:
            found.append(one)
            known = self.known.get(one)
            one = (known.at(on) or known.states[-1]).parent if known else None
        return tuple(found)


def tree(ws: Workspace, org: str | None) -> Tree:
    """Return the organisations asked for, also those since dissolved: their dossiers are still kept.

    All are read at once. Raise NotFoundError for one that no roster knows.
    """
    known = {one.code: one for one in ws.catalogue.organisations(None)}
    if org is None:
        first = [code for code, one in known.items() if one.states[-1].parent not in known]
        return Tree(known=known, codes=_below(known, first), whole=True)
    found = ws.catalogue.find_organisation(org)
    if found is None:
        raise NotFoundError(
            f"Không có tổ chức «{org}» trong danh sách. Xem «hoso roster show».", where=org
        )
    return Tree(known=known, codes=_below(known, [found.code]), whole=False)


def _below(known: Mapping[str, Organisation], first: list[str]) -> tuple[str, ...]:
    """Return organisations and all that ever stood below them, each before its own."""
    below: dict[str, list[str]] = {}
    for code, one in known.items():
        for parent in {state.parent for state in one.states if state.parent}:
            below.setdefault(parent, []).append(code)
    codes: dict[str, None] = {}
    waiting = list(first)
    while waiting:
        code = waiting.pop(0)
        if code not in codes:
            codes[code] = None
            waiting[:0] = below.get(code, [])
    return tuple(codes)


def span(ws: Workspace, scope: Scope, on: date) -> tuple[int, int] | None:
    """Return the first and last year that a scope names, by its term or its years; None: all."""
    if scope.term is None:
        return scope.years
    found = term(ws, scope, on)
    if found.since is None:
        raise NotFoundError(
            f"Danh sách chưa ghi ngày bắt đầu {found.words}. Hãy bổ sung rồi nhập lại, hoặc nêu "
            "--year NĂM..NĂM.",
            where=scope.term,
        )
    first, last = found.since.year, (found.until or on).year
    if scope.years:
        return max(first, scope.years[0]), min(last, scope.years[1])
    return first, last


def term(ws: Workspace, scope: Scope, on: date) -> numbers.Term:
    """Return the term that a scope names, of its organisation or the top one; raise NotFoundError."""
    code = tree(ws, scope.org).codes[0] if scope.org else top(ws, on).code
    organisation = ws.catalogue.organisation(code)
    spans = numbers.terms(organisation) if organisation else ()
    found = numbers.term_named(spans, scope.term or "")
    if found is None:
        known = ", ".join(one.label or one.words for one in spans)
        raise NotFoundError(
            f"Không có nhiệm kỳ «{scope.term}» của {code} trong danh sách. Có: {known}.",
            where=scope.term or "",
        )
    return found


def chosen(ws: Workspace, scope: Scope, found: Tree, on: date) -> tuple[DossierRow, ...]:
    """Return the dossiers of a scope, those that belong to no year too; never the inbox."""
    years = span(ws, scope, on)
    one = years[0] if years and years[0] == years[1] else None
    rows = list(ws.catalogue.dossiers(year=one, kind=scope.kind))
    if one is not None:
        rows += [row for row in ws.catalogue.dossiers(kind=scope.kind) if row.card.year is None]
    asked = set(found.codes)
    return tuple(
        row
        for row in rows
        if row.card.kind is not DossierKind.INBOX
        and (found.whole or row.card.organisation in asked)
        and (years is None or row.card.year is None or years[0] <= row.card.year <= years[1])
    )
