"""What members and collectives have in common: form, score sheet, faults, levels, papers, days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from hoso import profiles
from hoso.facts import Facts, ReviewCase
from hoso.model.review import Meeting, Stage, SubjectKind
from hoso.services.check import _form, _papers, _scores
from hoso.services.check._deadlines import Deadlines
from hoso.services.check._dossier import SelfReviews
from hoso.services.check._held import Held
from hoso.services.check._papers import Lists
from hoso.services.check._said import Stated
from hoso.services.check._year import Year
from hoso.services.progress import MINUTES, Absence, absences


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A year on the desk, with what is made of it once for all its subjects."""

    year: Year
    # Facts of collectives by organisation, as far as they were made.
    collectives: dict[str, Facts] = field(default_factory=dict)

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
    def places(self) -> Mapping[str, str]:
        """Return the names of organisations by code."""
        return {code: one.candidate.label for code, one in self.year.known.items()}

    @cached_property
    def absent(self) -> Mapping[str, Absence]:
        """Return who (by dossier) minutes call absent from the review of persons."""
        every = [one.candidate for one in self.year.held]
        return absences(every, self.year.meetings.held.values())

    def meeting(self, code: str, kind: SubjectKind) -> Meeting | None:
        """Return the review meeting that an organisation held, None while no record says so."""
        return self.year.meetings.held.get((code, kind))

    def meeting_day(self, code: str, kind: SubjectKind) -> date | None:
        """Return the day of that meeting."""
        if held := self.meeting(code, kind):
            return held.day
        # Minutes from elsewhere say the day, too.
        one = self.year.known.get(code)
        kinds = (name for name, whose in MINUTES.items() if whose is kind)
        return one.day_of(*kinds) if one else None


# long: one line a thing known
def review_of(desk: Desk, one: Held) -> ReviewCase:
    """Return what is known of the review of a subject."""
    year, form = desk.year, _form.form_of(desk.year, one)
    due = desk.deadlines.of(one)
    read = form is not None and form.values is not None
    return ReviewCase(
        name=one.name,
        form=_form.seen(one, form),
        sheet=_scores.sheet_of(year, one),
        earlier=one.earlier,
        follow_ups=one.follow_ups if read else None,
        found=one.found if read else None,
        ratings=(*one.ratings, *one.other_ratings) if one.row or year.followed_here else None,
        places=desk.places,
        written=desk.lists.of(one),
        levels=year.regime.levels,
        other_law=_other_law(year, one),
        reviewed=_was_reviewed(year, one, has_form=form is not None),
        reviewed_on=_reviewed_on(desk, one) if form else None,
        documents=_papers.kinds_of(one) if one.row else None,
        lacking=_papers.lacking(year, one) if one.row else None,
        deadline=due.review,
        report_deadline=due.report,
        dossier_deadline=due.dossier,
        checked_on=year.on,
    )


def _was_reviewed(year: Year, one: Held, *, has_form: bool) -> bool | None:
    """Return whether there was a review, None of a year that was not followed here."""
    if has_form:
        return True
    # A level copied from an old paper says nothing of the review behind it.
    copied = any(rating.copied for rating in one.ratings)
    return False if year.followed_here and not copied else None


def _reviewed_on(desk: Desk, one: Held) -> date | None:
    """Return the day of the last review of a subject; of somebody absent nobody knows."""
    if again := [demand.met_on for demand in one.demands if demand.met_on]:
        return max(again)
    if one.candidate.person is None:
        return desk.meeting_day(one.code, SubjectKind.COLLECTIVE)
    if one.candidate.dossier in desk.absent:
        return None
    return desk.meeting_day(one.code, SubjectKind.PERSON)


def demanded(one: Held) -> Facts:
    """Return when the authority found a review wanting; once it was held again nothing is open."""
    still = [demand.day for demand in one.demands if demand.met_on is None]
    if not still:
        return {}
    return {"kiem_diem.phai_lam_lai": True, "kiem_diem.ngay_yeu_cau_lai": max(still)}


def _other_law(year: Year, one: Held) -> bool | None:
    """Return whether a level was given anew when another regime was in force already."""
    decided = one.rated(Stage.DECIDED)
    if decided is None or not decided.again or decided.day is None:
        return None
    return profiles.regime_in_force(decided.day) != year.regime.code
