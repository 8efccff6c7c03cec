"""Whether review dossiers hold what they must: Điều 17 of QĐ 366-QĐ/TW, and the list of Mẫu 04."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hoso import profiles
from hoso.errors import NotFoundError
from hoso.model.archival import ContentItem, Contents
from hoso.model.assessment import Statement
from hoso.model.dossier import DocumentStatus, DossierKind, Provenance
from hoso.model.oversight import Appraisal
from hoso.model.profile import DossierItem, Regime
from hoso.services import campaign
from hoso.services.dossiers._records import Record
from hoso.services.dossiers._scope import Tree
from hoso.services.subjects import bodies_on, committees
from hoso.workspace import Workspace

# A list of the dossier says so of papers that only some dossiers have.
_IF_ANY = "(nếu có)"


class Presence(StrEnum):
    """What became of one item: there, lacking, not asked for, excused."""

    HERE = "co"
    LACKING = "thieu"
    NOT_ASKED = "khong_can"
    EXCUSED = "mien"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a list: its number there (0: none), title, state, and the papers that are it."""

    number: int
    title: str
    presence: Presence
    documents: tuple[str, ...]
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """What a dossier holds of what it must; empty lists where the regime of the year has none."""

    record: Record
    items: tuple[Item, ...]
    form_items: tuple[Item, ...]  # of the regime's own list, Mẫu 04
    why_not: str = ""  # why nothing could be checked

    @property
    def lacking(self) -> tuple[Item, ...]:
        """Return what must be there and is not."""
        return tuple(one for one in self.items if one.presence is Presence.LACKING)

    @property
    def form_lacking(self) -> tuple[Item, ...]:
        """Return the lines of Mẫu 04 without a paper, those that must have one."""
        return tuple(one for one in self.form_items if one.presence is Presence.LACKING)


Papers = tuple[tuple[str, str], ...]  # (document id, kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one subject's year says: papers that may count, true facts stated, whether appraised.

    `unasked` are kinds of papers that this subject has not, as the report of a small collective.
    """

    member: bool
    papers: Papers
    signs: frozenset[str] = frozenset()
    appraised: bool = False
    unasked: frozenset[str] = frozenset()

    def of_kinds(self, kinds: Collection[str]) -> tuple[str, ...]:
        """Return the ids of the papers of some kinds."""
        return tuple(document for document, kind in self.papers if kind in kinds)


def judge_item(item: ContentItem, seen: Seen) -> tuple[Presence, tuple[str, ...]]:
    """Return what became of one item, and the ids of its papers."""
    kinds = item.of_member if seen.member else item.of_collective
    if found := seen.of_kinds(kinds):
        return Presence.HERE, found
    if item.excused and item.excused in seen.signs:
        return Presence.EXCUSED, ()
    asked = item.always or not seen.signs.isdisjoint(item.signs)
    asked = asked or (item.appraised and seen.appraised)
    if not asked or seen.unasked.issuperset(kinds):
        return Presence.NOT_ASKED, ()
    return Presence.LACKING, ()


def judge_line(item: DossierItem, seen: Seen) -> tuple[Presence, tuple[str, ...]]:
    """Return what became of one line of the regime's own list."""
    if found := seen.of_kinds(item.kinds):
        return Presence.HERE, found
    unasked = _IF_ANY in item.title or seen.unasked.issuperset(item.kinds)
    return (Presence.NOT_ASKED if unasked else Presence.LACKING), ()


def completeness(ws: Workspace, found: Tree, listed: Iterable[Record]) -> tuple[Completeness, ...]:
    """Return for each review dossier what it holds of what the regime of its year asks for."""
    reviews = [one for one in listed if _is_review(one)]
    years = {one.card.year for one in reviews if one.card.year}
    desks = {year: _Desk.of(ws, found, year, reviews) for year in sorted(years)}
    return tuple(desks[one.card.year].judge(one) for one in reviews if one.card.year)


def _is_review(one: Record) -> bool:
    card = one.card
    named = card.kind is DossierKind.COLLECTIVE or bool(card.card)
    return named and card.year is not None and card.kind in _REVIEWS


