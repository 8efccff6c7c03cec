"""Proof-reading: what adds up, what was rounded, what was cut off, what cannot be explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import floor

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hoso.proofing import Item, Report, Result, Share, Sum, Table, Way, check, count, parse
from hoso.proofing._items import read

I = Item  # noqa: E741  # read a hundred times below

MEMBERS = {
    I.TOTAL: 61_567, I.EXEMPT: 2_714, I.WAITING: 284, I.NEW: 1_984, I.RATED: 56_585,
    I.EXCELLENT: 7_156, I.GOOD: 51_956, I.DONE: 4_238, I.FAILED: 391,
    I.DISCIPLINED: 302, I.CIVIL: 64, I.TARGETS: 25,
    I.REPRIMANDED: 222, I.WARNED: 49, I.DISMISSED: 3, I.EXPELLED: 28,
}  # fmt: skip
BODIES = {
    I.TOTAL: 957, I.WAITING: 4, I.RATED: 953,
    I.EXCELLENT: 162, I.GOOD: 871, I.DONE: 80, I.FAILED: 2,
}  # fmt: skip


def table(figures: Mapping[Item, int], *shares: Share, inside: bool | None = None) -> Table:
    return Table(name="bảng", figures=figures, shares=shares, inside=inside)


def share(part: int, whole: int, printed: str, label: str = "tỷ lệ") -> Report:
    return check(table({}, Share(label=label, part=part, whole=whole, printed=printed)))


def codes(report: Report) -> list[str]:
    return [one.code for one in report.findings]


# The published figures of Gia Lai, 2020; every percentage with its four recomputed decimals.
@pytest.mark.parametrize(
    ("label", "printed", "recomputed"),
    [
        ("Đảng viên được miễn đánh giá, xếp loại chất lượng", "4,41%", "4.4082"),
        ("Đảng viên chưa được đánh giá, xếp loại chất lượng", "0,46%", "0.4613"),
        ("Đảng viên mới kết nạp không phải đánh giá", "3,22%", "3.2225"),
        ("Số đảng viên được đánh giá, xếp loại chất lượng", "91,9%", "91.9080"),
        ("Đảng viên Hoàn thành tốt nhiệm vụ", "91,82%", "91.8194"),
        ("Đảng viên Hoàn thành xuất sắc nhiệm vụ", "13,77%", "13.7732"),
        ("Đảng viên Hoàn thành nhiệm vụ", "7,49%", "7.4896"),
        ("Đảng viên Không hoàn thành nhiệm vụ", "0,69%", "0.6910"),
    ],
)
def test_the_members_of_gia_lai_come_out_to_the_digit(
    label: str, printed: str, recomputed: str
) -> None:
    found = check(table(MEMBERS, Share(label=label, printed=printed)))

    assert found.result is Result.MATCHES
    assert found.inside is True
    assert [one.recomputed for one in found.computed if one.share == 0] == [recomputed]


@pytest.mark.parametrize(
    ("label", "printed", "recomputed"),
    [
        ("Không đánh giá, phân loại chất lượng", "0,42%", "0.4180"),
        ("Được đánh giá", "99,6%", "99.5820"),
        ("Hoàn thành xuất sắc nhiệm vụ", "18,6%", "18.5993"),
        ("Hoàn thành tốt nhiệm vụ", "91,4%", "91.3956"),
        ("Hoàn thành nhiệm vụ", "8,39%", "8.3945"),
        ("Không hoàn thành nhiệm vụ", "0,21%", "0.2099"),
    ],
)
def test_the_organisations_of_gia_lai_come_out_to_the_digit(
    label: str, printed: str, recomputed: str
) -> None:
    found = check(table(BODIES, Share(label=label, printed=printed)))

    assert found.result is Result.MATCHES
    assert [one.recomputed for one in found.computed if one.share == 0] == [recomputed]


def test_what_is_uneven_in_the_figures_of_gia_lai_is_named_without_being_called_wrong() -> None:
    shares = [
        Share(label=label, printed=printed)
        for label, printed in (
            ("Không đánh giá", "0,42%"), ("Được đánh giá", "99,6%"), ("HTXSNV", "18,6%"),
            ("HTTNV", "91,4%"), ("HTNV", "8,39%"), ("KHTNV", "0,21%"),
        )
    ]  # fmt: skip

    found = check(table(BODIES, *shares))

    notes = {one.code: one.message for one in found.notes}
    assert found.findings == ()
    assert "1.115, không phải 953" in notes["S101"]
    assert "99,6%" in notes["S102"]
    assert "0,42 + 99,6 = 100,02" in notes["S103"]
    assert "HTXSNV trên 871" in notes["S104"]


def test_the_districts_of_gia_lai_add_up() -> None:
    figures = {I.TOTAL: 21, I.RATED: 21, I.EXCELLENT: 0, I.GOOD: 18, I.DONE: 3, I.FAILED: 0}
    shares = (
        Share(label="được đánh giá", part=21, whole=21, printed="100%"),
        Share(label="HTTNV", printed="18, chiếm 85,71%"),
        Share(label="HTNV", printed="03 (14,29%)"),
    )

    found = check(table(figures, *shares))

    assert found.result is Result.MATCHES
    assert [one.recomputed for one in found.computed if one.share is not None] == [
        "100.0000",
        "85.7143",
        "14.2857",
    ]


def test_tam_ky_cut_its_percentage_off_and_rounded_the_other() -> None:
    bodies = {I.GOOD: 83, I.EXCELLENT: 16, I.DONE: 10, I.FAILED: 0}
    members = {I.GOOD: 6_035, I.EXCELLENT: 1_080, I.DONE: 391, I.FAILED: 36}

    cut = check(table(bodies, Share(label="HTXSNV", printed="19,27%"), inside=True))
    rounded = check(table(members, Share(label="HTXSNV", printed="17,9%"), inside=True))

    assert (cut.result, rounded.result) == (Result.ROUNDED, Result.MATCHES)
    (finding,) = cut.findings
    assert (finding.code, finding.way, finding.recomputed) == ("S011", Way.CUT, "19.2771")
    assert "19,28%" in finding.message


@pytest.mark.parametrize(
    ("printed", "result", "way"),
    [
        ("19,3", Result.MATCHES, Way.ROUNDED),
        ("19,28%", Result.MATCHES, Way.ROUNDED),
        ("19.277 %", Result.MATCHES, Way.ROUNDED),
        ("19%", Result.MATCHES, Way.ROUNDED),
        ("19,27", Result.ROUNDED, Way.CUT),
        ("19,2", Result.ROUNDED, Way.CUT),
        ("20%", Result.ROUNDED, Way.ROUNDED),
        ("19,278", Result.ROUNDED, Way.ROUNDED),
        ("19,26", Result.WRONG, Way.OTHER),
        ("19,29", Result.WRONG, Way.OTHER),
        ("18%", Result.WRONG, Way.OTHER),
        ("0,1928", Result.MATCHES, Way.ROUNDED),
        ("Không", Result.WRONG, Way.OTHER),
        ("-19,28%", Result.WRONG, Way.OTHER),
    ],
)
def test_the_printed_digits_decide_how_exact_a_percentage_must_be(
    printed: str, result: Result, way: Way
) -> None:
    found = share(16, 83, printed)

    assert (found.result, found.computed[0].way) == (result, way)


def test_a_half_is_rounded_up() -> None:
    assert share(1, 8, "12,5%").result is Result.MATCHES
    assert share(1, 8, "13%").result is Result.MATCHES
    assert share(1, 8, "12%").result is Result.ROUNDED


@pytest.mark.parametrize(
    ("part", "whole", "printed", "result"),
    [
        (51_956, 56_585, "gần 92%", Result.MATCHES),
        (51_956, 56_585, "gần 91%", Result.WRONG),
        (162, 871, "hơn 18%", Result.MATCHES),
        (162, 871, "hơn 19%", Result.WRONG),
        (40, 100, "hơn 18%", Result.WRONG),
        (51_956, 56_585, "hơn 90%", Result.MATCHES),
        (51_956, 56_585, "trên 90%", Result.MATCHES),
        (51_956, 56_585, "trên 95 %", Result.WRONG),
        (9, 10, "trên 90%", Result.ROUNDED),
        (51_956, 56_585, "khoảng 92%", Result.MATCHES),
        (51_956, 56_585, "khoảng 85%", Result.WRONG),
        (41, 60, "trên 2/3", Result.MATCHES),
        (39, 60, "trên 2/3", Result.WRONG),
        (40, 60, "2/3", Result.MATCHES),
        (41, 60, "hai phần ba", Result.WRONG),
        (2_001, 3_000, "2/3", Result.ROUNDED),
        (31, 60, "quá nửa", Result.MATCHES),
        (21, 21, "đạt 100%", Result.MATCHES),
        (49, 50, "tỷ lệ 98%", Result.MATCHES),
        (49, 100, "dưới 50%", Result.MATCHES),
        (50, 100, "dưới 50%", Result.ROUNDED),
        (80, 100, "từ 80% trở lên", Result.MATCHES),
        (79, 100, "ít nhất 80%", Result.WRONG),
        (20, 100, "không quá 20%", Result.MATCHES),
        (75, 100, "từ 70% - 80%", Result.MATCHES),
        (85, 100, "70-80%", Result.WRONG),
        (0, 83, "Không", Result.MATCHES),
        (92, 100, "chín mươi hai phần trăm", Result.MATCHES),
    ],
)
def test_words_around_a_percentage_are_claims_that_must_be_true(
    part: int, whole: int, printed: str, result: Result
) -> None:
    assert share(part, whole, printed).result is result


def test_a_wrong_base_is_found_and_named() -> None:
    found = check(table(BODIES, Share(label="HTXSNV", part=162, whole=871, printed="17%")))

    (finding,) = found.findings
    assert (finding.code, finding.way) == ("S014", Way.OTHER)
    assert "162 chia cho được đánh giá 953" in finding.message


def test_a_percentage_without_its_base_is_held_against_the_usual_one() -> None:
    right = check(table(MEMBERS, Share(label="HTTNV", printed="91,82%")))
    of_total = check(table(MEMBERS, Share(label="HTTNV", printed="84,39%")))

    assert right.result is Result.MATCHES
    assert (of_total.result, codes(of_total)) == (Result.WRONG, ["S014"])
    assert "chia cho tổng số 61.567" in of_total.findings[0].message


@pytest.mark.parametrize(
    ("printed", "said"),
    [("9,182%", "dấu thập phân"), ("19,82%", "hai chữ số bị đảo"), ("8,18%", "phần còn lại")],
)
def test_slips_of_the_pen_are_told(printed: str, said: str) -> None:
    part, whole = 51_956, 56_585

    found = share(part, whole, printed)

    assert found.result is Result.WRONG
    assert said in found.findings[0].message


def test_what_cannot_be_recomputed_is_never_called_right() -> None:
    nothing = check(table({I.TOTAL: 100, I.EXCELLENT: 5, I.GOOD: 20}))
    no_base = check(table({}, Share(label="nữ", part=5, printed="10%")))
    unread = check(table({}, Share(label="nữ", part=5, whole=10, printed="đa số")))
    alone = check(table({}, Share(label="đã họp", printed="21/21")))
    empty = check(table({}, Share(label="nữ", part=0, whole=0, printed="0%")))

    found = [nothing, no_base, unread, alone, empty]
    assert {one.result for one in found} == {Result.UNCHECKED}
    assert all(one.unchecked for one in found[1:])


def test_one_count_printed_two_ways_is_a_mistake() -> None:
    other = check(table(MEMBERS, Share(label="HTTNV", part=51_957, whole=56_585, printed="91,82%")))
    base = check(table(MEMBERS, Share(label="HTTNV", part=51_956, whole=56_558, printed="91,86%")))
    beside = share(16, 83, "17/83 (19,28%)")

    assert [codes(one) for one in (other, base, beside)] == [["S020"], ["S020"], ["S020"]]
    assert other.result is Result.WRONG


def test_a_part_of_nothing_is_impossible_and_less_than_none_too() -> None:
    assert codes(share(3, 0, "0%")) == ["S018"]
    assert codes(check(table({I.EXEMPT: -3}))) == ["S004"]
    assert codes(share(-3, 10, "30%")) == ["S004"]


def test_the_reading_that_fits_is_named_and_a_table_that_allows_both_says_so() -> None:
    within = {I.RATED: 100, I.EXCELLENT: 10, I.GOOD: 80, I.DONE: 20}
    beside = {I.RATED: 110, I.EXCELLENT: 10, I.GOOD: 80, I.DONE: 20}
    either = {I.EXCELLENT: 10, I.GOOD: 80}

    assert [check(table(one)).inside for one in (within, beside, either)] == [True, False, None]
    assert "đứng riêng" in check(table(beside)).reading
    assert "không cho biết" in check(table(either)).reading


def test_a_percentage_decides_between_the_readings_when_no_sum_does() -> None:
    figures = {I.EXCELLENT: 16, I.GOOD: 83}

    within = check(table(figures, Share(label="HTXSNV", printed="19,28%")))
    beside = check(table(figures, Share(label="HTXSNV", printed="16,16%")))

    assert (within.inside, beside.inside) == (True, False)


def test_a_stated_reading_that_does_not_fit_is_wrong_and_the_other_is_told() -> None:
    figures = {I.RATED: 110, I.EXCELLENT: 10, I.GOOD: 80, I.DONE: 20, I.FAILED: 0}

    found = check(table(figures, inside=True))

    assert codes(found) == ["S002"]
    assert "đứng riêng, ngoài số hoàn thành tốt thì khớp" in found.findings[0].message


def test_more_excellent_than_good_is_wrong_where_one_holds_the_other() -> None:
    assert codes(check(table({I.EXCELLENT: 20, I.GOOD: 10}, inside=True))) == ["S003"]


def test_a_figure_in_two_broken_sums_is_suspected() -> None:
    found = check(table({**MEMBERS, I.RATED: 56_592}))

    assert sorted(codes(found)) == ["S001", "S002"]
    assert all("«được đánh giá» là 56.585" in one.message for one in found.findings)


def test_a_percentage_tells_which_of_several_figures_is_wrong() -> None:
    shares = [Share(label="miễn đánh giá", printed="4,41%"), Share(label="mới", printed="3,22%")]

    found = check(table({**MEMBERS, I.NEW: 1_991}, *shares))

    assert "«mới, không phải đánh giá» là 1.984" in found.findings[0].message


def test_levels_counted_from_good_upwards_need_no_other_reading() -> None:
    upwards = {I.RATED: 953, I.EXCELLENT: 162, I.GOOD_UP: 871, I.DONE: 80, I.FAILED: 2}
    both = {**upwards, I.GOOD: 709}

    assert check(table(upwards)).result is Result.MATCHES
    assert check(table(both)).result is Result.MATCHES
    assert codes(check(table({**both, I.GOOD: 710}))) != []


def test_parts_without_a_name_may_complete_a_sum_but_not_excuse_any() -> None:
    figures = {I.RATED: 100, I.EXCELLENT: 0, I.GOOD: 80, I.DONE: 10, I.FAILED: 5}

    named = Table(name="bảng", figures=figures, others={I.RATED: (5,)})

    assert check(named).result is Result.MATCHES
    assert check(replace(named, others={I.RATED: (4,)})).result is Result.WRONG


def test_further_sums_are_exact_for_counts_and_forgive_rounded_percentages() -> None:
    def added(*parts: str | None, whole: str, digits: int | None = None) -> Report:
        found = tuple(None if one is None else Fraction(one) for one in parts)
        one = Sum(label="cộng", parts=found, whole=Fraction(whole), digits=digits)
        return check(Table(name="bảng", figures=BODIES, sums=(one,)))

    def result(report: Report) -> Result:
        return next(iter(one.result for one in report.computed if one.sum == 0), Result.UNCHECKED)

    assert result(added("51956", "4238", "391", whole="56585")) is Result.MATCHES
    assert result(added("51956", "4238", "391", whole="56586")) is Result.WRONG
    assert result(added("91.82", "7.49", "0.68", whole="100", digits=2)) is Result.ROUNDED
    assert result(added("91.82", "7.49", "0.59", whole="100", digits=2)) is Result.WRONG
    assert result(added("5", None, whole="10")) is Result.UNCHECKED
    assert result(added("11", None, whole="10")) is Result.WRONG
    double = added("162", "871", "80", "2", whole="953").findings[-1].message
    assert "có thể phần này đã nằm trong phần khác" in double
    assert "«hoàn thành nhiệm vụ» 80" in added("871", "2", whole="953").findings[-1].message


@pytest.mark.parametrize(
    ("words", "number"),
    [("61.567 đồng chí", 61_567), ("05", 5), ("Không", 0), ("hai mươi mốt", 21), ("6,035", 6_035),
     ("1 080", 1_080), ("6,03", None), ("nhiều", None), ("", None)],
)  # fmt: skip
def test_counts_are_read_as_papers_print_them(words: str, number: int | None) -> None:
    assert count(words) == number


@given(st.text(max_size=200))
def test_any_text_at_all_is_a_percentage_or_none(words: str) -> None:
    found = parse(words)

    assert found is None or found.digits >= 0


# What follows makes tables that add up, and then spoils them.


@st.composite
def consistent(draw: st.DrawFn) -> Table:
    """Return a table that adds up, with percentages printed as rounded, under a known reading."""
    small = st.integers(0, 40)
    forms, reasons = [draw(small) for _ in range(4)], [draw(small) for _ in range(2)]
    inside = draw(st.booleans())
    disciplined = sum(forms)
    failed = disciplined + sum(reasons)
    done, good = draw(st.integers(0, 500)), draw(st.integers(1, 9_000))
    best = draw(st.integers(0, good if inside else 2_000))
    rated = good + done + failed + (0 if inside else best)
    out = [draw(st.integers(0, 900)) for _ in range(3)]
    figures = {
        I.TOTAL: sum(out) + rated, I.EXEMPT: out[0], I.WAITING: out[1], I.NEW: out[2],
        I.RATED: rated, I.EXCELLENT: best, I.GOOD: good, I.DONE: done, I.FAILED: failed,
        I.DISCIPLINED: disciplined, I.CIVIL: reasons[0], I.TARGETS: reasons[1],
        I.REPRIMANDED: forms[0], I.WARNED: forms[1], I.DISMISSED: forms[2], I.EXPELLED: forms[3],
    }  # fmt: skip
    return Table(name="bảng", figures=figures, inside=draw(st.sampled_from([inside, None])))


_OF = {
    I.EXEMPT: I.TOTAL, I.WAITING: I.TOTAL, I.NEW: I.TOTAL, I.RATED: I.TOTAL,
    I.EXCELLENT: I.RATED, I.GOOD: I.RATED, I.DONE: I.RATED, I.FAILED: I.RATED,
}  # fmt: skip
_LABELS = {
    I.EXEMPT: "Miễn đánh giá", I.WAITING: "Chưa đánh giá", I.NEW: "Mới kết nạp",
    I.RATED: "Được đánh giá", I.EXCELLENT: "HTXSNV", I.GOOD: "HTTNV", I.DONE: "HTNV",
    I.FAILED: "KHTNV",
}  # fmt: skip


def printed(value: Fraction, digits: int, *, cut: bool) -> str:
    scale: int = 10**digits
    units = floor(value * scale) if cut else floor(value * scale + Fraction(1, 2))
    whole, rest = divmod(units, scale)
    return f"{whole},{rest:0{digits}}%" if digits else f"{whole}%"


def with_shares(one: Table, *, digits: int, cut: bool, bare: bool) -> Table:
    shares = tuple(
        Share(
            label=_LABELS[item],
            part=None if bare else one.figures[item],
            whole=None if bare else one.figures[base],
            printed=printed(Fraction(one.figures[item] * 100, one.figures[base]), digits, cut=cut),
        )
        for item, base in _OF.items()
    )
    return replace(one, shares=shares)


DIGITS = st.integers(0, 4)


@given(consistent(), DIGITS, st.booleans())
def test_a_table_that_adds_up_and_rounds_matches(one: Table, digits: int, bare: bool) -> None:
    found = check(with_shares(one, digits=digits, cut=False, bare=bare))

    assert found.result is Result.MATCHES
    assert found.findings == ()


@given(consistent(), DIGITS)
def test_a_table_that_cuts_off_is_not_wrong(one: Table, digits: int) -> None:
    cut = with_shares(one, digits=digits, cut=True, bare=False)

    found = check(cut)

    rounded = with_shares(one, digits=digits, cut=False, bare=False)
    expected = Result.MATCHES if rounded.shares == cut.shares else Result.ROUNDED
    assert found.result is expected
    assert set(codes(found)) <= {"S011"}


@given(consistent(), st.sampled_from([i for i in MEMBERS if i is not I.EXCELLENT]), st.data())
def test_a_disturbed_figure_is_wrong_and_its_sum_is_named(
    one: Table, item: Item, data: st.DataObject
) -> None:
    by = data.draw(st.integers(1, 50)) * data.draw(st.sampled_from([-1, 1]))
    # Off by just the highest level, a table whose reading nobody stated fits the other reading.
    assume(one.inside is not None or abs(by) != one.figures[I.EXCELLENT])
    disturbed = {**one.figures, item: one.figures[item] + by}

    found = check(replace(one, figures=disturbed))

    assert found.result is Result.WRONG
    if disturbed[item] < 0:
        assert "S004" in codes(found)
    else:
        assert any(item_named(item) in f.label or f.code == "S003" for f in found.findings)


def item_named(item: Item) -> str:
    from hoso.proofing import NAMES

    return NAMES[item]


@given(consistent(), st.sets(st.sampled_from(sorted(MEMBERS))), DIGITS, st.booleans())
def test_figures_that_are_not_printed_make_nothing_wrong(
    one: Table,
    gone: set[Item],
    digits: int,
    bare: bool,  # drawn
) -> None:
    full = with_shares(one, digits=digits, cut=False, bare=bare)
    left = {item: value for item, value in full.figures.items() if item not in gone}

    found = check(replace(full, figures=left))

    assert found.findings == ()
    assert found.result in {Result.MATCHES, Result.UNCHECKED}


@given(st.integers(0, 10**6), st.integers(1, 10**6), DIGITS, st.integers(-3, 3))
def test_the_border_between_rounded_and_wrong_is_one_unit_of_the_last_digit(
    part: int, whole: int, digits: int, steps: int
) -> None:
    true = Fraction(part * 100, whole)
    scale: int = 10**digits
    units = floor(true * scale + Fraction(1, 2)) + steps
    said = f"{units // scale},{units % scale:0{digits}}%" if digits else f"{units}%"
    if units < 0:
        return

    found = share(part, whole, said)

    off = abs(Fraction(units, scale) - true) * scale
    expected = Result.MATCHES if not steps else Result.ROUNDED if off <= 1 else Result.WRONG
    assert found.result is expected


def test_a_label_about_others_or_another_year_is_not_held_against_the_table() -> None:
    named = Table(name="Đảng viên 2020", figures=MEMBERS)

    def result(label: str) -> Result:
        share_ = Share(label=label, part=80, whole=100, printed="80%")
        return check(replace(named, shares=(share_,))).result

    assert result("HTTNV") is Result.WRONG
    assert result("Đảng viên HTTNV năm 2020") is Result.WRONG
    assert result("Chi bộ HTTNV") is Result.MATCHES
    assert result("HTTNV năm 2019") is Result.MATCHES
    assert result("HTTNV là nữ") is Result.MATCHES


@pytest.mark.parametrize(
    ("label", "item"),
    [
        ("HTXSNV", I.EXCELLENT), ("HT XS NV", I.EXCELLENT), ("Xuất sắc", I.EXCELLENT),
        ("Hoàn thành tốt nhiệm vụ", I.GOOD), ("HT tốt NV", I.GOOD), ("Tốt", I.GOOD),
        ("Hoàn thành tốt nhiệm vụ (gồm cả xuất sắc)", I.GOOD_UP), ("HTTNV trở lên", I.GOOD_UP),
        ("Hoàn thành nhiệm vụ trở lên", I.DONE_UP), ("Hoàn thành", I.DONE), ("HTNV", I.DONE),
        ("Không HT NV", I.FAILED), ("KHTNV", I.FAILED), ("Yếu kém", I.FAILED),
        ("Tổng số được đánh giá", I.RATED), ("ĐV được ĐG, XL", I.RATED), ("Tổng số ĐV", I.TOTAL),
        ("Mới kết nạp không phải đánh giá", I.NEW), ("Miễn ĐG", I.EXEMPT),
        ("Không đánh giá", I.EXEMPT), ("Chưa xếp loại", I.WAITING), ("Bị KL", I.DISCIPLINED),
        ("KHTNV do xếp loại CBCCVC", I.CIVIL), ("KHTNV do dưới 50% chỉ tiêu", I.TARGETS),
        ("Đảng viên bị kỷ luật xếp loại không hoàn thành nhiệm vụ", I.DISCIPLINED),
        ("HTXSNV/HTTNV", I.EXCELLENT), ("Tỷ lệ HTXSNV trong số HTTNV", I.EXCELLENT),
        ("HTXSNV, HTTNV, HTNV", None), ("Số buổi họp", None), ("", None),
    ],
)  # fmt: skip
def test_a_label_means_one_figure_or_none(label: str, item: Item | None) -> None:
    assert read(label).item is item


def test_a_label_may_say_its_base_and_is_held_to_it() -> None:
    good = check(table(BODIES, Share(label="HTXSNV/HTTNV", printed="18,6%")))
    rated = check(table(BODIES, Share(label="HTXSNV trên tổng số được đánh giá", printed="17,0%")))
    wrong = check(table(BODIES, Share(label="HTXSNV/HTTNV", printed="17,0%")))

    assert [one.result for one in (good, rated, wrong)] == [
        Result.MATCHES,
        Result.MATCHES,
        Result.WRONG,
    ]


def test_none_evaluated_may_be_those_who_wait() -> None:
    found = check(
        table({I.TOTAL: 957, I.WAITING: 4}, Share(label="Không đánh giá", printed="0,42%"))
    )

    assert found.result is Result.MATCHES


def test_a_count_in_the_place_of_a_percentage_is_not_judged() -> None:
    found = check(table({}, Share(label="nữ", part=6_035, whole=7_000, printed="6.035")))

    assert found.result is Result.UNCHECKED
    assert "chỉ in số lượng" in found.unchecked[0].reason


def test_a_share_cut_off_of_a_likely_base_is_only_told_when_the_base_is_not_sure() -> None:
    found = check(table({I.EXCELLENT: 16, I.GOOD: 83}, Share(label="HTXSNV", printed="19,27%")))

    assert found.result is Result.UNCHECKED
    assert "nếu chia cho hoàn thành tốt trở lên 83" in found.unchecked[0].reason


def test_rounding_to_all_or_nothing_and_unusual_bases_are_noted() -> None:
    shares = (
        Share(label="Được đánh giá", part=953, whole=957, printed="100%"),
        Share(label="KHTNV", part=2, whole=953, printed="0%"),
        Share(label="HTTNV", part=871, whole=957, printed="91,01%"),
        Share(label="x", part=12, whole=10, printed="120%"),
    )

    found = check(table(BODIES, *shares))

    assert found.result is Result.MATCHES
    codes_ = [one.code for one in found.notes]
    assert (codes_.count("S105"), codes_.count("S106"), codes_.count("S107")) == (2, 1, 1)
