"""What falls due or is late: in the order of its days, as Excel, as a calendar file."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso.cli import cli
from hoso.model.review import ReviewDemand
from hoso.services import reminders
from hoso.services.reminders import Reminder
from hoso.services.reminders._calendar import _folded, _text
from hoso.services.subjects import body, collective_card
from hoso.workspace import Act
from tests.conftest import Office
from tests.review_years import decide

DAY = ("--date", "2025-12-01")
_OFFICE, _TRADE, _TOP = "cb-van-phong", "cb-nghiep-vu", "db-cuc-hai-quan"


def _reminded(office: Office, *words: str) -> list[Any]:
    found: list[Any] = office.json("campaign", "reminders", "2025", *words)["nhac_viec"]
    return found


def _codes(office: Office, *words: str) -> list[str]:
    return [one["ma"] for one in _reminded(office, *words)]


def _meeting(office: Office, day: str, kind: str = "tap_the", *more: str) -> None:
    whose = ("--org", _OFFICE, "--kind", kind, "--day", day)
    office.ok("campaign", "meeting", *whose, *more, "--year", "2025", *DAY)


def _one(office: Office, code: str, *words: str) -> Any:
    return next(one for one in _reminded(office, *words) if one["ma"] == code)


# -- what is reminded of -------------------------------------------------------------------------


def test_a_draft_goes_out_three_working_days_before_the_meeting(sample_office: Office) -> None:
    _meeting(sample_office, "8/12/2025")

    found = _one(sample_office, "DU_THAO", "--org", _OFFICE, *DAY)

    assert (found["ngay"], found["con_ngay"], found["cham"]) == ("2025-12-03", 2, False)
    assert found["can_cu"].startswith("QĐ 366-QĐ/TW")
    assert found["lenh"] == f"hoso facts set du_thao.ngay_gui=NGÀY --year 2025 --org {_OFFICE}"


def test_a_draft_that_went_out_is_not_asked_for(sample_office: Office) -> None:
    _meeting(sample_office, "8/12/2025", "tap_the", "--draft-sent", "1/12/2025")

    assert "DU_THAO" not in _codes(sample_office, "--org", _OFFICE, *DAY)


def test_only_the_report_of_a_collective_is_sent_out_before(sample_office: Office) -> None:
    _meeting(sample_office, "8/12/2025", "ca_nhan")

    assert "DU_THAO" not in _codes(sample_office, "--org", _OFFICE, *DAY)


def test_over_a_holiday_that_nobody_announced_the_day_is_not_sure(sample_office: Office) -> None:
    _meeting(sample_office, "2/3/2027")

    found = _one(sample_office, "DU_THAO", "--org", _OFFICE, "--date", "2027-01-10")
    shown = sample_office.ok(
        "campaign", "reminders", "2025", "--org", _OFFICE, "--date", "2027-01-10"
    ).stdout

    assert (found["ngay"], found["chac_chan"]) == ("2027-01-14", False)
    assert "lịch nghỉ chưa công bố" in shown


def test_a_meeting_is_announced_until_it_is_held(sample_office: Office) -> None:
    _meeting(sample_office, "8/12/2025", "ca_nhan", "--time", "07 giờ 30")

    ahead = _one(sample_office, "HOP", "--org", _OFFICE, *DAY)
    missed = _one(sample_office, "HOP_QUA", "--org", _OFFICE, "--date", "2025-12-09")
    _meeting(sample_office, "8/12/2025", "ca_nhan", "--convened", "15", "--present", "15")
    codes = _codes(sample_office, "--org", _OFFICE, "--date", "2025-12-09")

    assert (ahead["con_ngay"], ahead["cham"]) == (7, False)
    assert (missed["con_ngay"], missed["cham"]) == (-1, True)
    assert {"HOP", "HOP_QUA"} & set(codes) == set()


def test_forms_are_due_before_the_meeting_else_before_the_end_of_reviews(
    sample_office: Office,
) -> None:
    before = _one(sample_office, "PHAT_HANH", "--org", _OFFICE, "--days", "60", *DAY)
    _meeting(sample_office, "8/12/2025")

    after = _one(sample_office, "PHAT_HANH", "--org", _OFFICE, *DAY)

    assert (before["ngay"], before["han_cuoi"]) == ("2025-12-31", "2025-12-30")
    assert (after["ngay"], after["han_cuoi"]) == ("2025-12-08", "2025-12-07")
    assert len(after["doi_tuong"]) == 17


def test_how_far_to_look_is_said_in_days_and_what_is_late_always_comes(
    sample_office: Office,
) -> None:
    assert _codes(sample_office, *DAY) == ["KIEM_TRA_HO_SO"]  # never written down: no day
    assert set(_codes(sample_office, "--days", "30", *DAY)) == {"PHAT_HANH", "KIEM_TRA_HO_SO"}
    late = _reminded(sample_office, "--days", "0", "--date", "2026-01-20")

    assert {one["cham"] for one in late if one["ma"] == "PHAT_HANH"} == {True}


def _demand(office: Office, deadline: date | None) -> None:
    """Archive that the level above wants the review of one cell's collective held again."""
    ws = office.workspace
    whose = body(ws, _OFFICE, date(2025, 12, 1))
    edit = ws.edit(collective_card(whose, 2025))
    demand = ReviewDemand(
        code="KL-1",
        subject=whose.subject,
        year=2025,
        why="chưa rõ trách nhiệm",
        authority="Đảng ủy Cục",
        deadline=deadline,
        by="An",
        day=date(2025, 12, 1),
    )
    edit.put_register("review_demands", (demand,))
    ws.commit([edit], Act(date(2025, 12, 1), "An"), "yêu cầu kiểm điểm lại")


