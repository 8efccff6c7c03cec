"""The register of discipline: one by one and by sheet, kept beside the review that weighs it."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Office

DAY = ("--date", "2025-12-20")
TUYET = "38001201"
NEW_MEMBER = "38001902"  # on probation
ADD = ("discipline", "add", "--person", TUYET, "--form", "khien_trach", "--decided", "02/06/2025")


def add(office: Office, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = office.json(*ADD, *more, *DAY)["ky_luat"][0]
    return found


def listed(office: Office, *more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = office.json("discipline", "list", *more, *DAY)["ky_luat"]
    return found


def sheet(office: Office, *rows: str) -> Path:
    header = "Số thẻ,Họ và tên,Mã tổ chức,Hình thức,Ngày,Liên quan chức trách,Đơn vị cũ,Nội dung"
    return office.write("ky_luat.csv", "\n".join([header.replace("Nội dung", "Vi phạm"), *rows]))


# -- one by one --------------------------------------------------------------------------------


def test_a_decision_is_kept_beside_the_review_of_its_year_and_listed(sample_office: Office) -> None:
    one = add(
        sample_office, "--duty", "co", "--mended", "khong", "--violation", "Chậm báo cáo & sai"
    )

    assert one["ma"] == f"KL-{TUYET}-2025-1"
    assert (one["hinh_thuc"], one["nam"], one["lien_quan_chuc_trach"]) == (
        "khien_trach",
        2025,
        True,
    )
    assert listed(sample_office) == [one]
    ws = sample_office.workspace
    row = ws.catalogue.dossier(f"dv-{TUYET}-2025")
    assert row is not None
    assert [d.code for d in ws.snapshot(row.object_id).disciplines] == [one["ma"]]
    assert sample_office.json("show", f"dv-{TUYET}-2025")["ky_luat"] == [one]
    assert "1 quyết định kỷ luật" in sample_office.ok("show", f"dv-{TUYET}-2025").output


def test_the_same_decision_again_is_no_second_one_and_no_version(sample_office: Office) -> None:
    first = add(sample_office, "--duty", "co")
    before = sample_office.archive_bytes()

    assert add(sample_office, "--duty", "co") == first
    assert sample_office.archive_bytes() == before
    changed = add(sample_office, "--duty", "khong")
    assert changed["ma"] == first["ma"]
    assert len(listed(sample_office)) == 1


def test_a_violation_at_an_old_unit_counts_there(sample_office: Office) -> None:
    one = add(
        sample_office, "--unit", "Chi bộ Hải quan cửa khẩu Ia Tuôr", "--unit", "Chi bộ Trường X"
    )

    assert one["noi_vi_pham"] == ["cb-cua-khau-ia-tuor", "Chi bộ Trường X"]
    assert [d["ma"] for d in listed(sample_office, "--org", "cb-cua-khau-ia-tuor")] == [one["ma"]]
    said = sample_office.ok("discipline", "list", *DAY).output
    assert "tính cho cb-cua-khau-ia-tuor, Chi bộ Trường X" in said


def test_a_decision_may_be_weighed_in_another_year_than_its_own(sample_office: Office) -> None:
    one = add(sample_office, "--year", "2024", "--raised", "--mended", "co")

    assert (one["nam"], one["tang_hinh_thuc"]) == (2024, True)
    assert listed(sample_office, "--year", "2025") == []
    said = sample_office.ok("discipline", "list", *DAY).output
    assert "tự phát hiện, khắc phục, tăng hình thức" in said


def test_an_organisation_is_disciplined_in_its_own_forms(sample_office: Office) -> None:
    order = ("discipline", "add", "--org", "cb-van-phong", "--decided", "2025-06-02", *DAY)

    done = sample_office.json(*order, "--form", "canh_cao")["ky_luat"][0]
    refused = sample_office.refused(*order, "--form", "khai_tru")

    assert done["ma"] == "KL-cb-van-phong-2025-1"
    assert refused.exit_code == 4
    assert "không áp dụng cho đối tượng này" in refused.output
    assert "giải tán" in refused.output


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--decided", "2026-01-05"), "ở sau ngày tính 20/12/2025"),
        (("--violated", "2025-06-03"), "ở sau ngày quyết định 02/06/2025"),
        (("--year", "1999"), "Chưa có chế độ kiểm điểm cho năm 1999"),
        (("--form", "giai_tan"), "không áp dụng cho đối tượng này"),
        (("--violation", "Chậm\x01"), "U+0001"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    sample_office: Office, more: tuple[str, ...], words: str
) -> None:
    before = sample_office.archive_bytes()

    refused = sample_office.refused(*ADD, *more, *DAY)

    assert refused.exit_code == 4
    assert words in refused.output
    assert sample_office.archive_bytes() == before


def test_nobody_named_is_a_question(sample_office: Office) -> None:
    order = ("discipline", "add", "--form", "canh_cao", "--decided", "2025-06-02", *DAY)

    assert sample_office.refused(*order).exit_code == 17
    assert sample_office.refused(*order, "--person", "Ai Đó").exit_code == 3


def test_what_a_person_should_look_at_again_is_said(sample_office: Office) -> None:
    new = ("discipline", "add", "--person", NEW_MEMBER, "--decided", "2025-12-02", *DAY)

    said = sample_office.ok(*new, "--form", "khai_tru").stderr
    assert "đảng viên dự bị: chỉ khiển trách, cảnh cáo" in said
    assert "chưa nêu vi phạm có liên quan chức trách" in said
    no_post = ("discipline", "add", "--person", "38000551", "--decided", "2025-12-02", *DAY)
    said = sample_office.ok(*no_post, "--form", "cach_chuc", "--duty", "co").stderr
    assert "không có chức vụ nào" in said


def test_a_withdrawn_decision_leaves_the_register_and_stays_in_history(
    sample_office: Office,
) -> None:
    code = add(sample_office)["ma"]

    assert sample_office.refused("discipline", "withdraw", code, *DAY).exit_code == 17
    why = ("--why", "Đã giải quyết khiếu nại, hủy quyết định")
    gone = sample_office.json("discipline", "withdraw", code, *why, *DAY)["da_rut"]

    assert gone["ma"] == code
    assert listed(sample_office) == []
    assert "hủy quyết định" in sample_office.ok("log", f"dv-{TUYET}-2025").output
    assert sample_office.refused("discipline", "withdraw", code, *why, *DAY).exit_code == 3


# -- by sheet ----------------------------------------------------------------------------------


def test_a_sheet_is_taken_over_once(sample_office: Office) -> None:
    file = sheet(
        sample_office,
        f"{TUYET},Trần Thị Ánh Tuyết,,khiển trách,02/06/2025,có,,Chậm & sai",
        unicodedata.normalize("NFD", ",Vũ Ngọc Quảng,,CẢNH CÁO,3/7/2025,không,Chi bộ cũ,"),
        ",,cb-van-phong,khiển trách,2025-08-01,,,",
    )

    first = sample_office.json("discipline", "import", file, *DAY)
    again = sample_office.json("discipline", "import", file, *DAY)

    assert (first["nhap"], first["khong_doi"]) == (3, 0)
    assert (again["nhap"], again["khong_doi"]) == (0, 3)
    second = first["ky_luat"][1]
    assert (second["hinh_thuc"], second["noi_vi_pham"]) == ("canh_cao", ["Chi bộ cũ"])
    assert second["doi_tuong"]["so_the"] == "38000551"


def test_every_bad_row_is_listed_with_its_cell_and_nothing_is_written(
    sample_office: Office,
) -> None:
    before = sample_office.archive_bytes()
    file = sheet(
        sample_office,
        f"{TUYET},Người Khác,,khiển trách,02/06/2025,,,",
        f"{TUYET},,,kiển trách,31/02/2025,đúng,,",
        f"{TUYET},,,khiển trách,02/06/2025,có,,",
        f"{TUYET},,,cảnh cáo,02/06/2025,có,,",
        ",,,khiển trách,02/06/2025,,,",
        f"{TUYET},,,,,,,",
        f"{TUYET},,,giải tán,03/06/2025,,,",
    )

    refused = sample_office.refused("discipline", "import", file, *DAY)

    assert refused.exit_code == 11
    for words in (
        "dòng 2, cột 2: số thẻ 38001201 là của Trần Thị Ánh Tuyết, không phải «Người Khác»",
        "dòng 3, cột 4: Không có hình thức kỷ luật «kiển trách». Ý bạn là «khiển trách»?",
        "dòng 3, cột 5: «31/02/2025» không phải ngày",
        "dòng 3, cột 6: «đúng» phải là có hoặc không",
        "dòng 5, cột 5: Trần Thị Ánh Tuyết đã có một dòng khác",
        "dòng 6, cột 3: Cần số thẻ đảng viên, hoặc mã tổ chức",
        "dòng 7, cột 4: thiếu «Hình thức»",
        "dòng 7, cột 5: thiếu «Ngày quyết định»",
        "dòng 8, cột 4: Trần Thị Ánh Tuyết: hình thức «giải tán» không áp dụng",
    ):
        assert words in refused.output
    assert sample_office.archive_bytes() == before
    done = sample_office.json("discipline", "import", file, "--accept-valid", *DAY)
    assert done["nhap"] == 1
    assert len(done["bo_qua"]) == 9


def test_a_column_that_nobody_reads_is_said(sample_office: Office) -> None:
    path = sample_office.write(
        "la.csv", f"Số thẻ,Hình thức,Ngày,Ngày vi fạm\n{TUYET},khiển trách,02/06/2025,01/06/2025\n"
    )

    said = sample_office.json("discipline", "import", path, *DAY)["canh_bao"]

    assert said == ["la.csv: Cột «Ngày vi fạm» không được đọc. Ý bạn là «Ngày vi phạm»?"]


def test_an_exported_register_is_edited_and_read_back(
    sample_office: Office, tmp_path: Path
) -> None:
    code = add(sample_office, "--duty", "co", "--violated", "2025-05-01", "--authority", "Chi bộ")[
        "ma"
    ]
    path = tmp_path / "so.xlsx"

    assert sample_office.json("discipline", "export", path, *DAY)["so_dong"] == 1
    assert sample_office.json("discipline", "import", path, *DAY)["nhap"] == 0
    book = openpyxl.load_workbook(path)
    page = book["Kỷ luật"]
    row = {heading.value: cell for heading, cell in zip(page[4], page[5], strict=True)}
    row["Hình thức"].value = "cảnh cáo"
    row["Ngày quyết định"].value = "03/06/2025"
    book.save(path)

    done = sample_office.json("discipline", "import", path, *DAY)

    assert [(d["ma"], d["hinh_thuc"], d["ngay"]) for d in done["ky_luat"]] == [
        (code, "canh_cao", "2025-06-03")
    ]
    assert len(listed(sample_office)) == 1


def test_a_code_of_nobody_is_refused(sample_office: Office) -> None:
    path = sample_office.write(
        "ma.csv", f"Mã,Số thẻ,Hình thức,Ngày\nKL-9,{TUYET},khiển trách,02/06/2025\n"
    )

    refused = sample_office.refused("discipline", "import", path, *DAY)

    assert "không có quyết định kỷ luật mã «KL-9» năm 2025" in refused.output
