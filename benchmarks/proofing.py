"""Measures proof-reading: how long many printed tables take, and how that grows with their number.

Run from the project's root:  python -m benchmarks.proofing
"""

from __future__ import annotations

import time
from dataclasses import replace

from hoso.proofing import Item, Share, Table, check

FIGURES = {
    Item.TOTAL: 61_567,
    Item.EXEMPT: 2_714,
    Item.WAITING: 284,
    Item.NEW: 1_984,
    Item.RATED: 56_585,
    Item.EXCELLENT: 7_156,
    Item.GOOD: 51_956,
    Item.DONE: 4_238,
    Item.FAILED: 391,
}
SHARES = tuple(
    Share(label=label, printed="91,82%") for label in ("HTTNV", "HTXSNV", "HTNV", "KHTNV")
)


def seconds(number: int) -> float:
    """Return the seconds of checking `number` tables with four shares each; every seventh is wrong."""
    printed = Table(name="bảng", figures=FIGURES, shares=SHARES)
    tables = [
        replace(printed, figures={**FIGURES, Item.RATED: 56_585 + (place % 7 == 0)})
        for place in range(number)
    ]
    start = time.perf_counter()
    for one in tables:
        check(one)
    return time.perf_counter() - start


def main() -> None:
    """Print one line a size."""
    before = 0.0
    print(f"{'tables':>8} {'seconds':>8} {'growth':>7}")
    for number in (500, 1_000, 2_000):
        took = seconds(number)
        print(f"{number:8} {took:8.2f} {took / before if before else 0:7.2f}")
        before = took


if __name__ == "__main__":
    main()
