"""The check as people ask for it: whom it is about, by which law, and how it is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hoso.catalogue._select import Select
from hoso.catalogue._store import Store
from hoso.cli import _findings
from hoso.errors import Outcome, Problem
from hoso.model import base
from hoso.model.review import Level, Stage, SubjectKind
from hoso.model.roster import Standing
from hoso.services import check, roster
from hoso.workspace import Act
from tests.check_world import (
    AN,
    BINH,
    CELL,
    DUNG,
    EM,
    GIANG,
    NAMES,
    SCHOOL,
    TOP,
    World,
    roster_of,
)

KEPT, BROKEN, UNCHECKED = "dat", "vi_pham", "chua_kiem_duoc"


def in_year(world: World, year: int) -> World:
    world.year, world.on = year, date(year, 12, 31)
    return world


# --- the law of the day --------------------------------------------------------------------------


def the_same_year(world: World, year: int) -> World:
    """One member ill for four months, new in the Party, disciplined, and rated good all the same."""
    forms = {2022: "kiem_diem_ca_nhan_2019", 2024: "kiem_diem_02a_2023", 2025: "kiem_diem_2b"}
    in_year(world, year).change(DUNG, admitted=date(year, 8, 1), official=None).opened()
    world.met(CELL, SubjectKind.PERSON, f"{year}-12-08")
    world.form(DUNG, forms[year]).rate(DUNG, Level.GOOD)
    cause = {"ky_luat__do_chuc_trach": False, "ky_luat__tu_phat_hien": False}
    return world.state(DUNG, nghi_om__thang=4, ky_luat__co=True, **cause)


def test_three_laws_judge_the_same_data_three_ways(world: World) -> None:
    said = {}
    for year in (2022, 2024, 2025):
        found = the_same_year(world, year).of(DUNG)
        said[year] = {code.split("-")[1]: outcome for code, outcome in found.items()}

    # Admitted less than six months before: in 2022 still reviewed, from 2023 on not at all.
    assert (said[2022]["11B"], said[2024]["12A"], said[2025]["12A"]) == (KEPT, BROKEN, BROKEN)
    # Ill for three months: a ceiling in 2022, the work actually done from then on.
    assert (said[2022]["14"], said[2024]["14A"], said[2025]["14A"]) == (
        BROKEN,
        UNCHECKED,
        UNCHECKED,
    )
    # Disciplined: the lowest level, whatever for, until 2024; since 2025 only for duties.
    assert (said[2022]["32"], said[2024]["32"], said[2025]["27"]) == (BROKEN, BROKEN, KEPT)


@pytest.mark.parametrize(
    ("year", "regime"), [(2016, "H27"), (2018, "H16"), (2022, "H21"), (2024, "H25"), (2025, "H43")]
)
def test_every_year_is_judged_by_its_own_regime(world: World, year: int, regime: str) -> None:
    in_year(world, year).opened().rate(CELL, Level.GOOD)
    world.on = date(2025, 12, 31)

    codes = {one["ma"] for one in world.found()}

    assert {code.split("-")[0] for code in codes if code[0] == "H"} == {regime}


def test_an_old_year_goes_by_the_roster_of_that_time(world: World) -> None:
    """Somebody exempt today was not exempt then; somebody of today was not there yet."""
    old = roster_of(CELL)
    em = next(m for m in old.members if m.card == EM).states[0]
    then = base.replaced(em, until=date(2023, 6, 30))
    now = base.replaced(em, since=date(2023, 7, 1), standing=Standing.EXEMPT)
    members = tuple(
        base.replaced(m, states=(then, now))
        if m.card == EM
        else base.replaced(m, states=(base.replaced(m.states[0], since=date(2024, 1, 1)),))
        if m.card == DUNG
        else m
        for m in old.members
    )
    edit = world.ws.edit(roster._card(old.organisation))
    edit.put_register("roster", base.replaced(old, members=members))
    world.ws.commit([edit], Act(date(2024, 1, 1)), "cập nhật danh sách")
    in_year(world, 2022).opened().form(EM, "kiem_diem_ca_nhan_2019")
    world.on = date(2025, 12, 31)

    found = world.found()

    assert world.of(EM)["H21-11B"] == KEPT
    assert not [one for one in found if one["noi"].startswith(NAMES[DUNG])]


def test_eligibility_is_that_of_the_day_of_the_review(world: World) -> None:
    world.change(DUNG, admitted=date(2025, 6, 10), official=None).opened()
    world.form(DUNG, "kiem_diem_2b").met(CELL, SubjectKind.PERSON, "2025-12-09")
    before = world.of(DUNG)["H43-12A"]
    edit = world.edit(CELL)
    edit.put_register("meetings", ())

    after = world.met(CELL, SubjectKind.PERSON, "2025-12-10").of(DUNG)["H43-12A"]

    assert (before, after) == (BROKEN, KEPT)


def test_a_year_before_the_roster_begins_says_so_and_judges_its_papers(world: World) -> None:
    world.rate(DUNG, Level.GOOD, "2022-12-20", year=2022).save()
    for code in (TOP, CELL, SCHOOL):
        one = roster_of(code)
        later = date(2024, 1, 1)
        organisation = base.replaced(
            one.organisation,
            states=(base.replaced(one.organisation.states[0], since=later),),
        )
        members = tuple(
            base.replaced(m, states=(base.replaced(m.states[0], since=later),)) for m in one.members
        )
        edit = world.ws.edit(roster._card(one.organisation))
        edit.put_register("roster", base.replaced(one, organisation=organisation, members=members))
        world.ws.commit([edit], Act(later), "danh sách bắt đầu năm 2024")

    everything = world.office.json("check", "2022", "--date", "2025-12-31")["quy_tac"]
    cell = world.office.json("check", "2022", "--org", CELL, "--date", "2025-12-31")["quy_tac"]

    for found in (everything, cell):
        first = found[0]
        assert (first["ma"], first["ket_qua"]) == ("DK102", UNCHECKED)
        assert "31/12/2022" in first["thong_bao"]
        rules = {one["ma"]: one["ket_qua"] for one in found if one["noi"].startswith(NAMES[DUNG])}
        assert rules["H21-17B"] == UNCHECKED
        assert rules["H21-11"] == UNCHECKED


def test_an_organisation_that_never_was_is_refused(world: World) -> None:
    result = world.office.refused("check", "2025", "--org", "cb-khong-co")

    assert result.exit_code == 3
    assert "cb-khong-co" in result.stderr


# --- whom it is about ----------------------------------------------------------------------------


def test_an_organisation_comes_with_all_below_it(world: World) -> None:
    world.opened().rate(SCHOOL, Level.GOOD)

    whole = {one["noi"] for one in world.found("--org", TOP)}
    one_cell = {one["noi"] for one in world.found("--org", "Chi bộ Trường học")}

    assert {NAMES[TOP], NAMES[CELL], NAMES[SCHOOL]} <= whole
    assert NAMES[SCHOOL] in one_cell
    assert not {NAMES[TOP], NAMES[CELL]} & one_cell
    assert not any("Thôn Một" in where for where in one_cell)


def test_one_cell_alone_still_knows_the_committee_above_it(world: World) -> None:
    """A member's dossier is whole with papers of the committee, a head answers for it."""
    world.opened().form(AN).rate(AN, Level.GOOD).rate(TOP, Level.DONE).rate(CELL, Level.GOOD)
    world.paper(CELL, "bien_ban_ca_nhan").paper(CELL, "tong_hop_ket_qua")
    world.paper(TOP, "quyet_dinh_cong_nhan")

    found = world.of(AN, "--org", CELL)

    assert found["H43-53B"] == KEPT
    assert found["H43-33C"] == BROKEN