def test_a_review_to_be_held_again_has_the_day_that_the_authority_set(
    sample_office: Office,
) -> None:
    _demand(sample_office, date(2025, 12, 12))

    found = _one(sample_office, "KIEM_DIEM_LAI", "--org", _OFFICE, *DAY)

    assert (found["ngay"], found["doi_tuong"]) == ("2025-12-12", ["Chi bộ Văn phòng"])


def test_a_review_to_be_held_again_without_a_day_ends_with_the_reviews(
    sample_office: Office,
) -> None:
    _demand(sample_office, None)

    found = _one(sample_office, "KIEM_DIEM_LAI", "--org", _OFFICE, "--days", "60", *DAY)

    assert found["ngay"] == "2025-12-31"


def test_who_handed_in_waits_for_a_meeting_that_has_no_day_yet(sample_office: Office) -> None:
    decide(sample_office, _OFFICE, met=False, rated=False)
    words = ("--org", _OFFICE, "--days", "60")

    without = {one["ma"]: one for one in _reminded(sample_office, *words, *DAY)}
    _meeting(sample_office, "8/12/2025")
    planned = {one["ma"] for one in _reminded(sample_office, *words, *DAY)}

    assert {"HOP_TAP_THE", "HOP_CA_NHAN"} < without.keys()
    assert without["HOP_TAP_THE"]["lenh"] == (
        f"hoso campaign meeting --org {_OFFICE} --kind tap_the --day NGÀY"
    )
    assert "HOP_TAP_THE" not in planned
    assert {"HOP", "HOP_CA_NHAN"} < planned


def test_what_follows_a_decision_has_no_day(sample_office: Office) -> None:
    decide(sample_office, _OFFICE)

    found = _one(sample_office, "THONG_BAO", "--org", _OFFICE, "--date", "2025-12-22")

    assert (found["ngay"], found["cham"]) == (None, False)
    assert len(found["doi_tuong"]) == 16


def test_remedies_of_any_year_come_with_their_owner_until_they_are_done(
    sample_office: Office,
) -> None:
    fault = sample_office.json("shortcomings", "list", "--org", _OFFICE)["khuyet_diem"][0]["ma"]
    item = sample_office.json(
        *("plan", "add", fault, "--measure", "Lập sổ", "--owner", "Lê Thị Ngọc Ánh"),
        *("--deadline", "5/12/2025", *DAY),
    )["muc"][0]["ma"]

    before = _one(sample_office, "KHAC_PHUC", "--org", _OFFICE, *DAY)
    sample_office.ok(
        "plan", "set", item, "--status", "da_khac_phuc", "--verified-by", "Trần Đình Khải",
        "--despite", "năm sau là việc khác", *DAY
    )  # fmt: skip

    assert before["doi_tuong"] == ["Lê Thị Ngọc Ánh"]
    assert (before["ngay"], before["han_cuoi"]) == ("2025-12-05", "2025-12-05")
    assert item in before["lenh"]
    assert "KHAC_PHUC" not in _codes(sample_office, "--org", _OFFICE, *DAY)


