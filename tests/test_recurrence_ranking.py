"""A ranking as a whole: rivals, threads, faults of the same year, decisions, long registers."""

from __future__ import annotations

from datetime import date

import pytest

from hoso.model.recurrence import Decision, Match, RecurrenceDecision, Verdict
from hoso.model.review import Shortcoming, Subject, SubjectKind
from hoso.recurrence import Scorer, candidates
from hoso.recurrence._past import Past
from hoso.text import fold

SCORER = Scorer.load()
CELL = Subject(kind=SubjectKind.COLLECTIVE, organisation="cb-1")
DUES = "Việc thu, nộp đảng phí ở hai tổ đảng còn chậm, có quý nộp sau thời hạn 20 ngày."
DUES_LATER = "Đảng phí của một số đồng chí đóng trễ, thủ quỹ phải nhắc nhiều lần trong quý."
DUES_AGAIN = "Nộp đảng phí lên cấp trên vẫn muộn so với quy định, quý III để quá một tháng."
DUES_WRONG = "Việc thu, nộp đảng phí ở hai tổ đảng còn sai mức, có quý nộp thiếu phần phụ cấp."
MINUTES = "Biên bản họp chi bộ ghi sơ sài, thiếu chữ ký của thư ký."
RECRUITS = "Kết nạp đảng viên mới không đạt chỉ tiêu, cả năm chỉ phát triển được một đồng chí."
FILES = "Hồ sơ công việc chưa được chỉnh lý, giao nộp vào kho lưu trữ."
OTHERS = [MINUTES, RECRUITS, FILES]


def fault(code: str, year: int, text: str) -> Shortcoming:
    return Shortcoming(code=code, year=year, subject=CELL, text=text)


def decision(code: str, earlier: str, said: Decision) -> RecurrenceDecision:
    return RecurrenceDecision(
        code=code, earlier=earlier, decision=said, by="An", day=date(2025, 12, 1)
    )


def ranked(
    faults: list[Shortcoming], code: str, *decisions: RecurrenceDecision
) -> dict[str, Match]:
    """Return the matches of one fault of a register by the code of the earlier fault, best first."""
    for one, past in candidates(faults, decisions):
        if one.code == code:
            return {match.earlier: match for match in SCORER.rank(one, past)}
    raise AssertionError(code)


def _register(*faults: Shortcoming) -> list[Shortcoming]:
    return [*faults, *(fault(f"K-{n}", 2021, text) for n, text in enumerate(OTHERS))]


def test_a_fault_that_came_back_twice_is_found_in_both_years() -> None:
    faults = _register(
        fault("A", 2021, DUES), fault("B", 2022, DUES_LATER), fault("C", 2023, DUES_AGAIN)
    )

    found = ranked(faults, "C")

    assert set(list(found)[:2]) == {"A", "B"}
    assert found["A"].verdict is Verdict.RETURNS
    assert found["B"].verdict is Verdict.RETURNS
    assert all(found[f"K-{n}"].verdict is Verdict.NO for n in range(len(OTHERS)))


def test_a_sentence_that_keeps_the_frame_but_fails_otherwise_does_not_return() -> None:
    faults = _register(fault("A", 2021, DUES), fault("N", 2023, DUES_WRONG))

    assert ranked(faults, "N")["A"].verdict is not Verdict.RETURNS


def test_an_old_fault_that_another_one_of_the_year_resembles_more_falls() -> None:
    alone = _register(fault("A", 2021, DUES), fault("N", 2023, DUES_WRONG))
    beside = [*alone, fault("M", 2023, DUES_AGAIN)]

    assert ranked(beside, "N")["A"].score < ranked(alone, "N")["A"].score


@pytest.mark.parametrize(
    ("said", "rises"), [(Decision.CONFIRMED, True), (Decision.REJECTED, False)]
)
def test_a_decision_on_one_pair_moves_the_rest_of_its_thread(said: Decision, rises: bool) -> None:
    faults = _register(
        fault("A", 2021, "Sổ ghi nghị quyết của chi bộ lập đối phó, nhiều buổi bỏ trống."),
        fault("B", 2022, "Ghi chép diễn biến các cuộc họp còn tắt, không rõ ai phát biểu gì."),
        fault("C", 2023, "Diễn biến cuộc họp ghi chép quá tắt, đọc lại không hiểu ai nói gì."),
    )

    before = ranked(faults, "C")["A"].score
    after = ranked(faults, "C", decision("B", "A", said))["A"].score

    assert (after > before) is rises
    assert after != before


