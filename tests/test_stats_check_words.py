"""`stats check` of running text: figures with their names, tables out of sentences, the archive."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from hoso import sample, text
from hoso.cli import cli
from hoso.proofing import Item, Narrative, Paragraph, Report, Result, Topic, narrative
from hoso.services.proofreading import Archive
from hoso.statistics import percent
from tests.conftest import Office, reviewed

I = Item  # noqa: E741  # read a hundred times below

# The published sentences of Gia Lai (2021), Tam Kỳ (2022), and the customs committee (2022).
DISTRICTS = (
    "Tính riêng kết quả xếp loại chất lượng tổ chức đảng, đảng viên cho thấy: Đối với tổ chức đảng: "
    "Tổng số tổ chức đảng cấp huyện được đánh giá là 21/21, đạt 100%, trong đó: Hoàn thành xuất sắc "
    "nhiệm vụ: Không. Hoàn thành tốt nhiệm vụ: 18, chiếm 85,71%. Hoàn thành nhiệm vụ: 03, chiếm "
    "14,29%. Không hoàn thành nhiệm vụ: Không. "
)
BODIES = (
    "Đối với tổ chức cơ sở đảng, tính đến ngày 31 tháng 12 năm 2020, toàn đảng bộ có 957 tổ chức cơ "
    "sở đảng, giảm 13 tổ chức cơ sở đảng so với năm 2019 do sáp nhập, giải thể. Số tổ chức cơ sở "
    "đảng không đánh giá, phân loại chất lượng là 04, chiếm 0,42%. Số tổ chức cơ sở đảng được đánh "
    "giá là 953, chiếm 99,6%. Kết quả: Hoàn thành xuất sắc nhiệm vụ là 162, chiếm 18,6%; Hoàn thành "
    "tốt nhiệm vụ là 871, chiếm 91,4%; Hoàn thành nhiệm vụ là 80, chiếm 8,39%; Không hoàn thành "
    "nhiệm vụ là 02, chiếm 0,21%)."
)
MEMBERS = (
    "Kết quả đánh giá, xếp loại chất lượng đảng viên, tính đến ngày 31 tháng 12 năm 2020, toàn đảng "
    "bộ có 61.567 đảng viên, số đảng viên được miễn đánh giá, xếp loại chất lượng là 2.714, chiếm "
    "4,41%; đảng viên chưa được đánh giá, xếp loại chất lượng là 284, chiếm 0,46%; số đảng viên mới "
    "kết nạp không phải đánh giá, xếp loại chất lượng là 1.984, chiếm 3,22%. Số đảng viên được đánh "
    "giá, xếp loại chất lượng là 56.585, chiếm 91,9%. Kết quả cụ thể như sau: Đảng viên Hoàn thành "
    "tốt nhiệm vụ là 51.956 đồng chí, chiếm 91,82% (trong đó: Đảng viên Hoàn thành xuất sắc nhiệm vụ "
    "là 7.156 đồng chí, chiếm 13,77%). Đảng viên Hoàn thành nhiệm vụ là 4.238 đồng chí chiếm 7,49%. "
    "Đảng viên Không hoàn thành nhiệm vụ là 391 đồng chí, chiếm 0,69%, giảm 32 đồng chí so với năm "
    "2019. Trong đó: Đảng viên bị kỷ luật trong năm là 302 đồng chí (khiển trách 222, cảnh cáo 49, "
    "cách chức 03, khai trừ 28); đảng viên là công chức, viên chức xếp loại không hoàn thành nhiệm "
    "vụ là 64 đồng chí, đảng viên chỉ hoàn thành dưới 50% số chỉ tiêu là 25 đồng chí."
)
TAM_KY = (
    "Cụ thể, có 83 TCCSĐ đạt tiêu chuẩn hoàn thành tốt nhiệm vụ, trong đó 16 TCCSĐ hoàn thành xuất "
    "sắc nhiệm vụ, chiếm 19,27%.",
    "Có 10 TCCSĐ hoàn thành nhiệm vụ và không có TCCSĐ bị đánh giá, xếp loại không hoàn thành nhiệm "
    "vụ. Có 6.035 đảng viên đạt tiêu chuẩn hoàn thành tốt nhiệm vụ, trong đó, có 1.080 đảng viên "
    "hoàn thành xuất sắc nhiệm vụ, chiếm 17,9%. Có 391 đảng viên hoàn thành nhiệm vụ và 36 đảng viên "
    "không hoàn thành nhiệm vụ.",
)
CUSTOMS = (
    "Đảng bộ hiện có 05 chi bộ trực thuộc và có trụ sở đứng chân trên địa bàn 02 tỉnh, với tổng số "
    "78 đảng viên tham gia sinh hoạt đảng chiếm 70% tổng số cán bộ, công chức, đảng viên và người "
    "lao động.",
    "Kết quả đánh giá, phân loại trong năm 2020, 2021 tại Đảng bộ có 100% tổ chức cơ sở đảng và 100% "
    "tập thể, cá nhân cán bộ lãnh đạo, quản lý các cấp xếp loại hoàn thành tốt nhiệm vụ trở lên; số "
    "đảng viên hoàn thành tốt nhiệm vụ trở lên đạt tỷ lệ 98% (năm 2020) và đạt tỷ lệ 100% (năm "
    "2021); không có tổ chức đảng, tập thể, cá nhân cán bộ lãnh đạo, quản lý, đảng viên không hoàn "
    "thành nhiệm vụ.",
)
LONG_AN = (
    "Quy định xác định tiêu chí đánh giá gồm 5 nội dung chính: (1) Về kết quả thực hiện nhiệm vụ. "
    "(2) Về lãnh đạo xây dựng chính quyền. (3) Công tác chính trị tư tưởng. (4) Công tác tổ chức xây "
    "dựng Đảng. (5) Công tác kiểm tra. Về mức xếp loại gồm có 4 mức: Đảng bộ trong sạch vững mạnh; "
    "đảng bộ hoàn thành tốt nhiệm vụ; đảng bộ hoàn thành nhiệm vụ; đảng bộ yếu kém. Sau khi xếp "
    "loại, chọn ra 5 đảng bộ trong sạch vững mạnh tiêu biểu đề nghị khen thưởng.",
    "Quy trình gồm 4 bước: Bước 1: lập Tổ. Bước 2: tự chấm điểm. Bước 3: đối chiếu. Bước 4: xem xét.",
    "Qua 7 năm thực hiện, số lượng đảng bộ trong sạch vững mạnh chiếm tỷ lệ cao từ 70% - 80%; nhưng "
    "từ đầu nhiệm kỳ đến nay, số lượng đảng bộ trong sạch vững mạnh được khống chế dưới 50%.",
)
THACH_THAT = (
    "(10:20:00 22/11/2022) Ngày 7/11/2022, Ban Thường vụ Huyện ủy đã ban hành Công văn số 1089 theo "
    "Hướng dẫn số 21 ngày 18/10/2019; Quyết định số 2010 ngày 3/11/2022; Quy định 132-QĐ/TW ngày "
    "8-3-2018; hoàn thành trước ngày 10/12; báo cáo trước ngày 15/12/2022; 05 năm liền (2018 - 2022)."
)


def told(*paragraphs: str) -> Narrative:
    found = [Paragraph(place=f"đoạn {n}", text=said) for n, said in enumerate(paragraphs, 1)]
    return narrative(found)


def only(*paragraphs: str) -> Report:
    (report,) = told(*paragraphs).reports
    return report


def recomputed(report: Report) -> list[str]:
    return [one.recomputed for one in report.computed if one.share is not None]


def test_the_article_on_gia_lai_comes_out_to_the_digit() -> None:
    found = told(DISTRICTS + BODIES, MEMBERS)

    districts, bodies, members = found.reports
    assert {one.result for one in found.reports} == {Result.MATCHES}
    assert [one.name for one in found.reports] == [
        "Tổ chức đảng cấp huyện",
        "Tổ chức cơ sở đảng, năm 2020",
        "Đảng viên, năm 2020",
    ]
    assert recomputed(districts) == ["100.0000", "85.7143", "14.2857"]
    assert recomputed(bodies) == ["0.4180", "99.5820", "18.5993", "91.3956", "8.3945", "0.2099"]
    assert recomputed(members) == [
        "4.4082", "0.4613", "3.2225", "91.9080", "91.8194", "13.7732", "7.4896", "0.6910",
    ]  # fmt: skip
    sums = [one for one in members.computed if one.share is None]
    assert [one.printed for one in sums] == ["302", "391", "56585", "61567"]
    assert (bodies.inside, members.inside) == (True, True)
    assert "1.115, không phải 953" in bodies.notes[0].message
    assert [one.said for one in found.loose] == ["13", "32"]


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("61.567 đảng viên", "61.576 đảng viên", "S001"),
        ("là 2.714", "là 2.741", "S001"),
        ("là 51.956", "là 51.965", "S002"),
        ("là 391", "là 319", "S005"),
        ("khiển trách 222", "khiển trách 223", "S006"),
        ("là 64 đồng chí", "là 46 đồng chí", "S005"),
        ("13,77%", "11,62%", "S014"),
        ("91,82%", "91,81%", "S011"),
        ("7,49%", "7,94%", "S013"),
    ],
)
def test_one_changed_figure_of_an_article_is_found_with_its_sentence(
    right: str, wrong: str, code: str
) -> None:
    assert MEMBERS.count(right) == 1

    found = only(MEMBERS.replace(right, wrong))

    assert code in {one.code for one in found.findings}
    assert all(one.place == "đoạn 1" and one.quote for one in found.findings)
    expected = Result.ROUNDED if code == "S011" else Result.WRONG
    assert found.result is expected


def test_tam_ky_cut_off_what_it_printed_and_left_out_what_was_rated() -> None:
    found = told(*TAM_KY)

    bodies, members = found.reports
    assert (bodies.result, members.result) == (Result.ROUNDED, Result.MATCHES)
    assert [(one.code, one.printed, one.recomputed) for one in bodies.findings] == [
        ("S011", "19,27%", "19.2771")
    ]
    assert bodies.findings[0].quote == TAM_KY[0]
    assert [(one.said, one.label) for one in found.loose] == [
        ("10", "hoàn thành nhiệm vụ"),
        ("không có", "không hoàn thành"),
        ("391", "hoàn thành nhiệm vụ"),
        ("36", "không hoàn thành"),
    ]


def test_percentages_alone_are_never_called_right() -> None:
    found = told(*CUSTOMS)

    assert {one.result for one in found.reports} == {Result.UNCHECKED}
    reasons = {one.said: one.reason for one in found.loose}
    assert reasons["70%"] == "mẫu số nằm ngoài bảng"
    assert reasons["98%"].startswith("không in số lượng")
    assert reasons["02"] == "không rõ con số này đếm gì"
    years = {(one.topic, one.year) for one in found.told}
    assert {(Topic.MEMBERS, "2020"), (Topic.MEMBERS, "2021"), (Topic.CELLS, "")} <= years


def test_lists_are_as_long_as_they_say() -> None:
    found = told(*LONG_AN)

    lists = found.reports[-1]
    assert lists.result is Result.MATCHES
    assert [one.printed for one in lists.computed] == ["5", "4", "4"]
    assert [one.said for one in found.loose] == ["5", "từ 70% - 80%", "dưới 50%"]
    wrong = told(LONG_AN[1].replace("4 bước", "5 bước")).reports[-1]
    assert [one.code for one in wrong.findings] == ["S023"]


def test_dates_and_numbers_of_papers_are_no_figures() -> None:
    found = told(THACH_THAT)

    assert found.reports == ()
    assert found.loose == ()


@pytest.mark.parametrize(
    "said",
    [
        "Đảng bộ có 78 đảng viên; được đánh giá 75/78 đồng chí, đạt 96,15%; hoàn thành xuất sắc nhiệm "
        "vụ 12/75 đồng chí (16%); hoàn thành tốt nhiệm vụ 55/75 đồng chí (73,33%); hoàn thành nhiệm "
        "vụ 07 đồng chí (9,33%); không hoàn thành nhiệm vụ 01 đồng chí (1,33%).",
        "Tổng số đảng viên: 78. Số đảng viên được đánh giá: 75 (96,15%). HTXSNV: 12 đồng chí, HTTNV: "
        "55 đồng chí, HTNV: 7 đồng chí, KHTNV: 1 đồng chí.",
        "Toàn đảng bộ có bảy mươi tám đảng viên, số đảng viên được xếp loại là 75, chưa được "
        "xếp loại 3 đồng chí. Có 12 đảng viên xếp "
        "loại hoàn thành xuất sắc nhiệm vụ, 55 đảng viên hoàn thành tốt nhiệm vụ, 7 đảng viên hoàn "
        "thành nhiệm vụ, 1 đảng viên không hoàn thành nhiệm vụ.",
        "Kết quả xếp loại đảng viên: Được đánh giá là 75 đồng chí; hoàn thành tốt nhiệm vụ trở lên 67 "
        "đồng chí, chiếm 89,33%, trong đó hoàn thành xuất sắc nhiệm vụ 12 đồng chí, chiếm 17,91%; hoàn "
        "thành nhiệm vụ 7 đồng chí; không hoàn thành nhiệm vụ 1 đồng chí.",
    ],
)
def test_the_same_figures_in_other_words_match(said: str) -> None:
    found = told(said)

    assert [one.result for one in found.reports] == [Result.MATCHES], found
    assert found.loose == ()
    spoilt = told(said.replace("55", "56").replace("67", "68"))
    assert Result.WRONG in {one.result for one in spoilt.reports}


def test_a_heading_tells_whom_the_bullets_below_it_are_about() -> None:
    found = told(
        "2. Kết quả xếp loại chi bộ",
        "- Hoàn thành xuất sắc nhiệm vụ: 3 (20%)",
        "- Hoàn thành tốt nhiệm vụ: 10",
        "- Hoàn thành nhiệm vụ: 2",
        "- Được đánh giá: 15 chi bộ",
    )

    (report,) = found.reports
    assert (report.name, report.result, report.inside) == ("Chi bộ", Result.MATCHES, False)


def test_one_count_told_twice_in_different_ways_is_a_mistake() -> None:
    found = only(
        "Toàn đảng bộ có 500 đảng viên. Số đảng viên được đánh giá là 480.",
        "Đến nay, toàn đảng bộ có 505 đảng viên.",
    )

    assert [one.code for one in found.findings] == ["S022"]
    assert "đoạn 1 và đoạn 2" in found.findings[0].label


def test_another_body_and_another_year_make_another_table() -> None:
    found = told(
        "Năm 2021, toàn đảng bộ có 500 đảng viên, số đảng viên được đánh giá là 500.",
        "Đảng bộ xã An Lĩnh có 120 đảng viên, số đảng viên được đánh giá là 120.",
        "Năm 2020, toàn đảng bộ có 480 đảng viên, số đảng viên được đánh giá là 480.",
    )

    assert [(one.name, one.result) for one in found.reports] == [
        ("Đảng viên, năm 2021", Result.MATCHES),
        ("Đảng viên, năm 2021, Đảng bộ xã An Lĩnh", Result.MATCHES),
        ("Đảng viên, năm 2020", Result.MATCHES),
    ]


def test_a_change_is_held_against_the_other_year_where_the_text_tells_it() -> None:
    def change(by: str) -> Narrative:
        return told(
            "Năm 2019, số đảng viên không hoàn thành nhiệm vụ là 423 đồng chí.",
            f"Năm 2020, số đảng viên không hoàn thành nhiệm vụ là 391 đồng chí, giảm {by} đồng chí so "
            "với năm 2019.",
        )

    right, wrong = change("32"), change("23")

    assert right.reports[-1].result is Result.MATCHES
    assert [one.code for one in wrong.reports[-1].findings] == ["S021"]


def test_figures_and_words_of_one_number_must_agree() -> None:
    right = only("Đảng bộ có 21 (hai mươi mốt) chi bộ.")
    wrong = only("Đảng bộ có 21 (hai mươi hai) chi bộ.")

    assert right.result is Result.MATCHES
    assert [one.code for one in wrong.findings] == ["S024"]


def test_figures_of_a_part_only_are_left_out_and_listed() -> None:
    found = told(
        "Đảng bộ có 500 đảng viên, số đảng viên được đánh giá là 500. Số đảng viên nữ hoàn thành tốt "
        "nhiệm vụ là 120 đồng chí. Tổng kinh phí 4,5 tỷ đồng; hơn 300 đại biểu dự."
    )

    assert found.reports[0].result is Result.MATCHES
    assert [(one.said, one.reason) for one in found.loose] == [
        ("120", "chỉ nói về một bộ phận"),
        ("4,5", "không rõ con số này đếm gì"),
        ("300", "không rõ con số này đếm gì"),
    ]


@pytest.mark.parametrize(
    ("share", "result"),
    [
        ("chiếm 12,50% tổng số đảng viên", Result.MATCHES),
        ("chiếm 13,33% tổng số đảng viên được đánh giá", Result.MATCHES),
        ("chiếm 13,33% tổng số đảng viên", Result.WRONG),
        ("chiếm 16,67% so với tổng số đảng viên hoàn thành tốt nhiệm vụ", Result.MATCHES),
        ("chiếm 3% tổng số cán bộ, công chức", Result.MATCHES),  # not judged; the sums hold
    ],
)
def test_a_percentage_may_say_what_it_is_of(share: str, result: Result) -> None:
    found = only(
        "Đảng bộ có 800 đảng viên, trong đó 50 đảng viên chưa được đánh giá, số đảng viên được đánh "
        f"giá là 750. Hoàn thành xuất sắc nhiệm vụ là 100 đồng chí, {share}. Hoàn thành tốt nhiệm vụ "
        "là 600 đồng chí, hoàn thành nhiệm vụ là 150 đồng chí, không hoàn thành nhiệm vụ: không."
    )

    assert found.result is result


def test_a_share_of_something_else_than_what_was_just_named_is_noted() -> None:
    found = only(
        "Số đảng viên được đánh giá là 200. Hoàn thành tốt nhiệm vụ là 160 đồng chí, trong đó hoàn "
        "thành xuất sắc nhiệm vụ là 20 đồng chí, chiếm 10%; hoàn thành nhiệm vụ là 40 đồng chí."
    )

    assert found.result is Result.MATCHES
    assert "chia cho 200, không phải cho hoàn thành tốt 160 vừa nêu" in found.notes[0].message


def test_counts_out_of_a_total_and_percentages_alone_are_understood() -> None:
    found = told(
        "Năm 2019 toàn tỉnh có 660 trong tổng số 688 tổ chức cơ sở đảng (TCCSĐ) được đánh giá.",
        "Có 600 TCCSĐ hoàn thành tốt nhiệm vụ, đạt 90,9%, trong đó có 23,8% xếp loại hoàn thành xuất "
        "sắc nhiệm vụ. Có 9,1% số TCCSĐ hoàn thành nhiệm vụ và không TCCSĐ nào bị xếp loại không hoàn "
        "thành nhiệm vụ. Toàn Đảng bộ có 90,33% số đảng viên được đánh giá xếp loại hoàn thành tốt "
        "nhiệm vụ trở lên; 9,1% hoàn thành nhiệm vụ và 0,57% không hoàn thành nhiệm vụ. Tặng bằng "
        "khen cho 59 đảng viên hoàn thành xuất sắc nhiệm vụ 5 năm liền; đạt 91,5 điểm.",
    )

    bodies, members = found.reports
    assert (bodies.result, members.result) == (Result.MATCHES, Result.UNCHECKED)
    assert dict(found.told[0].table.figures) == {
        I.RATED: 660, I.TOTAL: 688, I.GOOD: 600, I.FAILED: 0,
    }  # fmt: skip
    percents = [(one.item, one.printed) for one in found.told[1].table.shares]
    assert percents == [(I.GOOD_UP, "90,33%"), (I.DONE, "9,1%"), (I.FAILED, "0,57%")]
    assert ("59", "chỉ nói về một bộ phận") in [(one.said, one.reason) for one in found.loose]


def test_the_wordings_of_published_reports_are_understood() -> None:
    found = told(
        "Năm 2017, có 50/52 cơ sở Đảng trực thuộc được đánh giá. Kết quả, có 14 cơ sở Đảng đạt trong "
        "sạch vững mạnh (chiếm tỷ lệ 28%, so với năm 2016 tăng 4,48%), 33 cơ sở Đảng hoàn thành tốt "
        "nhiệm vụ (chiếm 66%), hoàn thành nhiệm vụ 2 cơ sở Đảng (chiếm 4%), 1 cơ sở Đảng yếu kém "
        "(chiếm 2%).",
        "Đối với việc đánh giá 431 chi bộ trực thuộc, có 148 chi bộ đạt trong sạch vững mạnh (chiếm tỷ "
        "lệ 34,33%), 211 chi bộ trên địa bàn được xếp loại hoàn thành tốt nhiệm vụ, 31 chi bộ hoàn "
        "thành nhiệm vụ, 41 chi bộ yếu kém.",
        "Có 17 đảng viên bị xử lý kỷ luật (khiển trách 11, cảnh cáo 5, cách chức 1 chi ủy viên, khai "
        "trừ: không).",
    )

    bodies, cells, members = found.reports
    assert [one.result for one in found.reports] == [
        Result.MATCHES,
        Result.ROUNDED,
        Result.MATCHES,
    ]
    assert (bodies.inside, cells.inside) == (False, False)
    assert [one.recomputed for one in cells.findings] == ["34.3387"]
    assert members.computed[0].printed == "17"
    assert [one.said for one in found.loose] == ["4,48%"]


def test_aims_are_no_results() -> None:
    found = told(
        "Năm 2019 có 05 chi bộ. Năm 2020 phấn đấu 100% đảng viên hoàn thành nhiệm vụ trở lên; 11/11 chi "
        "bộ hoàn thành tốt nhiệm vụ. Kết quả có 5 chi bộ hoàn thành nhiệm vụ."
    )

    aims = [one.said for one in found.loose if one.reason == "là chỉ tiêu, không phải kết quả"]
    assert aims == ["100%", "11/11"]
    assert Result.WRONG not in {one.result for one in found.reports}


def test_a_coarse_percentage_of_a_base_that_is_only_likely_proves_nothing() -> None:
    found = told(
        "Đảng viên hoàn thành xuất sắc nhiệm vụ là 15 đảng viên, chiếm 21%; đảng viên hoàn thành tốt "
        "nhiệm vụ là 55 đảng viên chiếm tỉ lệ 76,3 %; 02 đảng viên hoàn thành nhiệm vụ chiếm 2,7%."
    )

    assert found.reports[0].result is Result.UNCHECKED
    reasons = " ".join(one.reason for one in found.loose)
    assert "nếu chia cho tổng các mức đã in 72 thì làm tròn đúng là 76,4%" in reasons


@pytest.mark.parametrize(
    ("shares", "result"),
    [
        (("13%", "80,42%", "5,84%", "0,73%"), Result.UNCHECKED),  # beside "tốt": 99,99
        (("13%", "93,42%", "5,84%", "0,73%"), Result.UNCHECKED),  # within
        (("13%", "80,42%", "8,54%", "0,73%"), Result.WRONG),
    ],
)
def test_percentages_of_all_levels_must_make_a_whole(shares: Sequence[str], result: Result) -> None:
    said = "; ".join(
        f"{level.lower()} chiếm {one}" for level, one in zip(LEVELS, shares, strict=True)
    )

    found = only(f"Kết quả xếp loại đảng viên: {said}.")

    assert found.result is result
    assert [one.code for one in found.findings] == (["S009"] if result is Result.WRONG else [])


def test_one_label_may_have_percentages_of_two_bases() -> None:
    found = told(
        "Đảng viên hoàn thành xuất sắc nhiệm vụ chiếm 13% tổng số đảng viên được đánh giá và chiếm "
        "16,19% so với tổng số đảng viên đủ tư cách, hoàn thành tốt nhiệm vụ. Toàn đảng bộ có 787 tổ "
        "chức cơ sở đảng, trong đó có 269 đảng bộ cơ sở."
    )

    bases = [(one.item, one.base) for one in found.told[0].table.shares]
    assert bases == [(I.EXCELLENT, I.RATED), (I.EXCELLENT, I.GOOD)]
    assert found.reports[1].findings == ()


def test_comrades_are_members_whatever_was_spoken_of_before() -> None:
    found = told("Đối với chi bộ: được đánh giá 5 chi bộ. Kỷ luật khiển trách 02 đồng chí.")

    assert [(one.topic, dict(one.table.figures)) for one in found.told] == [
        (Topic.CELLS, {I.RATED: 5}),
        (Topic.MEMBERS, {I.REPRIMANDED: 2}),
    ]


def test_figures_about_nobody_in_particular_are_listed() -> None:
    found = told("Kết quả: hoàn thành tốt nhiệm vụ là 12. Không có gì khác; tăng 15%.")

    assert found.reports == ()
    assert [(one.said, one.reason) for one in found.loose] == [
        ("12", "không rõ nói về đối tượng nào"),
        ("15%", "không rõ con số này đếm gì"),
    ]


def test_a_change_against_last_year_by_name_is_held_against_it() -> None:
    found = told(
        "Năm 2021, số đảng viên được đánh giá là 90.",
        "Năm 2022, số đảng viên được đánh giá là 100 đồng chí, tăng 9 đồng chí so với năm trước.",
    )

    assert [one.code for one in found.reports[-1].findings] == ["S021"]


LEVELS = ("Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ", "Không hoàn thành nhiệm vụ")  # fmt: skip
WAYS = (
    "{level} là {count} đồng chí, chiếm {share}",
    "{level}: {count} ({share})",
    "có {count} đảng viên {low}, chiếm tỷ lệ {share}",
    "{count} đồng chí được xếp loại {low} ({share})",
    "số đảng viên {low} là {count} đồng chí, đạt {share}",
)


@given(
    st.lists(st.integers(1, 900), min_size=4, max_size=4),
    st.lists(st.sampled_from(WAYS), min_size=4, max_size=4),
    st.sampled_from(["; ", ". ", "\n"]),
    st.integers(0, 3),
)
def test_a_report_that_adds_up_matches_however_it_is_worded(
    counts: Sequence[int], ways: Sequence[str], between: str, spoilt: int
) -> None:
    rated = sum(counts)
    said = [
        way.format(level=level, low=level.lower(), count=text.thousands(n), share=percent(n, rated))
        for level, way, n in zip(LEVELS, ways, counts, strict=True)
    ]
    head = f"Số đảng viên được đánh giá, xếp loại là {text.thousands(rated)}. "

    found = told(*(head + between.join(said)).split("\n"))

    assert [one.result for one in found.reports] == [Result.MATCHES], head + between.join(said)
    assert found.loose == ()
    said[spoilt] = said[spoilt].replace(
        text.thousands(counts[spoilt]), text.thousands(counts[spoilt] + 1_000), 1
    )
    wrong = told(*(head + between.join(said)).split("\n"))
    assert wrong.reports[0].result is Result.WRONG


@given(st.text(max_size=300))
def test_any_text_at_all_is_read(said: str) -> None:
    assert isinstance(told(said), Narrative)


# Files.


def run(path: Path, *options: str) -> Any:
    result = CliRunner().invoke(cli, ["stats", "check", str(path), "--json", *options])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_text_file_lists_what_nothing_could_be_said_of(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_bytes(f"Báo cáo\r\n\r\n{MEMBERS}\r\n".encode("utf-16"))

    found = run(path)

    assert [one["ket_qua"] for one in found["bang"]] == ["khop"]
    (left,) = found["chua_lien_he"]
    assert (left["in"], left["nhan"], left["noi"]) == ("32", "không hoàn thành", "dòng 3")
    assert left["cau"].startswith("Đảng viên Không hoàn thành nhiệm vụ")


def test_a_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_bytes("Đảng viên".encode("cp1258", "replace") + b"\xff\xf3")

    result = CliRunner().invoke(cli, ["stats", "check", str(path), "--json"])

    assert json.loads(result.stdout)["tu_choi"]["ma"] == "TEP_KHONG_DOC_DUOC"


def a_report(*paragraphs: str, rows: Sequence[Sequence[str]] = ()) -> bytes:
    document = docx.Document()
    for said in paragraphs:
        document.add_paragraph(said)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                table.cell(row, column).text = value
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(0, 0).merge(table.cell(1, 0))
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_a_word_file_is_read_with_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.docx"
    rows = [
        ["Mức", "Đảng viên", ""],
        ["", "Số lượng", "Tỷ lệ"],
        ["Được đánh giá", "100", ""],
        ["Hoàn thành tốt nhiệm vụ", "80", "80%"],
        ["Hoàn thành nhiệm vụ", "20", "21%"],
    ]
    path.write_bytes(a_report("Kết quả năm 2022", MEMBERS, "Bảng số liệu", rows=rows))

    found = run(path)

    words, table = found["bang"]
    assert (words["ket_qua"], table["ket_qua"]) == ("khop", "lam_tron")
    assert table["ten"] == "Bảng 1 «Bảng số liệu»"
    (finding,) = table["van_de"]
    assert (finding["in"], finding["noi"]) == ("21%", "bảng 1, hàng 5, cột 3")


def test_findings_of_a_report_are_shown_with_their_sentence(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_text("\n".join(TAM_KY), encoding="utf-8")

    said = CliRunner().invoke(cli, ["stats", "check", str(path)]).output

    assert "S011  hoàn thành xuất sắc: 16/83" in said
    assert f"«{TAM_KY[0]}»" in said
    assert "dòng 2: «391» (hoàn thành nhiệm vụ) – không có số nào khác để đối chiếu." in said


@pytest.fixture
def rated(sample_office: Office) -> Office:
    """Return the sample's office with its members rated."""
    source = sample.path("xep_loai_2025.csv")
    reviewed(sample_office, day="2025-12-01")
    early = ("--before-ground", "--why", "số liệu để thử")
    sample_office.ok(
        "ratings", "set", "--from", source, "--year", "2025", "--date", "2025-12-02", *early
    )
    return sample_office


