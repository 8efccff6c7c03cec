"""Ratings of a year as they stand: what counts, by stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hoso.model.profile import Eligible
from hoso.model.review import Rating, Stage
from hoso.services import campaign
from hoso.statistics import MemberStanding, Place
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One subject with its ratings of the year, by stage."""

    candidate: campaign.Candidate
    ratings: Mapping[Stage, Rating]


def show(ws: Workspace, year: int, *, org: str | None = None, on: date) -> tuple[Line, ...]:
    """Return every subject of the year with what is known of its rating."""
    return lines(ws, year, campaign.candidates(ws, year, org, on))


def lines(ws: Workspace, year: int, candidates: Iterable[campaign.Candidate]) -> tuple[Line, ...]:
    """Return these subjects of the year, each with what is known of its rating.

    Where no level was given, or the one given was cancelled, there is none.
    """
    found: dict[str, dict[Stage, Rating]] = {}
    for rating in ws.catalogue.ratings(year=year):
        if rating.level or rating.stage is Stage.SELF:
            found.setdefault(rating.subject.dossier_stem, {})[rating.stage] = rating
    return tuple(Line(candidate=one, ratings=found.get(one.dossier, {})) for one in candidates)


def standing(line: Line) -> MemberStanding:
    """Return the row of the statistics that counts this subject."""
    return standing_of(line.ratings.get(Stage.DECIDED), line.candidate.verdict)


def standing_of(decided: Rating | None, verdict: Eligible) -> MemberStanding:
    """Return the row that counts whoever has this decided level, or none and this verdict."""
    if decided and decided.level:
        return MemberStanding(place=Place.RATED, level=decided.level)
    return MemberStanding(place=Place(verdict.row) if verdict.row else Place.WAITING)
