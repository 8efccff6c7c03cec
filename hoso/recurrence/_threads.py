"""Threads across years (mạch): what of an earlier year a fault is again, and what kind of story it is.

No text of the Party defines these kinds; they sort what a committee asks about a fault that it
reads again: was it said to be remedied, was it ever closed, whose time is it from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hoso.model.recurrence import Decision, Match, RecurrenceDecision, Verdict
from hoso.model.review import Shortcoming, SubjectKind
from hoso.recurrence._subjects import same_subject

Pair = tuple[str, str]  # codes: later, earlier


class Kind(StrEnum):
    """Loại mạch: what a fault is, seen across the years."""

    NEW = "moi"
    AGAIN = "lap_lai_da_bao_khac_phuc"
    UNCLOSED = "lap_lai_chua_dut_diem"
    INHERITED = "ke_thua"
    BOILERPLATE = "cau_mau"


@dataclass(frozen=True, slots=True, order=True)
class Remedied:
    """One word that a fault is remedied: which fault, in which year, who verified it ("": nobody)."""

    year: int
    code: str
    verified_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """Who was in charge of an organisation at the end of a year; "" and None: the roster is silent.

    `since` is the day on which the committee's term began.
    """

    head: str = ""
    name: str = ""
    term: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What is known beside the sentences themselves.

    `remedied` by fault, `tenures` by organisation and year, `stock` says of a fault why its
    sentence is a stock one.
    """

    remedied: Mapping[str, tuple[Remedied, ...]]
    tenures: Mapping[tuple[str, int], Tenure]
    stock: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """Mạch of one fault: its earlier namings, oldest first, and what kind of story that makes.

    `remedied` are the words, up to the fault's own year, that an earlier one was remedied;
    `before` is who was in charge when it was last named, where that was somebody else.
    """

    code: str
    kind: Kind
    since: int
    earlier: tuple[str, ...] = ()
    years: tuple[int, ...] = ()  # of every naming, the fault's own at last
    remedied: tuple[Remedied, ...] = ()
    before: Tenure | None = None
    stock: str = ""

    @property
    def times(self) -> int:
        """Return how many times it was named, the fault itself among them."""
        return len(self.earlier) + 1


def standing(
    matches: Iterable[Match], decisions: Iterable[RecurrenceDecision]
) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """Return the pairs that hold, confirmed or found and not rejected, and the rejected ones.

    Of several decisions on one pair the last counts.
    """
    made = {(one.code, one.earlier): one.decision for one in decisions}
    rejected = frozenset(pair for pair, word in made.items() if word is Decision.REJECTED)
    found = {(m.code, m.earlier) for m in matches if m.verdict is Verdict.RETURNS}
    confirmed = {pair for pair, word in made.items() if word is Decision.CONFIRMED}
    return frozenset(confirmed | (found - rejected)), rejected


def trace(
    faults: Iterable[Shortcoming], links: Set[Pair], rejected: Set[Pair]
) -> dict[str, tuple[Shortcoming, ...]]:
    """Return each fault's earlier namings, also through others, oldest first.

    Nothing is reached through a pair of different subjects or of years that do not go back, and
    never what a person said the fault is not.
    """
    known = {one.code: one for one in faults}
    back: defaultdict[str, list[str]] = defaultdict(list)
    for later, earlier in links:
        new, old = known.get(later), known.get(earlier)
        if new and old and old.year < new.year and same_subject(new.subject, old.subject):
            back[later].append(earlier)
    return {code: _reached(code, known, back, rejected) for code in known}


def _reached(
    code: str,
    known: Mapping[str, Shortcoming],
    back: Mapping[str, list[str]],
    rejected: Set[Pair],
) -> tuple[Shortcoming, ...]:
    seen: set[str] = set()
    todo = [*back.get(code, ())]
    while todo:
        one = todo.pop()
        if one not in seen and (code, one) not in rejected:
            seen.add(one)
            todo += back.get(one, ())
    return tuple(sorted((known[one] for one in seen), key=lambda fault: (fault.year, fault.code)))


def strands(
    traced: Mapping[str, tuple[Shortcoming, ...]], wanted: Iterable[Shortcoming], past: Past
) -> dict[str, Strand]:
    """Return the strand of each wanted fault, by its code."""
    return {fault.code: _strand(fault, traced.get(fault.code, ()), past) for fault in wanted}


def _strand(fault: Shortcoming, earlier: tuple[Shortcoming, ...], past: Past) -> Strand:
    remedied = tuple(_remedied(fault, earlier, past))
    before = _predecessor(fault, earlier, past)
    stock = past.stock.get(fault.code, "")
    if stock:
        kind = Kind.BOILERPLATE
    elif not earlier:
        kind = Kind.NEW
    elif before:
        kind = Kind.INHERITED
    else:
        kind = Kind.AGAIN if remedied else Kind.UNCLOSED
    years = {one.year for one in (*earlier, fault)}
    return Strand(
        code=fault.code,
        kind=kind,
        since=min(years),
        earlier=tuple(one.code for one in earlier),
        years=tuple(sorted(years)),
        remedied=remedied,
        before=before,
        stock=stock,
    )


def _remedied(
    fault: Shortcoming, earlier: tuple[Shortcoming, ...], past: Past
) -> Iterator[Remedied]:
    said = {word for one in earlier for word in past.remedied.get(one.code, ())}
    return (word for word in sorted(said) if word.year <= fault.year)


def _predecessor(fault: Shortcoming, earlier: tuple[Shortcoming, ...], past: Past) -> Tenure | None:
    """Return who was in charge when it was last named, if no naming is of today's time in charge.

    A person inherits nothing; and what the roster does not tell is not taken for a change.
    """
    now = past.tenures.get((fault.subject.organisation, fault.year))
    if fault.subject.kind is SubjectKind.PERSON or now is None or not earlier:
        return None
    then = [
        (one.year, past.tenures.get((one.subject.organisation, one.year), Tenure()))
        for one in earlier
    ]
    return then[-1][1] if all(_changed(now, year, old) for year, old in then) else None


def _changed(now: Tenure, year: int, old: Tenure) -> bool:
    """Return whether another person, or another term, had the say at the end of `year`."""
    other_head = bool(now.head and old.head and now.head != old.head)
    other_term = bool(now.term and old.term and now.term != old.term)
    return other_head or other_term or (now.since is not None and date(year, 12, 31) < now.since)


def tips(found: Mapping[str, Strand]) -> tuple[str, ...]:
    """Return the faults that come back, or are stock, and that no later one of `found` is again."""
    passed = {code for one in found.values() for code in one.earlier}
    told = (code for code, one in found.items() if one.earlier or one.stock)
    return tuple(code for code in told if code not in passed)
