"""Every ground of a regime that a decision still waits for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from hoso.model.procedure import Ground, GroundKind, Tolerance
from hoso.model.review import SubjectKind
from hoso.services.progress import _evidence, _levels, _order
from hoso.services.progress._book import Book
from hoso.services.progress._case import Case, Lacks


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Căn cứ còn chờ: what is waited for, by which rule; `asks`: a person has to say something."""

    code: str
    kind: GroundKind
    words: str
    reference: str
    tolerance: Tolerance
    asks: bool = False
    deadline: date | None = None

    @property
    def blocks(self) -> bool:
        """Return whether no level may be decided without it, or only with a reason."""
        return self.tolerance is not Tolerance.TELL


def waits(book: Book, case: Case) -> tuple[Wait, ...]:
    """Return every ground of the regime that is missing for a decision, in the order of the law."""
    kind = SubjectKind.PERSON if case.candidate.person else SubjectKind.COLLECTIVE
    return tuple(
        Wait(
            code=ground.code,
            kind=ground.kind,
            words=lack.words,
            reference=ground.reference,
            tolerance=ground.tolerance,
            asks=lack.asks,
            deadline=lack.deadline,
        )
        for ground in book.procedure.grounds
        if kind.value in ground.subjects
        for lack in _CHECKS[ground.kind](book, case, ground)
    )


_CHECKS: Mapping[GroundKind, Callable[[Book, Case, Ground], Lacks]] = {
    GroundKind.REVIEW: _evidence.review,
    GroundKind.REVIEW_AGAIN: _evidence.review_again,
    GroundKind.CIVIL: _evidence.civil,
    GroundKind.TEMPORARY: _evidence.temporary,
    GroundKind.FORMER: _evidence.former,
    GroundKind.BELOW: _order.below,
    GroundKind.MEMBERS: _order.members,
    GroundKind.COLLECTIVE: _order.collective,
    GroundKind.HEAD: _order.head,
    GroundKind.PLACES: _levels.lacking,
    GroundKind.DIFFERING: _levels.differing,
    GroundKind.OFFICE: _evidence.office,
    GroundKind.BALLOT: _evidence.ballot,
    GroundKind.PERIOD: _evidence.period,
}
