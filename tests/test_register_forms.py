"""Section III: what the register knows goes out with the form, what the subject says comes back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hoso import templates, word
from hoso.model.remedy import EventKind
from hoso.model.review import Status, Subject, SubjectKind
from hoso.services import faults, plan, register, remedied, tracking
from hoso.services.plan import Change, Wanted
from hoso.services.register import Said
from hoso.workspace import Act, Workspace
from tests.conftest import Office

CELL = "cb-van-phong"
BODY = Subject(kind=SubjectKind.COLLECTIVE, organisation=CELL)
DAY = ("--date", "2025-12-01")
ADDED = ("shortcomings", "add", "--year", "2024", "--org", CELL, "--date", "2024-12-20")


def on(day: str) -> Act:
    """Return an act of the secretary on a day."""
    return Act(date.fromisoformat(day), "An", None)


@pytest.fixture
def told(sample_office: Office) -> Office:
    """Return an office with a shortcoming of 2024 that is 40 % remedied, and one nobody spoke of."""
    sample_office.ok(*ADDED, "--code", "M-1", "--text", "Chậm báo cáo quý.")
    sample_office.ok(*ADDED, "--code", "M-2", "--text", "Chưa lập sổ theo dõi.")
    ws = sample_office.workspace
    wanted = Wanted(shortcoming="M-1", measure="Lập lịch.", owner="Phạm Văn An", deadline=None)
    plan.add(ws, [wanted], on("2025-01-10"))
    change = Change(degree=40, result="Đã lập lịch quý III", evidence="Sổ họp quý III")
    plan.change(ws, "P-M-1-1", change, on("2025-09-01"))
    return sample_office


def issued(office: Office, out: Path) -> Path:
    """Issue the forms of the cell and return the collective's."""
    office.ok("forms", "2025", "--org", CELL, "--out", out, *DAY)
    return next(out.rglob("kiem_diem_tap_the*.docx"))


def returned(path: Path, **values: object) -> Path:
    """Type answers into an issued form."""
    data = path.read_bytes()
    info = templates.find(word.identity(data)["loai"], [templates.builtin_root()]).info
    path.write_bytes(word.answer(data, info, values))
    return path


def section(ws: Workspace, code: str) -> dict[str, object]:
    """Return what the next form prints of a shortcoming."""
    rows = remedied.rows(ws, BODY, 2025, date(2025, 12, 1))
    return next(row for row in rows if row["ma"] == code)


def test_status_degree_deed_and_evidence_arrive_in_section_three(told: Office) -> None:
    row = section(told.workspace, "M-1")
    silent = section(told.workspace, "M-2")

    assert row["tinh_trang"] == "dang_khac_phuc"
    assert (
        row["ghi_chu"] == "Mức độ: 40%.\nĐã làm: Đã lập lịch quý III\nMinh chứng: Sổ họp quý III."
    )
    assert (silent["tinh_trang"], silent["ghi_chu"]) == ("", "")


def test_what_was_verified_this_year_is_reported_with_who_verified(told: Office) -> None:
    ws = told.workspace
    plan.change(
        ws, "P-M-1-1", Change(status=Status.DONE, verified_by="Lê Thị Bình"), on("2025-11-01")
    )

    row = section(ws, "M-1")

    assert row["tinh_trang"] == "da_khac_phuc"
    assert "Lê Thị Bình xác nhận ngày 01/11/2025." in str(row["ghi_chu"])
    opened = faults.open_before(ws, BODY, 2026)
    assert "M-1" not in [one.shortcoming.code for one in opened]


def test_what_was_opened_again_this_year_stands_in_section_three(told: Office) -> None:
    ws = told.workspace
    done = Change(status=Status.DONE, verified_by="Lê Thị Bình")
    plan.change(ws, "P-M-1-1", done, on("2025-09-03"))
    again = Act(date(2026, 3, 1), "An", "lại chậm")
    register.record(ws, "P-M-1-1", [Said(kind=EventKind.REOPENED)], again)

    rows = remedied.rows(ws, BODY, 2026, date(2026, 12, 1))

    row = next(row for row in rows if row["ma"] == "M-1")
    assert (row["tinh_trang"], row["ghi_chu"]) == (
        "chua_khac_phuc",
        "Đã mở lại: lại chậm.\nĐã làm: Đã lập lịch quý III\nMinh chứng: Sổ họp quý III.",
    )


def test_a_person_s_form_carries_what_the_register_knows(sample_office: Office) -> None:
    ws = sample_office.workspace
    member = ws.catalogue.members(date(2025, 12, 1), CELL)[0]
    sample_office.ok(
        *ADDED[:4],
        "--person",
        member.card,
        "--code",
        "M-9",
        "--text",
        "Ngại góp ý.",
        "--date",
        "2024-12-20",
    )
    report = Said(kind=EventKind.REPORTED, status=Status.DOING, degree=50)
    register.record(ws, "M-9", [report], on("2025-06-01"))
    subject = faults.required(ws, "M-9").subject

    rows = remedied.rows(ws, subject, 2025, date(2025, 12, 1))

    assert next(row for row in rows if row["ma"] == "M-9")["tinh_trang"] == "dang_khac_phuc"


def test_a_form_that_comes_back_as_it_went_out_is_still_blank(told: Office, tmp_path: Path) -> None:
    form = issued(told, tmp_path / "ra")

    found = told.json("collect", form, *DAY)

    assert found["nhan"] == []
    assert "để trống" in found["can_hoi"][0]["cau_hoi"]


