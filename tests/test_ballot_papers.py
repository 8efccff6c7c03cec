"""Votes on paper: minutes of one or two rounds, views side by side, a year of another regime."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from hoso import word
from tests.ballot_books import (
    AGREE,
    ANH,
    BELOW,
    CELL,
    HUNG,
    LEVELS,
    NAMES,
    PHUC,
    THOA,
    TOP,
    book,
    count,
    head,
    lay_down,
    rows,
)
from tests.conftest import Office
from tests.copies import copied
from tests.test_forms_by_regime import an_office

DAY = ("--year", "2025", "--date", "2025-12-09")
LATER = ("--year", "2025", "--date", "2025-12-12")
MARK = {"nguong_phieu": "trên 50%", "nguong_phieu_mau_so": "co_mat"}
FIRST = {ANH: (15, 1, 0), THOA: (14, 2, 0), HUNG: (1, 15, 0), PHUC: (8, 8, 0)}
MEETING = """to_kiem_phieu = ["Hoàng Thị Lài", "Võ Minh Nhật"]
[hoi_nghi]
dia_diem = "Phòng họp tầng 2"
chu_tri = "Huỳnh Thị Kim Thoa"
"""


def paper(office: Office, kind: str, org: str, said: str = "", when: Sequence[str] = LATER) -> Any:
    """Make a document; return what the command printed."""
    data = ("--data", office.write("du-lieu.toml", said)) if said else ()
    return office.json("generate", kind, "--org", org, *when, *data)


def words_of(made: Any) -> list[str]:
    return word.text_of(Path(made["tep"]).read_bytes()).splitlines()


def tables_of(made: Any) -> list[list[list[str]]]:
    document = docx.Document(made["tep"])
    return [[[cell.text for cell in row.cells] for row in one.rows] for one in document.tables]


def rows_named(made: Any, name: str) -> list[list[str]]:
    """Return the rows of all tables that begin with a number and this name."""
    found = [row for table in tables_of(made) for row in table]
    return [row for row in found if name in row[1:2]]


# --- minutes -------------------------------------------------------------------------------------


def test_the_minutes_tell_of_both_rounds_with_the_figures_counted(sample_office: Office) -> None:
    lay_down(sample_office, **MARK)
    sample_office.ok("ballots", "count", count(sample_office, FIRST, BELOW), *DAY)
    fewer = {"Phát_ra": 15, "Thu_về": 15, "Hợp_lệ": 15}
    second = count(sample_office, {ANH: (12, 3), THOA: (5, 10)}, AGREE, **fewer)
    sample_office.ok("ballots", "count", second, *DAY)

    made = paper(sample_office, "bien_ban_kiem_phieu", CELL, MEETING)

    whole = " ".join(words_of(made))
    assert made["van_de"] == []
    assert "3. Triệu tập 17 đồng chí; có mặt 17 đồng chí; vắng mặt 0 đồng chí." in whole
    assert "phát ra: 16; số phiếu thu về: 16; hợp lệ: 16; không hợp lệ: 0." in whole
    assert "phát ra: 15; số phiếu thu về: 15; hợp lệ: 15; không hợp lệ: 0." in whole
    first, agreed = rows_named(made, NAMES[ANH])
    assert first[3:6] == ["15", "1", "0"]
    assert agreed[3:5] == ["12", "3"]
    assert [row[3:6] for row in rows_named(made, NAMES[PHUC])] == [["8", "8", "0"]]


def test_the_minutes_tell_of_blank_and_uncounted_ballots(sample_office: Office) -> None:
    path = count(
        sample_office,
        {ANH: (2, 10, 0, 0, 1), HUNG: (1, 12, 0, 0, 0)},
        (*LEVELS, "Không hợp lệ"),
        Hợp_lệ=13,
        Không_hợp_lệ=3,
        Phiếu_trắng=2,
        Phiếu_trắng_tính_là="không hợp lệ",
    )
    sample_office.ok("ballots", "count", path, *DAY)

    made = paper(sample_office, "bien_ban_kiem_phieu", CELL, MEETING)

    whole = " ".join(words_of(made))
    assert "hợp lệ: 13; không hợp lệ: 3. Phiếu trắng: 2, tính là không hợp lệ." in whole
    assert f"không hợp lệ đối với từng đối tượng: {NAMES[ANH]}: 1." in whole


def test_a_participating_body_has_minutes_of_its_own(sample_office: Office) -> None:
    own = count(sample_office, {ANH: (2, 14, 0, 0)})
    sample_office.ok("ballots", "count", own, *DAY)
    union = {"Chủ_thể_tham_gia": "Công đoàn cơ sở", "Loại_chủ_thể": "Đoàn thể"}
    sample_office.ok("ballots", "count", count(sample_office, {ANH: (0, 16, 0, 0)}, **union), *DAY)

    cell = paper(sample_office, "bien_ban_kiem_phieu", CELL, MEETING)
    body = paper(
        sample_office, "bien_ban_kiem_phieu", CELL, f'chu_the = "Công đoàn cơ sở"\n{MEETING}'
    )

    assert rows_named(cell, NAMES[ANH])[0][3:7] == ["2", "14", "0", "0"]
    assert rows_named(body, NAMES[ANH])[0][3:7] == ["0", "16", "0", "0"]
    assert "Công đoàn cơ sở" in " ".join(words_of(body))
    assert "Công đoàn cơ sở" not in " ".join(words_of(cell))


def test_the_second_rounds_ballot_lists_those_whom_the_first_left(sample_office: Office) -> None:
    lay_down(sample_office, **MARK)
    sample_office.ok("ballots", "count", count(sample_office, FIRST, BELOW), *DAY)

    made = paper(sample_office, "phieu_binh_chon", CELL)

    whole = " ".join(words_of(made))
    assert NAMES[ANH] in whole
    assert NAMES[THOA] in whole
    assert NAMES[HUNG] not in whole
    assert NAMES[PHUC] not in whole


def test_votes_of_both_rounds_stand_in_the_proposal(sample_office: Office) -> None:
    lay_down(sample_office, **MARK)
    sample_office.ok("ballots", "count", count(sample_office, FIRST, BELOW), *DAY)
    sample_office.ok("ballots", "count", count(sample_office, {ANH: (12, 4)}, AGREE), *DAY)
    sample_office.ok("ballots", "propose", "2025", "--org", CELL, *DAY[2:])
    rate = ("ratings", "set", "--org", CELL, "--level", "htt", "--stage", "de_xuat")
    sample_office.ok(*rate, *DAY)

    made = paper(sample_office, "to_trinh_xep_loai", CELL)

    ((*_, votes, level),) = rows_named(made, NAMES[ANH])
    assert votes == "HTTNV 15, HTNV 1; vòng 2: đồng ý 12, không đồng ý 4"
    assert level == "Hoàn thành xuất sắc nhiệm vụ"


# --- views side by side --------------------------------------------------------------------------


def view(office: Office, body: str, role: str, table: dict[str, str]) -> None:
    said = {"Tổ chức": CELL, "Ngày": "05/12/2025", "Chủ thể tham gia": body, "Loại chủ thể": role}
    listed = [[1, NAMES[card], card, level] for card, level in table.items()]
    path = book(office.root.parent / "y-kien.xlsx", (said, ("Mức đề xuất",), listed))
    office.ok("ballots", "count", path, *DAY)


def test_what_everybody_proposed_stands_side_by_side(sample_office: Office) -> None:
    lay_down(sample_office, **MARK)
    view(sample_office, "Chi ủy Văn phòng", "Chi ủy", {ANH: "HTXSNV", HUNG: "HTTNV"})
    view(sample_office, "Công đoàn", "Đoàn thể", {ANH: "HTTNV", HUNG: "HTTNV"})
    view(sample_office, "Đoàn Thanh niên", "Đoàn thể", {ANH: "HTXSNV", HUNG: "HTTNV"})
    view(sample_office, "Chi ủy tổ dân phố 4", "Cấp ủy nơi cư trú", {ANH: "HTTNV"})
    upper = {"Chủ_thể_tham_gia": "Ban Xây dựng Đảng", "Loại_chủ_thể": "Cấp trên"}
    votes = {ANH: (8, 8, 0, 0), HUNG: (0, 16, 0, 0)}
    sample_office.ok("ballots", "count", count(sample_office, votes, **upper), *DAY)
    own = {ANH: (2, 14, 0, 0), HUNG: (8, 8, 0, 0)}
    sample_office.ok("ballots", "count", count(sample_office, own), *DAY)

    made = paper(sample_office, "tong_hop_de_xuat", CELL)

    ((*_, committee, unions, cell, remarks),) = rows_named(made, NAMES[ANH])
    good = "Hoàn thành tốt nhiệm vụ"
    best = "Hoàn thành xuất sắc nhiệm vụ"
    assert committee == best
    assert unions == f"Công đoàn: {good}; Đoàn Thanh niên: {best}"
    assert cell == good  # what its votes come to, while it has proposed nothing
    assert remarks == (f"Chi ủy tổ dân phố 4: {good}; Ban Xây dựng Đảng: HTXSNV 8, HTTNV 8")
    ((*_, committee, unions, cell, remarks),) = rows_named(made, NAMES[HUNG])
    assert (committee, unions, cell) == (good, good, "")  # its own votes are a tie
    assert remarks == f"Ban Xây dựng Đảng: {good}"


# --- a year before 2018 --------------------------------------------------------------------------

BODIES = ("TSVM", "HTTNV", "HTNV", "Yếu kém")
OLD = ("--year", "2016", "--date", "2016-12-12")
WRITTEN = ("--year", "2016", "--date", "2018-05-02")  # no layout is known before April 2018


@pytest.fixture(scope="module")
def _old_root(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return an_office(tmp_path_factory.mktemp("nam-2016"), 2016)


@pytest.fixture
def old(_old_root: Office, tmp_path: Path) -> Office:
    """Return an office in 2016, of which a test may make what it wants."""
    root = tmp_path / "kho"
    copied(_old_root.root, root)
    return Office(root=root, clock=_old_root.clock)


def test_a_secret_ballot_on_organisations_by_the_names_of_2014(old: Office) -> None:
    lay_down(old, "HD27-2014", nguong_phieu="trên 50%", nguong_phieu_mau_so="trieu_tap")
    above = {"Tổ_chức": TOP, "Ngày": "10/12/2016", "Triệu_tập": 16, "Có_mặt": 16}
    table = [
        [1, "Chi bộ Văn phòng", CELL, 12, 4, 0, 0],
        [2, "Chi bộ Đội Kiểm soát", "cb-kiem-soat", 3, 13, 0, 0],
        [3, "Chi bộ Nghiệp vụ và Kiểm tra sau thông quan", "cb-nghiep-vu", 8, 8, 0, 0],
    ]
    path = book(old.root.parent / "phieu.xlsx", (head(**above), BODIES, table))
    old.ok("ballots", "count", path, *OLD)

    done = old.json("ballots", "propose", "2016", *OLD[2:])
    made = paper(old, "bien_ban_kiem_phieu", TOP, MEETING, WRITTEN)

    assert {one["doi_tuong"]["to_chuc"]: one["muc"] for one in done["ghi"]} == {
        CELL: "htxs",
        "cb-kiem-soat": "htt",
    }
    (tied,) = done["de_ngo"]
    assert tied["doi_tuong"]["to_chuc"] == "cb-nghiep-vu"
    heads = [row for table in tables_of(made) for row in table if "TSVM" in row]
    assert heads[0][3:7] == ["TSVM", "HTTNV", "HTNV", "yếu kém"]
    assert rows_named(made, "Chi bộ Văn phòng")[0][3:7] == ["12", "4", "0", "0"]


def test_members_of_2014_have_the_levels_of_members(old: Office) -> None:
    lay_down(old, "HD27-2014", nguong_phieu="trên 50%", nguong_phieu_mau_so="co_mat")
    path = count(old, {ANH: (14, 2, 0, 0), HUNG: (0, 15, 1, 0)}, Ngày="08/12/2016")
    old.ok("ballots", "count", path, *OLD)

    minutes = paper(old, "bien_ban_kiem_phieu", CELL, MEETING, WRITTEN)
    summary = paper(old, "tong_hop_de_xuat", CELL, "", WRITTEN)

    heads = [row for table in tables_of(minutes) for row in table if "HTXSNV" in row]
    assert heads
    assert "TSVM" not in " ".join(words_of(minutes))
    ((*_, cell, _remarks),) = rows_named(summary, NAMES[ANH])
    assert cell == "Hoàn thành xuất sắc nhiệm vụ"


# --- what a workbook may lack --------------------------------------------------------------------


def test_a_workbook_without_the_organisation_named_is_refused(sample_office: Office) -> None:
    two = book(
        sample_office.root.parent / "hai.xlsx",
        (head(), LEVELS, rows(4, {ANH: (2, 14, 0, 0)})),
        (head(Tổ_chức=TOP), LEVELS, rows(4, {HUNG: (2, 14, 0, 0)})),
    )

    refused = sample_office.refused("ballots", "count", two, *DAY, "--org", "cb-nghiep-vu")
    done = sample_office.json("ballots", "count", two, *DAY, "--org", CELL)

    assert refused.exit_code == 3
    assert f"Các trang: {CELL}, {TOP}." in refused.stderr
    assert [one["to_chuc"] for one in done["kiem_phieu"]] == [CELL]


@pytest.mark.parametrize(
    ("points", "level", "code", "words"),
    [
        ("92,5", "HTXSNV", 0, ""),
        ("nhiều", "HTXSNV", 11, "«Điểm đề xuất» «nhiều» không phải số"),
        ("90", "chua", 4, "Chưa có ý kiến về mức thì để trống ô này"),
    ],
)
def test_a_view_may_carry_points(
    sample_office: Office, points: str, level: str, code: int, words: str
) -> None:
    said = {"Tổ chức": CELL, "Ngày": "05/12/2025", "Chủ thể tham gia": "Công đoàn"}
    table = [[1, NAMES[ANH], ANH, level, points]]
    path = book(
        sample_office.root.parent / "y-kien.xlsx", (said, ("Mức đề xuất", "Điểm đề xuất"), table)
    )

    done = sample_office.run("ballots", "count", path, *DAY)
    kept = sample_office.workspace.catalogue.opinions(year=2025)

    assert done.exit_code == code
    assert words in done.stderr
    assert [one.points for one in kept] == ([92.5] if code == 0 else [])


def test_a_committee_votes_on_those_who_sit_on_it_and_on_the_bodies_below(
    sample_office: Office,
) -> None:
    out = sample_office.root.parent / "mau.xlsx"

    made = sample_office.json("ballots", "template", out, "--org", TOP, *DAY)

    sheet = openpyxl.load_workbook(out).worksheets[0]
    cards = {str(row[2]) for row in sheet.iter_rows(values_only=True) if row[2]}
    assert made["doi_tuong"] == len({card for card in cards if re.fullmatch(r"[0-9]{8}", card)}) + 6
    assert {TOP, CELL} <= cards
    assert ANH in cards  # sits on the committee
    assert PHUC not in cards
