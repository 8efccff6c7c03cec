"""Candidates: for every fault the earlier ones that it may be again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from hoso import recurrence
from hoso.model.recurrence import Decision, Match, RecurrenceDecision, Verdict
from hoso.model.review import Shortcoming
from hoso.services.subjects import codes_within
from hoso.workspace import Workspace

MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One earlier fault with the program's score and a person's decision, if any."""

    match: Match
    earlier: Shortcoming
    decision: Decision | None

    @property
    def stands(self) -> bool:
        """Return whether it counts as come back: confirmed, or found and not rejected."""
        if self.decision is not None:
            return self.decision is Decision.CONFIRMED
        return self.match.verdict is Verdict.RETURNS


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """One fault with all earlier candidates, best first."""

    fault: Shortcoming
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> float:
        """Return the score by which the thread is listed: confirmed first, rejected last."""
        scores = [
            2.0 if c.decision is Decision.CONFIRMED else c.match.score
            for c in self.candidates
            if c.decision is not Decision.REJECTED
        ]
        return max(scores, default=0.0)

    @property
    def returns(self) -> tuple[Candidate, ...]:
        """Return the candidates that stand as come back."""
        return tuple(c for c in self.candidates if c.stands)


@cache
def scorer() -> recurrence.Scorer:
    return recurrence.Scorer.load()


def marked(new: Shortcoming, earlier: Shortcoming) -> tuple[str, str]:
    """Return both sentences with what they share between ⟦ and ⟧."""
    return scorer().marked(new.text, earlier.text)


def threads(
    ws: Workspace, year: int | None, *, org: str | None = None, on: date
) -> tuple[Thread, ...]:
    """Return every fault of `year` (None: of all years) with its earlier ones, likeliest first."""
    wanted, pool = pooled(ws, year, org, on)
    return threads_in(wanted, pool, decided_on(ws, pool))


def pooled(
    ws: Workspace, year: int | None, org: str | None, on: date
) -> tuple[tuple[Shortcoming, ...], tuple[Shortcoming, ...]]:
    """Return the faults asked for, and those with all their subjects' faults up to that year.

    Of one organisation only its own subjects' faults are read.
    """
    codes = codes_within(ws, org, on)
    if codes is None:
        named = ws.catalogue.shortcomings(year=year)
        return named, (*named, *ws.catalogue.shortcomings(before=year)) if year else named
    wanted = tuple(
        fault
        for code in sorted(codes)
        for fault in ws.catalogue.shortcomings(year=year, organisation=code)
    )
    subjects = {fault.subject for fault in wanted}
    return wanted, ws.catalogue.shortcomings_like(subjects, until=year)


def decided_on(ws: Workspace, pool: Iterable[Shortcoming]) -> tuple[RecurrenceDecision, ...]:
    """Return what people decided of pairs with a fault of `pool`."""
    return ws.catalogue.decisions({fault.code for fault in pool})


def threads_in(
    wanted: Iterable[Shortcoming],
    pool: Iterable[Shortcoming],
    decisions: Sequence[RecurrenceDecision],
) -> tuple[Thread, ...]:
    """Return the wanted faults, each with its earlier ones of `pool`, likeliest first."""
    codes = {fault.code for fault in wanted}
    decided = {(one.code, one.earlier): one.decision for one in decisions}
    found = [
        _thread(fault, earlier, decided)
        for fault, earlier in recurrence.candidates(pool, decisions)
        if fault.code in codes
    ]
    return tuple(sorted(found, key=lambda thread: (-thread.best, thread.fault.code)))


def _thread(
    fault: Shortcoming,
    earlier: Sequence[Shortcoming],
    decided: dict[tuple[str, str], Decision],
) -> Thread:
    texts = {one.code: one for one in earlier}
    candidates = [
        Candidate(
            match=match,
            earlier=texts[match.earlier],
            decision=decided.get((match.code, match.earlier)),
        )
        for match in scorer().rank(fault, earlier)
    ]
    order = {Decision.CONFIRMED: 0, None: 1, Decision.REJECTED: 2}
    candidates.sort(key=lambda candidate: order[candidate.decision])
    return Thread(fault=fault, candidates=tuple(candidates[:MOST]))
