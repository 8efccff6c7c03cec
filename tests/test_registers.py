"""Registers through the commands: shortcomings, remedy plans, ballots, ratings."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hoso import sample
from tests.conftest import Office, reviewed

DAY = ("--date", "2025-12-20")
HEADER = "ma,nam,to_chuc,doi_tuong,noi_dung"
CELL = ("--org", "cb-van-phong")


def _import(office: Office, *rows: str, header: str = HEADER, name: str = "so.csv") -> Any:
    path = office.write(name, "\n".join([header, *rows]) + "\n")
    return office.json("shortcomings", "import", path)


def _known(office: Office, year: int) -> dict[str, dict[str, Any]]:
    found = office.json("shortcomings", "list", "--year", str(year))["khuyet_diem"]
    return {one["ma"]: one for one in found}


# -- shortcomings -----------------------------------------------------------------------------


def test_a_register_is_taken_over_with_codes_words_and_state_as_written(
    sample_office: Office,
) -> None:
    with sample.path("khuyet_diem_2021_2024.csv").open(encoding="utf-8-sig") as file:
        rows = {row["ma"]: row for row in csv.DictReader(file)}

    listed = sample_office.json("shortcomings", "list")["khuyet_diem"]

    assert {one["ma"]: one["noi_dung"] for one in listed} == {
        code: row["noi_dung"] for code, row in rows.items()
    }
    assert {one["ma"] for one in listed if one.get("tinh_trang") == "da_khac_phuc"} == {
        code for code, row in rows.items() if row["tinh_trang"] == "đã khắc phục"
    }


def test_the_same_file_again_changes_nothing(sample_office: Office) -> None:
    before = sample_office.archive_bytes()

    done = sample_office.json("shortcomings", "import", sample.path("khuyet_diem_2021_2024.csv"))

    assert done == {"nhap": 0, "khong_doi": 113, "bo_qua": [], "canh_bao": []}
    assert sample_office.archive_bytes() == before


def test_a_changed_row_is_a_new_version_and_the_old_one_stays(sample_office: Office) -> None:
    _import(sample_office, "M-1,2023,cb-nghiep-vu,tập thể,Câu cũ.")

    done = _import(sample_office, "M-1,2023,cb-nghiep-vu,tập thể,Câu mới.")

    history = sample_office.json("log", "tt-cb-nghiep-vu-2023")["phien_ban"]
    then = sample_office.json("show", "tt-cb-nghiep-vu-2023", "--version", "2")["khuyet_diem"]
    now = sample_office.json("show", "tt-cb-nghiep-vu-2023")["khuyet_diem"]
    assert done["nhap"] == 1
    assert [one["phien_ban"] for one in history] == [1, 2, 3]
    assert then[-1]["noi_dung"] == "Câu cũ."
    assert now[-1]["noi_dung"] == "Câu mới."


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_commas_or_semicolons_with_or_without_a_byte_order_mark(
    sample_office: Office, mark: str, separator: str
) -> None:
    row = separator.join(["M-1", "2023", "cb-nghiep-vu", "tập thể", "Một câu."])

    done = _import(sample_office, row, header=mark + HEADER.replace(",", separator))

    assert done["nhap"] == 1
    assert _known(sample_office, 2023)["M-1"]["noi_dung"] == "Một câu."


def test_unknown_columns_are_kept_as_remarks(sample_office: Office) -> None:
    _import(
        sample_office, "M-1,2023,cb-nghiep-vu,tập thể,Câu.,anh Ba", header=f"{HEADER},ai_phat_hien"
    )

    assert _known(sample_office, 2023)["M-1"]["ghi_chu"] == {"ai_phat_hien": "anh Ba"}


def test_names_that_the_roster_does_not_know_are_warned_about_once_and_kept(
    sample_office: Office,
) -> None:
    rows = [f"M-{n},2023,cb-la,tập thể,Câu {n}." for n in range(8)]
    path = sample_office.write("so.csv", "\n".join([HEADER, *rows, "M-9,2023,cb-la,Ai Đó,Câu."]))

    result = sample_office.ok("shortcomings", "import", path)

    assert result.stderr.count("chưa có trong danh sách") == 2
    assert "dòng 2, 3, 4, 5, 6, …" in result.stderr
    found = _known(sample_office, 2023)
    assert found["M-0"]["doi_tuong"]["to_chuc"] == "cb-la"
    assert found["M-9"]["doi_tuong"]["ho_ten"] == "Ai Đó"


def test_subjects_are_collectives_unnamed_people_names_or_cards(sample_office: Office) -> None:
    people = sample_office.json("roster", "show", "--at", "2025-12-20", *CELL)["dang_vien"]
    one = people[0]

    _import(
        sample_office,
        "M-1,2023,cb-van-phong,Tập thể,Câu.",
        "M-2,2023,Chi bộ Văn phòng,cá nhân,Câu.",
        f"M-3,2023,cb-van-phong,{one['so_the']},Câu.",
        f"M-4,2022,cb-van-phong,{one['ho_ten']},Câu.",
    )

    found = _known(sample_office, 2023) | _known(sample_office, 2022)
    kinds = {code: row["doi_tuong"]["loai"] for code, row in found.items() if code[0] == "M"}
    assert kinds == {"M-1": "tap_the", "M-2": "ca_nhan", "M-3": "ca_nhan", "M-4": "ca_nhan"}
    assert found["M-2"]["doi_tuong"]["to_chuc"] == "cb-van-phong"
    assert found["M-2"]["doi_tuong"]["so_the"] == ""
    assert found["M-3"]["doi_tuong"]["so_the"] == one["so_the"]
    assert found["M-4"]["doi_tuong"]["so_the"] == one["so_the"]
    assert sample_office.json("log", f"dv-{one['so_the']}-2023")["phien_ban"]
    assert sample_office.json("log", "cn-cb-van-phong-2023")["phien_ban"]


def test_a_name_that_two_people_bear_is_kept_by_name_with_a_warning(
    sample_office: Office,
) -> None:
    done = _import(sample_office, "M-1,2023,db-cuc-hai-quan,Nguyễn Văn Hùng,Câu.")

    assert "trùng tên nhiều người" in done["canh_bao"][0]
    assert _known(sample_office, 2023)["M-1"]["doi_tuong"]["so_the"] == ""


def test_one_code_for_two_different_faults_refuses_the_file(sample_office: Office) -> None:
    path = sample_office.write(
        "so.csv",
        f"{HEADER}\nM-1,2023,cb-nghiep-vu,tập thể,Một.\nM-1,2023,cb-nghiep-vu,tập thể,Hai.\n",
    )
    before = sample_office.archive_bytes()

    result = sample_office.refused("shortcomings", "import", path)

    assert result.exit_code == 11
    assert "«M-1» có ở các dòng 2, 3" in result.stderr
    assert sample_office.archive_bytes() == before


def test_a_code_that_belongs_to_another_fault_refuses_the_file(sample_office: Office) -> None:
    path = sample_office.write("so.csv", f"{HEADER}\nK-0004,2021,cb-nghiep-vu,tập thể,Khác.\n")
    before = sample_office.archive_bytes()

    result = sample_office.refused("shortcomings", "import", path)

    assert result.exit_code == 11
    assert "dòng 2" in result.stderr
    assert "«K-0004» đã dùng" in result.stderr
    assert sample_office.archive_bytes() == before


def test_good_rows_are_taken_when_asked_and_the_others_are_listed_by_line(
    sample_office: Office,
) -> None:
    path = sample_office.write(
        "so.csv",
        f"{HEADER}\nM-1,2023,cb-nghiep-vu,tập thể,Đúng.\nM-2,hai,cb-nghiep-vu,tập thể,Sai năm.\n"
        "K-0004,2023,cb-nghiep-vu,tập thể,Mã đã dùng.\n",
    )

    refused = sample_office.refused("shortcomings", "import", path)
    done = sample_office.json("shortcomings", "import", path, "--accept-valid")

    assert refused.exit_code == 11
    assert "--accept-valid" in refused.stderr
    assert done["nhap"] == 1
    assert sorted(one["dong"] for one in done["bo_qua"]) == [3, 4]
    assert "M-1" in _known(sample_office, 2023)


def test_a_row_written_twice_is_taken_once_and_said(sample_office: Office) -> None:
    row = "M-1,2023,cb-nghiep-vu,tập thể,Một câu."

    done = _import(sample_office, row, row)

    assert done["nhap"] == 1
    assert [one["dong"] for one in done["bo_qua"]] == [3]
    assert "lặp lại dòng 2" in done["bo_qua"][0]["ly_do"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"ma,nam,to_chuc\n1,2,3\n", "doi_tuong"),
        (b"", "rỗng"),
        (HEADER.encode() + "\nM,2023,a,tập thể,Câu".encode("utf-16-le"), "UTF-8"),
    ],
)
def test_a_file_that_is_no_register_is_refused_as_a_whole(
    sample_office: Office, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "la.csv"
    path.write_bytes(content)

    result = sample_office.refused("shortcomings", "import", path, "--accept-valid")

    assert result.exit_code == 10
    assert "la.csv" in result.stderr
    assert said in result.stderr


def test_the_register_goes_out_and_comes_back_unchanged(
    sample_office: Office, tmp_path: Path
) -> None:
    out = tmp_path / "so.xlsx"

    wrote = sample_office.json("shortcomings", "export", out)
    done = sample_office.json("shortcomings", "import", out)

    assert wrote["so_dong"] == 113
    assert done["nhap"] == 0
    assert done["khong_doi"] == 113


def test_the_register_of_one_organisation_is_listed_by_code_or_name(
    sample_office: Office,
) -> None:
    by_code = sample_office.json("shortcomings", "list", *CELL, *DAY)
    by_name = sample_office.json("shortcomings", "list", "--org", "chi bo van phong", *DAY)
    wrong = sample_office.refused("shortcomings", "list", "--org", "cb-van-phon", *DAY)
    shown = sample_office.ok("shortcomings", "list", "--year", "2021", *CELL, *DAY).stdout

    assert by_code == by_name
    assert {one["doi_tuong"]["to_chuc"] for one in by_code["khuyet_diem"]} == {"cb-van-phong"}
    assert wrong.exit_code == 3
    assert "K-0004  2021  cb-van-phong: " in shown
    assert "[đã khắc phục]" in shown


# -- remedy plan ------------------------------------------------------------------------------


def _plan(office: Office, *more: str) -> Any:
    words = ("--measure", "Lập lịch.", "--owner", "Phạm Văn A, Phó Bí thư")
    return office.json("plan", "add", "K-0004", *words, *more, *DAY)["muc"]


def test_an_item_is_planned_listed_with_its_age_and_exported(
    sample_office: Office, tmp_path: Path
) -> None:
    item = _plan(sample_office, "--deadline", "2025-12-30")[0]

    listed = sample_office.json("plan", "list", *CELL, *DAY)["muc"]
    in_time = sample_office.ok("plan", "list", "--year", "2021", *DAY).stdout
    late = sample_office.ok("plan", "list", "--date", "2026-01-02").stdout
    wrote = sample_office.json("plan", "export", tmp_path / "ke-hoach.xlsx", *DAY)

    assert item["ma"] == "P-K-0004-1"
    assert listed[0]["con_ngay"] == 10
    assert "còn 10 ngày" in in_time
    assert "quá hạn 3 ngày" in late
    assert wrote["so_dong"] == 1
    sheet = openpyxl.load_workbook(tmp_path / "ke-hoach.xlsx").active
    assert sheet is not None
    assert "P-K-0004-1" in [cell.value for row in sheet.iter_rows() for cell in row]


def test_an_item_is_done_only_by_the_word_of_somebody_else(sample_office: Office) -> None:
    code = _plan(sample_office)[0]["ma"]
    before = sample_office.archive_bytes()
    done = ("plan", "set", code, "--status", "da_khac_phuc", "--degree", "100", *DAY)

    alone = sample_office.refused(*done)
    himself = sample_office.refused(*done, "--verified-by", "đồng chí  phạm văn a")
    untouched = sample_office.archive_bytes()
    asked = ("--verified-by", "Lê Thị B", "--despite", "K-0057 là việc của năm khác")
    item = sample_office.json(*done, *asked, "--evidence", "Biên bản 12")

    assert alone.exit_code == 4
    assert "--verified-by" in alone.stderr
    assert himself.exit_code == 4
    assert "không tự xác nhận" in himself.stderr
    assert untouched == before
    assert item["muc"]["nguoi_xac_nhan"] == "Lê Thị B"
    assert item["muc"]["ngay_xac_nhan"] == "2025-12-20"
    assert sample_office.json("plan", "list", *DAY)["muc"][0]["con_ngay"] is None


def test_planning_the_same_again_keeps_what_was_reached(sample_office: Office) -> None:
    code = _plan(sample_office)[0]["ma"]
    sample_office.ok("plan", "set", code, "--status", "dang_khac_phuc", "--degree", "40", *DAY)

    again = _plan(sample_office, "--deadline", "2026-03-31")[0]

    assert again["ma"] == code
    assert again["muc_do"] == 40
    assert again["tinh_trang"] == "dang_khac_phuc"
    assert again["thoi_han"] == "2026-03-31"


def test_another_measure_for_the_same_fault_is_another_item(sample_office: Office) -> None:
    _plan(sample_office)
    second = sample_office.json(
        "plan", "add", "K-0004", "--measure", "Việc khác.", "--owner", "B", *DAY
    )

    assert second["muc"][0]["ma"] == "P-K-0004-2"


def test_items_come_from_a_file_and_every_bad_row_is_named(sample_office: Office) -> None:
    header = "Mã khuyết điểm,Biện pháp,Người phụ trách,Thời hạn"
    good = sample_office.write("tot.csv", f"{header}\nK-0004,Một.,A,31/03/2026\nK-0005,Hai.,B,\n")
    bad = sample_office.write(
        "xau.csv", f"{header}\nK-0004,,A,\nK-4444,Hai.,B,\nK-0005,Ba.,C,31/02/2026\n"
    )
    before = sample_office.archive_bytes()

    refused = sample_office.refused("plan", "add", "--from", bad, *DAY)
    untouched = sample_office.archive_bytes()
    shown = sample_office.ok("plan", "add", "--from", good, *DAY).stdout

    assert refused.exit_code == 11
    assert untouched == before
    for words in ("thiếu «Biện pháp»", "K-4444", "31/02/2026", "dòng 2", "dòng 3", "dòng 4"):
        assert words in refused.stderr
    assert "Đã ghi 2 mục: P-K-0004-1 đến P-K-0005-1." in shown


def test_an_empty_file_plans_nothing_and_says_so(sample_office: Office) -> None:
    empty = sample_office.write("rong.csv", "Mã khuyết điểm,Biện pháp,Người phụ trách\n")

    shown = sample_office.ok("plan", "add", "--from", empty, *DAY).stdout

    assert "Không có mục nào." in shown


def test_codes_that_nobody_knows_are_refused(sample_office: Office) -> None:
    fault = sample_office.refused("plan", "add", "K-x", "--measure", "M", "--owner", "A", *DAY)
    item = sample_office.refused("plan", "set", "P-x", "--degree", "5", *DAY)

    assert (fault.exit_code, item.exit_code) == (3, 3)
    assert "«K-x»" in fault.stderr
    assert "«P-x»" in item.stderr


# -- ballots ----------------------------------------------------------------------------------


def _ballots(tmp_path: Path, **cells: str | int) -> Path:
    """Return the sample's count with some cells of the first sheet changed."""
    book = openpyxl.load_workbook(sample.path("kiem_phieu_2025.xlsx"))
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    book.save(tmp_path / "kiem-phieu.xlsx")
    return tmp_path / "kiem-phieu.xlsx"


