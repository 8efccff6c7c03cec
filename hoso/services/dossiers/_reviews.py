"""The three latest self-reviews of each member, which the member's own dossier keeps, and the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hoso.catalogue import MemberRow
from hoso.errors import NotFoundError
from hoso.model.dossier import DossierKind, Provenance
from hoso.services.dossiers._scope import tree
from hoso.services.papers import is_form
from hoso.text import name_key, short_date
from hoso.workspace import Workspace

KEPT: Final = 3  # years (HD 01-HD/TW 2021, mục 8; HD 06-HD/TW 2025, mục 8)
REFERENCE: Final = "HD 06-HD/TW (2025), mục 8"


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfReview:
    """One self-review: of which year, which document."""

    year: int
    document: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """A member's self-reviews, newest first: those kept, those beyond, how many are short of three."""

    card: str
    name: str
    organisation: str
    kept: tuple[SelfReview, ...]
    beyond: tuple[SelfReview, ...]
    lacking: int


def split(found: Iterable[SelfReview]) -> tuple[tuple[SelfReview, ...], tuple[SelfReview, ...]]:
    """Return the self-reviews of the latest three years and the older ones, newest first.

    Two papers of one year, as after a review held again, are kept or beyond together.
    """
    ordered = sorted(found, key=lambda one: (-one.year, one.document))
    years = sorted({one.year for one in ordered}, reverse=True)[:KEPT]
    return (
        tuple(one for one in ordered if one.year in years),
        tuple(one for one in ordered if one.year not in years),
    )


def latest(ws: Workspace, org: str | None, on: date) -> tuple[Latest, ...]:
    """Return the self-reviews of every member of a day, organisation by organisation.

    Raise NotFoundError where there is no roster of that day.
    """
    found = tree(ws, org)
    places = {code: place for place, code in enumerate(found.codes)}
    members = [one for one in ws.catalogue.members(on) if one.state.organisation in places]
    if not members:
        raise NotFoundError(
            f"Danh sách không có đảng viên nào ngày {short_date(on)}. Hãy nhập bằng «hoso roster import».",
            where=org or "",
        )
    every = _of_cards(ws, {one.card for one in members}, on)
    members.sort(
        key=lambda one: (places[one.state.organisation], name_key(one.state.full_name), one.card)
    )
    return tuple(_latest(one, every.get(one.card, ()), on) for one in members)


def _of_cards(ws: Workspace, cards: set[str], on: date) -> dict[str, list[SelfReview]]:
    rows = [
        row
        for row in ws.catalogue.dossiers(kind=DossierKind.PERSON)
        if row.card.card in cards and row.card.year and row.card.year <= on.year
    ]
    papers = ws.catalogue.by_dossier(Provenance, [row.card.code for row in rows])
    found: dict[str, list[SelfReview]] = {}
    for row in rows:
        for one in papers.get(row.card.code, ()):
            if is_form(one) and row.card.year:
                review = SelfReview(
                    year=row.card.year, document=f"{row.card.code}/{one.number}", title=one.title
                )
                found.setdefault(row.card.card, []).append(review)
    return found


def _latest(member: MemberRow, found: Sequence[SelfReview], on: date) -> Latest:
    kept, beyond = split(found)
    state = member.state
    since = state.admitted.year if state.admitted else None
    # Nobody can have more self-reviews than years in the Party that are over.
    due = KEPT if since is None else min(KEPT, max(on.year - since, 0))
    return Latest(
        card=member.card,
        name=state.full_name,
        organisation=state.organisation,
        kept=kept,
        beyond=beyond,
        lacking=max(due - len({one.year for one in kept}), 0),
    )
