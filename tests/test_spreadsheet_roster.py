from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoso.errors import StorageError, UnreadableFileError
from hoso.model.roster import (
    UNSAID,
    Category,
    Member,
    MemberState,
    Organisation,
    OrganisationState,
    Post,
    PostSide,
    Roster,
    RosterSheet,
    Standing,
)
from hoso.spreadsheet import (
    RosterRead,
    RowProblem,
    read_roster,
    write_roster,
    write_roster_template,
)
from hoso.text import squeeze

DAY = date(2025, 12, 31)
ORGANISATION_HEADER = [
    "Mã tổ chức",
    "Tên tổ chức đảng",
    "Loại",
    "Trực thuộc",
    "Địa danh",
    "Tỉnh",
    "Nhiệm kỳ",
    "Từ ngày",
    "Đến ngày",
    "Nhiệm kỳ từ",
    "Nhiệm kỳ đến",
    "Cấp trên trực tiếp",
]
ORGANISATIONS: list[list[object]] = [
    ["db-hai-quan", "Đảng bộ Hải quan", "Đảng bộ cơ sở", None, "Pleiku", "Gia Lai"],
    ["cb-van-phong", "Chi bộ Văn phòng", "Chi bộ", "db-hai-quan", "Pleiku", "Gia Lai"],
    ["cb-hoa-binh", "Chi bộ Hoà Bình", "Chi bộ", "Đảng bộ Hải quan", "Kon Tum", "Kon Tum"],
]
HEADER = [
    "TT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Số thẻ đảng viên",
    "Ngày vào Đảng",
    "Ngày chính thức",
    "Chi bộ",
    "Chức vụ Đảng",
    "Chức vụ chính quyền",
    "Chức vụ đoàn thể",
    "Đơn vị công tác",
    "Đối tượng",
    "Tình trạng",
    "Ngày về chi bộ",
    "Ngày chuyển đi",
    "Nơi chuyển đến/đi",
    "Ghi chú",
]


def a_row(**changes: object) -> list[object]:
    values: dict[str, object] = {
        "tt": 1,
        "ten": "Lê Thị Hồng Nhung",
        "sinh": "05/02/1980",
        "gioi": "Nữ",
        "the": "38001234",
        "vao": datetime(2005, 6, 7),  # noqa: DTZ001  # as Excel gives a date
        "chinh_thuc": "07/06/2006",
        "chi_bo": "cb-van-phong",
        "dang": "Bí thư chi bộ; Đảng ủy viên",
        "cq": "Chánh Văn phòng",
        "dt": None,
        "don_vi": "Văn phòng",
        "doi_tuong": "Lãnh đạo, quản lý",
        "tinh_trang": "Đang sinh hoạt",
        "ve": "01/03/2020",
        "di": None,
        "noi": None,
        "ghi_chu": None,
    }
    return list((values | changes).values())


def a_book(
    tmp_path: Path,
    rows: Sequence[Sequence[object]] = (),
    *,
    header: Sequence[object] = HEADER,
    above: Sequence[Sequence[object]] = (("DANH SÁCH",), ("Tính đến ngày 31/12/2025",)),
    organisations: Sequence[Sequence[object]] = ORGANISATIONS,
    below: Sequence[Sequence[object]] = (),
) -> Path:
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = "Tổ chức đảng"
    second = book.create_sheet("Đảng viên")
    for sheet, lines in (
        (first, [ORGANISATION_HEADER, *organisations]),
        (second, [*above, header, *(rows or [a_row()]), *below]),
    ):
        for number, values in enumerate(lines, start=1):
            for column, value in enumerate(values, start=1):
                sheet.cell(number, column).value = value
    if above:
        second.merge_cells("A1:R1")
    path = tmp_path / "danh_sach.xlsx"
    book.save(path)
    return path


def states(read: RosterRead) -> list[MemberState]:
    assert read.sheet is not None
    return [state for member in read.sheet.members for state in member.states]


def codes(problems: Sequence[object]) -> list[str]:
    return [one.code for one in problems if isinstance(one, RowProblem)]


