"""The order of ratings: lower before upper, members and collectives, heads before the others."""

from __future__ import annotations

from collections.abc import Iterable

from hoso import text
from hoso.model.procedure import Ground
from hoso.services.campaign import Candidate
from hoso.services.progress._book import Book
from hoso.services.progress._case import Case, Lack, Lacks


def below(book: Book, case: Case, _: Ground) -> Lacks:
    """Yield a lack while an organisation directly below is not rated."""
    if left := _undecided(book, case, book.beneath.get(case.candidate.body.code, ())):
        yield Lack(f"còn {len(left)} tổ chức trực thuộc chưa xếp loại: {text.listed(left)}")


def members(book: Book, case: Case, _: Ground) -> Lacks:
    """Yield a lack while a member of the body who sits on no committee is not rated."""
    ordinary = [
        one
        for one in book.members.get(case.candidate.body.code, ())
        if one.person and one.person.card not in book.seats and one.verdict.rated is not False
    ]
    if left := _undecided(book, case, ordinary):
        yield Lack(f"còn {len(left)} đảng viên chưa xếp loại: {text.listed(left)}")


def _undecided(book: Book, case: Case, found: Iterable[Candidate]) -> list[str]:
    return [one.label for one in found if book.decided(one.dossier, case.day) is None]


def collective(book: Book, case: Case, _: Ground) -> Lacks:
    """Yield a lack for each committee of the member's that is not rated as a collective."""
    for seat in book.seats.get(case.card, ()):
        if book.decided(seat.body.subject.dossier_stem, case.day) is None:
            yield Lack(f"chưa xếp loại tập thể {seat.body.state.name}")


def head(book: Book, case: Case, _: Ground) -> Lacks:
    """Yield a lack for each committee whose head is not rated, of which the member is not head."""
    for seat in book.seats.get(case.card, ()):
        for one in book.committees[seat.body.code]:
            first = seat.rank > 0 and one.rank == 0
            if first and book.decided(one.person.subject.dossier_stem, case.day) is None:
                name = one.person.state.full_name
                yield Lack(f"chưa xếp loại người đứng đầu {seat.body.state.name}: {name}")
