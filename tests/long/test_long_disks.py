"""Real file systems that refuse: a full one, one mounted for reading only.

The tests mount small `tmpfs` file systems, which needs root; where that is not allowed they fail with the
reason, for a refusal that nobody tried proves nothing.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from hoso.archive import Archive
from hoso.errors import StorageError
from tests.conftest import Office, TickingClock
from tests.test_archive_crash import contents, opened
from tests.test_archive_parts import ONE, TWO, a_stamp, an_archive, errors, judged

pytestmark = [pytest.mark.long, pytest.mark.disks]


def _mount(*words: str) -> None:
    done = subprocess.run(["mount", *words], capture_output=True, encoding="utf-8", check=False)  # noqa: S603, S607 - a tool of the system
    assert done.returncode == 0, f"mount {' '.join(words)}: {done.stderr}"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """Return a file system of 256 KiB."""
    place = tmp_path / "nho"
    place.mkdir()
    _mount("-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place))
    yield place
    subprocess.run(["umount", str(place)], check=True)  # noqa: S603, S607 - a tool of the system


def _until_full(base: Path) -> int:
    """Commit until the disk refuses; return how often it did not, and see that nothing was lost."""
    for number in range(100):
        before = contents(opened(base))
        try:
            opened(base).commit(ONE, {"a.bin": number.to_bytes(2, "big") * 9_000}, a_stamp())
        except StorageError:
            assert contents(opened(base)) == before
            return number
    pytest.fail("the disk never was full")


def test_a_full_disk_keeps_what_was_saved_and_takes_writes_when_there_is_room(small: Path) -> None:
    archive = an_archive(small)
    archive.commit(ONE, {"ho_so.json": b"old", "a.bin": bytes(20_000)}, a_stamp())
    written = 1 + _until_full(small)

    assert errors(opened(small)) == []
    filler = small / "phim.mp4"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(512)):
            pass
    with pytest.raises(StorageError, match="dọn bớt"):
        opened(small).commit(TWO, {"ho_so.json": b"x"}, a_stamp())
    filler.unlink()
    opened(small).commit(TWO, {"ho_so.json": b"new"}, a_stamp())
    assert opened(small).head(ONE) == written
    assert judged(small / "archive")[2] == []


def test_a_disk_for_reading_only_is_read_and_checked_and_refuses_writes(small: Path) -> None:
    an_archive(small).commit(ONE, {"ho_so.json": b"old"}, a_stamp())
    _mount("-o", "remount,ro", str(small))

    archive = opened(small)
    with pytest.raises(StorageError, match="khoá ghi"):
        archive.commit(ONE, {"ho_so.json": b"new"}, a_stamp())

    assert contents(archive)[ONE] == [{"ho_so.json": b"old"}]
    assert errors(archive) == []
    office = Office(root=small, clock=TickingClock())
    assert office.json("verify", small / "archive")["hop_le"]
    _mount("-o", "remount,rw", str(small))
    assert (
        Archive.open(small / "archive", small / ".hoso").commit(ONE, {"b": b"b"}, a_stamp()).number
        == 2
    )


def test_a_copy_on_a_full_medium_is_said_and_goes_on_elsewhere(small: Path, tmp_path: Path) -> None:
    office = Office(root=tmp_path / "kho", clock=TickingClock())
    office.ok("init", office.root, "--by", "An")
    for number in range(30):
        ident = f"urn:uuid:0c0ffee0-0000-4000-8000-{number:012d}"
        office.workspace.archive.commit(ident, {"a.bin": bytes([number]) * 9_000}, a_stamp())

    refused = office.refused("backup", small / "sao")

    assert refused.exit_code == StorageError.exit_code
    assert "dọn bớt" in refused.stderr or "còn chỗ" in refused.stderr
    assert errors(Archive.open(small / "sao/kho", small / "sao/.hoso")) == []
    _mount("-o", "remount,size=8m", str(small))
    assert office.json("backup", small / "sao")["loi"] == []
    assert office.json("verify", "--backup", small / "sao")["hop_le"]