def test_a_member_who_left_the_cell_is_not_a_stranger_in_it(world: World) -> None:
    world.opened().rate(DUNG, Level.GOOD).save()
    old, new = roster_of(CELL), roster_of(SCHOOL)
    dung = next(m for m in old.members if m.card == DUNG)
    gone = base.replaced(dung, states=(base.replaced(dung.states[0], until=date(2025, 3, 31)),))
    state = base.replaced(dung.states[0], since=date(2025, 4, 1), organisation=SCHOOL)
    here = base.replaced(dung, states=(state,))
    rosters = (
        base.replaced(old, members=tuple(gone if m.card == DUNG else m for m in old.members)),
        base.replaced(new, members=(*new.members, here)),
    )
    for one in rosters:
        edit = world.ws.edit(roster._card(one.organisation))
        edit.put_register("roster", one)
        world.ws.commit([edit], Act(date(2025, 4, 1)), "chuyển sinh hoạt")

    in_old = {one["noi"] for one in world.found("--org", CELL)}
    in_new = {one["noi"] for one in world.found("--org", SCHOOL)}

    assert not any(where.startswith(NAMES[DUNG]) for where in in_old)
    assert "Phạm Thị Dung, Chi bộ Trường học" in in_new


def test_every_finding_names_its_subject_and_its_reference(world: World) -> None:
    found = world.opened().form(DUNG).rate(DUNG, Level.GOOD).rate(CELL, Level.GOOD).found()

    assert all(one["noi"] and one["can_cu"] and one["thong_bao"] for one in found)


