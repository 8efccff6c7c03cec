"""`hoso forms` under each regime: the sample roster moved to its years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hoso import sample, templates, word
from hoso.model.template import FieldKind
from hoso.workspace import Workspace
from tests.conftest import Office, TickingClock

CELL = "cb-van-phong"
FORMS_OF = {
    2018: {"tap_the": "kiem_diem_tap_the_2018", "ca_nhan": {"kiem_diem_ca_nhan_2018"}},
    2019: {"tap_the": "kiem_diem_tap_the_2019", "ca_nhan": {"kiem_diem_ca_nhan_2019"}},
    2022: {"tap_the": "kiem_diem_tap_the_2019", "ca_nhan": {"kiem_diem_ca_nhan_2019"}},
    2024: {
        "tap_the": "kiem_diem_tap_the_2023",
        "ca_nhan": {"kiem_diem_02a_2023", "kiem_diem_02b_2023"},
    },
    2026: {
        "tap_the": "kiem_diem_tap_the",
        "ca_nhan": {"kiem_diem_2a", "kiem_diem_2b", "kiem_diem_2c"},
    },
}
FAULTS = """ma,nam,to_chuc,doi_tuong,noi_dung
K-1,{year},cb-van-phong,tập thể,Chưa giám sát chuyên đề trong quý III.
K-2,{year},cb-van-phong,{member},Chưa học xong lớp bồi dưỡng.
"""


def moved(path: Path, years: int) -> Path:
    """Write the sample roster with every day moved by some years."""

    def later(value: Any) -> Any:
        if isinstance(value, datetime):
            return value.replace(year=value.year + years)
        pattern = r"\b(\d{1,2}/\d{1,2}/)(\d{4})\b"
        if isinstance(value, str):
            return re.sub(pattern, lambda day: f"{day[1]}{int(day[2]) + years}", value)
        return value

    book = openpyxl.load_workbook(sample.path("danh_sach.xlsx"))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if not isinstance(cell, openpyxl.cell.MergedCell):
                    cell.value = later(cell.value)
    book.save(path)
    return path


def an_office(root: Path, year: int) -> Office:
    """Return an office in December of `year` with open faults of the year before."""
    office = Office(root=root / "kho", clock=TickingClock())
    Workspace.create(office.root, now=office.clock, by="An")
    office.ok("roster", "import", moved(root / "danh_sach.xlsx", year - 2025))
    faults = office.write("khuyet-diem.csv", FAULTS.format(year=year - 1, member="38000962"))
    office.ok("shortcomings", "import", faults, *on(year))
    office.ok("campaign", "open", str(year), *on(year))
    return office


def on(year: int) -> tuple[str, str]:
    return ("--date", f"{year}-12-01")


@pytest.fixture(params=FORMS_OF, scope="module")
def year(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module")
def office(year: int, tmp_path_factory: pytest.TempPathFactory) -> Office:
    return an_office(tmp_path_factory.mktemp("che-do"), year)


@pytest.fixture(scope="module")
def issued(office: Office, year: int) -> Mapping[str, Any]:
    out = office.root.parent / "phat-hanh"
    found = office.json("forms", str(year), "--org", CELL, "--out", out, *on(year))
    return {one["doi_tuong"]: one for one in found["phat_hanh"]}


def text_of(one: Mapping[str, str]) -> str:
    return word.text_of(Path(one["tep"]).read_bytes())


def test_the_year_alone_chooses_the_forms(issued: Mapping[str, Any], year: int) -> None:
    kinds = Counter(one["loai"] for one in issued.values())

    collective = kinds.pop(str(FORMS_OF[year]["tap_the"]))

    assert collective == 1
    assert kinds.keys() <= set(FORMS_OF[year]["ca_nhan"])
    assert sum(kinds.values()) > 5
    assert all(str(year) in text_of(one) for one in issued.values())


def test_the_leader_and_the_others_get_the_items_that_are_theirs(
    issued: Mapping[str, Any], year: int
) -> None:
    leader, other = (text_of(issued[name]) for name in ("Lê Thị Ngọc Ánh", "Bùi Thị Thúy Hằng"))

    assert "Kết quả công tác lãnh đạo, chỉ đạo" in leader
    assert "Kết quả công tác lãnh đạo, chỉ đạo" not in other
    assert ("Tự đánh giá về cấp độ thực hiện:" in other) is (year < 2025)
    assert ("Tổng điểm:" in other) is (year >= 2025)
    assert ("Nhận xét, đánh giá của chi ủy" in other) is (year < 2025)


def test_open_faults_of_the_year_before_stand_in_section_three(
    issued: Mapping[str, Any], year: int
) -> None:
    collective, member = (text_of(issued[name]) for name in ("Chi bộ Văn phòng", "Phạm Quốc Tuấn"))

    assert f"Chưa giám sát chuyên đề trong quý III. (năm {year - 1}, mã K-1)" in collective
    assert f"(năm {year - 1}, mã K-2)" in member
    assert "☐ Đã khắc phục" in collective
    assert "☒" not in collective + member


def test_what_is_issued_keeps_the_layout(
    office: Office, issued: Mapping[str, Any], year: int
) -> None:
    names = ("Chi bộ Văn phòng", "Lê Thị Ngọc Ánh", "Bùi Thị Thúy Hằng")

    found = office.json("lint", *on(year), *(issued[name]["tep"] for name in names))

    # The day is left to be filled in, which lint says it could not check.
    assert [[one["ma"] for one in each["van_de"]] for each in found["tep"]] == [["T015"]] * 3


@pytest.mark.parametrize("name", ["Chi bộ Văn phòng", "Lê Thị Ngọc Ánh", "Bùi Thị Thúy Hằng"])
def test_a_form_of_any_year_comes_back_with_its_faults_and_level(
    office: Office, issued: Mapping[str, Any], year: int, name: str, tmp_path: Path
) -> None:
    info = templates.find(issued[name]["loai"], [templates.builtin_root()]).info
    data = Path(issued[name]["tep"]).read_bytes()
    printed = word.read_back(data, info).values
    answers: dict[str, object] = {
        one.name: [f"Trả lời {one.label}."]
        for one in info.fields
        if one.kind is FieldKind.PARAGRAPHS and one.name in printed
    }
    path = tmp_path / "nhan-lai.docx"
    path.write_bytes(word.answer(data, info, {**answers, "muc": "htt"}))

    found = office.json("collect", path, *on(year))

    assert found["can_hoi"] == found["khong_nhan"] == []
    assert found["nhan"][0]["truong"]["han_che"] == ["Trả lời Hạn chế, khuyết điểm."]
    shown = office.json("ratings", "show", str(year), "--org", CELL, *on(year))
    assert name in str(shown)


def test_the_comment_block_of_2025_is_the_offices_to_switch_on(tmp_path: Path) -> None:
    office = an_office(tmp_path, 2025)
    settings = office.root / "hoso.toml"
    settings.write_text(settings.read_text("utf-8") + "\n[bieu_mau]\nkhoi_chi_uy = true\n", "utf-8")

    found = office.json("forms", "2025", "--org", CELL, "--out", tmp_path / "ra", *on(2025))

    persons = [text_of(one) for one in found["phat_hanh"] if one["loai"] != "kiem_diem_tap_the"]
    assert persons
    assert all("- Nhận xét, đánh giá của chi ủy:" in words for words in persons)


@pytest.mark.parametrize(
    ("line", "said"),
    [("khoi_chi_bo = true", "khoi_chi_uy"), ('khoi_chi_uy = "bật"', "true hoặc false")],
)
def test_a_switch_that_no_form_has_is_refused(sample_office: Office, line: str, said: str) -> None:
    settings = sample_office.root / "hoso.toml"
    settings.write_text(settings.read_text("utf-8") + f"\n[bieu_mau]\n{line}\n", "utf-8")

    result = sample_office.refused("forms", "2025", *on(2025))

    assert said in result.stderr
