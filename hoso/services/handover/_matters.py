"""The register of open matters: what the successor must finish, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hoso import text
from hoso.catalogue import DossierRow
from hoso.errors import Outcome
from hoso.model.dossier import DossierKind, Provenance
from hoso.model.review import PlanItem
from hoso.services import dossiers, numbers, plan
from hoso.services.handover._scope import Chosen
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One thing left open: of what kind, where, what, until when."""

    kind: str
    where: str
    what: str
    until: date | None = None


def matters(ws: Workspace, going: Chosen, on: date) -> tuple[Matter, ...]:
    """Return what is open in the dossiers that go, on `on`: by kind, the earliest deadline first.

    Nothing is told of a dossier that stays. Numbers are a matter of an organisation: they are none
    of a member who moves.
    """
    codes = {row.card.code for row in going.rows}
    bodies = sorted({row.card.organisation for row in going.rows})
    found = [
        *_remedies(ws, codes, on),
        *_unsigned(ws, codes),
        *_waiting(ws, going.rows),
        *(_numbers(ws, bodies, on) if not going.whose else ()),
    ]
    return tuple(sorted(found, key=lambda one: (one.kind, one.until or date.max, one.where)))


def _remedies(ws: Workspace, codes: set[str], on: date) -> Iterator[Matter]:
    held = ws.catalogue.by_dossier(PlanItem, codes).values()
    known = {item.code for items in held for item in items}
    for line in plan.listing(ws, plan.Shown(open_only=True), on):
        item = line.item
        if item.code in known:
            yield Matter(
                kind="Khắc phục chưa xong",
                where=f"{item.code} ({item.subject.organisation})",
                what=f"{item.measure} – {item.owner}",
                until=item.deadline,
            )


def _unsigned(ws: Workspace, codes: set[str]) -> Iterator[Matter]:
    for code, documents in ws.catalogue.by_dossier(Provenance, codes).items():
        for one in dossiers.unsigned(documents):
            yield Matter(
                kind="Biểu mẫu chưa nhận lại" if one.out else "Chưa có bản ký",
                where=f"{code}/{one.document.number}",
                what=one.document.title,
            )


def _waiting(ws: Workspace, rows: Iterable[DossierRow]) -> Iterator[Matter]:
    for row in rows:
        if row.card.kind is not DossierKind.INBOX:
            continue
        for one in ws.snapshot(row.object_id).pending:
            if not one.decided_on:
                yield Matter(kind="Tệp chờ xử lý", where=one.code, what=one.name)


def _numbers(ws: Workspace, bodies: list[str], on: date) -> Iterator[Matter]:
    # Dossiers may be of organisations that no roster was ever given for: they have no counters.
    known = [code for code in bodies if ws.catalogue.organisation(code)]
    for problem in numbers.problems(ws, known, numbers.Scope(), on):
        if problem.outcome is Outcome.BROKEN:
            yield Matter(kind="Số văn bản", where=problem.where, what=text.squeeze(problem.message))