def test_counts_that_reconcile_are_archived_once(sample_office: Office, tmp_path: Path) -> None:
    path = _ballots(tmp_path)

    found = sample_office.json("ballots", "count", path, *DAY)["kiem_phieu"]
    before = sample_office.archive_bytes()
    shown = sample_office.ok("ballots", "count", path, *DAY).stdout

    assert found[0]["phat_ra"] == 9
    assert "db-cuc-hai-quan: phát ra 9, thu về 9, hợp lệ 9" in shown
    assert sample_office.archive_bytes() == before


def test_counts_that_do_not_reconcile_are_refused_naming_the_figures(
    sample_office: Office, tmp_path: Path
) -> None:
    before = sample_office.archive_bytes()

    result = sample_office.refused("ballots", "count", _ballots(tmp_path, B8=7, E14=9), *DAY)

    assert result.exit_code == 4
    assert "kiem-phieu.xlsx" in result.stderr
    assert "db-cuc-hai-quan" in result.stderr
    assert "7" in result.stderr
    assert sample_office.archive_bytes() == before


def test_a_cell_that_is_no_number_is_named(sample_office: Office, tmp_path: Path) -> None:
    result = sample_office.refused("ballots", "count", _ballots(tmp_path, B8="chín"), *DAY)

    assert result.exit_code == 11
    assert "B8" in result.stderr
    assert "chín" in result.stderr