def test_dossiers_of_members_are_checked_every_six_months(sample_office: Office) -> None:
    never = _one(sample_office, "KIEM_TRA_HO_SO", "--org", _OFFICE, *DAY)
    sample_office.ok(
        *("facts", "set", "ho_so.ngay_kiem_tra=2025-06-15", "--year", "2025"),
        *("--org", _OFFICE, *DAY),
    )

    found = _one(sample_office, "KIEM_TRA_HO_SO", "--org", _OFFICE, "--days", "20", *DAY)

    assert (never["ngay"], "chưa ghi lần nào" in never["viec"]) == (None, True)
    assert (found["ngay"], found["con_ngay"]) == ("2025-12-15", 14)
    assert "HD 06-HD/TW" in found["can_cu"]
    assert found["lenh"] == f"hoso dossiers reconcile --record --org {_OFFICE}"
    sample_office.ok("dossiers", "reconcile", "--record", "--org", _OFFICE, *DAY)
    assert _codes(sample_office, "--org", _OFFICE, "--days", "20", *DAY) == []


def test_what_the_level_above_waits_for_is_due_by_its_own_days(sample_office: Office) -> None:
    (sample_office.root / "lop-phu.toml").write_text(
        'che_do = "HD43-2025"\nnguoi_quyet_dinh = "Ban Thường vụ Đảng ủy"\n'
        'can_cu = "Hướng dẫn số 05-HD/ĐU"\n[thoi_han]\nbao_cao = "12-15"\n'
        'ho_so_len_tren = "12-20"\n',
        encoding="utf-8",
    )
    with (sample_office.root / "hoso.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[quy_dinh]\nlop_phu = "lop-phu.toml"\n')
    sample_office.ok("campaign", "open", "2025", "--renew", *DAY)
    sample_office.ok(
        *("facts", "set", "bao_cao.ngay=2025-12-10", "--year", "2025", "--org", _OFFICE, *DAY)
    )

    found = _reminded(sample_office, "--days", "30", *DAY)

    owed = {(one["ma"], one["to_chuc"]): one["ngay"] for one in found}
    assert owed["BAO_CAO", _TRADE] == "2025-12-15"
    assert owed["HO_SO_LEN_TREN", _OFFICE] == "2025-12-20"
    assert ("BAO_CAO", _OFFICE) not in owed


def test_the_team_and_the_assignments_are_reminded_of_once_they_are_at_work(
    sample_office: Office,
) -> None:
    quiet = set(_codes(sample_office, "--days", "60", *DAY))
    sample_office.ok(
        "campaign", "appraise", "--org", _OFFICE, "--result", "tra_lai", "--year", "2025", *DAY
    )
    sample_office.ok("campaign", "assign", "--org", _OFFICE, "--person", "Trần Đình Khải", *DAY)

    found = set(_codes(sample_office, "--days", "60", *DAY))

    assert found - quiet == {"THAM_DINH_DA_TRA_LAI", "PC02", "PC03"}


def test_the_earliest_day_comes_first_and_what_has_none_last(sample_office: Office) -> None:
    _meeting(sample_office, "8/12/2025")

    days = [one["ngay"] for one in _reminded(sample_office, "--days", "60", *DAY)]

    known = [day for day in days if day]
    assert known == sorted(known)
    assert days == known + [None] * (len(days) - len(known))


def _resolved(command: str) -> bool:
    words = shlex.split(command)[1:]
    found: click.Command | None = cli
    while isinstance(found, click.Group):
        found = found.get_command(click.Context(found), words.pop(0))
    options = {name for parameter in (found.params if found else []) for name in parameter.opts}
    return found is not None and {word for word in words if word.startswith("--")} <= options


def test_every_command_reminded_of_is_one_of_this_program(sample_office: Office) -> None:
    _meeting(sample_office, "8/12/2025")
    _demand(sample_office, None)
    sample_office.ok("campaign", "appraise", "--org", _TRADE, "--result", "tra_lai", *DAY)
    sample_office.ok("campaign", "assign", "--org", _OFFICE, "--person", "Trần Đình Khải", *DAY)

    found = _reminded(sample_office, "--days", "400", "--date", "2026-07-01")

    commands = {one["lenh"] for one in found}
    assert len(commands) >= 10
    assert [command for command in commands if not _resolved(command)] == []


# -- files ---------------------------------------------------------------------------------------


def test_the_workbook_has_one_row_a_reminder(sample_office: Office, tmp_path: Path) -> None:
    _meeting(sample_office, "8/12/2025")
    path = tmp_path / "nhac.xlsx"

    found = _reminded(sample_office, "--xlsx", str(path), *DAY)

    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = [*sheet.iter_rows(min_row=3, values_only=True)]
    assert len(rows) == len(found)
    assert [row[0] for row in rows] == [one["viec"] for one in found]


def _events(data: bytes) -> list[dict[str, str]]:
    """Return the events of a calendar file as a reader of RFC 5545 sees them."""
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    events: list[dict[str, str]] = []
    inside: list[str] = []
    for line in lines[:-1]:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            inside.append(value)
            events += [{}] if value == "VEVENT" else []
        elif name == "END":
            assert inside.pop() == value
        elif inside[-1] == "VEVENT":
            events[-1][name] = value
    assert inside == []
    return events


def test_the_calendar_is_well_formed_and_keeps_the_identity_of_its_events(
    sample_office: Office, tmp_path: Path
) -> None:
    _meeting(sample_office, "8/12/2025", "tap_the", "--time", "07 giờ 30", "--place", "Tầng 3; A")
    path = tmp_path / "nhac.ics"
    sample_office.ok("campaign", "reminders", "2025", "--ics", path, *DAY)
    first = path.read_bytes()
    _meeting(sample_office, "9/12/2025")

    said = sample_office.ok("campaign", "reminders", "2025", "--ics", path, *DAY).stdout

    data = path.read_bytes()
    assert b"\r\n" in data
    assert data.count(b"\n") == data.count(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    before, after = ({e["UID"]: e for e in _events(one)} for one in (first, data))
    assert before.keys() == after.keys()
    meeting = next(e for e in after.values() if e["CATEGORIES"] == "HOP")
    assert meeting["DTSTART"] == "20251209T073000"
    assert meeting["LOCATION"] == "Tầng 3\\; A"
    assert "kiểm điểm tập thể" in meeting["SUMMARY"]
    assert re.fullmatch(r"\d{8}T\d{6}Z", meeting["DTSTAMP"])
    assert f"Đã ghi {len(after)} việc có ngày vào" in said


def _reminder(**given: Any) -> Reminder:
    plain: dict[str, Any] = {"code": "X", "words": "việc", "on": date(2025, 12, 10)}
    return Reminder(**{**plain, **given})


def test_what_is_late_stands_on_the_day_of_the_list_and_what_has_no_day_nowhere(
    tmp_path: Path,
) -> None:
    found = [
        _reminder(until=date(2025, 12, 5), key="muộn"),
        _reminder(until=date(2025, 12, 31), before=True, key="hạn"),
        _reminder(key="không ngày"),
        _reminder(until=date(2025, 12, 12), time="25 giờ 00", key="giờ sai"),
    ]

    count = reminders.write_calendar(
        tmp_path / "x.ics", found, 2025, datetime(2025, 12, 10, 8, tzinfo=UTC)
    )

    events = _events((tmp_path / "x.ics").read_bytes())
    assert count == len(events) == 3
    assert [e["DTSTART;VALUE=DATE"] for e in events] == ["20251210", "20251230", "20251212"]
    assert [e["SUMMARY"] for e in events] == ["CHẬM – việc", "việc", "việc"]


@pytest.mark.parametrize(
    ("until", "before", "when", "late"),
    [
        (None, False, "chưa xong", False),
        (date(2025, 12, 10), False, "hôm nay (ngày 10/12/2025)", False),
        (date(2025, 12, 10), True, "chậm (trước ngày 10/12/2025)", True),
        (date(2025, 12, 11), True, "còn 1 ngày (trước ngày 11/12/2025)", False),
        (date(2025, 12, 8), False, "chậm 2 ngày (ngày 08/12/2025)", True),
    ],
)
def test_when_a_reminder_is_due_in_words(
    until: date | None, when: str, *, before: bool, late: bool
) -> None:
    found = _reminder(until=until, before=before)

    assert (found.when, found.is_late) == (when, late)


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=300))
def test_folding_a_line_loses_nothing_and_never_cuts_a_letter(line: str) -> None:
    folded = _folded(line)

    assert folded.replace("\r\n ", "") == line
    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=100))
def test_an_escaped_text_reads_back(value: str) -> None:
    escaped = _text(value)

    plain = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], escaped, flags=re.DOTALL)
    assert plain == value.replace("\r", "")
    assert "\n" not in escaped
