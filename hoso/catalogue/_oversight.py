"""How committees follow a review year: meetings planned, who attends which, appraisals."""

from __future__ import annotations

from hoso.catalogue._select import Select
from hoso.catalogue._store import Store
from hoso.model.oversight import Appraisal, Assignment, PlannedMeeting
from hoso.model.review import Subject

_ORDER = "dossier, place"


class Oversight(Store):
    """Questions about what committees plan and find; each may raise CacheDamagedError."""

    def planned_meetings(
        self, *, year: int, organisation: str | None = None
    ) -> tuple[PlannedMeeting, ...]:
        """Return the review meetings planned for a year, also those held by now."""
        wanted = Select("value FROM planned_meeting", _ORDER)
        return self._values(wanted.equal(year=year, organisation=organisation), PlannedMeeting)

    def assignments(
        self,
        *,
        year: int,
        committee: str | None = None,
        organisation: str | None = None,
        card: str | None = None,
    ) -> tuple[Assignment, ...]:
        """Return who is sent where in a year; `organisation` is where, `committee` who sends."""
        wanted = Select("value FROM assignment", _ORDER)
        wanted.equal(year=year, committee=committee, organisation=organisation, card=card)
        return self._values(wanted, Assignment)

    def appraisals(
        self, *, year: int, organisation: str | None = None, subject: Subject | None = None
    ) -> tuple[Appraisal, ...]:
        """Return what inspection teams found of a year."""
        wanted = Select("value FROM appraisal", _ORDER).about(subject)
        return self._values(wanted.equal(year=year, organisation=organisation), Appraisal)