def test_a_whole_roster_is_read_under_merged_titles(tmp_path: Path) -> None:
    read = read_roster(a_book(tmp_path))

    assert read.problems == read.warnings == ()
    assert read.sheet is not None
    assert read.sheet.day == DAY
    assert [(one.code, one.states[0].parent) for one in read.sheet.organisations] == [
        ("db-hai-quan", None),
        ("cb-van-phong", "db-hai-quan"),
        ("cb-hoa-binh", "db-hai-quan"),
    ]
    assert states(read) == [
        MemberState(
            since=date(2020, 3, 1),
            organisation="cb-van-phong",
            full_name="Lê Thị Hồng Nhung",
            birth=date(1980, 2, 5),
            gender="Nữ",
            admitted=date(2005, 6, 7),
            official=date(2006, 6, 7),
            posts=(
                Post(title="Bí thư chi bộ", side=PostSide.PARTY),
                Post(title="Đảng ủy viên", side=PostSide.PARTY),
                Post(title="Chánh Văn phòng", side=PostSide.OFFICE),
            ),
            unit="Văn phòng",
            category=Category.LEADER,
        )
    ]


def test_names_and_headers_in_nfd_are_read_and_stored_in_nfc(tmp_path: Path) -> None:
    header = [unicodedata.normalize("NFD", label) for label in HEADER]
    name = unicodedata.normalize("NFD", "Đặng Thị Thuý Hoà")

    read = read_roster(a_book(tmp_path, [a_row(ten=name)], header=header))

    assert states(read)[0].full_name == "Đặng Thị Thuý Hoà"


def test_headers_are_known_by_other_names_case_and_spacing(tmp_path: Path) -> None:
    header = list(HEADER)
    header[0], header[4], header[5] = "STT", "  SỐ   THẺ\nđảng ", "Ngày kết nạp (dd/mm/yyyy)"
    header[9], header[2] = "chuc vu CQ", "Ngày, tháng, năm sinh"

    read = read_roster(a_book(tmp_path, header=header))

    assert read.problems == ()
    assert states(read)[0].admitted == date(2005, 6, 7)


def test_a_header_of_two_rows_with_merged_posts_is_read(tmp_path: Path) -> None:
    upper: list[object] = list(HEADER)
    upper[8:11] = ["Chức vụ", None, None]
    lower: list[object] = [None] * 8 + ["Đảng", "Chính quyền", "Đoàn thể"]

    read = read_roster(a_book(tmp_path, [lower, a_row(dt="Chủ tịch công đoàn")], header=upper))

    assert read.problems == read.warnings == ()
    assert states(read)[0].posts[-1] == Post(title="Chủ tịch công đoàn", side=PostSide.UNION)


@pytest.mark.parametrize(
    "said",
    ["Chi bộ Văn phòng", "CHI BỘ VĂN PHÒNG", "chi bo van phong", "CB-VAN-PHONG", "cb-van-phong"],
)
def test_a_cell_is_known_by_code_or_name(tmp_path: Path, said: str) -> None:
    read = read_roster(a_book(tmp_path, [a_row(chi_bo=said)]))

    assert states(read)[0].organisation == "cb-van-phong"


def test_a_cell_is_known_with_the_tone_mark_on_either_vowel(tmp_path: Path) -> None:
    read = read_roster(a_book(tmp_path, [a_row(chi_bo="Chi bộ Hòa Bình")]))

    assert states(read)[0].organisation == "cb-hoa-binh"


def test_a_name_of_two_cells_asks_for_the_code(tmp_path: Path) -> None:
    twins: list[list[object]] = [
        *ORGANISATIONS,
        ["cb-vp-2", "Chi bộ Văn phòng", "Chi bộ", "db-hai-quan"],
    ]

    read = read_roster(a_book(tmp_path, [a_row(chi_bo="Chi bộ Văn phòng")], organisations=twins))

    assert "«cb-van-phong», «cb-vp-2»" in read.problems[0].message


