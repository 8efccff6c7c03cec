"""The campaign board: what is done, late, waiting and for what, the days left, the next command."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import openpyxl
import pytest

from hoso.cli import cli
from hoso.model.procedure import GroundKind, Tolerance
from hoso.model.profile import Eligible
from hoso.model.roster import MemberState, OrganisationState
from hoso.services import board, campaign
from hoso.services.board._milestones import Faults, Milestone, needed
from hoso.services.board._next import Task, task
from hoso.services.campaign import Candidate
from hoso.services.progress import State, Step, Wait
from hoso.services.subjects import Body, Person
from tests.conftest import Office
from tests.review_years import decide

DAY = ("--date", "2025-12-01")
_OFFICE, _GUARDS = "cb-van-phong", "cb-kiem-soat"
_SINCE = date(2020, 1, 1)


def _status(office: Office, *words: str) -> Any:
    return office.json("campaign", "status", "2025", *words)


def _row(found: Any, code: str) -> Any:
    return next(row for row in found["to_chuc"] if row["to_chuc"] == code)


# -- what the command says -----------------------------------------------------------------------


def test_before_anything_is_issued_the_next_step_is_to_issue(sample_office: Office) -> None:
    found = _status(sample_office, "--org", _OFFICE, *DAY)

    row = _row(found, _OFFICE)
    assert [one["ma"] for one in row["con_viec"]] == ["PHAT_HANH"]
    assert row["con_viec"][0]["lenh"] == f"hoso forms 2025 --org {_OFFICE}"
    assert "Lê Thị Ngọc Ánh" in row["con_viec"][0]["doi_tuong"]
    assert row["moc"]["phat_hanh"] == {"xong": 0, "phai": 17}
    assert (row["cham"], row["xong"]) == (False, False)


def test_what_was_promised_of_the_json_is_still_there(sample_office: Office) -> None:
    one = _status(sample_office, "--org", _OFFICE, *DAY)["doi_tuong"][0]

    assert one["doi_tuong"] == "Chi bộ Văn phòng"
    assert one["ho_so"] == f"tt-{_OFFICE}"
    assert one["to_chuc"] == _OFFICE
    assert one["phai_kiem_diem"] is True
    assert [one[name] for name in ("da_phat_hanh", "da_nhan_lai", "da_xep_loai")] == [False] * 3
    assert one["con_ngay"] == 30


def test_an_issued_form_waits_to_be_handed_in(sample_office: Office, tmp_path: Path) -> None:
    sample_office.ok("forms", "2025", "--org", _OFFICE, "--out", tmp_path / "to", *DAY)

    shown = sample_office.ok("campaign", "status", "2025", "--org", _OFFICE, *DAY).stdout
    detailed = sample_office.ok(
        "campaign", "status", "2025", "--org", _OFFICE, "--detail", *DAY
    ).stdout

    assert shown.startswith("Phải kiểm điểm 17, đã nhận lại 0, đã có quyết định xếp loại 0.\n")
    assert "chưa nộp (17): Chi bộ Văn phòng, " in shown
    assert "và 9 đối tượng khác → hoso collect TỆP" in shown
    assert "    Lê Thị Ngọc Ánh: chưa kiểm điểm; chưa nộp → hoso collect TỆP" in detailed
    assert "    Ngô Minh Nhật: không thuộc diện" in detailed


@pytest.mark.parametrize(
    ("day", "words", "late"),
    [
        ("2025-12-30", "Còn 1 ngày tới hạn.", False),
        ("2025-12-31", "Hôm nay là ngày hạn: phải xong trước hôm nay.", True),
        ("2026-01-02", "Đã quá hạn 2 ngày.", True),
    ],
)
def test_before_a_day_means_before_it(
    sample_office: Office, day: str, words: str, *, late: bool
) -> None:
    shown = sample_office.ok("campaign", "status", "2025", "--org", _OFFICE, "--date", day).stdout

    assert shown.splitlines()[1] == words
    assert ("CHẬM  cb-van-phong" in shown) is late


def _make_special(office: Office, code: str) -> None:
    office.ok("facts", "set", "to_chuc.tong_ket_dac_thu=có", "--year", "2025", "--org", code, *DAY)


def test_an_organisation_with_a_year_end_of_its_own_has_its_own_day(
    sample_office: Office,
) -> None:
    _make_special(sample_office, _GUARDS)

    found = _status(sample_office, "--date", "2026-01-02")
    shown = sample_office.ok("campaign", "status", "2025", "--date", "2026-01-02").stdout

    guards, office = _row(found, _GUARDS), _row(found, _OFFICE)
    assert (guards["dac_thu"], guards["truoc_ngay"], guards["cham"]) == (True, "2026-01-15", False)
    assert (office["dac_thu"], office["truoc_ngay"], office["cham"]) == (False, "2025-12-31", True)
    assert [row["cham"] for row in found["to_chuc"]] == [True] * 5 + [False]  # late ones first
    assert "đơn vị đặc thù: trước ngày 15/01/2026 (còn 13 ngày)" in shown
    person = next(one for one in found["doi_tuong"] if one["to_chuc"] == _GUARDS)
    assert (person["con_ngay"], person["cham"]) == (13, False)


def test_what_is_below_a_special_organisation_is_special_too(sample_office: Office) -> None:
    _make_special(sample_office, "db-cuc-hai-quan")

    found = _status(sample_office, *DAY)

    assert all(row["dac_thu"] for row in found["to_chuc"])


def test_a_meeting_planned_for_a_day_that_is_over_is_late(sample_office: Office) -> None:
    whose = ("--org", _OFFICE, "--kind", "tap_the", "--day", "5/12/2025")
    sample_office.ok("campaign", "meeting", *whose, *DAY)

    before = _row(_status(sample_office, "--date", "2025-12-05"), _OFFICE)
    after = _status(sample_office, "--date", "2025-12-06")

    assert (before["cham"], _row(after, _OFFICE)["cham"]) == (False, True)
    assert after["to_chuc"][0]["to_chuc"] == _OFFICE
    assert _row(after, _OFFICE)["hop"]["tap_the"] == {"ngay": "2025-12-05", "da_hop": False}


def _with_overlay(office: Office, deadlines: str) -> None:
    (office.root / "lop-phu.toml").write_text(
        'che_do = "HD43-2025"\nnguoi_quyet_dinh = "Ban Thường vụ Đảng ủy"\n'
        f'can_cu = "Hướng dẫn số 05-HD/ĐU"\n[thoi_han]\n{deadlines}\n',
        encoding="utf-8",
    )
    with (office.root / "hoso.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[quy_dinh]\nlop_phu = "lop-phu.toml"\n')


def test_days_of_the_own_authority_go_before_the_national_ones(sample_office: Office) -> None:
    _with_overlay(sample_office, 'kiem_diem = "12-10"\nbao_cao = "12-15"\nho_so_len_tren = "12-20"')
    sample_office.ok("campaign", "open", "2025", "--renew", *DAY)

    found = _status(sample_office, "--org", _OFFICE, *DAY)

    days = {one["ma"]: one["truoc_ngay"] for one in found["thoi_han"]}
    names = {one["ma"]: one["ten"] for one in found["thoi_han"]}
    assert days["kiem_diem"] == "2025-12-10"
    assert days["bao_cao"] == "2025-12-15"
    assert names["ho_so_len_tren"] == "gửi hồ sơ lên cấp trên"
    assert _row(found, _OFFICE)["con_ngay"] == 9


def test_a_year_opened_before_the_overlay_says_so(sample_office: Office) -> None:
    _with_overlay(sample_office, 'kiem_diem = "12-10"')

    told = sample_office.ok("campaign", "open", "2025", *DAY)

    assert "campaign open 2025 --renew" in told.stderr
    assert "Trước ngày 31/12/2025: hoàn thành kiểm điểm, đánh giá, xếp loại." in told.stdout


def test_after_the_decision_the_results_are_told_and_who_missed_the_meeting_is_named(
    sample_office: Office,
) -> None:
    decide(sample_office, _OFFICE)

    found = _status(sample_office, "--org", _OFFICE, "--date", "2025-12-22")
    shown = sample_office.ok(
        "campaign", "status", "2025", "--org", _OFFICE, "--date", "2025-12-22"
    ).stdout

    row = _row(found, _OFFICE)
    tasks = {one["ma"]: one["doi_tuong"] for one in row["con_viec"]}
    assert tasks["THIEU_KIEM_DIEM"] == ["Đỗ Thị Hòa"]
    assert len(tasks["THONG_BAO"]) == 16
    assert row["moc"]["quyet_dinh"] == {"xong": 17, "phai": 17}
    assert row["moc"]["kiem_diem"] == {"xong": 16, "phai": 17}
    assert row["hop"]["ca_nhan"] == {"ngay": "2025-12-08", "da_hop": True}
    assert shown.startswith("Phải kiểm điểm 17, đã nhận lại 17, đã có quyết định xếp loại 17.\n")
    assert "kiểm điểm tập thể đã họp ngày 08/12/2025" in shown


@pytest.mark.parametrize(("told", "left"), [("2025-12-19", 16), ("2025-12-20", 0)])
def test_results_told_before_a_level_was_decided_are_not_told(
    sample_office: Office, told: str, left: int
) -> None:
    decide(sample_office, _OFFICE)
    sample_office.ok(
        "facts", "set", f"thong_bao.ngay={told}", "--year", "2025", "--org", _OFFICE, *DAY
    )

    row = _row(_status(sample_office, "--org", _OFFICE, "--date", "2025-12-22"), _OFFICE)

    waiting = [len(one["doi_tuong"]) for one in row["con_viec"] if one["ma"] == "THONG_BAO"]
    assert sum(waiting) == left
    assert row["thong_bao"] == told


def test_a_notice_in_the_archive_tells_the_results_until_it_is_withdrawn(
    sample_office: Office,
) -> None:
    decide(sample_office, _OFFICE)
    day = ("--date", "2025-12-22")
    made = sample_office.json(
        "generate", "thong_bao_ket_qua", "--org", _OFFICE, "--year", "2025", *day
    )
    before = _row(_status(sample_office, "--org", _OFFICE, *day), _OFFICE)

    sample_office.ok("withdraw", made["van_ban"], "--why", "sai", *day)
    after = _row(_status(sample_office, "--org", _OFFICE, *day), _OFFICE)

    assert before["thong_bao"] == "2025-12-22"
    assert "THONG_BAO" not in [one["ma"] for one in before["con_viec"]]
    assert after["thong_bao"] is None
    assert "THONG_BAO" in [one["ma"] for one in after["con_viec"]]


def test_a_cell_with_nothing_left_comes_last_and_says_so(sample_office: Office) -> None:
    decide(sample_office, _OFFICE)
    words = ("--year", "2025", "--org", _OFFICE, "--date", "2025-12-21")
    sample_office.ok("facts", "set", "thong_bao.ngay=2025-12-20", *words)
    sample_office.ok(
        *("reviews", "held", "--person", "Đỗ Thị Hòa", "--year", "2025"),
        *("--source", "Biên bản ngày 15/12/2025", "--date", "2025-12-15"),
    )

    found = _status(sample_office, "--date", "2025-12-22")
    shown = sample_office.ok("campaign", "status", "2025", "--date", "2025-12-22").stdout

    assert [row["to_chuc"] for row in found["to_chuc"] if row["xong"]] == [_OFFICE]
    assert found["to_chuc"][-1]["to_chuc"] == _OFFICE
    assert "XONG  cb-van-phong" in shown


def test_the_whole_board_and_that_of_one_cell_agree(sample_office: Office) -> None:
    decide(sample_office, _OFFICE)
    whole = _row(_status(sample_office, *DAY), _OFFICE)

    alone = _row(_status(sample_office, "--org", _OFFICE, *DAY), _OFFICE)

    assert alone == whole


def test_the_workbook_holds_organisations_tasks_subjects_and_days(
    sample_office: Office, tmp_path: Path
) -> None:
    decide(sample_office, _OFFICE)
    path = tmp_path / "bang.xlsx"
    whose = ("--org", _OFFICE, "--kind", "tap_the", "--day", "9/12/2025")
    sample_office.ok("campaign", "meeting", *whose, *DAY)

    found = _status(sample_office, "--xlsx", str(path), "--date", "2025-12-29")

    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Tổ chức đảng", "Còn việc", "Từng đối tượng", "Thời hạn"]
    first = [cell.value for cell in book["Tổ chức đảng"][3]]
    assert first[0] == found["to_chuc"][0]["to_chuc"]
    assert book["Từng đối tượng"].max_row == len(found["doi_tuong"]) + 2
    left = {row[2].value for row in book["Còn việc"].iter_rows(min_row=3)}
    assert left == {
        "chưa phát hành biểu mẫu",
        "chưa thông báo kết quả",
        "đã có mức mà chưa thấy kiểm điểm",
    }
    assert found["tep"] == str(path)


def test_the_papers_owed_to_the_level_above_are_seen_or_stated(sample_office: Office) -> None:
    day = ("--date", "2025-12-22")
    sample_office.ok("generate", "danh_muc_ho_so_kiem_diem", "--org", _OFFICE, *day)
    sample_office.ok("facts", "set", "bao_cao.ngay=2025-12-21", "--year", "2025", "--org", _OFFICE)

    papers = _row(_status(sample_office, "--org", _OFFICE, *day), _OFFICE)["giay_to"]

    assert papers == {
        "bao_cao_ket_qua": "2025-12-21",
        "danh_muc_ho_so_kiem_diem": "2025-12-22",
    }


def _data(office: Office, made: Any) -> Any:
    ws = office.workspace
    dossier, _, number = made["van_ban"].partition("/")
    object_id = ws.catalogue.object_id(dossier)
    assert object_id
    return json.loads(ws.archive.read(object_id, f"{number}/du_lieu.json", None))


def test_the_report_on_progress_says_what_the_board_says(sample_office: Office) -> None:
    decide(sample_office, _OFFICE)
    _make_special(sample_office, _GUARDS)
    whose = ("--org", "cb-nghiep-vu", "--kind", "ca_nhan", "--day", "9/1/2026")
    sample_office.ok("campaign", "meeting", *whose, "--year", "2025", *DAY)
    sent = ("--org", "cb-kiem-soat", "--person", "Phạm Quốc Tuấn", "--year", "2025")
    sample_office.ok("campaign", "assign", *sent, *DAY)
    day = ("--date", "2026-01-05")

    made = sample_office.json(
        "generate", "bao_cao_tien_do", "--org", "db-cuc-hai-quan", "--year", "2025", *day
    )

    said = _data(sample_office, made)
    rows = {row["to_chuc"]: row for row in said["tien_do"]}
    assert [row["viec"] for row in said["thoi_han"]] == [
        "Hoàn thành kiểm điểm, đánh giá, xếp loại",
        "Hoàn thành kiểm điểm ở đơn vị tổng kết năm vào thời điểm đặc thù",
    ]
    assert [row["con_lai"] for row in said["thoi_han"]] == ["quá 5 ngày", "còn 10 ngày"]
    assert "đã nhận lại 17, đã kiểm điểm 16, đã có quyết định xếp loại 17" in said["tong_quan"][0]
    assert said["tong_quan"][1].startswith("4 nơi chậm: ")
    assert rows["Chi bộ Đội Kiểm soát"]["tinh_hinh"] == (
        "Đang làm; đơn vị đặc thù, trước ngày 15/01/2026"
    )
    assert rows["Chi bộ Văn phòng"]["quyet_dinh"] == "17"
    assert {"Chưa thông báo kết quả", "Chưa phát hành biểu mẫu"} <= {
        row["viec"] for row in said["con_viec"]
    }
    meetings = {row["to_chuc"]: row for row in said["lich_hop"]}
    assert meetings["Chi bộ Văn phòng"]["tap_the"] == "đã họp 08/12/2025"
    assert meetings["Chi bộ Nghiệp vụ và Kiểm tra sau thông quan"]["ca_nhan"] == "09/01/2026"
    assert meetings["Chi bộ Đội Kiểm soát"]["nguoi_du"] == "Phạm Quốc Tuấn"
    assert made["van_de"] == []


def test_the_demo_says_what_is_really_left(demo_office: Office) -> None:
    found = _status(demo_office, "--date", "2025-12-29")

    assert [row["to_chuc"] for row in found["to_chuc"] if row["cham"]] == []
    assert _row(found, _OFFICE)["giay_to"]["danh_muc_ho_so_kiem_diem"] == "2025-12-25"
    assert _row(found, _OFFICE)["thong_bao"] == "2025-12-25"
    assert _row(found, _OFFICE)["moc"]["ke_hoach"] == {"xong": 1, "phai": 1}


@pytest.mark.parametrize("year", ["2016", "2018", "2020", "2023"])
def test_years_under_earlier_regimes_have_a_board_and_reminders_too(
    sample_office: Office, year: str
) -> None:
    day = ("--date", f"{year}-12-15")
    sample_office.ok("campaign", "open", year, *day)

    found = sample_office.json("campaign", "status", year, *day)
    shown = sample_office.ok("campaign", "status", year, *day).stdout
    due = sample_office.json("campaign", "reminders", year, "--days", "60", *day)["nhac_viec"]

    assert found["nam"] == int(year)
    assert found["doi_tuong"]
    assert shown.startswith("Phải kiểm điểm ")
    assert "PHAT_HANH" in {one["ma"] for one in due}
    dated = {one["ngay"] for one in due if one["ma"] == "PHAT_HANH"}
    assert dated == ({"2023-12-31"} if year == "2023" else {None})


def test_the_board_needs_an_open_year(office: Office) -> None:
    result = office.refused("campaign", "status", "2025", *DAY)

    assert "campaign open 2025" in result.stderr


# -- the next step, by the state of the review ---------------------------------------------------


def _candidate(*, person: bool = True) -> Candidate:
    state = OrganisationState(since=_SINCE, name="Chi bộ Thôn Hạ", kind="chi_bo", parent="db")
    body = Body(code="cb-thon-ha", state=state, superior="Đảng bộ xã An Lĩnh")
    member = MemberState(since=_SINCE, organisation="cb-thon-ha", full_name="Trần Văn Bảy")
    verdict = Eligible(reviewed=True, rated=True, reason="vì sao", reference="", code="")
    one = Person(card="38000001", state=member) if person else None
    return Candidate(body=body, person=one, verdict=verdict, form="kiem_diem_2b")


def _wait(kind: GroundKind, tolerance: Tolerance = Tolerance.NEVER) -> Wait:
    return Wait(code="X", kind=kind, words="còn thiếu", reference="", tolerance=tolerance)


def _task(step: Step, *kinds: GroundKind, left: frozenset[Milestone] = frozenset()) -> Task | None:
    state = State(candidate=_candidate(), step=step, waits=tuple(_wait(kind) for kind in kinds))
    return task(_candidate(), state, left, 2025)


_EVERYTHING = frozenset(Milestone)


def _tasks() -> Iterator[Task]:
    """Yield a task of every kind that there is."""
    found = [_task(Step.WAITING, kind, left=_EVERYTHING) for kind in GroundKind]
    found += [_task(step, left=_EVERYTHING) for step in Step]
    for passed in range(len(Milestone)):
        left = frozenset(list(Milestone)[passed:])
        found.append(_task(Step.UNREVIEWED, GroundKind.REVIEW, left=left))
        found.append(_task(Step.REVIEWED, left=left))
        found.append(_task(Step.DECIDED, left=left))
    yield from (one for one in found if one)


def _resolved(command: str) -> list[str]:
    """Return what of a printed command the program does not have."""
    words = shlex.split(command)[1:]
    found: click.Command = cli
    while isinstance(found, click.Group):
        word = words.pop(0)
        known = found.get_command(click.Context(found), word)
        if known is None:
            return [word]
        found = known
    options = {name for parameter in found.params for name in parameter.opts}
    return [word for word in words if word.startswith("--") and word not in options]


def test_every_command_on_the_board_is_one_of_this_program() -> None:
    one = _candidate()

    tasks = [*_tasks()]

    assert len({found.code for found in tasks}) > 15
    for found in tasks:
        for command in (found.command_for(one), found.general):
            assert not command or _resolved(command) == [], command
            assert "@" not in command


@pytest.mark.parametrize(
    ("step", "kinds", "code"),
    [
        (Step.UNCLEAR, (), "CHUA_RO_DIEN"),
        (Step.REVIEW_AGAIN, (GroundKind.REVIEW_AGAIN,), "KIEM_DIEM_LAI"),
        (Step.WAITING, (GroundKind.CIVIL, GroundKind.BALLOT), "CHO_CBCCVC"),
        (Step.WAITING, (GroundKind.MEMBERS,), "CHO_DANG_VIEN"),
        (Step.UNDECIDED, (GroundKind.DIFFERING,), "CHO_KHAC_MUC"),
        (Step.REVIEWED, (), "BO_PHIEU"),
    ],
)
def test_the_first_ground_that_is_missing_is_the_next_step(
    step: Step, kinds: tuple[GroundKind, ...], code: str
) -> None:
    left = _EVERYTHING - {Milestone.ISSUED, Milestone.RETURNED, Milestone.REVIEWED}

    found = _task(step, *kinds, left=left)

    assert found is not None
    assert found.code == code


def test_who_waits_for_others_has_nothing_to_type() -> None:
    found = _task(Step.WAITING, GroundKind.HEAD)

    assert found is not None
    assert (found.command, found.waiting, found.why) == ("", True, "còn thiếu")


def test_a_mere_hint_keeps_nobody_waiting() -> None:
    hint = _wait(GroundKind.OFFICE, Tolerance.TELL)
    state = State(candidate=_candidate(), step=Step.PROPOSED, waits=(hint,))

    found = task(_candidate(), state, frozenset({Milestone.DECIDED}), 2025)

    assert found is not None
    assert found.code == "QUYET_DINH"


def test_the_command_names_the_member_or_the_organisation() -> None:
    found = _task(Step.WAITING, GroundKind.CIVIL)

    assert found is not None
    assert "--person 38000001" in found.command_for(_candidate())
    assert "--org cb-thon-ha" in found.command_for(_candidate(person=False))
    assert found.general == "hoso ratings set --year 2025 --from TỆP.xlsx"
    paper = _task(Step.WAITING, GroundKind.FORMER)
    assert paper is not None
    assert paper.general.endswith("--kind nhan_xet_chi_bo_cu --year 2025 --person SỐ_THẺ")


def test_a_plan_is_asked_of_a_collective_with_faults_only() -> None:
    person, body = _candidate(), _candidate(person=False)

    def wanted(one: Candidate, found: int) -> bool:
        state = State(candidate=one, step=Step.DECIDED)
        return Milestone.PLANNED in needed(one, state, Faults(found=found))

    assert [wanted(person, 1), wanted(body, 0), wanted(body, 1)] == [False, False, True]


def test_who_is_not_concerned_or_has_no_level_owes_less() -> None:
    one = _candidate()

    none = needed(one, State(candidate=one, step=Step.NOT_CONCERNED), Faults())
    unrated = needed(one, State(candidate=one, step=Step.UNRATED), Faults())

    assert none == frozenset()
    assert Milestone.DECIDED not in unrated
    assert Milestone.REVIEWED in unrated


def test_a_special_deadline_that_the_regime_lacks_falls_back(sample_office: Office) -> None:
    _make_special(sample_office, _GUARDS)
    ws = sample_office.workspace
    opened = campaign.required(ws, 2025)
    without = board.Deadlines.of(opened, [_GUARDS], date(2025, 12, 1))

    assert without.review(_GUARDS) != without.review(_OFFICE)
    plain = board.Deadlines(
        days={"kiem_diem": date(2025, 12, 31)},
        special=frozenset({_GUARDS}),
        is_local_dossier=False,
        on=date(2025, 12, 1),
    )
    assert plain.review(_GUARDS) == plain.review(_OFFICE)
    assert plain.report() is plain.dossier() is None
