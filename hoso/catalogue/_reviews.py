"""What the reviews say: shortcomings and what became of them, ratings, ballots, meetings, plans."""

from __future__ import annotations

from collections.abc import Collection

from hoso.catalogue._select import Select
from hoso.catalogue._store import Store
from hoso.model.assessment import Discipline, Ruling, Statement
from hoso.model.awards import Award, Opinion, Title
from hoso.model.recurrence import RecurrenceDecision
from hoso.model.remedy import RemedyEvent
from hoso.model.review import (
    BallotCount,
    FollowUp,
    Meeting,
    PlanItem,
    Rating,
    ReviewDemand,
    Shortcoming,
    Stage,
    Status,
    Subject,
)

_ORDER = "dossier, place"


class Reviews(Store):
    """Questions about the registers; each may raise CacheDamagedError.

    Where `subject` is given, a member is the same under the same card in whatever organisation;
    somebody without a card, or unnamed, only within the one organisation.
    """

    def shortcomings(
        self,
        *,
        year: int | None = None,
        organisation: str | None = None,
        subject: Subject | None = None,
        before: int | None = None,
    ) -> tuple[Shortcoming, ...]:
        """Return the shortcomings that fit, earliest year first; `before` leaves out that year."""
        wanted = Select("value FROM shortcoming", f"year, {_ORDER}").about(subject)
        wanted.equal(year=year, organisation=organisation)
        if before is not None:
            wanted.where("year < ?", before)
        return self._values(wanted, Shortcoming)

    def shortcoming(self, code: str) -> Shortcoming | None:
        """Return the shortcoming of that code."""
        wanted = Select("value FROM shortcoming", _ORDER).equal(code=code)
        return next(iter(self._values(wanted, Shortcoming)), None)

    def shortcomings_by_code(self, codes: Collection[str]) -> tuple[Shortcoming, ...]:
        """Return the shortcomings of these codes, earliest year first."""
        wanted = Select("value FROM shortcoming", f"year, {_ORDER}")
        return self._values(wanted.one_of(codes, "code"), Shortcoming)

    def follow_ups(self, codes: Collection[str] | None = None) -> tuple[FollowUp, ...]:
        """Return what later reviews say of the shortcomings `codes` (None: of all)."""
        wanted = Select("value FROM follow_up", f"code, {_ORDER}")
        return self._values(wanted.one_of(codes, "code"), FollowUp)

    def decisions(self, codes: Collection[str] | None = None) -> tuple[RecurrenceDecision, ...]:
        """Return the decisions on pairs in which one of `codes` stands on either side (None: all)."""
        wanted = Select("value FROM decision", f"code, earlier, {_ORDER}")
        return self._values(wanted.one_of(codes, "code", "earlier"), RecurrenceDecision)

    def ratings(
        self,
        *,
        year: int,
        organisation: str | None = None,
        stage: Stage | None = None,
        subject: Subject | None = None,
        current: bool | None = True,
    ) -> tuple[Rating, ...]:
        """Return the ratings of a year that fit.

        `current` asks for the levels of the year itself that count; False for those of quarters and
        months, of other places, and superseded ones; None for all.
        """
        wanted = Select("value FROM rating", _ORDER).about(subject)
        if current is not None:
            wanted.equal(current=int(current))
        return self._values(wanted.equal(year=year, organisation=organisation, stage=stage), Rating)

    def review_demands(
        self, *, year: int, subject: Subject | None = None
    ) -> tuple[ReviewDemand, ...]:
        """Return the demands of a year to be reviewed again, met or not, as they were made."""
        wanted = Select("value FROM review_demand", _ORDER).about(subject).equal(year=year)
        return self._values(wanted, ReviewDemand)

    def statements(
        self, *, year: int, organisation: str | None = None, subject: Subject | None = None
    ) -> tuple[Statement, ...]:
        """Return the facts that people stated about a year."""
        wanted = Select("value FROM statement", _ORDER).about(subject)
        return self._values(wanted.equal(year=year, organisation=organisation), Statement)

    def rulings(
        self,
        *,
        year: int,
        organisation: str | None = None,
        subject: Subject | None = None,
        rule: str | None = None,
    ) -> tuple[Ruling, ...]:
        """Return what authorities said of a year where the law leaves something open."""
        wanted = Select("value FROM ruling", _ORDER).about(subject)
        return self._values(wanted.equal(year=year, organisation=organisation, rule=rule), Ruling)

    def disciplines(
        self,
        *,
        year: int | None = None,
        organisation: str | None = None,
        subject: Subject | None = None,
    ) -> tuple[Discipline, ...]:
        """Return the decisions on discipline, earliest year first; of `subject`, as elsewhere.

        `organisation` is that of the subject, whatever the unit at which the violation counts.
        """
        wanted = Select("value FROM discipline", f"year, {_ORDER}").about(subject)
        return self._values(wanted.equal(year=year, organisation=organisation), Discipline)

    def ballots(
        self, *, year: int, organisation: str | None = None, current: bool | None = True
    ) -> tuple[BallotCount, ...]:
        """Return the ballot counts of a year; `current=None` also those that were recounted."""
        wanted = Select("value FROM ballot", _ORDER).equal(year=year, organisation=organisation)
        if current is not None:
            wanted.equal(current=int(current))
        return self._values(wanted, BallotCount)

    def opinions(
        self, *, year: int, subject: Subject | None = None, current: bool | None = True
    ) -> tuple[Opinion, ...]:
        """Return what participating bodies proposed; `current=None` also what they corrected."""
        wanted = Select("value FROM opinion", _ORDER).about(subject).equal(year=year)
        if current is not None:
            wanted.equal(current=int(current))
        return self._values(wanted, Opinion)

    def titles(self, *, subject: Subject | None = None) -> tuple[Title, ...]:
        """Return the titles «tiêu biểu» that authorities recognised or refused, of all years."""
        return self._values(Select("value FROM title", f"year, {_ORDER}").about(subject), Title)

    def awards(self, *, subject: Subject | None = None) -> tuple[Award, ...]:
        """Return the awards given, of all years, earliest last year first."""
        return self._values(Select("value FROM award", f"year, {_ORDER}").about(subject), Award)

    def meetings(self, *, year: int, organisation: str | None = None) -> tuple[Meeting, ...]:
        """Return the review meetings of a year."""
        wanted = Select("value FROM meeting", _ORDER).equal(year=year, organisation=organisation)
        return self._values(wanted, Meeting)

    def plan(
        self,
        *,
        year: int | None = None,
        organisation: str | None = None,
        status: Status | None = None,
        shortcomings: Collection[str] | None = None,
    ) -> tuple[PlanItem, ...]:
        """Return the items of remedy plans that fit, by the year whose review made the plan."""
        wanted = Select("value FROM plan", f"year, {_ORDER}").one_of(shortcomings, "shortcoming")
        return self._values(
            wanted.equal(year=year, organisation=organisation, status=status), PlanItem
        )

    def plan_item(self, code: str) -> PlanItem | None:
        """Return the item of that code."""
        wanted = Select("value FROM plan", _ORDER).equal(code=code)
        return next(iter(self._values(wanted, PlanItem)), None)

    def remedy_events(self, codes: Collection[str] | None = None) -> tuple[RemedyEvent, ...]:
        """Return what was written down of the shortcomings `codes` (None: of all), in that order."""
        wanted = Select("value FROM remedy_event", f"code, {_ORDER}")
        return self._values(wanted.one_of(codes, "code"), RemedyEvent)
