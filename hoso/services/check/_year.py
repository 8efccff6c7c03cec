"""What the archive says of a review year, read once: one question a register for everybody in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from hoso import profiles, templates
from hoso.catalogue import DossierRow
from hoso.errors import NotFoundError
from hoso.model import base
from hoso.model.assessment import Discipline, Ruling, Statement
from hoso.model.awards import Award
from hoso.model.calendar import Holidays
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.oversight import Appraisal
from hoso.model.profile import Regime
from hoso.model.review import (
    BallotCount,
    FollowUp,
    Level,
    PlanItem,
    Rating,
    Shortcoming,
    Stage,
    Subject,
)
from hoso.model.roster import Member
from hoso.model.template import TemplateInfo
from hoso.services import faults, subjects
from hoso.services.campaign import Candidate
from hoso.services.meetings import Calendar
from hoso.services.subjects import Body, Officer
from hoso.workspace import Workspace

Values = Mapping[str, object]
NOTHING: Values = MappingProxyType({})


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


@dataclass(frozen=True, kw_only=True)
class Year:
    """A review year being checked: on `on`, with the roster of `day`."""

    ws: Workspace
    number: int
    on: date
    day: date
    regime: Regime
    scope: str | None  # the organisation asked for; None: all
    held: tuple[Held, ...]
    upper: tuple[Held, ...] = ()  # the collectives above those, not checked themselves

    @cached_property
    def known(self) -> Mapping[str, Held]:
        """Return the collectives by their codes, those above too."""
        return {**self.collectives, **{one.code: one for one in self.upper}}

    @property
    def top(self) -> Held | None:
        """Return the one collective that no other stands above, None when there are several."""
        first = [one for code, one in self.known.items() if not self._parents.get(code)]
        return first[0] if len(first) == 1 else None

    @cached_property
    def by_stem(self) -> Mapping[str, Held]:
        """Return each subject by its dossier code without the year."""
        return {one.candidate.dossier: one for one in self.held}

    @cached_property
    def collectives(self) -> Mapping[str, Held]:
        """Return the collectives by their codes, lower before upper."""
        return {one.code: one for one in self.held if one.candidate.person is None}

    @cached_property
    def members(self) -> Mapping[str, tuple[Held, ...]]:
        """Return the members by organisation."""
        found: dict[str, list[Held]] = {}
        for one in self.held:
            if one.candidate.person:
                found.setdefault(one.code, []).append(one)
        return {code: tuple(ones) for code, ones in found.items()}

    @cached_property
    def children(self) -> Mapping[str, tuple[Held, ...]]:
        """Return the collectives directly below each organisation."""
        found: dict[str, list[Held]] = {}
        for one in self.collectives.values():
            found.setdefault(one.candidate.body.state.parent or "", []).append(one)
        return {code: tuple(ones) for code, ones in found.items()}

    def members_beneath(self, code: str) -> tuple[Held, ...]:
        """Return the members of an organisation and of all below it."""
        return tuple(
            member
            for own, one in self.collectives.items()
            if code in self.above(one.candidate.body)
            for member in self.members.get(own, ())
        )

    @cached_property
    def officers(self) -> Mapping[str, tuple[Officer, ...]]:
        """Return the committee of each organisation, secretary first."""
        return {
            code: subjects.officers(self.ws, one.candidate.body, self.day)
            for code, one in self.known.items()
            if one.on_roster
        }

    @cached_property
    def seats(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Return the committees that each member sits on, by card: (organisation, rank)."""
        found: dict[str, dict[str, int]] = {}
        for code, officers in self.officers.items():
            for one in officers:
                held_here = found.setdefault(one.person.card, {})
                held_here[code] = min(one.rank, held_here.get(code, one.rank))
        return {card: tuple(seats.items()) for card, seats in found.items()}

    @cached_property
    def members_known(self) -> Mapping[str, Member]:
        """Return the members on the roster with their histories, by card."""
        cards = [one.candidate.person.card for one in self.held if one.candidate.person]
        return self.ws.catalogue.members_by_card(cards)

    @cached_property
    def meetings(self) -> Calendar:
        """Return the meetings of the year, planned and held."""
        return Calendar.of(self.ws, self.number)

    @cached_property
    def calendar(self) -> Holidays:
        """Return the calendar of working days."""
        return profiles.holidays(self.ws.settings.holidays)

    @cached_property
    def followed_here(self) -> bool:
        """Return whether the year was opened here: then what is not in the archive was not done."""
        return self.ws.catalogue.campaign(self.number) is not None

    @cached_property
    def deadlines(self) -> Mapping[str, date]:
        """Return the days before which things are to be done."""
        return profiles.deadlines(self.regime, self.number)

    @cached_property
    def _templates(self) -> dict[str, TemplateInfo | None]:
        return {}

    def template(self, name: str) -> TemplateInfo | None:
        """Return the template of a kind, or of a kind and revision; None when it is not known."""
        if name not in self._templates:
            try:
                self._templates[name] = templates.find(name, self.ws.template_roots).info
            except NotFoundError:
                self._templates[name] = None
        return self._templates[name]

    def read(self, one: Held, paper: Provenance, name: str) -> bytes | None:
        """Return a file of a paper, None when the paper has no such file."""
        if one.row is None:
            return None
        try:
            path = f"{paper.number}/{name}"
            return self.ws.archive.read(one.row.object_id, path, one.row.version)
        except NotFoundError:
            return None

    def files(self, one: Held, paper: Provenance) -> tuple[str, ...]:
        """Return the names of a paper's files."""
        if one.row is None:
            return ()
        version = self.ws.archive.version(one.row.object_id, one.row.version)
        start = f"{paper.number}/"
        return tuple(f.path.removeprefix(start) for f in version.files if f.path.startswith(start))

    def data(self, one: Held, paper: Provenance) -> Values | None:
        """Return the data of a paper that this program made or read, None when it has none."""
        raw = self.read(one, paper, "du_lieu.json")
        where = f"{one.candidate.dossier}-{self.number}/{paper.number}/du_lieu.json"
        return None if raw is None else base.decode(raw, dict[str, object], where=where)

    def above(self, body: Body) -> tuple[str, ...]:
        """Return the codes of an organisation and of those above it, nearest first."""
        found = [body.code]
        parent = body.state.parent
        while parent and parent not in found:
            found.append(parent)
            parent = self._parents.get(parent)
        return tuple(found)

    @cached_property
    def _parents(self) -> Mapping[str, str | None]:
        every = self.ws.catalogue.organisations(self.day)
        return {one.code: state.parent for one in every if (state := one.at(self.day))}


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
