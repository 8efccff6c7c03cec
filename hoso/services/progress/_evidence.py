"""What the archive has to hold before a level is decided: review, comments, other ratings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hoso import text
from hoso.model.assessment import Statement
from hoso.model.procedure import Ground
from hoso.model.review import Level, Rating, Stage
from hoso.model.roster import Category, Standing
from hoso.services.campaign import Candidate
from hoso.services.progress._book import Book, is_yearly
from hoso.services.progress._case import Case, Lack, Lacks, words_of
from hoso.services.progress._reviewed import open_demands, reviewed
from hoso.services.subjects import Person

# Whether a member is a civil servant: told by the category, unknown of leaders.
_CIVIL = {Category.STAFF: True, Category.LEADER: None}
# Facts by which a person says so.
_IS_CIVIL = "doi_tuong.la_cbccvc"
_IS_AWAY = "tam_thoi.co"
_MONTHS_THERE = "chuyen_den.thang_noi_cu"


def review(book: Book, case: Case, _: Ground) -> Lacks:
    """Yield a lack while the review was not held, or was held after the day of the decision."""
    found = reviewed(book, case.candidate)
    if found.lacks:
        yield Lack("; ".join(found.lacks))
    elif found.day and found.day > case.day:
        yield Lack(
            f"ngày {text.short_date(case.day)} trước ngày kiểm điểm {text.short_date(found.day)}"
        )


def review_again(book: Book, case: Case, _: Ground) -> Lacks:
    """Yield a lack for each demand to review again that nothing has met."""
    for one in open_demands(book, case.candidate.dossier):
        until = f", hạn {text.short_date(one.deadline)}" if one.deadline else ""
        words = f"{one.authority} yêu cầu kiểm điểm lại ({one.code}{until}): {one.why}"
        yield Lack(words, deadline=one.deadline)


def civil(book: Book, case: Case, _: Ground) -> Lacks:
    """Yield a lack for a civil servant without a level as such; a question when nobody knows."""
    person = case.candidate.person
    rated = [r for r in _current(book, case.candidate) if r.stage is Stage.CIVIL and r.level]
    if person is None or any(r.day is None or r.day <= case.day for r in rated):
        return
    said = book.stated.get((case.candidate.dossier, _IS_CIVIL))
    is_civil = bool(said.value) if said else _CIVIL.get(person.state.category, False)
    if rated:
        yield Lack("mức xếp loại cán bộ, công chức, viên chức có sau ngày quyết định này")
    elif is_civil:
        yield Lack("chưa có mức xếp loại cán bộ, công chức, viên chức")
    elif is_civil is None:
        yield Lack(
            f"{person.state.full_name} có là cán bộ, công chức, viên chức không? Nếu có, ghi mức đã "
            f"xếp (bước cbccvc); nếu không, kê khai dữ kiện {_IS_CIVIL}",
            asks=True,
        )


def _current(book: Book, one: Candidate) -> Iterator[Rating]:
    ratings = book.ratings.get(one.dossier, ())
    yield from (each for each in ratings if is_yearly(each) and not each.superseded)


def temporary(book: Book, case: Case, ground: Ground) -> Lacks:
    """Yield a lack while the cell where a member lives for a time has not commented."""
    person = case.candidate.person
    if person is None:
        return
    said = book.stated.get((case.candidate.dossier, _IS_AWAY))
    away = bool(said.value) if said else person.state.standing is Standing.TEMPORARY_ELSEWHERE
    if away and not _has_paper(book, case, ground):
        where = f" ({person.state.left_to})" if person.state.left_to else ""
        yield Lack(f"chưa có nhận xét của chi bộ nơi sinh hoạt tạm thời{where}")


def former(book: Book, case: Case, ground: Ground) -> Lacks:
    """Yield a lack for each cell that a member left in the year after many months, in silence."""
    person = case.candidate.person
    if person is None:
        return
    least = int(str(ground.parameters["thang"]))
    said = book.stated.get((case.candidate.dossier, _MONTHS_THERE))
    left = [("nơi cũ", float(str(said.value)))] if said else _left(book, person)
    for name, months in left:
        if months >= least and not _has_paper(book, case, ground):
            yield Lack(
                f"đã sinh hoạt {months:g} tháng trong năm ở {name} rồi chuyển đến; chưa có nhận xét "
                "của chi bộ cũ"
            )


def _left(book: Book, person: Person) -> Iterator[tuple[str, float]]:
    """Yield the cells that a member left in the year, with the whole months of the year there."""
    came = person.state.since >= date(book.year, 1, 1)  # a later state may hide the move itself
    member = book.ws.catalogue.member(person.card) if came else None
    for state in member.states if member else ():
        if state.organisation == person.state.organisation or state.until is None:
            continue
        if state.until.year == book.year:
            begun, end = max(state.since, date(book.year, 1, 1)), state.until + timedelta(days=1)
            months = (end.year - begun.year) * 12 + end.month - begun.month
            found = book.ws.catalogue.organisation(state.organisation)
            name = found.states[-1].name if found else state.organisation
            yield name, months - (end.day < begun.day)


def _has_paper(book: Book, case: Case, ground: Ground) -> bool:
    """Return whether a paper of the wanted kind is there, or a person stated what it says."""
    stem, kinds = case.candidate.dossier, words_of(ground, "van_ban")
    papers = [paper for paper in book.papers.get(stem, ()) if paper.kind in kinds]
    stated = [book.stated.get((stem, name)) for name in words_of(ground, "du_kien")]
    return any(not p.day or p.day <= case.day for p in papers) or any(
        said is not None and _holds(said, case.day) for said in stated
    )


def _holds(said: Statement, by: date) -> bool:
    """Return whether a stated fact says so: a day only if it is not after `by`."""
    day = text.parse_date(said.value) if isinstance(said.value, str) else None
    return day <= by if day else bool(said.value)


def office(book: Book, case: Case, ground: Ground) -> Lacks:
    """Yield a lack while nothing here says what became of the offices at the same level."""
    if not _has_paper(book, case, ground):
        yield Lack("chưa thấy trong kho kết quả của chính quyền, chuyên môn, đoàn thể cùng cấp")


def ballot(book: Book, case: Case, _: Ground) -> Lacks:
    """Yield a lack while no vote was counted and nothing was proposed."""
    settled = {Stage.PROPOSED, Stage.DECIDED}
    proposed = any(one.stage in settled for one in _current(book, case.candidate))
    if case.candidate.dossier not in book.voted and not proposed:
        yield Lack("chưa có kết quả bỏ phiếu")


def period(book: Book, case: Case, ground: Ground) -> Lacks:
    """Yield what a level of a quarter forbids of the year's; nothing while no level is meant."""
    if case.level is None or case.level.value not in words_of(ground, "cam_muc"):
        return
    for one in book.ratings.get(case.candidate.dossier, ()):
        failed = one.level is Level.FAILED and one.stage is Stage.DECIDED and not one.superseded
        if failed and one.period in words_of(ground, "ky"):
            yield Lack(f"{period_name(one.period)} đã xếp {book.regime.levels['khtn']}")


def period_name(found: str) -> str:
    """Return `quý II`, `tháng 5`, or `năm` for the year itself."""
    if not found:
        return "năm"
    number = int(found[1:])
    return f"quý {('I', 'II', 'III', 'IV')[number - 1]}" if found[0] == "q" else f"tháng {number}"