def test_the_count_of_one_organisation_is_taken_by_code_or_name(
    sample_office: Office, tmp_path: Path
) -> None:
    path = _ballots(tmp_path)

    named = sample_office.json("ballots", "count", path, "--org", "Chi bộ Văn phòng", *DAY)
    wrong = sample_office.refused("ballots", "count", path, "--org", "cb-la", *DAY)
    book = openpyxl.load_workbook(path)
    del book["Văn phòng"]
    book.save(path)
    absent = sample_office.refused("ballots", "count", path, *CELL, *DAY)

    assert [one["to_chuc"] for one in named["kiem_phieu"]] == ["cb-van-phong"]
    assert wrong.exit_code == 3
    assert absent.exit_code == 3
    assert "không có trang nào của cb-van-phong" in absent.stderr


def test_a_line_for_nobody_in_the_roster_is_kept_by_name(
    sample_office: Office, tmp_path: Path
) -> None:
    found = sample_office.json("ballots", "count", _ballots(tmp_path, B19="Ai Đó"), *DAY)

    subjects = [line["doi_tuong"] for line in found["kiem_phieu"][0]["ket_qua"]]
    assert any(one.get("ho_ten") == "Ai Đó" for one in subjects)


# -- ratings ----------------------------------------------------------------------------------


