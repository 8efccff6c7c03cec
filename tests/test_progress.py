"""Where everybody stands in a review year, and what is waited for, by which article."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hoso.model.procedure import GroundKind, Tolerance
from hoso.model.review import BallotCount, BallotLine, Stage, SubjectKind
from hoso.model.roster import Category, Member, Post, PostSide, Standing
from hoso.services.progress import STEP_NAMES, State, Step
from tests.small_party import ONE, TOP, TWO, Party, a_member, a_party

COLLECTIVE, PERSON = SubjectKind.COLLECTIVE, SubjectKind.PERSON


@pytest.fixture
def party(tmp_path: Path) -> Party:
    return a_party(tmp_path)


def kinds(state: State) -> set[str]:
    return {one.kind.value for one in state.waits}


def words(state: State, kind: str) -> str:
    return " | ".join(one.words for one in state.waits if one.kind.value == kind)


def everything_but_levels(party: Party) -> None:
    party.review()
    for card in ("01", "02", "03", "04", "05", "07"):
        party.rate(card, "htt", Stage.CIVIL)


def with_a_third_officer() -> Member:
    """Return Hà as an officer of the first cell, whose collective then reviews itself."""
    return a_member("06", posts=(Post(title="Chi ủy viên", side=PostSide.PARTY),))


# --- the steps ------------------------------------------------------------------------------------


def test_every_step_has_a_name() -> None:
    assert set(STEP_NAMES) == set(Step)


def test_nobody_is_reviewed_before_forms_and_minutes_are_there(party: Party) -> None:
    party.enrol(with_a_third_officer())
    found = party.states()

    assert {one.step for key, one in found.items() if key != TWO} == {Step.UNREVIEWED}
    assert "chưa phát hành, chưa nộp bản kiểm điểm" in words(found["06"], "kiem_diem")
    assert "chưa có biên bản hội nghị kiểm điểm cá nhân của Chi bộ Một" in words(
        found["06"], "kiem_diem"
    )
    assert "hội nghị kiểm điểm tập thể của Chi bộ Một" in words(found[ONE], "kiem_diem")
    assert found["06"].waits[0].reference == "QĐ 366-QĐ/TW, Điều 12"
    assert found["06"].waits[0].tolerance is Tolerance.NEVER


def test_a_form_that_came_back_and_minutes_are_a_review(party: Party, tmp_path: Path) -> None:
    party.office.ok("forms", "2025", "--out", tmp_path / "ra", "--date", "2025-12-01")
    issued = party.states()
    party.attach("06", "kiem_diem_2c", "2025-12-05")
    without_minutes = party.states()
    party.meet(ONE, PERSON)
    found = party.states()

    assert "chưa nộp bản kiểm điểm" in words(issued["06"], "kiem_diem")
    assert "chưa phát hành" not in words(issued["06"], "kiem_diem")
    assert words(without_minutes["06"], "kiem_diem").startswith("chưa có biên bản")
    assert found["06"].step is Step.REVIEWED
    assert found["06"].reviewed_on == date(2025, 12, 10)
    assert kinds(found["06"]) == {"bo_phieu"}


def test_a_proposal_goes_up_and_waits_for_the_decision(party: Party) -> None:
    party.review("06")
    party.rate("06", "htt", Stage.PROPOSED)
    proposed = party.states()["06"]
    party.attach(ONE, "to_trinh_xep_loai", "2025-12-16")
    sent = party.states()["06"]

    assert (proposed.step, sent.step) == (Step.PROPOSED, Step.UNDECIDED)
    assert proposed.waits == ()


def test_a_decision_is_the_end_until_it_is_taken_back(party: Party) -> None:
    party.review("06")
    party.rate("06", "htt")
    decided = party.states()["06"]
    party.rate("06", "htt", superseded=True)
    party.rate("06", "htn", again=True)
    anew = party.states()["06"]
    party.rate("06", "", again=True, reason="Hồ sơ sai")
    cancelled = party.states()["06"]

    assert (decided.step, anew.step, cancelled.step) == (
        *(Step.DECIDED, Step.RATED_AGAIN),
        Step.UNDECIDED,
    )
    assert anew.rating is not None
    assert anew.rating.level == "htn"


def test_a_reason_for_no_level_is_a_state_of_its_own(party: Party) -> None:
    party.rate("06", "", reason="Đi nước ngoài cả năm")

    assert party.states()["06"].step is Step.UNRATED


def test_who_is_exempt_is_not_concerned_and_nobody_waits_for_them(party: Party) -> None:
    party.enrol(a_member("06", standing=Standing.EXEMPT))
    party.review()

    found = party.states()

    assert found["06"].step is Step.NOT_CONCERNED
    assert found["06"].reference == "QĐ 366-QĐ/TW, Điều 5"
    assert "Hà" not in words(found[ONE], "dang_vien")


def test_whose_admission_is_unknown_is_asked_about(party: Party) -> None:
    party.enrol(a_member("06", admitted=None, official=None))

    found = party.states()["06"]

    assert found.step is Step.UNCLEAR
    assert "ngày kết nạp" in found.reason


@pytest.mark.parametrize(("year", "step"), [(2022, Step.REVIEWED), (2025, Step.NOT_CONCERNED)])
def test_a_new_member_is_reviewed_but_not_rated_only_under_the_older_law(
    tmp_path: Path, year: int, step: Step
) -> None:
    party = a_party(tmp_path, year)
    new = a_member("06", admitted=date(year, 9, 1), official=None)
    party.enrol(new)
    before = party.states()["06"]
    party.review("06")

    found = party.states()["06"]

    assert before.step is (Step.UNREVIEWED if year == 2022 else Step.NOT_CONCERNED)
    assert found.step is step
    assert found.waits == ()


def test_a_year_is_told_of_one_organisation_or_of_all(party: Party) -> None:
    assert set(party.states(TWO)) == {TWO, "02", "05", "08", "09"}
    assert len(party.states()) == 12


# --- the review -----------------------------------------------------------------------------------


def test_the_absent_are_reviewed_at_the_next_meeting(party: Party) -> None:
    party.meet(ONE, PERSON, "Khoa: Đi công tác")
    missed = party.states()["07"]
    party.state_fact("07", "kiem_diem.ngay", "2025-12-18")
    found = party.states()["07"]

    assert "vắng mặt tại hội nghị ngày 10/12/2025 (Đi công tác)" in words(missed, "kiem_diem")
    assert "kiem_diem" not in kinds(found)
    assert found.reviewed_on == date(2025, 12, 18)


def test_minutes_that_could_mean_either_of_two_are_asked_about(party: Party) -> None:
    party.enrol(a_member("06", full_name="Khoa"))
    party.meet(ONE, PERSON, "Khoa: Ốm")

    found = party.states()

    for card in ("06", "07"):
        assert "có nhiều người tên ấy" in words(found[card], "kiem_diem")


def test_minutes_from_elsewhere_count_too(party: Party) -> None:
    party.enrol(with_a_third_officer())
    party.attach(ONE, "bien_ban_tap_the", "2025-12-09")

    assert words(party.states()[ONE], "kiem_diem") == "chưa phát hành, chưa nộp báo cáo kiểm điểm"


def test_where_no_form_is_prescribed_the_meeting_is_enough(tmp_path: Path) -> None:
    party = a_party(tmp_path, 2016)
    party.meet(ONE, PERSON)

    found = party.states()["06"]

    assert found.step is Step.REVIEWED
    assert found.reviewed_on == date(2016, 12, 10)


def test_a_collective_too_small_for_a_review_of_its_own_waits_for_none(party: Party) -> None:
    found = party.states()[TWO]

    assert "kiem_diem" not in kinds(found)  # bí thư and no one else
    assert found.step is Step.WAITING


# --- grounds --------------------------------------------------------------------------------------


def test_a_civil_servant_waits_for_the_level_as_such(party: Party) -> None:
    party.review()
    waiting = party.states()["07"]
    party.rate("07", "htt", Stage.CIVIL)
    found = party.states()["07"]

    assert waiting.step is Step.WAITING
    assert words(waiting, "cbccvc") == "chưa có mức xếp loại cán bộ, công chức, viên chức"
    assert waiting.blocking[0].reference == "QĐ 366-QĐ/TW, Điều 3, Điều 12"
    assert "cbccvc" not in kinds(found)


def test_whether_a_leader_is_a_civil_servant_is_a_question(party: Party) -> None:
    party.review()
    asked = [one for one in party.states()["01"].waits if one.kind is GroundKind.CIVIL]
    party.state_fact("01", "doi_tuong.la_cbccvc", value=False)

    assert [one.asks for one in asked] == [True]
    assert "cbccvc" not in kinds(party.states()["01"])


def test_nobody_outside_the_system_waits_for_that(party: Party) -> None:
    assert "cbccvc" not in kinds(party.states()["06"])


def test_a_level_as_civil_servant_that_came_later_is_no_ground_yet(party: Party) -> None:
    party.review()
    party.rate("07", "htt", Stage.CIVIL, day=date(2025, 12, 28))

    assert "có sau ngày quyết định" in words(party.states()["07"], "cbccvc")


@pytest.mark.parametrize(
    ("year", "tolerance"),
    [(2022, Tolerance.NEVER), (2024, Tolerance.TELL), (2025, Tolerance.NEVER)],
)
def test_the_cell_where_a_member_lives_for_a_time_comments_first(
    tmp_path: Path, year: int, tolerance: Tolerance
) -> None:
    party = a_party(tmp_path, year)
    party.enrol(
        a_member("06", standing=Standing.TEMPORARY_ELSEWHERE, left_to="Chi bộ phường Hội An")
    )
    party.review("06")
    silent = party.states()["06"]
    party.state_fact("06", "tam_thoi.ngay_nhan_xet", f"{year}-12-08")
    found = party.states()["06"]
    party.state_fact("06", "tam_thoi.ngay_nhan_xet", f"{year}-12-28")
    later = party.states()["06"]
    party.state_fact("06", "tam_thoi.co", value=False)
    back = party.states()["06"]

    (wait,) = [one for one in silent.waits if one.kind is GroundKind.TEMPORARY]
    assert wait.tolerance is tolerance
    assert "Chi bộ phường Hội An" in wait.words
    assert "nhan_xet_noi_tam_thoi" not in kinds(found)
    assert "nhan_xet_noi_tam_thoi" in kinds(later)
    assert "nhan_xet_noi_tam_thoi" not in kinds(back)


def moved(party: Party, until: date) -> None:
    """Move Minh from the first cell to the second, where he lives since the day after."""
    there = a_member("09", organisation=ONE, until=until).states[0]
    here = a_member("09", since=date.fromordinal(until.toordinal() + 1)).states[0]
    party.enrol(Member(card="09", states=(there, here)))
    party.review("09")


@pytest.mark.parametrize(
    ("year", "until", "asked"),
    [
        (2022, date(2022, 6, 30), True),
        (2022, date(2022, 6, 29), False),
        (2022, date(2021, 12, 31), False),
        (2025, date(2025, 8, 1), True),
    ],
)
def test_a_cell_left_after_six_months_of_the_year_comments_first(
    tmp_path: Path, year: int, until: date, *, asked: bool
) -> None:
    party = a_party(tmp_path, year)
    moved(party, until)

    found = [one for one in party.states()["09"].waits if one.kind is GroundKind.FORMER]

    assert bool(found) is asked
    if asked:
        assert found[0].blocks is (year == 2022)
        assert "Chi bộ Một" in found[0].words


def test_the_comment_of_the_former_cell_is_enough(tmp_path: Path) -> None:
    party = a_party(tmp_path, 2022)
    moved(party, date(2022, 8, 31))
    party.attach("09", "nhan_xet_chi_bo_cu", "2022-09-01")

    assert "nhan_xet_chi_bo_cu" not in kinds(party.states()["09"])


def test_months_at_a_former_cell_that_the_roster_does_not_know_are_stated(tmp_path: Path) -> None:
    party = a_party(tmp_path, 2022)
    party.review("06")
    party.state_fact("06", "chuyen_den.thang_noi_cu", 7.5)

    found = party.states()["06"]

    assert words(found, "nhan_xet_chi_bo_cu").startswith(
        "đã sinh hoạt 7.5 tháng trong năm ở nơi cũ"
    )


# --- the order of ratings -------------------------------------------------------------------------


def test_members_cells_committee_and_its_members_follow_one_another(party: Party) -> None:
    everything_but_levels(party)
    start = party.states()
    for card in ("06", "07"):
        party.rate(card, "htt")
    cell_one = party.states()
    party.rate(ONE, "htt")
    for key in ("08", "09", TWO):
        party.rate(key, "htt")
    committee = party.states()
    party.rate(TOP, "htt")
    last = party.states()

    assert words(start[ONE], "dang_vien") == "còn 2 đảng viên chưa xếp loại: Hà, Khoa"
    assert "dang_vien" not in kinds(cell_one[ONE])
    assert "còn 2 tổ chức trực thuộc chưa xếp loại" in words(cell_one[TOP], "cap_duoi")
    assert "cap_duoi" not in kinds(committee[TOP])
    assert words(committee["04"], "nguoi_dung_dau").endswith("Chi bộ Một: Dũng")
    assert words(committee["03"], "tap_the") == "chưa xếp loại tập thể Đảng bộ xã An Lĩnh"
    assert words(last["03"], "tap_the") == ""
    assert words(last["03"], "nguoi_dung_dau").endswith("Đảng bộ xã An Lĩnh: Bình")
    assert kinds(last["01"]) == {"cac_noi", "bo_phieu"}


def test_what_is_decided_later_is_no_ground_for_what_is_decided_now(party: Party) -> None:
    everything_but_levels(party)
    party.rate(TOP, "htt", day=date(2025, 12, 29))

    assert "chưa xếp loại tập thể Đảng bộ" in words(party.states()["01"], "tap_the")


def test_an_order_may_be_broken_with_a_reason_the_review_never(party: Party) -> None:
    tolerances = {
        one.kind: one.tolerance for state in party.states().values() for one in state.waits
    }

    assert tolerances[GroundKind.REVIEW] is Tolerance.NEVER
    assert tolerances[GroundKind.CIVIL] is Tolerance.NEVER
    assert tolerances[GroundKind.MEMBERS] is Tolerance.WITH_REASON
    assert tolerances[GroundKind.BELOW] is Tolerance.WITH_REASON
    assert tolerances[GroundKind.COLLECTIVE] is Tolerance.WITH_REASON
    assert tolerances[GroundKind.OFFICE] is Tolerance.TELL


def test_the_level_of_the_office_of_the_same_rank_is_only_a_reminder(party: Party) -> None:
    reminded = party.states()[TOP]
    party.state_fact(TOP, "he_thong.muc_thap_nhat", "htt")

    assert "co_quan" in kinds(reminded)
    assert "co_quan" not in kinds(party.states()[TOP])


def test_a_counted_vote_is_waited_for_no_longer(party: Party) -> None:
    party.review("06")
    count = BallotCount(
        organisation=ONE,
        year=2025,
        day=date(2025, 12, 12),
        convened=5,
        present=5,
        issued=5,
        returned=5,
        valid=5,
        invalid=0,
        lines=(BallotLine(subject=party.subject("06"), votes={}),),
    )
    party.put("ballots", ONE, count, "round")

    assert party.states()["06"].waits == ()


# --- several places -------------------------------------------------------------------------------


def test_a_member_of_a_committee_above_is_reviewed_there_too(party: Party) -> None:
    found = party.states()

    assert [one.place.key for one in found["03"].places] == ["", TOP]
    assert found["03"].places[1].place.reference.startswith("QĐ 366-QĐ/TW, Điều 7")
    assert len(found["04"].places) == 1
    assert found[TOP].places == ()


def test_places_that_agree_need_no_authority(party: Party) -> None:
    everything_but_levels(party)
    party.rate("03", "htt", Stage.PROPOSED)
    one_place = party.states()["03"]
    party.rate("03", "htt", Stage.PROPOSED, place=TOP)

    found = party.states()["03"]

    assert words(one_place, "cac_noi") == "chưa có mức ở cấp ủy của Đảng bộ xã An Lĩnh"
    assert {"cac_noi", "khac_muc"}.isdisjoint(kinds(found))


def test_places_that_differ_wait_for_the_competent_authority(party: Party) -> None:
    everything_but_levels(party)
    for key in (TOP, ONE, "01"):
        party.rate(key, "htt")
    party.rate("03", "htxs", Stage.PROPOSED)
    party.rate("03", "htt", Stage.PROPOSED, place=TOP)

    found = party.states()["03"]

    assert found.step is Step.UNDECIDED
    (wait,) = found.blocking
    assert "Chi bộ Một: Hoàn thành xuất sắc nhiệm vụ" in wait.words
    assert "cấp ủy của Đảng bộ xã An Lĩnh: Hoàn thành tốt nhiệm vụ" in wait.words
    assert wait.asks


def test_the_decided_level_of_a_place_goes_before_the_proposed_one(party: Party) -> None:
    party.rate("03", "htt", Stage.PROPOSED)
    party.rate("03", "htxs", Stage.PROPOSED, place=TOP)
    party.rate("03", "htt", place=TOP)

    assert "khac_muc" not in kinds(party.states()["03"])


def test_leaders_of_an_office_who_are_too_few_are_reviewed_in_the_committee(party: Party) -> None:
    found = party.states()["01"]

    assert found.questions == ()
    assert "Tập thể lãnh đạo xã có 2 người theo danh sách, dưới 3" in found.notes[0]


def with_leaders(party: Party) -> None:
    """Let three leaders, of whom not all sit on the committee, lead the commune."""
    chief = Post(title="Phó Chủ tịch", side=PostSide.OFFICE)
    third = a_member("07", category=Category.LEADER, posts=(chief,), unit="Lãnh đạo xã")
    party.enrol(third)


def test_whether_a_collective_of_leaders_is_a_place_of_its_own_is_asked(party: Party) -> None:
    with_leaders(party)
    (asked,) = party.states()["07"].questions
    party.rule("07", asked.code, "riêng")
    separate = party.states()["07"]
    party.rule("07", asked.code, "cap_uy")
    together = party.states()["07"]

    assert asked.answers == ("rieng", "cap_uy", "khong")
    assert "Tập thể lãnh đạo xã" in asked.words
    assert [one.place.key for one in separate.places] == ["", "Tập thể lãnh đạo xã"]
    assert len(together.places) == 1
    assert together.questions == ()


def test_a_ruling_on_the_cell_answers_for_its_members(party: Party) -> None:
    with_leaders(party)
    party.rule(ONE, "H43-NOI-03", "khong")

    assert party.states()["07"].questions == ()


def test_leaders_who_are_the_committee_meet_once(party: Party) -> None:
    unit = {"unit": "Lãnh đạo xã", "category": Category.LEADER}
    members = []
    for card in ("03", "05"):
        posts = (*a_member(card).states[0].posts, Post(title="Phó", side=PostSide.OFFICE))
        members.append(a_member(card, posts=posts, **unit))
    party.enrol(*members)

    found = party.states()["03"]

    assert found.questions == ()
    assert found.notes == (
        "Tập thể lãnh đạo xã trùng với cấp ủy của Đảng bộ xã An Lĩnh: họp một lần ở cấp ủy.",
    )


def test_more_posts_raise_the_questions_that_the_law_leaves_open(party: Party) -> None:
    posts = (
        Post(title="Chủ tịch", side=PostSide.OFFICE),
        Post(title="Trưởng ban", side=PostSide.OFFICE),
        Post(title="Chủ tịch Công đoàn", side=PostSide.UNION),
    )
    party.enrol(a_member("07", category=Category.LEADER, posts=posts, unit="Văn phòng"))

    asked = {one.code: one.place.name for one in party.states()["07"].questions}
    party.rule("07", "H43-NOI-05", "có")

    assert asked == {
        "H43-NOI-04": "Nơi kiêm nhiệm Trưởng ban",
        "H43-NOI-05": "Nơi kiêm nhiệm Chủ tịch Công đoàn",
    }
    assert party.states()["07"].places[-1].place.key == "Nơi kiêm nhiệm Chủ tịch Công đoàn"


def test_three_posts_are_the_authoritys_question_under_the_older_law(tmp_path: Path) -> None:
    party = a_party(tmp_path, 2022)
    posts = tuple(Post(title=f"Phó {n}", side=PostSide.OFFICE) for n in (1, 2, 3))
    party.enrol(a_member("07", category=Category.LEADER, posts=posts, unit=""))

    asked = {one.code: one.place.name for one in party.states()["07"].questions}

    assert asked == {
        "H21-NOI-03": "Tập thể lãnh đạo nơi công tác",
        "H21-NOI-04": "Nơi khác do cấp có thẩm quyền quy định",
    }


def test_a_level_at_a_place_that_no_post_explains_is_shown_all_the_same(party: Party) -> None:
    party.rate("06", "htt", Stage.PROPOSED, place=TWO)
    party.rate("06", "htn", Stage.PROPOSED, place="Hội Cựu chiến binh")

    names = [one.place.name for one in party.states()["06"].places]

    assert names == ["Chi bộ Một", "Hội Cựu chiến binh", "cấp ủy của Chi bộ Hai"]


# --- quarters and months --------------------------------------------------------------------------


def test_a_failed_quarter_is_told_and_two_in_a_row_more_so(party: Party) -> None:
    party.rate("01", "khtn", period="q1")
    party.rate("01", "khtn", period="q3")
    apart = party.states()["01"].notes
    party.rate("01", "khtn", period="q2")
    together = party.states()["01"]

    assert any("quý I, quý III không hoàn thành" in note for note in apart)
    assert not any("liên tiếp" in note for note in apart)
    assert any("2 kỳ liên tiếp" in n and "xem xét thay thế" in n for n in together.notes)
    assert list(together.periods) == ["q1", "q2", "q3"]


def test_months_are_told_without_consequences(tmp_path: Path) -> None:
    party = a_party(tmp_path, 2022)
    for month in ("t04", "t05"):
        party.rate("07", "khtn", period=month)

    found = party.states()["07"]

    assert list(found.periods) == ["t04", "t05"]
    assert found.notes == ()


def test_what_lacked_at_the_decision_stays_on_record(party: Party) -> None:
    party.rate("06", "htt", lacked=("H43-TT-07",))

    assert party.states()["06"].notes == (
        "đã quyết định khi còn thiếu căn cứ: Xếp loại xong đảng viên trực thuộc không ở trong cấp ủy "
        "rồi mới xếp loại tổ chức đảng.",
    )
