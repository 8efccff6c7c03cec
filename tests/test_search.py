"""Search in an index: slips, abbreviations, exclusions, groups, places of passages, likeness."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hoso.errors import NotFoundError
from hoso.index import Filters, Found, Groups, Index, parse
from tests.index_samples import ANY, a_document, an_index

SCHOOL = {"organisation": "cb-1", "organisation_name": "Chi bộ Trường Mầm non Hoa Sen"}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return an_index(
        tmp_path_factory.mktemp("ke"),
        [
            a_document(
                "d/1",
                "Chậm giải phóng mặt bằng đường liên thôn.",
                status="da_khac_phuc",
                **SCHOOL,
            ),
            a_document(
                "d/2",
                "Tỷ lệ cán bộ HTXSNV vượt mức; UBKT nhắc nhở.",
                year=2022,
                organisation="cb-2",
                organisation_name="Đảng ủy xã An Lĩnh",
                level="htxs",
            ),
            a_document(
                "d/3",
                "Được xếp loại hoàn thành xuất sắc nhiệm vụ. Nhiệm vụ xuất sắc, hoàn thành.",
                year=2022,
                organisation="cb-2",
                organisation_name="Đảng ủy xã An Lĩnh",
                kind="bao_cao",
                person="Trần Thị Ngoan",
                card="38001234",
            ),
            a_document(
                "d/4",
                "Xuất hiện sắc thái; hoàn trả tiền; thành quả; nhiệm kỳ; vụ việc giải trình.",
                person="Lê Trần Lân",
                card="38009999",
                symbol="07-BC/CB",
                **SCHOOL,
            ),
            a_document(
                "d/5", "Kỳ họp ngày 05/12/2025 vắng nhiều; dĩ hòa vi quý.", year=None, **SCHOOL
            ),
            a_document(
                "d/6",
                "Biên bản nói về mặt bằng kho.",
                title="Biên bản kiểm kê kho thiết bị dạy học",
                **SCHOOL,
            ),
        ],
    )


def numbers(found: Found) -> list[str]:
    return [hit.document.rpartition("/")[2] for hit in found.hits]


# -- abbreviations, numbers, days -------------------------------------------------------------


def test_short_and_full_forms_find_each_other_and_the_scattered_words_come_last(
    shelf: Index,
) -> None:
    short = numbers(shelf.search("HTXSNV", ANY, 10))
    full = numbers(shelf.search("hoàn thành xuất sắc nhiệm vụ", ANY, 10))
    folded = numbers(shelf.search("hoan thanh xuat sac nhiem vu", ANY, 10))

    assert set(short) == {"2", "3"}
    assert set(full[:2]) == set(folded[:2]) == {"2", "3"}
    assert full[2:] == folded[2:] == ["4"]
    assert numbers(shelf.search('"ủy ban kiểm tra nhắc nhở"', ANY, 10)) == ["2"]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("7-BC/CB", "4"),
        ("07-bc/cb", "4"),
        ("5/12/2025", "5"),
        ("05.12.2025", "5"),
        ("d/6", "6"),
        ("38001234", "3"),
    ],
)
def test_numbers_days_codes_and_cards_are_found_as_they_are_typed(
    shelf: Index, query: str, number: str
) -> None:
    assert numbers(shelf.search(query, ANY, 10))[0] == number


def test_a_document_called_as_the_query_says_comes_before_one_that_speaks_of_it(
    tmp_path: Path,
) -> None:
    talk = "biên bản kiểm kê kho thiết bị " * 12
    index = an_index(
        tmp_path,
        [a_document("d/1", talk), a_document("d/2", "x", title="Biên bản kiểm kê kho thiết bị")],
    )

    assert numbers(index.search("bien ban kiem ke kho", ANY, 1)) == ["2"]
    assert numbers(index.search("biên bản kiểm kê kho", ANY, 2)) == ["2", "1"]


# -- slips ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "meant", "number"),
    [
        ("giải phogn mặt bằng", "giải phóng mặt bằng", "1"),
        ("giai phonggg mat bang", "giai phóng mat bang", "1"),
        ("giari phongs mawtj bawngf", "giải phóng mặt bằng", "1"),
        ("giảiphóng mặt bằng", "giải phóng mặt bằng", "1"),
        ("dĩ hòa vy quý", "dĩ hòa vi quý", "5"),
        ('"giải phogn mặt bằng"', '"giải phóng mặt bằng"', "1"),
        ("duongw lien thon", "đường lien thon", "1"),
        ("Trần Thị Ngoann", "Trần Thị ngoan", "3"),
    ],
)
def test_a_slip_is_forgiven_and_what_was_meant_is_said(
    shelf: Index, query: str, meant: str, number: str
) -> None:
    found = shelf.search(query, ANY, 10)

    assert found.meant == meant
    assert numbers(found)[0] == number
    assert found.note.startswith("Đã sửa «")


@pytest.mark.parametrize("query", ["xyzzy", "124-XX/YY", "zz", "99999", "q w"])
def test_what_resembles_nothing_is_not_guessed_at(shelf: Index, query: str) -> None:
    assert shelf.search(query, ANY, 10) == Found(total=0)


def test_a_known_word_is_doubted_only_when_nothing_answers(shelf: Index) -> None:
    answered = shelf.search("mặt bằng", ANY, 10)
    doubted = shelf.search("mạt bằng kho", ANY, 10)
    odd = shelf.search("hòa vị quý", ANY, 10)

    assert (answered.meant, answered.note) == ("", "")
    assert numbers(doubted) == ["6"]
    assert numbers(odd) == ["5"]


@pytest.fixture
def scattered(tmp_path: Path) -> Index:
    return an_index(
        tmp_path,
        [
            a_document("d/1", "Dĩ nhiên đồng chí Vỹ rất quý mến việc hòa giải."),
            a_document("d/2", "Biểu hiện dĩ hòa vi quý."),
            a_document("d/3", "Khuyến khích học tập; khuyết điểm kéo dài; điểm thi."),
            a_document("d/4", "Chỉ ra khuyết điểm."),
        ],
    )


def test_a_word_unseen_under_its_marks_gives_way_to_one_that_fits_its_neighbours(
    scattered: Index,
) -> None:
    marked = scattered.search("dĩ hòa vy quý", ANY, 10)
    plain = scattered.search("di hoa vy quy", ANY, 10)

    assert (numbers(marked), marked.total, marked.meant) == (["2", "1"], 2, "dĩ hòa vi quý")
    assert "Đã sửa «vy» thành «vi»" in marked.note
    assert (numbers(plain), plain.note, plain.meant) == (["1"], "", "di hoa vi quy")


def test_when_nothing_answers_a_known_word_may_be_a_slip(scattered: Index) -> None:
    found = scattered.search("chỉ ra khuyến điểm", ANY, 10)

    assert (numbers(found), found.meant) == (["4"], "chỉ ra khuyết điểm")
    assert scattered.search('chỉ "khuyến khích" điểm', ANY, 10).meant == ""


def test_an_unknown_word_without_a_like_leaves_the_others_to_answer(shelf: Index) -> None:
    found = shelf.search("xyzzy giải phogn", ANY, 10)

    assert "1" in numbers(found)
    assert "Đã sửa «phogn»" in found.note
    assert "Không văn bản nào có đủ các từ" in found.note


# -- exclusions and filters -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("mặt bằng -kho", {"1"}),
        ('mặt bằng -"biên bản"', {"1"}),
        ("mặt bằng -ủy", {"1", "6"}),
        ("mat bang -kho", {"1"}),
        ("nhiệm -HTXSNV", {"4"}),
        ("mặt bằng -mặt", set()),
    ],
)
def test_exclusions_take_documents_out_and_out_of_the_count(
    shelf: Index, query: str, found: set[str]
) -> None:
    answer = shelf.search(query, ANY, 10)

    assert set(numbers(answer)) == found
    assert answer.total == len(found)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(spans=[(2022, 2022), (2025, None)]), {"2", "3"}),
        (Filters(people=["trần"]), {"3", "4"}),
        (Filters(people=["tran thi ngoan"]), {"3"}),
        (Filters(people=["Lân"]), {"4"}),
        (Filters(people=["lấn"]), set()),
        (Filters(people=["38009999", "ngoan"]), {"3", "4"}),
        (Filters(people=[]), set()),
        (Filters(statuses=["da_khac_phuc"]), {"1"}),
        (Filters(levels=["htxs"]), {"2"}),
        (Filters(without=(Filters(organisations=["cb-1"]),)), {"2", "3"}),
        (Filters(without=(Filters(kinds=["bao_cao"]), Filters(years=(2024, 2024)))), {"2", "5"}),
        (Filters(without=(Filters(),)), set()),
    ],
)
def test_filters_keep_what_they_say(shelf: Index, filters: Filters, found: set[str]) -> None:
    listed = shelf.search(parse("năm:0000"), filters, 10)

    assert set(numbers(listed)) == found
    assert listed.total == len(found)


def test_conditions_alone_list_the_newest_first(shelf: Index) -> None:
    listed = shelf.search(parse("năm:2000.."), ANY, 3)

    assert listed.total == 6
    assert [hit.year for hit in listed.hits if hit.year] == sorted(
        (hit.year for hit in listed.hits if hit.year), reverse=True
    )


def test_days_tell_which_text_stood_in_the_archive(tmp_path: Path) -> None:
    first, second = date(2025, 12, 5), date(2025, 12, 9)
    index = an_index(
        tmp_path,
        [
            a_document("d/1", "nội dung", key="d/1@1", version=1, since=first, until=second),
            a_document("d/1", "nội dung", key="d/1@2", version=2, since=second),
            a_document("d/1", "nội dung", key="d/1@0", version=0, since=first, until=first),
        ],
    )

    def standing(day: date) -> list[int]:
        return [hit.version for hit in index.search("nội dung", Filters(at=day), 10).hits]

    assert [standing(date(2025, 12, day)) for day in (4, 5, 8, 9, 31)] == [[], [1], [1], [2], [2]]
    assert index.search("nội dung", ANY, 10).total == 3


# -- groups, places, likeness -----------------------------------------------------------------


def test_groups_count_everything_found_not_only_what_is_shown(shelf: Index) -> None:
    found = shelf.search("nhiệm", ANY, 1)

    assert len(found.hits) == 1
    assert found.groups == Groups(
        years=((2024, 1), (2022, 1)),
        organisations=(("cb-1", 1), ("cb-2", 1)),
        kinds=(("bao_cao", 1), ("khuyet_diem", 1)),
    )
    assert shelf.search("vắng", ANY, 1).groups.years == ()


FORM = """\
ĐẢNG BỘ XÃ AN LĨNH
Phần I
A. NỘI DUNG KIỂM ĐIỂM
I. Ưu điểm
1. Về lãnh đạo
Chi bộ họp đều.
II- Hạn chế, khuyết điểm và nguyên nhân
- Hạn chế, khuyết điểm.
Nộp đảng phí chậm.
- Nguyên nhân: chủ quan.
B. ĐỀ XUẤT
Điều 2. Giao Văn phòng theo dõi"""


@pytest.mark.parametrize(
    ("query", "section", "paragraph"),
    [
        ("họp đều", "Phần I / A. NỘI DUNG KIỂM ĐIỂM / I. Ưu điểm / 1. Về lãnh đạo", 6),
        (
            "đảng phí",
            "Phần I / A. NỘI DUNG KIỂM ĐIỂM / II- Hạn chế, khuyết điểm và nguyên nhân / "
            "- Hạn chế, khuyết điểm.",
            9,
        ),
        ("theo dõi", "Phần I / B. ĐỀ XUẤT / Điều 2. Giao Văn phòng theo dõi", 12),
        ("an lĩnh", "", 1),
    ],
)
def test_a_hit_says_under_which_headings_and_in_which_paragraph_it_stands(
    tmp_path: Path, query: str, section: str, paragraph: int
) -> None:
    (hit,) = an_index(tmp_path, [a_document("d/1", FORM)]).search(query, ANY, 1).hits

    assert (hit.section, hit.paragraph, hit.page) == (section, paragraph, None)


def test_a_hit_in_a_paper_with_pages_says_the_page_and_one_in_the_title_nothing(
    tmp_path: Path,
) -> None:
    index = an_index(tmp_path, [a_document("d/1", "đầu\f\ngiữa\f\ncuối", title="Kết luận số 5")])

    pages = [index.search(query, ANY, 1).hits[0].page for query in ("đầu", "giữa", "cuối")]
    titled = index.search("kết luận", ANY, 1).hits[0]

    assert pages == [1, 2, 3]
    assert (titled.section, titled.paragraph, titled.page) == ("", None, None)


def test_a_long_heading_is_cut_at_a_word(tmp_path: Path) -> None:
    text = f"I. {'nhiệm vụ ' * 40}\nđảng phí"
    (hit,) = an_index(tmp_path, [a_document("d/1", text)]).search("đảng phí", ANY, 1).hits

    assert hit.section.endswith("… ".strip())
    assert len(hit.section) <= 92


def test_like_finds_what_says_nearly_the_same_and_not_itself(tmp_path: Path) -> None:
    filler = [a_document(f"f/{n}", f"Công tác chung của chi bộ thứ {n}.") for n in range(8)]
    index = an_index(
        tmp_path,
        [
            a_document("d/1", "Thu, nộp đảng phí dồn theo quý."),
            a_document("d/2", "Đảng phí đóng dồn hai quý một lần.", year=2022),
            *filler,
        ],
    )

    found = index.like("d/1", None, ANY, 5)

    assert numbers(found)[0] == "2"
    assert "d/1" not in [hit.document for hit in found.hits]
    assert "<b>" in found.hits[0].snippet
    assert index.like("d/1", parse("đóng"), ANY, 5).hits[0].document == "d/2"
    assert index.like("d/1", parse("đóng -dồn"), ANY, 5).total == 0
    assert index.like("D/1", None, Filters(years=(2024, 2024)), 5).total in (0, 8)
    assert "không văn bản nào khác" in index.like("d/1", parse("chi đoàn"), ANY, 5).note.lower()


def test_like_of_a_code_that_is_not_there_is_refused(shelf: Index) -> None:
    with pytest.raises(NotFoundError, match="K-9999"):
        shelf.like("K-9999", None, ANY, 5)
