"""How a sentence is taken apart, and how its parts are compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hoso.recurrence import Scorer
from hoso.recurrence._analysis import Analysis
from hoso.recurrence._parts import PARTS, parts
from hoso.recurrence._reasons import reasons
from hoso.text import tone_key

SCORER = Scorer.load()
FRAME = "Công tác phát triển {} mới không đạt chỉ tiêu nghị quyết."


def read(text: str) -> Analysis:
    return SCORER._reading(text).marked


def compared(one: str, other: str) -> dict[str, float]:
    return dict(zip(PARTS, parts(read(one), read(other)), strict=True))


def test_a_sentence_falls_into_what_it_speaks_of_what_it_says_of_it_and_the_rest() -> None:
    shape = read("Quyết toán quỹ công đoàn chưa kịp thời, kế toán nghỉ ốm lâu ngày.").shape

    assert tone_key("quyết toán") in shape.head
    assert tone_key("kịp thời") in shape.failing
    assert tone_key("nghỉ ốm") in shape.rest
    assert tone_key("công đoàn") in shape.clause
    assert not shape.head.keys() & shape.rest.keys() - {tone_key("toán")}


def test_one_changed_word_in_the_same_frame_is_a_replacement() -> None:
    frame = compared(FRAME.format("đảng viên"), FRAME.format("hợp tác xã"))
    copied = compared(FRAME.format("đảng viên"), FRAME.format("đảng viên").replace("mới ", ""))

    assert frame["thay_tu"] > 0.1
    assert copied["thay_tu"] == 0


def test_figures_count_as_shared_but_years_do_not() -> None:
    one = "Năm 2023 còn 246 trường hợp sai thông tin."

    assert compared(one, "Còn 246 hộ chưa nộp.")["con_so"] == 1
    assert compared(one, "Kế hoạch năm 2023 chậm.")["con_so"] == 0


def test_the_first_manners_agree_or_not() -> None:
    late, wrong = "Nộp báo cáo chậm.", "Nộp báo cáo sai mẫu."

    assert compared(late, "Gửi hồ sơ trễ.")["kieu_dau_cung"] == 1
    assert compared(late, wrong)["kieu_dau_khac"] == 1


@given(st.text(max_size=80), st.text(max_size=80))
def test_parts_of_any_two_texts_are_finite_and_symmetric(one: str, other: str) -> None:
    there, back = compared(one, other), compared(other, one)

    assert all(abs(there[name] - back[name]) < 1e-9 for name in PARTS)
    assert all(-1e-9 <= value < 100 for value in there.values())


def test_a_detail_that_both_name_in_other_words_is_quoted_and_marked() -> None:
    new = "Bếp ăn có hôm không cất giữ hộp thức ăn nào."
    old = "Việc lưu mẫu thức ăn chưa nghiêm."

    found = reasons(read(new), read(old), SCORER.lexicon)
    marked, _ = SCORER.marked(new, old, ("[", "]"))

    assert any(one.startswith("cùng một việc: «") and "mẫu thức ăn" in one for one in found)
    assert "[" in marked
