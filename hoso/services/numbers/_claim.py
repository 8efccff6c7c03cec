"""Giving a document its number: the one it has, the one asked for, or the next free one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hoso import profiles
from hoso.errors import ConflictError, QuestionError, RulesBrokenError
from hoso.model.numbers import NumbersOutside, printed
from hoso.model.template import TemplateInfo
from hoso.services.numbers._counters import Counter, group_of, held_by, ledger
from hoso.services.numbers._next import next_of, out_of_order, term_of
from hoso.services.numbers._terms import term_on
from hoso.services.numbers._types import type_of
from hoso.services.subjects import Body
from hoso.workspace import Act, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a document says of its number before it gets one.

    `said` is what its data give, `held` the number that its earlier version bears; `wanted` is a
    certain number, 0 the next free one, None no wish. `document` is the id it will have.
    """

    body: Body
    info: TemplateInfo
    document: str
    authority: str = ""
    said: str = ""
    held: str = ""
    wanted: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The number as printed ("" for none), whose counter it is of, and what to know about it."""

    number: str
    type_name: str = ""
    organ: str = ""
    notices: tuple[str, ...] = ()


def settle(ws: Workspace, claim: Claim, act: Act) -> Given:
    """Return the number of a document; whoever has it already is named in the refusal.

    Raise RulesBrokenError for a number that is taken, QuestionError for one of a paper that was
    taken back, unless the act says why, and when no term of office holds the day.
    """
    type_name = type_of(claim.info)
    if not type_name:
        _require_unnumbered(claim)
        return Given(number=claim.said)
    organ = profiles.organ_of(claim.body.state.kind, claim.authority)
    counter, number = _choose(ws, claim, act.on, type_name, organ)
    notices = []
    if counter and number.isdigit():
        notices = list(_require_free(counter, int(number), claim, act))
    return Given(number=number, type_name=type_name, organ=organ, notices=tuple(notices))


def require_same(ws: Workspace, claim: Claim, given: Given, act: Act) -> None:
    """Raise ConflictError when somebody else took the number since it was given; called in the lock.

    Numbers are of an organisation, so that the dossier's own head does not tell.
    """
    if settle(ws, claim, act).number != given.number:
        raise ConflictError(
            f"Số {given.number} vừa được cấp cho văn bản khác; chưa ghi gì. Hãy làm lại lệnh này.",
            where=given.number,
        )


def _require_unnumbered(claim: Claim) -> None:
    if claim.wanted:
        raise QuestionError(
            f"«{claim.info.title}» không đánh số (mẫu không có ký hiệu tên loại). Hãy bỏ --number, "
            "hoặc ghi ky_hieu_loai vào mau.toml của mẫu.",
            where=claim.info.kind,
        )


def _choose(
    ws: Workspace, claim: Claim, on: date, type_name: str, organ: str
) -> tuple[Counter | None, str]:
    """Return the counter and the number: asked for, in the data, held already, or the next free."""
    number = printed(claim.wanted) if claim.wanted else claim.said or claim.held
    if not number and claim.wanted is None:
        return None, ""
    group, common = group_of(ws, organ, on)
    book = ledger(ws, claim.body.code, None if common else type_name)
    # A number that a person gives needs no term: it is only compared where one is known.
    term = term_on(book.terms, on) if number else term_of(book, on)
    if term is None:
        return None, number
    counter = book.counter(term, "" if common else type_name, group)
    return counter, number or printed(next_of(counter, on).number)


def _require_free(counter: Counter, number: int, claim: Claim, act: Act) -> Iterator[str]:
    """Yield what to know about a number that is free; raise when it is not."""
    bearers = [one for one in counter.bearers(number) if one.id != claim.document]
    if live := [one for one in bearers if not one.withdrawn]:
        _refuse(counter, number, f"đã cấp cho {held_by(live)}", act.on)
    outside = [run for run in counter.outside if run.holds(number)]
    if outside and not counter.bearers(number):
        _refuse(counter, number, _outside_words(outside[0]), act.on)
    if bearers and not act.why:
        raise QuestionError(
            f"Số {printed(number)} là của văn bản đã rút {held_by(bearers)}. Nếu vẫn cấp lại, hãy nêu "
            "lý do ở --why.",
            where=printed(number),
        )
    if bearers:
        yield f"Số {printed(number)} cấp lại: trước là của văn bản đã rút {held_by(bearers)}."
    if claim.held and claim.held.isdigit() and int(claim.held) != number:
        yield f"Số cũ {claim.held} của văn bản này để trống từ nay."
    if counter.term.since is None and claim.wanted == 0:
        yield from next_of(counter, act.on).notices
    else:
        yield from out_of_order(_without(counter, claim.document), number, act.on)


def _without(counter: Counter, document: str) -> Counter:
    """Return a counter without one document, which is about to be made anew."""
    return Counter(
        organisation=counter.organisation,
        term=counter.term,
        type_name=counter.type_name,
        organ=counter.organ,
        papers=tuple(one for one in counter.papers if one.id != document),
        outside=counter.outside,
    )


def _refuse(counter: Counter, number: int, why: str, on: date) -> None:
    ahead = next_of(counter, on)
    free = f"; số còn khuyết: {', '.join(ahead.gaps)}" if ahead.gaps else ""
    raise RulesBrokenError(
        f"{counter.words}: số {printed(number)} {why}. Số tiếp theo là {printed(ahead.number)}{free}.",
        where=printed(number),
    )


def _outside_words(run: NumbersOutside) -> str:
    return (
        f"nằm trong các số {printed(run.first)}–{printed(run.last)} đã dùng ngoài chương trình "
        f"({run.by} khai: {run.why or 'không ghi lý do'})"
    )
