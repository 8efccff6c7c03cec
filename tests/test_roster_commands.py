"""`hoso roster`: import with everything shown, two yearly lists, bad files."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import openpyxl

from hoso import sample
from tests.conftest import Office


def _changed(
    source: Path, target: Path, edit: dict[str, str | int | None], sheet: str = "Đảng viên"
) -> Path:
    """Return a copy of a roster with some cells of a sheet changed."""
    book = openpyxl.load_workbook(source)
    for cell, value in edit.items():
        book[sheet][cell] = value
    book.save(target)
    return target


def _cell_of(path: Path, wanted: str, column: str) -> str:
    """Return the cell in `column` of the row that holds `wanted`."""
    sheet = openpyxl.load_workbook(path)["Đảng viên"]
    for row in sheet.iter_rows():
        if any(cell.value == wanted for cell in row):
            return f"{column}{row[0].row}"
    raise AssertionError(wanted)


def test_first_import_takes_everyone_and_says_so(office: Office) -> None:
    found = office.json("roster", "import", sample.path("danh_sach.xlsx"))

    assert found["tinh_den"] == "2025-12-01"
    assert len(found["moi"]) == 78
    assert found["phien_ban"] == 6


def test_the_same_list_again_changes_nothing(office: Office) -> None:
    office.ok("roster", "import", sample.path("danh_sach.xlsx"))
    before = office.archive_bytes()

    found = office.json("roster", "import", sample.path("danh_sach.xlsx"))

    assert found["phien_ban"] == 0
    assert found["khong_doi"] == 78
    assert office.archive_bytes() == before


def test_two_yearly_lists_show_who_joined_moved_and_what_was_renamed(office: Office) -> None:
    office.ok("roster", "import", sample.path("danh_sach_2024.xlsx"))

    shown = office.ok("roster", "import", sample.path("danh_sach.xlsx")).stdout
    found = office.json("roster", "show", "--at", "2024-12-02")

    assert "chuyển  " in shown
    assert "Đổi tên: " in shown
    names_then = {one["ten"] for one in found["to_chuc"]}
    names_now = {
        one["ten"] for one in office.json("roster", "show", "--at", "2025-12-02")["to_chuc"]
    }
    assert names_then != names_now


def test_someone_absent_from_a_list_is_asked_about_and_kept(office: Office, tmp_path: Path) -> None:
    office.ok("roster", "import", sample.path("danh_sach.xlsx"))
    book = openpyxl.load_workbook(sample.path("danh_sach.xlsx"))
    sheet = book["Đảng viên"]
    gone = sheet.max_row
    while not str(sheet.cell(gone, 5).value or "").strip().isdigit():
        gone -= 1
    card = str(sheet.cell(gone, 5).value).zfill(8)
    sheet.delete_rows(gone)
    book.save(tmp_path / "thieu.xlsx")

    found = office.json("roster", "import", tmp_path / "thieu.xlsx", "--as-of", "2025-12-15")

    assert [card in words for words in found["can_hoi"]] == [True]
    kept = office.json("roster", "show", "--at", "2025-12-20")["dang_vien"]
    assert card in {one["so_the"] for one in kept}


def test_marking_someone_absent_as_left_ends_their_time(office: Office, tmp_path: Path) -> None:
    office.ok("roster", "import", sample.path("danh_sach.xlsx"))
    book = openpyxl.load_workbook(sample.path("danh_sach.xlsx"))
    sheet = book["Đảng viên"]
    gone = sheet.max_row
    while not str(sheet.cell(gone, 5).value or "").strip().isdigit():
        gone -= 1
    card = str(sheet.cell(gone, 5).value).zfill(8)
    sheet.delete_rows(gone)
    book.save(tmp_path / "thieu.xlsx")

    office.ok("roster", "import", tmp_path / "thieu.xlsx", "--as-of", "2025-12-15", "--left", card)

    after = office.json("roster", "show", "--at", "2025-12-20")["dang_vien"]
    before = office.json("roster", "show", "--at", "2025-12-10")["dang_vien"]
    assert card not in {one["so_the"] for one in after}
    assert card in {one["so_the"] for one in before}


def test_a_duplicate_card_number_is_refused_naming_both_rows(
    office: Office, tmp_path: Path
) -> None:
    source = sample.path("danh_sach.xlsx")
    sheet = openpyxl.load_workbook(source)["Đảng viên"]
    rows = [r for r in range(1, sheet.max_row) if str(sheet.cell(r, 5).value or "").isdigit()]
    first, second = rows[3], rows[9]
    bad = _changed(source, tmp_path / "trung.xlsx", {f"E{second}": str(sheet.cell(first, 5).value)})
    before = office.archive_bytes()

    result = office.refused("roster", "import", bad)

    assert result.exit_code == 11
    assert str(first) in result.stderr
    assert str(second) in result.stderr
    assert office.archive_bytes() == before


def test_an_impossible_date_is_refused_naming_the_cell(office: Office, tmp_path: Path) -> None:
    source = sample.path("danh_sach.xlsx")
    sheet = openpyxl.load_workbook(source)["Đảng viên"]
    row = next(r for r in range(1, sheet.max_row) if str(sheet.cell(r, 5).value or "").isdigit())
    bad = _changed(source, tmp_path / "ngay.xlsx", {f"C{row}": "31/02/1980"})

    result = office.refused("roster", "import", bad)

    assert result.exit_code == 11
    assert f"C{row}" in result.stderr
    assert "31/02/1980" in result.stderr


def test_good_rows_can_be_accepted_and_the_bad_ones_are_listed(
    office: Office, tmp_path: Path
) -> None:
    source = sample.path("danh_sach.xlsx")
    sheet = openpyxl.load_workbook(source)["Đảng viên"]
    row = next(r for r in range(1, sheet.max_row) if str(sheet.cell(r, 5).value or "").isdigit())
    bad = _changed(source, tmp_path / "ngay.xlsx", {f"C{row}": "31/02/1980"})

    found = office.json("roster", "import", bad, "--accept-valid")

    assert len(found["moi"]) == 77
    assert len(found["bo_qua"]) == 1


def test_decomposed_names_are_the_same_names(office: Office, tmp_path: Path) -> None:
    source = sample.path("danh_sach.xlsx")
    office.ok("roster", "import", source)
    book = openpyxl.load_workbook(source)
    for row in book["Đảng viên"].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and not cell.coordinate.startswith("A"):
                cell.value = unicodedata.normalize("NFD", cell.value)
    book.save(tmp_path / "nfd.xlsx")

    found = office.json("roster", "import", tmp_path / "nfd.xlsx")

    assert found["khong_doi"] == 78
    assert found["phien_ban"] == 0


def test_an_old_excel_file_renamed_is_refused_with_the_remedy(
    office: Office, tmp_path: Path
) -> None:
    renamed = tmp_path / "cu.xlsx"
    renamed.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2000))

    result = office.refused("roster", "import", renamed)

    assert result.exit_code == 10
    assert "cu.xlsx" in result.stderr


def test_a_missing_file_and_a_missing_column_are_named(office: Office, tmp_path: Path) -> None:
    source = sample.path("danh_sach.xlsx")
    header = _cell_of(source, "Số thẻ đảng viên", "E")
    bad = _changed(source, tmp_path / "cot.xlsx", {header: "Ghi chú 2"})

    missing = office.refused("roster", "import", tmp_path / "khong-co.xlsx")
    column = office.refused("roster", "import", bad)

    assert "khong-co.xlsx" in missing.stderr
    assert column.exit_code == 10
    assert "Số thẻ" in column.stderr


def test_the_empty_workbook_can_be_written_anywhere(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "mau.xlsx"

    office.ok("roster", "template", out)

    assert "Đảng viên" in openpyxl.load_workbook(out).sheetnames


def test_a_file_under_a_decomposed_name_is_found(office: Office, tmp_path: Path) -> None:
    path = tmp_path / unicodedata.normalize("NFD", "danh sách đảng viên (1).xlsx")
    shutil.copy(sample.path("danh_sach.xlsx"), path)

    found = office.json("roster", "import", path)

    assert len(found["moi"]) == 78
