"""`stats check` of sheets: whatever their headings, whichever way they lie, as they look."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from hoso.cli import cli
from hoso.proofing import Cell, Grid, Report, Result, check_together, tables
from hoso.spreadsheet._shown import shown

Rows = Sequence[Sequence[object]]


def grid(rows: Rows, title: str = "Trang 1") -> Grid:
    return Grid(
        title,
        [
            [
                Cell("" if value is None else str(value), f"{row}:{column}")
                for column, value in enumerate(values)
            ]
            for row, values in enumerate(rows)
        ],
    )


def reports(rows: Rows) -> list[Report]:
    return [check_together(name, parts) for name, parts in tables(grid(rows))]


def report(rows: Rows) -> Report:
    (found,) = reports(rows)
    return found


def run(path: Path) -> Any:
    result = CliRunner().invoke(cli, ["stats", "check", str(path), "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


ORGANISATIONS: Rows = [
    ["BẢNG TỔNG HỢP NĂM 2020"],
    ["TT", "Chỉ tiêu", "Số lượng", "Tỷ lệ %"],
    ["I", "Tổ chức cơ sở đảng"],
    ["1", "Tổng số", "957"],
    ["2", "Không đánh giá", "04", "0,42"],
    ["3", "Được đánh giá", "953", "99,6"],
    ["", "Hoàn thành xuất sắc nhiệm vụ", "162", "18,6"],
    ["", "Hoàn thành tốt nhiệm vụ", "871", "91,4"],
    ["", "Hoàn thành nhiệm vụ", "80", "8,39"],
    ["", "Không hoàn thành nhiệm vụ", "02", "0,21"],
]
MEMBERS: Rows = [
    ["II", "Đảng viên", "61.567"],
    ["1", "Miễn đánh giá", "2.714", "4,41"],
    ["2", "Chưa đánh giá", "284", "0,46"],
    ["3", "Mới kết nạp không phải đánh giá", "1.984", "3,22"],
    ["4", "Được đánh giá", "56.585", "91,9"],
    ["", "HTTNV", "51.956", "91,82"],
    ["", "- Trong đó: HTXSNV", "7.156", "13,77"],
    ["", "HTNV", "4.238", "7,49"],
    ["", "KHTNV", "391", "0,69"],
    ["", "- Bị kỷ luật", "302"],
    ["", "+ Khiển trách", "222"],
    ["", "+ Cảnh cáo", "49"],
    ["", "+ Cách chức", "03"],
    ["", "+ Khai trừ", "28"],
    ["", "- CCVC xếp loại không hoàn thành nhiệm vụ", "64"],
    ["", "- Hoàn thành dưới 50% chỉ tiêu", "25"],
]


def test_figures_named_down_the_rows_are_one_table_for_each_topic() -> None:
    bodies, members = reports([*ORGANISATIONS, *MEMBERS])

    assert (bodies.result, members.result) == (Result.MATCHES, Result.MATCHES)
    assert bodies.name == "Trang 1: BẢNG TỔNG HỢP NĂM 2020 – Tổ chức cơ sở đảng"
    assert members.name == "Trang 1: BẢNG TỔNG HỢP NĂM 2020 – Đảng viên"
    assert len([one for one in members.computed if one.share is not None]) == 8
    assert (bodies.inside, members.inside) == (True, True)


def test_a_wrong_figure_is_named_with_its_cell() -> None:
    spoilt = [list(row) for row in [*ORGANISATIONS, *MEMBERS]]
    spoilt[11][2] = "2.741"

    _, members = reports(spoilt)

    assert members.result is Result.WRONG
    codes = [(one.code, one.place) for one in members.findings]
    assert codes == [("S001", "10:2"), ("S013", "11:3")]


def test_one_column_for_each_topic_and_counts_with_percentages_in_one_cell() -> None:
    bodies, members = reports(
        [
            ["Mức xếp loại", "Tổ chức cơ sở đảng", "Đảng viên"],
            ["Được đánh giá", "953/957 (99,6%)", "56.585"],
            ["Hoàn thành tốt nhiệm vụ", "871 (91,4%)", "51.956 (91,82%)"],
            ["Trong đó HTXSNV", "162 (18,6%)", "7.156 (13,77%)"],
            ["Hoàn thành nhiệm vụ", "80 (8,39%)", "4.238 (7,49%)"],
            ["Không hoàn thành nhiệm vụ", "2 (0,21%)", "392 (0,69%)"],
        ]
    )

    assert (bodies.result, members.result) == (Result.MATCHES, Result.WRONG)
    assert "Đảng viên" in members.name


def test_last_year_and_the_change_must_make_this_year() -> None:
    rows: Rows = [
        ["Nội dung", "Năm 2019", "Năm 2020", "Tăng (+), giảm (-)"],
        ["Tổng số đảng viên", "1.000", "1.013", "+13"],
        ["HTXSNV", "100", "90", "-10"],
        ["KHTNV", "20", "23", "4"],
    ]

    change = reports(rows)[-1]

    assert [(one.code, one.label) for one in change.findings] == [
        ("S021", "KHTNV: năm trước + tăng, giảm = năm nay")
    ]


ACROSS: Rows = [
    ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN"],
    ["TT", "Tên tổ chức", "Được đánh giá", "Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành", "Không hoàn thành"],
    ["A", "B", "1", "2", "3", "4", "5"],
    ["I", "Khối xã", "50", "5", "30", "14", "1"],
    ["1", "Xã A", "20", "2", "12", "6", "-"],
    ["2", "Xã B", "30", "3", "18", "8", "1"],
    ["II", "Khối cơ quan", "20", "1", "17", "2", "0"],
    ["1", "Văn phòng", "12", "1", "10", "1", "0"],
    ["2", "Công an", "8", "0", "7", "1", "0"],
    ["", "TỔNG CỘNG (I+II)", "70", "6", "47", "16", "1"],
]  # fmt: skip


def test_rows_of_bodies_are_added_across_and_down_with_groups() -> None:
    found = report(ACROSS)

    assert (found.result, found.findings) == (Result.MATCHES, ())
    assert found.inside is False
    added = [one.label for one in found.computed if one.sum is not None]
    assert len(added) == 15  # five columns; two groups and the total


@pytest.mark.parametrize(("row", "column"), [(r, c) for r in range(3, 10) for c in range(2, 7)])
def test_any_figure_that_is_changed_in_such_a_table_is_found(row: int, column: int) -> None:
    spoilt = [list(one) for one in ACROSS]
    spoilt[row][column] = str(int(str(spoilt[row][column]).replace("-", "0")) + 1)

    found = report(spoilt)

    assert found.result is Result.WRONG
    broken = {one.code for one in found.findings}
    assert broken >= {"S002", "S040"}


def test_rows_that_only_say_cong_add_up_the_bodies_before_them() -> None:
    rows: Rows = [
        ["Đơn vị", "Được đánh giá", "HTXS", "HTT", "HTN", "KHTN"],
        ["Chi bộ 1", "10", "1", "8", "1", "0"],
        ["Chi bộ 2", "12", "2", "9", "1", "0"],
        ["Cộng khối xã", "22", "3", "17", "2", "0"],
        ["Chi bộ 3", "5", "0", "4", "1", "0"],
        ["Tổng số", "27", "3", "21", "3", "1"],
    ]

    found = report(rows)

    assert [one.label for one in found.findings if one.code == "S040"] == [
        "cộng cột: Tổng số, cột «KHTN»"
    ]


def test_two_topics_side_by_side_without_merged_cells() -> None:
    rows: Rows = [
        ["Đơn vị", "Tổ chức đảng", "", "", "", "Đảng viên", "", "", ""],
        ["", "Được đánh giá", "Tốt", "Hoàn thành", "KHT", "Được đánh giá", "Tốt", "Hoàn thành", "KHT"],
        ["Toàn huyện", "9", "6", "2", "1", "90", "70", "18", "2"],
        ["Xã A", "4", "3", "1", "0", "40", "35", "4", "1"],
        ["Xã B", "5", "3", "1", "1", "50", "36", "14", "1"],
    ]  # fmt: skip

    bodies, members = reports(rows)

    assert bodies.result is Result.MATCHES
    assert bodies.name.endswith("Tổ chức đảng")
    assert members.result is Result.WRONG
    assert members.name.endswith("Đảng viên")


def test_rows_and_columns_that_nobody_can_name_are_listed_and_not_called_right() -> None:
    found = report([["Nội dung", "Số lượng"], ["HTTNV", "5"], ["Số buổi họp", "12"]])

    assert found.result is Result.UNCHECKED
    assert [one.label for one in found.unchecked] == ["Số buổi họp"]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.918194, "0.00%", "91,82%"),
        (0.918194, "0%", "92%"),
        (0.918194, "General", "0,918194"),
        (91.8194, "0.0", "91,8"),
        (61_567, "#,##0", "61.567"),
        (61_567.0, "General", "61567"),
        (0, '0;-0;"-"', "-"),
        (91.82, '0.00"%"', "91,82%"),
        (-5, "0;(0)", "-5"),
        (12, '0" đồng chí"', "12 đồng chí"),
        (0.15, "0.0#%", "15,0%"),
        (1e300, "#,##0", str(int(1e300))),
        (0.005, "0%", "1%"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(
    value: float, number_format: str, text: str
) -> None:
    assert shown(value, number_format) == text


def test_merged_headings_and_shown_decimals_of_an_excel_file(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Theo chi bộ"
    heads = {"A1": "Tổ chức", "B1": "Được đánh giá", "C1": "Kết quả", "C2": "HTTNV trở lên",
             "E2": "Trong đó HTXSNV", "G2": "HTNV", "C3": "SL", "D3": "Tỷ lệ %", "E3": "SL", "F3": "%"}  # fmt: skip
    for place, words in heads.items():
        sheet[place] = words
    for area in ("A1:A3", "B1:B3", "C1:G1", "C2:D2", "E2:F2", "G2:G3"):
        sheet.merge_cells(area)
    for row, (name, rated, good, best) in enumerate([("Chi bộ 1", 19, 18, 3), ("Chi bộ 2", 30, 28, 5), ("Tổng cộng", 49, 46, 8)], 4):  # fmt: skip
        values: list[str | float] = [
            name,
            rated,
            good,
            good / rated,
            best,
            best / good,
            rated - good,
        ]
        for column, value in enumerate(values, 1):  # fmt: skip
            cell = sheet.cell(row, column, value)
            if column in (4, 6):
                cell.number_format = "0.00%"
    sheet["F6"] = 0.174  # 17,39 when rounded
    path = tmp_path / "bang.xlsx"
    book.save(path)

    (table,) = run(path)["bang"]

    assert table["ket_qua"] == "lam_tron"
    (finding,) = table["van_de"]
    assert (finding["ma"], finding["in"], finding["tinh_lai"]) == ("S012", "17,40%", "17.3913")
    assert finding["noi"] == "trang «Theo chi bộ», ô F6"


def test_what_an_excel_file_does_not_show_is_named(tmp_path: Path) -> None:
    book = Workbook()
    first = book.worksheets[0]
    first.title = "Công thức"
    for row in (["Nội dung", "Số lượng"], ["Được đánh giá", "=B3"], ["HTTNV", 5]):
        first.append(row)
    hidden = book.create_sheet("Ẩn")
    hidden.append(["HTTNV", 5])
    hidden.sheet_state = "hidden"
    book.create_sheet("Thư").append(["Kính gửi các đồng chí"])
    path = tmp_path / "bang.xlsx"
    book.save(path)

    found = run(path)

    assert sorted(one["ma"] for one in found["canh_bao"]) == ["S910", "X007", "X106"]
    assert [one["ket_qua"] for one in found["bang"]] == ["chua_kiem_duoc"]


def test_the_template_filled_in_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    assert CliRunner().invoke(cli, ["stats", "template", str(path)]).exit_code == 0
    book = load_workbook(path)
    sheet = book["Đảng viên"]
    figures = [61_567, 2_714, 284, 1_984, 56_585, 51_956, 7_156, 4_238, 391, None, 302, 222, 49, 3, 28, 64, 25]  # fmt: skip
    for row, value in enumerate(figures, 4):
        sheet.cell(row, 3, value)
    sheet["D9"], sheet["D9"].number_format = 0.918194, "0.00%"
    book.save(path)

    found = run(path)

    (members,) = found["bang"]
    assert members["ten"] == "Đảng viên: KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG ĐẢNG VIÊN"
    assert (members["ket_qua"], members["htxs_trong_htt"]) == ("khop", True)
    assert len(members["da_tinh"]) == 5
    assert [one["ma"] for one in found["canh_bao"]] == ["S910"]  # the other sheet is empty


def test_a_csv_file_is_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "bang.csv"
    path.write_text("Nội dung;Số lượng;Tỷ lệ\nĐược đánh giá;83;\nHTXSNV;16;19,27\nHTTNV;83;100\n", encoding="utf-8")  # fmt: skip

    (table,) = run(path)["bang"]

    assert table["ten"] == "bang"
    assert [one["ma"] for one in table["van_de"]] == ["S011"]


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bang.xlsx"
    path.write_bytes(b"PK\x03\x04 hong")

    result = CliRunner().invoke(cli, ["stats", "check", str(path), "--json"])

    assert json.loads(result.stdout)["tu_choi"]["ma"] == "TEP_KHONG_DOC_DUOC"


NAMES = ("Xã", "Phường", "Chi bộ", "Công an", "Văn phòng", "Trường", "Đảng bộ", "Quân sự")
_WORDINGS = {
    "rated": ["Được đánh giá", "Số được đánh giá, xếp loại", "Tổng số đảng viên được đánh giá"],
    "best": ["HTXSNV", "Hoàn thành xuất sắc nhiệm vụ", "Xuất sắc", "Hoàn thành xuất sắc"],
    "good": ["HTTNV", "Hoàn thành tốt nhiệm vụ", "Tốt", "Hoàn thành tốt"],
    "done": ["HTNV", "Hoàn thành nhiệm vụ", "Hoàn thành"],
    "failed": ["KHTNV", "Không hoàn thành nhiệm vụ", "Không hoàn thành", "KHT"],
}


@st.composite
def sheets(draw: st.DrawFn) -> list[list[str]]:
    """Return a table of bodies that adds up, worded and laid out in one of the usual ways."""
    count = draw(st.integers(2, 6))
    inside = draw(st.booleans())
    rows = []
    for place in range(count):
        good, done, failed = (draw(st.integers(1, 300)) for _ in range(3))
        best = draw(st.integers(1, good))
        rated = good + done + failed + (0 if inside else best)
        name = f"{draw(st.sampled_from(NAMES))} {place + 1}"
        rows.append((name, (rated, best, good, done, failed)))
    total = ("Tổng cộng", *map(sum, zip(*(row[1] for row in rows), strict=True)))
    on_top = draw(st.booleans())
    numbered = draw(st.booleans())
    head = ["Tên đơn vị", *(draw(st.sampled_from(words)) for words in _WORDINGS.values())]
    plain = [(name, *values) for name, values in rows]
    body = [total, *plain] if on_top else [*plain, total]
    made = [head, *([str(value) for value in row] for row in body)]
    if numbered:
        made = [["TT", *made[0]]] + [
            [str(n) if row[0] != "Tổng cộng" else "", *row] for n, row in enumerate(made[1:], 1)
        ]
    if draw(st.booleans()):  # the other way round: bodies side by side, figures down the rows
        made = [
            list(column) for column in zip(*(row[int(numbered) :] for row in made), strict=True)
        ]
    return made


@given(sheets())
def test_a_sheet_that_adds_up_matches_whichever_way_it_lies(rows: list[list[str]]) -> None:
    found = reports(rows)

    assert found
    assert {one.result for one in found} == {Result.MATCHES}


@given(sheets(), st.data())
def test_a_changed_figure_is_found_whichever_way_the_sheet_lies(
    rows: list[list[str]], data: st.DataObject
) -> None:
    places = [
        (row, column)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if row and column >= len(values) - 5 and value.isdecimal()
    ]
    row, column = data.draw(st.sampled_from(places))
    rows[row][column] = str(int(rows[row][column]) + data.draw(st.integers(1_000, 2_000)))

    assert Result.WRONG in {one.result for one in reports(rows)}
