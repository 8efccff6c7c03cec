"""Checking: a bag of many dossiers beside `sha512sum -c`, which only reads and digests.

    python -m benchmarks.verify [dossiers]

Prints seconds of each and the ratio, on one core and on all; both read the same files from a warm
cache. Ratios are what to keep; absolute figures are of the machine and the day.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from hoso import fixity
from hoso.archive import Archive, Stamp
from hoso.bag import BagWriter

STAMP = Stamp(by="An", why="đo", at=datetime(2025, 12, 1, tzinfo=UTC))


def build(folder: Path, dossiers: int) -> Path:
    """Write an archive of small dossiers of two versions, and a bag of it."""
    archive = Archive.create(folder / "kho", folder / ".hoso")
    ids = [f"urn:uuid:00000000-0000-4000-8000-{number:012d}" for number in range(dossiers)]
    for number, object_id in enumerate(ids):
        paper = number.to_bytes(4, "big") * 6000
        archive.commit(object_id, {"ho_so.json": b"{}", "0001/van_ban.docx": paper}, STAMP)
        archive.commit(object_id, {"so/xep_loai.json": str(number).encode()}, STAMP)
    with BagWriter(folder / "goi") as bag:
        for path in sorted(archive.root.rglob("*")):
            if path.is_file():
                bag.add(f"kho/{path.relative_to(archive.root).as_posix()}", path)
        return bag.seal({}).path


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds of the better of two runs."""
    best = float("inf")
    for _ in range(2):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def main(dossiers: int) -> None:
    """Build, measure, print."""
    with tempfile.TemporaryDirectory() as name:
        bag = build(Path(name), dossiers)
        root = bag / "data/kho"
        command = ["sha512sum", "--check", "--quiet", "manifest-sha512.txt"]
        reading = seconds(lambda: subprocess.run(command, cwd=bag, check=True))
        lines = {
            "sha512sum -c": reading,
            "gói BagIt": seconds(lambda: fixity.check_bag(bag)),
            "kho OCFL, một lõi": seconds(lambda: fixity.check_root(root, lambda _: None, cores=1)),
            "kho OCFL, mọi lõi": seconds(lambda: fixity.check_root(root, lambda _: None)),
        }
        print(f"{dossiers} hồ sơ")
        for label, took in lines.items():
            print(f"{label:<20}{took:>9.2f} s{took / reading:>8.2f}×")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