def test_what_a_person_decided_of_a_fault_speaks_for_its_other_earlier_selves() -> None:
    faults = _register(
        fault("A", 2021, DUES), fault("B", 2022, DUES_LATER), fault("C", 2023, DUES_WRONG)
    )

    plain = ranked(faults, "C")
    confirmed = ranked(faults, "C", decision("C", "A", Decision.CONFIRMED))
    rejected = ranked(faults, "C", decision("C", "A", Decision.REJECTED))

    assert rejected["B"].score < confirmed["B"].score
    assert plain["A"].score == pytest.approx(confirmed["A"].score, abs=0.2)


def test_of_several_decisions_on_one_pair_the_last_counts() -> None:
    faults = _register(fault("A", 2021, DUES), fault("B", 2022, DUES_LATER))
    faults.append(fault("C", 2023, DUES_AGAIN))
    yes, no = (decision("B", "A", said) for said in (Decision.CONFIRMED, Decision.REJECTED))

    assert ranked(faults, "C", yes, no) == ranked(faults, "C", no)
    assert ranked(faults, "C", no, yes) == ranked(faults, "C", yes)


def test_sentences_without_a_word_in_common_never_return() -> None:
    found = SCORER.rank(fault("N", 2023, "Máy bơm nổ."), [fault("A", 2021, "Đảng phí trễ.")])

    assert found[0].score < 0.05


def test_a_lone_unlikely_candidate_gains_nothing_by_having_no_rival() -> None:
    new, old = fault("N", 2023, DUES_AGAIN), fault("A", 2021, MINUTES)

    (match,) = SCORER.rank(new, [old])

    assert match.verdict is Verdict.NO


def _long(size: int) -> list[Shortcoming]:
    return [
        fault(f"L-{n:03}", 2019 + n % 3, f"{OTHERS[n % len(OTHERS)]} Tổ số {n} nêu lần {n * 7}.")
        for n in range(size)
    ]


@pytest.mark.parametrize("typed", [str, fold], ids=["có dấu", "không dấu"])
def test_of_hundreds_of_earlier_faults_all_are_listed_and_the_right_one_is_first(
    typed: type[str],
) -> None:
    earlier = [*_long(300), fault("A", 2021, DUES)]

    found = SCORER.rank(fault("N", 2023, typed(DUES_AGAIN)), earlier)

    assert found[0].earlier == "A"
    assert found[0].verdict is Verdict.RETURNS
    assert {match.earlier for match in found} == {one.code for one in earlier}
    assert all(match.verdict is Verdict.NO for match in found[1:])


def test_the_chance_of_a_return_hardly_depends_on_how_long_the_register_is() -> None:
    scores = [
        SCORER.rank(fault("N", 2023, DUES_AGAIN), [*_long(size), fault("A", 2021, DUES)])[0].score
        for size in (5, 40, 300)
    ]

    assert max(scores) - min(scores) < 0.15


def test_a_ranking_without_a_past_is_the_same_in_any_order() -> None:
    earlier = [fault(f"K-{n}", 2020 + n % 3, text) for n, text in enumerate([*OTHERS, DUES])]
    new = fault("N", 2023, DUES_AGAIN)

    assert SCORER.rank(new, earlier) == SCORER.rank(new, earlier[::-1])


def test_a_past_knows_the_pasts_before_it() -> None:
    faults = [fault("C", 2023, DUES_AGAIN), fault("A", 2021, DUES), fault("B", 2022, DUES_LATER)]
    pasts = {one.code: past for one, past in candidates(faults)}

    assert [one.code for one in pasts["C"]] == ["A", "B"]
    assert [one.code for one in pasts["C"][1:]] == ["B"]
    assert [one.code for one in pasts["C"].peers] == ["C"]
    assert pasts["C"].before(2022) is pasts["B"]
    assert len(pasts["A"]) == 0


def test_a_past_made_by_hand_stands_in_the_order_of_years() -> None:
    past = Past.of([fault("B", 2022, DUES), fault("A", 2021, DUES)], ())

    assert [one.code for one in past] == ["A", "B"]
    assert [one.code for one in past.before(2022)] == ["A"]
