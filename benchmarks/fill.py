"""Filling: hoso.word beside docxtpl, the same template and data, in one run.

    python -m benchmarks.fill [documents]

Prints documents a second of each and the ratio, per template, and how the time grows with the rows
of one table. Ratios are what to keep; absolute figures are of the machine and the day.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from typing import Any

from docxtpl import DocxTemplate

from hoso import templates, word

KINDS = ("kiem_diem_2b", "kiem_diem_2a", "kiem_diem_tap_the", "bien_ban_tap_the", "giay_moi")
ROWS = (250, 500, 1000, 2000)


def seconds(work: Callable[[], object], times: int) -> float:
    """Return the seconds that one call takes, the mean of `times`, after one not counted."""
    work()
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


def main(documents: int) -> None:
    roots = [templates.builtin_root()]
    print(f"{'mẫu':<22}{'docxtpl /s':>12}{'hoso /s':>12}{'tỷ lệ':>9}")
    for kind in KINDS:
        found = templates.find(kind, roots)
        data = found.example()
        ours = word.Template.open(found.path)
        theirs = seconds(lambda: by_docxtpl(str(found.path), data), documents)  # noqa: B023
        own = seconds(lambda: ours.fill(data), documents)  # noqa: B023
        print(f"{kind:<22}{1 / theirs:>12.1f}{1 / own:>12.1f}{theirs / own:>8.1f}×")
    found = templates.find("tong_hop_ket_qua", roots)
    ours, data = word.Template.open(found.path), found.example()
    before = 0.0
    print("\nmột bảng, số dòng → giây (lần so với một nửa)")
    for rows in ROWS:
        many = {**data, "hang": [data["hang"][i % len(data["hang"])] for i in range(rows)]}
        took = seconds(lambda: ours.fill(many), 2)  # noqa: B023
        growth = f"{took / before:.2f}×" if before else ""
        print(f"{rows:>6} {took:>8.3f} {growth}")
        before = took


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