def test_the_answer_of_the_form_is_the_last_word_with_its_degree(
    told: Office, tmp_path: Path
) -> None:
    form = issued(told, tmp_path / "ra")
    said = {"ma": "M-1", "tinh_trang": "dang_khac_phuc", "ghi_chu": "Mức độ: 70%."}
    quiet = {"ma": "M-2", "tinh_trang": "chua_khac_phuc", "ghi_chu": "thiếu người"}
    returned(form, han_che=["Còn họp muộn."], khac_phuc=[said, quiet])

    done = told.json("collect", form, *DAY)

    ws = told.workspace
    faults_ = [faults.required(ws, code) for code in ("M-1", "M-2")]
    states = tracking.states(ws, faults_, until=date(2025, 12, 31))
    assert done["can_hoi"] == []
    assert states["M-1"].track.status is Status.DOING
    assert states["M-1"].track.degree == 70
    assert states["M-2"].track.status is Status.OPEN
    assert {word.day for word in ws.catalogue.follow_ups(["M-1", "M-2"])} == {date(2025, 12, 1)}


def test_the_same_form_later_keeps_the_day_it_was_first_taken_in(
    told: Office, tmp_path: Path
) -> None:
    form = returned(issued(told, tmp_path / "ra"), han_che=["Còn họp muộn."])
    told.ok("collect", form, *DAY)
    before = told.archive_bytes()

    told.ok("collect", form, "--date", "2025-12-20")

    assert told.archive_bytes() == before


def test_a_fault_keeps_its_field_when_its_form_comes_again(told: Office, tmp_path: Path) -> None:
    form = returned(issued(told, tmp_path / "ra"), han_che=["Còn họp muộn."])
    told.ok("collect", form, *DAY)
    code = f"K-2025-tt-{CELL}-1"
    told.ok("shortcomings", "edit", code, "--area", "sinh hoạt", *DAY)

    told.ok("collect", returned(form, nguyen_nhan=["Chưa nhắc lịch."]), *DAY)

    fault = faults.required(told.workspace, code)
    assert (fault.area, fault.cause) == ("sinh hoạt", "Chưa nhắc lịch.")


def test_what_came_back_or_was_opened_again_is_said_to_whom_must_answer(told: Office) -> None:
    ws = told.workspace
    told.ok(
        *("shortcomings", "add", "--year", "2023", "--org", CELL, "--code", "M-0"),
        *("--text", "Báo cáo quý gửi chậm.", "--date", "2023-12-20"),
    )
    told.ok("recurrence", "confirm", "M-1", "M-0", "--date", "2025-09-02")
    done = Change(status=Status.DONE, verified_by="Lê Thị Bình")
    plan.change(ws, "P-M-1-1", done, on("2025-09-03"))
    again = Act(date(2025, 10, 1), "An", "lại chậm")
    register.record(ws, "P-M-1-1", [Said(kind=EventKind.REOPENED)], again)
    plan.change(ws, "P-M-1-1", Change(difference="đổi người làm"), on("2025-10-02"))

    notes = str(section(ws, "M-1")["ghi_chu"]).split("\n")

    assert "Lặp lại điều đã nêu từ năm 2023." in notes
    assert "Đã mở lại: lại chậm." in notes


def test_rows_without_a_code_say_nothing_of_the_register(told: Office, tmp_path: Path) -> None:
    form = issued(told, tmp_path / "ra")
    said = {"ma": "M-1", "tinh_trang": "chua_khac_phuc", "ghi_chu": "Mức độ: 170%."}
    returned(form, han_che=["Còn họp muộn."], khac_phuc=[said])

    told.ok("collect", form, *DAY)

    word = told.workspace.catalogue.follow_ups(["M-1"])[0]
    assert word.degree is None
    assert "170%" in word.note


def test_the_report_and_the_schedule_print_state_evidence_and_owner(
    told: Office, tmp_path: Path
) -> None:
    ws = told.workspace
    done = Change(status=Status.DONE, verified_by="Lê Thị Bình")
    plan.change(ws, "P-M-1-1", done, on("2025-11-01"))
    whose = ("--org", CELL, "--year", "2025", *DAY)

    told.ok("generate", "bao_cao_khac_phuc", *whose, "--out", tmp_path / "bc.docx")
    told.ok("generate", "bang_theo_doi_khuyet_diem", *whose, "--out", tmp_path / "bang.docx")

    report = word.text_of((tmp_path / "bc.docx").read_bytes(), "bc.docx")
    table = word.text_of((tmp_path / "bang.docx").read_bytes(), "bang.docx")
    for part in ("100%", "Minh chứng: Sổ họp quý III", "Lê Thị Bình xác nhận", "Phạm Văn An"):
        assert part in report
    assert "IV- HẠN CHẾ, KHUYẾT ĐIỂM ĐÃ THÔI THEO DÕI" in table
    assert "đã khắc phục, có xác nhận" in table


def test_the_schedule_of_a_person_names_them_with_their_cell(
    sample_office: Office, tmp_path: Path
) -> None:
    member = sample_office.workspace.catalogue.members(date(2025, 12, 1), CELL)[0]
    sample_office.ok(
        *("shortcomings", "add", "--year", "2024", "--person", member.card, "--code", "M-9"),
        *("--text", "Ngại góp ý.", "--date", "2024-12-20"),
    )
    out = tmp_path / "bang.docx"

    sample_office.ok(
        *("generate", "bang_theo_doi_khuyet_diem", "--person", member.card, "--year", "2025"),
        *("--out", out, *DAY),
    )

    assert f"{member.state.full_name}, Chi bộ Văn phòng: Ngại góp ý." in word.text_of(
        out.read_bytes(), "bang.docx"
    )
