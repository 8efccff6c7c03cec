from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso.errors import QuestionError
from hoso.model.base import replaced
from hoso.model.roster import (
    UNSAID,
    Category,
    Member,
    MemberState,
    Organisation,
    OrganisationRoster,
    OrganisationState,
    Post,
    PostSide,
    Roster,
    RosterSheet,
)
from hoso.rosters import RosterChange, compare, join, merge, split

Y2023, Y2024, Y2025 = date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31)
NHUNG, VAN = "38001234", "38005678"


def an_organisation(
    code: str, name: str = "", *, since: date = UNSAID, until: date | None = None
) -> Organisation:
    state = OrganisationState(
        since=since, until=until, name=name or f"Chi bộ {code}", kind="chi_bo"
    )
    return Organisation(code=code, states=(state,))


def a_stay(
    organisation: str,
    *,
    since: date = UNSAID,
    until: date | None = None,
    name: str = "Lê Thị Hồng Nhung",
    post: str = "",
    left_to: str = "",
    remarks: str = "",
) -> MemberState:
    return MemberState(
        since=since,
        until=until,
        organisation=organisation,
        full_name=name,
        posts=(Post(title=post, side=PostSide.PARTY),) if post else (),
        left_to=left_to,
        remarks=remarks,
    )


def a_member(card: str, *states: MemberState) -> Member:
    return Member(card=card, states=states)


def a_sheet(*members: Member, organisations: tuple[Organisation, ...] = ()) -> RosterSheet:
    known = organisations or (an_organisation("cb-1"), an_organisation("cb-2"))
    return RosterSheet(day=None, organisations=known, members=members)


def imported(known: Roster, sheet: RosterSheet, on: date, *left: str) -> Roster:
    """The archive after an import: the returned rosters replace those of their organisations."""
    stored = {one.organisation.code: one for one in split(known)}
    stored |= {one.organisation.code: one for one in merge(known, sheet, on, left=left)}
    return join(stored.values())


def states_of(roster: Roster, card: str) -> list[tuple[str, date, date | None]]:
    member = next(one for one in roster.members if one.card == card)
    return [(state.organisation, state.since, state.until) for state in member.states]


@pytest.fixture
def known() -> Roster:
    first = a_sheet(
        a_member(NHUNG, a_stay("cb-1", since=date(2020, 3, 1), post="Bí thư")),
        a_member(VAN, a_stay("cb-1", name="Trần Văn")),
    )
    return imported(Roster(), first, Y2024)


def test_first_import_opens_states_on_the_day_the_file_gives_or_its_own(known: Roster) -> None:
    assert states_of(known, NHUNG) == [("cb-1", date(2020, 3, 1), None)]
    assert states_of(known, VAN) == [("cb-1", Y2024, None)]
    assert [one.seen for one in known.organisations] == [Y2024, Y2024]


def test_first_import_is_told_as_joined_and_added() -> None:
    change = compare(Roster(), a_sheet(a_member(NHUNG, a_stay("cb-1"))), Y2024)

    assert [(one.card, one.since, one.returned) for one in change.joined] == [(NHUNG, Y2024, False)]
    assert [one.code for one in change.organisations_added] == ["cb-1", "cb-2"]
    assert not change.is_empty


def test_the_same_file_again_changes_nothing(known: Roster) -> None:
    again = a_sheet(
        a_member(NHUNG, a_stay("cb-1", since=date(2020, 3, 1), post="Bí thư")),
        a_member(VAN, a_stay("cb-1", name="Trần Văn")),
    )

    assert merge(known, again, Y2024) == ()
    assert compare(known, again, Y2024) == RosterChange(unchanged=2)


def test_a_later_file_that_only_confirms_says_so_in_the_organisations_alone(known: Roster) -> None:
    again = a_sheet(
        a_member(NHUNG, a_stay("cb-1", post="Bí thư")),
        a_member(VAN, a_stay("cb-1", name="Trần Văn")),
    )

    confirmed = merge(known, again, Y2025)

    assert [one.organisation.seen for one in confirmed] == [Y2025, Y2025]
    assert compare(known, again, Y2025).is_empty
    assert join(confirmed).members == known.members