_REVIEWS = (DossierKind.COLLECTIVE, DossierKind.PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """All that is read of one year, once, for every dossier of it."""

    year: int
    regime: Regime | None
    contents: Contents | None
    papers: Mapping[str, Papers]  # dossier → what counts of it
    statements: Mapping[str, tuple[Statement, ...]]
    appraised: frozenset[str]  # dossiers with an appraisal
    small: frozenset[str]  # organisations whose collective has no report of its own
    tree: Tree

    @classmethod
    def of(cls, ws: Workspace, found: Tree, year: int, reviews: Iterable[Record]) -> _Desk:
        last = date(year, 12, 31)
        regime = _regime(ws, year)
        own = [one for one in reviews if one.card.year == year]
        codes = {one.code for one in own}
        bodies = {up for one in own for up in found.above(one.card.organisation, last)}
        above = {f"tt-{code}-{year}" for code in bodies} - codes
        papers = {one.code: _counted(one.code, one.documents) for one in own}
        others = ws.catalogue.by_dossier(Provenance, above)
        papers |= {code: _counted(code, documents) for code, documents in others.items()}
        return cls(
            year=year,
            regime=regime,
            contents=profiles.contents_of(regime.code) if regime else None,
            papers=papers,
            statements=ws.catalogue.by_dossier(Statement, codes),
            appraised=frozenset(ws.catalogue.by_dossier(Appraisal, codes)),
            small=_small(ws, regime, last) if regime else frozenset(),
            tree=found,
        )

    def judge(self, one: Record) -> Completeness:
        if self.regime is None:
            words = f"chưa có chế độ kiểm điểm cho năm {self.year}"
            return Completeness(record=one, items=(), form_items=(), why_not=words)
        seen = self._seen(one)
        items = tuple(self._items(seen))
        lines = tuple(self._lines(seen))
        none = f"{self.regime.title} chưa có danh mục hồ sơ để đối chiếu"
        why_not = "" if items or lines else none
        return Completeness(record=one, items=items, form_items=lines, why_not=why_not)

    def _items(self, seen: Seen) -> Iterator[Item]:
        for item in self.contents.items if self.contents else ():
            presence, documents = judge_item(item, seen)
            yield Item(
                number=item.number,
                title=item.title,
                presence=presence,
                documents=documents,
                reference=self.contents.reference if self.contents else "",
            )

    def _lines(self, seen: Seen) -> Iterator[Item]:
        subject = "ca_nhan" if seen.member else "tap_the"
        for line in self.regime.dossier if self.regime else ():
            if line.subject == subject:
                presence, documents = judge_line(line, seen)
                yield Item(
                    number=0,
                    title=line.title,
                    presence=presence,
                    documents=documents,
                    reference=line.reference,
                )

    def _seen(self, one: Record) -> Seen:
        member = one.card.kind is DossierKind.PERSON
        said = self.statements.get(one.code, ())
        few = not member and one.card.organisation in self.small
        return Seen(
            member=member,
            papers=(*self.papers[one.code], *self._around(one)),
            signs=frozenset(each.fact for each in said if each.value is True),
            appraised=one.code in self.appraised,
            unasked=frozenset(self._not_of_few()) if few else frozenset(),
        )

    def _around(self, one: Record) -> Iterator[tuple[str, str]]:
        """Yield the papers about several subjects that lie with the organisation or above it."""
        if self.contents is None:
            return
        kinds: Collection[str] = {*self.contents.with_body, *self.contents.with_above}
        for code in self.tree.above(one.card.organisation, date(self.year, 12, 31)):
            dossier = f"tt-{code}-{self.year}"
            if dossier != one.code:
                yield from (p for p in self.papers.get(dossier, ()) if p[1] in kinds)
            kinds = self.contents.with_above

    def _not_of_few(self) -> Iterator[str]:
        for item in self.contents.items if self.contents else ():
            if item.not_of_few:
                yield from item.of_collective


def _counted(dossier: str, documents: Iterable[Provenance]) -> Papers:
    """Return the papers that are really there: not taken back, and no form still to be filled in."""
    return tuple((f"{dossier}/{one.number}", one.kind) for one in documents if is_here(one))


def is_here(one: Provenance) -> bool:
    """Return whether a paper is there: not taken back, and no form still to be filled in."""
    waiting = one.awaits_return and one.status is DocumentStatus.ISSUED
    return one.status is not DocumentStatus.WITHDRAWN and not waiting


def _regime(ws: Workspace, year: int) -> Regime | None:
    try:
        return ws.regime(year)
    except NotFoundError:  # before the first regime known
        return None


def _small(ws: Workspace, regime: Regime, on: date) -> frozenset[str]:
    """Return the organisations whose collective the law does not have reviewed by itself."""
    bodies = bodies_on(ws, on)
    seated = committees(bodies, ws.catalogue.members(on))
    return frozenset(
        code
        for code, cards in seated.items()
        if campaign.of_collective(len(cards), regime).reviewed is False
    )
