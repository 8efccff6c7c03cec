"""Checking: a bag of many dossiers beside `sha512sum -c`, which only reads and digests.

    python -m benchmarks.verify [dossiers]

Prints seconds of each and the ratio: the bag by itself, and as `hoso verify` does it, with the
archive that it carries judged by its own inventories. All read the same files from a warm cache.
Ratios are what to keep; absolute figures are of the machine and the day. The dossiers are made
from one that the archive wrote, under other ids: 50,000 need about 800,000 names on the disk.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha512
from pathlib import Path

from hoso import fixity
from hoso.archive import Archive, Stamp
from hoso.services import keeping

STAMP = Stamp(by="An", why="đo", at=datetime(2025, 12, 1, tzinfo=UTC))
PAPER = b"0123456789abcdef" * 400
_ID = "urn:uuid:00000000-0000-4000-8000-{:012d}"


def build(folder: Path, dossiers: int) -> Path:
    """Write a bag of an archive with small dossiers of two versions; return it."""
    archive = Archive.create(folder / "kho", folder / ".hoso")
    first = _ID.format(0)
    archive.commit(first, {"ho_so.json": b"{}", "0001/van_ban.docx": PAPER}, STAMP)
    archive.commit(first, {"so/xep_loai.json": b"so 0"}, STAMP)
    bag = folder / "goi"
    lines, octets = [], 0
    for path, data in _files(archive, dossiers):
        place = bag / "data/kho" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        lines.append(f"{sha512(data).hexdigest()}  data/kho/{path}\n")
        octets += len(data)
    declared = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    (bag / "bagit.txt").write_text(declared, encoding="utf-8")
    (bag / "bag-info.txt").write_text(f"Payload-Oxum: {octets}.{len(lines)}\n", encoding="utf-8")
    (bag / "manifest-sha512.txt").write_text("".join(sorted(lines)), encoding="utf-8")
    return bag


def _files(archive: Archive, dossiers: int) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a storage root whose objects are the archive's one under other ids."""
    yield "0=ocfl_1.1", b"ocfl_1.1\n"
    first = _ID.format(0)
    folder = archive.folder(first)
    held = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    words = f"so {first}".encode()
    for number in range(dossiers):
        new = _ID.format(number)
        place = f"{sha512(new.encode()).hexdigest()[:2]}/{new[9:]}"
        for path, data in _renamed(held, first, new, words).items():
            yield f"{place}/{path}", data


def _renamed(held: dict[str, bytes], old: str, new: str, words: bytes) -> dict[str, bytes]:
    """Return an object's files under another id, with a paper and a register of its own."""
    paper, entry = new.encode() + PAPER, new.encode() + words
    contents = {"v1/content/0001/van_ban.docx": paper, "v2/content/so/xep_loai.json": entry}
    changed = {**held, **contents}
    swaps = [(old.encode(), new.encode())] + [
        (sha512(held[path]).hexdigest().encode(), sha512(data).hexdigest().encode())
        for path, data in contents.items()
    ]
    for path in [one for one in held if one.endswith("inventory.json")]:
        data = held[path]
        for was, now in swaps:
            data = data.replace(was, now)
        changed[path] = data
        changed[f"{path}.sha512"] = f"{sha512(data).hexdigest()} inventory.json\n".encode()
    return changed


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds of the better of two runs."""
    best = float("inf")
    for _ in range(2):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def _sound(found: keeping.Verdict) -> None:
    if found.problems:
        raise RuntimeError(f"the bag is not sound: {found.problems[:3]}")


def main(dossiers: int) -> None:
    """Build, measure, print."""
    with tempfile.TemporaryDirectory() as name:
        bag = build(Path(name), dossiers)
        command = ["sha512sum", "--check", "--quiet", "manifest-sha512.txt"]
        root = bag / "data/kho"
        _sound(keeping.verify_at(bag))
        reading = seconds(lambda: subprocess.run(command, cwd=bag, check=True))
        lines = {
            "sha512sum -c": reading,
            "gói, một lõi": seconds(lambda: fixity.check_bag(bag, cores=1)),
            "gói, mọi lõi": seconds(lambda: fixity.check_bag(bag)),
            "gói và kho trong gói": seconds(lambda: keeping.verify_at(bag)),
            "gói, chỉ tên, độ lớn": seconds(lambda: fixity.check_bag(bag, fast=True)),
            "kho, một lõi": seconds(lambda: fixity.check_root(root, cores=1)),
            "kho, mọi lõi": seconds(lambda: fixity.check_root(root)),
        }
        print(f"{dossiers} hồ sơ")
        for label, took in lines.items():
            print(f"{label:<22}{took:>9.2f} s{took / reading:>8.2f}×")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
