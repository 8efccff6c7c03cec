"""Threads across years of what was asked for: read, linked, told apart by kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from hoso import recurrence
from hoso.model.recurrence import Match, RecurrenceDecision
from hoso.model.review import Shortcoming, SubjectKind
from hoso.recurrence import Kind, Past, Remedied, Strand
from hoso.services.recurrences._found import Thread, decided_on, pooled, scorer, threads_in
from hoso.services.recurrences._known import remedied, tenures
from hoso.workspace import Workspace

LINKS = 10  # earlier faults looked at behind each earlier one
KIND_NAMES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.NEW: "mới",
        Kind.AGAIN: "lặp lại dù đã báo khắc phục",
        Kind.UNCLOSED: "lặp lại, chưa lần nào dứt điểm",
        Kind.INHERITED: "từ nhiệm kỳ, người phụ trách trước để lại",
        Kind.BOILERPLATE: "câu mẫu",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The faults asked for with their candidates, their strands, and every fault these name."""

    threads: tuple[Thread, ...]
    strands: Mapping[str, Strand]
    faults: Mapping[str, Shortcoming]

    @property
    def tips(self) -> tuple[Strand, ...]:
        """Return the strands worth reading, one a story: that of the last fault of each.

        Those that come back by far the most often stand first; stock sentences at last.
        """
        found = [self.strands[code] for code in recurrence.tips(self.strands)]
        return tuple(
            sorted(found, key=lambda one: (_ORDER[one.kind], -one.times, one.since, one.code))
        )

    def of_kind(self, kind: Kind) -> int:
        """Return how many of the faults asked for are of a kind."""
        return sum(one.kind is kind for one in self.strands.values())


_ORDER = {kind: place for place, kind in enumerate((Kind.AGAIN, Kind.UNCLOSED, Kind.INHERITED))} | {
    Kind.BOILERPLATE: 3,
    Kind.NEW: 4,
}


def survey(ws: Workspace, year: int | None, *, org: str | None = None, on: date) -> Survey:
    """Return the faults of `year` (None: of all years) with candidates and strands.

    Earlier faults are looked at only where a fault asked for leads to them.
    """
    wanted, pool = pooled(ws, year, org, on)
    decided = decided_on(ws, pool)  # of all others nothing leads into the pool
    found = threads_in(wanted, pool, decided)
    matches = [c.match for thread in found for c in thread.candidates]
    matches += _behind(found, pool, decided)
    links, rejected = recurrence.standing(matches, decided)
    traced = recurrence.trace(pool, links, rejected)
    used = {one.code: one for fault in wanted for one in (fault, *traced[fault.code])}
    past = Past(
        remedied=remedied(ws, _by_code(used.values())),
        tenures=tenures(ws, _collective(wanted, traced), on),
        stock=_stock(ws, wanted, pool, year),
    )
    return Survey(
        threads=found,
        strands=recurrence.strands(traced, [one.fault for one in found], past),
        faults=used,
    )


def _behind(
    found: Iterable[Thread],
    pool: Iterable[Shortcoming],
    decisions: Sequence[RecurrenceDecision],
) -> Iterator[Match]:
    """Yield the matches of the earlier faults that are reached, of those behind them, and so on."""
    done = {thread.fault.code for thread in found}
    past = {one.code: (one, earlier) for one, earlier in recurrence.candidates(pool, decisions)}
    said = {(one.code, one.earlier): one for one in decisions}
    todo = [candidate.earlier.code for thread in found for candidate in thread.returns]
    while todo:
        code = todo.pop()
        if code in done or code not in past:
            continue
        done.add(code)
        matches = scorer().rank(*past[code], limit=LINKS)
        yield from matches
        own = [one for pair, one in said.items() if pair[0] == code]
        links, _ = recurrence.standing(matches, own)
        todo += [earlier for later, earlier in links if later == code]


def _by_code(faults: Iterable[Shortcoming]) -> dict[str, Shortcoming]:
    return {one.code: one for one in faults}


def _collective(
    wanted: Iterable[Shortcoming], traced: Mapping[str, tuple[Shortcoming, ...]]
) -> frozenset[tuple[str, int]]:
    """Return of which organisations and years it matters who was in charge."""
    return frozenset(
        (one.subject.organisation, one.year)
        for fault in wanted
        if fault.subject.kind is SubjectKind.COLLECTIVE and traced[fault.code]
        for one in (fault, *traced[fault.code])
    )


def _stock(
    ws: Workspace, wanted: Iterable[Shortcoming], pool: Iterable[Shortcoming], year: int | None
) -> dict[str, str]:
    """Return why stock sentences are so, also against what others wrote in the same years."""
    asked = _by_code(wanted)
    others = ws.catalogue.shortcomings(year=year) if asked else ()
    around = _by_code(pool) | _by_code(others)
    return recurrence.stock_reasons(_sentences(asked), _sentences(around))


def _sentences(faults: Mapping[str, Shortcoming]) -> dict[str, tuple[str, str, int]]:
    return {
        code: (str(recurrence.subject_key(one.subject)), one.text, one.year)
        for code, one in faults.items()
    }


__all__ = ["KIND_NAMES", "Kind", "Remedied", "Survey", "survey"]
