"""Every rule of a review year, on every subject: broken, chưa kiểm được, kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hoso import facts, profiles, rules, templates, text
from hoso.errors import Problem
from hoso.facts import (
    CampaignCase,
    CollectiveCase,
    FormSeen,
    GroupCase,
    PersonCase,
    ReviewCase,
)
from hoso.model import base
from hoso.model.dossier import DocumentStatus, DossierSnapshot, Provenance
from hoso.model.profile import Regime, Rule
from hoso.model.review import Level, Meeting, Rating, Stage, SubjectKind
from hoso.model.template import TemplateInfo
from hoso.services import campaign, faults, ratings
from hoso.services.campaign import Candidate
from hoso.statistics import tally
from hoso.workspace import Workspace

_EMPTY: dict[str, object] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Year:
    """A review year being checked."""

    ws: Workspace
    year: int
    on: date
    regime: Regime
    candidates: tuple[Candidate, ...]

    @property
    def deadline(self) -> date | None:
        return profiles.deadlines(self.regime, self.year).get("kiem_diem")


def check(ws: Workspace, year: int, *, org: str | None, on: date) -> tuple[Problem, ...]:
    """Return what every rule of the year's regime says, about every subject, meeting and count."""
    regime = ws.regime(year)
    found = tuple(campaign.candidates(ws, year, org, on))
    one = _Year(ws=ws, year=year, on=on, regime=regime, candidates=found)
    return (*_subjects(one), *_meetings(one), *_cap(one), *_totals(one))


def _subjects(one: _Year) -> Iterator[Problem]:
    personal = rules.of_subject(one.regime, "ca_nhan")
    collective = rules.of_subject(one.regime, "tap_the")
    for candidate in one.candidates:
        snapshot = _snapshot(one, candidate)
        review = _review(one, candidate, snapshot)
        if candidate.person:
            person = PersonCase(
                review=review, state=candidate.person.state, eligible=candidate.verdict
            )
            yield from rules.check(facts.of_person(person), _applying(personal, review))
        elif candidate.verdict.reviewed:
            case = _collective(one, candidate, review, snapshot)
            yield from rules.check(facts.of_collective(case), collective)


def _applying(asked: Iterable[Rule], review: ReviewCase) -> list[Rule]:
    """Return the rules that concern a member: of one without a review, only who must have one."""
    if review.reviewed:
        return list(asked)
    return [rule for rule in asked if any(n.startswith("dien.") for n in (*rule.when, *rule.needs))]


def _snapshot(one: _Year, candidate: Candidate) -> DossierSnapshot | None:
    row = one.ws.catalogue.dossier(f"{candidate.dossier}-{one.year}")
    return one.ws.snapshot(row.object_id) if row else None


def _review(one: _Year, candidate: Candidate, snapshot: DossierSnapshot | None) -> ReviewCase:
    form = _form(snapshot)
    subject = (candidate.person or candidate.body).subject
    earlier = faults.open_before(one.ws, subject, one.year)
    return ReviewCase(
        name=candidate.label,
        form=_seen(one, candidate, snapshot, form) if form else FormSeen(),
        earlier=[found.shortcoming for found in earlier],
        follow_ups=snapshot.follow_ups if snapshot and form else None,
        found=snapshot.shortcomings if snapshot and form else None,
        ratings=snapshot.ratings if snapshot else None,
        reviewed=form is not None,
        reviewed_on=_meeting_day(one, candidate) if form else None,
        deadline=one.deadline,
    )


def _form(snapshot: DossierSnapshot | None) -> Provenance | None:
    documents = snapshot.documents if snapshot else ()
    held = (DocumentStatus.RETURNED, DocumentStatus.SIGNED)
    return next((d for d in documents if d.awaits_return and d.status in held), None)


def _seen(
    one: _Year, candidate: Candidate, snapshot: DossierSnapshot | None, form: Provenance
) -> FormSeen:
    values = _EMPTY
    if snapshot:
        path = f"{form.number}/du_lieu.json"
        raw = one.ws.archive.read(snapshot.object_id, path, snapshot.version)
        values = base.decode(raw, dict[str, object], where=path)
    info = templates.find(form.kind, one.ws.template_roots).info
    return FormSeen(
        kind=form.kind,
        expected=candidate.form or None,
        code=info.form_code or None,
        empty_sections=tuple(_unanswered(info, values)),
        ticked=1 if values.get("muc") else 0,
        total_points=text.parse_number(str(values.get("tong_diem", ""))),
        responsibility=_words(values.get("trach_nhiem")),
        direction=_words(values.get("phuong_huong")),
    )