def test_numbers_of_papers_are_checked_too(world: World) -> None:
    words = ("--org", CELL, "--year", "2025", "--kind", "bao_cao", "--date", "2025-12-05")
    path = world.office.write("bao-cao.docx", "")
    import docx

    docx.Document().save(str(path))
    world.opened().save()
    world.office.ok("attach", path, *words, "--symbol", "05-BC/CB")

    found = {one["ma"]: one["ket_qua"] for one in world.found() if one["ma"].startswith("S")}

    assert found["S02"] in {KEPT, BROKEN, UNCHECKED}


# --- an office with several overlays -------------------------------------------------------------


def test_each_regime_takes_the_overlay_that_is_for_it(world: World) -> None:
    root = world.office.root
    for regime, day in (("HD21-2019", "12-10"), ("HD43-2025", "12-15")):
        head = f'che_do = "{regime}"\nnguoi_quyet_dinh = "Đảng ủy"\ncan_cu = "KH 5"\n'
        text = f'{head}[thoi_han]\nkiem_diem = "{day}"\n'
        (root / f"{regime}.toml").write_text(text, encoding="utf-8")
    with (root / "hoso.toml").open("a", encoding="utf-8") as file:
        file.write('[quy_dinh]\nlop_phu = ["HD21-2019.toml", "HD43-2025.toml"]\n')

    days = {}
    for year in (2022, 2024, 2025):
        one = World(world.office, year, date(year, 12, 31)).opened().form(CELL)
        one.rate(CELL, Level.GOOD, f"{year}-12-12")
        code = {2022: "H21-51B", 2024: "H25-51B", 2025: "H43-51B"}[year]
        days[year] = one.of(CELL)[code]

    # 10/12 in 2022, the national 31/12 in 2024, 15/12 in 2025.
    assert days == {2022: BROKEN, 2024: KEPT, 2025: KEPT}


def test_an_overlay_of_no_regime_is_refused_not_ignored(world: World) -> None:
    head = 'che_do = "HD99"\nnguoi_quyet_dinh = "Đảng ủy"\ncan_cu = "KH 5"\n'
    (world.office.root / "la.toml").write_text(head, encoding="utf-8")
    with (world.office.root / "hoso.toml").open("a", encoding="utf-8") as file:
        file.write('[quy_dinh]\nlop_phu = "la.toml"\n')

    result = world.office.refused("check", "2022")

    assert "HD99" in result.stderr


@pytest.mark.parametrize("value", ['["a.toml", 5]', "7", "[]"])
def test_overlays_are_paths(world: World, value: str) -> None:
    with (world.office.root / "hoso.toml").open("a", encoding="utf-8") as file:
        file.write(f"[quy_dinh]\nlop_phu = {value}\n")

    result = world.office.refused("check", "2025")

    assert "lop_phu" in result.stderr


# --- how it is told ------------------------------------------------------------------------------


def test_people_read_the_broken_first_then_the_unknown_by_reason_then_a_count(
    world: World,
) -> None:
    world.opened()
    for card in (DUNG, EM, BINH):
        world.form(card).rate(card, Level.EXCELLENT)
    world.save()

    shown = world.office.ok("check", "2025", "--date", "2025-12-31").stdout
    lines = shown.splitlines()

    first, second, third = (
        next(n for n, line in enumerate(lines) if line.startswith(start))
        for start in ("Vi phạm: ", "Chưa kiểm được: ", "Đạt: ")
    )
    assert first == 0 < second < third == len(lines) - 1
    band = next(n for n, line in enumerate(lines) if "H43-22A" in line)
    assert "[QĐ 366-QĐ/TW, Điều 11]: 3 trường hợp" in lines[band]
    assert lines[band + 1].strip().startswith("Trần Thị Bình, Chi bộ Thôn Một: mức xếp loại")
    reason = next(line for line in lines[second:third] if "số tháng" in line or "nghỉ ốm" in line)
    assert "(H43-14A)" in reason
    assert "không áp dụng" in lines[-1]


