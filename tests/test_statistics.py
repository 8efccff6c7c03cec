"""Statistics: sums that hold, percentages that are exact, and published totals as witnesses."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso.errors import RulesBrokenError
from hoso.model.review import Level
from hoso.statistics import (
    ORGANISATION_LABELS,
    Counts,
    MemberStanding,
    Place,
    Summary,
    organisation_summary,
    percent,
    summarise,
    summary,
    tally,
)
from hoso.text import thousands

# Gia Lai, 2020: the members of the whole province, as published.
GIA_LAI = Counts(
    total=61_567,
    exempt=2_714,
    waiting=284,
    new=1_984,
    rated=56_585,
    excellent=7_156,
    good_or_better=51_956,
    done=4_238,
    failed=391,
)
# Gia Lai, 2020: its grassroots organisations.
GIA_LAI_BODIES = Counts(
    total=957,
    exempt=4,
    waiting=0,
    new=0,
    rated=953,
    excellent=162,
    good_or_better=871,
    done=80,
    failed=2,
)


def rated(level: Level, times: int) -> list[MemberStanding]:
    return [MemberStanding(place=Place.RATED, level=level)] * times


def a_cell() -> list[MemberStanding]:
    return [
        MemberStanding(place=Place.EXEMPT),
        MemberStanding(place=Place.NEW),
        MemberStanding(place=Place.NEW),
        MemberStanding(place=Place.WAITING),
        *rated(Level.EXCELLENT, 2),
        *rated(Level.GOOD, 9),
        *rated(Level.DONE, 3),
        *rated(Level.FAILED, 1),
    ]


def percents(found: Summary) -> dict[str, str]:
    return {row.key: row.percent for row in found.rows}


def test_the_published_members_of_gia_lai_2020_come_out() -> None:
    found = summarise(GIA_LAI)

    assert percents(found) == {
        "total": "100,00%",
        "exempt": "4,41%",
        "waiting": "0,46%",
        "new": "3,22%",
        "rated": "91,91%",
        "good_or_better": "91,82%",
        "excellent": "13,77%",
        "done": "7,49%",
        "failed": "0,69%",
    }


def test_the_published_organisations_of_gia_lai_2020_come_out() -> None:
    found = summarise(GIA_LAI_BODIES, ORGANISATION_LABELS)

    assert {key: percents(found)[key] for key in ("exempt", "rated", "good_or_better")} == {
        "exempt": "0,42%",
        "rated": "99,58%",
        "good_or_better": "91,40%",
    }
    assert percents(found)["excellent"] == "18,60%"
    assert (percents(found)["done"], percents(found)["failed"]) == ("8,39%", "0,21%")


@pytest.mark.parametrize(
    ("excellent", "good_or_better", "done", "failed", "printed"),
    [
        (16, 83, 10, 0, "19,28%"),  # published truncated, as 19,27%
        (1_080, 6_035, 391, 36, "17,90%"),  # published as 17,9%
    ],
)
def test_the_published_totals_of_tam_ky_2022_come_out(
    excellent: int, good_or_better: int, done: int, failed: int, printed: str
) -> None:
    number = good_or_better + done + failed

    found = summarise(
        Counts(
            total=number,
            exempt=0,
            waiting=0,
            new=0,
            rated=number,
            excellent=excellent,
            good_or_better=good_or_better,
            done=done,
            failed=failed,
        )
    )

    assert percents(found)["excellent"] == printed


def test_the_rows_stand_in_the_order_of_the_official_reports() -> None:
    labels = [row.label for row in summary(a_cell()).rows]

    assert labels == [
        "Tổng số đảng viên",
        "Miễn đánh giá",
        "Chưa đánh giá",
        "Mới kết nạp không phải đánh giá",
        "Được đánh giá",
        "Hoàn thành tốt nhiệm vụ trở lên",
        "Trong đó: hoàn thành xuất sắc nhiệm vụ",
        "Hoàn thành nhiệm vụ",
        "Không hoàn thành nhiệm vụ",
    ]


def test_every_row_states_its_denominator() -> None:
    rows = {row.key: row for row in summarise(GIA_LAI).rows}

    assert rows["excellent"].denominator == "Hoàn thành tốt nhiệm vụ trở lên: 51.956"
    assert rows["failed"].denominator == "Được đánh giá: 56.585"
    assert (rows["new"].denominator, rows["new"].base) == ("Tổng số đảng viên: 61.567", 61_567)


def test_members_are_counted_once_each() -> None:
    found = summary(a_cell())

    assert {row.key: row.count for row in found.rows} == {
        "total": 19,
        "exempt": 1,
        "waiting": 1,
        "new": 2,
        "rated": 15,
        "good_or_better": 11,
        "excellent": 2,
        "done": 3,
        "failed": 1,
    }


def test_organisations_have_their_own_words() -> None:
    found = organisation_summary(rated(Level.GOOD, 5))

    assert found.rows[0].label == "Tổng số tổ chức đảng"
    assert found.rows[3].label == "Mới thành lập không phải đánh giá"


def test_nobody_gives_no_percentage() -> None:
    found = summary([])

    assert set(percents(found).values()) == {"–"}
    assert found.counts.total == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"total": 61_568}, "S001"),
        ({"done": 4_237}, "S002"),
        ({"excellent": 51_957}, "S003"),
    ],
)
def test_parts_that_do_not_add_up_are_refused_with_the_figures(
    changes: dict[str, int], code: str
) -> None:
    with pytest.raises(RulesBrokenError) as refusal:
        summarise(dataclasses.replace(GIA_LAI, **changes))

    assert [problem.code for problem in refusal.value.problems] == [code]
    (figure,) = changes.values()
    assert str(figure) in refusal.value.message


def test_negative_figures_are_refused() -> None:
    with pytest.raises(RulesBrokenError) as refusal:
        summarise(dataclasses.replace(GIA_LAI, exempt=-1, total=58_852))

    assert [problem.code for problem in refusal.value.problems] == ["S004"]


@pytest.mark.parametrize(
    "odd",
    [
        MemberStanding(place=Place.RATED),
        MemberStanding(place=Place.EXEMPT, level=Level.GOOD),
    ],
)
def test_a_rating_without_a_level_or_a_level_without_a_rating_is_refused(
    odd: MemberStanding,
) -> None:
    with pytest.raises(RulesBrokenError) as refusal:
        summary([*a_cell(), odd])

    assert [problem.code for problem in refusal.value.problems] == ["S002"]


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [
        (1, 3, "33,33%"),
        (2, 3, "66,67%"),
        (1, 8, "12,50%"),
        (1, 800, "0,13%"),  # 0.125 rounds up
        (0, 7, "0,00%"),
        (7, 7, "100,00%"),
        (3, 0, "–"),
    ],
)
def test_percentages_round_half_up_to_two_places(part: int, whole: int, printed: str) -> None:
    assert percent(part, whole) == printed


@given(part=st.integers(0, 10**6), more=st.integers(0, 10**6))
def test_a_percentage_is_within_half_a_unit_of_the_exact_one(part: int, more: int) -> None:
    whole = part + more + 1

    printed = Decimal(percent(part, whole).removesuffix("%").replace(",", "."))

    assert abs(printed - Decimal(part) * 100 / whole) <= Decimal("0.005")


@given(
    st.lists(
        st.sampled_from([Place.EXEMPT, Place.WAITING, Place.NEW]).map(
            lambda place: MemberStanding(place=place)
        )
        | st.sampled_from(list(Level)).map(
            lambda level: MemberStanding(place=Place.RATED, level=level)
        ),
        max_size=60,
    )
)
def test_whoever_stands_somewhere_is_counted_and_sums_always_hold(
    standings: list[MemberStanding],
) -> None:
    counts = summary(standings).counts

    assert counts == tally(standings)
    assert counts.total == len(standings)
    assert counts.exempt + counts.waiting + counts.new + counts.rated == counts.total
    assert counts.good_or_better + counts.done + counts.failed == counts.rated


@pytest.mark.parametrize(("number", "printed"), [(0, "0"), (957, "957"), (61_567, "61.567")])
def test_thousands_are_marked_with_a_point(number: int, printed: str) -> None:
    assert thousands(number) == printed
