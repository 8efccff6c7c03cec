"""Terms of office (nhiệm kỳ) of an organisation, as its roster tells them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hoso.model.roster import Organisation, OrganisationState
from hoso.text import short_date, squeeze

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Nhiệm kỳ: its days, both included. `since` None: nobody said when it began."""

    label: str
    since: date | None = None
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        """Return whether a day lies in the term."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    @property
    def words(self) -> str:
        """Return the term as people name it."""
        if self.label:
            return f"nhiệm kỳ {self.label}"
        return f"nhiệm kỳ từ {short_date(self.since)}" if self.since else "chưa rõ nhiệm kỳ"


def terms(organisation: Organisation) -> tuple[Term, ...]:
    """Return the terms of an organisation, earliest first; one without days when none is known.

    A term ends on its last day, or on the day before the next one (HD 36-HD/VPTW, mục II, 1.3.1a).
    """
    said = _latest_words(organisation)
    if not said:
        return (Term(label=organisation.states[-1].term),)
    starts = sorted(said)
    ends = [*(following - _DAY for following in starts[1:]), None]
    return tuple(
        Term(label=said[since].term, since=since, until=_earlier(said[since].term_until, end))
        for since, end in zip(starts, ends, strict=True)
    )


def _latest_words(organisation: Organisation) -> dict[date, OrganisationState]:
    """Return the last state that speaks of each term, by the term's first day.

    The same name with another first day is the same term with its day put right.
    """
    said: dict[date, OrganisationState] = {}
    for one in organisation.states:
        if one.term_since:
            same = [day for day, other in said.items() if one.term and other.term == one.term]
            for day in same:
                del said[day]
            said[one.term_since] = one
    return said


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(filter(None, (one, other)), default=None)


def term_on(found: Sequence[Term], day: date) -> Term | None:
    """Return the term that a day lies in."""
    return next((one for one in found if day in one), None)


def term_named(found: Iterable[Term], wanted: str) -> Term | None:
    """Return the term named `2025-2030`, whatever dash and spaces are typed."""
    name = squeeze(wanted).replace("–", "-").replace(" ", "")
    return next((one for one in found if one.label.replace(" ", "") == name), None)