def test_a_reason_is_told_once_for_all_rules_and_subjects() -> None:
    why = "chưa kiểm được vì chưa biết: số tháng nghỉ ốm"
    found = [
        Problem(
            code=code,
            where=f"Đảng viên {number}",
            message=f"Nghỉ ốm thì xét. ({why})",
            outcome=Outcome.UNCHECKED,
        )
        for code in ("H43-14A", "H43-14B")
        for number in range(7)
    ]

    lines = list(_findings.lines(found))

    assert lines == [
        "Vi phạm: 0",
        "Chưa kiểm được: 14",
        "  Vì chưa biết: số tháng nghỉ ốm (H43-14A, H43-14B)",
        "      Đảng viên 0; Đảng viên 1; Đảng viên 2; Đảng viên 3; Đảng viên 4 và 2 đối tượng khác",
        "Đạt: 0",
    ]


def test_a_question_is_told_as_a_question() -> None:
    message = "Không mức nào phù hợp. (tỷ lệ: 80; cần hỏi: Xếp mức nào?)"
    found = [Problem(code="H43-63A", where="A", message=message, outcome=Outcome.UNCHECKED)]

    lines = list(_findings.lines(found))

    assert "  Cần hỏi: Xếp mức nào? (H43-63A)" in lines


def test_suggestions_of_one_kind_are_told_under_one_head() -> None:
    found = [
        Problem(
            code="DK158",
            where=where,
            message=f"Có thể tái diễn. («{where}» giống)",
            outcome=Outcome.UNCHECKED,
        )
        for where in ("A", "B")
    ]

    lines = list(_findings.lines(found))

    assert lines[2:5] == [
        "  DK158  Có thể tái diễn: 2 trường hợp",
        "      A: «A» giống",
        "      B: «B» giống",
    ]


def test_of_many_breaches_of_one_rule_the_first_are_told_and_how_many_more() -> None:
    found = [
        Problem(code="H43-01", where=f"A{n}", message="Đủ mục. (trống: I)", reference="Mẫu 01")
        for n in range(1_025)
    ]

    lines = list(_findings.lines(found))

    assert lines[0] == "Vi phạm: 1.025"
    assert lines[1] == "  H43-01  Đủ mục [Mẫu 01]: 1.025 trường hợp"
    assert lines[2] == "      A0: trống: I"
    assert "và 1.005 trường hợp khác" in lines[22]


def test_a_breach_without_figures_and_an_unknown_without_reason_are_told_as_they_are() -> None:
    found = [
        Problem(code="K1", where="A", message="Sai."),
        Problem(code="K2", where="", message="Chưa rõ.", outcome=Outcome.UNCHECKED),
        Problem(code="K3", where="B", message="Sai lần nữa."),
        Problem(code="K3", where="C", message="Sai lần nữa."),
    ]

    lines = list(_findings.lines(found))

    assert lines == [
        "Vi phạm: 3",
        "  K1  A: Sai.",
        "  K3  Sai lần nữa.: 2 trường hợp",
        "      B: Sai lần nữa.",
        "      C: Sai lần nữa.",
        "Chưa kiểm được: 1",
        "  K2  Chưa rõ.",
        "Đạt: 0",
    ]


@pytest.mark.parametrize(("level", "code"), [(Level.EXCELLENT, 1), (None, 0)])
def test_strict_makes_a_breach_an_exit_code(world: World, level: Level | None, code: int) -> None:
    if level:
        world.opened().form(DUNG).rate(DUNG, level)
    world.save()

    result = world.office.run("check", "2025", "--strict", "--date", "2025-12-30")

    assert result.exit_code == code


def test_the_check_asks_the_archive_no_more_often_for_more_members(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What grows is one file a form, nothing else: no question is asked member by member."""
    asked: list[str] = []
    rows = Store._rows

    def counted(store: Store, select: Select) -> list[tuple[Any, ...]]:
        asked.append(select.sql)
        return rows(store, select)

    monkeypatch.setattr(Store, "_rows", counted)

    def questions(*cards: str) -> int:
        for card in cards:
            world.form(card).rate(card, Level.GOOD).rate(card, Level.GOOD, stage=Stage.CIVIL)
        world.save()
        asked.clear()
        check.check(world.ws, 2025, org=None, on=date(2025, 12, 31))
        return len(asked)

    world.opened()
    few = questions(DUNG)
    many = questions(AN, BINH, EM, GIANG)

    assert many <= few
