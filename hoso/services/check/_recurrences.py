"""Earlier faults that seem to have come back: suggestions for a person, never a finding."""

from __future__ import annotations

from collections.abc import Iterator

from hoso.errors import Outcome, Problem
from hoso.model.recurrence import Verdict
from hoso.model.review import FollowUp, Status
from hoso.services import recurrences
from hoso.services.check._held import Held
from hoso.services.check._year import Year
from hoso.services.recurrences import Candidate, Thread

CODE = "DK158"


def problems(year: Year) -> Iterator[Problem]:
    """Yield a suggestion for each fault that the program finds again and nobody has judged yet.

    Only against a fault that was reported remedied, or one still open that section III leaves out
    (QĐ 366-QĐ/TW, Điều 6): the law gives no measure of likeness, so a person decides.
    """
    for thread in recurrences.threads(year.ws, year.number, org=year.scope, on=year.on):
        one = year.by_stem.get(thread.fault.subject.dossier_stem)
        for found in thread.candidates:
            if one and found.decision is None and _is_worth_a_look(one, found):
                yield _suggestion(one, thread, found)


def _is_worth_a_look(one: Held, found: Candidate) -> bool:
    if found.match.verdict is not Verdict.RETURNS:
        return False
    said: FollowUp | None = next((f for f in one.follow_ups if f.code == found.earlier.code), None)
    return said is None or said.status is Status.DONE


def _suggestion(one: Held, thread: Thread, found: Candidate) -> Problem:
    new, old = thread.fault, found.earlier
    score = f"{found.match.score:.2f}".replace(".", ",")
    return Problem(
        code=CODE,
        where=one.name,
        message="Khuyết điểm đã nêu năm trước có thể tái diễn, chờ một người xem. "
        f"(«{new.text}» ({new.code}) giống «{old.text}» ({old.code}, năm {old.year}), xác suất {score}; "
        f"đúng: «hoso recurrence confirm {new.code} {old.code}», không: «hoso recurrence reject "
        f"{new.code} {old.code}»)",
        outcome=Outcome.UNCHECKED,
        reference="QĐ 366-QĐ/TW, Điều 6; Mẫu 01, 02A, 02B, 02C, mục III",
        warning=True,
    )
