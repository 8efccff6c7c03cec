"""Processes really killed while they hand over, take over or copy an archive."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hoso.archive import Archive
from tests.test_archive_parts import errors, judged
from tests.test_handover import Given, given, successor

__all__ = ["given"]  # the fixture

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]


def _begun(root: Path, *words: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "hoso", *map(str, words)],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )


def _needs(root: Path, *words: str | Path) -> float:
    """Return the seconds that a whole run takes."""
    start = time.monotonic()
    process = _begun(root, *words)
    assert process.wait() == 0
    return time.monotonic() - start


def _killed(root: Path, after: float, *words: str | Path) -> bool:
    """Begin a command and kill it some time into its work; return whether it was still at work."""
    process = _begun(root, *words)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def _archive(root: Path) -> Archive:
    return Archive.open(root / "archive", root / ".hoso")


def test_receive_killed_at_any_moment_is_finished_by_the_next_run(
    given: Given, tmp_path: Path
) -> None:
    base = successor(tmp_path).root
    shutil.copytree(base, tmp_path / "du")
    seconds = _needs(tmp_path / "du", "receive", given.path)
    draw = random.Random(5)  # noqa: S311 - when to strike

    struck, halfway = 0, 0
    for number in range(30):
        root = tmp_path / str(number)
        shutil.copytree(base, root)
        struck += _killed(root, draw.uniform(0.2, 1) * seconds, "receive", given.path)
        here = len(list(_archive(root).object_ids()))
        halfway += 0 < here < given.said["ho_so"]

        assert errors(_archive(root)) == []
        assert _needs(root, "receive", given.path)
        assert len(list(_archive(root).object_ids())) == given.said["ho_so"] + 1
        assert errors(_archive(root)) == []
        if number % 10 == 0:
            assert judged(root / "archive")[2] == []
        shutil.rmtree(root)
    assert struck > 15
    assert halfway


def test_a_copy_killed_at_any_moment_is_brought_up_by_the_next_run(
    given: Given, tmp_path: Path
) -> None:
    office = successor(tmp_path)
    office.ok("receive", given.path)
    seconds = _needs(office.root, "backup", tmp_path / "du")
    draw = random.Random(6)  # noqa: S311 - when to strike

    struck = 0
    for number in range(15):
        copy = tmp_path / f"sao-{number}"
        struck += _killed(office.root, draw.uniform(0.2, 1) * seconds, "backup", copy)
        assert errors(_archive(office.root)) == []
        office.ok("backup", copy)
        assert office.json("verify", "--backup", copy)["hop_le"]
        shutil.rmtree(copy)
    assert struck > 7


def test_a_hand_over_killed_at_any_moment_leaves_no_package_and_can_be_made_anew(
    given: Given, tmp_path: Path
) -> None:
    office = successor(tmp_path)
    office.ok("receive", given.path)
    seconds = _needs(office.root, "handover", tmp_path / "du", "--no-pdf")
    draw = random.Random(7)  # noqa: S311 - when to strike

    struck = 0
    for number in range(15):
        out = tmp_path / f"goi-{number}"
        after = draw.uniform(0.2, 1) * seconds
        if _killed(office.root, after, "handover", out, "--no-pdf"):
            struck += 1
            assert errors(_archive(office.root)) == []
        if out.exists():  # its last step is the name
            assert office.json("verify", out)["hop_le"]
            shutil.rmtree(out)
        office.ok("handover", out, "--no-pdf")
        assert office.json("verify", out)["hop_le"]
        shutil.rmtree(out)
    assert struck > 7