@pytest.mark.parametrize(
    ("said", "digits", "warned"),
    [
        ("38001234", "38001234", False),
        (38001234, "38001234", True),
        (1234567, "01234567", True),
        (38.00123, "38001230", True),
        (1.234567, "01234567", True),
        ("38.001234", "38001234", True),
        ("38 001234", "38001234", True),
        ("38\u00a0001-234", "38001234", True),
    ],
)
def test_card_numbers_that_excel_bent_are_mended_with_a_warning(
    tmp_path: Path, said: object, digits: str, warned: bool
) -> None:
    read = read_roster(a_book(tmp_path, [a_row(the=said)]))

    assert read.sheet is not None
    assert [member.card for member in read.sheet.members] == [digits]
    assert ("X101" in codes(read.warnings)) is (warned and str(said) != digits)


@pytest.mark.parametrize(
    "said", ["1234567", "380012345", 123456, 123456789, "38O01234", "không rõ"]
)
def test_a_card_without_eight_digits_is_a_problem(tmp_path: Path, said: object) -> None:
    read = read_roster(a_book(tmp_path, [a_row(the=said)]))

    assert codes(read.problems) == ["X006"]
    assert "ô E4" in read.problems[0].where


@pytest.mark.parametrize(
    ("changes", "code", "cell", "said"),
    [
        ({"sinh": "31/02/1980"}, "X002", "C4", "không phải một ngày có thật"),
        ({"sinh": 1980}, "X002", "C4", "chỉ có năm"),
        ({"sinh": 29221.5}, "X002", "C4", "là một con số"),
        ({"sinh": "01/01/0980"}, "X002", "C4", "không phải một ngày có thật"),
        ({"ten": None}, "X001", "B4", "Họ và tên"),
        ({"the": None}, "X001", "E4", "Số thẻ đảng viên"),
        ({"chi_bo": " "}, "X001", "H4", "Chi bộ"),
        ({"doi_tuong": None}, "X001", "M4", "Đối tượng"),
        ({"chi_bo": "Chi bộ Văn phong 1"}, "X004", "H4", "Ý bạn là «Chi bộ Văn phòng»?"),
        ({"chi_bo": "Xyz"}, "X004", "H4", "không có trong trang"),
        ({"doi_tuong": "Lanh dao quan li"}, "X005", "M4", "Ý bạn là «Lãnh đạo, quản lý»?"),
        ({"tinh_trang": "???"}, "X005", "N4", "Các giá trị dùng được"),
        ({"sinh": "05/02/2010"}, "X008", "F4", "trước «Ngày sinh»"),
        ({"chinh_thuc": "07/06/2004"}, "X008", "G4", "trước «Ngày vào Đảng»"),
        ({"di": "01/01/2019"}, "X008", "P4", "trước «Ngày về chi bộ»"),
        ({"don_vi": "=A1&B1"}, "X007", "L4", "công thức =A1&B1 chưa được tính"),
        ({"sinh": "=TODAY()"}, "X007", "C4", "Paste Values"),
    ],
)
def test_a_bad_cell_is_one_problem_that_names_it_and_the_remedy(
    tmp_path: Path, changes: Mapping[str, object], code: str, cell: str, said: str
) -> None:
    read = read_roster(a_book(tmp_path, [a_row(**changes), a_row(the="38009999", tt=2)]))

    assert codes(read.problems) == [code]
    (problem,) = read.problems
    assert isinstance(problem, RowProblem)
    assert (problem.where, problem.row) == (f"danh_sach.xlsx, trang «Đảng viên», ô {cell}", 4)
    assert said in problem.message
    assert read.sheet is not None
    assert [member.card for member in read.sheet.members] == ["38009999"]


def test_an_error_value_of_excel_is_a_problem(tmp_path: Path) -> None:
    read = read_roster(a_book(tmp_path, [a_row(don_vi="#REF!")]))

    assert codes(read.problems) == ["X007"]
    assert "#REF!" in read.problems[0].message


