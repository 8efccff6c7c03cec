"""The query language: what is a word, a phrase, an exclusion, a condition – and what is just text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoso import text
from hoso.errors import SearchError
from hoso.index import Condition, Key, Question, parse, years_of
from hoso.index._analysis import keys
from hoso.index._keyboard import distance, retyped, slips


def words(question: Question) -> list[str]:
    return [" ".join(one.folded) for one in question.clauses]


def excluded(question: Question) -> list[str]:
    return [" ".join(one.folded) for one in question.without]


def conditions(question: Question) -> list[tuple[str, str, bool]]:
    return [(one.key.value, one.value, one.negated) for one in question.conditions]


def test_a_whole_query_is_taken_apart() -> None:
    asked = parse(
        'chậm nộp "đảng phí" -"chi đoàn" -vắng năm:2021..2024 tổ_chức:"Chi bộ Văn phòng" -loại:x'
    )

    assert words(asked) == ["cham", "nop", "dang phi"]
    assert [one.quoted for one in asked.clauses] == [False, False, True]
    assert excluded(asked) == ["chi doan", "vang"]
    assert conditions(asked) == [
        ("nam", "2021..2024", False),
        ("to_chuc", "Chi bộ Văn phòng", False),
        ("loai", "x", True),
    ]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("năm:2023", Key.YEAR),
        ("NAM:2023", Key.YEAR),
        (unicodedata.normalize("NFD", "năm:2023"), Key.YEAR),
        ("tổ chức:2023", Key.ORGANISATION),
        ("to_chuc:2023", Key.ORGANISATION),
        ("Đơn vị:2023", Key.ORGANISATION),
        ("loại:2023", Key.KIND),
        ("người:2023", Key.PERSON),
        ("đảng viên:2023", Key.PERSON),
        ("Tình trạng:2023", Key.STATUS),
        ("trang_thai:2023", Key.STATUS),
        ("mức:2023", Key.LEVEL),
        ("xếp loại:2023", Key.LEVEL),
    ],
)
def test_conditions_are_known_however_they_are_typed(typed: str, key: Key) -> None:
    assert parse(typed).conditions == (Condition(key, "2023"),)
    assert parse(typed).clauses == ()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("abc:xyz", ["abc", "xyz"]),
        ("http://a.b", ["http", "a b"]),
        ('abc:"x y"', ["abc", "x y"]),
        ("năm: 2021", ["nam", "2021"]),
        ('"không đóng', ["khong", "dong"]),
        ('không "đóng" hết"', ["khong", "dong", "het"]),
        ("a - b", ["a", "b"]),
        ("124-QĐ/TW", ["124 qd tw"]),
        ("x AND NOT (y OR z*)", ["x", "and", "not", "y", "or", "z"]),
        ("-chậm nộp báo cáo", ["cham", "nop", "bao", "cao"]),
    ],
)
def test_everything_else_is_text(query: str, found: list[str]) -> None:
    asked = parse(query)

    assert words(asked) == found
    assert (asked.without, asked.conditions) == ((), ())


@pytest.mark.parametrize("query", ["", " ", "?!", '""', "-", '-""', "năm:", 'năm:""', "“”", "\x1f"])
def test_a_query_that_asks_for_nothing_is_refused(query: str) -> None:
    if query == "năm:":
        assert words(parse(query)) == ["nam"]
        return
    with pytest.raises(SearchError, match="không có từ nào"):
        parse(query)


@pytest.mark.parametrize(
    ("value", "spans"),
    [
        ("2023", ((2023, 2023),)),
        ("2021..2024", ((2021, 2024),)),
        ("2021-2024", ((2021, 2024),)),
        ("2021..", ((2021, None),)),
        ("..2021", ((None, 2021),)),
        ("2019,2021", ((2019, 2019), (2021, 2021))),
        ("2019, 2021..2023,", ((2019, 2019), (2021, 2023))),
    ],
)
def test_years_are_one_a_span_or_several(
    value: str, spans: tuple[tuple[int | None, int | None], ...]
) -> None:
    assert years_of(Condition(Key.YEAR, value)) == spans


@pytest.mark.parametrize("value", ["hai nghìn", "21", "..", "2021...x", "20211"])
def test_a_year_that_is_none_is_refused_with_an_example(value: str) -> None:
    with pytest.raises(SearchError, match=r"năm:2021\.\.2024"):
        years_of(Condition(Key.YEAR, value))


@pytest.mark.parametrize(
    ("query", "ways"),
    [
        ("HTXSNV", {"htxsnv", "hoan thanh xuat sac nhiem vu"}),
        ("htxsnv", {"htxsnv", "hoan thanh xuat sac nhiem vu"}),
        ("hoàn thành xuất sắc nhiệm vụ", {"htxsnv", "hoan thanh xuat sac nhiem vu"}),
        ("hdnd", {"hdnd", "hoi dong nhan dan"}),
        ("đ/c", {"d c", "dong chi"}),
        ("ĐU", {"du", "dang uy"}),
        ("dự", {"du"}),
        ("du", {"du"}),
        ("báo", {"bao"}),
        ('"ubkt huyện"', {"ubkt huyen", "uy ban kiem tra huyen"}),
        ('"ủy ban kiểm tra huyện"', {"ubkt huyen", "uy ban kiem tra huyen"}),
        ('"uỷ bàn kiểm tra huyện"', {"uy ban kiem tra huyen"}),
        ("7-BC/CB", {"7 bc cb", "07 bc cb"}),
        ("07", {"07", "7"}),
        ("10", {"10"}),
        ("5/2/2025", {"5 2 2025", "05 2 2025", "5 02 2025", "05 02 2025",
                      "ngay 5 thang 2 nam 2025", "ngay 05 thang 2 nam 2025",
                      "ngay 5 thang 02 nam 2025", "ngay 05 thang 02 nam 2025"}),
        ("31/2/2025", {"31 2 2025", "31 02 2025"}),
    ],
)  # fmt: skip
def test_a_condition_is_met_by_every_way_to_write_it(query: str, ways: set[str]) -> None:
    (only,) = parse(query).clauses

    assert {" ".join(way.folded) for way in only.ways} == ways


def test_the_longest_of_several_short_forms_counts() -> None:
    asked = parse("ủy ban kiểm tra trung ương họp")

    assert words(asked) == ["uy ban kiem tra trung uong", "hop"]
    assert asked.clauses[0].apart


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("khuyeets", "khuyết"),
        ("ddieemr", "điểm"),
        ("tieengs", "tiếng"),
        ("tiengse", "tiếng"),
        ("nguwowif", "người"),
        ("nguowif", "người"),
        ("hoaf", "hoà"),
        ("khuye6t1", "khuyết"),
        ("d9ie6m3", "điểm"),
        ("dien96", "điên"),
        ("nguoi72", "người"),
        ("tra8ng1", "trắng"),
    ],
)
def test_telex_and_vni_without_the_input_method_are_read(typed: str, meant: str) -> None:
    assert retyped(typed) == keys(meant)


@pytest.mark.parametrize("typed", ["kiem", "124", "điểm", "b-c", "mm"])
def test_what_no_keys_make_is_left_alone(typed: str) -> None:
    assert retyped(typed) is None


@given(st.text(alphabet="abcdeghin", min_size=3, max_size=7))
@settings(max_examples=60, deadline=None)
def test_every_slip_is_one_step_away(word: str) -> None:
    for made in slips(word):
        assert distance(word, made) <= 1


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("nghiem", "nghime", 1),
        ("an", "na", 1),
        ("khuyet", "khuyt", 1),
        ("abc", "abc", 0),
        ("", "ab", 2),
    ],
)
def test_distance_counts_a_swap_as_one_step(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == distance(other, one) == steps


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_question_or_a_refusal(query: str) -> None:
    try:
        asked = parse(query)
    except SearchError:
        return
    assert asked.query == text.nfc(asked.query)
    assert asked.clauses or asked.without or asked.conditions