def test_ratings_are_recorded_by_stage_and_shown_side_by_side(sample_office: Office) -> None:
    one = sample_office.json("roster", "show", "--at", "2025-12-20", *CELL)["dang_vien"][0]
    card = one["so_the"]
    proposed = ("--person", card, "--level", "Hoàn thành tốt nhiệm vụ", "--stage", "de_xuat")

    reviewed(sample_office, CELL[1])
    early = (*DAY, "--before-ground", "--why", "lẽ")

    sample_office.ok("ratings", "set", *proposed, *DAY)
    sample_office.ok(
        "ratings", "set", "--person", card, "--level", "htn", "--stage", "cbccvc", *DAY
    )
    sample_office.ok("ratings", "set", "--person", card, "--level", "htnnv", *early)
    sample_office.ok("ratings", "set", *CELL, "--level", "htt", *early)

    payload = sample_office.json("ratings", "show", "2025", *CELL, *DAY)["xep_loai"]
    shown = sample_office.ok("ratings", "show", "2025", *CELL, *DAY).stdout
    levels = {row["so_the"]: row["muc"] for row in payload}
    assert levels[card] == {"de_xuat": "htt", "quyet_dinh": "htn", "cbccvc": "htn"}
    assert levels[""] == {"quyet_dinh": "htt"}
    assert "Hoàn thành tốt nhiệm vụ (đề xuất); Hoàn thành nhiệm vụ (quyết định, CBCCVC)" in shown
    assert "chưa có" in shown


