"""`hoso.recurrence` across years: which earlier fault one is again, and what kind of story that is."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hoso.model.recurrence import Decision, Match, RecurrenceDecision, Verdict
from hoso.model.review import Shortcoming, Subject, SubjectKind
from hoso.recurrence import (
    Kind,
    Past,
    Remedied,
    Strand,
    Tenure,
    same_subject,
    standing,
    stock_in,
    stock_reasons,
    strands,
    tips,
    trace,
)

CELL = Subject(kind=SubjectKind.COLLECTIVE, organisation="cb-1")
MEMBER = Subject(kind=SubjectKind.PERSON, organisation="cb-1", card="38001")
NOTHING = Past(remedied={}, tenures={}, stock={})


def a_fault(code: str, year: int, subject: Subject = CELL, text: str = "Họp chậm.") -> Shortcoming:
    return Shortcoming(code=code, year=year, subject=subject, text=text)


def said(code: str, earlier: str, decision: Decision) -> RecurrenceDecision:
    return RecurrenceDecision(
        code=code, earlier=earlier, decision=decision, by="An", day=date(2025, 1, 1)
    )


def a_match(code: str, earlier: str, verdict: Verdict = Verdict.RETURNS) -> Match:
    return Match(code=code, earlier=earlier, score=0.9, verdict=verdict)


def story(past: Past = NOTHING, subject: Subject = CELL) -> dict[str, Strand]:
    """Return the strands of three faults, each found to be the one before it."""
    faults = [a_fault("a", 2022, subject), a_fault("b", 2023, subject), a_fault("c", 2024, subject)]
    traced = trace(faults, {("b", "a"), ("c", "b")}, set())
    return strands(traced, faults, past)


# -- links --------------------------------------------------------------------------------------


def test_a_confirmed_pair_holds_whatever_the_program_says_and_a_rejected_one_never() -> None:
    matches = [a_match("b", "a"), a_match("c", "a", Verdict.NO), a_match("c", "b")]
    words = [said("c", "a", Decision.CONFIRMED), said("c", "b", Decision.REJECTED)]

    links, rejected = standing(matches, words)

    assert links == {("b", "a"), ("c", "a")}
    assert rejected == {("c", "b")}


def test_of_two_words_on_one_pair_the_last_counts() -> None:
    words = [said("b", "a", Decision.CONFIRMED), said("b", "a", Decision.REJECTED)]

    assert standing([a_match("b", "a")], words)[0] == frozenset()


def test_a_fault_reaches_the_first_naming_through_the_one_between() -> None:
    assert [one.code for one in trace(list(_three()), _CHAIN, set())["c"]] == ["a", "b"]


def test_what_a_person_said_it_is_not_is_not_reached_through_others_either() -> None:
    assert [one.code for one in trace(list(_three()), _CHAIN, {("c", "a")})["c"]] == ["b"]


_CHAIN = {("b", "a"), ("c", "b")}


def _three() -> list[Shortcoming]:
    return [a_fault("a", 2022), a_fault("b", 2023), a_fault("c", 2024)]


_SUBJECTS = st.sampled_from([CELL, MEMBER, Subject(kind=SubjectKind.COLLECTIVE, organisation="x")])
_FAULTS = st.lists(st.tuples(st.integers(2018, 2025), _SUBJECTS), min_size=1, max_size=14).map(
    lambda ones: [a_fault(f"K-{n}", year, subject) for n, (year, subject) in enumerate(ones)]
)
_PAIRS = st.sets(st.tuples(*[st.integers(0, 13).map("K-{}".format)] * 2), max_size=30)


@given(_FAULTS, _PAIRS, _PAIRS, st.randoms())
def test_the_order_of_faults_changes_nothing(
    faults: list[Shortcoming],
    links: set[tuple[str, str]],
    rejected: set[tuple[str, str]],
    rng: random.Random,
) -> None:
    turned = rng.sample(faults, len(faults))

    assert trace(faults, links, rejected) == trace(turned, links, rejected)


@given(_FAULTS, _PAIRS, _PAIRS)
def test_a_thread_is_of_one_subject_and_goes_back_in_time(
    faults: list[Shortcoming], links: set[tuple[str, str]], rejected: set[tuple[str, str]]
) -> None:
    traced = trace(faults, links, rejected)

    for fault in faults:
        for earlier in traced[fault.code]:
            assert same_subject(fault.subject, earlier.subject)
            assert earlier.year < fault.year
            assert (fault.code, earlier.code) not in rejected


@given(_FAULTS, _PAIRS, _PAIRS, _PAIRS)
def test_rejecting_pairs_never_joins_what_was_apart(
    faults: list[Shortcoming],
    links: set[tuple[str, str]],
    rejected: set[tuple[str, str]],
    more: set[tuple[str, str]],
) -> None:
    before = trace(faults, links, rejected)
    after = trace(faults, links - more, rejected | more)

    assert all(_codes(after[code]) <= _codes(before[code]) for code in before)


def _codes(faults: Iterable[Shortcoming]) -> set[str]:
    return {one.code for one in faults}


# -- kinds --------------------------------------------------------------------------------------


def test_a_fault_without_an_earlier_one_is_new() -> None:
    one = story()["a"]

    assert (one.kind, one.since, one.times, one.years) == (Kind.NEW, 2022, 1, (2022,))


def test_a_fault_never_reported_remedied_is_repeated_and_never_closed() -> None:
    one = story()["c"]

    assert (one.kind, one.since, one.times) == (Kind.UNCLOSED, 2022, 3)
    assert one.earlier == ("a", "b")


def test_one_report_that_it_was_remedied_is_remembered_with_who_verified_it() -> None:
    word = Remedied(2023, "a", "Lê B")

    found = story(Past(remedied={"a": (word,)}, tenures={}, stock={}))

    assert found["c"].kind is Kind.AGAIN
    assert found["c"].remedied == (word,)


def test_a_report_made_after_the_fault_came_back_does_not_count_against_it() -> None:
    word = Remedied(2024, "a")

    found = story(Past(remedied={"a": (word,)}, tenures={}, stock={}))

    assert found["b"].kind is Kind.UNCLOSED
    assert found["c"].kind is Kind.AGAIN


def _in_charge(**heads: tuple[int, str]) -> Past:
    years = dict(heads.values())
    tenures = {("cb-1", year): Tenure(head=name, name=name) for year, name in years.items()}
    return Past(remedied={}, tenures=tenures, stock={})


def test_what_was_named_only_under_another_secretary_is_inherited() -> None:
    past = _in_charge(a=(2022, "An"), b=(2023, "An"), c=(2024, "Bình"))

    found = story(past)

    assert found["c"].kind is Kind.INHERITED
    assert found["c"].before == Tenure(head="An", name="An")
    assert found["b"].kind is Kind.UNCLOSED


def test_what_the_present_secretary_was_told_once_already_is_no_longer_inherited() -> None:
    past = _in_charge(a=(2022, "An"), b=(2023, "Bình"), c=(2024, "Bình"))

    assert story(past)["c"].kind is Kind.UNCLOSED


def test_a_silent_roster_is_not_taken_for_a_change() -> None:
    past = _in_charge(c=(2024, "Bình"))

    assert story(past)["c"].kind is Kind.UNCLOSED


def test_another_term_of_the_committee_is_a_change() -> None:
    tenures = {
        ("cb-1", 2022): Tenure(term="2020-2025"),
        ("cb-1", 2023): Tenure(term="2020-2025"),
        ("cb-1", 2024): Tenure(term="2025-2030"),
    }

    assert story(Past(remedied={}, tenures=tenures, stock={}))["c"].kind is Kind.INHERITED


def test_the_day_on_which_the_term_began_tells_even_where_older_years_are_unknown() -> None:
    tenures = {("cb-1", 2024): Tenure(since=date(2024, 6, 1))}

    found = story(Past(remedied={}, tenures=tenures, stock={}))

    assert found["c"].kind is Kind.INHERITED


def test_a_person_inherits_nothing() -> None:
    past = _in_charge(a=(2022, "An"), b=(2023, "An"), c=(2024, "Bình"))

    assert story(past, MEMBER)["c"].kind is Kind.UNCLOSED


def test_a_stock_sentence_is_boilerplate_whatever_else_it_is() -> None:
    past = Past(remedied={"a": (Remedied(2022, "a"),)}, tenures={}, stock={"c": "câu mẫu"})

    found = story(past)["c"]

    assert (found.kind, found.stock, found.since) == (Kind.BOILERPLATE, "câu mẫu", 2022)


def test_a_story_is_told_once_at_its_last_naming() -> None:
    assert tips(story()) == ("c",)


# -- stock sentences ----------------------------------------------------------------------------

_SENTENCE = "Công tác tuyên truyền, vận động có thời điểm chưa được thường xuyên, liên tục."


def _why(*others: tuple[str, str, int], text: str = _SENTENCE) -> str:
    wanted = {"K": ("cb-1", text, 2025)}
    pool = wanted | {f"o{n}": one for n, one in enumerate(others)}
    return stock_reasons(wanted, pool).get("K", "")


def test_a_sentence_written_the_third_year_running_is_stock() -> None:
    nearly = _SENTENCE.replace("có thời điểm", "có lúc")

    assert "2023, 2024" in _why(("cb-1", nearly, 2023), ("cb-1", _SENTENCE, 2024))
    assert _why(("cb-1", _SENTENCE, 2024)) == ""


def test_a_sentence_that_three_others_wrote_that_year_is_stock() -> None:
    others = [(f"cb-{n}", _SENTENCE, 2025) for n in (2, 3, 4)]

    assert "3 nơi khác" in _why(*others)
    assert _why(*others[:2]) == ""
    assert _why(*(("cb-9", _SENTENCE, 2025) for _ in range(5))) == ""


def test_the_same_failing_in_other_words_is_not_stock() -> None:
    other = "Việc phổ biến chủ trương tới nhân dân ba quý đầu năm không làm."

    assert _why(("cb-1", other, 2023), ("cb-1", other, 2024)) == ""


def test_a_listed_phrase_is_stock_only_when_hardly_anything_else_is_said() -> None:
    told = (
        "Tại cuộc họp ngày 12/3 và ngày 4/9 đồng chí còn nể nang, không nêu ý kiến về việc chi bộ "
        "nộp đảng phí chậm hai tháng của ba đảng viên tổ hai."
    )

    assert "biện pháp" in _why(text="Bản thân đôi khi còn nóng nảy.")
    assert _why(text=told) == ""


def test_stock_phrases_are_found_in_any_spelling_with_the_reason() -> None:
    found = stock_in("Đồng chí ĐÔI KHI CÒN  nóng nảy; chưa mạnh dạn phê bình đồng chí mình.")

    assert [one.words for one in found] == ["ĐÔI KHI CÒN nóng nảy", "chưa mạnh dạn phê bình"]
    assert all(one.why for one in found)
    assert stock_in("") == ()