def test_a_duplicate_card_names_both_rows_and_takes_neither(tmp_path: Path) -> None:
    twice = [a_row(), a_row(tt=2, ten="Trần Văn Đức"), a_row(tt=3, the="38009999")]

    read = read_roster(a_book(tmp_path, twice))

    (problem,) = read.problems
    assert problem.code == "X003"
    assert "các dòng 4 và 5 («Lê Thị Hồng Nhung» và «Trần Văn Đức»)" in problem.message
    assert [state.full_name for state in states(read)] == ["Lê Thị Hồng Nhung"]


def test_a_duplicate_card_is_named_even_when_one_row_is_bad_otherwise(tmp_path: Path) -> None:
    read = read_roster(a_book(tmp_path, [a_row(), a_row(tt=2, sinh="31/02/1980")]))

    assert codes(read.problems) == ["X002", "X003"]
    assert states(read) == []


def test_a_move_may_be_told_in_two_rows_that_follow_each_other(tmp_path: Path) -> None:
    moved = [
        a_row(di="15/06/2025", noi="Chi bộ Hoà Bình"),
        a_row(tt=2, chi_bo="cb-hoa-binh", ve="15/06/2025"),
    ]

    read = read_roster(a_book(tmp_path, moved))

    assert read.problems == ()
    assert [(one.organisation, one.since, one.until) for one in states(read)] == [
        ("cb-van-phong", date(2020, 3, 1), date(2025, 6, 14)),
        ("cb-hoa-binh", date(2025, 6, 15), None),
    ]


@pytest.mark.parametrize(
    "second",
    [
        {"ve": "15/06/2025"},
        {"ten": "Trần An", "ve": "01/01/2026"},
        {"ve": "01/01/2021", "chi_bo": "cb-hoa-binh"},
    ],
    ids=["same-cell-same-day", "someone-else", "overlap"],
)
def test_two_rows_that_overlap_are_a_duplicate(tmp_path: Path, second: dict[str, object]) -> None:
    read = read_roster(a_book(tmp_path, [a_row(di="15/06/2025"), a_row(tt=2, **second)]))

    assert codes(read.problems) == ["X003"]


def test_three_rows_that_follow_each_other_are_three_stays(tmp_path: Path) -> None:
    rows = [
        a_row(di="15/06/2022"),
        a_row(tt=2, chi_bo="cb-hoa-binh", ve="16/06/2022", di="30/06/2024"),
        a_row(tt=3, ve="01/07/2024"),
    ]

    assert len(states(read_roster(a_book(tmp_path, rows)))) == 3


def test_admission_before_eighteen_and_days_after_the_list_are_warnings(tmp_path: Path) -> None:
    rows = [a_row(sinh="08/06/1987"), a_row(tt=2, the="38009999", ve="01/03/2026")]

    read = read_roster(a_book(tmp_path, rows))

    assert read.problems == ()
    assert codes(read.warnings) == ["X105", "X105"]
    assert len(states(read)) == 2


def test_admission_on_the_eighteenth_birthday_is_no_warning(tmp_path: Path) -> None:
    assert read_roster(a_book(tmp_path, [a_row(sinh="07/06/1987")])).warnings == ()


def test_forbidden_characters_are_removed_with_a_warning_that_names_them(tmp_path: Path) -> None:
    read = read_roster(a_book(tmp_path, [a_row(ghi_chu="A_x000B_B_x0001_ & <C>_x000D_")]))

    (warning,) = read.warnings
    assert warning.where.endswith("ô R4")
    assert "U+000B, U+0001" in warning.message
    assert states(read)[0].remarks == "AB & <C>"


def test_headings_totals_and_signatures_are_named_as_not_read(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        [f"({number})" for number in range(1, 19)],
        ["I. CHI BỘ VĂN PHÒNG"],
        a_row(),
        [],
        a_row(tt=2, ten="Tống Văn Công", the="38009999"),
    ]
    below: list[list[object]] = [
        [],
        ["Tổng cộng: 2 đảng viên", 2, 1, 1, 2, 2],
        [None, "NGƯỜI LẬP BIỂU", None, None, None, None, None, "T/M CHI BỘ"],
    ]

    read = read_roster(a_book(tmp_path, rows, below=below))

    assert read.problems == ()
    assert [one.row for one in read.warnings if isinstance(one, RowProblem)] == [4, 5, 10, 11]
    assert codes(read.warnings) == ["X103"] * 4
    assert [state.full_name for state in states(read)] == ["Lê Thị Hồng Nhung", "Tống Văn Công"]


