"""Before a fault is closed: what later reviews say against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from hoso import recurrence
from hoso.errors import Outcome, Problem, QuestionError
from hoso.model.recurrence import Decision
from hoso.model.review import Shortcoming
from hoso.services import faults
from hoso.services.recurrences._found import Candidate, decided_on, threads_in
from hoso.workspace import Workspace

CODE = "KP01"


def closing_questions(ws: Workspace, fault_codes: Iterable[str], on: date) -> tuple[Problem, ...]:
    """Return a question for each later fault, up to the year of `on`, that says one of these is not closed.

    Such is a later fault of the same subject that the program finds to be it again, or a person
    confirmed, and nobody rejected; `found` is its code. Nothing of the law forbids closing; a person must know of both
    sentences first.
    """
    asked = [faults.required(ws, code) for code in dict.fromkeys(fault_codes)]
    return tuple(one for fault in asked for one in _questions(ws, fault, on))


def require_asked(
    ws: Workspace, fault_codes: Iterable[str], on: date, despite: str | None
) -> tuple[Problem, ...]:
    """Return what speaks against closing these faults, all of it overruled by the reason `despite`.

    Raise QuestionError naming both sentences and what to do when no reason is given.
    """
    found = closing_questions(ws, fault_codes, on)
    if found and not (despite or "").strip():
        raise QuestionError(
            "\n".join([*(one.message for one in found), _WAY_OUT]),
            where=found[0].where,
            problems=found,
        )
    return found


_WAY_OUT = (
    'Nếu vẫn đóng vì lý do khác: chạy lại lệnh này, thêm --despite "LÝ DO"; lý do được lưu vào kho.'
)


def _questions(ws: Workspace, fault: Shortcoming, on: date) -> Iterator[Problem]:
    pool = ws.catalogue.shortcomings_like({fault.subject}, until=on.year)
    later = [
        one
        for one, _ in recurrence.candidates(pool)
        if one.year > fault.year and recurrence.same_subject(one.subject, fault.subject)
    ]
    threads = threads_in(later, pool, decided_on(ws, pool))
    for thread in sorted(threads, key=lambda one: one.fault.year):
        for candidate in thread.returns:
            if candidate.earlier.code == fault.code:
                yield _question(thread.fault, candidate)


def _question(new: Shortcoming, found: Candidate) -> Problem:
    old = found.earlier
    sure = found.decision is Decision.CONFIRMED
    score = f"{found.match.score * 100:.0f}%"
    how = "đã có người xác nhận là tái diễn" if sure else f"chương trình thấy lặp lại, {score}"
    return Problem(
        code=CODE,
        where=old.code,
        message=f"Đóng {old.code} (năm {old.year}: «{old.text}»), nhưng kiểm điểm năm {new.year} lại "
        f"nêu {new.code}: «{new.text}» ({how}). Nếu không phải việc ấy: «hoso recurrence reject "
        f"{new.code} {old.code}»; nếu đúng: «hoso recurrence confirm {new.code} {old.code}» và để "
        "ngỏ mục này.",
        outcome=Outcome.UNCHECKED,
        found=new.code,
    )
