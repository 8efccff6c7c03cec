"""Facts of a collective's review year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from hoso import facts
from hoso.facts import CollectiveCase, Facts, known
from hoso.model.review import Level, Rating, Stage, SubjectKind
from hoso.services.check import _papers
from hoso.services.check._held import Held
from hoso.services.check._review import Desk, demanded, review_of
from hoso.services.check._said import Known
from hoso.services.check._year import Year

_CELL = "chi_bo"  # kinds of cells begin so
_GRASSROOTS = ("chi_bo", "dang_bo_co_so", "dang_bo_bo_phan")
_HEAD = 0  # rank of the secretary


def known_of(desk: Desk, one: Held) -> Known:
    """Return what the archive says of a collective's year."""
    year = desk.year
    found = facts.of_collective(_case(desk, one))
    odd = (*_named(found, "xep_loai.lech"), *desk.lists.flaws_of_totals(one))
    surely = {
        **found,
        **_discipline(year, one),
        **_papers.present(one),
        **demanded(one),
        **known({"xep_loai.lech": odd or None}),
    }
    return Known(
        surely=surely, partly={**_so_far(year, one), **_nobody(desk, one), **_papers.absent(year)}
    )


def _named(found: Facts, name: str) -> tuple[str, ...]:
    value = found.get(name, ())
    return value if isinstance(value, tuple) else ()


# long: one line a thing known
def _case(desk: Desk, one: Held) -> CollectiveCase:
    year, code = desk.year, one.code
    below = year.children.get(code, ())
    kind = one.candidate.body.state.kind
    persons = desk.meeting_day(code, SubjectKind.PERSON)
    return CollectiveCase(
        review=review_of(desk, one),
        plan=one.plan if one.row else None,
        must_review=one.candidate.verdict.reviewed,
        must_rate=one.candidate.verdict.rated,
        cell=kind.startswith(_CELL) if kind else None,
        provincial=False if kind.startswith(_GRASSROOTS) else None,
        size=len({officer.person.card for officer in year.officers.get(code, ())}) or None,
        own_meeting=_met(desk, code),
        below=_levels(year.members.get(code, ()) if kind.startswith(_CELL) else below),
        members=_levels(year.members_beneath(code)),
        # One meeting reviews all persons: the head first, then deputies and members.
        first_personal_review=persons,
        head_review=persons,
        first_other_review=persons,
        head_rating=_head_rating(year, code),
        subordinates=bool(below) if one.on_roster else None,
        last_subordinate_rating=_last([each.rated(Stage.DECIDED) for each in below]),
        prepared=_prepared(year, one),
        noticed=one.day_of("thong_bao_ket_qua"),
        planned=one.day_of("ke_hoach_khac_phuc"),
        reported=one.day_of("bao_cao_ket_qua"),
        appraised=_appraised(year, one),
        voted=max((count.day for count in one.ballots), default=None),
    )


def _met(desk: Desk, code: str) -> bool | None:
    """Return whether a collective met on its own, None while no meeting is known."""
    if desk.meeting(code, SubjectKind.COLLECTIVE):
        return True
    return False if desk.meeting(code, SubjectKind.PERSON) else None


def _levels(held: Sequence[Held]) -> Mapping[Level, int] | None:
    """Return how many have each level, None while one of them is still to be rated."""
    if not held or any(map(_waits, held)):
        return None
    return Counter(one.level for one in held if one.level)


def _waits(one: Held) -> bool:
    """Return whether somebody is to be rated and is not, without a reason why."""
    excused = any(rating.level is None and rating.reason for rating in one.ratings)
    return one.level is None and one.candidate.verdict.rated is not False and not excused


def _head_rating(year: Year, code: str) -> date | None:
    """Return when the secretary of a committee was rated."""
    heads = [o.person.card for o in year.officers.get(code, ()) if o.rank == _HEAD]
    held = year.by_stem.get(f"dv-{heads[0]}") if heads else None
    decided = held.rated(Stage.DECIDED) if held else None
    return decided.day if decided and decided.level else None


def _last(ratings: Sequence[Rating | None]) -> date | None:
    """Return the last day of these ratings; while one is undecided nobody knows yet which."""
    days = [rating.day for rating in ratings if rating and rating.level and rating.day]
    return max(days) if days and len(days) == len(ratings) else None


def _prepared(year: Year, one: Held) -> date | None:
    """Return when the plan of the review was issued, by the organisation or one above it."""
    codes = year.above(one.candidate.body)
    days = (year.known[code].day_of("ke_hoach_kiem_diem") for code in codes if code in year.known)
    return next((day for day in days if day), None)


def _appraised(year: Year, one: Held) -> date | None:
    """Return when the inspection team spoke of a collective, else the day of its report."""
    days = [each.day for each in one.appraisals]
    papers = (
        year.known[code].day_of("bao_cao_tham_dinh")
        for code in year.above(one.candidate.body)
        if code in year.known
    )
    return max(days) if days else next((day for day in papers if day), None)


def _discipline(year: Year, one: Held) -> Facts:
    """Return what the register of discipline says of a body, its leaders and those below it."""
    cards = {officer.person.card for officer in year.officers.get(one.code, ())}
    held = (year.by_stem.get(f"dv-{card}") for card in sorted(cards))
    leaders = [each for person in held if person for each in person.discipline]
    below = [each for child in year.children.get(one.code, ()) for each in child.discipline]
    return {
        **facts.of_own_discipline(one.discipline, one.code),
        **facts.of_leaders_and_below(leaders, below, organisation=one.code),
    }


def _so_far(year: Year, one: Held) -> Facts:
    """Return what papers let one conclude while nobody says better."""
    own = one.rated(Stage.SELF)
    officials = [each.rated(Stage.CIVIL) for each in year.members_beneath(one.code)]
    levels = [rating.level for rating in officials if rating and rating.level]
    counts = {
        "cbccvc.so_htxs": levels.count(Level.EXCELLENT),
        "cbccvc.so_xep_loai": len(levels),
    }
    return {
        **(counts if levels else {}),
        **known(
            {
                "du_thao.ngay_gui": one.day_of("giay_moi"),
                "tu_cham.ngay": own.day if own else None,
            }
        ),
    }


def _nobody(desk: Desk, one: Held) -> Facts:
    """Return what follows when an organisation stated that no member of it was disciplined."""
    nothing = desk.stated.nothing_at(one)
    found: Facts = {}
    if "ky_luat.co" in nothing:
        found |= {"ky_luat.so_canh_cao": 0, "ky_luat.so_chuc_trach": 0}
        if not desk.year.children.get(one.code):
            found["ky_luat.so"] = 0
    if "suy_thoai.ket_luan" in nothing:
        found["suy_thoai.so"] = 0
    return found
