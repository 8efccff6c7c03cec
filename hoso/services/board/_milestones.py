"""What is done of one subject's review: issued, returned, reviewed, voted, proposed, decided, told, planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hoso import text
from hoso.model.dossier import Provenance
from hoso.model.review import Stage
from hoso.services.campaign import Candidate
from hoso.services.progress import Book, State, Step, returned_forms

# Kind of paper that tells the results, and the fact by which a person says when they were told.
NOTICE, NOTIFIED_ON = "thong_bao_ket_qua", "thong_bao.ngay"


class Milestone(StrEnum):
    """Mốc: what happens to one subject in a review year, in this order."""

    ISSUED = "phat_hanh"
    RETURNED = "nhan_lai"
    REVIEWED = "kiem_diem"
    VOTED = "bo_phieu"
    PROPOSED = "de_xuat"
    DECIDED = "quyet_dinh"
    NOTIFIED = "thong_bao"
    PLANNED = "ke_hoach"


MILESTONE_NAMES = {
    Milestone.ISSUED: "phát hành",
    Milestone.RETURNED: "nhận lại",
    Milestone.REVIEWED: "kiểm điểm",
    Milestone.VOTED: "bỏ phiếu",
    Milestone.PROPOSED: "đề xuất",
    Milestone.DECIDED: "quyết định",
    Milestone.NOTIFIED: "thông báo",
    Milestone.PLANNED: "kế hoạch khắc phục",
}
_OF_REVIEW = frozenset({Milestone.ISSUED, Milestone.RETURNED, Milestone.REVIEWED})
_OF_RATING = frozenset(Milestone) - _OF_REVIEW - {Milestone.PLANNED}
_DECIDED = frozenset({Step.DECIDED, Step.RATED_AGAIN})
# Nothing more is to be decided about whoever stands there.
SETTLED = _DECIDED | {Step.UNRATED, Step.NOT_CONCERNED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """What a review found, and for how much of it the remedy plan says what is done."""

    found: int = 0
    planned: int = 0


def needed(one: Candidate, state: State, faults: Faults) -> frozenset[Milestone]:
    """Return the milestones that one subject has to pass.

    A collective with faults needs a plan (QĐ 366-QĐ/TW, Điều 8); members keep their own.
    """
    if state.step is Step.NOT_CONCERNED:
        return frozenset()
    wanted: frozenset[Milestone] = frozenset()
    if one.verdict.reviewed is not False:
        wanted |= _OF_REVIEW
    if one.verdict.rated is not False and state.step is not Step.UNRATED:
        wanted |= _OF_RATING
    return wanted | {Milestone.PLANNED} if faults.found and one.person is None else wanted


def passed(book: Book, one: Candidate, state: State, faults: Faults) -> frozenset[Milestone]:
    """Return the milestones that one subject has passed."""
    returned = bool(returned_forms(book, one))
    papers = book.papers.get(one.dossier, ())
    decided = state.step in _DECIDED
    found = {
        Milestone.ISSUED: returned or any(paper.awaits_return for paper in papers),
        Milestone.RETURNED: returned,
        Milestone.REVIEWED: state.reviewed_on is not None,
        Milestone.VOTED: one.dossier in book.voted,
        Milestone.PROPOSED: state.rating is not None,
        Milestone.DECIDED: decided,
        Milestone.NOTIFIED: decided and _is_told(book, one, state),
        Milestone.PLANNED: faults.found > 0 and faults.planned >= faults.found,
    }
    return frozenset(milestone for milestone, done in found.items() if done)


def _is_told(book: Book, one: Candidate, state: State) -> bool:
    """Return whether the results were told after this level was decided."""
    told = noticed_on(book, one.body.subject.dossier_stem)
    decided = state.rating.day if state.rating and state.rating.stage is Stage.DECIDED else None
    return told is not None and (decided is None or told >= decided)


def noticed_on(book: Book, stem: str) -> date | None:
    """Return when an organisation's results were last told, as stated or by the paper's date."""
    said = book.stated.get((stem, NOTIFIED_ON))
    if said is not None:
        return text.parse_date(str(said.value))
    papers = papers_of(book, stem, NOTICE)
    return max((paper.day for paper in papers if paper.day), default=None)


def papers_of(book: Book, stem: str, kind: str) -> list[Provenance]:
    """Return the papers of one kind in a dossier, none withdrawn."""
    return [paper for paper in book.papers.get(stem, ()) if paper.kind == kind]
