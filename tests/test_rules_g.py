"""Each of the 65 checkable facts: its rules in every regime, each with a good and a bad sample."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest

from hoso import rules
from hoso.errors import Outcome, Problem
from hoso.model.assessment import Ruling
from hoso.model.base import replaced
from hoso.model.facts import FACT_LABELS
from hoso.model.profile import Fact, Regime
from hoso.model.review import Subject, SubjectKind
from tests.rule_samples import (
    NAME,
    REGIMES,
    RULES,
    SAMPLES,
    facts_of,
    judged,
    key_of,
    number_of,
    numbers_of,
    rule_of,
)

CODES = sorted(RULES)
BY_CODE = {regime.code: regime for regime in REGIMES}
A, B, C, D = {"HD16-2018", "HD21-2019"}, {"HD25-2023"}, {"HD43-2025"}, {"HD27-2014"}
ALL = A | B | C | D
# Number of a fact → the regimes that it is true of.
MARKS: dict[int, set[str]] = {
    **dict.fromkeys((1, 2, 35, 37, 38, 50, 65), A | B | C),
    **dict.fromkeys((3, 4, 8, 18, 20, 22, 23, 24, 25, 26, 27, 33, 36), C),
    **dict.fromkeys((49, 52, 53, 55, 56, 57, 60, 63, 64), C),
    **dict.fromkeys((5, 7, 32, 34), A | B),
    **dict.fromkeys((6, 9, 17, 19, 21, 46, 47, 48, 59, 61, 62), ALL),
    **dict.fromkeys((11, 16, 29, 30, 31, 41, 42, 43, 44), A),
    **dict.fromkeys((12, 13), B | C),
    **dict.fromkeys((14, 15), A | C),
    28: B,
    39: {"HD21-2019"} | B | C,
    40: D,
    51: A | B | C,
    54: {"HD21-2019"} | B | C,
}
# What no rule of a regime can ask, and why.
NOT_THERE = {
    (6, "HD27-2014"): "không có mẫu do Trung ương quy định",
    (9, "HD27-2014"): "không có mẫu do Trung ương quy định",
}
# What is checked elsewhere than by rules of a regime: number → where.
ELSEWHERE = {
    10: ("hoso.word:lint", "hoso.services.numbers:problems"),  # lint; numbers check
    45: ("hoso.statistics:reconciled", "hoso.proofing:check"),  # own figures; stats check
    58: ("hoso.recurrence:Scorer", "hoso.services.recurrences:threads"),  # recurrences
}


@pytest.mark.parametrize("code", CODES)
def test_the_good_sample_keeps_its_rule(code: str) -> None:
    problem = judged(facts_of(code, "dung"), rule_of(code))

    assert (problem.outcome, problem.message) == (Outcome.KEPT, RULES[code].message)


@pytest.mark.parametrize("code", CODES)
def test_the_bad_sample_breaks_its_rule_or_asks_and_the_message_gives_the_figures(
    code: str,
) -> None:
    rule = RULES[code]

    problem = judged(facts_of(code, "sai"), rule_of(code))

    wanted = Outcome.UNCHECKED if rule.question else Outcome.BROKEN
    assert (problem.code, problem.outcome, problem.where) == (code, wanted, NAME)
    assert problem.message.startswith(f"{rule.message} (")
    assert SAMPLES[key_of(code)].get("loi", "") in problem.message
    assert rule.question in problem.message
    assert problem.reference
    assert problem.warning is not rule.blocks


@pytest.mark.parametrize("code", CODES)
def test_without_any_one_fact_the_bad_sample_is_unchecked_and_the_message_names_it(
    code: str,
) -> None:
    rule = rule_of(code)
    asked = dict.fromkeys((*rule.when, *rule.unless, *rule.needs))

    for name in asked:
        facts = {key: value for key, value in facts_of(code, "sai").items() if key != name}
        problem = judged(facts, rule)
        assert problem.outcome is Outcome.UNCHECKED
        assert FACT_LABELS[name] in problem.message


@pytest.mark.parametrize("code", [c for c in CODES if RULES[c].when or RULES[c].unless])
def test_a_rule_one_of_whose_conditions_fails_does_not_apply(code: str) -> None:
    rule = RULES[code]
    failing = [{name: False} for name in rule.when] + [{name: True} for name in rule.unless]

    for change in failing:
        problem = judged({**facts_of(code, "sai"), **change}, rule_of(code))
        assert problem.outcome is Outcome.KEPT
        assert "không áp dụng" in problem.message


@pytest.mark.parametrize("code", [c for c in CODES if "" in RULES[c].parameters.values()])
def test_what_the_authority_has_not_decided_is_not_checked_rather_than_passed(code: str) -> None:
    for outcome in ("dung", "sai"):
        problem = judged(facts_of(code, outcome), RULES[code])
        assert problem.outcome is Outcome.UNCHECKED
        assert "cấp có thẩm quyền chưa quy định" in problem.message


def test_every_rule_has_its_samples_and_there_is_no_sample_without_a_rule() -> None:
    assert {key_of(code) for code in CODES} == SAMPLES.keys()


def test_every_number_has_rules_in_each_regime_that_it_is_true_of() -> None:
    lacking = [
        (number, code)
        for number, regimes in MARKS.items()
        for code in sorted(regimes)
        if number not in numbers_of(BY_CODE[code]) and (number, code) not in NOT_THERE
    ]

    assert lacking == []


def test_no_number_from_1_to_65_is_left_out() -> None:
    ruled = {number_of(code) for code in CODES}

    assert set(MARKS) | set(ELSEWHERE) == set(range(1, 66))
    assert set(MARKS) <= ruled
    assert not set(ELSEWHERE) & ruled


@pytest.mark.parametrize("place", [place for places in ELSEWHERE.values() for place in places])
def test_what_is_checked_elsewhere_is_there(place: str) -> None:
    module, _, name = place.partition(":")

    assert callable(getattr(import_module(module), name))


def test_every_kind_is_used_by_a_released_rule() -> None:
    assert {rule.kind for rule in RULES.values()} == rules.CHECKS.keys()


# --- the same data under three regimes -----------------------------------------------------------

A_MEMBER: dict[str, Fact] = {
    "doi_tuong.ten": "Lê Văn Mẫu",
    "doi_tuong.la_cbccvc": True,
    "doi_tuong.la_lanh_dao": False,
    "co.xep_loai": True,
    "xep_loai.muc": "htxs",
    "xep_loai.la_htxs": True,
    "xep_loai.la_htt": False,
    "xep_loai.la_htn": False,
    "xep_loai.la_khtn": False,
    "xep_loai_cbccvc.muc": "htt",
    "nhiem_vu.hoan_thanh": 100,
    "nhiem_vu.tre_han": 0,
    "nhiem_vu.vuot_muc": 35,
    "nhiem_vu.du": True,
    "cap_do.nhiem_vu": "xuat_sac",
    "cap_do.thap_nhat": "tot",
    "ky_luat.co": False,
    "ky_luat.do_chuc_trach": False,
    "khac_phuc.chua_xong": ("K-0101",),
    "diem.tong": 93,
    "nghi_om.du_ba_thang": False,
}


def broken(facts: dict[str, Fact], regime: Regime, subject: str) -> set[str]:
    found: tuple[Problem, ...] = rules.check(facts, rules.of_subject(regime, subject))
    return {problem.code for problem in found if problem.outcome is Outcome.BROKEN}


def test_three_regimes_judge_the_same_member_three_ways() -> None:
    found = {code: broken(A_MEMBER, BY_CODE[code], "ca_nhan") for code in sorted(A | B | C)}

    assert found == {
        "HD16-2018": {"H16-31A"},  # not excellent as an official
        "HD21-2019": {"H21-31A"},
        "HD25-2023": {"H25-28B"},  # 35 % beyond the task, half is asked for
        "HD43-2025": {"H43-25"},  # a fault of last year is still open
    }


@pytest.mark.parametrize(
    ("regime", "codes"),
    [("HD21-2019", {"H21-32"}), ("HD25-2023", {"H25-32"}), ("HD43-2025", set())],
)
def test_a_reprimand_that_has_nothing_to_do_with_ones_duties_fails_a_member_until_2024(
    regime: str, codes: set[str]
) -> None:
    facts = {
        **A_MEMBER,
        "xep_loai.muc": "htn",
        "xep_loai.la_htxs": False,
        "xep_loai.la_htn": True,
        "ky_luat.co": True,
        "ky_luat.tu_phat_hien": False,
    }

    assert broken(facts, BY_CODE[regime], "ca_nhan") == codes


def test_a_collective_with_weak_bodies_below_may_be_good_by_one_regime_only() -> None:
    below: dict[str, Fact] = {
        "co.xep_loai": True,
        "xep_loai.la_htxs": False,
        "xep_loai.la_htt": True,
        "xep_loai.la_htn": False,
        "xep_loai.la_khtn": False,
        "xep_loai.muc": "htt",
        "to_chuc.la_chi_bo": True,
        "cap_duoi.htxs": 0,
        "cap_duoi.htt": 4,
        "cap_duoi.htn": 5,
        "cap_duoi.khtn": 3,
        "nhiem_vu.hoan_thanh": 60,
        "nhiem_vu.tre_han": 0,
        "kt_xh.duoc_giao": False,
        "diem.tong": 72,
    }

    found = {code: broken(below, BY_CODE[code], "tap_the") for code in sorted(ALL)}

    assert found == {
        "HD27-2014": set(),
        "HD16-2018": {"H16-29C", "H16-29D", "H16-30A"},
        "HD21-2019": {"H21-29C", "H21-29D", "H21-30A"},
        "HD25-2023": set(),
        "HD43-2025": {"H43-24A", "H43-27A"},
    }


# --- questions, exceptions -----------------------------------------------------------------------


def a_ruling(code: str, answer: str) -> dict[str, Ruling]:
    subject = Subject(kind=SubjectKind.PERSON, organisation="cb-1", card="38001234")
    ruling = Ruling(
        subject=subject,
        year=2025,
        rule=code,
        answer=answer,
        authority="Đảng ủy xã An Mẫu",
        by="An",
        day=date(2025, 12, 22),
    )
    return {code: ruling}


@pytest.mark.parametrize("code", [c for c in CODES if RULES[c].question])
def test_a_ruling_answers_the_question_and_is_named(code: str) -> None:
    facts = facts_of(code, "sai")

    (problem,) = rules.check(facts, [rule_of(code)], a_ruling(code, "htn"))

    assert problem.outcome is Outcome.KEPT
    assert "ý kiến của Đảng ủy xã An Mẫu: htn" in problem.message


@pytest.mark.parametrize("code", [c for c in CODES if RULES[c].exception])
def test_an_exception_granted_keeps_the_rule(code: str) -> None:
    (problem,) = rules.check(facts_of(code, "sai"), [rule_of(code)], a_ruling(code, "cho phép"))

    assert problem.outcome is Outcome.KEPT


@pytest.mark.parametrize(
    "code", [c for c in CODES if not (RULES[c].question or RULES[c].exception)]
)
def test_nobody_may_excuse_what_the_law_does_not_leave_open(code: str) -> None:
    (problem,) = rules.check(facts_of(code, "sai"), [rule_of(code)], a_ruling(code, "cho phép"))

    assert problem.outcome is (Outcome.KEPT if RULES[code].ruled_by else Outcome.BROKEN)


@pytest.mark.parametrize(
    ("asked", "settled"), [("H43-63C", "H43-24D"), ("H43-63A", "H43-24D"), ("H43-64", "H43-24B")]
)
def test_the_answer_in_an_open_case_settles_the_level_given_too(asked: str, settled: str) -> None:
    facts = facts_of(settled, "sai")

    (problem,) = rules.check(facts, [RULES[settled]], a_ruling(asked, "htn"))

    assert problem.outcome is Outcome.KEPT


def test_a_rule_answered_by_a_rule_that_is_not_there_is_a_flaw() -> None:
    regime = BY_CODE["HD43-2025"]
    odd = replaced(RULES["H43-24B"], ruled_by=("H43-99",))

    flaws = rules.validate(replaced(regime, rules=(odd,)))

    assert [flaw.message for flaw in flaws] == ["theo_y_kien: không có quy tắc H43-99"]
