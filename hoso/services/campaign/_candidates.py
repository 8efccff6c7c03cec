"""Whom a review year concerns, in the order of reviews: cells before committees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hoso.model.dossier import DossierCard
from hoso.model.profile import Regime
from hoso.model.review import SubjectKind
from hoso.rules import Eligible, eligible, form_for
from hoso.services.subjects import (
    Body,
    Person,
    collective_card,
    officers,
    people,
    person_card,
    within,
)
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Whom a review year concerns: a body's collective, or a member, and what the law says of them.

    `form` is the template kind to fill in, "" when there is none; `verdict.reviewed` tells whether.
    """

    body: Body
    person: Person | None
    verdict: Eligible
    form: str

    @property
    def label(self) -> str:
        """Return the name people know the subject by."""
        return self.person.state.full_name if self.person else self.body.state.name

    @property
    def dossier(self) -> str:
        """Return the subject's dossier code without the year."""
        return (self.person or self.body).subject.dossier_stem


def candidates(ws: Workspace, year: int, org: str | None, on: date) -> Iterator[Candidate]:
    """Yield every collective and member of the year, cells before committees."""
    regime = ws.regime(year)
    for body in within(ws, org, on):
        yield _collective(ws, body, regime, on)
        day = review_day(ws, year, body.code, SubjectKind.PERSON) or on
        for one in people(ws, body.code, on):
            verdict = eligible(one.state, regime, day)
            form = form_for(one.state.category.value, regime) if verdict.reviewed else ""
            yield Candidate(body=body, person=one, verdict=verdict, form=form)


def review_day(ws: Workspace, year: int, organisation: str, whose: SubjectKind) -> date | None:
    """Return when an organisation reviewed itself or its members, None while no minutes say so."""
    held = ws.catalogue.meetings(year=year, organisation=organisation)
    return next((meeting.day for meeting in held if meeting.subject_kind is whose), None)


def _collective(ws: Workspace, body: Body, regime: Regime, on: date) -> Candidate:
    committee = {officer.person.card for officer in officers(ws, body, on)}
    verdict = of_collective(len(committee), regime)
    form = form_for("tap_the", regime) if verdict.reviewed else ""
    return Candidate(body=body, person=None, verdict=verdict, form=form)


def of_collective(size: int, regime: Regime) -> Eligible:
    """Return whether a leading collective of so many people is reviewed by itself."""
    smallest = int(str(regime.parameters.get("tap_the_toi_thieu", 0)))
    if size < smallest:
        return Eligible(
            reviewed=False,
            rated=True,
            reason=f"Tập thể lãnh đạo có {size} người, dưới {smallest}: kiểm điểm trong "
            "cấp ủy hoặc tổ chức tương ứng, không có báo cáo tập thể riêng.",
            reference=str(regime.parameters.get("tap_the_toi_thieu_can_cu", "")),
            code="TAP_THE",
        )
    return Eligible(reviewed=True, rated=True, reason="", reference="", code="")


def card_of(one: Candidate, year: int) -> DossierCard:
    """Return the dossier card of a candidate."""
    if one.person is None:
        return collective_card(one.body, year)
    return person_card(one.person, one.body.state.kind, year)
