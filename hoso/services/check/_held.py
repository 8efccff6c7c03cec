"""A subject of a review year, and what the dossier of that year holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from hoso.catalogue import Catalogue, DossierRow
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

T = TypeVar("T")


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


def held(
    ws: Workspace, year: int, candidates: Iterable[Candidate], *, on_roster: bool = True
) -> tuple[Held, ...]:
    """Return these subjects of the year, each with what its dossier holds."""
    every = tuple(candidates)
    codes = [f"{one.dossier}-{year}" for one in every]
    rows = ws.catalogue.heads(codes)
    said = _Registers(ws.catalogue, tuple(rows))
    earlier = faults.open_before_each(ws, [(one.person or one.body).subject for one in every], year)
    return tuple(
        replace(
            _held(one, code, said),
            on_roster=on_roster,
            row=rows.get(code),
            earlier=tuple(fault.shortcoming for fault in earlier.get(one.dossier, ())),
        )
        for one, code in zip(every, codes, strict=True)
    )


class _Registers:
    """What some dossiers hold: each register is read once, for all of them."""

    def __init__(self, catalogue: Catalogue, dossiers: Collection[str]) -> None:
        self._catalogue, self._dossiers = catalogue, dossiers
        self._read: dict[type, Mapping[str, tuple[Any, ...]]] = {}

    def __call__(self, kind: type[T], dossier: str) -> tuple[T, ...]:
        """Return the entries of one register that a dossier holds, in order."""
        if kind not in self._read:
            self._read[kind] = self._catalogue.by_dossier(kind, self._dossiers)
        return self._read[kind].get(dossier, ())


def _held(candidate: Candidate, code: str, said: _Registers) -> Held:
    ratings = said(Rating, code)
    return Held(
        candidate=candidate,
        papers=said(Provenance, code),
        ratings=tuple(one for one in ratings if counts(one)),
        other_ratings=tuple(one for one in ratings if not counts(one)),
        demands=said(ReviewDemand, code),
        found=said(Shortcoming, code),
        follow_ups=said(FollowUp, code),
        plan=said(PlanItem, code),
        ballots=tuple(one for one in said(BallotCount, code) if not one.superseded),
        discipline=said(Discipline, code),
        awards=said(Award, code),
        appraisals=said(Appraisal, code),
        statements=said(Statement, code),
        rulings=said(Ruling, code),
    )


def counts(rating: Rating) -> bool:
    """Return whether a rating is of the year itself, where it counts, and not superseded."""
    return not (rating.period or rating.place or rating.superseded)
