"""Whether a review was held: the form that came back, and the meeting that had it before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from hoso import text
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.review import ReviewDemand, SubjectKind
from hoso.services.campaign import Candidate
from hoso.services.progress._absent import Absence
from hoso.services.progress._book import Book

# Template kind of minutes → whose review the meeting held.
MINUTES: Mapping[str, SubjectKind] = MappingProxyType(
    {"bien_ban_tap_the": SubjectKind.COLLECTIVE, "bien_ban_ca_nhan": SubjectKind.PERSON}
)
# The fact by which a person says when somebody was reviewed, whatever the minutes in the archive.
REVIEWED_ON = "kiem_diem.ngay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A subject's review: the day it was held, and what is still missing (nothing: it was held)."""

    day: date | None = None
    lacks: tuple[str, ...] = ()
    form: Provenance | None = None  # the newest form that came back


def reviewed(book: Book, one: Candidate) -> Reviewed:
    """Return how far the review of a subject is."""
    forms = returned_forms(book, one)
    form = forms[-1] if forms else None
    if one.person is None and one.verdict.reviewed is False:
        return Reviewed(form=form)  # held within the committee, without a report of its own
    if (said := book.stated.get((one.dossier, REVIEWED_ON))) is not None:
        return Reviewed(day=text.parse_date(str(said.value)), form=form)
    lacks, day = [], meeting_day(book, one)
    if form is None and book.regime.forms:  # no form is prescribed for the oldest years
        lacks.append(_missing_form(book, one))
    if day is None:
        what = "cá nhân" if one.person else "tập thể"
        lacks.append(f"chưa có biên bản hội nghị kiểm điểm {what} của {one.body.state.name}")
    elif (absent := book.absent.get(one.dossier)) is not None:
        lacks.append(_absent(one, absent, day))
    return Reviewed(day=day, lacks=tuple(lacks), form=form)


def returned_forms(book: Book, one: Candidate) -> tuple[Provenance, ...]:
    """Return the review forms of a subject that came back, or came in from elsewhere, in order."""
    kinds = {choice.template for choice in book.regime.forms}
    return tuple(
        paper
        for paper in book.papers.get(one.dossier, ())
        if paper.kind in kinds and paper.status is not DocumentStatus.ISSUED
    )


def _missing_form(book: Book, one: Candidate) -> str:
    what = "bản kiểm điểm" if one.person else "báo cáo kiểm điểm"
    issued = any(paper.awaits_return for paper in book.papers.get(one.dossier, ()))
    return f"chưa nộp {what}" if issued else f"chưa phát hành, chưa nộp {what}"


def _absent(one: Candidate, absent: Absence, day: date) -> str:
    if not absent.sure:
        return (
            f"biên bản ngày {text.short_date(day)} ghi «{one.label}» vắng mặt mà {one.body.state.name} "
            "có nhiều người tên ấy: ghi rõ ngày kiểm điểm của từng người"
        )
    because = f" ({absent.why})" if absent.why else ""
    return (
        f"vắng mặt tại hội nghị ngày {text.short_date(day)}{because}: kiểm điểm ở kỳ họp gần nhất "
        "sau đó rồi mới xếp loại"
    )


def meeting_day(book: Book, one: Candidate) -> date | None:
    """Return when the review was held, by the register of meetings or minutes from elsewhere."""
    kind = SubjectKind.PERSON if one.person else SubjectKind.COLLECTIVE
    held = [m.day for m in book.meetings.get(one.body.code, ()) if m.subject_kind is kind]
    attached = [
        paper.day
        for paper in book.papers.get(one.body.subject.dossier_stem, ())
        if MINUTES.get(paper.kind) is kind and paper.day and not paper.template
    ]
    return min([*held, *attached], default=None)


def open_demands(book: Book, stem: str) -> Iterator[ReviewDemand]:
    """Yield the demands to review a subject again that nothing has met yet."""
    yield from (one for one in book.demands.get(stem, ()) if one.met_on is None)
