"""What became of a shortcoming: its own status, then what later reviews said of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hoso.errors import NotFoundError
from hoso.model.dossier import DossierCard
from hoso.model.review import FollowUp, Shortcoming, Status, Subject
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
    fault = ws.catalogue.shortcoming(code)
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
    """A shortcoming with the latest word on it, and from which year that word is."""

    shortcoming: Shortcoming
    status: Status | None
    year: int
    note: str

    @property
    def is_open(self) -> bool:
        """Return whether nobody has reported it remedied yet."""
        return self.status is not Status.DONE


def followed(
    ws: Workspace, shortcomings: tuple[Shortcoming, ...], *, until: int
) -> tuple[Followed, ...]:
    """Return each shortcoming with what reviews up to the year `until` (inclusive) said of it."""
    words: dict[str, list[FollowUp]] = {}
    for word in ws.catalogue.follow_ups([fault.code for fault in shortcomings]):
        if word.year <= until and word.status is not None:
            words.setdefault(word.code, []).append(word)
    return tuple(_latest(fault, words.get(fault.code, [])) for fault in shortcomings)


def _latest(fault: Shortcoming, words: list[FollowUp]) -> Followed:
    if not words:
        return Followed(shortcoming=fault, status=fault.status, year=fault.year, note="")
    last = max(words, key=lambda word: word.year)
    return Followed(shortcoming=fault, status=last.status, year=last.year, note=last.note)


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
