"""Dossiers as archive law sees them: metadata, period, dates and counts, from one question a register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from hoso import profiles, text
from hoso.catalogue import DossierRow
from hoso.errors import NotFoundError
from hoso.model.archival import Retention
from hoso.model.dossier import DocumentStatus, DossierCard, DossierKind, Provenance
from hoso.services.dossiers._deadlines import Deadlines, deadlines, ended
from hoso.services.dossiers._retention import Judged, judge
from hoso.services.dossiers._scope import Scope, Tree, chosen, tree
from hoso.workspace import Workspace

# Lists of the archive do not count themselves: making one must not make it untrue.
FINDING_AIDS = frozenset(
    {"muc_luc_ho_so", "muc_luc_van_ban", "danh_muc_ho_so", "bien_ban_giao_nhan"}
)
GROUPS: Mapping[DossierKind, str] = {
    DossierKind.COLLECTIVE: "Hồ sơ kiểm điểm, đánh giá, xếp loại của tập thể",
    DossierKind.PERSON: "Hồ sơ kiểm điểm, đánh giá, xếp loại của đảng viên",
    DossierKind.ROSTER: "Danh sách tổ chức đảng, đảng viên",
    DossierKind.HANDOVER: "Hồ sơ bàn giao",
}
_KINDS = list(DossierKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One dossier: its card, its papers without finding aids, its period and what falls due."""

    row: DossierRow
    documents: tuple[Provenance, ...]
    aids: frozenset[str]  # numbers of its finding aids
    organisation: str  # its newest name
    judged: Judged
    due: Deadlines
    table: Retention

    @property
    def card(self) -> DossierCard:
        """Return the card as it is archived."""
        return self.row.card

    @property
    def code(self) -> str:
        """Return the code of the dossier."""
        return self.row.card.code

    @property
    def days(self) -> tuple[date, ...]:
        """Return the days of the papers, earliest first."""
        return tuple(sorted(one.day for one in self.documents if one.day))

    @property
    def start(self) -> date | None:
        """Return the first day: as the card says, else of the papers."""
        return self.card.start or next(iter(self.days), None)

    @property
    def end(self) -> date | None:
        """Return the last day: as the card says, else of the papers."""
        return self.card.end or (self.days[-1] if self.days else None)

    @property
    def dates(self) -> str:
        """Return both days as lists print them."""
        return " – ".join(text.short_date(day) for day in (self.start, self.end) if day)

    @property
    def pages(self) -> int | None:
        """Return the electronic pages: as the card says, else the sum when all papers' are known."""
        known = [one.pages for one in self.documents if one.pages is not None]
        summed = sum(known) if self.documents and len(known) == len(self.documents) else None
        return summed if self.card.pages is None else self.card.pages

    @property
    def maker(self) -> str:
        """Return who made the dossier: as the card says, else the organisation."""
        return self.card.maker or self.organisation


def foreseen(on: date) -> str:
    """Return what to know of the table that periods of a day come from, "" when it was in force."""
    table = profiles.retention_table(on)
    if table.since <= on:
        return ""
    return (
        f"Ngày {text.short_date(on)} chưa có bảng thời hạn nào mà chương trình biết; tạm tính theo "
        f"{table.code}, có hiệu lực từ ngày {text.short_date(table.since)}. Hãy đối chiếu quy định lúc ấy."
    )


def records(ws: Workspace, scope: Scope, on: date) -> tuple[Record, ...]:
    """Return the dossiers of a scope in the order of lists: by kind, year, organisation, name."""
    found = tree(ws, scope.org)
    return of_rows(ws, chosen(ws, scope, found, on), found, on)


def of_rows(ws: Workspace, rows: Sequence[DossierRow], found: Tree, on: date) -> tuple[Record, ...]:
    """Return these dossiers as records, in the order of lists; one question for all their papers."""
    papers = ws.catalogue.by_dossier(Provenance, [row.card.code for row in rows])
    table = profiles.retention_table(on)
    place = order(found)
    return tuple(
        _record(ws, row, papers.get(row.card.code, ()), found, (table, on))
        for row in sorted(rows, key=lambda one: place(one.card))
    )


def order(found: Tree) -> Callable[[DossierCard], tuple[object, ...]]:
    """Return the place of a card in a list: by kind, year, organisation, members by name."""
    places = {code: place for place, code in enumerate(found.codes)}

    def key(card: DossierCard) -> tuple[object, ...]:
        name = card.title.rpartition("đồng chí ")[2] if card.kind is DossierKind.PERSON else ""
        place = places.get(card.organisation, len(places))
        return _KINDS.index(card.kind), card.year or 0, place, _name_key(name), card.code

    return key


_name_key = cache(text.name_key)


def _record(
    ws: Workspace,
    row: DossierRow,
    documents: Iterable[Provenance],
    found: Tree,
    basis: tuple[Retention, date],
) -> Record:
    card, (table, on) = row.card, basis
    every = tuple(documents)
    papers = tuple(one for one in every if one.kind not in FINDING_AIDS)
    day = date(card.year, 12, 31) if card.year else on
    kinds = [one.kind for one in papers if one.status is not DocumentStatus.WITHDRAWN]
    kind = found.kind(card.organisation, day)
    judged = judge(card, kinds, kind, table, ws.settings.retention)
    ended_in = ended(card, (one.day for one in papers if one.day), on)
    return Record(
        row=row,
        documents=papers,
        aids=frozenset(one.number for one in every if one.kind in FINDING_AIDS),
        organisation=found.name(card.organisation),
        judged=judged,
        due=deadlines(card, judged.period, ended_in, table.submission),
        table=table,
    )


def of_row(ws: Workspace, row: DossierRow, documents: Iterable[Provenance], on: date) -> Record:
    """Return one dossier with its papers as a record; only its own organisation is looked up."""
    code = row.card.organisation
    known = ws.catalogue.organisation(code)
    alone = Tree(known={code: known} if known else {}, codes=(code,), whole=False)
    return _record(ws, row, documents, alone, (profiles.retention_table(on), on))


def record(ws: Workspace, code: str, on: date) -> Record:
    """Return one dossier; raise NotFoundError when there is none of that code."""
    # Codes of organisations that no roster names may have capitals.
    row = ws.catalogue.dossier(code.strip()) or ws.catalogue.dossier(code.strip().lower())
    if row is None:
        near = text.nearest(code, [one.card.code for one in ws.catalogue.dossiers()])
        hint = f" Ý bạn là «{near}»?" if near else " Xem «hoso dossiers list»."
        raise NotFoundError(f"Không có hồ sơ «{code}».{hint}", where=code)
    held = ws.catalogue.documents(dossier=row.card.code)
    return of_row(ws, row, (one.provenance for one in held), on)