def test_a_numbered_row_with_only_a_name_is_a_member_with_problems(tmp_path: Path) -> None:
    read = read_roster(a_book(tmp_path, [a_row(), [2, "Nguyễn Văn Ất"]]))

    assert codes(read.problems) == ["X001", "X001", "X001"]


def test_columns_cells_and_sheets_that_are_not_read_are_named(tmp_path: Path) -> None:
    header = [*HEADER, "Dân tộc"]
    path = a_book(tmp_path, [[*a_row(), "Kinh", "lạc"]], header=header)
    book = openpyxl.load_workbook(path)
    book.create_sheet("Khác").append(["x"])
    book.create_sheet("Hướng dẫn").append(["x"])
    book.create_sheet("Trống")
    book["Tổ chức đảng"].cell(3, 15).value = "thừa"
    book["Tổ chức đảng"].cell(1, 13).value = "Số ĐT"
    book["Tổ chức đảng"].cell(9, 1).value = "Ghi chú cuối trang"
    book.save(path)

    read = read_roster(path)

    assert sorted(codes(read.warnings)) == ["X103", "X104", "X104", "X104", "X104", "X106"]
    assert any("«Dân tộc»" in one.message for one in read.warnings)


def test_missing_optional_columns_are_told(tmp_path: Path) -> None:
    header: list[object] = ["" if label == "Giới tính" else label for label in HEADER]

    read = read_roster(a_book(tmp_path, [a_row(gioi=None)], header=header))

    assert codes(read.warnings) == ["X109"]
    assert states(read)[0].gender == ""


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (["Tính đến hết ngày 31.12.2025"], DAY),
        (["(Tính đến ngày 31 tháng 12 năm 2025)"], DAY),
        (["Tính đến ngày:", None, datetime(2025, 12, 31)], DAY),  # noqa: DTZ001  # as in Excel
        (["Tính đến 31/12/2025"], DAY),
    ],
)
def test_the_day_of_the_list_is_read_in_its_usual_forms(
    tmp_path: Path, line: list[object], day: date
) -> None:
    read = read_roster(a_book(tmp_path, above=[["DANH SÁCH"], line]))

    assert read.sheet is not None
    assert (read.sheet.day, read.problems) == (day, ())


@pytest.mark.parametrize(
    ("line", "code"), [(["Tính đến ngày 31/02/2025"], "X002"), (["Tính đến ngày"], "X001")]
)
def test_a_day_of_the_list_that_is_none_is_a_problem(
    tmp_path: Path, line: list[object], code: str
) -> None:
    assert codes(read_roster(a_book(tmp_path, above=[["DS"], line])).problems) == [code]


def test_a_list_without_a_day_is_told(tmp_path: Path) -> None:
    read = read_roster(a_book(tmp_path, above=()))

    assert read.sheet is not None
    assert read.sheet.day is None
    assert codes(read.warnings) == ["X107"]


@pytest.mark.parametrize(
    ("row", "code", "said"),
    [
        ([None, "Chi bộ X", "Chi bộ"], "X001", "Mã tổ chức"),
        (["cb x!", "Chi bộ X", "Chi bộ"], "X010", "cb-x"),
        (["cb-van-phong", "Chi bộ X", "Chi bộ"], "X010", "đã có ở dòng 3"),
        (["cb-x", None, "Chi bộ"], "X001", "Tên tổ chức đảng"),
        (["cb-x", "Chi bộ X", "Chi bo sơ sở"], "X005", "Chi bộ cơ sở"),
        (["cb-x", "Chi bộ X", "Chi bộ", "Đảng bộ Z"], "X004", "Trực thuộc"),
        (["cb-x", "Chi bộ X", "Chi bộ", "cb-x"], "X011", "chính nó"),
        (
            ["cb-x", "X", "Chi bộ", None, None, None, None, "02/01/2020", "01/01/2020"],
            "X008",
            "trước «Từ ngày»",
        ),
        (
            ["cb-x", "X", "Chi bộ", None, None, None, None, None, None, "1/1/2021", "1/1/2020"],
            "X008",
            "Nhiệm kỳ",
        ),
    ],
)
def test_a_bad_organisation_is_one_problem(
    tmp_path: Path, row: list[object], code: str, said: str
) -> None:
    read = read_roster(a_book(tmp_path, organisations=[*ORGANISATIONS, row]))

    assert codes(read.problems) == [code]
    assert said in read.problems[0].message
    assert read.problems[0].where.startswith("danh_sach.xlsx, trang «Tổ chức đảng», ô ")
    assert len(states(read)) == 1


