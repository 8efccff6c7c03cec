"""Faults that came back: candidates for every fault, and what a person decided of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from hoso import recurrence
from hoso.errors import RulesBrokenError
from hoso.model.recurrence import Decision, Match, RecurrenceDecision, Verdict
from hoso.model.review import Shortcoming
from hoso.services import faults
from hoso.services.subjects import codes_within
from hoso.workspace import Act, Committed, Workspace

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
def _scorer() -> recurrence.Scorer:
    return recurrence.Scorer.load()


def threads(
    ws: Workspace, year: int | None, *, org: str | None = None, on: date
) -> tuple[Thread, ...]:
    """Return every fault of `year` (None: of all years) with its earlier ones, likeliest first."""
    codes = codes_within(ws, org, on)
    named = ws.catalogue.shortcomings(year=year)
    wanted = [f for f in named if codes is None or f.subject.organisation in codes]
    pool = (*named, *ws.catalogue.shortcomings(before=year)) if year else named
    codes_wanted = {fault.code for fault in wanted}
    decided = {(d.code, d.earlier): d.decision for d in ws.catalogue.decisions()}
    found = [
        _thread(fault, earlier, decided)
        for fault, earlier in recurrence.candidates(pool)
        if fault.code in codes_wanted
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
        for match in _scorer().rank(fault, earlier)
    ]
    order = {Decision.CONFIRMED: 0, None: 1, Decision.REJECTED: 2}
    candidates.sort(key=lambda candidate: order[candidate.decision])
    return Thread(fault=fault, candidates=tuple(candidates[:MOST]))


def decide(ws: Workspace, pair: tuple[str, str], decision: Decision, act: Act) -> Committed:
    """Archive a person's word on (later, earlier); kept with the later fault's dossier."""
    new, old = faults.required(ws, pair[0]), faults.required(ws, pair[1])
    if old.year >= new.year:
        raise RulesBrokenError(
            f"{old.code} (năm {old.year}) không có trước {new.code} (năm {new.year}). "
            "Hãy ghi khuyết điểm mới trước, khuyết điểm cũ sau."
        )
    edit = ws.edit(faults.dossier_card(ws, new))
    word = RecurrenceDecision(
        code=new.code,
        earlier=old.code,
        decision=decision,
        by=ws.actor(act),
        day=act.on,
        why=act.why or "",
    )
    kept = [d for d in edit.register("decisions") if (d.code, d.earlier) != pair]
    edit.put_register("decisions", (*kept, word))
    return ws.commit([edit], act, f"{decision.value} {new.code} – {old.code}")