def _unanswered(info: TemplateInfo, values: Mapping[str, object]) -> Iterator[str]:
    """Yield the labels of required sections left blank; one that was not printed has no value."""
    for field in info.fields:
        not_printed = field.only_if and field.name not in values
        if field.required and field.heading and not values.get(field.name) and not not_printed:
            yield field.label


def _words(value: object) -> str:
    return "\n".join(str(item) for item in value) if isinstance(value, list) else str(value or "")


def _meeting_day(one: _Year, candidate: Candidate) -> date | None:
    kind = SubjectKind.PERSON if candidate.person else SubjectKind.COLLECTIVE
    return campaign.review_day(one.ws, one.year, candidate.body.code, kind)


def _collective(
    one: _Year, candidate: Candidate, review: ReviewCase, snapshot: DossierSnapshot | None
) -> CollectiveCase:
    code = candidate.body.code
    below = [child.code for child in one.ws.catalogue.children(code, one.on)]
    decided = [day for child in below if (day := _decided_on(one, child))]
    return CollectiveCase(
        review=review,
        plan=snapshot.plan if snapshot else None,
        documents=tuple(d.kind for d in snapshot.documents) if snapshot else None,
        first_personal_review=campaign.review_day(one.ws, one.year, code, SubjectKind.PERSON),
        subordinates=bool(below),
        # While one below is undecided, nobody knows yet which day will be the last.
        last_subordinate_rating=max(decided) if below and len(decided) == len(below) else None,
    )


def _decided_on(one: _Year, organisation: str) -> date | None:
    """Return the day when the collective of an organisation was rated, None while it is not."""
    found = one.ws.catalogue.ratings(year=one.year, organisation=organisation, stage=Stage.DECIDED)
    days = [r.day for r in found if r.subject.kind is SubjectKind.COLLECTIVE and r.day]
    return max(days, default=None)


def _meetings(one: _Year) -> Iterator[Problem]:
    meeting_rules = rules.of_subject(one.regime, "hoi_nghi")
    ballot_rules = rules.of_subject(one.regime, "phieu")
    for code, name in {c.body.code: c.body.state.name for c in one.candidates}.items():
        for meeting in one.ws.catalogue.meetings(year=one.year, organisation=code):
            seen = facts.of_meeting(
                meeting, name=_meeting_name(name, meeting), deadline=one.deadline
            )
            yield from rules.check(seen, meeting_rules)
        for count in one.ws.catalogue.ballots(year=one.year, organisation=code):
            yield from rules.check(facts.of_ballot(count, name=f"{name}, kiểm phiếu"), ballot_rules)


def _meeting_name(name: str, meeting: Meeting) -> str:
    what = "tập thể" if meeting.subject_kind is SubjectKind.COLLECTIVE else "cá nhân"
    return f"{name}, hội nghị kiểm điểm {what}"


def _cap(one: _Year) -> Iterator[Problem]:
    """Check the cap for all members rated: groups of similar position are the authority's to make."""
    decided = one.ws.catalogue.ratings(year=one.year, stage=Stage.DECIDED)
    codes = {candidate.body.code for candidate in one.candidates}
    here = [r for r in decided if r.subject.organisation in codes]
    grouped = str(one.regime.parameters.get("nhom_ty_le") or "")
    group = GroupCase(
        # Only where the law itself makes the group is it known without asking.
        name=f"Năm {one.year}, {grouped}" if grouped else None,
        excellent=_count(here, {Level.EXCELLENT}),
        good_or_better=_count(here, {Level.EXCELLENT, Level.GOOD}),
    )
    yield from rules.check(facts.of_group(group), rules.of_subject(one.regime, "nhom"))


def _totals(one: _Year) -> Iterator[Problem]:
    """Check that the members of the year divide without remainder, and that all reviews are in."""
    lines = ratings.show(one.ws, one.year, org=None, on=one.on)
    counts = tally([ratings.standing(line) for line in lines if line.candidate.person])
    case = CampaignCase(
        name=f"Năm {one.year}",
        parameters=one.regime.parameters,
        members=counts.total,
        exempt=counts.exempt,
        waiting=counts.waiting,
        new=counts.new,
        rated=counts.rated,
        reviews_required=sum(bool(c.verdict.reviewed) for c in one.candidates),
        reviews_received=sum(_form(_snapshot(one, c)) is not None for c in one.candidates),
    )
    yield from rules.check(facts.of_campaign(case), rules.of_subject(one.regime, "dot"))


def _count(found: list[Rating], levels: set[Level]) -> int:
    persons = [r for r in found if r.subject.kind is SubjectKind.PERSON]
    return sum(rating.level in levels for rating in persons)