def test_what_hangs_on_a_bad_organisation_is_named_with_it(tmp_path: Path) -> None:
    organisations: list[list[object]] = [
        ["db-hai-quan", "Đảng bộ Hải quan", "Tổ đảng"],
        *ORGANISATIONS[1:],
    ]

    read = read_roster(a_book(tmp_path, organisations=organisations))

    assert codes(read.problems) == ["X005", "X011", "X011", "X004"]
    assert read.sheet is None


def test_a_long_circle_of_organisations_is_found_and_spares_the_others(tmp_path: Path) -> None:
    circle: list[list[object]] = [
        ["a", "A", "Chi bộ", "b"],
        ["b", "B", "Chi bộ", "a"],
        ["c", "C", "Chi bộ", "a"],
        *ORGANISATIONS,
    ]

    read = read_roster(a_book(tmp_path, organisations=circle))

    assert codes(read.problems) == ["X011"] * 3
    assert read.sheet is not None
    assert len(read.sheet.organisations) == 3


def test_terms_of_office_and_upper_case_codes_are_made_plain(tmp_path: Path) -> None:
    row: list[object] = [
        *("CB-X", "Chi bộ X", "Chi bộ cơ sở", None, "Pleiku", "Gia Lai", "2020 – 2025"),
        *("01/07/2025", None, "01/06/2020", "01/06/2025", "Đảng ủy Các cơ quan"),
    ]

    read = read_roster(a_book(tmp_path, organisations=[*ORGANISATIONS, row]))

    assert codes(read.warnings) == ["X110"]
    assert read.sheet is not None
    assert read.sheet.organisations[-1] == Organisation(
        code="cb-x",
        states=(
            OrganisationState(
                since=date(2025, 7, 1),
                name="Chi bộ X",
                kind="chi_bo_co_so",
                parent_name="Đảng ủy Các cơ quan",
                place="Pleiku",
                province="Gia Lai",
                term="2020-2025",
                term_since=date(2020, 6, 1),
                term_until=date(2025, 6, 1),
            ),
        ),
    )


# Whole files that cannot be read.


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read_roster(path)
    assert caught.value.where == str(path)
    assert path.name in caught.value.message
    return caught.value.message


def test_a_missing_column_is_named_with_what_was_found_and_the_nearest(tmp_path: Path) -> None:
    header = ["Số thẽ đản viên" if label == "Số thẻ đảng viên" else label for label in HEADER]

    message = refusal(a_book(tmp_path, header=header))

    assert "thiếu cột «Số thẻ đảng viên»" in message
    assert "Cột «Số thẽ đản viên» có phải là «Số thẻ đảng viên»?" in message
    assert "«Họ và tên», «Ngày sinh»" in message


def test_a_table_without_any_header_is_refused(tmp_path: Path) -> None:
    message = refusal(a_book(tmp_path, [[None]], header=[None], above=()))

    assert "Không thấy dòng tiêu đề nào" in message


def test_the_same_column_twice_is_refused(tmp_path: Path) -> None:
    assert "2 cột cùng là «Ghi chú»" in refusal(a_book(tmp_path, header=[*HEADER, "GC"]))


