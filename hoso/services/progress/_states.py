"""Where every subject of a review year stands, and what is waited for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from hoso.errors import NotFoundError
from hoso.model.procedure import GroundKind
from hoso.model.review import Rating, Stage
from hoso.services.campaign import Candidate
from hoso.services.progress import _periods
from hoso.services.progress._book import Book, is_yearly, read
from hoso.services.progress._case import Case
from hoso.services.progress._grounds import Wait, waits
from hoso.services.progress._levels import PlaceLevel, at_places
from hoso.services.progress._places import PlaceQuestion, places
from hoso.services.progress._reviewed import open_demands, reviewed
from hoso.services.subjects import codes_within
from hoso.workspace import Workspace


class Step(StrEnum):
    """Trạng thái: how far one subject's review and rating are."""

    NOT_CONCERNED = "khong_thuoc_dien"
    UNCLEAR = "chua_ro_dien"
    UNREVIEWED = "chua_kiem_diem"
    REVIEWED = "da_kiem_diem"
    WAITING = "cho_can_cu"
    PROPOSED = "da_de_xuat"
    UNDECIDED = "cho_quyet_dinh"
    DECIDED = "da_quyet_dinh"
    UNRATED = "chua_danh_gia"  # a reason was recorded for giving no level
    REVIEW_AGAIN = "phai_kiem_diem_lai"
    RATED_AGAIN = "xep_loai_lai"


STEP_NAMES = {
    Step.NOT_CONCERNED: "không thuộc diện",
    Step.UNCLEAR: "chưa rõ có thuộc diện không",
    Step.UNREVIEWED: "chưa kiểm điểm",
    Step.REVIEWED: "đã kiểm điểm",
    Step.WAITING: "chờ căn cứ",
    Step.PROPOSED: "đã đề xuất",
    Step.UNDECIDED: "chờ quyết định",
    Step.DECIDED: "đã quyết định",
    Step.UNRATED: "chưa đánh giá, có lý do",
    Step.REVIEW_AGAIN: "phải kiểm điểm lại",
    Step.RATED_AGAIN: "xếp loại lại",
}
# What keeps a decision open while everything that leads to it is there.
_FOR_AUTHORITY = {GroundKind.DIFFERING}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where one subject stands: the step, what is waited for (blocking or not), what is asked.

    `places` are where a member is reviewed, with the level given there; `reason` says why there is
    no review or no level, with its `reference`; `rating` is the decision that counts, else the
    proposal.
    """

    candidate: Candidate
    step: Step
    waits: tuple[Wait, ...] = ()
    questions: tuple[PlaceQuestion, ...] = ()
    notes: tuple[str, ...] = ()
    reviewed_on: date | None = None
    places: tuple[PlaceLevel, ...] = ()
    periods: Mapping[str, Mapping[Stage, Rating]] = field(default_factory=dict)
    rating: Rating | None = None
    reason: str = ""
    reference: str = ""

    @property
    def blocking(self) -> tuple[Wait, ...]:
        """Return the grounds without which no level may be decided, or only with a reason."""
        return tuple(one for one in self.waits if one.blocks)


def states(ws: Workspace, year: int, org: str | None, on: date) -> tuple[State, ...]:
    """Return where every subject of the year stands on `on`, in the order of reviews."""
    book = read(ws, year, org, on)
    codes = codes_within(ws, org, on)
    return tuple(
        state_of(book, one) for one in book.candidates if codes is None or one.body.code in codes
    )


def candidate_of(book: Book, stem: str) -> Candidate:
    """Return the candidate with that dossier; raise NotFoundError when the year concerns no such."""
    found = book.by_stem.get(stem)
    if found is None:
        raise NotFoundError(f"Năm {book.year} không có đối tượng «{stem}».", where=stem)
    return found


def state_of(book: Book, one: Candidate) -> State:
    """Return where one subject stands."""
    held = reviewed(book, one)
    rating = _rating(book, one)
    posts = places(book, one)
    step, left = _step(book, one, rating)
    settled = step in {Step.DECIDED, Step.RATED_AGAIN, Step.UNRATED, Step.NOT_CONCERNED}
    return State(
        candidate=one,
        step=step,
        waits=left,
        questions=() if settled else posts.questions,
        notes=(*posts.notes, *_periods.flags(book, one), *_lacked(book, rating)),
        reviewed_on=None if held.lacks else held.day,
        places=at_places(book, one),
        periods=_periods.by_period(book, one),
        rating=rating,
        reason=one.verdict.reason if one.verdict.rated is not True else "",
        reference=one.verdict.reference if one.verdict.rated is not True else "",
    )


def _rating(book: Book, one: Candidate) -> Rating | None:
    found = {
        each.stage: each
        for each in book.ratings.get(one.dossier, ())
        if is_yearly(each) and not each.superseded
    }
    return found.get(Stage.DECIDED) or found.get(Stage.PROPOSED)


def _lacked(book: Book, rating: Rating | None) -> tuple[str, ...]:
    """Return what was missing when the level was decided all the same, as it is on record."""
    by_code = {ground.code: ground.message for ground in book.procedure.grounds}
    codes = rating.lacked if rating else ()
    return tuple(f"đã quyết định khi còn thiếu căn cứ: {by_code.get(c, c)}" for c in codes)


def _step(book: Book, one: Candidate, rating: Rating | None) -> tuple[Step, tuple[Wait, ...]]:
    decided = rating if rating and rating.stage is Stage.DECIDED else None
    if decided is None and one.verdict.reviewed is None:
        return Step.UNCLEAR, ()
    if decided is None and one.verdict.rated is False:
        return _unrated(book, one)
    case = Case(candidate=one, day=book.on)
    if any(open_demands(book, one.dossier)):
        return Step.REVIEW_AGAIN, waits(book, case)
    if decided is not None and (decided.level or not decided.again):
        return _settled(decided), ()
    left = waits(book, case)
    if decided is not None:
        return Step.UNDECIDED, left  # cancelled, to be rated again
    return _open_step(left, is_proposed=rating is not None, is_sent=_is_sent(book, one)), left


def _settled(decided: Rating) -> Step:
    if decided.level is None:
        return Step.UNRATED
    return Step.RATED_AGAIN if decided.again else Step.DECIDED


def _unrated(book: Book, one: Candidate) -> tuple[Step, tuple[Wait, ...]]:
    """Return the step of somebody whom the law rates not at all, but perhaps reviews."""
    if one.verdict.reviewed is False:
        return Step.NOT_CONCERNED, ()
    left = waits(book, Case(candidate=one, day=book.on))
    review = tuple(w for w in left if w.kind in {GroundKind.REVIEW, GroundKind.REVIEW_AGAIN})
    return (Step.UNREVIEWED if review else Step.REVIEWED), review


def _open_step(left: tuple[Wait, ...], *, is_proposed: bool, is_sent: bool) -> Step:
    blocking = [one for one in left if one.blocks]
    if any(one.kind is GroundKind.REVIEW for one in blocking):
        return Step.UNREVIEWED
    if any(one.kind not in _FOR_AUTHORITY for one in blocking):
        return Step.WAITING
    if blocking or (is_proposed and is_sent):
        return Step.UNDECIDED
    return Step.PROPOSED if is_proposed else Step.REVIEWED


def _is_sent(book: Book, one: Candidate) -> bool:
    """Return whether the proposals of the subject's own body went up."""
    papers = book.papers.get(one.body.subject.dossier_stem, ())
    return any(paper.kind == "to_trinh_xep_loai" for paper in papers)
