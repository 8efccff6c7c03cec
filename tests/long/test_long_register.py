"""A register of 10,000 rows, taken over, again, listed and put into the schedule."""

from __future__ import annotations

import time

import pytest

from tests.conftest import Office

pytestmark = pytest.mark.long

ROWS = 10_000
ORGANISATIONS = ("cb-van-phong", "cb-nghiep-vu", "cb-kiem-soat", "cb-la")
HEADER = "ma,nam,to_chuc,doi_tuong,noi_dung,thoi_han,tinh_trang"


def _row(number: int) -> str:
    organisation = ORGANISATIONS[number % len(ORGANISATIONS)]
    status = ("đã khắc phục", "đang khắc phục", "")[number % 3]
    year = 2018 + number % 7
    return f"M-{number},{year},{organisation},tập thể,Chậm việc số {number}.,31/12/{year},{status}"


def test_ten_thousand_rows_are_taken_over_listed_and_scheduled(sample_office: Office) -> None:
    path = sample_office.write("so.csv", "\n".join([HEADER, *map(_row, range(ROWS))]))

    before = time.monotonic()
    first = sample_office.json("shortcomings", "import", path)
    again = sample_office.json("shortcomings", "import", path)
    late = sample_office.json("shortcomings", "list", "--overdue", "--as-of", "2025-12-01")
    rows = sample_office.json("shortcomings", "schedule", "2025", "--date", "2025-12-01")
    took = time.monotonic() - before

    assert (first["nhap"], again["khong_doi"]) == (ROWS, ROWS)
    assert len(late["khuyet_diem"]) > ROWS / 2
    assert len(rows["bang"]) > ROWS / 2
    assert took < 120
