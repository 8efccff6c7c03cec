"""The counters of one organisation, put together from the papers that bear its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from hoso import profiles
from hoso.catalogue import DocumentRow
from hoso.errors import NotFoundError
from hoso.facts import NumberSeen, Run
from hoso.model.dossier import DocumentStatus
from hoso.model.numbers import NumbersOutside, Symbol, read_symbol
from hoso.model.roster import Organisation
from hoso.services.numbers._terms import Term, term_on, terms
from hoso.services.numbers._types import counted_as
from hoso.text import short_date
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document with a number: how the number reads (None: not at all), and under which type."""

    row: DocumentRow
    read: Symbol | None
    type_name: str  # "" when its symbol has several and nobody said which

    @property
    def id(self) -> str:
        """Return where the document lies: `tt-cb-van-phong-2025/0003`."""
        return f"{self.row.dossier}/{self.row.provenance.number}"

    @property
    def withdrawn(self) -> bool:
        """Return whether the document was taken back; its number stays with it."""
        return self.row.provenance.status is DocumentStatus.WITHDRAWN

    @property
    def words(self) -> str:
        """Return which document it is, for people."""
        day = self.row.provenance.day
        dated = f", ngày {short_date(day)}" if day else ""
        return f"«{self.row.provenance.title}»{dated} ({self.id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Bộ số: one run of numbers. `type_name` is "" where all types share it, as in a congress.

    `organ` is "" for the counter that the organs of a committee share.
    """

    organisation: Organisation
    term: Term
    type_name: str
    organ: str = ""
    papers: tuple[Paper, ...] = ()
    outside: tuple[NumbersOutside, ...] = ()

    @property
    def seen(self) -> tuple[NumberSeen, ...]:
        """Return the numbers as the rules see them."""
        return tuple(
            NumberSeen(number=one.read.number, name=one.words, day=day, withdrawn=one.withdrawn)
            for one in self.papers
            if one.read
            for day in [one.row.provenance.day]
        )

    @property
    def runs(self) -> tuple[Run, ...]:
        """Return the numbers that papers outside of the archive bear."""
        return tuple((one.first, one.last) for one in self.outside)

    @property
    def last(self) -> int:
        """Return the highest number that anything bears, 0 when none was given yet."""
        given = [one.read.number for one in self.papers if one.read]
        return max([*given, *(last for _, last in self.runs)], default=0)

    def bearers(self, number: int) -> tuple[Paper, ...]:
        """Return the papers that bear a number."""
        return tuple(one for one in self.papers if one.read and one.read.number == number)

    @property
    def words(self) -> str:
        """Return whose counter it is, for people."""
        whose = self.organisation.states[-1].name
        what = self.type_name or "mọi tên loại của đại hội"
        kind = self.organisation.states[-1].kind
        organ = f" ({organ_name(kind, self.organ)})" if self.organ else ""
        return f"{whose}{organ}, {what}, {self.term.words}"


def organ_name(organisation_kind: str, code: str) -> str:
    """Return the name of an organ, its code where the organisation has since changed its kind."""
    known = {one.code: one.name for one in profiles.organs(organisation_kind)}
    return known.get(code, code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Sổ văn bản of an organisation: its counters, and the papers that none could take."""

    organisation: Organisation
    terms: tuple[Term, ...]
    counters: tuple[Counter, ...]
    loose: tuple[Paper, ...] = field(default=())  # unreadable, of no known type or of no term

    def counter(self, term: Term, type_name: str, organ: str) -> Counter:
        """Return one counter, an empty one when nothing bears a number of it yet."""
        for one in self.counters:
            if (one.term, one.type_name, one.organ) == (term, type_name, organ):
                return one
        return Counter(organisation=self.organisation, term=term, type_name=type_name, organ=organ)


Key = tuple[Term, str, str]  # term, type name, organ: whose counter


def ledger(ws: Workspace, code: str, type_name: str | None = None) -> Ledger:
    """Return the counters of the organisation `code`, those of one type or all.

    Only the papers that bear its numbers, of that type's symbol, are read. Raise NotFoundError for
    an organisation that the roster does not know.
    """
    organisation = ws.catalogue.organisation(code)
    if organisation is None:
        raise NotFoundError(f"Không có tổ chức mã «{code}» trong danh sách.", where=code)
    spans = terms(organisation)
    papers: dict[Key, list[Paper]] = {}
    loose = []
    for one in _papers(ws, code, type_name):
        if key := _key(ws, one, spans):
            papers.setdefault(key, []).append(one)
        else:
            loose.append(one)
    outside = _outside(ws, organisation, spans, type_name)
    keys = sorted({*papers, *outside}, key=lambda key: (key[0].since or date.min, *key[1:]))
    counters = tuple(
        _counter(organisation, key, papers.get(key, ()), outside.get(key, ())) for key in keys
    )
    return Ledger(organisation=organisation, terms=spans, counters=counters, loose=tuple(loose))


def _counter(
    organisation: Organisation,
    key: Key,
    papers: Iterable[Paper],
    outside: Iterable[NumbersOutside],
) -> Counter:
    term, type_name, organ = key
    return Counter(
        organisation=organisation,
        term=term,
        type_name=type_name,
        organ=organ,
        papers=tuple(sorted(papers, key=_order)),
        outside=tuple(outside),
    )


def _papers(ws: Workspace, code: str, type_name: str | None) -> Iterator[Paper]:
    """Yield the papers with numbers of an organisation; not the other type with the same symbol."""
    symbol = profiles.type_symbol(type_name) if type_name else None
    for row in ws.catalogue.numbered(code, symbol):
        one = _paper(row)
        if type_name is None or one.type_name in (type_name, ""):
            yield one


def _paper(row: DocumentRow) -> Paper:
    read = read_symbol(row.provenance.symbol)
    return Paper(row=row, read=read, type_name=counted_as(row.provenance, read) if read else "")


def _order(one: Paper) -> tuple[object, ...]:
    return one.read.number if one.read else 0, one.row.provenance.day or date.min, one.id


def _key(ws: Workspace, one: Paper, spans: Sequence[Term]) -> Key | None:
    """Return whose counter a paper belongs to, None when what is known does not say."""
    day = one.row.provenance.day
    if one.read is None or day is None:
        return None
    term = term_on(spans, day)
    group, common = group_of(ws, one.row.provenance.organ, day)
    if term is None or not (one.type_name or common):
        return None
    return term, "" if common else one.type_name, group


def group_of(ws: Workspace, organ: str, day: date) -> tuple[str, bool]:
    """Return the counter that an organ numbers in ("" the committee's), and whether for all types.

    What the rules let it share, the office may keep apart.
    """
    group, across_types = profiles.counter_of(organ, day)
    return (organ if organ in ws.settings.own_counters else group), across_types


def _outside(
    ws: Workspace, organisation: Organisation, spans: Sequence[Term], type_name: str | None
) -> dict[Key, list[NumbersOutside]]:
    by_start = {span.since: span for span in spans}
    found: dict[Key, list[NumbersOutside]] = {}
    for one in ws.catalogue.numbers_outside(organisation.code):
        # Where the roster has moved the first day of a term since, the day of the statement tells.
        term = by_start.get(one.term_since) or term_on(spans, one.day)
        if term is not None and type_name in (None, one.type_name):
            found.setdefault((term, one.type_name, one.organ), []).append(one)
    return found


def held_by(papers: Iterable[Paper]) -> str:
    """Return who bears a number, joined."""
    return ", ".join(one.words for one in papers)
