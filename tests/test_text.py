"""Letters: one text in two normal forms, two ways to place a tone, and without any marks."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso import text

TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
VOWELS = "aăâeêioôơuưy"
# The 67 letters with a mark, in both cases: 12 vowels under 6 tones, less the 6 bare ones, and đ.
MARKED = [
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in VOWELS
    for tone in TONES
    if vowel + tone not in "aeiouy"
] + ["đ"]

words = st.text(alphabet=[*MARKED, *"abcdeghiklmnopqrstuvxy ", *"0123456789./-"], max_size=30)


def test_there_are_134_marked_letters_and_all_fold_to_one_ascii_letter() -> None:
    letters = [*MARKED, *(letter.upper() for letter in MARKED)]

    folded = [text.fold(letter) for letter in letters]

    assert len(set(letters)) == 134
    assert all(len(one) == 1 and one.isascii() and one.islower() for one in folded)


@given(st.text(max_size=40))
def test_folding_a_folded_text_changes_nothing(value: str) -> None:
    once = text.fold(value)

    assert text.fold(once) == once


@given(words)
def test_both_normal_forms_give_the_same_keys(value: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, value) for form in ("NFC", "NFD"))

    for key in (text.nfc, text.fold, text.tone_key, text.sort_key, text.squeeze, text.slug):
        assert key(composed) == key(decomposed)


@given(st.text(max_size=40))
def test_any_text_at_all_has_every_key(value: str) -> None:
    keys = (text.tone_key(value), text.sort_key(value), text.name_key(value), text.slug(value))

    assert keys == (
        text.tone_key(text.nfc(value)),
        text.sort_key(text.nfc(value)),
        text.name_key(text.nfc(value)),
        text.slug(text.nfc(value)),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("thuý", "thúy"), ("HOÀ", "hòa"), ("khoẻ", "khỏe"), ("Quý", "quý")],
)
def test_the_place_of_a_tone_in_its_syllable_does_not_matter(one: str, other: str) -> None:
    assert text.tone_key(one) == text.tone_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("hạn", "hàn"), ("chế", "chề"), ("đ", "d"), ("kỷ", "ky"), ("ân", "ăn")]
)
def test_marks_that_mean_something_stay_apart(one: str, other: str) -> None:
    assert text.tone_key(one) != text.tone_key(other)


def test_look_alikes_of_dong_become_the_vietnamese_letter() -> None:
    assert text.nfc("Ðảng viên ðã ɖọc") == "Đảng viên đã đọc"
    assert text.fold("ÐẢNG") == "dang"


def test_lists_are_in_the_order_of_a_vietnamese_dictionary() -> None:
    names = ["Đức", "Dũng", "Bình", "Ân", "Ăn", "Ánh", "Anh"]
    tones = ["mạ", "má", "mã", "mả", "mà", "ma"]

    assert sorted(names, key=text.sort_key) == ["Anh", "Ánh", "Ăn", "Ân", "Bình", "Dũng", "Đức"]
    assert sorted(tones, key=text.sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_digits_come_before_letters_and_foreign_letters_after() -> None:
    assert sorted(["Ω", "z", "a", "9", "đ"], key=text.sort_key) == ["9", "a", "đ", "z", "Ω"]


def test_a_tone_without_a_letter_of_its_own_is_no_letter_a() -> None:
    assert text.sort_key("q\u0301") != text.sort_key("qa")


def test_people_are_listed_by_given_name_then_family_then_middle() -> None:
    people = ["Trần Văn An", "Lê Thị Đào", "Nguyễn Bình", "Lê Văn An", "Lê Anh An", "Sơn"]

    found = sorted(people, key=text.name_key)

    assert found == ["Lê Anh An", "Lê Văn An", "Trần Văn An", "Nguyễn Bình", "Lê Thị Đào", "Sơn"]


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026", "05/02/2026"),
        (date(2025, 12, 31), "ngày 31 tháng 12 năm 2025", "31/12/2025"),
        (date(2025, 3, 9), "ngày 09 tháng 3 năm 2025", "09/03/2025"),
    ],
)
def test_dates_are_written_as_the_layout_prescribes(day: date, long: str, short: str) -> None:
    assert text.head_date(day) == long
    assert text.short_date(day) == short
    assert text.parse_date(short) == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (" 1.2.2025 ", date(2025, 2, 1)),
        ("01-02-2025", date(2025, 2, 1)),
        ("2025-02-01", date(2025, 2, 1)),
        ("2025-02-01T08:00", date(2025, 2, 1)),
        ("31/02/2025", None),
        ("năm 2025", None),
        ("1/2/25", None),
    ],
)
def test_dates_are_read_in_the_usual_forms_or_not_at_all(value: str, day: date | None) -> None:
    assert text.parse_date(value) == day


@pytest.mark.parametrize(
    ("value", "number"),
    [("28,5", 28.5), (" 28.5 ", 28.5), ("0", 0.0), ("", None), (" ", None), ("28 điểm", None)],
)
def test_numbers_are_read_with_a_decimal_comma_or_point_or_not_at_all(
    value: str, number: float | None
) -> None:
    assert text.parse_number(value) == number


def test_forbidden_characters_are_named_with_their_place_and_taken_out() -> None:
    value = "Chi bộ\x0b Văn\x00 phòng\ufffe\n"

    assert list(text.forbidden(value)) == [(7, "U+000B"), (12, "U+0000"), (19, "U+FFFE")]
    assert text.without_forbidden(value) == "Chi bộ Văn phòng\n"


def test_a_line_is_squeezed_and_a_slug_is_ascii() -> None:
    assert text.squeeze("  Chi bộ\n Va\u0306n   phòng ") == "Chi bộ Văn phòng"
    assert text.slug("Chi bộ Văn phòng – Đội 1") == "chi-bo-van-phong-doi-1"


def test_the_nearest_word_is_offered_whatever_the_marks() -> None:
    assert text.nearest("noi dung", ["ghi_chú", "nội_dung"]) == "nội_dung"
    assert text.nearest("xyz", ["nội_dung"]) is None


@pytest.mark.parametrize(
    ("number", "spoken"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (25, "hai mươi lăm"),
        (101, "một trăm linh một"),
        (111, "một trăm mười một"),
        (1_005, "một nghìn không trăm linh năm"),
        (61_567, "sáu mươi mốt nghìn năm trăm sáu mươi bảy"),
        (702_000, "bảy trăm linh hai nghìn"),
        (2_340_000, "hai triệu ba trăm bốn mươi nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (2_000_035_000, "hai tỷ không trăm ba mươi lăm nghìn"),
        (10**12, "một nghìn tỷ"),
        (10**18, "một tỷ tỷ"),
        (-21, "âm hai mươi mốt"),
    ],
)
def test_a_number_is_read_aloud_as_people_say_it(number: int, spoken: str) -> None:
    assert text.in_words(number) == spoken


SPOKEN = {
    word: value
    for value, word in enumerate(
        ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    )
}
SPOKEN |= {"mốt": 1, "lăm": 5, "linh": 0}


def listened(spoken: str) -> int:
    """Return the number that somebody hears."""
    whole, part, group = 0, 0, 0
    for word in spoken.split():
        if word == "tỷ":
            whole, part, group = (whole + part + group) * 10**9, 0, 0
        elif word in {"nghìn", "triệu"}:
            part, group = part + group * (10**3 if word == "nghìn" else 10**6), 0
        elif word in {"trăm", "mươi"}:
            group = group // 10 * 10 + group % 10 * (100 if word == "trăm" else 10)
        else:
            group += 10 if word == "mười" else SPOKEN[word]
    return whole + part + group


@given(st.integers(min_value=0, max_value=10**18 - 1))
def test_whoever_hears_a_number_writes_down_the_same(number: int) -> None:
    assert listened(text.in_words(number)) == number


@given(st.integers(min_value=0, max_value=10**15))
def test_a_number_is_read_by_the_rules_of_the_language(number: int) -> None:
    spoken = f" {text.in_words(number)} "

    assert spoken == f" {' '.join(spoken.split())} "
    assert not any(
        wrong in spoken
        for wrong in (
            " mươi một ",
            " mười mốt ",
            " mươi năm ",
            " mười năm ",
            " linh lăm ",
            " linh không ",
            " mươi không ",
            " một mươi ",
            " linh mốt ",
        )
    )


@given(st.integers(0, 10**12 - 1))
def test_a_number_read_aloud_is_read_back(number: int) -> None:
    assert text.from_words(text.in_words(number)) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("hai mươi tư", 24),
        ("Một nghìn linh năm", 1_005),
        ("một trăm lẻ ba", 103),
        ("năm ngàn", 5_000),
        ("hai ba", None),
        ("mươi", None),
        ("linh", None),
        ("", None),
        ("mười hai đồng chí", None),
    ],
)
def test_numbers_in_words_are_read_as_people_say_them(words: str, number: int | None) -> None:
    assert text.from_words(words) == number


@pytest.mark.parametrize(
    ("said", "number"),
    [("05", 5), ("61.567", 61_567), ("61 567", 61_567), ("6,035", 6_035), ("1.234.567", 1_234_567),
     ("6.03", None), ("1.234,567", None), ("-5", None), ("9" * 30, None), ("mười lăm", 15)],
)  # fmt: skip
def test_whole_numbers_are_read_as_papers_print_them(said: str, number: int | None) -> None:
    assert text.parse_whole(said) == number