def test_second_year_closes_the_old_post_the_day_before_and_returns_only_that_roster(
    known: Roster,
) -> None:
    second = a_sheet(
        a_member(NHUNG, a_stay("cb-1", since=date(2020, 3, 1), post="Phó Bí thư")),
        a_member(VAN, a_stay("cb-1", name="Trần Văn")),
        organisations=(an_organisation("cb-1"),),
    )

    change = compare(known, second, Y2025)
    (roster,) = merge(known, second, Y2025)

    (changed,) = change.changed
    assert [(d.label, d.old, d.new) for d in changed.changes] == [
        ("Chức vụ Đảng", "Bí thư", "Phó Bí thư")
    ]
    assert states_of(join([roster]), NHUNG) == [
        ("cb-1", date(2020, 3, 1), Y2025 - timedelta(1)),
        ("cb-1", Y2025, None),
    ]


def test_a_move_leaves_states_in_both_organisations(known: Roster) -> None:
    moved = date(2025, 6, 15)
    sheet = a_sheet(
        a_member(NHUNG, a_stay("cb-2", since=moved, post="Bí thư")),
        a_member(VAN, a_stay("cb-1", name="Trần Văn")),
    )

    change = compare(known, sheet, Y2025)
    rosters = {one.organisation.code: one for one in merge(known, sheet, Y2025)}

    (told,) = change.moved
    assert (told.source, told.target, told.since) == ("cb-1", "cb-2", moved)
    assert rosters["cb-1"].members[0].states[0].until == date(2025, 6, 14)
    assert rosters["cb-2"].members[0].states[0].since == moved
    assert compare(join(rosters.values()), sheet, Y2025).is_empty


def test_a_move_without_a_day_counts_from_the_file(known: Roster) -> None:
    sheet = a_sheet(
        a_member(NHUNG, a_stay("cb-2", post="Bí thư")),
        a_member(VAN, a_stay("cb-1", name="Trần Văn")),
    )

    after = imported(known, sheet, Y2025)

    assert states_of(after, NHUNG)[-1] == ("cb-2", Y2025, None)


def test_a_move_told_in_two_rows_on_one_day_belongs_to_the_new_cell(known: Roster) -> None:
    day = date(2025, 6, 15)
    old = a_sheet(a_member(NHUNG, a_stay("cb-1", until=day, post="Bí thư", left_to="cb-2")))
    new = a_sheet(a_member(NHUNG, a_stay("cb-2", since=day)))

    left = imported(known, old, Y2025)
    after = imported(left, new, Y2025)

    assert states_of(after, NHUNG) == [
        ("cb-1", date(2020, 3, 1), date(2025, 6, 14)),
        ("cb-2", day, None),
    ]
    assert compare(after, old, Y2025).questions == ()
    assert merge(after, new, Y2025) == ()


def test_a_member_who_left_is_closed_on_the_day_the_file_gives(known: Roster) -> None:
    gone = a_stay(
        "cb-1", until=date(2025, 5, 5), post="Bí thư", left_to="Đảng bộ xã Ia Ly", remarks="QĐ 12"
    )

    change = compare(known, a_sheet(a_member(NHUNG, gone)), Y2025)
    after = imported(known, a_sheet(a_member(NHUNG, gone)), Y2025)

    assert [(one.card, one.until, one.to) for one in change.left] == [
        (NHUNG, date(2025, 5, 5), "Đảng bộ xã Ia Ly")
    ]
    assert states_of(after, NHUNG) == [("cb-1", date(2020, 3, 1), date(2025, 5, 5))]
    assert after.members[0].states[0].remarks == "QĐ 12"
    assert compare(after, a_sheet(a_member(NHUNG, gone)), Y2025).is_empty


def test_someone_known_only_as_gone_is_told_as_left() -> None:
    gone = a_member(NHUNG, a_stay("cb-1", until=date(2025, 5, 5)))

    change = compare(Roster(), a_sheet(gone), Y2025)
    after = imported(Roster(), a_sheet(gone), Y2025)

    assert [one.card for one in change.left] == [NHUNG]
    assert states_of(after, NHUNG) == [("cb-1", date(2025, 5, 5), date(2025, 5, 5))]


