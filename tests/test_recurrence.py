"""What the recurrence room promises: ranking, reasons, subjects, decisions, sturdiness."""

from __future__ import annotations

import unicodedata
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoso.model.recurrence import Decision, Match, RecurrenceDecision, Verdict
from hoso.model.review import Shortcoming, Subject, SubjectKind
from hoso.recurrence import Scorer, apply_decisions, candidates, same_subject
from hoso.text import fold

SCORER = Scorer.load()
COMPILED = SCORER.lexicon.marked, SCORER.lexicon.folded  # here, not in a property's timed example
CELL = Subject(kind=SubjectKind.COLLECTIVE, organisation="cb-van-phong")
FEES = "Việc nộp đảng phí của một số đồng chí còn để dồn, hòa chung nhiều tháng, chưa kịp thời."
FEES_AGAIN = "Còn đảng viên đóng đảng phí trễ, thủ quỹ phải nhắc nhiều lần."
SPENDING = "Việc chi, sử dụng đảng phí của một số tổ đảng chưa công khai, chưa đúng định mức."
RETURNS = [
    (FEES, FEES_AGAIN),
    (
        "Một số công chức còn đến cơ quan muộn, rời vị trí trong giờ hành chính.",
        "Chấp hành giờ giấc làm việc chưa nghiêm ở vài phòng.",
    ),
    (
        "Tờ khai luồng vàng xử lý chậm, doanh nghiệp phải chờ.",
        "Thời gian thông quan hàng hóa có lô kéo dài so với cam kết.",
    ),
    (
        "Điều dưỡng còn cáu gắt với người nhà bệnh nhân.",
        "Giao tiếp, ứng xử với người bệnh có lúc chưa đúng mực.",
    ),
    (
        "Giáo án một số thầy cô chép lại của năm trước.",
        "Kế hoạch bài dạy soạn sơ sài, sao chép trên mạng.",
    ),
]
FEES_ONCE_MORE = "Việc nộp đảng phí của một số tổ đảng chưa đúng kỳ hạn, còn chậm."
LOOK_ALIKES = [
    (FEES_ONCE_MORE, SPENDING),
    (
        "Chậm nộp báo cáo tài chính quý cho cấp trên.",
        "Công khai tài chính quý cho cán bộ chưa đầy đủ.",
    ),
    (
        "Chất lượng sinh hoạt chi bộ chưa cao, nội dung dàn trải.",
        "Chất lượng sinh hoạt câu lạc bộ hưu trí chưa cao, nội dung dàn trải.",
    ),
    (
        "Thu hồi nợ thuế quá hạn còn chậm.",
        "Thu hồi đất của dự án quá hạn còn chậm.",
    ),
]
LINES = [line for pair in RETURNS + LOOK_ALIKES for line in pair]


def fault(text: str, year: int = 2021, code: str = "K-1", area: str = "") -> Shortcoming:
    return Shortcoming(code=code, year=year, subject=CELL, text=text, area=area)


def score(one: str, other: str) -> float:
    return SCORER.score(fault(one), fault(other))


@pytest.mark.parametrize(("new", "old"), RETURNS)
def test_the_same_fault_in_other_words_comes_first_and_is_said_to_return(
    new: str, old: str
) -> None:
    others = [line for line in LINES if line not in {new, old, FEES_ONCE_MORE}]
    earlier = [fault(text, code=f"K-{n}") for n, text in enumerate([*others, old])]

    best, *rest = SCORER.rank(fault(new, 2025, "N-1"), earlier)

    assert (best.code, best.earlier) == ("N-1", f"K-{len(others)}")
    assert best.verdict is Verdict.RETURNS
    assert all(match.score <= best.score for match in rest)
    assert len(rest) == len(others)


@pytest.mark.parametrize(("new", "old"), LOOK_ALIKES)
def test_a_look_alike_that_shares_words_is_not_said_to_return(new: str, old: str) -> None:
    verdict = SCORER.verdict(score(new, old))

    assert SCORER.likeness(new, old) > 0.2
    assert verdict is not Verdict.RETURNS


def test_one_replaced_word_makes_a_copied_sentence_doubtful() -> None:
    members = "Công tác phát triển đảng viên mới không đạt chỉ tiêu nghị quyết."
    youth = members.replace("đảng viên", "đoàn viên")

    assert score(members, members) > 0.95
    assert score(members, youth) < 0.5


def test_a_sentence_copied_from_last_year_returns_even_when_no_notion_is_known() -> None:
    text = "Máy xúc lật của tổ ba chạy chưa êm."

    assert SCORER.verdict(score(text, text)) is Verdict.RETURNS
    assert SCORER.verdict(score(text, text.replace("chạy", "vẫn chạy"))) is Verdict.RETURNS


@given(st.sampled_from(LINES), st.sampled_from(LINES))
def test_scores_are_symmetric_probabilities(one: str, other: str) -> None:
    assert score(one, other) == score(other, one)
    assert 0 <= score(one, other) <= 1


