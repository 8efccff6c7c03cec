"""The next number of a counter, and what a person should know before taking it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hoso import profiles
from hoso.errors import QuestionError
from hoso.facts import gaps, run_words
from hoso.model.numbers import printed
from hoso.services.numbers._counters import Counter, Ledger, group_of, ledger
from hoso.services.numbers._terms import Term, term_on
from hoso.services.subjects import Body
from hoso.text import short_date
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """Số tiếp theo of a counter: one above the highest; the gaps are named, never filled silently."""

    counter: Counter
    number: int
    gaps: tuple[str, ...]
    notices: tuple[str, ...]

    @property
    def symbol(self) -> str:
        """Return `08-BC/CB` as it would be printed; without the type where all types share."""
        one = self.counter
        organs = profiles.organs(one.organisation.states[-1].kind)
        own = next((organ for organ in organs if organ.code == one.organ), organs[0])
        symbol = profiles.type_symbol(one.type_name) or "…"
        return f"{printed(self.number)}-{symbol}/{own.symbol}"


def following(
    ws: Workspace, whose: Body, on: date, type_name: str | None, organ: str = ""
) -> tuple[Next, ...]:
    """Return the next number of a type on `on`; None: of every type that has numbers already.

    Raise QuestionError when no known term holds that day (numbers begin anew with each term),
    NotFoundError for an organ that there is not.
    """
    if organ:
        profiles.organ(whose.state.kind, organ)
    group, common = group_of(ws, organ, on)
    book = ledger(ws, whose.code, None if common else type_name)
    term = term_of(book, on)
    if common or type_name:
        return (next_of(book.counter(term, "" if common else type_name or "", group), on),)
    return tuple(next_of(one, on) for one in book.counters if one.term == term)


def term_of(book: Ledger, on: date) -> Term:
    """Return the term that a paper of `on` is numbered in; raise QuestionError when none is known."""
    term = term_on(book.terms, on)
    if term is None:
        name = book.organisation.states[-1].name
        known = ", ".join(one.words for one in book.terms)
        raise QuestionError(
            f"Ngày {short_date(on)} không thuộc nhiệm kỳ nào của {name} trong danh sách ({known}), mà "
            "số văn bản ghi lại từ 01 theo nhiệm kỳ. Hãy ghi nhiệm kỳ vào danh sách tổ chức rồi nhập lại.",
            where=book.organisation.code,
        )
    return term


def next_of(counter: Counter, on: date) -> Next:
    """Return the next number of one counter."""
    used = {one.number for one in counter.seen}
    return Next(
        counter=counter,
        number=counter.last + 1,
        gaps=tuple(run_words(run) for run in gaps(used, counter.runs)),
        notices=tuple(_notices(counter, counter.last + 1, on)),
    )


def _notices(counter: Counter, number: int, on: date) -> Iterator[str]:
    if counter.term.since is None:
        yield (
            f"Danh sách chưa ghi ngày bắt đầu nhiệm kỳ của {counter.organisation.states[-1].name}: số "
            "tính nối tiếp mọi văn bản đã có. Hãy ghi cột «Nhiệm kỳ từ»."
        )
    yield from out_of_order(counter, number, on)


def out_of_order(counter: Counter, number: int, on: date) -> Iterator[str]:
    """Yield a notice when a lower number has a later day than `on`, or a higher one an earlier day."""
    for one in counter.papers:
        day = one.row.provenance.day
        if one.withdrawn or one.read is None or day is None:
            continue
        if (one.read.number < number and day > on) or (one.read.number > number and day < on):
            yield (
                f"Số {printed(number)} ngày {short_date(on)} ngược với số {printed(one.read.number)} "
                f"{one.words}."
            )
            return
