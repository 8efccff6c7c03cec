"""Review meetings and ballots: attendance, days, figures that must reconcile, votes that suffice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hoso import facts, rules
from hoso.errors import Problem
from hoso.facts import Facts, MeetingCase, known
from hoso.model.review import BallotCount, BallotKind, Level, Meeting, Stage, SubjectKind
from hoso.model.roster import MemberState
from hoso.rules import BallotTerms, VoteState, vote_outcome
from hoso.services import meetings
from hoso.services.check._held import Held
from hoso.services.check._review import Desk
from hoso.services.check._said import rulings_of
from hoso.services.check._year import Year

_PROBATION = 12  # months from admission to full membership (Điều lệ Đảng, Điều 5)


def problems(desk: Desk) -> Iterator[Problem]:
    """Yield what the rules say of every meeting and every count of votes."""
    held = rules.of_subject(desk.year.regime, "hoi_nghi")
    voted = rules.of_subject(desk.year.regime, "phieu")
    for one in desk.year.collectives.values():
        rulings = rulings_of(one)
        for kind in SubjectKind:
            if meeting := desk.meeting(one.code, kind):
                yield from rules.check(_meeting(desk, one, meeting), held, rulings)
        for count in one.ballots:
            yield from rules.check(_ballot(desk, one, count), voted, rulings)


def _meeting(desk: Desk, one: Held, meeting: Meeting) -> Facts:
    """Return the facts of a meeting, with what its organisation's collective says of it."""
    said = desk.collectives[one.code]
    collective = meeting.subject_kind is SubjectKind.COLLECTIVE
    draft = said.get("du_thao.ngay_gui")
    notice = desk.year.calendar.between(draft, meeting.day) if isinstance(draft, date) else None
    case = MeetingCase(
        meeting=meeting,
        name=f"{one.candidate.label}, hội nghị kiểm điểm {meetings.KIND_NAMES[meeting.subject_kind]}",
        deadline=desk.deadlines.of(one).review,
        said=said,
        notice=notice if collective else None,
    )
    return facts.of_meeting(case)


def _ballot(desk: Desk, one: Held, count: BallotCount) -> Facts:
    """Return the facts of a count; whether it was secret, only people can say."""
    name = f"{one.candidate.label}, kiểm phiếu" + (
        f" vòng {count.round}" if count.round > 1 else ""
    )
    secret = _is(desk.collectives[one.code].get("phieu.kin"))
    return {
        **facts.of_ballot(count, name=name),
        **known(
            {
                "phieu.so_chinh_thuc": _voters(desk.year, one, count),
                "phieu.duoi_nguong": _below(desk.year, count),
                "phieu.kin": secret,
            }
        ),
    }


def _is(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _voters(year: Year, one: Held, count: BallotCount) -> int | None:
    """Return how many full members could vote, None when that of somebody is not known.

    A cell votes with its members, a committee with those who sit on it; of another body that took
    part nobody knows here.
    """
    if count.participant or not one.on_roster:
        return None
    cell = one.candidate.body.state.kind.startswith("chi_bo")
    members = [m.candidate.person for m in year.members.get(one.code, ())]
    seated = {o.person.card: o.person for o in year.officers.get(one.code, ())}
    persons = [p for p in members if p] if cell else list(seated.values())
    full = [_is_full(person.state, count.day) for person in persons]
    return None if None in full or not full else sum(map(bool, full))


def _is_full(state: MemberState, on: date) -> bool | None:
    """Return whether somebody is a full member on a day, None when the roster does not say."""
    if state.official:
        return state.official <= on
    if state.admitted is None:
        return None
    # Full membership is decided, it does not come by itself: only the time before it is sure.
    return False if rules.months_after(state.admitted, _PROBATION) > on else None


def _below(year: Year, count: BallotCount) -> tuple[str, ...] | None:
    """Return whose proposed level the votes do not carry; None while no pass mark is laid down."""
    terms = BallotTerms.of(year.regime.parameters)
    if terms.missing:
        return None
    return tuple(_fallen(year, count, terms))


def _fallen(year: Year, count: BallotCount, terms: BallotTerms) -> Iterator[str]:
    for line in count.lines:
        one = year.by_stem.get(line.subject.dossier_stem)
        proposed = one.rated(Stage.PROPOSED) if one else None
        if one is None or proposed is None or proposed.level is None:
            continue
        best = proposed.level is Level.EXCELLENT
        if (best and count.kind is BallotKind.BELOW) or (
            not best and count.kind is BallotKind.AGREE
        ):
            continue  # this round was not about that level
        outcome = vote_outcome(line, count, terms)
        if outcome.state is not VoteState.PASSED or outcome.level is not proposed.level:
            name = year.regime.levels[proposed.level.value]
            yield f"{one.candidate.label}: đề nghị {name}"