def test_a_missing_sheet_is_named_with_what_was_found(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    book = openpyxl.load_workbook(path)
    book["Đảng viên"].title = "Sheet2"
    book.save(path)

    message = refusal(path)

    assert "thiếu trang «Đảng viên»" in message
    assert "«Tổ chức đảng», «Sheet2»" in message


OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OLE + bytes(512), "Excel kiểu cũ (.xls)"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(480), "đặt mật khẩu"),
        (b"", "0 byte"),
        (b"Ho va ten,So the\n", "không phải bảng tính Excel"),
        (b"PK\x03\x04 broken", "bị hỏng"),
    ],
)
def test_what_only_looks_like_excel_is_refused_with_the_remedy(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "roster.xlsx"
    path.write_bytes(content)

    assert said in refusal(path)


def test_no_file_a_folder_and_a_lock_file_are_refused(tmp_path: Path) -> None:
    assert "không có tệp này" in refusal(tmp_path / "roster.xlsx")
    assert "là thư mục" in refusal(tmp_path)
    assert "tệp tạm" in refusal(tmp_path / "~$roster.xlsx")
    assert "không mở được" in refusal(tmp_path / ("x" * 300))


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    path.write_bytes(path.read_bytes()[:-800])

    assert "chép chưa hết" in refusal(path)


def rezipped(path: Path, changes: Mapping[str, bytes | None], *, size: int = 0) -> Path:
    """Rewrite a package with some parts replaced, added, or (None) left out."""
    with zipfile.ZipFile(path) as package:
        parts: dict[str, bytes | None] = {name: package.read(name) for name in package.namelist()}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (parts | dict(changes)).items():
            if data is not None:
                package.writestr(name, data)
        if size:
            package.writestr("xl/media/bomb.bin", bytes(size))
    path.write_bytes(content.getvalue())
    return path


def test_a_zip_bomb_is_refused_by_its_declared_size(tmp_path: Path) -> None:
    path = rezipped(a_book(tmp_path), {}, size=151 * 2**20)

    assert path.stat().st_size < 2**20
    assert "bung ra quá lớn" in refusal(path)


@pytest.mark.parametrize(
    ("part", "said"),
    [("word/document.xml", "tệp Word"), ("content.xml", ".ods"), ("x.txt", "tệp nén khác")],
)
def test_other_packages_are_called_by_their_kind(tmp_path: Path, part: str, said: str) -> None:
    path = rezipped(a_book(tmp_path), {"xl/workbook.xml": None, part: b"<a/>"})

    assert said in refusal(path)


def test_a_document_type_declaration_is_refused(tmp_path: Path) -> None:
    dtd = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'

    assert "DTD" in refusal(rezipped(a_book(tmp_path), {"xl/sharedStrings.xml": dtd}))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_bad_xml_is_refused(tmp_path: Path, part: str) -> None:
    assert "bị hỏng" in refusal(rezipped(a_book(tmp_path), {part: b"<a><b></a>"}))


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    openpyxl.Workbook().save(path)

    assert "không có ô nào" in refusal(path)


def test_a_cell_at_the_far_end_of_a_sheet_is_refused_without_filling_memory(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    book = openpyxl.load_workbook(path)
    book["Đảng viên"].cell(1_048_576, 1).value = "x"
    book.save(path)

    assert "200000 dòng" in refusal(path)


def test_a_wrong_dimension_does_not_hide_rows(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet2.xml")
    wrong = sheet.replace(b'ref="A1:R4"', b'ref="A1:R3"')
    assert wrong != sheet

    assert len(states(read_roster(rezipped(path, {"xl/worksheets/sheet2.xml": wrong})))) == 1


# Writing.


def test_the_template_reads_as_an_empty_roster_that_lacks_only_its_day(tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"

    write_roster_template(path)

    read = read_roster(path)
    assert codes(read.problems) == ["X001"]
    assert "Tính đến ngày" in read.problems[0].message
    assert read.sheet is None


def test_the_template_helps_with_lists_hints_dates_and_a_frozen_header(tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"

    write_roster_template(path)

    sheet = openpyxl.load_workbook(path)["Đảng viên"]
    lists = {str(one.formula1) for one in sheet.data_validations.dataValidation}
    assert lists == {"'Hướng dẫn'!$B$10:$B$15", "'Hướng dẫn'!$C$10:$C$14"}
    assert sheet.freeze_panes == "A5"
    assert [sheet.cell(4, column).value for column in range(1, 19)] == HEADER
    assert sheet["C5"].number_format == "dd/mm/yyyy"
    assert sheet["E5"].number_format == "@"
    comment = sheet["E4"].comment
    assert comment is not None
    assert "8 chữ số" in comment.text


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from(" ặĐ<&=+-@'\""),
    max_size=12,
).map(squeeze)
NAMES = TEXTS.filter(bool)
DATES = st.none() | st.dates(date(1900, 1, 1), date(2025, 12, 31))
POSTS = TEXTS.filter(lambda value: value and ";" not in value and value[0] not in "-+•")


@st.composite
def member_states(draw: st.DrawFn) -> MemberState:
    birth, admitted, official = (draw(DATES) for _ in range(3))
    if birth and admitted:
        birth, admitted = sorted((birth, admitted))
    return MemberState(
        since=draw(st.just(UNSAID) | st.dates(date(1950, 1, 1), DAY)),
        until=draw(st.none() | st.dates(DAY, date(2026, 12, 31))),
        organisation=draw(st.sampled_from(["cb-a", "cb-b"])),
        full_name=draw(NAMES),
        birth=birth,
        gender=draw(TEXTS),
        admitted=admitted,
        official=official if not admitted or not official or official >= admitted else None,
        posts=tuple(
            Post(title=title, side=side)
            for side in PostSide
            for title in draw(st.lists(POSTS, max_size=2))
        ),
        unit=draw(TEXTS),
        category=draw(st.sampled_from(Category)),
        standing=draw(st.sampled_from(Standing)),
        left_to=draw(TEXTS),
        remarks=draw(TEXTS),
    )


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(people=st.lists(member_states(), max_size=3), place=TEXTS, parent=st.booleans())
def test_what_is_written_is_read_back_the_same(
    tmp_path: Path, people: list[MemberState], place: str, parent: bool
) -> None:
    bodies = tuple(
        Organisation(
            code=code,
            states=(
                OrganisationState(
                    since=date(2020, 1, 1),
                    name=f"Chi bộ {code}",
                    kind="chi_bo",
                    place=place,
                    parent="cb-a" if parent and code == "cb-b" else None,
                    term="2020-2025",
                    term_since=date(2020, 6, 1),
                ),
            ),
        )
        for code in ("cb-a", "cb-b")
    )
    members = tuple(
        Member(card=f"0{number}001234", states=(state,)) for number, state in enumerate(people)
    )
    path = tmp_path / "ds.xlsx"

    write_roster(path, Roster(organisations=bodies, members=members), DAY)

    read = read_roster(path)
    assert read.problems == ()
    assert read.sheet == RosterSheet(day=DAY, organisations=bodies, members=members)


def test_only_what_was_true_on_the_day_is_written_with_the_whole_stay(tmp_path: Path) -> None:
    body = Organisation(
        code="cb-a",
        states=(OrganisationState(since=date(2020, 1, 1), name="Chi bộ A", kind="chi_bo"),),
    )
    old = MemberState(
        since=date(2020, 3, 1), until=date(2024, 12, 30), organisation="cb-a", full_name="An"
    )
    new = MemberState(since=date(2024, 12, 31), organisation="cb-a", full_name="An", unit="Đội 2")
    gone = Member(card="38009999", states=(old,))
    roster = Roster(
        organisations=(body,), members=(Member(card="38001234", states=(old, new)), gone)
    )
    path = tmp_path / "ds.xlsx"

    write_roster(path, roster, DAY)

    (state,) = states(read_roster(path))
    assert (state.since, state.unit) == (date(2020, 3, 1), "Đội 2")


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"ds\.xlsx"):
        write_roster(tmp_path / "no" / "ds.xlsx", Roster(), DAY)
