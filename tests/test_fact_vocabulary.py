"""The vocabulary of facts, and what people say laid over what the archive says."""

from __future__ import annotations

from datetime import date

import pytest

from hoso import profiles
from hoso.facts import contradictions, laid_over, none_of, stated
from hoso.model.assessment import Statement
from hoso.model.facts import FACT_LABELS, FACTS, NONE_HERE, FactType
from hoso.model.facts._counts import COUNTS
from hoso.model.facts._papers import PAPERS
from hoso.model.facts._subjects import SUBJECTS
from hoso.model.profile import Fact
from hoso.model.review import Grade, Level, Subject, SubjectKind

MEMBER = Subject(kind=SubjectKind.PERSON, organisation="cb-1", card="38001234")
# Facts that no rule asks for, but others follow from them, or services read them.
SOURCES = {
    "doi_tuong.ten",
    "nghi_om.thang",
    "chuyen_den.thang_noi_cu",
    "ky_luat.hinh_thuc",
    "du_thao.ngay_gui",
    "hop_tap_the.so_ngay",
    "hop_ca_nhan.so_ngay",
    "to_chuc.tong_ket_dac_thu",
    "tieu_bieu.danh_sach",
    "cap_do.khac_phuc",
    "cap_do.thap_nhat_khac",
    NONE_HERE,
}


def a_statement(fact: str, value: str | float | tuple[str, ...]) -> Statement:
    return Statement(
        subject=MEMBER, year=2025, fact=fact, value=value, by="An", day=date(2025, 12, 1)
    )


def test_every_name_stands_once_and_has_words_of_its_own() -> None:
    every = [one.name for one in (*SUBJECTS, *PAPERS, *COUNTS)]

    assert len(every) == len(set(every)) == len(FACTS)
    assert len(set(FACT_LABELS.values())) == len(FACT_LABELS)
    assert all(label.strip() for label in FACT_LABELS.values())


def test_every_fact_is_asked_for_by_a_rule_or_is_where_another_comes_from() -> None:
    released = [
        *(rule for one in profiles.regimes() for rule in one.rules),
        *(rule for one in profiles.numberings() for rule in one.rules),
        *(rule for one in profiles.issuings() for rule in one.rules),
    ]
    asked = {name for r in released for name in (*r.needs, *r.when, *r.unless)}

    assert FACTS.keys() - asked == SOURCES


def test_a_condition_of_a_rule_is_a_yes_or_no() -> None:
    conditions = {
        name for one in profiles.regimes() for r in one.rules for name in (*r.when, *r.unless)
    }

    assert {FACTS[name].type for name in conditions} == {FactType.YES_NO}


def test_levels_and_grades_that_a_rule_names_are_levels_and_grades() -> None:
    known = {
        FactType.LEVEL: {level.value for level in Level},
        FactType.GRADE: {grade.value for grade in Grade},
    }
    for one in profiles.regimes():
        for rule in one.rules:
            allowed = rule.parameters.get("tap")
            if isinstance(allowed, list):
                assert set(map(str, allowed)) <= known[FACTS[rule.needs[0]].type], rule.code


@pytest.mark.parametrize("name", [n for n, one in FACTS.items() if one.may_be_stated])
def test_a_fact_may_be_stated_about_a_member_an_organisation_or_the_year(name: str) -> None:
    assert set(FACTS[name].stated_for) <= {"ca_nhan", "tap_the", "dot"}


def test_only_words_have_choices() -> None:
    chosen = {one.type for one in FACTS.values() if one.choices}

    assert chosen == {FactType.WORDS}
    assert FACTS["ky_luat.hinh_thuc"].choices[0] == "khien_trach"


def test_statements_become_facts_with_days_as_days_and_the_last_one_counts() -> None:
    found = stated(
        [
            a_statement("nhiem_vu.hoan_thanh", 90),
            a_statement("nhiem_vu.hoan_thanh", 100.0),
            a_statement("tam_thoi.ngay_nhan_xet", "2025-12-10"),
            a_statement("quy.chua_du_viec", ("q1", "q2")),
        ]
    )

    assert found == {
        "nhiem_vu.hoan_thanh": 100.0,
        "tam_thoi.ngay_nhan_xet": date(2025, 12, 10),
        "quy.chua_du_viec": ("q1", "q2"),
    }


@pytest.mark.parametrize(
    ("said", "follows"),
    [
        ({"nhiem_vu.hoan_thanh": 100}, {"nhiem_vu.du": True}),
        ({"nhiem_vu.hoan_thanh": 99.9}, {"nhiem_vu.du": False}),
        ({"nghi_om.thang": 3}, {"nghi_om.du_ba_thang": True}),
        (
            {"chuyen_den.thang_noi_cu": 5.5},
            {"chuyen_den.du_sau_thang": False, "chuyen_den.co": True},
        ),
        ({"chuyen_den.thang_noi_cu": 0}, {"chuyen_den.du_sau_thang": False}),
        ({"tam_thoi.ngay_nhan_xet": date(2025, 12, 1)}, {"tam_thoi.co_nhan_xet": True}),
        ({"ky_luat.hinh_thuc": "khien_trach"}, {"ky_luat.co": True}),
        ({"ky_luat.hinh_thuc": ""}, {}),
        ({"kiem_diem.ngay_yeu_cau_lai": date(2025, 12, 9)}, {"kiem_diem.phai_lam_lai": True}),
    ],
)
def test_what_is_said_has_its_consequences(said: dict[str, Fact], follows: dict[str, Fact]) -> None:
    assert laid_over({}, said) == {**said, **follows}


def test_what_is_said_outright_is_not_overruled_by_what_would_follow() -> None:
    said: dict[str, Fact] = {"ky_luat.hinh_thuc": "khien_trach", "ky_luat.co": False}

    assert laid_over({}, said) == said


def test_statements_that_contradict_the_archive_are_named() -> None:
    facts: dict[str, Fact] = {"tam_thoi.co": True, "doi_tuong.la_cbccvc": True}

    found = contradictions(facts, {"tam_thoi.co": False, "doi_tuong.la_cbccvc": True, "x": 1})

    assert found == ("tam_thoi.co",)
    assert laid_over(facts, {"tam_thoi.co": False})["tam_thoi.co"] is False


def test_nobody_had_any_is_no_nought_or_nothing_by_the_type_of_the_fact() -> None:
    found = none_of(["ky_luat.co", "ky_luat.so", "nghi_om.thang", "quy.chua_du_viec", "?"])

    assert found == {
        "ky_luat.co": False,
        "ky_luat.so": 0,
        "nghi_om.thang": 0,
        "quy.chua_du_viec": (),
    }


def test_nobody_had_any_says_nothing_of_days_levels_and_words() -> None:
    assert none_of(["xep_loai.muc", "xep_loai.ngay", "ky_luat.hinh_thuc"]) == {}
