"""What the rooms above know of one subject, handed over as one value each.

None means that nobody said so yet, an empty tuple that somebody looked and there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hoso.model.profile import Eligible, Fact, Scalar
from hoso.model.review import FollowUp, PlanItem, Rating, Shortcoming
from hoso.model.roster import MemberState

Facts = dict[str, Fact]


def known(facts: Mapping[str, Fact | None]) -> Facts:
    """Return the facts that are known: the others have no name."""
    return {name: value for name, value in facts.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSeen:
    """Biểu mẫu: what a review form in the archive looks like.

    `kind` and `expected` are template kinds, `code` the printed form code, `ticked` the number of
    levels marked, `total_points` the printed total, `responsibility` and `direction` the texts of sections V and VI.
    """

    kind: str | None = None
    expected: str | None = None
    code: str | None = None
    empty_sections: tuple[str, ...] | None = None
    ticked: int | None = None
    total_points: float | None = None
    responsibility: str | None = None
    direction: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCase:
    """What is known of one subject's review year.

    `earlier` are the shortcomings of earlier years still followed when it began, `follow_ups` what
    section III says of them, `found` the shortcomings that section II names.
    """

    name: str
    form: FormSeen = field(default_factory=FormSeen)
    earlier: Sequence[Shortcoming] | None = None
    follow_ups: Sequence[FollowUp] | None = None
    found: Sequence[Shortcoming] | None = None
    ratings: Sequence[Rating] | None = None
    reviewed: bool | None = None
    reviewed_on: date | None = None
    deadline: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCase:
    """A member's review year: the review, and what roster and regime say of the member."""

    review: ReviewCase
    state: MemberState | None = None
    eligible: Eligible | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectiveCase:
    """A collective's review year: the review, its remedy plan, its dossier, those around it.

    `documents` are kinds of papers in the dossier; `subordinates` whether it has bodies below.
    """

    review: ReviewCase
    plan: Sequence[PlanItem] | None = None
    documents: tuple[str, ...] | None = None
    first_personal_review: date | None = None
    subordinates: bool | None = None
    last_subordinate_rating: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCase:
    """Nhóm vị trí tương đồng: how many it rates; `name` is None when nobody made the groups."""

    name: str | None
    excellent: int
    good_or_better: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignCase:
    """A whole review year: what the authority decided, how many reviews, how members divide."""

    name: str
    parameters: Mapping[str, Scalar | list[Scalar]]
    reviews_required: int | None = None
    reviews_received: int | None = None
    members: int | None = None
    exempt: int | None = None
    waiting: int | None = None
    new: int | None = None
    rated: int | None = None
