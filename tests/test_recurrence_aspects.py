"""Which side of a thing fails, and what a sentence concedes."""

from __future__ import annotations

import pytest

from hoso.recurrence import Scorer
from hoso.recurrence._analysis import Analysis
from hoso.recurrence._aspects import ASPECTS, aspects
from hoso.recurrence._shape import turning

SCORER = Scorer.load()
LATE = "Nộp báo cáo tài chính còn chậm so với thời hạn của huyện."
SLOPPY = "Báo cáo tài chính đã nộp kịp thời lên huyện nhưng nội dung sơ sài, số liệu sai lệch."


def read(text: str) -> Analysis:
    return SCORER._reading(text).marked


def values(one: str, other: str, alike: float = 1.0) -> dict[str, float]:
    return dict(zip(ASPECTS, aspects(read(one), read(other), alike), strict=True))


def test_one_thing_that_fails_in_time_here_and_in_content_there_differs_on_both_sides() -> None:
    found = values(LATE, SLOPPY)

    assert found["thoi_gian_mot_ben"] == 1.0
    assert found["thuc_chat_mot_ben"] == 1.0
    assert found["thoi_gian_ca_hai"] == 0.0
    assert found["khia_canh_chung"] == 0.0


def test_the_same_side_of_the_same_thing_counts_as_much_as_the_things_are_alike() -> None:
    found = values(LATE, "Báo cáo tài chính gửi muộn.", alike=0.5)

    assert found["thoi_gian_ca_hai"] == 0.5
    assert found["khia_canh_chung"] == 2 * found["khia_canh_vat"] == 1.0


def test_what_one_concedes_is_held_against_the_other_that_names_it() -> None:
    found = values(LATE, SLOPPY)

    assert found["nhuong_mot"] == 1.0
    assert found["nhuong_hai"] == 0.0
    assert found["nhuong_trung"] > 0.4
    assert found["loi_chua"] < values(SLOPPY, SLOPPY)["loi_chua"] == pytest.approx(1.0)


def test_where_nobody_concedes_nothing_is_compared() -> None:
    assert values(LATE, LATE)["loi_chua"] == 0.0


def test_both_may_concede_something() -> None:
    assert values(SLOPPY, SLOPPY)["nhuong_hai"] == 1.0


def test_every_aspect_is_the_same_from_both_ends() -> None:
    assert values(LATE, SLOPPY) == pytest.approx(values(SLOPPY, LATE))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("đã nộp báo cáo kịp thời nhưng sơ sài", 6),
        ("kiểm tra đủ số cuộc song kết luận chung chung", 5),
        ("chưa nộp báo cáo kịp thời nhưng không nhắc", 0),
        ("đủ nhưng kém", 0),
        ("báo cáo còn sơ sài", 0),
    ],
)
def test_only_what_denies_nothing_is_conceded(text: str, words: int) -> None:
    assert turning(text.split()) == words
