"""Working days: weekends, holidays, days worked instead, and days nobody can tell yet."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoso import profiles
from hoso.errors import DataFieldError, NotFoundError, UnreadableFileError
from hoso.model.calendar import WorkDay
from tests.conftest import Office

CALENDAR = profiles.holidays()
_OWN = """
ma = "NN-DON-VI"
ten = "Lịch nghỉ của đơn vị"
can_cu = ["Thông báo số 12-TB/VP"]

[[thong_bao]]
ngay_le = "tet_nguyen_dan"
tu = 2027-02-04
den = 2027-02-10
can_cu = "Thông báo số 12-TB/VP"
"""


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2025-12-01", True),
        ("2025-12-06", False),  # Saturday
        ("2026-01-01", False),
        ("2026-01-02", False),  # changed over
        ("2026-01-10", True),  # a Saturday worked instead
        ("2023-01-02", False),  # New Year's Day was a Sunday
        ("2022-05-02", False),  # 30 April and 1 May on one weekend …
        ("2022-05-03", False),  # … move to a day each
        ("2022-05-04", True),
        ("2026-02-16", False),
        ("2026-02-23", True),  # the notice of the year is known, so is the day after
        ("2027-02-08", None),  # no notice of the year yet
        ("2026-11-24", None),
        ("2025-11-24", True),
        ("2020-09-03", True),  # two days off only since 2021
        ("2023-09-01", None),
    ],
)
def test_what_is_worked_on_a_day(day: str, *, worked: bool | None) -> None:
    assert CALENDAR.is_worked(date.fromisoformat(day)) is worked


@pytest.mark.parametrize(
    ("meeting", "sent", "sure"),
    [
        ("2025-12-05", "2025-12-02", True),  # a Friday: by Tuesday
        ("2025-12-08", "2025-12-03", True),  # over a weekend
        ("2026-01-06", "2025-12-30", True),  # over the New Year, 2 January changed over
        ("2026-02-24", "2026-02-12", True),  # over Tết of a year that is known
        ("2027-03-02", "2027-01-14", False),  # over one that is not: as if nobody worked
    ],
)
def test_three_working_days_before_a_meeting(meeting: str, sent: str, *, sure: bool) -> None:
    found = CALENDAR.before(date.fromisoformat(meeting), 3)

    assert found == WorkDay(day=date.fromisoformat(sent), sure=sure)


def test_days_between_are_not_known_when_one_of_them_is_not() -> None:
    assert CALENDAR.between(date(2025, 12, 2), date(2025, 12, 5)) == 3
    assert CALENDAR.between(date(2025, 12, 5), date(2025, 12, 5)) == 0
    assert CALENDAR.between(date(2027, 2, 1), date(2027, 2, 3)) is None


@given(st.dates(date(2019, 1, 1), date(2026, 12, 31)), st.integers(0, 10))
def test_counting_back_and_counting_between_agree(day: date, count: int) -> None:
    found = CALENDAR.before(day, count)

    if found.sure:
        assert CALENDAR.between(found.day, day) == count
    if count:
        assert CALENDAR.is_worked(found.day)
        assert found.day < day


@given(st.dates(date(2012, 1, 1), date(2030, 12, 31)))
def test_a_fixed_holiday_is_never_worked_and_made_up_for_on_a_weekend(day: date) -> None:
    for month, number in ((1, 1), (4, 30), (5, 1), (9, 2)):
        holiday = date(day.year, month, number)
        assert CALENDAR.is_worked(holiday) is False
        if holiday.weekday() >= 5:
            after = [holiday + timedelta(days=n) for n in range(1, 5)]
            assert any(one.weekday() < 5 and CALENDAR.is_worked(one) is not True for one in after)


def test_an_office_enters_the_notice_of_a_year_itself(office: Office) -> None:
    (office.root / "lich-nghi.toml").write_text(_OWN, encoding="utf-8")
    with (office.root / "hoso.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[quy_dinh]\nlich_nghi = "lich-nghi.toml"\n')

    found = office.workspace.holidays()

    assert found.is_worked(date(2027, 2, 8)) is False
    assert found.is_worked(date(2027, 2, 11)) is True
    assert found.is_worked(date(2026, 1, 10)) is True
    assert "Thông báo số 12-TB/VP" in found.references


def test_the_released_calendar_serves_without_a_file_of_the_office(office: Office) -> None:
    assert office.workspace.holidays() == CALENDAR


@pytest.mark.parametrize(
    "wrong",
    [
        _OWN.replace("tet_nguyen_dan", "tet_khac"),
        _OWN.replace("2027-02-10", "2027-02-01"),
        _OWN.replace("den = 2027-02-10\n", ""),
        _OWN + '[[co_dinh]]\nngay = "13-01"\nten = "x"\ntu_nam = 2020\ncan_cu = "x"\n',
        _OWN + "khac = 1\n",
    ],
)
def test_a_calendar_that_says_what_it_may_not_is_refused(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "lich-nghi.toml"
    path.write_text(wrong, encoding="utf-8")

    with pytest.raises(DataFieldError):
        profiles.holidays(path)


def test_a_calendar_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="Không có tệp lịch nghỉ"):
        profiles.holidays(tmp_path / "khong-co.toml")
    with pytest.raises(UnreadableFileError, match="thư mục"):
        profiles.holidays(tmp_path)
