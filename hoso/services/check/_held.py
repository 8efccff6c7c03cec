"""A subject of a review year, and what the dossier of that year holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hoso.catalogue import DossierRow
from hoso.model.assessment import Discipline, Ruling, Statement
from hoso.model.awards import Award
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.oversight import Appraisal
from hoso.model.review import (
    BallotCount,
    FollowUp,
    Level,
    PlanItem,
    Rating,
    ReviewDemand,
    Shortcoming,
    Stage,
    Subject,
)
from hoso.services import faults
from hoso.services.campaign import Candidate
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A subject of the year and what the dossier of its year holds; `row` is None without one.

    `on_roster` is False for somebody whom only the archive's papers know. `earlier` are the faults
    of earlier years that were still open.
    """

    candidate: Candidate
    on_roster: bool = True
    row: DossierRow | None = None
    papers: tuple[Provenance, ...] = ()
    ratings: tuple[Rating, ...] = ()  # those that count
    other_ratings: tuple[Rating, ...] = ()  # of quarters and months, other places, superseded
    demands: tuple[ReviewDemand, ...] = ()
    found: tuple[Shortcoming, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    plan: tuple[PlanItem, ...] = ()
    ballots: tuple[BallotCount, ...] = ()
    discipline: tuple[Discipline, ...] = ()
    awards: tuple[Award, ...] = ()
    appraisals: tuple[Appraisal, ...] = ()
    statements: tuple[Statement, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    earlier: tuple[Shortcoming, ...] = ()

    @property
    def code(self) -> str:
        """Return the code of the organisation where the subject is reviewed."""
        return self.candidate.body.code

    @property
    def name(self) -> str:
        """Return how problems call the subject: a member with the organisation."""
        label = self.candidate.label
        return f"{label}, {self.candidate.body.state.name}" if self.candidate.person else label

    @property
    def subject(self) -> Subject:
        """Return whose review it is."""
        return (self.candidate.person or self.candidate.body).subject

    @property
    def live(self) -> tuple[Provenance, ...]:
        """Return the papers that were not taken back and are no form still to be filled in."""
        waiting = (DocumentStatus.WITHDRAWN, DocumentStatus.ISSUED)
        return tuple(
            one
            for one in self.papers
            if one.status is not DocumentStatus.WITHDRAWN
            and not (one.awaits_return and one.status in waiting)
        )

    def day_of(self, *kinds: str) -> date | None:
        """Return the day of the latest paper of these kinds, None when there is none."""
        return max((one.day for one in self.live if one.kind in kinds and one.day), default=None)

    def rated(self, stage: Stage) -> Rating | None:
        """Return the rating at a stage that counts, the last one written down."""
        return next((one for one in reversed(self.ratings) if one.stage is stage), None)

    @property
    def level(self) -> Level | None:
        """Return the level decided, None while there is none."""
        decided = self.rated(Stage.DECIDED)
        return decided.level if decided else None


# long: one line a register
def held(
    ws: Workspace, year: int, candidates: Iterable[Candidate], *, on_roster: bool = True
) -> tuple[Held, ...]:
    """Return these subjects of the year, each with what its dossier holds."""
    every = tuple(candidates)
    codes = [f"{one.dossier}-{year}" for one in every]
    said = ws.catalogue.by_dossier
    rows = ws.catalogue.heads(codes)
    known = tuple(rows)
    earlier = faults.open_before_each(ws, [(one.person or one.body).subject for one in every], year)
    papers, ratings = said(Provenance, known), said(Rating, known)
    demands = said(ReviewDemand, known)
    found, follow_ups, plan = said(Shortcoming, known), said(FollowUp, known), said(PlanItem, known)
    ballots, discipline, awards = (
        said(BallotCount, known),
        said(Discipline, known),
        said(Award, known),
    )
    appraisals, statements = said(Appraisal, known), said(Statement, known)
    rulings = said(Ruling, known)
    return tuple(
        Held(
            candidate=one,
            on_roster=on_roster,
            row=rows.get(code),
            papers=papers.get(code, ()),
            ratings=tuple(rating for rating in ratings.get(code, ()) if counts(rating)),
            other_ratings=tuple(rating for rating in ratings.get(code, ()) if not counts(rating)),
            demands=demands.get(code, ()),
            found=found.get(code, ()),
            follow_ups=follow_ups.get(code, ()),
            plan=plan.get(code, ()),
            ballots=tuple(one for one in ballots.get(code, ()) if not one.superseded),
            discipline=discipline.get(code, ()),
            awards=awards.get(code, ()),
            appraisals=appraisals.get(code, ()),
            statements=statements.get(code, ()),
            rulings=rulings.get(code, ()),
            earlier=tuple(fault.shortcoming for fault in earlier.get(one.dossier, ())),
        )
        for one, code in zip(every, codes, strict=True)
    )


def counts(rating: Rating) -> bool:
    """Return whether a rating is of the year itself, where it counts, and not superseded."""
    return not (rating.period or rating.place or rating.superseded)
