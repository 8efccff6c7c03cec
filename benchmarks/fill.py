"""Filling: hoso.word beside docxtpl, the same template and data, in one run.

    python -m benchmarks.fill [documents]

Prints documents a second of each and the ratio, per template and for longer answers, how the time
grows with the rows of one table, and what all cores add to a large batch. Ratios are what to keep;
absolute figures are of the machine and the day.
"""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable
from typing import Any

from docxtpl import DocxTemplate

from hoso import templates, word

KINDS = ("kiem_diem_2b", "kiem_diem_2a", "kiem_diem_tap_the", "bien_ban_tap_the", "giay_moi")
LENGTHS = (1, 3, 10)
ROWS = (250, 500, 1000, 2000)
BATCH = 20_000
ROOTS = [templates.builtin_root()]


def seconds(work: Callable[[], object], times: int) -> float:
    """Return the seconds that one call takes: the best of three means, after one not counted."""
    work()
    return min(_mean(work, times) for _ in range(3))


def _mean(work: Callable[[], object], times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times


def by_docxtpl(path: str, data: dict[str, Any]) -> bytes:
    """Fill as docxtpl's own documentation does, with autoescaping: one object a document."""
    template = DocxTemplate(path)
    template.render(data, autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def longer(data: dict[str, Any], times: int) -> dict[str, Any]:
    """Return example data whose every answer has `times` as many paragraphs."""
    return {
        key: value * times
        if isinstance(value, list) and value and isinstance(value[0], str)
        else value
        for key, value in data.items()
    }


def compare(kind: str, documents: int, times: int = 1) -> None:
    """Print one line: letters of data, documents a second of docxtpl and of hoso, the ratio."""
    found = templates.find(kind, ROOTS)
    data = longer(found.example(), times)
    ours = word.Template.open(found.path)
    theirs = seconds(lambda: by_docxtpl(str(found.path), data), documents)
    own = seconds(lambda: ours.fill(data), documents * 20)
    letters = len(str(data))
    print(f"{kind:<20}{letters:>10}{1 / theirs:>12.1f}{1 / own:>12.1f}{theirs / own:>8.0f}×")


def growth() -> None:
    """Print how the time of one table grows with its rows."""
    found = templates.find("tong_hop_ket_qua", ROOTS)
    ours, data = word.Template.open(found.path), found.example()
    before = 0.0
    print("\nmột bảng, số dòng → giây (lần so với một nửa)")
    for rows in ROWS:
        many = {**data, "hang": [data["hang"][i % len(data["hang"])] for i in range(rows)]}
        took = seconds(lambda: ours.fill(many), 3)  # noqa: B023 - called at once
        print(f"{rows:>6} {took:>8.4f} {f'{took / before:.2f}×' if before else ''}")
        before = took


def cores() -> None:
    """Print what all cores add to a large batch."""
    found = templates.find("kiem_diem_2b", ROOTS)
    ours, data = word.Template.open(found.path), found.example()
    print(f"\n{BATCH} bản kiểm điểm, số tiến trình → văn bản mỗi giây")
    for many in sorted({1, 2, os.cpu_count() or 1}):
        start = time.perf_counter()
        done = sum(1 for _ in word.fill_all(ours, ((data, "") for _ in range(BATCH)), cores=many))
        print(f"{many:>6} {done / (time.perf_counter() - start):>8.0f}")


def main(documents: int) -> None:
    """Run everything."""
    print(f"{'mẫu':<20}{'số chữ':>10}{'docxtpl /s':>12}{'hoso /s':>12}{'tỷ lệ':>9}")
    for kind in KINDS:
        compare(kind, documents)
    for times in LENGTHS[1:]:
        compare(KINDS[0], documents, times)
    growth()
    cores()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