def test_a_departure_with_other_particulars_keeps_them_for_the_last_day(known: Roster) -> None:
    gone = a_member(NHUNG, a_stay("cb-1", until=date(2025, 5, 5), post="Phó Bí thư"))

    after = imported(known, a_sheet(gone), Y2025)

    assert states_of(after, NHUNG) == [
        ("cb-1", date(2020, 3, 1), date(2025, 5, 4)),
        ("cb-1", date(2025, 5, 5), date(2025, 5, 5)),
    ]


def test_a_returning_member_gets_a_new_stay_and_keeps_the_old_one(known: Roster) -> None:
    gone = a_sheet(a_member(NHUNG, a_stay("cb-1", until=date(2025, 5, 5), post="Bí thư")))
    after_leaving = imported(known, gone, Y2025)
    back = a_sheet(a_member(NHUNG, a_stay("cb-1", since=date(2026, 9, 1))))

    change = compare(after_leaving, back, date(2026, 12, 31))
    after = imported(after_leaving, back, date(2026, 12, 31))

    assert [(one.card, one.returned) for one in change.joined] == [(NHUNG, True)]
    assert states_of(after, NHUNG) == [
        ("cb-1", date(2020, 3, 1), date(2025, 5, 5)),
        ("cb-1", date(2026, 9, 1), None),
    ]


def test_a_member_who_returns_under_the_first_joining_day_is_asked_about(known: Roster) -> None:
    gone = a_sheet(a_member(NHUNG, a_stay("cb-1", until=date(2025, 5, 5), post="Bí thư")))
    after_leaving = imported(known, gone, Y2025)
    back = a_sheet(a_member(NHUNG, a_stay("cb-1", since=date(2020, 3, 1))))

    with pytest.raises(QuestionError) as refusal:
        merge(after_leaving, back, date(2026, 12, 31))

    (problem,) = refusal.value.problems
    assert NHUNG in problem.message
    assert "Ngày về chi bộ" in problem.message


def test_absence_is_asked_about_and_never_a_departure(known: Roster) -> None:
    sheet = a_sheet(a_member(NHUNG, a_stay("cb-1", post="Bí thư")))

    change = compare(known, sheet, Y2025)
    after = imported(known, sheet, Y2025)

    assert [(one.card, one.organisation) for one in change.absent] == [(VAN, "cb-1")]
    assert change.is_empty
    assert states_of(after, VAN) == [("cb-1", Y2024, None)]


def test_absence_from_a_file_about_other_organisations_says_nothing(known: Roster) -> None:
    sheet = a_sheet(organisations=(an_organisation("cb-2"),))

    assert compare(known, sheet, Y2025).absent == ()


def test_an_organisation_that_ends_under_another_name_keeps_that_for_its_last_day(
    known: Roster,
) -> None:
    sheet = a_sheet(organisations=(an_organisation("cb-1", "Tên mới", until=date(2025, 7, 1)),))

    (roster,) = (one for one in merge(known, sheet, Y2025) if one.organisation.code == "cb-1")

    last = roster.organisation.states[-1]
    assert (last.name, last.since, last.until) == ("Tên mới", date(2025, 7, 1), date(2025, 7, 1))


def test_an_absent_member_whom_a_person_declares_gone_is_closed_the_day_before(
    known: Roster,
) -> None:
    sheet = a_sheet(a_member(NHUNG, a_stay("cb-1", post="Bí thư")))

    after = imported(known, sheet, Y2025, VAN)

    assert states_of(after, VAN) == [("cb-1", Y2024, Y2025 - timedelta(1))]


@pytest.mark.parametrize(
    ("card", "on"),
    [(NHUNG, Y2025), ("99999999", Y2025), (VAN, Y2024)],
    ids=["named", "new", "same"],
)
def test_only_the_absent_can_be_declared_gone(known: Roster, card: str, on: date) -> None:
    sheet = a_sheet(a_member(NHUNG, a_stay("cb-1", post="Bí thư")))

    with pytest.raises(QuestionError) as refusal:
        merge(known, sheet, on, left=[card])

    assert [problem.code for problem in refusal.value.problems] == ["Q003"]


