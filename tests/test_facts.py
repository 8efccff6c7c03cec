"""Facts: what is known has a name, what is not known has none, and rules understand both."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso import profiles, rules
from hoso.errors import Outcome
from hoso.facts import (
    CampaignCase,
    CollectiveCase,
    CounterCase,
    DocumentCase,
    FormSeen,
    GroupCase,
    MeetingCase,
    PersonCase,
    ReviewCase,
    laid_over,
    none_of,
    of_ballot,
    of_campaign,
    of_collective,
    of_counter,
    of_document,
    of_group,
    of_meeting,
    of_person,
)
from hoso.model.base import replaced
from hoso.model.facts import FACT_LABELS
from hoso.model.profile import Fact
from hoso.model.review import (
    BallotCount,
    BallotLine,
    FollowUp,
    Level,
    Meeting,
    PlanItem,
    Rating,
    Shortcoming,
    Stage,
    Status,
    Subject,
    SubjectKind,
)
from hoso.model.roster import Category, MemberState

CELL = Subject(kind=SubjectKind.COLLECTIVE, organisation="cb-van-phong")
MEMBER = Subject(
    kind=SubjectKind.PERSON, organisation="cb-van-phong", card="38001234", name="Lê Văn Mẫu"
)
MEETING_DAY = date(2025, 12, 5)


def a_shortcoming(code: str, year: int = 2024) -> Shortcoming:
    return Shortcoming(code=code, year=year, subject=CELL, text="Sinh hoạt chi bộ chưa đều.")


def a_follow_up(code: str, status: Status | None) -> FollowUp:
    return FollowUp(code=code, year=2025, status=status)


def a_rating(stage: Stage, level: Level | None, **more: object) -> Rating:
    return replaced(Rating(subject=MEMBER, year=2025, stage=stage, level=level), **more)


def a_member(category: Category = Category.STAFF) -> MemberState:
    return MemberState(
        since=date(2015, 1, 1),
        organisation="cb-van-phong",
        full_name="Lê Văn Mẫu",
        admitted=date(2015, 1, 1),
        category=category,
    )


def a_plan_item(code: str, shortcoming: str, **more: object) -> PlanItem:
    item = PlanItem(
        code=code,
        shortcoming=shortcoming,
        subject=CELL,
        year=2025,
        measure="Họp chi bộ định kỳ.",
        owner="Bí thư chi bộ",
        deadline=date(2026, 6, 30),
    )
    return replaced(item, **more)


def a_count(**more: object) -> BallotCount:
    line = BallotLine(
        subject=MEMBER, votes={Level.EXCELLENT: 3, Level.GOOD: 14, Level.DONE: 0}, unrated=0
    )
    count = BallotCount(
        organisation="cb-van-phong",
        year=2025,
        day=MEETING_DAY,
        convened=20,
        present=18,
        issued=18,
        returned=18,
        valid=17,
        invalid=1,
        lines=(line,),
    )
    return replaced(count, **more)


A_WHOLE_FORM = FormSeen(
    kind="kiem_diem_2b",
    expected="kiem_diem_2b",
    code="Mẫu 02B-HD KĐ.ĐG 2025",
    empty_sections=(),
    ticked=1,
    total_points=92,
    responsibility="Không có",
    direction="Học thêm chuyên môn.",
)


def a_full_person() -> PersonCase:
    review = ReviewCase(
        name="Lê Văn Mẫu",
        form=A_WHOLE_FORM,
        earlier=[a_shortcoming("K-0101")],
        follow_ups=[a_follow_up("K-0101", Status.DONE)],
        found=[a_shortcoming("K-0201", 2025)],
        ratings=[
            a_rating(Stage.CIVIL, Level.EXCELLENT, day=date(2025, 12, 1)),
            a_rating(Stage.SELF, Level.EXCELLENT, general_points=28.0, task_points=64.0),
            a_rating(Stage.DECIDED, Level.EXCELLENT, day=date(2025, 12, 20)),
        ],
        reviewed_on=MEETING_DAY,
        deadline=date(2025, 12, 31),
    )
    member = a_member()
    verdict = rules.eligible(member, profiles.regime(2025), MEETING_DAY)
    return PersonCase(review=review, state=member, eligible=verdict)


SAID: dict[str, Fact] = {
    "nhiem_vu.hoan_thanh": 100,
    "nhiem_vu.tre_han": 0,
    "nhiem_vu.vuot_muc": 35,
    "ky_luat.so": 0,
    "ky_luat.do_chuc_trach": False,
}


def outcomes(facts: Mapping[str, Fact], subject: str) -> dict[str, Outcome]:
    asked = rules.of_subject(profiles.regime(2025), subject)
    return {problem.code: problem.outcome for problem in rules.check(facts, asked)}


def test_a_member_of_whom_nothing_is_known_gives_only_the_name() -> None:
    assert of_person(PersonCase(review=ReviewCase(name="Lê Văn Mẫu"))) == {
        "doi_tuong.ten": "Lê Văn Mẫu"
    }


def test_a_collective_of_which_nothing_is_known_is_unchecked_throughout() -> None:
    facts = of_collective(CollectiveCase(review=ReviewCase(name="Chi bộ Văn phòng")))

    assert facts == {"doi_tuong.ten": "Chi bộ Văn phòng"}
    assert set(outcomes(facts, "tap_the").values()) == {Outcome.UNCHECKED}


def test_a_member_in_good_order_keeps_every_rule() -> None:
    found = outcomes(laid_over(of_person(a_full_person()), SAID), "ca_nhan")

    assert {code for code, outcome in found.items() if outcome is Outcome.BROKEN} == set()


def test_a_collective_in_good_order_keeps_every_rule() -> None:
    review = replaced_review(
        name="Chi bộ Văn phòng",
        documents=(
            "kiem_diem_tap_the",
            "bien_ban_tap_the",
            "tong_hop_ket_qua",
            "thong_bao_ket_qua",
        ),
    )
    case = CollectiveCase(
        review=review,
        plan=[a_plan_item("KH-01", "K-0201")],
        first_personal_review=date(2025, 12, 6),
        subordinates=False,
    )

    found = outcomes(laid_over(of_collective(case), SAID), "tap_the")

    assert {code for code, outcome in found.items() if outcome is Outcome.BROKEN} == set()


def replaced_review(**changes: Any) -> ReviewCase:
    return dataclasses.replace(a_full_person().review, **changes)


def everything_made() -> set[str]:
    case = a_full_person()
    collective = CollectiveCase(
        review=replaced_review(),
        plan=[],
        first_personal_review=MEETING_DAY,
        subordinates=True,
        last_subordinate_rating=MEETING_DAY,
    )
    return {
        *of_person(case),
        *of_collective(collective),
        *of_meeting(MeetingCase(meeting=a_meeting(), deadline=MEETING_DAY)),
        *of_ballot(a_count()),
        *of_group(GroupCase(name="Nhóm 1", excellent=1, good_or_better=5)),
        *of_campaign(a_campaign()),
        *of_counter(
            CounterCase(
                name="", seen=(), term_since=MEETING_DAY, congress_days=(MEETING_DAY, MEETING_DAY)
            )
        ),
        *of_document(DocumentCase(name="", off_term="", unlawful="")),
    }


def test_what_is_made_here_is_in_the_vocabulary() -> None:
    made = everything_made() | facts_of(a_rating(Stage.DECIDED, None)).keys()

    assert made <= FACT_LABELS.keys()


# --- section III ---------------------------------------------------------------------------------


def test_a_shortcoming_left_out_of_section_three_breaks_the_rule_that_lists_them() -> None:
    review = replaced_review(earlier=[a_shortcoming("K-0101"), a_shortcoming("K-0102")])

    facts = of_person(PersonCase(review=review))

    assert facts["khac_phuc.can_neu"] == ("K-0101", "K-0102")
    assert facts["khac_phuc.da_neu"] == ("K-0101",)
    assert facts["khac_phuc.chua_xong"] == ("K-0102",)
    assert outcomes(facts, "ca_nhan")["H43-08A"] is Outcome.BROKEN


@pytest.mark.parametrize(
    ("status", "without_status", "unfinished"),
    [
        (Status.DONE, (), ()),
        (Status.DOING, (), ("K-0101",)),
        (Status.OPEN, (), ("K-0101",)),
        (None, ("K-0101",), ("K-0101",)),
    ],
)
def test_a_shortcoming_counts_as_remedied_only_when_the_form_says_done(
    status: Status | None, without_status: tuple[str, ...], unfinished: tuple[str, ...]
) -> None:
    review = replaced_review(follow_ups=[a_follow_up("K-0101", status)])

    facts = of_person(PersonCase(review=review))

    assert facts["khac_phuc.thieu_tinh_trang"] == without_status
    assert facts["khac_phuc.chua_xong"] == unfinished


def test_what_section_three_says_is_unknown_before_the_form_is_back() -> None:
    facts = of_person(PersonCase(review=replaced_review(follow_ups=None)))

    assert facts["khac_phuc.can_neu"] == ("K-0101",)
    assert not {"khac_phuc.da_neu", "khac_phuc.chua_xong"} & facts.keys()


def test_nothing_followed_leaves_nothing_unfinished() -> None:
    facts = of_person(PersonCase(review=ReviewCase(name="x", earlier=[])))

    assert facts["khac_phuc.chua_xong"] == ()


def test_an_unknown_register_says_nothing_of_what_is_unfinished() -> None:
    review = replaced_review(earlier=None)

    assert "khac_phuc.chua_xong" not in of_person(PersonCase(review=review))


# --- ratings -------------------------------------------------------------------------------------


def facts_of(*ratings: Rating) -> dict[str, Fact]:
    return of_person(PersonCase(review=ReviewCase(name="x", ratings=ratings)))


def test_no_rating_is_known_to_be_no_rating() -> None:
    facts = facts_of()

    assert facts["co.xep_loai"] is False
    assert "xep_loai.muc" not in facts


def test_a_self_rating_is_a_level_but_not_yet_a_rating() -> None:
    facts = facts_of(a_rating(Stage.SELF, Level.GOOD, day=date(2025, 11, 20)))

    assert (facts["co.xep_loai"], facts["xep_loai.muc"]) == (False, "htt")
    assert "xep_loai.ngay" not in facts


def test_the_decision_outweighs_the_proposal_and_the_self_rating() -> None:
    facts = facts_of(
        a_rating(Stage.DECIDED, Level.DONE, day=date(2025, 12, 20), reason="Bị nhắc nhở."),
        a_rating(Stage.SELF, Level.EXCELLENT, general_points=29.0, task_points=65.0),
        a_rating(Stage.PROPOSED, Level.GOOD, general_points=26.0, task_points=50.0),
    )

    assert (facts["xep_loai.muc"], facts["xep_loai.la_htn"]) == ("htn", True)
    assert (facts["xep_loai.la_htxs"], facts["xep_loai.la_htt"]) == (False, False)
    assert facts["xep_loai.ly_do"] == "Bị nhắc nhở."
    assert (facts["diem.chung"], facts["diem.tong"]) == (26.0, 76.0)
    assert facts["xep_loai.ngay"] == date(2025, 12, 20)


def test_a_re_rating_takes_the_place_of_the_rating_before_it() -> None:
    facts = facts_of(a_rating(Stage.DECIDED, Level.EXCELLENT), a_rating(Stage.DECIDED, Level.GOOD))

    assert facts["xep_loai.muc"] == "htt"


def test_points_add_up_exactly() -> None:
    facts = facts_of(a_rating(Stage.SELF, Level.EXCELLENT, general_points=27.1, task_points=62.9))

    assert facts["diem.tong"] == 90.0


def test_half_of_the_points_is_no_total() -> None:
    facts = facts_of(a_rating(Stage.SELF, None, general_points=27.1))

    assert not {"diem.tong", "diem.chung"} & facts.keys()


def test_a_member_not_rated_for_a_reason_is_told_from_one_forgotten() -> None:
    excused = facts_of(a_rating(Stage.DECIDED, None, reason="Đi học tập trung ở nước ngoài."))
    forgotten = facts_of(a_rating(Stage.DECIDED, None))

    assert (excused["co.xep_loai"], excused["co.ly_do_chua_danh_gia"]) == (False, True)
    assert (forgotten["co.xep_loai"], forgotten["co.ly_do_chua_danh_gia"]) == (False, False)


# --- the person ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        (Category.STAFF, True),
        (Category.LEADER, None),
        (Category.RETIRED, False),
        (Category.STUDENT, False),
        (Category.ENTERPRISE, False),
        (Category.OTHER, False),
    ],
)
def test_whether_a_member_is_a_civil_servant_follows_the_category_when_it_can(
    category: Category, expected: bool | None
) -> None:
    facts = of_person(PersonCase(review=ReviewCase(name="x"), state=a_member(category)))

    assert facts.get("doi_tuong.la_cbccvc") is expected


def test_a_leader_with_a_civil_rating_is_a_civil_servant() -> None:
    review = ReviewCase(name="x", ratings=[a_rating(Stage.CIVIL, Level.GOOD, day=MEETING_DAY)])

    facts = of_person(PersonCase(review=review, state=a_member(Category.LEADER)))

    assert facts["doi_tuong.la_cbccvc"] is True
    assert facts["xep_loai_cbccvc.muc"] == "htt"
    assert facts["xep_loai_cbccvc.ngay"] == MEETING_DAY


def test_an_open_question_of_eligibility_is_no_fact() -> None:
    member = replaced(a_member(), admitted=None)
    verdict = rules.eligible(member, profiles.regime(2022), MEETING_DAY)

    facts = of_person(PersonCase(review=ReviewCase(name="x"), state=member, eligible=verdict))

    assert facts["dien.kiem_diem"] is True
    assert "dien.xep_loai" not in facts


@pytest.mark.parametrize(("months", "long"), [(2.9, False), (3, True)])
def test_sick_leave_matters_from_three_months(months: float, *, long: bool) -> None:
    assert laid_over({}, {"nghi_om.thang": months})["nghi_om.du_ba_thang"] is long


def test_what_nobody_stated_has_no_consequence() -> None:
    assert laid_over({}, {}) == {}


def test_an_organisation_may_state_at_once_what_nobody_in_it_had() -> None:
    assert none_of(["ky_luat.co", "nghi_om.thang", "xep_loai.muc", "khong.co"]) == {
        "ky_luat.co": False,
        "nghi_om.thang": 0,
    }


def test_a_review_is_known_by_its_day_or_by_word() -> None:
    by_day = of_person(PersonCase(review=ReviewCase(name="x", reviewed_on=MEETING_DAY)))
    by_word = of_person(PersonCase(review=ReviewCase(name="x", reviewed=False)))

    assert (by_day["co.kiem_diem"], by_day["kiem_diem.ngay"]) == (True, MEETING_DAY)
    assert by_word["co.kiem_diem"] is False
    assert "kiem_diem.ngay" not in by_word


# --- the plan ------------------------------------------------------------------------------------


def test_a_plan_lacks_what_it_does_not_mention_and_names_items_that_are_not_whole() -> None:
    case = CollectiveCase(
        review=ReviewCase(name="x", found=[a_shortcoming("K-1"), a_shortcoming("K-2")]),
        plan=[
            a_plan_item("KH-1", "K-1"),
            a_plan_item("KH-2", "K-0", owner=" "),
            a_plan_item("KH-3", "K-0", deadline=None),
            a_plan_item("KH-4", "K-0", measure=""),
        ],
    )

    facts = of_collective(case)

    assert facts["ke_hoach.thieu"] == ("K-2",)
    assert facts["ke_hoach.chua_du"] == ("KH-2", "KH-3", "KH-4")


def test_a_plan_cannot_be_compared_with_shortcomings_that_are_not_known() -> None:
    facts = of_collective(CollectiveCase(review=ReviewCase(name="x"), plan=[]))

    assert "ke_hoach.thieu" not in facts
    assert facts["ke_hoach.chua_du"] == ()


# --- meetings, ballots, groups, the year ----------------------------------------------------------


def a_meeting(**more: object) -> Meeting:
    meeting = Meeting(
        organisation="cb-van-phong",
        year=2025,
        subject_kind=SubjectKind.COLLECTIVE,
        day=MEETING_DAY,
        convened=20,
        present=18,
        absent=("Lê Văn Mẫu (ốm)", "Trần Thị Mẫu (công tác)"),
    )
    return replaced(meeting, **more)


def test_a_meeting_that_reconciles_before_the_deadline_keeps_its_rules() -> None:
    case = MeetingCase(meeting=a_meeting(), name="Chi bộ Văn phòng", deadline=date(2025, 12, 31))
    facts = of_meeting(case)

    assert Outcome.BROKEN not in outcomes(facts, "hoi_nghi").values()
    assert facts["doi_tuong.ten"] == "Chi bộ Văn phòng"


def test_a_meeting_whose_absent_are_not_listed_does_not_reconcile() -> None:
    found = outcomes(of_meeting(MeetingCase(meeting=a_meeting(absent=()))), "hoi_nghi")

    assert (found["H43-46A"], found["H43-51A"]) == (Outcome.BROKEN, Outcome.UNCHECKED)


def test_a_ballot_that_reconciles_keeps_its_rules() -> None:
    assert Outcome.BROKEN not in outcomes(of_ballot(a_count()), "phieu").values()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"invalid": 2}, "H43-46B"),
        ({"issued": 17}, "H43-46C"),
        ({"valid": 16, "invalid": 2}, "H43-46D"),
        ({"present": 17}, "H43-48A"),
    ],
)
def test_a_ballot_that_does_not_reconcile_breaks_exactly_that_rule(
    changes: dict[str, int], code: str
) -> None:
    found = outcomes(of_ballot(a_count(**changes)), "phieu")

    assert [name for name, outcome in found.items() if outcome is Outcome.BROKEN] == [code]


def test_a_line_that_does_not_add_up_is_named_with_its_figures() -> None:
    facts = of_ballot(a_count(valid=16, invalid=2))

    assert facts["phieu.lech"] == ("Lê Văn Mẫu: 3 + 14 + 0 + 0 = 17, hợp lệ 16",)


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (replaced(MEMBER, name=""), "38001234: "),
        (CELL, "cb-van-phong: "),
    ],
)
def test_a_line_without_a_name_is_known_by_card_or_body(subject: Subject, words: str) -> None:
    line = BallotLine(subject=subject, votes={Level.GOOD: 1})

    odd = of_ballot(a_count(lines=(line,)))["phieu.lech"]

    assert isinstance(odd, tuple)
    assert odd[0].startswith(words)


@given(
    votes=st.lists(st.integers(0, 60), min_size=4, max_size=4),
    unrated=st.integers(0, 60),
    valid=st.integers(0, 300),
)
def test_a_line_is_odd_exactly_when_its_boxes_do_not_sum_to_the_valid_ballots(
    votes: list[int], unrated: int, valid: int
) -> None:
    line = BallotLine(subject=MEMBER, votes=dict(zip(Level, votes, strict=True)), unrated=unrated)

    facts = of_ballot(a_count(lines=(line,), valid=valid))

    assert (facts["phieu.lech"] == ()) == (sum(votes) + unrated == valid)


def test_a_group_that_nobody_made_leaves_the_cap_unchecked() -> None:
    nameless = of_group(GroupCase(name=None, excellent=5, good_or_better=6))
    named = of_group(GroupCase(name="Lãnh đạo cấp phòng", excellent=1, good_or_better=5))

    assert set(outcomes(nameless, "nhom").values()) == {Outcome.UNCHECKED}
    assert set(outcomes(named, "nhom").values()) == {Outcome.KEPT}


def a_campaign(**parameters: str) -> CampaignCase:
    return CampaignCase(
        name="Đợt kiểm điểm năm 2025",
        parameters={"nhom_ty_le": "theo chức danh", "nguong_phieu": "quá nửa", **parameters},
        reviews_required=75,
        reviews_received=75,
        figures={
            "tong_so": 78,
            "mien": 1,
            "chua_danh_gia": 0,
            "moi_ket_nap": 2,
            "duoc_danh_gia": 75,
        },
    )


def test_a_year_in_order_keeps_its_rules() -> None:
    assert Outcome.BROKEN not in outcomes(of_campaign(a_campaign()), "dot").values()


def test_what_nobody_decided_is_not_checked_rather_than_passed() -> None:
    regime = profiles.regime(2025)
    case = CampaignCase(name="Đợt 2025", parameters=regime.parameters)

    facts = of_campaign(case)

    assert not {"dot.nhom_ty_le", "dot.nguong_phieu"} & facts.keys()
    assert outcomes(facts, "dot")["H43-37"] is Outcome.UNCHECKED
    assert outcomes(facts, "dot")["H43-65"] is Outcome.UNCHECKED
