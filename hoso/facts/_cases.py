"""What the rooms above know of one subject, handed over as one value each.

None means that nobody said so yet, an empty tuple that somebody looked and there is none. What
only people can say is no part of a case: it is laid over the facts (`hoso.facts.laid_over`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hoso.model.profile import Eligible, Fact, Scalar
from hoso.model.review import FollowUp, Level, Meeting, PlanItem, Rating, Shortcoming
from hoso.model.roster import MemberState

Facts = dict[str, Fact]


def known(facts: Mapping[str, Fact | None]) -> Facts:
    """Return the facts that are known: the others have no name."""
    return {name: value for name, value in facts.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSeen:
    """Biểu mẫu: what a review form in the archive looks like.

    `kind` and `expected` are template kinds, `code` the printed form code; `misplaced` names headings
    lost or out of order; `ticked` is the number of levels marked, `ticked_civil` of those of a civil
    servant; `grades` are the graded rows (field `cap_do_…` → grade, "" when not exactly one is
    marked) with their `labels`; `total_points` is the printed total, `responsibility` and
    `direction` the texts of sections V and VI.
    """

    kind: str | None = None
    expected: str | None = None
    code: str | None = None
    empty_sections: tuple[str, ...] | None = None
    misplaced: tuple[str, ...] | None = None
    ticked: int | None = None
    ticked_civil: int | None = None
    grades: Mapping[str, str] | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    total_points: float | None = None
    responsibility: str | None = None
    direction: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSeen:
    """Bảng chấm điểm: which sheet was used and should be, what does not add up on it, its total."""

    kind: str | None = None
    expected: str | None = None
    over_maximum: tuple[str, ...] | None = None
    uneven_groups: tuple[str, ...] | None = None
    total: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCase:
    """What is known of one subject's review year.

    `earlier` are the shortcomings of earlier years still followed when it began, `follow_ups` what
    section III says of them, `found` the shortcomings that section II names. `ratings` are all of
    the year: superseded ones, those of quarters and of other places too, whose printed names
    `places` has. `written` are the levels that papers give, by the paper's name, and `levels` the
    printed names of levels; `documents` are the kinds of papers in the dossier, `lacking` those that
    must still come; `other_law` says whether a re-rating was made under later regulations.
    """

    name: str
    form: FormSeen = field(default_factory=FormSeen)
    sheet: SheetSeen = field(default_factory=SheetSeen)
    earlier: Sequence[Shortcoming] | None = None
    follow_ups: Sequence[FollowUp] | None = None
    found: Sequence[Shortcoming] | None = None
    ratings: Sequence[Rating] | None = None
    places: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, Level] | None = None
    levels: Mapping[str, str] = field(default_factory=dict)
    other_law: bool | None = None
    reviewed: bool | None = None
    reviewed_on: date | None = None
    documents: tuple[str, ...] | None = None
    lacking: tuple[str, ...] | None = None
    deadline: date | None = None
    report_deadline: date | None = None
    dossier_deadline: date | None = None
    checked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCase:
    """A member's review year: the review, and what roster and regime say of the member.

    `head` and `deputy` say whether the member leads the collective or is a deputy of its head,
    `collective_level` and `collective_done` (percent of tasks) what that collective reached;
    `temporary` and `moved_in` whether the member was elsewhere or came in the year, `months_before`
    how long the former cell had the member in it; `years_without_review` the last three years of
    which no self-review is in the member's dossier.
    """

    review: ReviewCase
    state: MemberState | None = None
    eligible: Eligible | None = None
    head: bool | None = None
    deputy: bool | None = None
    collective_level: Level | None = None
    collective_done: float | None = None
    temporary: bool | None = None
    moved_in: bool | None = None
    months_before: float | None = None
    years_without_review: tuple[int, ...] | None = None
    leadership_review: date | None = None  # before the committee above, for who sits on it


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectiveCase:
    """A collective's review year: the review, its remedy plan, those around and below it.

    `cell` and `provincial` say which kind of body it is, `size` how many lead it, `own_meeting`
    whether it met on its own; `below` counts the levels of bodies below, of a cell's members;
    `members` those of all members. Days are of papers and reviews, None when unknown.
    """

    review: ReviewCase
    plan: Sequence[PlanItem] | None = None
    must_review: bool | None = None
    must_rate: bool | None = None
    cell: bool | None = None
    provincial: bool | None = None
    size: int | None = None
    own_meeting: bool | None = None
    below: Mapping[Level, int] | None = None
    members: Mapping[Level, int] | None = None
    first_personal_review: date | None = None
    head_review: date | None = None
    head_rating: date | None = None
    first_other_review: date | None = None
    subordinates: bool | None = None
    last_subordinate_rating: date | None = None
    prepared: date | None = None
    noticed: date | None = None
    planned: date | None = None
    reported: date | None = None
    appraised: date | None = None
    voted: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCase:
    """A review meeting; `said` is what is known of its organisation's collective.

    `notice` counts the working days from the day the draft was sent up to the meeting.
    """

    meeting: Meeting
    name: str = ""
    deadline: date | None = None
    said: Mapping[str, Fact] = field(default_factory=dict)
    notice: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCase:
    """Nhóm vị trí tương đồng: how many it rates; `name` is None when nobody made the groups."""

    name: str | None
    excellent: int
    good_or_better: int
    done: int | None = None
    failed: int | None = None
    where: str = ""  # whom it is about, when it has no name


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignCase:
    """A whole review year: what the authority decided, how many reviews, how they divide.

    `figures` are counts under the part of a fact's name after `dot.` (`tong_so`, `htxs`,
    `khtn_ky_luat` …), `body_figures` after `dot_tc.`; `outstanding` are the bodies chosen as the
    best (None: nobody said), `not_excellent` those of them with another level.
    """

    name: str
    parameters: Mapping[str, Scalar | list[Scalar]]
    reviews_required: int | None = None
    reviews_received: int | None = None
    counted_twice: tuple[str, ...] | None = None
    figures: Mapping[str, int] = field(default_factory=dict)
    body_figures: Mapping[str, int] = field(default_factory=dict)
    outstanding: tuple[str, ...] | None = None
    not_excellent: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardCase:
    """Khen thưởng: one award proposed or decided; money in đồng.

    `needed` excellent years in a row, `held` so many up to this year; `outstanding_held` years in a
    row with the title «tiêu biểu», where the award needs it; `wrong_giver` whether the giver has no
    right to it; `decided` whether the level itself was decided.
    """

    name: str
    needed: int | None = None
    held: int | None = None
    needs_title: bool | None = None
    outstanding_held: int | None = None
    wrong_giver: bool | None = None
    of_body: bool | None = None
    decided: bool | None = None
    money: float | None = None
    factor: float | None = None
    base: float | None = None
