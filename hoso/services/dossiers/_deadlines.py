"""When a dossier is to be handed in, and when its period is over; years count from its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hoso import profiles
from hoso.model.archival import Submission
from hoso.model.dossier import DossierCard, DossierKind

_REVIEWS = (DossierKind.COLLECTIVE, DossierKind.PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """What falls due of one dossier; None: not yet, or never. `ended` is the year the work ended."""

    ended: int | None = None
    current: date | None = None  # to the archive of the agency
    historical: date | None = None  # to the historical archive
    held_back: str = ""  # why it may not go there yet
    expires: date | None = None  # last day of the period


def ended(card: DossierCard, days: Iterable[date], on: date) -> int | None:
    """Return the year in which the work of a dossier ended, None while it goes on.

    A review that nobody closed ended with its last paper, once that year is over; a roster goes on
    until somebody closes it.
    """
    if card.end:
        return card.end.year if card.end <= on else None
    if card.kind in _REVIEWS and card.year:
        last = max([card.year, *(day.year for day in days)])
    elif card.kind is DossierKind.HANDOVER:
        last = max((day.year for day in (*days, card.start) if day), default=on.year)
    else:
        return None
    return last if last < on.year else None


def deadlines(card: DossierCard, period: str, ended_in: int | None, rule: Submission) -> Deadlines:
    """Return the last days for handing in and of the period (QĐ 383-QĐ/TW, Điều 12).

    A dossier with a mark of secrecy waits for declassification before the historical archive.
    """
    if ended_in is None:
        return Deadlines()
    current = date(ended_in + rule.current, 12, 31)
    goes_on = period in rule.to_history
    handed_in = (card.submitted or current).year
    fixed = period and period != profiles.PERMANENT
    return Deadlines(
        ended=ended_in,
        current=current,
        historical=date(handed_in + rule.historical, 12, 31) if goes_on else None,
        held_back=f"độ mật «{card.secrecy}»: chờ giải mật" if goes_on and card.secrecy else "",
        expires=date(ended_in + int(profiles.years(period)), 12, 31) if fixed else None,
    )