def test_a_renamed_organisation_keeps_its_code_and_its_old_name(known: Roster) -> None:
    renamed = a_sheet(organisations=(an_organisation("cb-1", "Chi bộ Văn phòng"),))

    change = compare(known, renamed, Y2025)
    (roster,) = (one for one in merge(known, renamed, Y2025) if one.organisation.code == "cb-1")

    (told,) = change.organisations_renamed
    assert (told.old_name, told.name) == ("Chi bộ cb-1", "Chi bộ Văn phòng")
    names = [(state.name, state.since, state.until) for state in roster.organisation.states]
    assert names == [
        ("Chi bộ cb-1", Y2024, Y2025 - timedelta(1)),
        ("Chi bộ Văn phòng", Y2025, None),
    ]
    assert [member.card for member in roster.members] == [NHUNG, VAN]


def test_an_organisation_can_end_and_can_change_its_place(known: Roster) -> None:
    ended = an_organisation("cb-1", until=date(2025, 7, 1))
    state = replaced(an_organisation("cb-2").states[0], place="Pleiku")
    sheet = a_sheet(organisations=(ended, Organisation(code="cb-2", states=(state,))))

    change = compare(known, sheet, Y2025)

    assert [(one.code, one.until) for one in change.organisations_ended] == [
        ("cb-1", date(2025, 7, 1))
    ]
    (changed,) = change.organisations_changed
    assert [(d.label, d.new) for d in changed.changes] == [("Địa danh", "Pleiku")]


def test_an_earlier_foundation_day_is_taken_over_when_nothing_contradicts(known: Roster) -> None:
    older = a_sheet(organisations=(an_organisation("cb-1", since=date(2015, 1, 1)),))

    (changed,) = compare(known, older, Y2025).organisations_changed
    (roster, _) = merge(
        known, a_sheet(organisations=(*older.organisations, an_organisation("cb-2"))), Y2025
    )

    assert [d.label for d in changed.changes] == ["Từ ngày"]
    assert roster.organisation.states[0].since == date(2015, 1, 1)


def test_an_earlier_joining_day_is_told_as_a_change(known: Roster) -> None:
    sheet = a_sheet(a_member(VAN, a_stay("cb-1", name="Trần Văn", since=date(2018, 5, 19))))

    (changed,) = compare(known, sheet, Y2025).changed
    after = imported(known, sheet, Y2025)

    assert [(d.label, d.new) for d in changed.changes] == [("Ngày về chi bộ", "19/05/2018")]
    assert states_of(after, VAN) == [("cb-1", date(2018, 5, 19), None)]


def test_a_correction_under_the_same_date_replaces_what_that_date_opened(known: Roster) -> None:
    sheet = a_sheet(a_member(VAN, a_stay("cb-1", name="Trần Vân")))
    moved = a_sheet(a_member(VAN, a_stay("cb-2", name="Trần Văn")))

    corrected = imported(known, sheet, Y2024)
    elsewhere = imported(known, moved, Y2024)

    assert [state.full_name for state in corrected.members[1].states] == ["Trần Vân"]
    assert states_of(elsewhere, VAN) == [("cb-2", Y2024, None)]


def test_an_older_file_cannot_damage_what_a_newer_one_said(known: Roster) -> None:
    older = a_sheet(
        a_member(NHUNG, a_stay("cb-1", since=date(2020, 3, 1), post="Phó Bí thư")),
        a_member("38009999", a_stay("cb-1", name="Người đã đi")),
    )

    change = compare(known, older, Y2023)
    with pytest.raises(QuestionError) as refusal:
        merge(known, older, Y2023)

    assert [problem.code for problem in refusal.value.problems] == ["Q002", "Q002"]
    assert change.questions == refusal.value.problems
    assert not change.is_empty