def test_i_and_y_are_one_letter_where_people_write_either() -> None:
    new, old = "Kỷ luật giờ giấc lỏng, tỷ lệ đi muộn cao ở quý hai.", "Việc chấm công chưa nghiêm."

    assert score(new.replace("ỷ", "ỉ").replace("quý", "quí"), old) == score(new, old)


def _rewritten(text: str, way: str) -> str:
    ways = {
        "NFD": unicodedata.normalize("NFD", text),
        "HOA": text.upper(),
        "kiểu mới": text.replace("hòa", "hoà"),
        "cách dòng": text.replace(" ", "\n  "),
    }
    return ways[way]


@given(
    st.sampled_from(LINES),
    st.sampled_from(LINES),
    st.sampled_from(["NFD", "HOA", "kiểu mới", "cách dòng"]),
)
def test_normal_form_case_tone_place_and_spacing_never_change_the_score(
    one: str, other: str, way: str
) -> None:
    assert score(_rewritten(one, way), other) == score(one, other)


@pytest.mark.parametrize(("one", "other"), RETURNS)
def test_a_text_typed_without_marks_is_still_recognised(one: str, other: str) -> None:
    assert SCORER.verdict(score(fold(one), other)) is Verdict.RETURNS
    assert score(fold(one), other) == score(fold(one), fold(other))


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKES)
def test_a_look_alike_without_marks_is_still_not_said_to_return(one: str, other: str) -> None:
    assert SCORER.verdict(score(fold(one), fold(other))) is not Verdict.RETURNS


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_probability_never_gives_a_weaker_verdict(one: float, other: float) -> None:
    strength = [Verdict.NO, Verdict.LOOK, Verdict.RETURNS]

    low, high = (strength.index(SCORER.verdict(value)) for value in sorted((one, other)))

    assert low <= high


@settings(max_examples=60)
@given(st.text(max_size=200), st.sampled_from(LINES))
def test_any_text_at_all_gets_a_score_reasons_and_marks(text: str, line: str) -> None:
    (match,) = SCORER.rank(fault(text, 2025, "N-1"), [fault(line)])
    marked, _ = SCORER.marked(text, line, ("", ""))

    assert 0 <= match.score <= 1
    assert marked == unicodedata.normalize("NFC", text).translate(
        {ord("Ð"): "Đ", ord("Ɖ"): "Đ", ord("ð"): "đ", ord("ɖ"): "đ"}
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "…",
        "2/4",
        "đ/c",
        "The committee paid its dues late.",
        "支部会议质量不高",
        "x" * 1_000_000,
    ],
)
def test_empty_foreign_and_huge_texts_do_not_return(text: str) -> None:
    (match,) = SCORER.rank(fault(text, 2025, "N-1"), [fault(FEES)])

    assert match.verdict is Verdict.NO


def test_nothing_earlier_gives_no_match() -> None:
    assert SCORER.rank(fault(FEES, 2025), []) == ()


def test_equal_scores_keep_the_order_of_codes_and_the_limit_keeps_the_best() -> None:
    earlier = [fault("", 2021, "K-1"), fault(FEES, 2021, "K-3"), fault(FEES, 2021, "K-2")]
    new = fault(FEES_AGAIN, 2025, "N-1")

    everything = [match.earlier for match in SCORER.rank(new, earlier)]
    best = [match.earlier for match in SCORER.rank(new, earlier, limit=1)]

    assert everything == ["K-2", "K-3", "K-1"]
    assert best == ["K-2"]


def test_a_scorer_that_may_remember_little_says_the_same() -> None:
    forgetful = Scorer(SCORER.lexicon, SCORER.weights, remembered=1)
    earlier = [fault(text, code=f"K-{n}") for n, text in enumerate(LINES)]

    assert forgetful.rank(fault(FEES, 2025), earlier) == SCORER.rank(fault(FEES, 2025), earlier)


def test_only_matches_that_people_read_carry_reasons() -> None:
    earlier = [fault(FEES_AGAIN, code=f"K-{n:03}") for n in range(60)]

    found = [bool(match.reasons) for match in SCORER.rank(fault(FEES, 2025), earlier)]

    assert found == [True] * 15 + [False] * 45


def test_the_field_a_person_chose_speaks_for_and_against() -> None:
    new = fault(FEES_AGAIN, 2025, area=" Đảng viên")

    same = SCORER.score(new, fault(FEES, area="đảng  viên"))
    unknown = SCORER.score(new, fault(FEES))
    other = SCORER.score(new, fault(FEES, area="Kinh tế"))

    assert other < unknown
    assert other < same


def test_reasons_quote_both_wordings_and_say_how_it_fails() -> None:
    new, old = "Chậm đóng đảng phí, mới đạt 62%.", "Nộp đảng phí còn muộn, chỉ 62%."

    found = SCORER.reasons(fault(new), fault(old))

    assert found[0].startswith("cùng nói về «thu, nộp đảng phí»: «")
    assert "đóng đảng phí" in found[0]
    assert "Nộp đảng phí" in found[0]
    assert "cùng kiểu hạn chế «chậm, trễ»" in found
    assert "từ chung: «đảng phí»" in found
    assert "số chung: 62%" in found


