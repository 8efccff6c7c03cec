"""Facts of a member's review year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hoso import facts
from hoso.facts import Facts, PersonCase
from hoso.model.review import Level, SubjectKind
from hoso.services.check import _moves, _papers
from hoso.services.check._held import Held
from hoso.services.check._review import Desk, demanded, review_of
from hoso.services.check._said import Known
from hoso.services.check._year import Year

_HEAD, _DEPUTY = 0, 1  # ranks in a committee
_DONE = "nhiem_vu.hoan_thanh"
_ORDER = (Level.FAILED, Level.DONE, Level.GOOD, Level.EXCELLENT)  # lowest first

Seats = Sequence[tuple[str, int]]  # (organisation, rank)


# long: one line a thing known
def known_of(desk: Desk, one: Held) -> Known:
    """Return what the archive says of a member's year."""
    person, year = one.candidate.person, desk.year
    moves = _moves.moves_of(year, one)
    seats = year.seats.get(person.card, ()) if person else ()
    led = _led(seats)
    case = PersonCase(
        review=review_of(desk, one),
        state=person.state if person and one.on_roster else None,
        eligible=one.candidate.verdict if one.on_roster else None,
        head=any(rank == _HEAD for _, rank in seats) or None,
        deputy=any(rank == _DEPUTY for _, rank in seats) or None,
        collective_level=_lowest(year, led),
        collective_done=_done(year, led),
        temporary=moves.temporary,
        moved_in=moves.moved_in,
        months_before=moves.months_before,
        years_without_review=desk.self_reviews.missing(one),
        leadership_review=_leadership_day(desk, one, seats),
    )
    surely = {
        **facts.of_person(case),
        **facts.of_own_discipline(one.discipline, one.code),
        **_papers.present(one),
        **demanded(one),
    }
    posts = _no_post() if one.on_roster else {}
    return Known(surely=surely, partly={**posts, **_papers.absent(year)})


def _no_post() -> Facts:
    """Return that somebody leads nothing, as far as posts in the Party go: offices have heads, too."""
    return {"doi_tuong.la_nguoi_dung_dau": False, "doi_tuong.la_cap_pho": False}


def _led(seats: Seats) -> tuple[str, ...]:
    """Return the organisations whose committee a member heads, else those where a deputy."""
    headed = tuple(code for code, rank in seats if rank == _HEAD)
    return headed or tuple(code for code, rank in seats if rank == _DEPUTY)


def _lowest(year: Year, codes: Sequence[str]) -> Level | None:
    """Return the lowest level of these collectives, None while one has none."""
    levels = [year.known[code].level for code in codes]
    known = [level for level in levels if level]
    return min(known, key=_ORDER.index) if known and len(known) == len(levels) else None


def _done(year: Year, codes: Sequence[str]) -> float | None:
    """Return the least share of tasks done of these collectives, None while one did not state it."""
    shares = [
        float(str(said.value))
        for code in codes
        for said in year.known[code].statements
        if said.fact == _DONE
    ]
    return min(shares) if shares and len(shares) == len(codes) else None


def _leadership_day(desk: Desk, one: Held, seats: Seats) -> date | None:
    """Return when the committee above the member's cell reviewed those who sit on it."""
    days = [desk.meeting_day(code, SubjectKind.PERSON) for code, _ in seats if code != one.code]
    known = [day for day in days if day]
    return min(known, default=None)