def test_ratings_come_from_a_file(sample_office: Office) -> None:
    reviewed(sample_office)
    places = sample.path("xep_loai_cac_noi_2025.csv")
    sample_office.ok("ratings", "set", "--from", places, "--year", "2025", *DAY)
    done = sample_office.json(
        "ratings", "set", "--from", sample.path("xep_loai_2025.csv"), "--year", "2025", *DAY
    )

    payload = sample_office.json("ratings", "show", "2025", *DAY)["xep_loai"]
    assert done["ghi"] == sum(len(row["muc"]) for row in payload)


def test_every_bad_row_of_a_ratings_file_is_named_and_nothing_is_written(
    sample_office: Office,
) -> None:
    path = sample_office.write(
        "xl.csv",
        "so_the,to_chuc,quyet_dinh,ngay\n"
        "99999999,,htt,\n,cb-la,htt,\n,cb-van-phong,giỏi,\n,cb-van-phong,htt,31/02/2025\n"
        "Nguyễn Văn Hùng,,htt,\n",
    )
    before = sample_office.archive_bytes()

    result = sample_office.refused("ratings", "set", "--from", path, "--year", "2025", *DAY)

    assert result.exit_code == 11
    for words in ("99999999", "cb-la", "giỏi", "31/02/2025", "Hãy nêu số thẻ", "dòng 6"):
        assert words in result.stderr
    assert sample_office.archive_bytes() == before


