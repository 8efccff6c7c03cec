"""Awards given for the levels of this year, alone or with those before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hoso import facts, profiles, rules
from hoso.errors import Problem, QuestionError
from hoso.facts import AwardCase
from hoso.model.awards import Award, Title
from hoso.model.profile import AwardRow
from hoso.model.review import Level, Rating, Stage
from hoso.services.check._held import Held, counts
from hoso.services.check._said import rulings_of
from hoso.services.check._year import Year


def problems(year: Year) -> Iterator[Problem]:
    """Yield what the rules say of every award that honours the year as its last one."""
    asked = rules.of_subject(year.regime, "khen_thuong")
    found = [(one, award) for one in year.held for award in one.awards if _is_meant(year, award)]
    history = _History(year=year, found=tuple(found))
    for one, award in found:
        case = _case(year, history, one, award)
        yield from rules.check(facts.of_award(case), asked, rulings_of(one))


def _is_meant(year: Year, award: Award) -> bool:
    return not award.withdrawn and max(award.years) == year.number


@dataclass(frozen=True, kw_only=True)
class _History:
    """The levels and titles of earlier years of those who got an award."""

    year: Year
    found: tuple[tuple[Held, Award], ...]

    @cached_property
    def _excellent(self) -> Mapping[int, frozenset[str]]:
        years = {each for _, award in self.found for each in award.years}
        return {each: self._of(each) for each in years}

    def _of(self, number: int) -> frozenset[str]:
        stems = {one.candidate.dossier for one, _ in self.found}
        said = self.year.ws.catalogue.by_dossier(Rating, {f"{stem}-{number}" for stem in stems})
        return frozenset(
            code.removesuffix(f"-{number}") for code, ratings in said.items() if _won(ratings)
        )

    @cached_property
    def _titles(self) -> frozenset[tuple[str, int]]:
        every: tuple[Title, ...] = self.year.ws.catalogue.titles()
        return frozenset((t.subject.dossier_stem, t.year) for t in every if not t.refused)

    def excellent(self, one: Held, award: Award) -> int:
        """Return for how many years in a row, up to this one, a subject was decided excellent."""
        return _run(award, lambda each: one.candidate.dossier in self._excellent[each])

    def titled(self, one: Held, award: Award) -> int:
        """Return for how many years in a row the title «tiêu biểu» was recognised."""
        return _run(award, lambda each: (one.candidate.dossier, each) in self._titles)


def _won(ratings: Sequence[Rating]) -> bool:
    """Return whether the decision that counts is the highest level."""
    decided = [one for one in ratings if one.stage is Stage.DECIDED and counts(one)]
    return bool(decided) and decided[-1].level is Level.EXCELLENT


def _run(award: Award, holds: Callable[[int], bool]) -> int:
    """Return how many years of an award, back from its last one, `holds` is so of."""
    last = max(award.years)
    run = 0
    while last - run in award.years and holds(last - run):
        run += 1
    return run


def _case(year: Year, history: _History, one: Held, award: Award) -> AwardCase:
    person = one.candidate.person
    recipient = profiles.MEMBER if person else one.candidate.body.state.kind
    row = profiles.award(recipient, len(award.years), award.day)
    return AwardCase(
        name=f"{one.candidate.label}, {award.form} số {award.document}",
        needed=len(award.years),
        held=history.excellent(one, award),
        needs_title=row.outstanding if row else None,
        outstanding_held=history.titled(one, award),
        wrong_giver=_is_wrong(year, award, row) if row else None,
        of_body=person is None,
        decided=one.level is not None,
        money=award.amount,
    )


def _is_wrong(year: Year, award: Award, row: AwardRow) -> bool | None:
    """Return whether the giver may not give it, None of a giver whom the roster does not have."""
    try:
        found = year.ws.catalogue.find_organisation(award.giver)
    except QuestionError:
        return None
    state = found.at(award.day) if found else None
    return None if state is None else state.kind not in row.givers
