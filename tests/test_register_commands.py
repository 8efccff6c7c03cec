"""The register through its commands, and what it does with bad input."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from tests.conftest import Office

DAY = ("--date", "2025-12-20")
CELL = "cb-van-phong"
HEADER = "ma,nam,to_chuc,doi_tuong,noi_dung"
OWNER, OTHER = "Phạm Văn An", "Lê Thị Bình"


@pytest.fixture
def planned(sample_office: Office) -> Office:
    """Return an office with a shortcoming `M-1` and one item of its plan."""
    sample_office.ok(
        *("shortcomings", "add", "--year", "2024", "--org", CELL, "--code", "M-1"),
        *("--text", "Chậm báo cáo.", "--area", "báo cáo", "--date", "2024-12-20"),
    )
    words = ("--measure", "Lập lịch.", "--owner", OWNER, "--deadline", "2025-06-30")
    sample_office.ok("plan", "add", "M-1", *words, "--date", "2025-01-10")
    return sample_office


# -- commands ---------------------------------------------------------------------------------


def test_a_shortcoming_goes_through_its_whole_life(planned: Office) -> None:
    item = "P-M-1-1"
    planned.ok("plan", "criterion", item, "Không báo cáo nào chậm.", "--date", "2025-02-01")
    planned.ok("plan", "set", item, "--degree", "40", "--result", "Đã lập", "--date", "2025-03-01")
    planned.ok(
        *("plan", "extend", item, "--to", "30/09/2025", "--approved-by", OTHER),
        *("--why", "thiếu người", "--document", "05-CV/CB", "--date", "2025-06-20"),
    )
    planned.ok(
        "plan", "reject", item, "--verified-by", OTHER, "--why", "thiếu sổ", "--date", "2025-08-01"
    )
    planned.ok("plan", "verify", item, "--verified-by", OTHER, "--date", "2025-09-01")
    planned.ok("plan", "reopen", item, "--why", "lại chậm", "--date", "2025-10-01")
    planned.ok("plan", "verify", item, "--verified-by", OTHER, "--date", "2025-11-01")
    judged = planned.json(
        *("plan", "effect", item, "--result", "hieu_qua", "--judged-by", "Trần Chi"),
        *("--date", "2026-12-01"),
    )

    shown = planned.json("shortcomings", "show", "M-1", "--date", "2026-12-01")
    words = planned.ok("shortcomings", "show", item, "--date", "2026-12-01").stdout

    assert judged["theo_doi"]["hieu_qua"] == "hieu_qua"
    assert [event["viec"] for event in shown["dien_bien"]] == [
        *("lap_ke_hoach", "dat_tieu_chi", "dat_tieu_chi", "bao_cao", "gia_han", "tra_lai"),
        *("xac_nhan", "mo_lai", "xac_nhan", "danh_gia_hieu_qua"),
    ]
    assert shown["theo_doi"]["tinh_trang"] == "da_khac_phuc"
    assert shown["theo_doi"]["so_lan_mo_lai"] == 1
    assert shown["muc"][0]["thoi_han"] == "2025-09-30"
    assert shown["theo_doi"]["con_theo_doi"] is False
    for part in (
        "gia hạn – Lê Thị Bình: từ 2025-06-30; hạn 30/09/2025; vì thiếu người",
        "trả lại – Lê Thị Bình: vì thiếu sổ",
        "đánh giá hiệu quả – Trần Chi: có hiệu quả",
    ):
        assert part in words


def test_what_is_reported_of_a_shortcoming_itself_is_shown(planned: Office) -> None:
    done = planned.json(
        *("shortcomings", "report", "M-1", "--status", "dang_khac_phuc", "--degree", "30"),
        *("--evidence", "Sổ họp", "--difference", "làm theo quý", "--said-by", OTHER, *DAY),
    )
    again = planned.ok(
        *("shortcomings", "report", "M-1", "--status", "dang_khac_phuc", "--degree", "30"),
        *("--evidence", "Sổ họp", "--difference", "làm theo quý", "--said-by", OTHER, *DAY),
    )
    empty = planned.refused("shortcomings", "report", "M-1", *DAY)

    assert done["theo_doi"]["muc_do"] == 30
    assert done["theo_doi"]["minh_chung"] == ["Sổ họp"]
    assert done["ghi"][0]["nguoi_neu"] == OTHER
    assert "không có gì mới" in again.stdout
    assert empty.exit_code == 2


def test_what_is_not_lawful_is_refused_in_words(planned: Office) -> None:
    before = planned.archive_bytes()

    himself = planned.refused("plan", "verify", "P-M-1-1", "--verified-by", OWNER, *DAY)
    reasonless = planned.refused(
        "plan", "extend", "P-M-1-1", "--to", "2026-01-01", "--approved-by", OTHER, *DAY
    )
    unknown = planned.refused("shortcomings", "show", "K-xyz", *DAY)
    nothing = planned.refused("plan", "set", "P-M-1-1", *DAY)

    assert (himself.exit_code, reasonless.exit_code) == (4, 4)
    assert "không tự xác nhận" in himself.stderr
    assert "--why" in reasonless.stderr
    assert (unknown.exit_code, nothing.exit_code) == (3, 2)
    assert planned.archive_bytes() == before


def test_lists_say_what_is_open_and_overdue_as_of_a_day(planned: Office) -> None:
    late = ("shortcomings", "list", "--year", "2024", "--org", CELL, "--open", "--overdue")

    found = planned.json(*late, "--as-of", "2025-07-10")["khuyet_diem"]
    words = planned.ok(*late, "--as-of", "2025-07-10").stdout
    early = planned.json(*late, "--as-of", "2025-06-30")["khuyet_diem"]
    items = planned.json("plan", "list", "--overdue", "--as-of", "2025-07-10")["muc"]
    load = planned.json("plan", "load", "--org", CELL, "--as-of", "2025-07-10")["phu_trach"]
    said = planned.ok("plan", "load", "--org", CELL, "--as-of", "2025-07-10").stdout

    one = next(one for one in found if one["ma"] == "M-1")
    assert one["theo_doi"]["con_ngay"] == -10
    assert (one["theo_doi"]["nam_dau"], one["theo_doi"]["so_nam"]) == (2024, 1)
    assert one["theo_doi"]["so_ngay"] == 191
    assert "quá hạn 10 ngày" in words
    assert "M-1" not in [one["ma"] for one in early]
    assert [item["ma"] for item in items] == ["P-M-1-1"]
    assert {
        key: next(one for one in load if one["nguoi_phu_trach"] == OWNER)[key]
        for key in ("nguoi_phu_trach", "dang_lam", "qua_han")
    } == {"nguoi_phu_trach": OWNER, "dang_lam": 1, "qua_han": 1}
    assert f"{OWNER}: đang làm 1, quá hạn 1" in said


def test_the_schedule_is_printed_written_and_archived(planned: Office, tmp_path: Path) -> None:
    whose = ("shortcomings", "schedule", "2025", "--org", CELL, *DAY)

    found = planned.json(*whose, "--out", tmp_path / "bang.docx")
    planned.ok(*whose, "--out", tmp_path / "bang.xlsx")
    printed = planned.ok(*whose).stdout

    row = next(one for one in found["bang"] if one["khuyet_diem"]["ma"] == "M-1")
    assert row["tung_nam"][0] == {"nam": 2024, "tinh_trang": "chưa khắc phục"}
    assert row["thoi_theo_doi_vi"] is None
    assert "nêu lần đầu năm 2024" in printed
    cells = [
        cell.text
        for table in docx.Document(str(tmp_path / "bang.docx")).tables
        for line in table.rows
        for cell in line.cells
    ]
    assert any("Chậm báo cáo. (mã M-1; kiểm điểm năm 2024)" in cell for cell in cells)
    assert openpyxl.load_workbook(tmp_path / "bang.xlsx").active is not None
    kinds = [one["loai"] for one in planned.json("show", f"tt-{CELL}-2025")["van_ban"]]
    assert "bang_theo_doi_khuyet_diem" in kinds


def test_the_schedule_of_a_person_is_their_own(planned: Office) -> None:
    card = planned.json("roster", "show", "--at", "2025-12-20", "--org", CELL)["dang_vien"][0][
        "so_the"
    ]
    planned.ok(
        *("shortcomings", "add", "--year", "2024", "--person", card, "--code", "M-9"),
        *("--text", "Ngại góp ý.", "--date", "2024-12-20"),
    )

    own = planned.json("shortcomings", "schedule", "2025", "--person", card, *DAY)["bang"]
    body = planned.json("shortcomings", "schedule", "2025", "--org", CELL, *DAY)["bang"]

    assert "M-9" in [one["khuyet_diem"]["ma"] for one in own]
    assert "M-9" not in [one["khuyet_diem"]["ma"] for one in body]


def test_source_authority_and_document_are_put_right_later(planned: Office) -> None:
    lacking = planned.refused("shortcomings", "edit", "M-1", "--source", "ket_luan", *DAY)
    edited = planned.json(
        *("shortcomings", "edit", "M-1", "--source", "ket_luan", "--authority", "UBKT"),
        *("--document", "12-KL/UBKT", "--named-on", "2024-08-14", *DAY),
    )["khuyet_diem"]

    assert lacking.exit_code == 4
    assert (edited["nguon"], edited["co_quan_ket_luan"]) == ("ket_luan", "UBKT")
    assert edited["ngay_neu"] == "2024-08-14"


def test_a_contradiction_is_asked_about_before_closing(planned: Office) -> None:
    planned.ok(
        *("shortcomings", "add", "--year", "2025", "--org", CELL, "--code", "M-2"),
        *("--text", "Lại chậm báo cáo.", "--date", "2025-06-10"),
    )
    planned.ok("recurrence", "confirm", "M-2", "M-1", "--date", "2025-06-11")
    verify = ("plan", "verify", "P-M-1-1", "--verified-by", OTHER, *DAY)

    asked = planned.refused(*verify)
    done = planned.json(*verify, "--despite", "M-2 của tổ khác")

    assert asked.exit_code == 17
    assert "M-2" in asked.stderr
    assert "--despite" in asked.stderr
    assert done["muc"]["tinh_trang"] == "da_khac_phuc"


# -- bad input --------------------------------------------------------------------------------


def _import(office: Office, path: Path, *more: str) -> Any:
    return office.json("shortcomings", "import", path, *more)


def test_a_file_with_every_oddity_of_spelling_is_read(
    sample_office: Office, tmp_path: Path
) -> None:
    rows = [
        HEADER.replace(",", ";"),
        ";;;;",
        "M-1;2023;Chi bộ Văn phòng;tập thể;Chậm; thiếu báo cáo.".replace("; ", ", "),
        "",
        "  ;;;;  ",
        "M-2;2023;chi bo van phong;Tập  thể;Câu hai.",
    ]
    path = tmp_path / "so.csv"
    words = unicodedata.normalize("NFD", "\r\n".join(rows))
    path.write_bytes(words.encode("utf-8-sig"))

    done = _import(sample_office, path)

    assert (done["nhap"], done["bo_qua"]) == (2, [])
    found = sample_office.json("shortcomings", "list", "--year", "2023", "--org", CELL)[
        "khuyet_diem"
    ]
    named = {one["ma"]: one for one in found}
    assert named["M-1"]["noi_dung"] == "Chậm, thiếu báo cáo."
    assert unicodedata.is_normalized("NFC", named["M-2"]["noi_dung"])
    assert _import(sample_office, path) == {"nhap": 0, "khong_doi": 2, "bo_qua": [], "canh_bao": []}


@pytest.mark.parametrize("year", ["hai nghìn", "23", "2023a", "1899", "20233", "", "2023.5"])
def test_a_year_that_is_none_is_named_with_its_line(sample_office: Office, year: str) -> None:
    path = sample_office.write("so.csv", f"{HEADER}\nM-1,{year},{CELL},tập thể,Câu.\n")

    refused = sample_office.refused("shortcomings", "import", path)
    done = _import(sample_office, path, "--accept-valid")

    assert refused.exit_code == 11
    assert "dòng 2" in refused.stderr
    assert done["nhap"] == 0
    assert done["bo_qua"][0]["dong"] == 2


def test_a_workbook_with_years_as_text_or_numbers_is_the_same(
    sample_office: Office, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER.split(","))
    sheet.append(["M-1", "2023", CELL, "tập thể", "Câu."])
    sheet.append(["M-2", 2023, CELL, "tập thể", "Câu hai."])
    sheet.append([None] * 5)
    sheet.append(["M-3", 2023.0, CELL, "tập thể", "Câu ba."])
    book.save(tmp_path / "so.xlsx")

    done = _import(sample_office, tmp_path / "so.xlsx")

    assert (done["nhap"], done["bo_qua"]) == (3, [])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", 10),
        ("\n\n", 10),
        ("ma;nam\nM-1;2023\n", 10),
        ("xin chào\n", 10),
        (f"{HEADER},ma\nM-1,2023,{CELL},tập thể,Câu.,M-2\n", 10),
    ],
)
def test_wrong_columns_refuse_the_whole_file(
    sample_office: Office, content: str, code: int
) -> None:
    path = sample_office.write("so.csv", content)

    assert sample_office.refused("shortcomings", "import", path).exit_code == code


def test_a_header_alone_brings_nothing(sample_office: Office) -> None:
    done = _import(sample_office, sample_office.write("so.csv", f"{HEADER}\n"))

    assert done == {"nhap": 0, "khong_doi": 0, "bo_qua": [], "canh_bao": []}


def test_what_people_added_stays_when_the_file_comes_again(sample_office: Office) -> None:
    path = sample_office.write("so.csv", f"{HEADER}\nM-1,2023,{CELL},tập thể,Câu.\n")
    _import(sample_office, path)
    source = ("--source", "ket_luan", "--authority", "UBKT", "--document", "12-KL/UBKT")
    sample_office.ok("shortcomings", "edit", "M-1", *source, *DAY)

    again = _import(sample_office, path)
    changed = _import(
        sample_office,
        sample_office.write("moi.csv", f"{HEADER}\nM-1,2023,{CELL},tập thể,Câu mới.\n"),
    )

    assert (again["nhap"], again["khong_doi"]) == (0, 1)
    assert changed["nhap"] == 1
    shown = sample_office.json("shortcomings", "show", "M-1", *DAY)["khuyet_diem"]
    assert (shown["noi_dung"], shown["co_quan_ket_luan"]) == ("Câu mới.", "UBKT")


def test_codes_are_the_same_however_their_marks_are_typed(planned: Office) -> None:
    code = unicodedata.normalize("NFD", "Mã-1")
    planned.ok(
        *("shortcomings", "add", "--year", "2024", "--org", CELL, "--code", code),
        *("--text", "Khác.", "--date", "2024-12-20"),
    )

    found = planned.json("shortcomings", "show", code, *DAY)["khuyet_diem"]

    assert found["ma"] == "Mã-1"
    assert planned.json("plan", "add", code, "--measure", "M", "--owner", "A", *DAY)["muc"]


def test_lists_say_what_is_dropped_or_followed_elsewhere(planned: Office) -> None:
    planned.ok("shortcomings", "criterion", "M-1", "Không chậm.", "--date", "2025-02-01")
    for told in ("--status", "da_khac_phuc"), ("--evidence", "Sổ"):
        planned.ok("shortcomings", "report", "M-1", *told, "--date", "2025-03-01")
    planned.ok("shortcomings", "verify", "M-1", "--verified-by", OTHER, "--date", "2025-03-02")
    planned.ok(
        *("shortcomings", "add", "--year", "2025", "--org", CELL, "--code", "M-2"),
        *("--text", "Lại chậm báo cáo.", "--date", "2025-06-10"),
    )
    planned.ok("recurrence", "confirm", "M-2", "M-1", "--date", "2025-06-11")
    planned.ok(
        *("shortcomings", "drop", "M-2", "--approved-by", OTHER, "--why", "tổ giải thể", *DAY)
    )

    words = planned.ok("shortcomings", "list", "--org", CELL, *DAY).stdout

    assert "[tái diễn, theo dõi ở M-2]" in words
    assert "[thôi theo dõi: tổ giải thể]" in words


def test_a_plan_goes_out_with_what_was_agreed(planned: Office, tmp_path: Path) -> None:
    planned.ok("shortcomings", "drop", "M-1", "--approved-by", OTHER, "--why", "tổ giải thể", *DAY)

    planned.ok("plan", "export", tmp_path / "kh.xlsx", "--org", CELL, *DAY)
    shown = planned.ok("plan", "list", "--org", CELL, *DAY).stdout

    sheet = openpyxl.load_workbook(tmp_path / "kh.xlsx").active
    assert sheet is not None
    cells = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"Không tái diễn ở kỳ kiểm điểm sau.", "tổ giải thể"} <= cells
    assert "thôi theo dõi" in shown
