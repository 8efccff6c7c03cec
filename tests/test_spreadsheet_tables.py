from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoso.errors import FillError, RowsRefusedError, UnreadableFileError
from hoso.model.review import Level, Status
from hoso.spreadsheet import (
    RegisterRow,
    read_ballots,
    read_data,
    read_register,
    read_table,
    write_table,
)

HEADER = "ma,nam,to_chuc,doi_tuong,noi_dung"
A_ROW = "K-1,2023,cb-van-phong,tập thể,Sinh hoạt chưa đều"


def a_csv(tmp_path: Path, *lines: str, encoding: str = "utf-8", name: str = "so.csv") -> Path:
    path = tmp_path / name
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path


def a_book(tmp_path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    del book["Sheet"]
    path = tmp_path / "bang.xlsx"
    book.save(path)
    return path


# The register of faults.


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_register_is_read_with_any_separator_and_mark(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    lines = [line.replace(",", separator) for line in (HEADER, A_ROW)]

    read = read_register(a_csv(tmp_path, *lines, encoding=encoding))

    assert read.problems == read.warnings == read.repeated == ()
    assert read.rows == (
        RegisterRow(
            row=2,
            code="K-1",
            year=2023,
            organisation="cb-van-phong",
            subject="tập thể",
            text="Sinh hoạt chưa đều",
        ),
    )


def test_vietnamese_headers_every_column_and_own_columns_are_kept(tmp_path: Path) -> None:
    header = (
        "Mã;Năm;Tổ chức;Đối tượng;Nội dung;Lĩnh vực;Nguyên nhân;Trách nhiệm;Biện pháp;Thời hạn;"
        "Tình trạng;Người nhập"
    )
    row = "K-2;2023;cb-1;cá nhân;Chậm;Tổ chức;Bận;Chi ủy;Họp;Quý I;Đã khắc phục;Lan"

    (found,) = read_register(a_csv(tmp_path, unicodedata.normalize("NFD", header), row)).rows

    assert (found.area, found.cause, found.responsibility) == ("Tổ chức", "Bận", "Chi ủy")
    assert (found.measure, found.deadline, found.status) == ("Họp", "Quý I", Status.DONE)
    assert found.remarks == {"Người nhập": "Lan"}


def test_quoted_line_breaks_commas_and_quotes_stay_and_lines_are_counted(tmp_path: Path) -> None:
    text = '"Chưa kịp thời,\r\nchưa ""sâu"" & <rõ>"'

    read = read_register(
        a_csv(tmp_path, HEADER, f"K-1,2023,cb-1,tập thể,{text}", "K-2,hai nghìn,cb-1,tập thể,x")
    )

    assert read.rows[0].text == 'Chưa kịp thời,\nchưa "sâu" & <rõ>'
    (problem,) = read.problems
    assert (problem.row, problem.where) == (4, "so.csv, dòng 4, cột 2")
    assert "«hai nghìn»" in problem.message


def test_codes_stay_verbatim_in_nfc_and_trimmed(tmp_path: Path) -> None:
    code = unicodedata.normalize("NFD", " K-Hoà 01/a ")

    read = read_register(a_csv(tmp_path, HEADER, f"{code},2023 ,cb-1,tập thể,x"))

    assert [(row.code, row.year) for row in read.rows] == [("K-Hoà 01/a", 2023)]


@pytest.mark.parametrize(
    ("row", "code", "said"),
    [
        ("K-1,20233,cb-1,tập thể,x", "X009", "bốn chữ số"),
        ("K-1,1899,cb-1,tập thể,x", "X009", "bốn chữ số"),
        ("K-1,,cb-1,tập thể,x", "X001", "«nam»"),
        (",2023,cb-1,tập thể,x", "X001", "«ma»"),
        ("K-1,2023,cb-1,tập thể,  ", "X001", "«noi_dung»"),
        ("K-1,2023,cb-1,tập thể,Chậm, muộn", "X012", "ngoặc kép"),
    ],
)
def test_a_bad_row_is_one_problem_with_its_line(
    tmp_path: Path, row: str, code: str, said: str
) -> None:
    read = read_register(a_csv(tmp_path, HEADER, A_ROW.replace("K-1", "K-0"), row))

    (problem,) = read.problems
    assert (problem.code, problem.row) == (code, 3)
    assert said in problem.message
    assert [one.code for one in read.rows] == ["K-0"]


def test_the_same_row_twice_is_skipped_and_two_contents_of_a_code_are_refused(
    tmp_path: Path,
) -> None:
    other = "K-9,2023,cb-1,tập thể,{}"

    read = read_register(
        a_csv(tmp_path, HEADER, A_ROW, other.format("a"), "", A_ROW, other.format("b"))
    )

    assert [row.code for row in read.rows] == ["K-1"]
    assert [note.row for note in read.repeated] == [5]
    assert "lặp lại dòng 2" in read.repeated[0].message
    assert [problem.row for problem in read.problems] == [3, 6]
    assert all("các dòng 3, 6" in problem.message for problem in read.problems)


def test_an_unknown_state_is_kept_as_a_remark_with_a_warning(tmp_path: Path) -> None:
    read = read_register(a_csv(tmp_path, f"{HEADER},tinh_trang", f"{A_ROW},xong 80%"))

    assert read.rows[0].status is None
    assert read.rows[0].remarks == {"tinh_trang": "xong 80%"}
    assert [warning.row for warning in read.warnings] == [2]


def test_forbidden_characters_in_a_csv_are_named(tmp_path: Path) -> None:
    read = read_register(a_csv(tmp_path, HEADER, A_ROW.replace("Sinh", "Si\x0bnh")))

    assert read.rows[0].text == "Sinh hoạt chưa đều"
    assert "U+000B" in read.warnings[0].message


def test_a_register_in_excel_is_read_the_same(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["SỔ THEO DÕI"],
        list[object](HEADER.split(",")),
        ["K-1", 2023.0, "cb-1", "tập thể", "x"],
    ]

    read = read_register(a_book(tmp_path, So=rows, Khac=[["x"]]))

    assert [(row.row, row.year) for row in read.rows] == [(3, 2023)]
    assert [warning.code for warning in read.warnings] == ["X106"]


def test_utf_16_is_read_with_a_warning_and_excel_notes_its_separator(tmp_path: Path) -> None:
    path = a_csv(
        tmp_path, "sep=;", HEADER.replace(",", ";"), "K-1;2x;cb;tập thể;x", encoding="utf-16"
    )

    read = read_register(path)

    assert [warning.code for warning in read.warnings] == ["X108"]
    assert [problem.row for problem in read.problems] == [3]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("ma,nam\nđều".encode("cp1258", "replace") + b"\xea\n", "dòng 2 không phải chữ UTF-8"),
        (b"", "tệp rỗng"),
        (b" \r\n", "tệp rỗng"),
        (b"PK\x00\x00", "byte 0"),
        (f'{HEADER}\nK-1,2023,cb,"x'.encode(), "dòng 2 có dấu ngoặc kép"),
        (b"ma,nam,to_chuc,noi_dung\n", "thiếu cột «doi_tuong»"),
        (b"a,b\n", "thiếu cột «ma», «nam»"),
    ],
)
def test_a_csv_that_cannot_be_read_whole_is_refused(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "so.csv"
    path.write_bytes(content)

    with pytest.raises(UnreadableFileError) as refusal:
        read_register(path)

    assert said in refusal.value.message


def test_an_endless_csv_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    path.write_bytes(b"ma,nam\n" * (10 * 2**20))

    with pytest.raises(UnreadableFileError, match="quá lớn"):
        read_register(path)


# Any small table.


def test_a_table_is_read_by_field_or_synonym_with_places_and_remarks(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Số thẻ", "cbccvc", "Quyết định", "Ngày", "Ý kiến"],
        ["38001234", None, "htt", datetime(2025, 12, 20), "x"],  # noqa: DTZ001  # as in Excel
        [],
        [None, True, 1.5, 3.0, None],
    ]

    read = read_table(
        a_book(tmp_path, Bang=rows),
        {"so_the": ["Số thẻ"], "cbccvc": [], "quyet_dinh": ["Quyết định"], "ngay": ["Ngày"]},
    )

    assert read.columns == ("so_the", "cbccvc", "quyet_dinh", "ngay")
    first, second = read.rows
    assert first.values == {"so_the": "38001234", "quyet_dinh": "htt", "ngay": "20/12/2025"}
    assert (first.row, first.places["quyet_dinh"]) == (2, "trang «Bang», ô C2")
    assert first.remarks == {"Ý kiến": "x"}
    assert second.values == {"cbccvc": "Có", "quyet_dinh": "1.5", "ngay": "3"}


def test_a_table_lists_rows_that_cannot_be_read_and_keeps_the_others(tmp_path: Path) -> None:
    read = read_table(a_book(tmp_path, Bang=[["so_the"], ["=A9"], ["38001234"]]), {"so_the": ()})

    assert [problem.code for problem in read.problems] == ["X007"]
    assert [row.row for row in read.rows] == [3]


def test_a_named_column_twice_stays_apart(tmp_path: Path) -> None:
    read = read_table(a_book(tmp_path, B=[["a", "x", "x"], ["1", "2", "3"]]), {"a": ()})

    assert read.rows[0].remarks == {"x": "2", "x (3)": "3"}


@pytest.mark.parametrize("required", [(), ("muc",)])
def test_a_table_without_its_columns_is_refused(tmp_path: Path, required: tuple[str, ...]) -> None:
    path = a_book(tmp_path, Bang=[["x", "y"], [1, 2]])

    with pytest.raises(UnreadableFileError, match="thiếu cột"):
        read_table(path, {"so_the": ["Số thẻ"], "muc": ["Mức"]}, required=required)


# A data file for one document.


def test_a_data_file_gives_fields_lists_and_tables(tmp_path: Path) -> None:
    fields: list[list[object]] = [
        ["DỮ LIỆU"],
        ["Trường", "Giá trị"],
        ["ten_to_chuc", unicodedata.normalize("NFD", "Chi bộ Hoà Bình")],
        ["Ngày họp", date(2025, 12, 5)],
        ["nam", 2025.0],
        ["diem", 8.5],
        ["noi_dung", "Một"],
        ["noi_dung", "Hai & <ba>"],
        [None, None],
        ["trống", None],
    ]
    table: list[list[object]] = [[], ["ho_ten", "Số phiếu"], ["An", 12], [None], ["Bình", None]]

    data = read_data(a_book(tmp_path, Sheet1=fields, ket_qua=table, trong=[]))

    assert data == {
        "ten_to_chuc": "Chi bộ Hoà Bình",
        "Ngày họp": "05/12/2025",
        "nam": 2025,
        "diem": 8.5,
        "noi_dung": ["Một", "Hai & <ba>"],
        "trống": "",
        "ket_qua": [{"ho_ten": "An", "Số phiếu": 12}, {"ho_ten": "Bình", "Số phiếu": ""}],
    }


def test_a_data_file_with_unusable_cells_is_refused_with_every_cell(tmp_path: Path) -> None:
    fields: list[list[object]] = [
        ["Trường", "Giá trị"],
        [None, "mồ côi"],
        ["a", "=1+"],
        ["b", "x_x0007_"],
    ]
    table = [["ho_ten"], ["An", "thừa"]]

    with pytest.raises(RowsRefusedError) as refusal:
        read_data(a_book(tmp_path, Sheet1=fields, bang=table))

    places = {problem.where.partition(", ")[2] for problem in refusal.value.problems}
    assert places == {
        "trang «Sheet1», ô B2",
        "trang «Sheet1», ô B3",
        "trang «Sheet1», ô B4",
        "trang «bang», ô B2",
    }


# Counting sheets.

HEAD: list[list[object]] = [
    ["KẾT QUẢ KIỂM PHIẾU"],
    ["Tổ chức:", "cb-van-phong"],
    ["Hội nghị", "Kiểm điểm năm 2025"],
    ["Ngày", "05/12/2025", None, "Vòng", 2],
    ["Triệu tập", 15],
    ["Có mặt", 14],
    ["Phát ra", 14],
    ["Thu về", "14"],
    ["Hợp lệ", 13],
    ["Không hợp lệ", 1],
    ["Tổ kiểm phiếu", "Trần Văn A; Lê Thị B"],
    [],
]
COLUMNS: list[object] = [
    *("TT", "Họ và tên", "Số thẻ đảng viên"),
    *("HTXSNV", "HTTNV", "HTNV", "KHTNV", "Chưa đánh giá"),
]


def test_a_counting_sheet_is_read_with_the_cell_of_every_figure(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [1, "Lê Thị Hồng Nhung", "38001234", 2, 11, None, 0, None],
        [2, "Tập thể chi bộ", "cb-van-phong", 13],
        ["Tổng cộng", "x", None, 15],
        [None, None, "TỔ TRƯỞNG"],
        [],
    ]

    (sheet,) = read_ballots(a_book(tmp_path, **{"CB 1": [*HEAD, COLUMNS, *rows]})).counts

    assert (sheet.organisation.value, sheet.meeting.value) == ("cb-van-phong", "Kiểm điểm năm 2025")
    assert (sheet.day.value, sheet.round.value) == (date(2025, 12, 5), 2)
    figures = ("convened", "present", "issued", "returned", "valid", "invalid")
    assert [getattr(sheet, name).value for name in figures] == [15, 14, 14, 14, 13, 1]
    assert sheet.returned.place == "bang.xlsx, trang «CB 1», ô B8"
    assert sheet.tellers.value == ("Trần Văn A", "Lê Thị B")
    first, second = sheet.rows
    assert (first.name.value, first.card.value, second.card.value) == (
        "Lê Thị Hồng Nhung",
        "38001234",
        "cb-van-phong",
    )
    assert [first.votes[level].value for level in Level] == [2, 11, 0, 0]
    assert first.votes[Level.GOOD].place == "bang.xlsx, trang «CB 1», ô E14"
    assert first.unrated.value == 0
    assert [warning.code for warning in sheet.warnings] == ["X103", "X103"]


def test_the_sheet_title_names_the_organisation_when_no_row_does(tmp_path: Path) -> None:
    head = [row for row in HEAD if row[:1] != ["Tổ chức:"]]
    columns = [label for label in COLUMNS if label not in ("Số thẻ đảng viên", "Chưa đánh giá")]
    sheet_rows = [*head, columns, [1, "An", 1, 2, 3, 4]]

    (sheet,) = read_ballots(a_book(tmp_path, **{"cb-van-phong": sheet_rows})).counts

    assert sheet.organisation.value == "cb-van-phong"
    assert sheet.rows[0].card.value == ""
    assert sheet.rows[0].unrated.place == "bang.xlsx, trang «cb-van-phong», dòng 13"
    with pytest.raises(RowsRefusedError) as refusal:
        read_ballots(a_book(tmp_path, Sheet1=sheet_rows))
    assert "tổ chức nào" in refusal.value.problems[0].message


def test_every_bad_figure_of_every_sheet_is_named(tmp_path: Path) -> None:
    head = [list(row) for row in HEAD]
    head[3][1], head[4][1], head[5][1] = "31/02/2025", "mười lăm", None
    row = [1, "An", "3800", -1, 1.5, 0, 0, 0]

    with pytest.raises(RowsRefusedError) as refusal:
        read_ballots(a_book(tmp_path, A=[*head, COLUMNS, row], B=[*head, COLUMNS]))

    places = [problem.where.rpartition(" ")[2] for problem in refusal.value.problems]
    assert sorted(places) == ["B4", "B4", "B5", "B5", "B6", "B6", "C14", "D14", "E14"]


def test_a_counting_sheet_without_a_figure_or_column_is_refused(tmp_path: Path) -> None:
    head = [row for row in HEAD if row[:1] != ["Thu về"]]

    with pytest.raises(UnreadableFileError, match="«Thu về»"):
        read_ballots(a_book(tmp_path, A=[*head, COLUMNS]))
    with pytest.raises(UnreadableFileError, match="«KHTNV»"):
        read_ballots(a_book(tmp_path, A=[*HEAD, COLUMNS[:6]]))


# Writing tables.


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "ra.xlsx"
    texts = ["=1+1", "+84 26", "-2", "@SUM(A1)", "'x", "bình thường"]

    write_table(
        path, "Sổ [theo dõi]: 2025/2026 của Đảng bộ Hải quan", texts, [texts, [1, 2.5, None]]
    )

    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert [cell.value for cell in sheet[3]] == texts
    assert {cell.data_type for cell in sheet[3]} == {"s"}
    assert [bool(cell.quotePrefix) for cell in sheet[3]] == [True] * 4 + [False] * 2
    assert sheet.title == "Sổ theo dõi 2025 2026 của Đảng"
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:F4"


def test_a_title_of_one_long_word_is_cut_for_the_sheet_only(tmp_path: Path) -> None:
    write_table(tmp_path / "ra.xlsx", "x" * 40, ["A"], [])

    sheet = openpyxl.load_workbook(tmp_path / "ra.xlsx").worksheets[0]
    assert (sheet.title, sheet["A1"].value) == ("x" * 31, "x" * 40)


def test_dates_are_dates_and_very_old_ones_text(tmp_path: Path) -> None:
    path = tmp_path / "ra.xlsx"

    write_table(path, "?", ["Ngày"], [[date(2025, 12, 31)], [date(1890, 5, 19)]])

    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.title == "Trang 1"
    assert sheet["A3"].number_format == "dd/mm/yyyy"
    assert sheet["A4"].value == "19/05/1890"


@pytest.mark.parametrize(("value", "said"), [("x" * 32_768, "32767"), ("a\x0bb", r"U\+000B")])
def test_what_a_cell_cannot_hold_whole_is_refused_with_its_place(
    tmp_path: Path, value: str, said: str
) -> None:
    with pytest.raises(FillError, match=said) as refusal:
        write_table(tmp_path / "ra.xlsx", "Bảng", ["A"], [[value]])

    assert refusal.value.where == "trang «Bảng», ô A3"
    assert not (tmp_path / "ra.xlsx").exists()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=20)
            .map(lambda value: " ".join(unicodedata.normalize("NFC", value).split()))
            .filter(lambda value: value and not set(value) & set("ÐðƉɖ")),
            st.integers(0, 10**9),
        ),
        max_size=4,
    )
)
def test_an_exported_table_is_read_back_the_same(
    tmp_path: Path, rows: list[tuple[str, int]]
) -> None:
    path = tmp_path / "ra.xlsx"

    write_table(path, "Bảng", ["Nội dung", "Số"], rows)

    read = read_table(path, {"noi_dung": ["Nội dung"], "so": ["Số"]})
    found = [(row.values["noi_dung"], int(row.values["so"])) for row in read.rows]
    assert found == rows
