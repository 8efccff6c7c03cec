"""`hoso.recurrence.copies`: reviews that are nearly an earlier one, or somebody else's."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from hoso.recurrence import Review, copies, repeated

_WORDS = [f"{one}{two}" for one in "bcdghklmnt" for two in ("an", "ên", "ôi", "úy", "ạch", "ong")]


def text_of(seed: int, words: int = 60) -> str:
    """Return invented words, the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311  # invented words
    return " ".join(rng.choices(_WORDS, k=words))


def a_review(owner: str, year: int, *paragraphs: str) -> Review:
    """Return what somebody wrote in a year."""
    return Review(key=f"{owner}-{year}", owner=owner, year=year, paragraphs=paragraphs)


def test_last_years_text_with_a_word_changed_is_seen_with_share_and_passages() -> None:
    words = text_of(1).split()
    now = " ".join([*words[:40], "khác", *words[41:]])

    found = copies([a_review("an", 2025, now)], [a_review("an", 2024, " ".join(words))])

    assert [(one.source.key, one.passages[0]) for one in found] == [
        ("an-2024", " ".join(words[:40]))
    ]
    assert 0.9 < found[0].share < 1


def test_somebody_elses_text_is_seen_on_both_sides() -> None:
    found = copies([a_review("an", 2025, text_of(1)), a_review("binh", 2025, text_of(1))], [])

    assert [(one.review.owner, one.source.owner, one.share) for one in found] == [
        ("an", "binh", 1.0),
        ("binh", "an", 1.0),
    ]


def test_of_several_sources_the_likest_own_and_the_likest_foreign_are_told() -> None:
    half = f"{text_of(1, 50)} {text_of(2, 10)}"
    earlier = [
        a_review("an", 2023, half),
        a_review("an", 2024, text_of(1)),
        a_review("binh", 2024, half),
    ]

    found = copies([a_review("an", 2025, text_of(1))], earlier)

    assert [one.source.key for one in found] == ["an-2024", "binh-2024"]


def test_another_text_and_a_short_one_are_no_copies() -> None:
    short = "Không có hạn chế, khuyết điểm."

    assert copies([a_review("an", 2025, text_of(1))], [a_review("an", 2024, text_of(2))]) == ()
    assert copies([a_review("an", 2025, short)], [a_review("an", 2024, short)]) == ()


def test_a_later_text_of_the_same_person_is_not_a_source() -> None:
    assert copies([a_review("an", 2024, text_of(1))], [a_review("an", 2025, text_of(1))]) == ()


def test_what_everybody_writes_is_no_sign_of_copying() -> None:
    praise = text_of(9, 40)
    everybody = [a_review(f"{n}", 2025, praise, text_of(100 + n, 40)) for n in range(30)]

    assert copies(everybody, []) == ()


def test_spelling_and_case_do_not_hide_a_copy() -> None:
    words = " ".join(["hòa giải ở cơ sở thuý anh"] * 3 + [text_of(3, 30)])

    found = copies(
        [a_review("an", 2025, words.upper().replace("HÒA", "HOÀ"))], [a_review("an", 2024, words)]
    )

    assert [one.share for one in found] == [1.0]


@settings(max_examples=40)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_reviews_changes_nothing(seeds: list[int], rng: random.Random) -> None:
    reviews = [a_review(f"{n}", 2025, text_of(seed)) for n, seed in enumerate(seeds)]
    turned = rng.sample(reviews, len(reviews))

    one, other = copies(reviews, []), copies(turned, [])

    assert [(c.review.key, c.share) for c in one] == [(c.review.key, c.share) for c in other]
    assert all(0.7 <= c.share <= 1 and c.review.owner != c.source.owner for c in one)


def test_a_sentence_of_five_people_is_told_with_their_number() -> None:
    said = "Luôn chấp hành nghiêm giờ giấc làm việc của cơ quan"
    reviews = [a_review(f"{n}", 2025, f"{text_of(n)}. {said}.") for n in range(6)]

    found = repeated([*reviews, a_review("0", 2024, f"{said}.")])

    assert [(one.words.rstrip("."), len(one.owners)) for one in found] == [(said, 6)]
    assert repeated(reviews[:4]) == ()
