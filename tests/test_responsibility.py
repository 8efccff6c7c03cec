"""`hoso responsibility`: a collective's fault and the members who answer for it, never by a guess."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hoso import word
from tests.check_world import AN, BINH, CELL, DUNG, EM, NAMES, SCHOOL, TOP, World
from tests.conftest import Office

ON = ("--date", "2025-12-29")
HEADER = "ma;nam;to_chuc;doi_tuong;noi_dung;trach_nhiem;tinh_trang"


def _named(office: Office, *rows: tuple[str, str, str]) -> Any:
    """Put in faults (code, organisation, who is responsible) and ask who answers for them."""
    lines = [f"{code};2025;{org};tập thể;Việc {code} làm chậm.;{who};" for code, org, who in rows]
    office.ok("shortcomings", "import", office.write("tn.csv", "\n".join([HEADER, *lines])))
    return office.json("responsibility", "2025", *ON)


def _cards(found: Any, code: str) -> list[str]:
    return sorted(one["so_the"] for one in found["trach_nhiem"] if one["ma"] == code)


@pytest.mark.parametrize(
    ("said", "cards"),
    [
        ("Đồng chí Trần Thị Bình", [BINH]),
        ("đ/c TRẦN THỊ BÌNH, Phó Bí thư; đồng chí Võ Văn Em", [BINH, EM]),
        ("dong chi tran thi binh", [BINH]),
        (f"cá nhân số thẻ {DUNG}", [DUNG]),
        ("Chi ủy, trực tiếp là đồng chí Bí thư chi bộ", [AN]),
        ("Phó Bí thư chi bộ", [BINH]),
        ("Chi ủy", []),
        ("Phó Trưởng ban công tác", []),
        ("Trần Thị Bình; " * 3, [BINH]),
        ("", []),
    ],
)
def test_names_cards_and_posts_are_found_against_the_roster(
    world: World, said: str, cards: list[str]
) -> None:
    found = _named(world.office, ("T-1", CELL, said.replace(";", ",")))

    assert _cards(found, "T-1") == cards
    assert found["can_hoi"] == []
    assert found["chua_ro"] == ([] if cards else ["T-1"])


def test_two_of_the_same_name_are_asked_about_and_the_own_member_goes_first(world: World) -> None:
    world.change(EM, full_name=NAMES[DUNG])

    asked = _named(world.office, ("T-1", CELL, "Phạm Thị Dung"), ("T-2", SCHOOL, "Phạm Thị Dung"))

    assert [(one["ma"], one["so_the"]) for one in asked["can_hoi"]] == [
        ("T-1", [DUNG, EM]),
        ("T-2", [DUNG, EM]),
    ]
    assert asked["trach_nhiem"] == []
    said = world.office.ok("responsibility", "2025", *ON).stderr
    assert f"T-1: «Phạm Thị Dung» là ai (số thẻ {DUNG}, {EM})" in said


def test_a_member_of_the_very_organisation_is_meant_before_one_of_another(world: World) -> None:
    world.change("38000012", full_name=NAMES[DUNG])

    found = _named(world.office, ("T-1", CELL, "Phạm Thị Dung"))

    assert _cards(found, "T-1") == [DUNG]


def test_a_given_name_alone_is_a_question(world: World) -> None:
    found = _named(world.office, ("T-1", CELL, "đồng chí Dung theo dõi"))

    assert [(one["chu"], one["so_the"]) for one in found["can_hoi"]] == [("đồng chí Dung", [DUNG])]
    assert found["trach_nhiem"] == []


def test_the_owner_of_the_plan_answers_too(world: World) -> None:
    _named(world.office, ("T-1", CELL, "Chi ủy"))
    world.office.ok(
        "plan", "add", "T-1", "--measure", "Lập lịch", "--owner", "Võ Văn Em, tổ trưởng", *ON
    )

    found = world.office.json("responsibility", "2025", *ON)

    assert [(one["so_the"], one["can_cu"]) for one in found["trach_nhiem"]] == [(EM, "ke_hoach")]


def test_both_ways_are_shown_and_one_person_can_be_asked_for(world: World) -> None:
    found = _named(
        world.office,
        ("T-1", CELL, "Trần Thị Bình và Võ Văn Em"),
        ("T-2", TOP, "Trần Thị Bình"),
    )
    mine = world.office.json("responsibility", "--person", EM, *ON)
    cell = world.office.json("trach-nhiem", "2025", "--org", CELL, *ON)
    shown = world.office.ok("responsibility", "2025", *ON).stdout

    assert {one["so_the"]: one["khuyet_diem"] for one in found["theo_nguoi"]} == {
        BINH: ["T-1", "T-2"],
        EM: ["T-1"],
    }
    assert [one["ma"] for one in mine["trach_nhiem"]] == ["T-1"]
    assert {one["ma"] for one in cell["trach_nhiem"]} == {"T-1"}
    assert f"Trần Thị Bình ({BINH}): được nêu tên" in shown
    assert f"Trần Thị Bình ({BINH}): T-1, T-2" in shown


def test_faults_of_persons_are_their_own_and_not_listed(world: World) -> None:
    row = f"P-1;2025;{CELL};{DUNG};Đi họp muộn.;Trần Thị Bình;"
    world.office.ok("shortcomings", "import", world.office.write("c.csv", "\n".join([HEADER, row])))

    found = world.office.json("responsibility", *ON)

    assert found == {"trach_nhiem": [], "theo_nguoi": [], "can_hoi": [], "chua_ro": []}


def test_a_suggestion_asks_the_member_to_make_the_own_part_clear(
    sample_office: Office, tmp_path: Path
) -> None:
    rows = (
        "T-1;2024;cb-van-phong;tập thể;Sổ đảng phí ghi thiếu.;38001452;chưa khắc phục",
        "T-2;2024;cb-van-phong;tập thể;Họp quý dồn một buổi.;38001452;đã khắc phục",
    )
    sample_office.ok(
        "shortcomings", "import", sample_office.write("d.csv", "\n".join([HEADER, *rows]))
    )
    out = tmp_path / "goi-y.docx"
    data = sample_office.write("d.toml", 'han = "20/12/2025"\n')

    where = ("--year", "2025", "--person", "38001452", "--data", data, "--out", out)
    sample_office.ok("generate", "goi_y_kiem_diem", *where, "--date", "2025-12-01")

    words = word.text_of(out.read_bytes())
    assert "Sổ đảng phí ghi thiếu." in words
    assert "Làm rõ trách nhiệm của cá nhân đối với hạn chế, khuyết điểm này" in words
    assert "Họp quý dồn một buổi." not in words
