"""Shortcomings of the register, and the latest word on each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from hoso import text
from hoso.errors import NotFoundError
from hoso.model.dossier import DossierCard
from hoso.model.review import Shortcoming, Status, Subject
from hoso.remedies import FaultState
from hoso.services import tracking
from hoso.workspace import Workspace

STATUS_NAMES = {
    Status.DONE: "đã khắc phục",
    Status.DOING: "đang khắc phục",
    Status.OPEN: "chưa khắc phục",
}


def status_name(status: Status | None) -> str:
    """Return the printed name of a status, or that none was reported."""
    return STATUS_NAMES[status] if status else "chưa báo cáo"


def required(ws: Workspace, code: str) -> Shortcoming:
    """Return the shortcoming `code`; raise NotFoundError when no register has it."""
    fault = ws.catalogue.shortcoming(text.nfc(code.strip()))
    if fault is None:
        raise NotFoundError(
            f"Không có khuyết điểm mã «{code}». Xem mã bằng «hoso shortcomings list».", where=code
        )
    return fault


def dossier_card(ws: Workspace, fault: Shortcoming) -> DossierCard:
    """Return the card of the dossier that keeps `fault`: its subject's, of the year it is from."""
    row = ws.catalogue.dossier(f"{fault.subject.dossier_stem}-{fault.year}")
    if row is None:
        raise NotFoundError(
            f"Không thấy hồ sơ của «{fault.code}». Hãy chạy «hoso reindex».", where=fault.code
        )
    return row.card


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A shortcoming with the latest word on it, and from which year that word is.

    `continued` is the code of a later one that names the same again, under which it is followed.
    """

    shortcoming: Shortcoming
    status: Status | None
    year: int
    note: str
    state: FaultState
    continued: str = ""

    @property
    def is_open(self) -> bool:
        """Return whether it is followed still: not reported remedied, not dropped, not continued."""
        return self.state.track.is_open and not self.continued


def followed(
    ws: Workspace, shortcomings: tuple[Shortcoming, ...], *, until: int
) -> tuple[Followed, ...]:
    """Return each shortcoming with what was said of it up to the year `until` (inclusive)."""
    return followed_on(ws, shortcomings, until=date(until, 12, 31))


def followed_on(
    ws: Workspace, shortcomings: tuple[Shortcoming, ...], *, until: date
) -> tuple[Followed, ...]:
    """Return each shortcoming with what was said of it up to a day (inclusive)."""
    states = tracking.states(ws, shortcomings, until=until)
    return tuple(_latest(fault, states[fault.code]) for fault in shortcomings)


def _latest(fault: Shortcoming, state: FaultState) -> Followed:
    told = [event for event in state.events if event.status or event.degree is not None]
    return Followed(
        shortcoming=fault,
        status=state.track.status,
        year=(told[-1].year or told[-1].day.year) if told else fault.year,
        note=state.track.words,
        state=state,
        continued=tracking.continued_by(state),
    )


def open_before(ws: Workspace, subject: Subject, year: int) -> tuple[Followed, ...]:
    """Return the subject's shortcomings of earlier years not reported remedied before `year`."""
    earlier = ws.catalogue.shortcomings(subject=subject, before=year)
    return tuple(one for one in followed(ws, earlier, until=year - 1) if one.is_open)


def open_before_each(
    ws: Workspace, subjects: Collection[Subject], year: int
) -> Mapping[str, tuple[Followed, ...]]:
    """Return the same of many collectives and members with a card, by dossier code without year."""
    earlier = ws.catalogue.shortcomings_of(subjects, before=year)
    found: dict[str, list[Followed]] = {}
    for one in followed(ws, earlier, until=year - 1):
        if one.is_open:
            found.setdefault(one.shortcoming.subject.dossier_stem, []).append(one)
    return {stem: tuple(ones) for stem, ones in found.items()}