def test_an_older_file_may_add_a_closed_past_and_time_before_the_known(known: Roster) -> None:
    older = a_sheet(
        a_member(VAN, a_stay("cb-2", name="Trần Văn")),
        a_member("38009999", a_stay("cb-1", since=date(2019, 1, 1), until=date(2022, 1, 1))),
    )

    after = imported(known, older, Y2023)

    assert states_of(after, VAN) == [
        ("cb-2", Y2023, Y2024 - timedelta(1)),
        ("cb-1", Y2024, None),
    ]
    assert states_of(after, "38009999") == [("cb-1", date(2019, 1, 1), date(2022, 1, 1))]
    assert [one.seen for one in after.organisations] == [Y2024, Y2024]


def test_order_of_import_does_not_matter_for_a_move() -> None:
    first = a_sheet(a_member(NHUNG, a_stay("cb-1")))
    second = a_sheet(a_member(NHUNG, a_stay("cb-2")))

    in_order = imported(imported(Roster(), first, Y2024), second, Y2025)
    reversed_ = imported(imported(Roster(), second, Y2025), first, Y2024)

    assert states_of(in_order, NHUNG) == states_of(reversed_, NHUNG)


def test_a_past_row_that_differs_is_noted_and_the_stored_past_stays(known: Roster) -> None:
    gone = a_stay("cb-1", until=date(2025, 5, 5), post="Bí thư")
    after = imported(known, a_sheet(a_member(NHUNG, gone)), Y2025)
    edited = a_sheet(a_member(NHUNG, replaced(gone, remarks="ghi thêm sau")))

    change = compare(after, edited, date(2026, 12, 31))

    assert [problem.warning for problem in change.notes] == [True]
    assert change.is_empty
    assert states_of(imported(after, edited, date(2026, 12, 31)), NHUNG) == states_of(after, NHUNG)


@pytest.mark.parametrize(
    "said",
    [
        a_stay("cb-1", since=date(2021, 1, 1), post="Bí thư"),  # later than known
        a_stay("cb-2", since=date(2019, 1, 1), post="Bí thư"),  # elsewhere, before it was here
        a_stay("cb-2", until=date(2025, 2, 2), post="Bí thư"),  # was elsewhere, since when?
    ],
)
def test_dates_that_contradict_the_known_are_asked_about(known: Roster, said: MemberState) -> None:
    change = compare(known, a_sheet(a_member(NHUNG, said)), Y2025)

    assert [problem.code for problem in change.questions] == ["Q002"]


@pytest.mark.parametrize(
    "said",
    [
        a_stay("cb-1", until=date(2025, 6, 6), post="Bí thư"),
        a_stay("cb-1", until=date(2025, 4, 4), post="Bí thư"),
        a_stay("cb-1", until=date(2025, 4, 4), post="Phó Bí thư"),
        a_stay("cb-1", until=date(2025, 6, 6), post="Bí thư", remarks="khác"),
        a_stay("cb-1", since=date(2020, 3, 1), until=date(2025, 6, 6), post="Bí thư"),
    ],
)
def test_another_day_of_leaving_is_asked_about(known: Roster, said: MemberState) -> None:
    gone = a_stay("cb-1", until=date(2025, 5, 5), post="Bí thư")
    after = imported(known, a_sheet(a_member(NHUNG, gone)), Y2025)

    change = compare(after, a_sheet(a_member(NHUNG, said)), Y2025)

    assert len(change.questions) == 1


def test_a_planned_departure_is_kept_when_the_next_file_is_silent_and_may_be_put_off(
    known: Roster,
) -> None:
    planned = a_stay("cb-1", until=date(2026, 2, 1), post="Bí thư", left_to="Đảng bộ phường")
    after = imported(known, a_sheet(a_member(NHUNG, planned)), Y2025)
    silent = a_sheet(a_member(NHUNG, a_stay("cb-1", post="Bí thư")))
    later = a_sheet(a_member(NHUNG, replaced(planned, until=date(2026, 3, 1))))
    promoted = a_sheet(a_member(NHUNG, a_stay("cb-1", post="Bí thư Đảng ủy")))

    assert compare(known, a_sheet(a_member(NHUNG, planned)), Y2025).left != ()
    assert compare(after, silent, date(2026, 1, 15)).is_empty
    assert states_of(imported(after, later, date(2026, 1, 15)), NHUNG)[-1][2] == date(2026, 3, 1)
    assert states_of(imported(after, promoted, date(2026, 1, 15)), NHUNG) == [
        ("cb-1", date(2020, 3, 1), date(2026, 1, 14)),
        ("cb-1", date(2026, 1, 15), date(2026, 2, 1)),
    ]


