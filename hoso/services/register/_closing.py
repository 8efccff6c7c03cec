"""What a person must be asked before a shortcoming is called remedied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hoso.model.recurrence import Decision
from hoso.model.review import Shortcoming
from hoso.services import faults
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """One thing in the archive that contradicts «đã khắc phục»: a later shortcoming, and why."""

    code: str  # of what contradicts
    words: str


def open_questions(ws: Workspace, fault: Shortcoming) -> tuple[OpenQuestion, ...]:
    """Return what speaks against calling `fault`, or the last item of its plan, remedied.

    The act goes on only when there is nothing, or a person answers with a reason.
    """
    return tuple(_confirmed(ws, fault))


def _confirmed(ws: Workspace, fault: Shortcoming) -> Iterator[OpenQuestion]:
    """Yield the later shortcomings that a person confirmed as this one again, and that are open."""
    codes = {
        one.code
        for one in ws.catalogue.decisions([fault.code])
        if one.decision is Decision.CONFIRMED and one.earlier == fault.code
    }
    if not codes:
        return
    later = ws.catalogue.shortcomings_by_code(codes)
    for one in faults.followed_on(ws, later, until=ws.today()):
        if one.is_open:
            again = one.shortcoming
            words = f"{again.code} (năm {again.year}) đã được xác nhận là tái diễn: «{again.text}»"
            yield OpenQuestion(code=again.code, words=words)