def test_a_ratings_row_with_too_many_cells_is_refused(sample_office: Office) -> None:
    path = sample_office.write("xl.csv", "so_the,to_chuc,quyet_dinh\n,cb-van-phong,htt,thừa\n")

    result = sample_office.refused("ratings", "set", "--from", path, "--year", "2025", *DAY)

    assert result.exit_code == 11
    assert "nhiều ô hơn" in result.stderr


def test_a_level_or_subject_that_is_none_is_refused(sample_office: Office) -> None:
    level = sample_office.refused("ratings", "set", *CELL, "--level", "giỏi", *DAY)
    nobody = sample_office.refused("ratings", "set", "--level", "htt", *DAY)

    assert level.exit_code == 3
    assert "htxs (Hoàn thành xuất sắc nhiệm vụ)" in level.stderr
    assert nobody.exit_code == 2


# -- rules ------------------------------------------------------------------------------------


def test_check_names_what_is_broken_and_strict_makes_it_an_exit_code(
    sample_office: Office,
) -> None:
    reviewed(sample_office, CELL[1])
    early = ("--before-ground", "--why", "họp sớm")
    sample_office.ok("ratings", "set", *CELL, "--level", "htt", "--year", "2025", *DAY, *early)

    found = sample_office.json("check", "2025", *CELL, *DAY)["quy_tac"]
    shown = sample_office.ok("check", *CELL, *DAY).stdout
    strict = sample_office.run("check", "2025", *CELL, *DAY, "--strict")

    assert {one["ket_qua"] for one in found} == {"dat", "vi_pham", "chua_kiem_duoc"}
    assert all(one["can_cu"] for one in found)
    assert shown.startswith("Vi phạm: ")
    assert strict.exit_code == 1


def test_two_rounds_of_one_body_are_kept_side_by_side_in_one_version(
    sample_office: Office, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(sample.path("kiem_phieu_2025.xlsx"))
    for name in book.sheetnames[2:]:
        del book[name]
    first = book.worksheets[1]
    second = book.copy_worksheet(first)
    book.remove(book.worksheets[0])
    for sheet, number in ((first, 1), (second, 2)):
        place = next(r[0].row for r in sheet.iter_rows(max_row=20) if r[0].value == "Hợp lệ")
        sheet.insert_rows(place)
        sheet.cell(place, 1, "Vòng")
        sheet.cell(place, 2, number)
    path = tmp_path / "hai-vong.xlsx"
    book.save(path)

    found = sample_office.json("ballots", "count", path, *DAY)["kiem_phieu"]

    assert [one["vong"] for one in found] == [1, 2]
    log = sample_office.json("log", f"tt-{found[0]['to_chuc']}-2025")["phien_ban"]
    assert len(log) == 1