def test_an_earlier_start_that_runs_into_another_cell_is_asked_about(known: Roster) -> None:
    after = imported(known, a_sheet(a_member(NHUNG, a_stay("cb-2", post="Bí thư"))), Y2025)
    earlier = a_sheet(a_member(NHUNG, a_stay("cb-2", since=date(2025, 6, 1), post="Bí thư")))

    change = compare(after, earlier, date(2026, 12, 31))

    assert len(change.questions) == 1


def test_arriving_on_the_very_day_of_leaving_gives_that_day_to_the_new_cell(known: Roster) -> None:
    day = date(2025, 5, 5)
    gone = a_stay("cb-1", until=day, post="Bí thư")
    after = imported(known, a_sheet(a_member(NHUNG, gone)), Y2025)

    arrived = imported(after, a_sheet(a_member(NHUNG, a_stay("cb-2", since=day))), Y2025)

    assert states_of(arrived, NHUNG)[0][2] == day - timedelta(1)
    noted = compare(arrived, a_sheet(a_member(NHUNG, replaced(gone, remarks="khác"))), Y2025)
    assert len(noted.notes) == 1


def test_time_before_a_known_stay_ends_where_that_begins(known: Roster) -> None:
    overlapping = a_sheet(
        a_member(VAN, a_stay("cb-2", since=date(2022, 1, 1), until=date(2025, 3, 3)))
    )

    assert len(compare(known, overlapping, Y2023).questions) == 1


def test_time_added_to_the_past_of_someone_gone_is_told_as_history(known: Roster) -> None:
    gone = a_stay("cb-1", until=date(2025, 5, 5), post="Bí thư")
    after = imported(known, a_sheet(a_member(NHUNG, gone)), Y2025)
    before = a_stay("cb-2", since=date(2018, 1, 1), until=date(2019, 12, 31))

    (told,) = compare(after, a_sheet(a_member(NHUNG, before)), Y2025).changed

    assert [d.label for d in told.changes] == ["Quá trình sinh hoạt"]


def test_time_added_to_the_past_of_an_organisation_is_told_as_history() -> None:
    reopened = imported(
        Roster(), a_sheet(organisations=(an_organisation("cb-1", since=date(2022, 1, 1)),)), Y2024
    )
    older = an_organisation("cb-1", since=date(2010, 1, 1), until=date(2015, 1, 1))

    (told,) = compare(reopened, a_sheet(organisations=(older,)), Y2024).organisations_changed

    assert [d.label for d in told.changes] == ["Lịch sử"]


def test_a_contradiction_about_an_organisation_is_named(known: Roster) -> None:
    confirmed = imported(known, a_sheet(), Y2025)
    sheet = a_sheet(organisations=(an_organisation("cb-1", "Tên cũ"),))

    (problem,) = compare(confirmed, sheet, date(2025, 6, 30)).questions

    assert (problem.code, problem.where) == ("Q001", "Tổ chức cb-1")


def test_an_unknown_organisation_that_cannot_be_placed_is_not_invented() -> None:
    twice = Organisation(
        code="cb-1",
        states=(
            an_organisation("cb-1", since=date(2020, 1, 1)).states[0],
            an_organisation("cb-1", since=date(2021, 1, 1)).states[0],
        ),
    )

    change = compare(Roster(), a_sheet(organisations=(twice,)), Y2025)

    assert [problem.code for problem in change.questions] == ["Q001"]


def test_splitting_refuses_a_member_of_an_organisation_nobody_described() -> None:
    roster = Roster(members=(a_member(NHUNG, a_stay("cb-9", since=Y2024)),))

    with pytest.raises(QuestionError, match="cb-9"):
        split(roster)


