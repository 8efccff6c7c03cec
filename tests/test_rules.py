"""Rules: kinds, three outcomes, who is reviewed, and the look at the rules themselves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso import profiles, rules
from hoso.errors import NotFoundError, Outcome
from hoso.model.base import replaced
from hoso.model.profile import Eligible, Fact, Regime, Rule
from hoso.model.roster import Category, MemberState, Standing
from tests.rule_samples import REGIMES, RULES, facts_of, judged

REVIEW_DAY = date(2025, 12, 5)


def a_rule(kind: str, needs: tuple[str, ...], **parameters: str | int | float | bool) -> Rule:
    return Rule(
        code="T-1",
        kind=kind,
        subjects=("tap_the",),
        needs=needs,
        message="Phải khớp.",
        reference="Điều 1",
        confidence="noi_bo",
        parameters=dict(parameters),
    )


def a_member(**changes: object) -> MemberState:
    state = MemberState(
        since=date(2015, 1, 1),
        organisation="cb-van-phong",
        full_name="Nguyễn Thị Mẫu",
        admitted=date(2015, 1, 1),
    )
    return replaced(state, **changes)


def the_regime(year: int) -> Regime:
    return profiles.regime(year)


@pytest.mark.parametrize("regime", REGIMES, ids=lambda regime: regime.code)
def test_released_regimes_have_no_flaw(regime: Regime) -> None:
    assert rules.validate(regime) == ()


def test_a_rule_whose_condition_is_unknown_is_unchecked() -> None:
    facts: dict[str, Fact] = {"nhiem_vu.hoan_thanh": 100}

    problem = judged(facts, RULES["H43-23A"])

    assert problem.outcome is Outcome.UNCHECKED
    assert "xếp loại hoàn thành xuất sắc" in problem.message


def test_every_rule_gives_exactly_one_problem_in_order() -> None:
    regime = the_regime(2025)
    asked = rules.of_subject(regime, "ca_nhan")

    problems = rules.check({}, asked)

    assert [problem.code for problem in problems] == [rule.code for rule in asked]
    assert {problem.outcome for problem in problems} == {Outcome.UNCHECKED}


def test_figures_are_written_the_vietnamese_way() -> None:
    facts = facts_of("H43-22A", "sai")

    problem = judged(facts, RULES["H43-22A"])

    assert "mức xếp loại: HTXSNV; tổng điểm: 89,9; khung điểm là HTTNV" in problem.message


@pytest.mark.parametrize(
    ("late", "said"), [(100 / 3, "≈33,33"), (20.004, "≈20"), (87.5, "87,5"), (30.0, "30")]
)
def test_a_share_with_more_than_two_places_says_that_it_is_rounded(late: float, said: str) -> None:
    facts = facts_of("H43-24B", "sai") | {"nhiem_vu.tre_han": late}

    problem = judged(facts, RULES["H43-24B"])

    assert f"tỷ lệ nhiệm vụ chậm tiến độ (%): {said}; nhiều nhất 20" in problem.message


def test_dates_are_written_the_vietnamese_way() -> None:
    problem = judged(facts_of("H43-17A", "sai"), RULES["H43-17A"])

    assert "ngày kiểm điểm: 05/12/2025; ngày xếp loại: 04/12/2025" in problem.message


def test_the_cap_names_the_greatest_number_allowed() -> None:
    problem = judged(facts_of("H43-35", "sai"), RULES["H43-35"])

    assert "20% của 14 là nhiều nhất 2" in problem.message


@pytest.mark.parametrize(
    ("rounding", "base", "excellent", "good", "outcome"),
    [
        ("xuong", "gom_htxs", 2, 14, Outcome.KEPT),
        ("xuong", "gom_htxs", 3, 14, Outcome.BROKEN),
        ("nua_len", "gom_htxs", 3, 14, Outcome.KEPT),
        ("nua_len", "gom_htxs", 3, 12, Outcome.BROKEN),
        ("xuong", "khong_gom_htxs", 3, 17, Outcome.BROKEN),
        ("xuong", "khong_gom_htxs", 3, 18, Outcome.KEPT),
        ("xuong", "gom_htxs", 1, 4, Outcome.BROKEN),
        ("xuong", "gom_htxs", 0, 0, Outcome.KEPT),
    ],
)
def test_the_cap_follows_the_reading_and_rounding_that_were_decided(
    rounding: str, base: str, excellent: int, good: int, outcome: Outcome
) -> None:
    needs = ("nhom.so_htxs", "nhom.so_htt_tro_len")
    rule = a_rule("ti_le_toi_da", needs, toi_da=20, mau_so=base, lam_tron=rounding)
    facts: dict[str, Fact] = dict(zip(needs, (excellent, good), strict=True))

    assert judged(facts, rule).outcome is outcome


@pytest.mark.parametrize(("excellent", "good"), [(16, 83), (1080, 6035), (162, 871), (7156, 51956)])
def test_published_totals_keep_the_cap_under_the_default_reading(excellent: int, good: int) -> None:
    facts: dict[str, Fact] = {
        "nhom.ten": "toàn đảng bộ",
        "nhom.so_htxs": excellent,
        "nhom.so_htt_tro_len": good,
    }

    assert judged(facts, RULES["H21-35"]).outcome is Outcome.KEPT


@pytest.mark.parametrize(
    ("excellent", "good", "outcome"),
    [
        (16, 83, Outcome.BROKEN),
        (1080, 6035, Outcome.BROKEN),
        (162, 871, Outcome.BROKEN),
        (7156, 51956, Outcome.KEPT),
    ],
)
def test_three_of_four_published_totals_break_the_cap_under_the_other_reading(
    excellent: int, good: int, outcome: Outcome
) -> None:
    rule = replaced(
        RULES["H21-35"], parameters={**RULES["H21-35"].parameters, "mau_so": "khong_gom_htxs"}
    )
    facts: dict[str, Fact] = {
        "nhom.ten": "toàn đảng bộ",
        "nhom.so_htxs": excellent,
        "nhom.so_htt_tro_len": good,
    }

    assert judged(facts, rule).outcome is outcome


@pytest.mark.parametrize(
    ("good", "rounding", "outcome"),
    [
        (0, "xuong", Outcome.KEPT),
        (1, "nua_len", Outcome.BROKEN),
        (2, "nua_len", Outcome.BROKEN),
        (3, "nua_len", Outcome.KEPT),
        (4, "xuong", Outcome.BROKEN),
        (5, "xuong", Outcome.KEPT),
    ],
)
def test_a_group_is_small_when_the_cap_allows_nobody_under_the_rounding_decided(
    good: int, rounding: str, outcome: Outcome
) -> None:
    rule = a_rule("nhom_nho", ("nhom.so_htt_tro_len",), toi_da=20, lam_tron=rounding)

    assert judged({"nhom.so_htt_tro_len": good}, rule).outcome is outcome


BELOW = ("cap_duoi.khtn", "cap_duoi.htn", "cap_duoi.htt")


@pytest.mark.parametrize(
    ("counts", "limits", "outcome"),
    [
        ((0, 0, 0), {"den": 20}, Outcome.KEPT),
        ((1, 1, 1), {"den": "100/3"}, Outcome.KEPT),
        ((334, 333, 333), {"den": "100/3"}, Outcome.BROKEN),
        ((1, 0, 1), {"duoi": 50}, Outcome.BROKEN),
        ((1, 1, 1), {"duoi": 50}, Outcome.KEPT),
        ((1, 0, 1), {"tu": 50}, Outcome.KEPT),
    ],
)
def test_a_share_is_compared_exactly_and_of_nothing_it_is_none(
    counts: tuple[int, ...], limits: dict[str, str | int], outcome: Outcome
) -> None:
    rule = a_rule("ti_le", BELOW, tu_so=1, **limits)
    facts: dict[str, Fact] = dict(zip(BELOW, counts, strict=True))

    assert judged(facts, rule).outcome is outcome


def test_a_share_of_nobody_is_above_no_share_but_some_are_above_a_share_of_nobody() -> None:
    rule = RULES["H25-39"]
    names = rule.needs

    none = judged(dict(zip(names, (0, 0, 1, 5), strict=True)), rule)
    some = judged(dict(zip(names, (1, 5, 0, 0), strict=True)), rule)
    neither = judged(dict(zip(names, (0, 5, 0, 0), strict=True)), rule)

    assert (none.outcome, some.outcome) == (Outcome.KEPT, Outcome.BROKEN)
    assert neither.outcome is Outcome.KEPT


@pytest.mark.parametrize(
    ("money", "unit", "outcome"),
    [
        (447_000, 1, Outcome.KEPT),
        (450_000, 1, Outcome.BROKEN),
        (450_000, 10_000, Outcome.KEPT),
        (447_000, 10_000, Outcome.KEPT),
        (440_000, 10_000, Outcome.BROKEN),
    ],
)
def test_money_is_the_product_or_rounded_up_as_was_decided(
    money: int, unit: int, outcome: Outcome
) -> None:
    rule = replaced(RULES["H21-61"], parameters={"boi": unit})
    facts: dict[str, Fact] = {
        "khen.tien": money,
        "khen.he_so": 0.3,
        "khen.luong_co_so": 1_490_000,
    }

    assert judged(facts, rule).outcome is outcome


@pytest.mark.parametrize(
    ("checked", "outcome"),
    [(date(2026, 2, 28), Outcome.KEPT), (date(2026, 3, 1), Outcome.BROKEN)],
)
def test_six_months_after_the_last_of_august_is_the_last_of_february(
    checked: date, outcome: Outcome
) -> None:
    facts: dict[str, Fact] = {"ho_so.ngay_kiem_tra": date(2025, 8, 31), "kiem_tra.ngay": checked}

    assert judged(facts, RULES["H43-55"]).outcome is outcome


@pytest.mark.parametrize(
    ("level", "points", "reason", "above", "below"),
    [
        ("htxs", 90, "", Outcome.KEPT, Outcome.KEPT),
        ("htxs", 89.99, "", Outcome.BROKEN, Outcome.KEPT),
        ("htt", 70, "", Outcome.KEPT, Outcome.KEPT),
        ("htn", 69.5, "", Outcome.KEPT, Outcome.KEPT),
        ("htn", 49.9, "", Outcome.BROKEN, Outcome.KEPT),
        ("khtn", 49.9, "", Outcome.KEPT, Outcome.KEPT),
        ("khtn", 95, "", Outcome.KEPT, Outcome.BROKEN),
        ("khtn", 95, "Bị kỷ luật khiển trách.", Outcome.KEPT, Outcome.KEPT),
        ("htxs", 60, "Có lý do.", Outcome.BROKEN, Outcome.KEPT),
    ],
)
def test_the_band_of_points_is_a_ceiling_and_a_lower_level_needs_a_reason(
    level: str, points: float, reason: str, above: Outcome, below: Outcome
) -> None:
    facts: dict[str, Fact] = {
        "xep_loai.muc": level,
        "diem.tong": points,
        "xep_loai.ly_do": reason,
    }

    assert judged(facts, RULES["H43-22A"]).outcome is above
    assert judged(facts, RULES["H43-22B"]).outcome is below


def test_what_is_kept_within_a_range_may_be_its_ends() -> None:
    rule = a_rule("trong_khoang", ("diem.chung",), tu=0, den=30)

    kept = [judged({"diem.chung": points}, rule).outcome for points in (0, 30, -0.5, 30.1)]

    assert kept == [Outcome.KEPT, Outcome.KEPT, Outcome.BROKEN, Outcome.BROKEN]


def test_a_list_may_be_allowed_by_the_rule_itself() -> None:
    rule = RULES["H21-14"]
    facts: dict[str, Fact] = {"co.xep_loai": True, "nghi_om.du_ba_thang": True}

    levels = ("htxs", "htt", "htn", "khtn")
    found = [judged({**facts, "xep_loai.muc": level}, rule).outcome for level in levels]

    assert found == [Outcome.BROKEN, Outcome.BROKEN, Outcome.KEPT, Outcome.KEPT]


def test_nothing_follows_when_the_condition_of_an_implication_fails() -> None:
    rule = a_rule("keo_theo", ("co.xep_loai", "co.kiem_diem"))

    problem = judged({"co.xep_loai": False, "co.kiem_diem": False}, rule)

    assert problem.outcome is Outcome.KEPT


def test_responsibility_may_be_empty_when_no_shortcoming_was_found() -> None:
    facts: dict[str, Fact] = {
        "han_che.co": False,
        "bieu_mau.trach_nhiem": "",
        "bieu_mau.phuong_huong": "",
    }

    assert judged(facts, RULES["H43-09"]).outcome is Outcome.KEPT


def test_a_text_in_nfd_and_marks_of_xml_pass_through_a_message_unharmed() -> None:
    facts: dict[str, Fact] = {
        "bieu_mau.muc_trong": ("Trách nhiệm & <hoà>",),
        "doi_tuong.ten": "o\u0301",
    }

    problem = judged(facts, RULES["H43-01"])

    assert "Trách nhiệm & <hoà>" in problem.message
    assert problem.where == "o\u0301"


_FACTS = st.dictionaries(
    st.sampled_from(["hop.trieu_tap", "hop.co_mat", "hop.vang_mat"]), st.integers(0, 500)
)


@given(facts=_FACTS)
def test_attendance_is_unchecked_exactly_when_a_figure_is_unknown(facts: dict[str, int]) -> None:
    rule = RULES["H43-46A"]

    outcome = judged(dict(facts), rule).outcome

    assert (outcome is Outcome.UNCHECKED) == (len(facts) < 3)
    if len(facts) == 3:
        same = facts["hop.trieu_tap"] == facts["hop.co_mat"] + facts["hop.vang_mat"]
        assert (outcome is Outcome.KEPT) == same


@given(points=st.floats(0, 100).map(lambda number: round(number, 1)))
def test_every_score_has_exactly_one_level_that_needs_neither_mercy_nor_reason(
    points: float,
) -> None:
    both = [RULES["H43-22A"], RULES["H43-22B"]]

    def fits(level: str) -> bool:
        facts: dict[str, Fact] = {
            "xep_loai.muc": level,
            "diem.tong": points,
            "xep_loai.ly_do": "",
        }
        return all(one.outcome is Outcome.KEPT for one in rules.check(facts, both))

    assert sum(fits(level) for level in ("htxs", "htt", "htn", "khtn")) == 1


# --- the rules themselves ------------------------------------------------------------------------


def broken_regime(rule: Rule) -> Regime:
    return replaced(the_regime(2018), rules=(rule,))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (a_rule("bieu_thuc", ("diem.chung",)), "loại quy tắc không có: bieu_thuc"),
        (a_rule("rong", ("diem.chunk",)), "dữ kiện không có: diem.chunk"),
        (a_rule("bang_tong", ("diem.chung",)), "cần từ 2"),
        (a_rule("khop_mau", ("bieu_mau.ma",)), "thiếu tham số mau"),
        (a_rule("khop_mau", ("bieu_mau.ma",), mau="("), "mẫu không đọc được"),
        (a_rule("rong", ("bieu_mau.ma",), mau="x"), "tham số không có: mau"),
        (
            a_rule(
                "ti_le_toi_da",
                ("nhom.so_htxs", "nhom.so_htt_tro_len"),
                toi_da=20,
                mau_so="tat_ca",
                lam_tron="xuong",
            ),
            "mau_so phải là một trong: gom_htxs, khong_gom_htxs",
        ),
        (replaced(a_rule("rong", ("bieu_mau.ma",)), subjects=("xa",)), "đối tượng không có: xa"),
    ],
)
def test_a_rule_that_cannot_run_is_found(rule: Rule, words: str) -> None:
    flaws = rules.validate(broken_regime(rule))

    assert [flaw.where for flaw in flaws] == ["T-1"]
    assert words in flaws[0].message


def test_a_code_used_twice_is_found() -> None:
    regime = the_regime(2018)

    flaws = rules.validate(replaced(regime, rules=(*regime.rules, regime.rules[0])))

    assert [(flaw.where, flaw.message) for flaw in flaws] == [("H16-01", "mã dùng hai lần")]


def test_conditions_of_eligibility_must_be_known_and_end_with_everybody_else() -> None:
    regime = the_regime(2018)
    first = regime.eligibility[0]
    rows = (replaced(first, kind="tuoi"), replaced(first, code="X", parameters={}))

    flaws = rules.validate(replaced(regime, eligibility=rows))

    assert [flaw.message for flaw in flaws] == [
        "dien_kiem_diem phải kết thúc bằng loại mac_dinh",
        "loại điều kiện không có: tuoi",
        "thiếu tham số tinh_trang",
    ]


# --- who is reviewed -----------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2018, 2020, 2023, 2025])
@pytest.mark.parametrize("standing", [Standing.EXEMPT, Standing.SUSPENDED])
def test_exempt_and_suspended_members_are_neither_reviewed_nor_rated(
    year: int, standing: Standing
) -> None:
    found = rules.eligible(a_member(standing=standing), the_regime(year), REVIEW_DAY)

    assert (found.reviewed, found.rated, found.row) == (False, False, "mien")
    assert found.reason
    assert found.reference
    assert found.code.startswith("H")


@pytest.mark.parametrize(
    ("year", "reviewed"), [(2018, True), (2022, True), (2023, False), (2025, False)]
)
def test_a_member_admitted_less_than_six_months_ago_is_reviewed_only_until_2022(
    year: int, *, reviewed: bool
) -> None:
    member = a_member(admitted=date(2025, 6, 6))

    found = rules.eligible(member, the_regime(year), REVIEW_DAY)

    assert (found.reviewed, found.rated, found.row) == (reviewed, False, "moi_ket_nap")


@pytest.mark.parametrize(
    ("admitted", "on", "rated"),
    [
        (date(2025, 6, 5), date(2025, 12, 5), True),
        (date(2025, 6, 6), date(2025, 12, 5), False),
        (date(2025, 8, 31), date(2026, 2, 28), True),
        (date(2025, 8, 31), date(2026, 2, 27), False),
        (date(2023, 8, 31), date(2024, 2, 28), False),
        (date(2023, 8, 31), date(2024, 2, 29), True),
    ],
)
def test_six_months_are_counted_to_the_day(admitted: date, on: date, *, rated: bool) -> None:
    assert rules.eligible(a_member(admitted=admitted), the_regime(2025), on).rated is rated


@pytest.mark.parametrize(
    "standing", [Standing.SUSPENDED_FROM_COMMITTEE, Standing.TEMPORARY_ELSEWHERE]
)
def test_a_member_suspended_from_the_committee_or_elsewhere_is_still_reviewed(
    standing: Standing,
) -> None:
    found = rules.eligible(a_member(standing=standing), the_regime(2025), REVIEW_DAY)

    assert (found.reviewed, found.rated) == (True, True)
    assert found.reason != rules.eligible(a_member(), the_regime(2025), REVIEW_DAY).reason


def test_an_unknown_admission_date_is_a_question_and_never_guessed() -> None:
    found = rules.eligible(a_member(admitted=None), the_regime(2025), REVIEW_DAY)

    assert (found.reviewed, found.rated) == (None, None)
    assert "Nguyễn Thị Mẫu" in found.reason
    assert "chưa có ngày kết nạp" in found.reason


def test_what_both_answers_agree_on_is_still_said() -> None:
    found = rules.eligible(a_member(admitted=None), the_regime(2021), REVIEW_DAY)

    assert (found.reviewed, found.rated) == (True, None)


def test_an_admission_after_the_review_is_a_question() -> None:
    member = a_member(admitted=REVIEW_DAY + timedelta(days=1))

    found = rules.eligible(member, the_regime(2025), REVIEW_DAY)

    assert found.rated is None
    assert "sau ngày xét" in found.reason


def test_an_official_member_was_admitted_long_enough_ago() -> None:
    member = a_member(admitted=None, official=date(2016, 1, 1))

    found = rules.eligible(member, the_regime(2025), REVIEW_DAY)

    assert (found.reviewed, found.rated) == (True, True)


def test_an_exempt_member_needs_no_admission_date() -> None:
    member = a_member(admitted=None, standing=Standing.EXEMPT)

    assert rules.eligible(member, the_regime(2025), REVIEW_DAY).reviewed is False


def test_eligible_is_the_value_of_the_model() -> None:
    found = rules.eligible(a_member(), the_regime(2025), REVIEW_DAY)

    assert isinstance(found, Eligible)
    assert found.code == "H43-13-DIEN"


# --- forms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "year", "form"),
    [
        ("tap_the", 2025, "kiem_diem_tap_the"),
        ("lanh_dao", 2025, "kiem_diem_2a"),
        ("cbccvc", 2026, "kiem_diem_2b"),
        ("huu_tri", 2025, "kiem_diem_2c"),
        ("hoc_sinh_sinh_vien", 2025, "kiem_diem_2c"),
        ("lanh_dao", 2023, "kiem_diem_02b_2023"),
        ("cbccvc", 2024, "kiem_diem_02a_2023"),
        ("tap_the", 2023, "kiem_diem_tap_the_2023"),
        ("lanh_dao", 2022, "kiem_diem_ca_nhan_2019"),
    ],
)
def test_the_form_follows_the_subject_and_the_year(subject: str, year: int, form: str) -> None:
    assert rules.form_for(subject, the_regime(year)) == form


@pytest.mark.parametrize("category", list(Category))
@pytest.mark.parametrize("regime", [r for r in REGIMES if r.forms], ids=lambda r: r.code)
def test_every_category_has_a_form_in_every_regime_with_forms(
    category: Category, regime: Regime
) -> None:
    assert rules.form_for(category.value, regime)


@pytest.mark.parametrize("subject", ["tap_the", *Category])
def test_where_no_form_is_prescribed_there_is_none(subject: str) -> None:
    assert rules.form_for(subject, the_regime(2016)) == ""


def test_an_unknown_subject_is_refused_with_those_known() -> None:
    with pytest.raises(NotFoundError) as refusal:
        rules.form_for("doan_vien", the_regime(2025))

    assert "tap_the, lanh_dao" in refusal.value.message
