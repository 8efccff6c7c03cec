"""`hoso stats report`: a year from the archive, rolled up over the tree, every figure with its names."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from benchmarks import stats as province
from hoso import profiles
from hoso.model.assessment import DisciplineForm
from hoso.model.base import replaced
from hoso.model.facts import NONE_HERE
from hoso.model.profile import Regime
from hoso.model.review import Stage
from hoso.services import campaign, ratings, stats
from hoso.services.subjects import bodies_on, committees, officers
from hoso.word import text_of
from tests.conftest import ROOT, Office
from tests.stats_samples import (
    AWAY,
    EXEMPT,
    LEADER,
    PEOPLE,
    XS,
    Committee,
    H,
    K,
    T,
    collective,
    discipline,
    fault,
    person,
    put,
    rate,
    rating,
    state,
    statement,
)

Make = Callable[[Committee], Office]
# 2025: an exempt one, a new one, one without a level, one of each level, two good ones.
LEVELS_2025 = {"00000002": XS, "00000003": T, "00000004": T, "00000005": H, "00000006": K}
BODIES_2025 = {"db": T, "bp": T, "cb-1": XS, "cb-2": T, "cb-3": H}


@pytest.fixture
def make(tmp_path: Path) -> Make:
    return lambda committee: committee.archived(tmp_path / "kho")


@pytest.fixture
def office(make: Make) -> Office:
    """Return the committee with all results of 2025."""
    committee = Committee()
    committee.states["00000001"] = (state("00000001", **EXEMPT),)
    committee.states["00000006"] = (state("00000006", **LEADER),)
    committee.states["00000007"] = (state("00000007", admitted=date(2025, 10, 1), official=None),)
    made = make(committee)
    rate(made, 2025, {**LEVELS_2025, **BODIES_2025})
    return made


def report(office: Office, *more: str, year: str = "2025") -> Any:
    return office.json("stats", "report", year, "--date", "2025-12-31", *more)


def table(found: Any, key: str = "dang_vien") -> dict[str, Any]:
    return next(one for one in found["bang"] if one["ma"] == key)


def counts(found: Any, key: str = "dang_vien") -> dict[str, Any]:
    return {row["ma"]: row["so_luong"] for row in table(found, key)["hang"]}


def names(found: Any, row: str, key: str = "dang_vien") -> list[str]:
    one = next(one for one in table(found, key)["hang"] if one["ma"] == row)
    return [case["ten"] for case in one["danh_sach"]]


def branch(found: Any, code: str) -> dict[str, Any]:
    return next(one for one in found["theo_to_chuc"] if one["ma"] == code)


# -- who is counted, and where --------------------------------------------------------------------


def test_members_stand_in_the_rows_that_provinces_report(office: Office) -> None:
    found = report(office)

    rows = counts(found)
    assert {key: rows[key] for key in list(rows)[:9]} == {
        "tong_so": 8,
        "mien": 1,
        "chua_danh_gia": 1,
        "moi_ket_nap": 1,
        "duoc_danh_gia": 5,
        "htt_tro_len": 3,
        "htxs": 1,
        "htn": 1,
        "khtn": 1,
    }
    shares = {row["ma"]: (row["ty_le"], row["mau_so"]) for row in table(found)["hang"]}
    assert shares["htxs"] == ("33,33%", "htt_tro_len")
    assert shares["htt_tro_len"] == ("60,00%", "duoc_danh_gia")
    assert shares["mien"] == ("12,50%", "tong_so")


def test_every_figure_opens_its_names_in_the_order_of_the_tree(office: Office) -> None:
    found = report(office, "--names")

    assert names(found, "tong_so") == [name for name, _ in PEOPLE.values()]
    assert names(found, "htt_tro_len") == ["Cao Văn Bình", "Đinh Thị Cúc", "Hà Văn Dũng"]
    assert names(found, "chua_danh_gia") == ["Phan Văn Ích"]
    assert names(found, "khtn", "lanh_dao") == ["Mai Văn Giang"]
    for one in found["bang"]:
        for row in one["hang"]:
            assert len(row["danh_sach"]) == (row["so_luong"] or 0)


def test_whoever_has_no_level_is_listed_with_the_reason(office: Office) -> None:
    rows = table(report(office, "--names"))["hang"]

    notes = {
        row["ma"]: row["danh_sach"][0]["ghi_chu"]
        for row in rows
        if row["ma"] in {"mien", "moi_ket_nap", "chua_danh_gia"}
    }

    assert notes["mien"].startswith("Được miễn công tác và sinh hoạt đảng")
    assert notes["moi_ket_nap"].startswith("Mới kết nạp chưa đủ 6 tháng")
    assert notes["chua_danh_gia"]


def test_organisations_are_divided_by_kind_and_make_the_whole(office: Office) -> None:
    found = report(office)

    totals = {one["ma"]: one["tong_so"] for one in found["bang"]}
    assert totals["to_chuc"] == 5
    assert (totals["to_chuc_co_so"], totals["dang_bo_bo_phan"], totals["chi_bo"]) == (1, 1, 3)
    assert totals["to_chuc"] == sum(
        totals[key] for key in ("to_chuc_co_so", "dang_bo_bo_phan", "chi_bo")
    )
    assert counts(found, "chi_bo")["htxs"] == 1
    assert table(found, "chi_bo")["ten"] == "Chi bộ trực thuộc, năm 2025"


def test_a_committee_above_grassroots_ones_is_of_a_kind_of_its_own(make: Make) -> None:
    committee = Committee()
    committee.bodies["cb-3"] = tuple(
        replaced(one, kind="chi_bo_co_so") for one in committee.bodies["cb-3"]
    )
    office = make(committee)

    totals = {one["ma"]: one["tong_so"] for one in report(office)["bang"]}

    assert totals["cap_tren_truc_tiep"] == 1
    assert totals["to_chuc_co_so"] == 1


def test_committees_above_those_above_grassroots_ones_are_apart_too(make: Make) -> None:
    committee = Committee()
    for code, kind in (("bp", "dang_bo_co_so"), ("cb-1", "chi_bo_co_so")):
        states = committee.bodies[code]
        committee.bodies[code] = tuple(replaced(one, kind=kind) for one in states)
    office = make(committee)

    found = report(office, "--names")

    names_of = {one["ma"]: names(found, "tong_so", one["ma"]) for one in found["bang"]}
    assert names_of["cap_tren_khac"] == ["Đảng bộ xã An Lĩnh"]
    assert names_of["cap_tren_truc_tiep"] == ["Đảng bộ bộ phận Thôn Đông"]
    assert names_of["to_chuc_co_so"] == ["Chi bộ Thôn 1"]


def test_each_committee_is_the_sum_of_its_own(office: Office) -> None:
    found = report(office)

    assert [(one["tt"], one["ma"], one["tong_so"]) for one in found["theo_to_chuc"]] == [
        ("", "db", 8),
        ("1", "bp", 5),
        ("1.1", "cb-1", 3),
        ("1.2", "cb-2", 2),
        ("2", "cb-3", 3),
    ]
    assert branch(found, "bp")["htt_tro_len"] == 3
    assert branch(found, "bp")["ty_le_htxs"] == 33.33
    assert branch(found, "cb-3")["ty_le_htxs"] is None
    assert branch(found, "cb-1")["muc"] == "htxs"
    for key in ("tong_so", "mien", "chua_danh_gia", "moi_ket_nap", "htxs", "htn", "khtn"):
        assert branch(found, "db")[key] == branch(found, "bp")[key] + branch(found, "cb-3")[key]


def test_one_organisation_is_counted_with_those_below_it_only(office: Office) -> None:
    found = report(office, "--org", "bp")

    assert counts(found)["tong_so"] == 5
    assert counts(found, "to_chuc")["tong_so"] == 3
    assert [one["ma"] for one in found["theo_to_chuc"]] == ["bp", "cb-1", "cb-2"]
    assert found["ten_to_chuc"] == "Đảng bộ bộ phận Thôn Đông"


def test_whoever_moved_is_counted_where_the_day_finds_him(make: Make) -> None:
    committee = Committee()
    moved = date(2025, 6, 30)
    committee.states["00000003"] = (
        state("00000003", until=moved),
        state("00000003", since=date(2025, 7, 1), organisation="cb-3"),
    )
    office = make(committee)
    rate(office, 2025, {"00000003": T})

    found = report(office, "--names")

    assert counts(found)["tong_so"] == 8
    assert (branch(found, "cb-1")["tong_so"], branch(found, "cb-3")["tong_so"]) == (2, 4)
    assert branch(found, "cb-3")["htt_tro_len"] == 1
    before = office.json("stats", "report", "2025", "--date", "2025-05-01")
    assert branch(before, "cb-1")["tong_so"] == 3


def test_a_member_of_two_organisations_counts_once_in_the_one_joined_last_and_is_named(
    make: Make,
) -> None:
    committee = Committee()
    committee.states["00000003"] = (
        state("00000003"),
        state("00000003", since=date(2025, 7, 1), organisation="cb-3"),
    )
    office = make(committee)

    found = report(office)

    assert counts(found)["tong_so"] == 8
    assert (branch(found, "cb-1")["tong_so"], branch(found, "cb-3")["tong_so"]) == (2, 4)
    (said,) = [one for one in found["luu_y"] if "nhiều tổ chức" in one]
    assert "Đinh Thị Cúc (số thẻ 00000003)" in said
    assert "(cb-1, cb-3): đếm một lần, ở cb-3" in said


def test_whoever_stays_elsewhere_for_a_time_counts_at_the_official_cell(make: Make) -> None:
    committee = Committee()
    committee.states["00000003"] = (
        state("00000003", **AWAY),
        state("00000003", since=date(2025, 7, 1), organisation="cb-3"),
    )
    office = make(committee)

    found = report(office)

    assert (branch(found, "cb-1")["tong_so"], branch(found, "cb-3")["tong_so"]) == (3, 3)


def test_a_member_counted_elsewhere_is_named_in_the_report_of_the_other_organisation(
    make: Make,
) -> None:
    committee = Committee()
    committee.states["00000003"] = (
        state("00000003"),
        state("00000003", since=date(2025, 7, 1), organisation="cb-3"),
    )
    office = make(committee)

    found = report(office, "--org", "cb-1")

    assert counts(found)["tong_so"] == 2
    assert any("ở cb-3" in one for one in found["luu_y"])


def test_members_left_in_a_dissolved_cell_stop_the_report_and_are_named(make: Make) -> None:
    committee = Committee()
    committee.bodies["cb-2"] = tuple(
        replaced(one, until=date(2025, 10, 31)) for one in committee.bodies["cb-2"]
    )
    office = make(committee)

    refused = office.refused("stats", "report", "2025", "--date", "2025-12-31")

    assert refused.exit_code == 4
    assert "tổng số 8, nhưng cộng theo tổ chức đảng được 6" in refused.output
    assert "Hà Văn Dũng (00000004, cb-2), Lê Thị Én (00000005, cb-2)" in refused.output


def test_a_part_of_the_tree_without_lost_members_can_still_be_counted(make: Make) -> None:
    committee = Committee()
    committee.bodies["cb-2"] = tuple(
        replaced(one, until=date(2025, 10, 31)) for one in committee.bodies["cb-2"]
    )
    office = make(committee)

    assert counts(report(office, "--org", "cb-3"))["tong_so"] == 3
    assert (
        office.refused("stats", "report", "2025", "--org", "bp", "--date", "2025-12-31").exit_code
        == 4
    )


def test_whoever_has_a_level_but_left_is_not_counted_and_named(make: Make) -> None:
    committee = Committee()
    committee.states["00000008"] = (state("00000008", until=date(2025, 12, 22)),)
    office = make(committee)
    rate(office, 2025, {"00000008": T})

    found = report(office)

    assert counts(found)["tong_so"] == 7
    assert any("Phan Văn Ích (cb-3)" in one for one in found["luu_y"])


def test_a_year_is_counted_on_its_last_day_also_when_it_is_reported_later(office: Office) -> None:
    found = office.json("stats", "report", "2025", "--date", "2026-01-10")

    assert found["ngay"] == "2025-12-31"


def test_only_the_level_that_counts_is_counted(make: Make) -> None:
    office = make(Committee())
    subject = person("00000003")
    entries = [
        rating(subject, 2025, K, superseded=True),
        rating(subject, 2025, H, place="cb-3"),
        rating(subject, 2025, K, period="q1"),
        rating(subject, 2025, XS, stage=Stage.SELF),
        rating(subject, 2025, T),
    ]
    put(office, subject, 2025, ratings=entries)

    rows = counts(report(office))

    assert (rows["duoc_danh_gia"], rows["htt_tro_len"], rows["htxs"], rows["khtn"]) == (1, 1, 0, 0)


# -- why tasks were not done ----------------------------------------------------------------------


def failed(office: Office, *more: str) -> dict[str, Any]:
    return counts(report(office, *more))


def test_discipline_that_nobody_stated_is_unknown_not_nought(office: Office) -> None:
    rows = failed(office)

    assert rows["khtn"] == rows["chua_ro"] == 1
    assert [rows[key] for key in ("ky_luat", "khien_trach", "ccvc", "duoi_50", "khac")] == [
        None
    ] * 5
    assert "Trong đó: bị kỷ luật" in office.ok("stats", "report", "2025").stdout
    assert "chưa có số liệu" in office.ok("stats", "report", "2025").stdout


def test_the_register_of_discipline_says_who_was_disciplined_and_how(office: Office) -> None:
    entries = [
        discipline("00000006", 2025, DisciplineForm.REPRIMAND),
        discipline("00000006", 2025, DisciplineForm.WARNING),
    ]
    put(office, person("00000006"), 2025, disciplines=entries)

    rows = failed(office)

    # Of two decisions the heavier counts, the member once.
    assert (rows["ky_luat"], rows["khien_trach"], rows["canh_cao"]) == (1, 0, 1)
    assert (rows["ccvc"], rows["duoi_50"], rows["chua_ro"]) == (0, 0, 0)
    found = table(report(office, "--names"))["hang"]
    (case,) = next(row["danh_sach"] for row in found if row["ma"] == "canh_cao")
    assert case["ghi_chu"] == "quyết định kỷ luật 07-QĐ/UBKT; quyết định kỷ luật 07-QĐ/UBKT"


def test_an_organisation_may_state_that_nobody_in_it_was_disciplined(office: Office) -> None:
    whole = collective("cb-3")
    put(office, whole, 2025, statements=[statement(whole, 2025, NONE_HERE, ("ky_luat.co",))])

    rows = failed(office)

    assert rows["ky_luat"] == rows["khien_trach"] == rows["khai_tru"] == 0
    assert (rows["ccvc"], rows["chua_ro"]) == (None, 1)


def test_the_lowest_level_as_a_civil_servant_is_a_reason(office: Office) -> None:
    subject = person("00000006")
    put(office, subject, 2025, ratings=[rating(subject, 2025, K, stage=Stage.CIVIL)])

    rows = failed(office)

    assert (rows["ccvc"], rows["ky_luat"], rows["chua_ro"]) == (1, None, 0)


def test_too_few_tasks_done_are_a_reason_when_somebody_states_the_share(office: Office) -> None:
    subject = person("00000006")
    facts = [
        statement(subject, 2025, "nhiem_vu.hoan_thanh", 45.5),
        statement(subject, 2025, "ky_luat.co", value=False),
    ]
    put(office, subject, 2025, statements=facts)

    rows = failed(office)

    assert (rows["duoi_50"], rows["ky_luat"], rows["chua_ro"]) == (1, 0, 0)
    assert rows["ccvc"] is None


def test_a_reason_of_another_kind_counts_when_the_named_ones_are_excluded(make: Make) -> None:
    office = make(Committee())
    subject = person("00000006")
    facts = [
        statement(subject, 2025, "nhiem_vu.hoan_thanh", 80),
        statement(subject, 2025, "ky_luat.co", value=False),
    ]
    levels = [
        rating(subject, 2025, K, reason="bỏ sinh hoạt nhiều tháng"),
        rating(subject, 2025, H, stage=Stage.CIVIL),
    ]
    put(office, subject, 2025, statements=facts, ratings=levels)

    rows = failed(office)

    assert [rows[key] for key in ("ky_luat", "ccvc", "duoi_50", "khac", "chua_ro")] == [
        0,
        0,
        0,
        1,
        0,
    ]


# -- against the year before ----------------------------------------------------------------------


def test_a_year_that_the_archive_does_not_have_is_no_nought_to_compare_with(office: Office) -> None:
    found = report(office)

    assert found["nam_truoc"] is None
    row = table(found)["hang"][0]
    assert (row["nam_truoc"], row["tang_giam"], row["tang_giam_diem"]) == (None, None, None)
    assert row["so_voi_nam_truoc"] == "chưa có số liệu"
    assert "Kho chưa có kết quả xếp loại năm 2024 để so sánh." in found["luu_y"]


def test_figures_are_compared_with_the_year_before_in_number_and_points(office: Office) -> None:
    rate(office, 2024, {"00000002": T, "00000003": T, "00000004": XS, "00000005": K})

    found = report(office)

    rows = {row["ma"]: row for row in table(found)["hang"]}
    assert (rows["htn"]["nam_truoc"], rows["htn"]["tang_giam"]) == (0, 1)
    assert rows["htn"]["tang_giam_diem"] == 20.0
    assert rows["duoc_danh_gia"]["so_voi_nam_truoc"] == "tăng 1 (+12,50 điểm %)"
    assert rows["htxs"]["so_voi_nam_truoc"] == "không đổi"
    # Nobody of 2024 knows why: nothing to compare with.
    assert rows["ky_luat"]["so_voi_nam_truoc"] == "chưa có số liệu"
    assert "Năm 2024 còn 3 đảng viên chưa có kết quả trong kho." in found["luu_y"]


def test_tables_without_results_in_the_year_before_are_not_compared(office: Office) -> None:
    rate(office, 2024, {"00000002": T})

    found = report(office)

    assert table(found)["hang"][0]["nam_truoc"] == 8
    assert table(found, "to_chuc")["hang"][0]["nam_truoc"] is None


def test_years_under_different_regimes_are_compared_with_a_word_on_it(office: Office) -> None:
    rate(office, 2024, {"00000002": T})

    (said,) = [one for one in report(office)["luu_y"] if "so sánh theo mức" in one]

    assert "124-QĐ/TW" in said
    assert "366-QĐ/TW" in said


def test_an_organisation_that_is_new_has_no_year_before(make: Make) -> None:
    committee = Committee()
    committee.bodies["cb-3"] = tuple(
        replaced(one, since=date(2025, 3, 1)) for one in committee.bodies["cb-3"]
    )
    committee.states |= {
        card: (state(card, since=date(2025, 3, 1)),)
        for card, (_, home) in PEOPLE.items()
        if home == "cb-3"
    }
    office = make(committee)
    rate(office, 2024, {"00000001": T})

    assert report(office, "--org", "cb-3")["nam_truoc"] is None


def test_levels_of_up_to_five_years_stand_side_by_side(office: Office) -> None:
    rate(office, 2019, {"00000001": T})
    rate(office, 2021, {"00000001": XS, "00000002": T})

    found = report(office)["qua_cac_nam"]

    assert [(one["nam"], one["duoc_danh_gia"]) for one in found] == [(2021, 2), (2025, 5)]
    assert found[0]["muc"] == {"htxs": 1, "htt": 1, "htn": 0, "khtn": 0}


def test_faults_are_counted_by_the_theme_that_people_wrote(office: Office) -> None:
    put(
        office,
        collective("cb-1"),
        2024,
        shortcomings=[fault("K-1", 2024, "Đảng phí"), fault("K-2", 2024, "")],
    )
    put(office, collective("cb-1"), 2025, shortcomings=[fault("K-3", 2025, "đảng  phí")])
    put(office, collective("cb-3"), 2025, shortcomings=[fault("K-4", 2025, "Dân vận", "cb-3")])

    whole, part = report(office), report(office, "--org", "cb-3")

    assert [(one["linh_vuc"], one["nam"]) for one in whole["khuyet_diem"]] == [
        ("Đảng phí", {"2024": ["K-1"], "2025": ["K-3"]}),
        ("Dân vận", {"2025": ["K-4"]}),
        ("Chưa ghi lĩnh vực", {"2024": ["K-2"]}),
    ]
    assert [one["linh_vuc"] for one in part["khuyet_diem"]] == ["Dân vận"]


# -- regimes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("regime", profiles.regimes(), ids=lambda one: one.code)
def test_rows_bear_the_level_names_of_their_year(make: Make, regime: Regime) -> None:
    committee = Committee()
    year = max(regime.first_year, 2015)
    office = make(committee)
    rate(office, year, {"00000001": XS, "cb-1": XS})
    names_then = regime.member_levels or regime.levels

    found = office.json("stats", "report", str(year), "--date", f"{year}-12-31")

    labels = {row["ma"]: row["nhan"] for row in table(found)["hang"]}
    best = names_then["htxs"]
    assert labels["htxs"] == f"Trong đó: {best[0].lower()}{best[1:]}"
    assert labels["htt_tro_len"] == f"{names_then['htt']} trở lên"
    assert labels["khtn"] == names_then["khtn"]
    assert counts(found, "to_chuc")["htxs"] == 1


def test_in_2016_organisations_were_trong_sach_vung_manh_and_members_were_not(make: Make) -> None:
    office = make(Committee())
    rate(office, 2016, {"00000001": XS, "cb-1": XS, "cb-2": K})

    found = office.json("stats", "report", "2016", "--date", "2016-12-31")
    said = office.ok("stats", "report", "2016", "--date", "2016-12-31").stdout

    bodies = {row["ma"]: row["nhan"] for row in table(found, "chi_bo")["hang"]}
    members = {row["ma"]: row["nhan"] for row in table(found)["hang"]}
    assert bodies["htxs"] == "Trong đó: trong sạch vững mạnh"
    assert bodies["khtn"] == "Yếu kém"
    assert members["htxs"] == "Trong đó: hoàn thành xuất sắc nhiệm vụ"
    assert "Trong đó: trong sạch vững mạnh" in said


@pytest.mark.parametrize(
    ("year", "leads", "share", "counted"),
    [(2019, True, 60, 0), (2019, False, 49, 1), (2025, True, 60, 1), (2025, False, 60, 0)],
)
def test_how_few_tasks_are_too_few_is_the_regimes_to_say(
    make: Make, year: int, share: int, counted: int, *, leads: bool
) -> None:
    committee = Committee()
    committee.states["00000006"] = (state("00000006", **(LEADER if leads else {})),)
    office = make(committee)
    subject = person("00000006")
    put(
        office,
        subject,
        year,
        ratings=[rating(subject, year, K)],
        statements=[statement(subject, year, "nhiem_vu.hoan_thanh", share)],
    )

    found = office.json("stats", "report", str(year), "--date", f"{year}-12-31")

    assert counts(found)["duoi_50"] == counted
    label = next(row["nhan"] for row in table(found)["hang"] if row["ma"] == "duoi_50")
    assert ("70%" in label) is (year == 2025)


def test_a_collective_too_small_for_a_review_of_its_own_is_none_of_the_collectives(
    make: Make,
) -> None:
    office = make(Committee())

    found = report(office)

    # Nobody holds a post: no committee has three members (QĐ 366-QĐ/TW).
    assert counts(found, "tap_the")["tong_so"] == 0
    assert counts(found, "to_chuc")["tong_so"] == 5


# -- the same counting everywhere -----------------------------------------------------------------


def test_counting_all_at_once_finds_what_counting_one_by_one_finds(demo_office: Office) -> None:
    ws, on = demo_office.workspace, date(2025, 12, 29)

    whole = stats.counted(ws, 2025, org=None, on=on)

    lines = ratings.show(ws, 2025, on=on)
    one_by_one = {
        (line.candidate.person.card if line.candidate.person else line.candidate.body.code): (
            ratings.standing(line)
        )
        for line in lines
    }
    together = {one.card: one.standing for one in whole.who.members}
    together |= {one.body.code: one.standing for one in whole.who.bodies}
    assert together == one_by_one
    reviewed = {
        one.body.code: one.verdict.reviewed
        for one in campaign.candidates(ws, 2025, None, on)
        if one.person is None
    }
    assert {one.body.code: one.verdict.reviewed for one in whole.who.bodies} == reviewed


def test_committees_read_at_once_are_those_read_one_by_one(demo_office: Office) -> None:
    ws, on = demo_office.workspace, date(2025, 12, 29)
    bodies = bodies_on(ws, on)

    together = committees(bodies, ws.catalogue.members(on))

    for code, body in bodies.items():
        assert together[code] == {one.person.card for one in officers(ws, body, on)}
    assert any(len(cards) > 2 for cards in together.values())


def test_the_forms_of_results_print_the_figures_of_the_report(demo_office: Office) -> None:
    when = ("--year", "2025", "--date", "2025-12-29")
    office = demo_office
    found = office.json("stats", "report", "2025", "--date", "2025-12-29")
    summary = office.json("generate", "tong_hop_ket_qua", *when, "--out", office.root / "t.docx")
    whole = office.json("generate", "bao_cao_ket_qua", *when, "--out", office.root / "b.docx")

    texts = [text_of(Path(one["tep"]).read_bytes()) for one in (summary, whole)]

    for row in table(found)["hang"][:9]:
        for text in texts:
            assert f"\n{row['nhan']}\n{row['so_luong']}\n{row['ty_le']}\n" in text
    for row in table(found, "to_chuc")["hang"]:
        assert f"\n{row['nhan']}\n{row['so_luong']}\n{row['ty_le']}\n" in texts[1]


# -- what leaves the program ----------------------------------------------------------------------


def test_the_report_reads_as_a_table_that_can_be_checked_again(office: Office) -> None:
    one = table(report(office))

    assert one["tong_so"] == (
        one["mien"] + one["chua_danh_gia"] + one["moi_ket_nap"] + one["duoc_danh_gia"]
    )
    levels = one["muc"]
    assert one["htxs_trong_htt"] is True
    assert one["duoc_danh_gia"] == levels["htt"] + levels["htn"] + levels["khtn"]
    assert sum(one["khtn_trong_do"].values()) == levels["khtn"]
    assert {"nhan": "Hoàn thành nhiệm vụ", "tu": 1, "mau": 5, "in": "20,00%"} in one["ty_le"]


def test_proof_reading_finds_the_report_right(office: Office, tmp_path: Path) -> None:
    book = tmp_path / "thong-ke.xlsx"
    found = tmp_path / "thong-ke.json"
    found.write_text(json.dumps(report(office, "--out", str(book))), encoding="utf-8")

    in_json = office.json("stats", "check", found)["bang"]
    in_excel = office.json("stats", "check", book)["bang"]

    assert {one["ten"]: one["ket_qua"] for one in in_json} == {
        f"{title}, năm 2025": "khop"
        for title in (
            "Tổ chức đảng",
            "Tổ chức cơ sở đảng",
            "Đảng bộ bộ phận",
            "Chi bộ trực thuộc",
            "Tập thể lãnh đạo (cấp ủy)",
            "Đảng viên",
            "Cá nhân lãnh đạo, quản lý",
        )
    }
    assert "sai" not in {one["ket_qua"] for one in in_excel}
    assert [one["ket_qua"] for one in in_excel].count("khop") >= 7


def test_people_read_tables_then_each_organisation(office: Office) -> None:
    rate(office, 2024, {"00000002": T, "00000003": T})

    said = office.ok("thong-ke", "bao-cao", "2025", "--names").stdout

    assert said.startswith("Đảng bộ xã An Lĩnh: kết quả xếp loại năm 2025, tính đến")
    assert "  Được đánh giá" in said
    assert "62,50% tổng số: 8; so với 2024: tăng 3 (+37,50 điểm %)" in said
    assert "- Mai Văn Giang (00000006), Chi bộ Cơ quan" in said
    assert re.search(r"Được +HTTNV\+ +HTXSNV +HTNV +KHTNV +%HTXSNV", said)
    assert "  1.1 Chi bộ Thôn 1" in said


def test_a_word_report_carries_figures_charts_and_names_and_is_not_archived(
    office: Office, tmp_path: Path
) -> None:
    put_faults = [fault("K-1", 2025, "Đảng phí")]
    put(office, collective("cb-1"), 2025, shortcomings=put_faults)
    before = office.archive_bytes()

    found = report(office, "--out", str(tmp_path / "bao-cao.docx"))

    data = Path(found["tep"]).read_bytes()
    text = text_of(data)
    assert "thống kê kết quả đánh giá, xếp loại chất lượng" in text
    assert "Đảng bộ xã An Lĩnh có 5 tổ chức đảng, 8 đảng viên" in text
    assert "\nTổng cộng Đảng bộ xã An Lĩnh\n" in text
    assert "\nHoàn thành tốt nhiệm vụ (không kể mức cao hơn): 2\n" in text
    assert "\nPhan Văn Ích\n00000008\nChi bộ Cơ quan\n" in text
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        pictures = [name for name in package.namelist() if name.endswith(".png")]
    assert len(pictures) == 2
    assert office.archive_bytes() == before


def test_the_same_report_can_be_generated_and_archived_with_its_charts(office: Office) -> None:
    made = office.json("generate", "bao_cao_thong_ke", "--year", "2025", "--date", "2025-12-31")

    ws = office.workspace
    row = ws.catalogue.dossier("tt-db-2025")
    assert row is not None
    number = made["van_ban"].rpartition("/")[2]
    paths = {one.path for one in ws.snapshot(row.object_id).files}
    assert f"{number}/bieu_do_muc.png" in paths
    data = ws.archive.read(row.object_id, f"{number}/du_lieu.json", row.version)
    assert b'"bieu_do_muc": "bieu_do_muc.png"' in data


def test_a_picture_cannot_be_given_by_hand(office: Office, tmp_path: Path) -> None:
    given = tmp_path / "them.toml"
    given.write_text('bieu_do_muc = "anh.png"\n', encoding="utf-8")

    refused = office.refused(
        "generate", "bao_cao_thong_ke", "--year", "2025", "--date", "2025-12-31", "--data", given
    )

    assert "chương trình tự vẽ" in refused.output


def test_a_long_list_on_paper_names_the_workbook_instead(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hoso.services.stats._paper._LONGEST", 1)

    found = report(office, "--out", str(tmp_path / "bao-cao.docx"))

    text = text_of(Path(found["tep"]).read_bytes())
    assert "(không kể mức cao hơn): 2 (danh sách dài: xem bảng tính của «hoso stats report" in text
    assert "Hà Văn Dũng" not in text


def test_a_workbook_opens_the_names_of_every_figure(office: Office, tmp_path: Path) -> None:
    rate(office, 2024, {"00000002": T, "00000003": T})
    found = report(office, "--out", str(tmp_path / "thong-ke.xlsx"))

    book = openpyxl.load_workbook(found["tep"])

    assert book.sheetnames == [
        "Tổng hợp",
        "Theo tổ chức",
        "Qua các năm",
        "Danh sách",
        "Danh sách cấp 1",
        "Danh sách cấp 2",
    ]
    opened = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink is not None:
                    title, _, cells = str(cell.hyperlink.location).partition("!")
                    target = book[title.strip("'")][cells]
                    assert len(target) == cell.value, (sheet.title, cell.coordinate)
                    assert len({line[2].value for line in target}) == cell.value
                    opened += 1
    assert opened > 40
    with zipfile.ZipFile(found["tep"]) as package:
        assert [name for name in package.namelist() if name.endswith(".png")]


def test_a_workbook_keeps_exact_figures_and_sums_to_check_them_by(
    office: Office, tmp_path: Path
) -> None:
    found = report(office, "--out", str(tmp_path / "thong-ke.xlsx"))

    sheet = openpyxl.load_workbook(found["tep"])["Tổng hợp"]

    start = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Tổng số đảng viên")
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=start, max_row=start + 16)}
    total, rated, best = (
        rows[label]
        for label in (
            "Tổng số đảng viên",
            "Được đánh giá",
            "– Trong đó: hoàn thành xuất sắc nhiệm vụ",
        )
    )
    assert (total[1].value, total[1].number_format) == (8, "#,##0")
    assert str(total[7].value).startswith("=SUM(B")
    assert len(str(total[7].value).split(",")) == 4
    assert best[2].number_format == "0.00"
    assert "ROUND" in str(rated[8].value)
    # A program that works nothing out shows what the formulas give.
    shown = openpyxl.load_workbook(found["tep"], data_only=True)["Tổng hợp"]
    assert (shown[total[7].coordinate].value, shown[rated[8].coordinate].value) == (8, 62.5)
    assert rows["– Trong đó: bị kỷ luật"][1].value == "chưa có số liệu"
    assert sheet.freeze_panes == "A3"


def test_a_workbook_has_the_codes_of_faults_behind_their_figures(
    office: Office, tmp_path: Path
) -> None:
    kept = [fault("K-1", 2024, "Đảng phí"), fault("K-2", 2025, "Dân vận"), fault("K-3", 2025, "")]
    for one in kept:
        put(office, collective("cb-1"), one.year, shortcomings=[one])
    found = report(office, "--out", str(tmp_path / "thong-ke.xlsx"))

    book = openpyxl.load_workbook(found["tep"])

    years = book["Qua các năm"]
    rows = {row[0].value: row for row in years.iter_rows()}
    assert [cell.value for cell in rows["Dân vận"]][1:4] == [0, 1, 1]
    cell = rows["Dân vận"][2]
    assert cell.hyperlink is not None
    title, _, cells = str(cell.hyperlink.location).partition("!")
    assert [line[1].value for line in book[title.strip("'")][cells]] == ["K-2"]
    assert {row[1].value for row in book["Khuyết điểm"].iter_rows(min_row=3)} == {
        "K-1",
        "K-2",
        "K-3",
    }


def test_members_in_no_cell_of_their_committee_have_a_row_in_every_form_of_the_report(
    make: Make, tmp_path: Path
) -> None:
    committee = Committee()
    committee.states["00000008"] = (state("00000008", organisation="db"),)
    office = make(committee)
    rate(office, 2025, {"00000001": T})

    found = report(office, "--out", str(tmp_path / "thong-ke.xlsx"))

    (direct,) = [one for one in found["theo_to_chuc"] if one["ten"].startswith("Đảng viên sinh")]
    assert (direct["tt"], direct["ma"], direct["tong_so"], direct["muc"]) == ("1", "db", 1, "")
    sheet = openpyxl.load_workbook(found["tep"])["Theo tổ chức"]
    assert ["db (trực tiếp)", "db", "1"] in [
        [cell.value for cell in row[:3]] for row in sheet.iter_rows()
    ]
    whole = stats.report(office.workspace, 2025, org=None, on=date(2025, 12, 31))
    rows = stats.context(whole, pictures=False)["chi_tiet"]
    assert isinstance(rows, list)
    assert (rows[0]["ten"], rows[0]["muc"]) == ("Đảng viên sinh hoạt trực tiếp", "")
    assert rows[-1]["ten"] == "Tổng cộng Đảng bộ xã An Lĩnh"


def test_the_paper_says_that_the_archive_has_one_level_a_body(make: Make) -> None:
    office = make(Committee())
    rate(office, 2019, {**BODIES_2025, "00000001": T})
    whole = stats.report(office.workspace, 2019, org=None, on=date(2019, 12, 31))

    fields = stats.context(whole, pictures=False)

    assert any("một mức cho mỗi tổ chức đảng" in str(one) for one in fields["ghi_chu"])  # type: ignore[attr-defined]  # a list
    assert {row["ten"]: row["muc"] for row in fields["chi_tiet"]} == {  # type: ignore[attr-defined]  # the same
        "Đảng bộ bộ phận Thôn Đông": "Hoàn thành tốt nhiệm vụ",
        "Chi bộ Thôn 1": "Hoàn thành xuất sắc nhiệm vụ",
        "Chi bộ Thôn 2": "Hoàn thành tốt nhiệm vụ",
        "Chi bộ Cơ quan": "Hoàn thành nhiệm vụ",
        "Tổng cộng Đảng bộ xã An Lĩnh": "Hoàn thành tốt nhiệm vụ",
    }


def test_a_workbook_longer_than_excel_holds_is_refused(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hoso.spreadsheet._figures._MOST_ROWS", 20)

    refused = office.refused("stats", "report", "2025", "--out", tmp_path / "thong-ke.xlsx")

    assert refused.exit_code == 15
    assert "--org" in refused.output
    assert not (tmp_path / "thong-ke.xlsx").exists()


def test_another_kind_of_file_is_refused(office: Office, tmp_path: Path) -> None:
    result = office.run("stats", "report", "2025", "--out", tmp_path / "bao-cao.pdf")

    assert result.exit_code == 2
    assert ".docx hoặc .xlsx" in result.output


def test_an_unknown_organisation_is_refused(office: Office) -> None:
    assert office.refused("stats", "report", "2025", "--org", "khong-co").exit_code == 3


def test_a_small_share_of_the_measured_province_divides_as_published(tmp_path: Path) -> None:
    ws = province.build(tmp_path / "tinh", 0.004)

    found = stats.report(ws, province.YEAR, org=None, on=province.END)

    members = found.tables["dang_vien"]
    assert members.count("tong_so") == 246
    assert members.count("mien") == round(2_714 * 0.004)
    assert members.count("ky_luat") == 1
    assert found.earlier["dang_vien"].count("tong_so") == 246


def test_other_commands_do_not_wait_for_the_plotting_library() -> None:
    loaded = "import sys; from hoso.cli import cli; list(cli.commands.values())"
    code = f"{loaded}; sys.exit('matplotlib' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)  # noqa: S603 - this Python

    assert done.returncode == 0
