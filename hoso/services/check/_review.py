"""What members and collectives have in common: form, score sheet, faults, levels, papers, days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hoso import profiles, text
from hoso.facts import ReviewCase
from hoso.model.review import Meeting, Stage, SubjectKind
from hoso.services.check import _form, _papers, _scores
from hoso.services.check._deadlines import Deadlines
from hoso.services.check._dossier import SelfReviews
from hoso.services.check._papers import Lists
from hoso.services.check._said import Stated
from hoso.services.check._year import Held, Year


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A year on the desk, with what is made of it once for all its subjects."""

    year: Year

    @cached_property
    def lists(self) -> Lists:
        """Return the levels that papers give."""
        return Lists(self.year)

    @cached_property
    def stated(self) -> Stated:
        """Return what people stated."""
        return Stated(self.year)

    @cached_property
    def deadlines(self) -> Deadlines:
        """Return the deadlines by organisation."""
        return Deadlines(self.year)

    @cached_property
    def self_reviews(self) -> SelfReviews:
        """Return which self-reviews of three years are in the archive."""
        return SelfReviews(self.year)

    @cached_property
    def absent(self) -> dict[str, frozenset[str]]:
        """Return by organisation the keys of names that minutes call absent from the review of persons."""
        return {
            code: frozenset(text.tone_key(said.partition(":")[0].strip()) for said in held.absent)
            for code in self.year.known
            if (held := self.meeting(code, SubjectKind.PERSON))
        }

    def meeting(self, code: str, kind: SubjectKind) -> Meeting | None:
        """Return the review meeting that an organisation held, None while no record says so."""
        return self.year.meetings.held.get((code, kind))

    def meeting_day(self, code: str, kind: SubjectKind) -> date | None:
        """Return the day of that meeting."""
        held = self.meeting(code, kind)
        return held.day if held else None


def review_of(desk: Desk, one: Held) -> ReviewCase:
    """Return what is known of the review of a subject."""
    year, form = desk.year, _form.form_of(desk.year, one)
    due = desk.deadlines.of(one)
    read = form is not None and form.values is not None
    return ReviewCase(
        name=one.candidate.label,
        form=_form.seen(one, form),
        sheet=_scores.sheet_of(year, one),
        earlier=one.earlier,
        follow_ups=one.follow_ups if read else None,
        found=one.found if read else None,
        ratings=(*one.ratings, *one.other_ratings) if one.row else None,
        written=desk.lists.of(one) if one.row else None,
        other_law=_other_law(year, one),
        reviewed=_reviewed(year, one, has_form=form is not None),
        reviewed_on=_reviewed_on(desk, one) if form else None,
        documents=_papers.kinds_of(one) if one.row else None,
        lacking=_papers.lacking(year, one) if one.row else None,
        deadline=due.review,
        report_deadline=due.report,
        dossier_deadline=due.dossier,
        checked_on=year.on,
    )


def _reviewed(year: Year, one: Held, *, has_form: bool) -> bool | None:
    """Return whether there was a review, None of a year that was not followed here."""
    if has_form:
        return True
    return False if year.followed_here else None


def _reviewed_on(desk: Desk, one: Held) -> date | None:
    """Return the day of the meeting that reviewed a subject; of somebody absent nobody knows."""
    if one.candidate.person is None:
        return desk.meeting_day(one.code, SubjectKind.COLLECTIVE)
    if text.tone_key(one.candidate.label) in desk.absent.get(one.code, frozenset()):
        return None
    return desk.meeting_day(one.code, SubjectKind.PERSON)


def _other_law(year: Year, one: Held) -> bool | None:
    """Return whether a re-rating was decided in a year that has another regime than the review's."""
    decided = one.rated(Stage.DECIDED)
    before = any(old.superseded and old.stage is Stage.DECIDED for old in one.other_ratings)
    if not before or decided is None or decided.day is None:
        return None
    return profiles.regime(decided.day.year).code != year.regime.code
