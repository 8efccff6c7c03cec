"""How far a review year is, subject by subject."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hoso.model.dossier import DocumentStatus
from hoso.model.review import Stage
from hoso.services.campaign._candidates import Candidate, candidates
from hoso.services.campaign._year import required
from hoso.workspace import Workspace


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
    issued = {code for code, _ in held}
    decided = {r.subject.dossier_stem for r in ws.catalogue.ratings(year=year, stage=Stage.DECIDED)}
    return tuple(
        Progress(
            candidate=one,
            issued=f"{one.dossier}-{year}" in issued,
            returned=(f"{one.dossier}-{year}", DocumentStatus.RETURNED) in held,
            decided=one.dossier in decided,
            days_left=left,
        )
        for one in candidates(ws, year, org, on)
    )
