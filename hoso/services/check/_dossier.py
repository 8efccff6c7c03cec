"""The member's own dossier: which of the last three years have a self-review in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from hoso import rules
from hoso.errors import NotFoundError
from hoso.model.dossier import Provenance
from hoso.model.profile import Eligible, Regime
from hoso.model.roster import Member
from hoso.services.check._held import Held
from hoso.services.check._year import Year
from hoso.services.papers import is_form
from hoso.workspace import Workspace

_YEARS = 3  # kept at least (HD 01-HD/TW 2021, mục 8; HD 06-HD/TW 2025, mục 8)


class SelfReviews:
    """Bản tự kiểm điểm of this year and the two before, for all members of a year at once."""

    def __init__(self, year: Year) -> None:
        self._year = year

    def missing(self, one: Held) -> tuple[int, ...] | None:
        """Return the years, latest first, of which a member should have one and has none here.

        A year of which the archive has nobody's says nothing: it lies on paper. None while such a
        year could be the one that is missing.
        """
        person = one.candidate.person
        if person is None or not one.on_roster:
            return None
        years = range(self._year.number, self._year.number - _YEARS, -1)
        due = [each for each in years if self._is_due(each, person.card)]
        seen = [each for each in due if self._reviewed[each]]
        lacking = tuple(each for each in seen if person.card not in self._reviewed[each])
        return lacking if lacking or len(seen) == len(due) else None

    @cached_property
    def _reviewed(self) -> Mapping[int, frozenset[str]]:
        """Return by year the cards of the members whose self-review is in the archive."""
        year = self._year
        now = frozenset(one.subject.card for one in year.held if any(map(is_form, one.papers)))
        before = {
            each: self._cards(each) for each in range(year.number - 1, year.number - _YEARS, -1)
        }
        return {year.number: now, **before}

    def _cards(self, number: int) -> frozenset[str]:
        stems = [one.candidate.dossier for one in self._year.held if one.candidate.person]
        codes = [f"{stem}-{number}" for stem in stems]
        found = self._year.ws.catalogue.by_dossier(Provenance, codes)
        return frozenset(
            code.removeprefix("dv-").removesuffix(f"-{number}")
            for code, papers in found.items()
            if any(map(is_form, papers))
        )

    def _is_due(self, number: int, card: str) -> bool:
        """Return whether a member had to be reviewed at the end of a year, as far as anyone knows."""
        member = self._year.members_known.get(card)
        admitted = member.states[-1].admitted if member else None
        if admitted and admitted.year > number:
            return False
        verdict = self._verdict(member, number) if member else None
        return verdict is None or verdict.reviewed is not False

    def _verdict(self, member: Member, number: int) -> Eligible | None:
        regime = self._regimes[number]
        last = date(number, 12, 31)
        state = member.at(min(last, self._year.on)) or member.states[0]
        return rules.eligible(state, regime, last) if regime else None

    @cached_property
    def _regimes(self) -> Mapping[int, Regime | None]:
        last = self._year.number
        return {each: _regime(self._year.ws, each) for each in range(last, last - _YEARS, -1)}


def _regime(ws: Workspace, number: int) -> Regime | None:
    try:
        return ws.regime(number)
    except NotFoundError:  # before the first regime known
        return None
