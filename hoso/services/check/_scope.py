"""Whom a check is about: the roster of the time, and those whom only papers of the year know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hoso.catalogue import DossierRow
from hoso.errors import NotFoundError
from hoso.model.dossier import DocumentStatus, DossierKind, Provenance
from hoso.model.profile import Eligible
from hoso.model.review import Rating
from hoso.model.roster import MemberState, OrganisationState
from hoso.services import campaign, subjects
from hoso.services.campaign import Candidate
from hoso.services.check._held import held
from hoso.services.check._year import Year
from hoso.services.subjects import Body, Person
from hoso.workspace import Workspace

_SUBJECTS = (DossierKind.COLLECTIVE, DossierKind.PERSON)
_UNKNOWN = Eligible(reviewed=None, rated=None, reason="", reference="", code="")


def year_of(ws: Workspace, year: int, org: str | None, on: date) -> Year:
    """Return a review year as `on` sees it, of an organisation and all below it (None: of all).

    Whom it concerns the roster of the time says: of `on`, of the year's last day when that is past.
    """
    day = min(on, date(year, 12, 31))
    codes = _codes(ws, org, day, on)
    known = tuple(_on_roster(ws, year, org, day))
    stems = {one.dossier for one in known}
    others = tuple(_others(ws, year, stems, codes))
    first = subjects.body(ws, org, day).code if org and known else None
    return Year(
        ws=ws,
        number=year,
        on=on,
        day=day,
        regime=ws.regime(year),
        scope=first or org,
        held=(*held(ws, year, known), *held(ws, year, others, on_roster=False)),
        upper=held(ws, year, _above(ws, first, day)) if first else (),
    )


def _above(ws: Workspace, code: str, day: date) -> Iterator[Candidate]:
    """Yield the collectives above an organisation on `day`, nearest first."""
    found = ws.catalogue.organisation(code)
    seen = {code}
    while found and (state := found.at(day)) and state.parent and state.parent not in seen:
        seen.add(state.parent)
        found = ws.catalogue.organisation(state.parent)
        if found and found.at(day):
            body = subjects.body_of(ws, found, day)
            yield Candidate(body=body, person=None, verdict=_UNKNOWN, form="")


def _codes(ws: Workspace, org: str | None, day: date, on: date) -> frozenset[str] | None:
    """Return the organisations asked for, as they were or as they are; None for all."""
    if org is None:
        return None
    found: set[str] = set()
    refusal: NotFoundError | None = None
    for one in (day, on):
        try:
            found |= {body.code for body in subjects.within(ws, org, one)}
        except NotFoundError as error:
            refusal = refusal or error
    if not found and refusal:
        raise refusal
    return frozenset(found)


def _on_roster(ws: Workspace, year: int, org: str | None, day: date) -> Iterator[Candidate]:
    try:
        yield from campaign.candidates(ws, year, org, day)
    except NotFoundError:
        if org is None:
            raise
        # The organisation came to be later; papers of the year may still speak of it.


def _others(
    ws: Workspace, year: int, stems: set[str], codes: frozenset[str] | None
) -> Iterator[Candidate]:
    """Yield the subjects of dossiers of the year that the roster of the time does not have.

    Only those with a review or a level: a dossier may hold no more than faults taken over.
    """
    rows = [
        row
        for code in (sorted(codes) if codes is not None else [None])
        for row in ws.catalogue.dossiers(year=year, organisation=code)
        if row.card.kind in _SUBJECTS and row.card.code.rpartition("-")[0] not in stems
    ]
    names = [row.card.code for row in rows]
    papers = ws.catalogue.by_dossier(Provenance, names)
    ratings = ws.catalogue.by_dossier(Rating, names)
    for row in rows:
        said = ratings.get(row.card.code, ())
        reviewed = any(_is_review(one) for one in papers.get(row.card.code, ()))
        if (reviewed or said) and not _is_elsewhere(ws, row, date(year, 12, 31)):
            yield _stranger(ws, row, next((one.subject.name for one in said), ""))


def _is_elsewhere(ws: Workspace, row: DossierRow, day: date) -> bool:
    """Return whether the member is on the roster of another organisation on `day`."""
    member = ws.catalogue.member(row.card.card) if row.card.card else None
    return member is not None and member.at(day) is not None


def _is_review(one: Provenance) -> bool:
    held_back = (DocumentStatus.ISSUED, DocumentStatus.WITHDRAWN)
    return one.awaits_return and one.status not in held_back


def _stranger(ws: Workspace, row: DossierRow, name: str) -> Candidate:
    """Return a subject of which the roster of the time says nothing: no eligibility, no form."""
    card = row.card
    since = card.start or date.min
    known = ws.catalogue.organisation(card.organisation)
    state = (
        known.states[0]
        if known
        else OrganisationState(since=since, name=card.organisation, kind="")
    )
    body = Body(code=card.organisation, state=state, superior="")
    person = None
    if card.kind is DossierKind.PERSON:
        member = MemberState(
            since=since, organisation=card.organisation, full_name=name or card.card or card.title
        )
        person = Person(card=card.card, state=member)
    return Candidate(body=body, person=person, verdict=_UNKNOWN, form="")