def test_reasons_say_what_the_words_hint_at_when_no_shared_notion_is_named() -> None:
    found = SCORER.reasons(fault("Nhiều chỗ ghi tắt quá."), fault("Vài chỗ ghi sót."))

    assert found[0] == "lời lẽ cùng gợi tới «biên bản, sổ nghị quyết»"


def test_reasons_name_what_speaks_against() -> None:
    found = SCORER.reasons(
        fault("Chậm nộp báo cáo tài chính."), fault("Công khai tài chính chưa đầy đủ.")
    )

    against = [reason for reason in found if "≠" in reason]

    assert against[0].startswith("khác đối tượng: «")
    assert "«công khai tài chính»" in against[0]
    assert against[1].startswith("khác kiểu hạn chế: «chậm, trễ» ≠ «")


def test_reasons_tell_near_subjects_from_foreign_ones() -> None:
    found = SCORER.reasons(
        fault("Giải ngân vốn đầu tư công đạt thấp."), fault("Giải phóng mặt bằng còn chậm.")
    )

    assert any(reason.startswith("đối tượng gần nhưng khác: ") for reason in found)


def test_shared_words_are_quoted_as_the_new_sentence_writes_them() -> None:
    found = SCORER.reasons(fault("Lặp lại Ở Quầy Số Ba."), fault("Bàn ghế ở quầy số ba gãy."))

    assert "từ chung: «Ở Quầy Số Ba»" in found


def test_marks_stand_around_shared_notions_in_both_sentences() -> None:
    new, old = SCORER.marked("Nay đóng đảng phí chưa đều.", "Nộp phí đảng dồn hai quý.", ("[", "]"))

    assert "[đóng đảng phí" in new
    assert old.startswith("[Nộp phí đảng")
    assert new.replace("[", "").replace("]", "") == "Nay đóng đảng phí chưa đều."


@given(st.sampled_from(LINES), st.sampled_from(LINES))
def test_spans_are_sorted_disjoint_and_inside_the_text(one: str, other: str) -> None:
    for text, spans in zip((one, other), SCORER.shared_spans(one, other), strict=True):
        flat = [offset for span in spans for offset in span]

        assert flat == sorted(set(flat))
        assert all(0 <= offset <= len(text) for offset in flat)


def _person(name: str = "", card: str = "", organisation: str = "cb-1") -> Subject:
    return Subject(kind=SubjectKind.PERSON, organisation=organisation, name=name, card=card)


@pytest.mark.parametrize(
    ("new", "earlier", "same"),
    [
        (CELL, CELL, True),
        (CELL, msgspec.structs.replace(CELL, organisation="cb-khac"), False),
        (CELL, _person(organisation="cb-van-phong"), False),
        (_person("Lê Hoà", "38001234"), _person("Lê Hòa", "38001234", "cb-2"), True),
        (_person("Lê Hoà", "38001234"), _person("Lê Hoà", "38001235"), False),
        (_person("Lê  Hoà"), _person("lê hòa", organisation="cb-2"), True),
        (_person("Lê Hoà"), _person("Lê Hoa"), False),
        (_person(), _person(), True),
        (_person(), _person(organisation="cb-2"), False),
        (_person(), _person("Lê Hoà"), False),
    ],
)
def test_whose_earlier_faults_count(new: Subject, earlier: Subject, same: bool) -> None:
    assert same_subject(new, earlier) is same
    assert same_subject(earlier, new) is same


def test_candidates_are_strictly_earlier_faults_of_the_same_subject() -> None:
    other = msgspec.structs.replace(fault("a", 2020, "K-9"), subject=_person())
    listed = [fault("d", 2023, "K-4"), fault("a", 2021, "K-1"), other, fault("b", 2021, "K-2")]

    found = {one.code: [each.code for each in earlier] for one, earlier in candidates(listed)}

    assert found == {"K-4": ["K-1", "K-2"], "K-1": [], "K-9": [], "K-2": []}
    assert [one.code for one, _ in candidates(listed)] == ["K-4", "K-1", "K-9", "K-2"]


def test_confirmed_pairs_come_first_rejected_last_and_the_last_decision_counts() -> None:
    matches = [
        Match(code="N", earlier=code, score=0.9 - n / 10, verdict=Verdict.LOOK)
        for n, code in enumerate("ABCD")
    ]
    decisions = [
        _decision("A", Decision.REJECTED),
        _decision("C", Decision.REJECTED),
        _decision("C", Decision.CONFIRMED),
        RecurrenceDecision(
            code="khác",
            earlier="B",
            decision=Decision.REJECTED,
            by="An",
            day=date(2025, 12, 1),
        ),
    ]

    ordered = apply_decisions(matches, decisions)

    assert [match.earlier for match in ordered] == ["C", "B", "D", "A"]
    assert sorted(ordered, key=lambda one: one.earlier) == matches


def _decision(earlier: str, decision: Decision) -> RecurrenceDecision:
    return RecurrenceDecision(
        code="N", earlier=earlier, decision=decision, by="An", day=date(2025, 12, 1)
    )
