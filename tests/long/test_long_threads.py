"""Many threads in one report, and a committee's reviews compared."""

from __future__ import annotations

import time
from datetime import date

import pytest

from hoso.model.recurrence import Decision, RecurrenceDecision
from hoso.recurrence import copies
from tests.check_world import AN, BINH, CELL, CUONG, DUNG, EM, World
from tests.test_recurrence_copies import a_review, text_of
from tests.test_threads import HEADER, report_of

pytestmark = pytest.mark.long

DAY = date(2025, 12, 29)


def test_two_hundred_threads_are_all_told(world: World) -> None:
    whose = ("tập thể", "cá nhân", AN, BINH, CUONG, DUNG, EM)
    rows = [
        f"M-{n}-{year},{year},{CELL},{whose[n % 7]},{_THINGS[n % 8]} số {n} {_FAILINGS[n % 5]}.,"
        for n in range(200)
        for year in (2023, 2024)
    ]
    office = world.office
    office.ok("shortcomings", "import", office.write("c.csv", "\n".join([HEADER, *rows])))
    decided = tuple(
        RecurrenceDecision(
            code=f"M-{n}-2024",
            earlier=f"M-{m}-2023",
            decision=Decision.CONFIRMED if n == m else Decision.REJECTED,
            by="An",
            day=DAY,
        )
        for n in range(200)
        for m in range(n % 7, 200, 7)
    )
    world.edit(CELL, 2024).put_register("decisions", decided)
    world.save()

    words, _ = report_of(world, 2024)

    assert all(f"(mã M-{n}-{year})" in words for n in range(200) for year in (2023, 2024))
    assert "200 điều lặp lại điều đã nêu ở các năm trước: 200 đã có người xác nhận" in words


_THINGS = (
    "Hồ sơ đất đai", "Sổ đảng phí", "Tủ thuốc", "Máy bơm", "Bảng tin", "Kho lúa giống",
    "Xe cứu thương", "Phòng đọc",
)  # fmt: skip
_FAILINGS = ("lập chậm", "ghi thiếu", "hỏng lâu", "để bừa bộn", "không ai trực")


def test_a_committee_of_five_thousand_is_compared_within_a_minute_of_one_core() -> None:
    earlier = [a_review(f"{n}", 2024, text_of(n, 300)) for n in range(5000)]
    now = [a_review(f"{n}", 2025, text_of(n if n < 50 else n + 10_000, 300)) for n in range(5000)]

    start = time.process_time()
    found = copies(now, earlier)

    assert len(found) == 50
    assert time.process_time() - start < 60
