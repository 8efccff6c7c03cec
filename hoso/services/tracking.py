"""What became of shortcomings, put together from the register, later reviews and recurrences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from hoso import remedies, text
from hoso.model import base
from hoso.model.recurrence import Decision, RecurrenceDecision
from hoso.model.remedy import EventKind, RemedyEvent
from hoso.model.review import FollowUp, PlanItem, Shortcoming, Status, SubjectKind
from hoso.remedies import FaultState, Track
from hoso.workspace import Workspace

_OWN = "tự báo cáo trong kiểm điểm"


def states(
    ws: Workspace, shortcomings: Collection[Shortcoming], *, until: date
) -> dict[str, FaultState]:
    """Return the state of each shortcoming on the day `until`, by code.

    What section III of a review says counts in its review year, whenever the form was taken in; a
    recurrence that a person confirmed opens what was remedied before.
    """
    codes = {fault.code for fault in shortcomings}
    said: defaultdict[str, list[RemedyEvent]] = defaultdict(list)
    for event in _events(ws, codes):
        if has_happened(event, until):
            said[event.code].append(event)
    return {
        fault.code: remedies.state_of(
            start(fault), sorted(said[fault.code], key=lambda event: event.day)
        )
        for fault in shortcomings
    }


def has_happened(event: RemedyEvent, until: date) -> bool:
    """Return whether an event counts on a day; a review's own words count with the review year."""
    of_review = event.year if event.kind is EventKind.REPORTED else None
    return event.day <= until or bool(of_review and date(of_review, 12, 31) <= until)


def start(fault: Shortcoming) -> Track:
    """Return the state in which a shortcoming was named."""
    subject = fault.subject
    whose = (subject.name, subject.card) if subject.kind is SubjectKind.PERSON else ()
    bearers = re.split(r"[\n;,]", fault.responsibility)
    return Track(
        status=fault.status,
        degree=100 if fault.status is Status.DONE else None,
        day=named_on(fault),
        owner=text.squeeze(fault.responsibility),
        parties=tuple(one.strip() for one in (*whose, *bearers) if one.strip()),
        deadline=text.parse_date(fault.deadline),
    )


def named_on(fault: Shortcoming) -> date:
    """Return when a shortcoming was named: the last day of the review year when nobody said."""
    return fault.named_on or date(fault.year, 12, 31)


def _events(ws: Workspace, codes: Collection[str]) -> Iterator[RemedyEvent]:
    """Yield what reviews said, then the register's own events, then confirmed recurrences.

    On one day they count in this order: who writes an event knows what the review says.
    """
    for word in ws.catalogue.follow_ups(codes):
        if word.status is not None:
            yield _reported(word)
    own = sorted(ws.catalogue.remedy_events(codes), key=lambda event: event.number)
    known = {event.item for event in own}
    for item in ws.catalogue.plan(shortcomings=codes):
        if item.code not in known:
            yield from as_found(item)
    yield from own
    yield from _returns(ws, ws.catalogue.decisions(codes), codes)


def as_found(item: PlanItem) -> Iterator[RemedyEvent]:
    """Yield the events that say how an item stands that was planned before events were kept."""
    day = item.verified_on or date(item.year, 1, 1)
    yield from planned(item, day)
    found = RemedyEvent(
        code=item.shortcoming, item=item.code, kind=EventKind.REPORTED, day=day, who=item.owner
    )
    if item.status is not Status.OPEN or item.degree is not None or item.evidence:
        proof = (item.evidence,) if item.evidence else ()
        yield base.replaced(found, status=item.status, degree=item.degree, evidence=proof)
    if item.verified_by:
        yield base.replaced(found, kind=EventKind.VERIFIED, who=item.verified_by)


def planned(item: PlanItem, day: date, by: str = "") -> Iterator[RemedyEvent]:
    """Yield what is planned with an item, and by what its effect will be judged."""
    found = RemedyEvent(
        code=item.shortcoming, item=item.code, kind=EventKind.PLANNED, day=day, by=by
    )
    yield base.replaced(found, words=item.measure, owner=item.owner, deadline=item.deadline)
    if item.criterion:
        yield base.replaced(found, kind=EventKind.CRITERION, words=item.criterion)


def _reported(word: FollowUp) -> RemedyEvent:
    return RemedyEvent(
        code=word.code,
        kind=EventKind.REPORTED,
        day=word.day or date(word.year, 12, 31),
        who=f"{_OWN} năm {word.year}",
        why=f"báo cáo kiểm điểm năm {word.year}",
        status=word.status,
        degree=word.degree,
        words=word.note,
        evidence=(word.document,) if word.document else (),
        year=word.year,
    )


def _returns(
    ws: Workspace, decisions: Iterable[RecurrenceDecision], codes: Collection[str]
) -> Iterator[RemedyEvent]:
    sure = [d for d in decisions if d.decision is Decision.CONFIRMED and d.earlier in codes]
    if not sure:
        return
    years = {f.code: f.year for f in ws.catalogue.shortcomings_by_code({d.code for d in sure})}
    for decision in sure:
        if decision.code in years:
            year = years[decision.code]
            yield RemedyEvent(
                code=decision.earlier,
                kind=EventKind.REOPENED,
                day=decision.day,
                by=decision.by,
                who=decision.by,
                why=f"tái diễn ở {decision.code} (năm {year})",
                document=decision.code,
                year=year,
            )


def continued_by(state: FaultState) -> str:
    """Return the code of the later shortcoming under which this one is followed on, "" for none.

    That is so while it is open only because it came back: the later one names the same thing.
    """
    last = next(
        (
            event
            for event in reversed(state.events)
            if not event.item and event.kind not in {EventKind.CRITERION, EventKind.EXTENDED}
        ),
        None,
    )
    again = last and last.kind is EventKind.REOPENED and last.year is not None
    return last.document if last and again and state.track.is_open else ""


def first_named(ws: Workspace, shortcomings: Collection[Shortcoming]) -> dict[str, int]:
    """Return the year in which each was first named, by code, back along confirmed recurrences."""
    back: dict[str, set[str]] = defaultdict(set)
    for one in ws.catalogue.decisions():
        if one.decision is Decision.CONFIRMED:
            back[one.code].add(one.earlier)
    named = {earlier for ones in back.values() for earlier in ones}
    years = {fault.code: fault.year for fault in shortcomings}
    years |= {fault.code: fault.year for fault in ws.catalogue.shortcomings_by_code(named)}
    return {one.code: min(_years_back(one.code, back, years)) for one in shortcomings}


def _years_back(code: str, back: dict[str, set[str]], years: dict[str, int]) -> Iterator[int]:
    waiting, seen = [code], set[str]()
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += back.get(one, ())
            if one in years:
                yield years[one]
