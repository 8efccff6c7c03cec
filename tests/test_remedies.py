"""States of shortcomings: lawful after any events, the owner never verifies, nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso import remedies
from hoso.model import base
from hoso.model.remedy import Effect, EventKind, RemedyEvent
from hoso.model.review import Status
from hoso.remedies import FaultState, Moment, Track

OWNER, OTHER, THIRD, PARTY = "Phạm Văn An", "Lê Thị Bình", "Trần Chi", "Hồ Dung"
START = Track(owner=OWNER, parties=(PARTY,))
FIRST = date(2025, 1, 10)


def said(kind: EventKind, day: int = 0, **more: Any) -> RemedyEvent:
    """Return an event some days after the first."""
    return RemedyEvent(code="K-1", kind=kind, day=FIRST + timedelta(days=day), **more)


_EVENTS = st.builds(
    said,
    st.sampled_from(list(EventKind)),
    st.just(0),
    item=st.sampled_from(["", "P-1", "P-2"]),
    who=st.sampled_from(["", OWNER, f"đồng chí {OWNER}", f"{OTHER}, Phó Bí thư", THIRD, PARTY]),
    owner=st.sampled_from([OWNER, OTHER, THIRD]),
    why=st.sampled_from(["", "thiếu người"]),
    status=st.sampled_from([None, *Status]),
    degree=st.sampled_from([None, 0, 40, 100, 140]),
    words=st.sampled_from(["", "Lập lịch."]),
    evidence=st.sampled_from([(), ("tt-cb-1-2025/0003",)]),
    deadline=st.sampled_from([None, date(2025, 6, 30), date(2025, 9, 30)]),
    effect=st.sampled_from([None, *Effect]),
    year=st.sampled_from([None, 2024, 2026]),
)
_HISTORIES = st.lists(_EVENTS, max_size=14).map(
    lambda events: [
        base.replaced(event, day=FIRST + timedelta(days=30 * n)) for n, event in enumerate(events)
    ]
)


def _is_lawful(track: Track) -> bool:
    if track.status is Status.DOING:
        return track.degree is None or 0 <= track.degree <= 100
    return track.degree == 100 if track.status is Status.DONE else track.degree in {None, 0}


@given(_HISTORIES)
def test_any_order_of_events_gives_a_lawful_state(events: list[RemedyEvent]) -> None:
    state = remedies.state_of(START, events)

    assert all(map(_is_lawful, [state.track, *state.items.values()]))


@given(_HISTORIES)
def test_owner_reporter_and_parties_never_verify(events: list[RemedyEvent]) -> None:
    state = remedies.state_of(START, events)

    for item in state.items.values():
        assert not (item.verified_by and remedies.is_own_word(item, item.verified_by))
    for name in state.track.verified_by.split(", "):
        assert not remedies.same_person(name, PARTY)
        assert not remedies.same_person(name, state.track.owner)


@given(_HISTORIES)
def test_every_event_stays_in_the_history(events: list[RemedyEvent]) -> None:
    state = remedies.state_of(START, events)

    evidence = {
        one for event in events if event.kind is EventKind.REPORTED for one in event.evidence
    }
    known = {one for track in (state.track, *state.items.values()) for one in track.evidence}
    assert list(state.events) == events
    assert evidence <= known


def _written(events: list[RemedyEvent]) -> tuple[FaultState, list[tuple[Track, RemedyEvent]]]:
    """Return what stands when only events are taken that nothing speaks against, each with before."""
    state, taken = remedies.state_of(START, ()), []
    for event in events:
        before = state.items.get(event.item, Track(parties=START.parties))
        track = before if event.item else state.track
        moment = Moment(is_item=bool(event.item), criterion="" if event.item else state.criterion)
        plain = base.replaced(event, year=None)
        if not [*remedies.objections(track, plain, moment)]:
            state = remedies.state_of(START, (*state.events, plain))
            taken.append((track, plain))
    return state, taken


@given(_HISTORIES)
def test_what_nothing_speaks_against_takes_effect(events: list[RemedyEvent]) -> None:
    _, taken = _written(events)

    moving = {EventKind.EXTENDED, EventKind.REOPENED, EventKind.DROPPED, EventKind.RETURNED}
    for before, event in taken:
        if event.kind in moving | {EventKind.VERIFIED}:
            assert remedies.after(before, event) != before, event


@given(_HISTORIES)
def test_nothing_is_done_without_a_criterion_set_before(events: list[RemedyEvent]) -> None:
    state, taken = _written(events)

    for track in state.items.values():
        assert track.criterion or not track.is_done
    for before, event in taken:
        if event.kind is EventKind.CRITERION:
            assert not before.is_done
        if event.kind is EventKind.JUDGED:
            assert before.is_closed


# -- single steps -----------------------------------------------------------------------------

PLANNED = said(EventKind.PLANNED, owner=OWNER, deadline=date(2025, 6, 30), item="P-1")
CRITERION = said(EventKind.CRITERION, words="Không còn báo cáo chậm.", item="P-1")
DONE = said(EventKind.REPORTED, 1, who=OWNER, status=Status.DONE, item="P-1")
CHECKED = said(EventKind.VERIFIED, 2, who=OTHER, status=Status.DONE, item="P-1")


def test_a_shortcoming_is_remedied_when_all_its_items_are_verified() -> None:
    second = base.replaced(PLANNED, item="P-2", owner=THIRD)
    half = remedies.state_of(START, [PLANNED, second, CRITERION, DONE, CHECKED])
    rest = [base.replaced(DONE, item="P-2", who=THIRD), base.replaced(CHECKED, item="P-2")]
    whole = remedies.state_of(START, [*half.events, *rest])

    assert (half.track.status, half.track.degree) == (Status.DOING, None)
    assert (whole.track.status, whole.track.verified_by) == (Status.DONE, OTHER)
    assert whole.track.is_closed
    assert whole.criterion == CRITERION.words


def test_a_party_of_the_shortcoming_does_not_verify_it_through_an_item() -> None:
    checked = base.replaced(CHECKED, who=PARTY)

    state = remedies.state_of(START, [PLANNED, CRITERION, DONE, checked])

    assert not state.items["P-1"].verified_by
    assert not state.track.is_closed


@pytest.mark.parametrize(
    ("effect", "status"), [(Effect.PARTLY, Status.DOING), (Effect.NOT, Status.OPEN)]
)
def test_a_remedy_without_full_effect_is_open_again(effect: Effect, status: Status) -> None:
    judged = said(EventKind.JUDGED, 400, who=OTHER, effect=effect, item="P-1", why="lại chậm")

    state = remedies.state_of(START, [PLANNED, CRITERION, DONE, CHECKED, judged])

    assert state.items["P-1"].status is status
    assert state.items["P-1"].effect is effect
    assert state.track.is_open
    assert state.track.reopened == 1
    assert state.track.why_reopened == "lại chậm"


def test_an_effective_remedy_stays_closed() -> None:
    judged = said(EventKind.JUDGED, 400, who=OTHER, effect=Effect.EFFECTIVE, item="P-1")

    state = remedies.state_of(START, [PLANNED, CRITERION, DONE, CHECKED, judged])

    assert state.items["P-1"].is_closed
    assert state.items["P-1"].effect is Effect.EFFECTIVE


def test_a_return_older_than_the_remedy_does_not_open_it_again() -> None:
    closed = [said(EventKind.REPORTED, 1, who=OWNER, status=Status.DONE)]
    older = said(EventKind.REOPENED, 500, year=2024, why="tái diễn ở K-9")
    later = said(EventKind.REOPENED, 500, year=2025, why="tái diễn ở K-9")

    assert remedies.state_of(START, [*closed, older]).track.is_done
    assert remedies.state_of(START, [*closed, later]).track.is_open


def test_a_later_report_of_less_takes_the_verification_away() -> None:
    less = said(EventKind.REPORTED, 9, who="kiểm điểm năm 2026", status=Status.DOING, degree=30)

    state = remedies.state_of(START, [PLANNED, CRITERION, DONE, CHECKED, less])

    assert (state.track.status, state.track.verified_by) == (Status.DOING, "")
    assert state.track.reopened == 1


def test_an_item_no_longer_followed_does_not_hold_the_others_up() -> None:
    second = base.replaced(PLANNED, item="P-2")
    dropped = said(EventKind.DROPPED, 3, item="P-2", who=OTHER, why="đã giải thể tổ")

    state = remedies.state_of(START, [PLANNED, second, CRITERION, DONE, CHECKED, dropped])

    assert state.track.is_closed


def test_the_next_deadline_is_the_earliest_of_what_is_open() -> None:
    second = base.replaced(PLANNED, item="P-2", deadline=date(2025, 3, 31))
    own = Track(deadline=date(2025, 12, 31))

    both = remedies.state_of(own, [PLANNED, second])
    none = remedies.state_of(own, ())

    assert both.deadline == date(2025, 3, 31)
    assert none.deadline == date(2025, 12, 31)
    assert both.owners == (OWNER,)


_CLOSED = Track(
    status=Status.DONE,
    degree=100,
    owner=OWNER,
    said_by=OWNER,
    verified_by=OTHER,
    verified_on=date(2025, 5, 2),
    criterion="Không còn.",
)
_OPEN = Track(status=Status.OPEN, owner=OWNER, deadline=date(2025, 6, 30))


@pytest.mark.parametrize(
    ("track", "event", "words"),
    [
        (_OPEN, said(EventKind.VERIFIED, who=OWNER, status=Status.DONE), "không tự xác nhận"),
        (_OPEN, said(EventKind.VERIFIED, status=Status.DONE), "cần nêu ai xác nhận"),
        (_OPEN, said(EventKind.VERIFIED, who=OTHER), "chưa có báo cáo"),
        (_OPEN, said(EventKind.VERIFIED, who=OTHER, status=Status.DONE), "chưa ai báo cáo"),
        (_OPEN, said(EventKind.REPORTED, status=Status.DONE), "chưa có tiêu chí"),
        (_OPEN, said(EventKind.REPORTED, status=Status.DONE, degree=80), "100%, không phải 80%"),
        (_OPEN, said(EventKind.REPORTED, status=Status.OPEN, degree=80), "không có mức độ 80%"),
        (_OPEN, said(EventKind.REPORTED, degree=180), "không nằm trong"),
        (_CLOSED, said(EventKind.REPORTED, status=Status.DOING), "đã xác nhận"),
        (_CLOSED, said(EventKind.REPORTED, degree=50), "đã xác nhận"),
        (_CLOSED, said(EventKind.CRITERION, words="Khác."), "phải đặt trước"),
        (_OPEN, said(EventKind.CRITERION), "cần nêu tiêu chí"),
        (_OPEN, said(EventKind.EXTENDED, who=OWNER, deadline=date(2026, 1, 1), why="x"), "duyệt"),
        (
            _OPEN,
            said(EventKind.EXTENDED, who=OTHER, deadline=date(2025, 5, 1), why="x"),
            "phải sau",
        ),
        (_OPEN, said(EventKind.EXTENDED, who=OTHER, deadline=date(2026, 1, 1)), "lý do gia hạn"),
        (_OPEN, said(EventKind.EXTENDED, who=OTHER, why="x"), "thời hạn mới"),
        (_CLOSED, said(EventKind.EXTENDED, who=OTHER, why="x"), "không còn gì để gia hạn"),
        (_OPEN, said(EventKind.REOPENED, why="x"), "đang được theo dõi"),
        (_CLOSED, said(EventKind.REOPENED), "lý do mở lại"),
        (_OPEN, said(EventKind.RETURNED, who=OTHER, why="x"), "chưa có báo cáo nào"),
        (_CLOSED, said(EventKind.RETURNED, who=OTHER), "lý do trả lại"),
        (_OPEN, said(EventKind.JUDGED, who=OTHER), "chỉ đánh giá hiệu quả khi"),
        (_CLOSED, said(EventKind.JUDGED, 200, who=OTHER), "chưa qua một kỳ"),
        (_CLOSED, said(EventKind.JUDGED, 200, who=OWNER), "không tự đánh giá"),
        (_OPEN, said(EventKind.DROPPED, who=OTHER), "vì sao không còn"),
        (Track(dropped="x"), said(EventKind.DROPPED, who=OTHER, why="y"), "đã thôi theo dõi"),
        (Track(dropped="x"), said(EventKind.REPORTED, degree=5), "mở lại trước"),
        (Track(dropped="x"), said(EventKind.VERIFIED, who=OTHER, status=Status.DONE), "mở lại"),
    ],
)
def test_what_speaks_against_an_event_is_said(track: Track, event: RemedyEvent, words: str) -> None:
    assert any(words in one for one in remedies.objections(track, event, Moment()))


def test_an_effect_is_not_judged_by_a_criterion_that_nobody_set() -> None:
    judged = said(EventKind.JUDGED, 600, who=OTHER, effect=Effect.EFFECTIVE)
    bare = Track(status=Status.DONE, verified_by=OTHER, verified_on=FIRST, said_by=OWNER)

    reasons = [*remedies.objections(bare, base.replaced(judged, who=THIRD), Moment())]

    assert any("không có tiêu chí" in one for one in reasons)
    assert remedies.after(bare, judged) == bare


def test_an_effect_may_be_judged_once_the_next_review_was_held() -> None:
    judged = said(EventKind.JUDGED, 200, who=THIRD, effect=Effect.EFFECTIVE)

    assert not [*remedies.objections(_CLOSED, judged, Moment(cycle_over=True))]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Phạm Văn An", "đ/c  phạm văn an, Phó Bí thư", True),
        ("Phạm Văn An – Phó Bí thư", "Phạm Văn An (Phó Bí thư)", True),
        ("Phạm Văn An", "Phạm Văn Ân", False),
        ("", "", False),
    ],
)
def test_names_are_compared_as_people_write_them(one: str, other: str, same: bool) -> None:
    assert remedies.same_person(one, other) is same