def test_a_report_is_held_against_the_archive(rated: Office, tmp_path: Path) -> None:
    counts = Archive(ws=rated.workspace, org=None, today=date(2025, 12, 2)).counts(
        Topic.MEMBERS, 2025
    )
    assert counts is not None
    assert counts.rated
    path = tmp_path / "bao-cao.txt"
    path.write_text(
        f"Năm 2025, toàn đảng bộ có {counts.total} đảng viên, số đảng viên được đánh giá là "
        f"{counts.rated}. Hoàn thành tốt nhiệm vụ trở lên là {counts.good_or_better} đồng chí, trong "
        f"đó hoàn thành xuất sắc nhiệm vụ {counts.excellent + 1} đồng chí; hoàn thành nhiệm vụ là "
        f"{counts.done} đồng chí; không hoàn thành nhiệm vụ là {counts.failed} đồng chí.",
        encoding="utf-8",
    )

    found = rated.json("stats", "check", path, "--year", "2025")

    own, kept = found["bang"]
    assert own["ket_qua"] == "khop"
    assert kept["ten"] == "Đảng viên, năm 2025 – đối chiếu với kho năm 2025"
    (finding,) = kept["van_de"]
    assert (finding["ma"], finding["nhan"]) == ("S050", "hoàn thành xuất sắc")
    assert finding["thong_bao"] == (
        f"Hoàn thành xuất sắc: in {counts.excellent + 1}, kho có {counts.excellent}."
    )
    assert finding["cau"]


