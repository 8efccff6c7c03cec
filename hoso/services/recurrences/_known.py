"""What the archive knows around a thread: who said it was remedied, who was in charge when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from hoso.errors import NotFoundError
from hoso.model.review import PlanItem, Shortcoming, Status
from hoso.recurrence import Remedied, Tenure
from hoso.services.subjects import body, officers
from hoso.workspace import Workspace


def remedied(ws: Workspace, faults: Mapping[str, Shortcoming]) -> dict[str, tuple[Remedied, ...]]:
    """Return every word that one of `faults` is remedied: the register's, a review's, the plan's."""
    said: defaultdict[str, set[Remedied]] = defaultdict(set)
    for fault in faults.values():
        if fault.status is Status.DONE:
            said[fault.code].add(Remedied(fault.year, fault.code))
    for word in ws.catalogue.follow_ups(faults):
        if word.status is Status.DONE:
            said[word.code].add(Remedied(word.year, word.code))
    for item in plan_items(ws, faults.values()):
        if item.status is Status.DONE:
            year = item.verified_on.year if item.verified_on else item.year
            said[item.shortcoming].add(Remedied(year, item.shortcoming, item.verified_by))
    return {code: tuple(sorted(words)) for code, words in said.items()}


def plan_items(ws: Workspace, faults: Iterable[Shortcoming]) -> Iterator[PlanItem]:
    """Yield the plan's items for these faults."""
    named = {fault.code: fault.subject.organisation for fault in faults}
    for organisation in sorted(set(named.values())):
        for item in ws.catalogue.plan(organisation=organisation):
            if item.shortcoming in named:
                yield item


def tenures(
    ws: Workspace, wanted: Iterable[tuple[str, int]], on: date
) -> dict[tuple[str, int], Tenure]:
    """Return who was in charge of each (organisation, year) at its end, as far as the roster says.

    A year that has not ended is taken as of `on`.
    """
    return {(code, year): _tenure(ws, code, min(date(year, 12, 31), on)) for code, year in wanted}


def _tenure(ws: Workspace, code: str, day: date) -> Tenure:
    try:
        of = body(ws, code, day)
    except NotFoundError:
        return Tenure()
    first = next((one for one in officers(ws, of, day) if one.rank == 0), None)
    return Tenure(
        head=first.person.card if first else "",
        name=first.person.state.full_name if first else "",
        term=of.state.term,
        since=of.state.term_since,
    )
