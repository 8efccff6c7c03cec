"""The review year: opening it under the regime in force, and how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hoso import profiles
from hoso.errors import NotFoundError
from hoso.model.dossier import DocumentStatus, DossierCard
from hoso.model.profile import Regime
from hoso.model.review import Campaign, Stage, SubjectKind
from hoso.rules import Eligible, eligible, form_for
from hoso.services.subjects import (
    Body,
    Person,
    collective_card,
    officers,
    people,
    person_card,
    top,
    within,
)
from hoso.workspace import Act, Committed, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A review year as opened."""

    campaign: Campaign
    regime: Regime
    committed: Committed


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


def open_year(ws: Workspace, year: int, act: Act) -> Opened:
    """Open the review year `year` under its regime; the same again changes nothing."""
    regime = ws.regime(year)
    edit = ws.edit(collective_card(top(ws, act.on), year))
    campaign = ws.catalogue.campaign(year) or Campaign(
        year=year,
        regime=regime.code,
        opened=act.on,
        deadlines=profiles.deadlines(regime, year),
    )
    edit.put_register("campaign", campaign)
    committed = ws.commit([edit], act, f"mở đợt kiểm điểm năm {year}")
    return Opened(campaign=campaign, regime=regime, committed=committed)


def required(ws: Workspace, year: int) -> Campaign:
    """Return the campaign of `year`; raise NotFoundError with the command that opens it."""
    campaign = ws.catalogue.campaign(year)
    if campaign is None:
        raise NotFoundError(
            f"Chưa mở đợt kiểm điểm năm {year}. Hãy chạy «hoso campaign open {year}».",
            where=str(year),
        )
    return campaign


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
    smallest = int(str(regime.parameters.get("tap_the_toi_thieu", 0)))
    if len(committee) < smallest:
        verdict = Eligible(
            reviewed=False,
            rated=True,
            reason=f"Tập thể lãnh đạo có {len(committee)} người, dưới {smallest}: kiểm điểm trong "
            "cấp ủy hoặc tổ chức tương ứng, không có báo cáo tập thể riêng.",
            reference=str(regime.parameters.get("tap_the_toi_thieu_can_cu", "")),
            code="TAP_THE",
        )
        return Candidate(body=body, person=None, verdict=verdict, form="")
    verdict = Eligible(reviewed=True, rated=True, reason="", reference="", code="")
    return Candidate(body=body, person=None, verdict=verdict, form=form_for("tap_the", regime))


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One subject's place in the review year."""

    candidate: Candidate
    issued: bool
    returned: bool
    decided: bool
    days_left: int | None  # to the end of reviews; negative when late


def status(ws: Workspace, year: int, org: str | None, on: date) -> tuple[Progress, ...]:
    """Return how far every subject of the year is on `on`."""
    campaign = required(ws, year)
    deadline = campaign.deadlines.get("kiem_diem")
    left = (deadline - on).days if deadline else None
    held = {
        (row.card.code, row.provenance.status)
        for row in ws.catalogue.documents(year=year)
        if row.provenance.awaits_return
    }
    decided = {r.subject.dossier_stem for r in ws.catalogue.ratings(year=year, stage=Stage.DECIDED)}
    return tuple(
        Progress(
            candidate=one,
            issued=any(code == f"{one.dossier}-{year}" for code, _ in held),
            returned=(f"{one.dossier}-{year}", DocumentStatus.RETURNED) in held,
            decided=one.dossier in decided,
            days_left=left,
        )
        for one in candidates(ws, year, org, on)
    )


def card_of(one: Candidate, year: int) -> DossierCard:
    """Return the dossier card of a candidate."""
    if one.person is None:
        return collective_card(one.body, year)
    return person_card(one.person, one.body.state.kind, year)