def test_a_change_is_held_against_last_year_in_the_archive(rated: Office, tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_text(
        "Năm 2025, toàn đảng bộ có 500 đảng viên, tăng 1 đảng viên so với năm 2024.",
        encoding="utf-8",
    )

    (_, kept) = rated.json("stats", "check", path, "--year", "2025")["bang"]

    assert [one["ma"] for one in kept["van_de"]] == ["S050", "S051"]
    assert "tăng 1 so với năm 2024; kho năm 2024 có" in kept["van_de"][1]["thong_bao"]


def test_tables_are_held_against_the_archive_when_their_title_says_whom_they_count(
    rated: Office, tmp_path: Path
) -> None:
    tables = [
        {"ten": "Đảng viên", "tong_so": 1},
        {"ten": "Chi bộ", "tong_so": 1},
        {"ten": "Bảng 3"},
    ]
    path = tmp_path / "bang.json"
    path.write_text(json.dumps(tables), encoding="utf-8")

    found = rated.json("stats", "check", path, "--year", "2025")["bang"]

    assert [one["ten"] for one in found[3:]] == [
        "Đảng viên – đối chiếu với kho năm 2025",
        "Chi bộ – đối chiếu với kho năm 2025",
    ]


def test_what_the_archive_does_not_count_is_not_held_against_it(
    rated: Office, tmp_path: Path
) -> None:
    tables = [{"ten": "Cá nhân lãnh đạo, quản lý", "tong_so": 1}, {"ten": "TCCSĐ", "tong_so": 1}]
    path = tmp_path / "bang.json"
    path.write_text(json.dumps(tables), encoding="utf-8")
    words = tmp_path / "bao-cao.txt"
    words.write_text("Năm 2020, toàn đảng bộ có 1 chi bộ.", encoding="utf-8")
    cell = ("--year", "2025", "--org", "cb-van-phong")

    found = rated.json("stats", "check", path, *cell)["bang"]
    other_year = rated.json("stats", "check", words, *cell)["bang"]

    assert [one["ten"] for one in found[2:]] == ["TCCSĐ – đối chiếu với kho năm 2025"]
    assert "kho không có ai thuộc đối tượng này" in found[2]["chua_kiem"][0]["ly_do"]
    assert len(other_year) == 1


def test_levels_are_not_held_against_an_archive_without_any(
    sample_office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "bang.json"
    path.write_text(json.dumps([{"ten": "Đảng viên", "muc": {"htt": 9}}]), encoding="utf-8")

    (_, kept) = sample_office.json("stats", "check", path, "--year", "2025")["bang"]

    assert kept["ket_qua"] == "chua_kiem_duoc"
    assert "kho chưa có kết quả xếp loại năm 2025" in kept["chua_kiem"][0]["ly_do"]


def test_an_archive_without_a_roster_leaves_the_table_unchecked_and_says_what_to_do(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "bang.json"
    path.write_text(json.dumps([{"ten": "Đảng viên", "tong_so": 9}]), encoding="utf-8")

    (_, kept) = office.json("stats", "check", path, "--year", "2025")["bang"]

    assert kept["ket_qua"] == "chua_kiem_duoc"
    assert "hoso roster import" in kept["chua_kiem"][0]["ly_do"]


def test_an_organisation_without_a_year_and_a_year_without_a_workspace_are_refused(
    tmp_path: Path,
) -> None:
    path = tmp_path / "bang.json"
    path.write_text("[]", encoding="utf-8")

    no_year = CliRunner().invoke(cli, ["stats", "check", str(path), "--org", "x"])
    nowhere = CliRunner().invoke(
        cli, ["--root", str(tmp_path), "stats", "check", str(path), "--year", "2025", "--json"]
    )

    assert (no_year.exit_code, "--year" in no_year.output) == (2, True)
    assert json.loads(nowhere.stdout)["tu_choi"]["ma"] == "KHONG_GIAN_LAM_VIEC"