def test_joining_puts_the_states_of_a_moved_member_in_time_order() -> None:
    late = a_member(NHUNG, a_stay("cb-1", since=Y2025))
    early = a_member(NHUNG, a_stay("cb-2", since=Y2023, until=Y2024))
    first = OrganisationRoster(organisation=an_organisation("cb-1", since=Y2023), members=(late,))
    second = OrganisationRoster(organisation=an_organisation("cb-2", since=Y2023), members=(early,))

    joined = join([first, second])

    assert [state.organisation for state in joined.members[0].states] == ["cb-2", "cb-1"]
    assert split(joined) == (first, second)


CARDS = [f"3800000{number}" for number in range(4)]
DAYS = st.dates(date(2019, 1, 1), date(2025, 12, 31))


@st.composite
def stays(draw: st.DrawFn) -> MemberState:
    since = draw(st.one_of(st.just(UNSAID), DAYS))
    until = draw(st.one_of(st.none(), DAYS.filter(lambda day: day >= since)))
    return MemberState(
        since=since,
        until=until,
        organisation=draw(st.sampled_from(["cb-1", "cb-2", "cb-3"])),
        full_name=draw(st.sampled_from(["Nguyễn Hòa", "Nguyễn Hoà"])),
        category=draw(st.sampled_from(Category)),
        remarks=draw(st.sampled_from(["", "QĐ <12> & 13"])),
    )


@st.composite
def sheets(draw: st.DrawFn) -> RosterSheet:
    cards = draw(st.lists(st.sampled_from(CARDS), unique=True))
    codes = ("cb-1", "cb-2", "cb-3")
    names = draw(st.tuples(*(st.sampled_from([f"Chi bộ {code}", "Chi bộ mới"]) for code in codes)))
    return RosterSheet(
        day=None,
        organisations=tuple(map(an_organisation, codes, names)),
        members=tuple(a_member(card, draw(stays())) for card in cards),
    )


def accepted(known: Roster, sheet: RosterSheet, on: date) -> Iterator[Roster]:
    """The archive after the rows that a person would not have to answer for."""
    asked = {problem.where.split()[2] for problem in compare(known, sheet, on).questions}
    if asked & {"cb-1", "cb-2", "cb-3"} or any("Tổ chức" in one for one in asked):
        return
    clear = tuple(member for member in sheet.members if member.card not in asked)
    yield imported(known, replaced(sheet, members=clear), on)


@given(files=st.lists(st.tuples(sheets(), DAYS), min_size=1, max_size=4))
def test_after_a_merge_comparing_is_empty_and_states_never_overlap(
    files: list[tuple[RosterSheet, date]],
) -> None:
    known = Roster()
    for sheet, on in files:
        for after in accepted(known, sheet, on):
            again = [
                member
                for member in sheet.members
                if member.card in {one.card for one in after.members}
            ]
            clear = {p.where.split()[2] for p in compare(known, sheet, on).questions}
            kept = tuple(member for member in again if member.card not in clear)
            repeated = replaced(sheet, members=kept)
            assert compare(after, repeated, on).is_empty
            assert merge(after, repeated, on) == ()
            known = after
    for member in known.members:
        for one, following in zip(member.states, member.states[1:], strict=False):
            assert one.until is not None
            assert one.since <= one.until < following.since


@given(files=st.lists(st.tuples(sheets(), DAYS), min_size=2, max_size=4))
def test_a_merge_never_rewrites_a_closed_state(files: list[tuple[RosterSheet, date]]) -> None:
    known = Roster()
    for sheet, on in files:
        for after in accepted(known, sheet, on):
            members = {member.card: member for member in after.members}
            for member in known.members:
                past = [one for one in member.states[:-1] if one.since < on or one.until]
                last = [one for one in member.states[-1:] if one.until and one.until < on]
                kept = [
                    replaced(state, since=UNSAID, until=None)
                    for state in members[member.card].states
                ]
                for state in (*past, *last):
                    assert replaced(state, since=UNSAID, until=None) in kept
            known = after
