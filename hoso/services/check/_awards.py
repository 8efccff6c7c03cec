"""Awards given for the levels of this year, alone or with those before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from hoso import facts, rules, text
from hoso.errors import NotFoundError, Problem, QuestionError
from hoso.facts import AwardCase
from hoso.model.awards import Award
from hoso.model.review import Level
from hoso.services import awards
from hoso.services.awards import Asked, Giver, Merit, YearMerit
from hoso.services.check._held import Held
from hoso.services.check._said import rulings_of
from hoso.services.check._year import Year
from hoso.services.subjects import body_of

_Paper = tuple[int, date, str]  # years in a row, day, number of the paper


def problems(year: Year) -> Iterator[Problem]:
    """Yield what the rules say of every award that honours the year as its last one."""
    asked = rules.of_subject(year.regime, "khen_thuong")
    found = [(one, award) for one in year.held for award in one.awards if _is_meant(year, award)]
    papers = dict.fromkeys(_paper(award) for _, award in found)
    merits = {paper: _merits(year, paper) for paper in papers}
    for one, award in found:
        merit = merits[_paper(award)].get(one.candidate.dossier)
        case = _case(year, one, award, merit)
        yield from rules.check(facts.of_award(case), asked, rulings_of(one))


def _is_meant(year: Year, award: Award) -> bool:
    return not award.withdrawn and max(award.years) == year.number


def _paper(award: Award) -> _Paper:
    return len(award.years), award.day, award.document


def _merits(year: Year, paper: _Paper) -> Mapping[str, Merit]:
    """Return by dossier what the years of each subject come to, as if the paper were not given yet."""
    years, day, document = paper
    asked = Asked(year=year.number, years=years, org=year.scope, but=document)
    try:
        found: Sequence[Merit] = awards.merits(year.ws, asked, day)
    except NotFoundError:  # the organisation was not there on the day of the paper
        return {}
    return {one.candidate.dossier: one for one in found}


def _case(year: Year, one: Held, award: Award, merit: Merit | None) -> AwardCase:
    option = merit.in_form(award.form) if merit else None
    money = option.amount if option else None
    return AwardCase(
        name=f"{one.name}, {award.form} số {award.document}",
        needed=len(award.years),
        held=_run(merit, lambda each: each.level is Level.EXCELLENT) if merit else None,
        needs_title=merit.award.outstanding if merit and merit.award else None,
        outstanding_held=_run(merit, lambda each: bool(each.recognised)) if merit else None,
        wrong_giver=_is_wrong(year, award, option.giver) if option else None,
        of_body=one.candidate.person is None,
        decided=one.level is not None,
        money=award.amount,
        factor=float(money.coefficient) if money else None,
        base=money.base if money else None,
    )


def _run(merit: Merit, holds: Callable[[YearMerit], bool]) -> int:
    """Return how many years in a row, back from the last one, `holds` is so of."""
    run = 0
    for each in reversed(merit.years):
        if not holds(each):
            break
        run += 1
    return run


def _is_wrong(year: Year, award: Award, due: Giver) -> bool | None:
    """Return whether another than the one due gave it; None where nobody can tell who that is."""
    if due.name and text.fold(due.name) == text.fold(award.giver):
        return False
    try:
        found = year.ws.catalogue.find_organisation(_organisation(award.giver))
    except QuestionError:
        return None
    if found is None or found.at(award.day) is None:
        return None
    # Who is on the roster but not the one due has no right; the one due may be above the roster.
    return not due.is_(body_of(year.ws, found, award.day))


def _organisation(giver: str) -> str:
    """Return the organisation whose committee gives: `Đảng ủy X` speaks for `Đảng bộ X`."""
    return f"Đảng bộ {giver[8:]}" if text.fold(giver).startswith("dang uy ") else giver
