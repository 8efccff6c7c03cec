"""Ten thousand stop points in process, and three hundred processes really killed: nothing is lost.

Each story is a row of writes drawn by a seed: new dossiers, next versions with files added, changed
and taken out, batches over many dossiers, dossiers of another archive taken over. It is stopped at every file operation in turn, and the
archive must then be what it was before or after one of its writes, and take the next write.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from hoso.archive import Archive
from tests.test_archive_crash import Killed, contents, faults, killed_from, none, opened
from tests.test_archive_parts import a_stamp, an_archive, errors, judged

pytestmark = pytest.mark.long

STOPS = 10_000
STORIES = 40
KILLS = 300
IDS = [f"urn:uuid:0c0ffee0-0000-4000-8000-{number:012d}" for number in range(16)]
GIVEN = [f"urn:uuid:0c0ffee0-0000-4000-9000-{number:012d}" for number in range(3)]
OTHER = "urn:uuid:0c0ffee0-0000-4000-8000-00000000ffff"
Write = Callable[[Archive], None]


def a_story(seed: int) -> list[Write]:
    """Return two to four writes drawn by `seed`."""
    draw = random.Random(seed)  # noqa: S311 - stories, no secrets

    def changes() -> dict[str, bytes | None]:
        names = draw.sample(["ho_so.json", "a.json", "0001/van_ban.docx", "so/x.json"], 3)
        return {name: draw.randbytes(draw.choice([0, 9, 3000])) for name in names}

    writes: list[Write] = []
    for number in range(draw.randint(2, 4)):
        kind = draw.random()
        if kind < 0.2:
            writes.append(_take_over)
        elif kind < 0.6:
            chosen = draw.sample(IDS, draw.choice([2, 3, 4, 12]))
            writes.append(_batch(f"đợt {number}", {one: changes() for one in chosen}))
        else:
            writes.append(_single(draw.choice(IDS), changes(), draw.random() < 0.3))
    return writes


def _single(object_id: str, changes: dict[str, bytes | None], drop: bool) -> Write:
    def write(archive: Archive) -> None:
        held = {f.path for f in archive.version(object_id).files} if archive.head(object_id) else ()
        gone = dict.fromkeys([p for p in sorted(held) if p not in changes][:1]) if drop else {}
        archive.commit(object_id, {**changes, **gone}, a_stamp())

    return write


def _batch(label: str, parts: dict[str, dict[str, bytes | None]]) -> Write:
    def write(archive: Archive) -> None:
        with archive.batch(a_stamp(), label, list(parts)):
            for object_id, changes in parts.items():
                archive.commit(object_id, changes, a_stamp())

    return write


def _take_over(archive: Archive) -> None:
    giver = opened(archive.root.parent / "cho")
    for object_id in giver.object_ids():
        archive.adopt(giver.folder(object_id), a_stamp("nhận bàn giao"))


def a_beginning(base: Path) -> None:
    """Make an archive of one dossier, and another one to take dossiers over from."""
    an_archive(base).commit(IDS[0], {"ho_so.json": b"old"}, a_stamp())
    giver = an_archive(base / "cho")
    for object_id in GIVEN:
        giver.commit(object_id, {"ho_so.json": object_id.encode(), "a.json": b"1"}, a_stamp())
        giver.commit(object_id, {"a.json": b"2"}, a_stamp())


def tell(base: Path, story: list[Write]) -> None:
    for write in story:
        write(opened(base))


def states(base: Path, story: list[Write]) -> Iterator[dict[str, int]]:
    """Yield how many versions each dossier has, before the story and after each of its writes."""
    yield heads(base)
    for write in story:
        write(opened(base))
        yield heads(base)


def heads(base: Path) -> dict[str, int]:
    archive = opened(base)
    return {one: archive.head(one) for one in archive.object_ids()}


def _stops() -> list[tuple[int, int]]:
    """Return (seed, how many stops) so that the stories together are stopped `STOPS` times."""
    return [(seed, STOPS // STORIES) for seed in range(STORIES)]


@pytest.mark.parametrize(("seed", "stops"), _stops())
def test_stopped_anywhere_nothing_committed_is_lost(tmp_path: Path, seed: int, stops: int) -> None:
    story = a_story(seed)
    with faults(none):
        a_beginning(tmp_path / "goc")
    shutil.copytree(tmp_path / "goc", tmp_path / "du")
    with faults(none) as dry:
        tell(tmp_path / "du", story)
    last = contents(opened(tmp_path / "du"))
    draw = random.Random(seed)  # noqa: S311 - which stops come first
    order = draw.sample(range(1, dry.count + 1), dry.count)

    for number in range(stops):
        base = tmp_path / str(number)
        shutil.copytree(tmp_path / "goc", base)
        with faults(killed_from(order[number % len(order)])), suppress(Killed):
            tell(base, story)
        _is_a_beginning_of(contents(opened(base)), last)
        assert number % 5 or errors(opened(base)) == [], (seed, order[number % len(order)])
        with faults(none):
            opened(base).commit(OTHER, {"a.json": b"other"}, a_stamp())
        assert errors(opened(base)) == [], (seed, order[number % len(order)])
        if number % 50 == 0:
            assert judged(base / "archive")[2] == []
        shutil.rmtree(base)


def _is_a_beginning_of(
    found: dict[str, list[dict[str, bytes]]], last: dict[str, list[dict[str, bytes]]]
) -> None:
    """Assert that every dossier shows versions of the whole story, none altered, none left out."""
    for object_id, versions in found.items():
        assert versions == last[object_id][: len(versions)], object_id
    assert IDS[0] in found


WRITER = """
import sys
from pathlib import Path
from tests.long.test_long_crash import a_story, heads, opened
base = Path(sys.argv[1])
print("bắt đầu", flush=True)
for seed in range(int(sys.argv[2]), int(sys.argv[2]) + 20):
    for write in a_story(seed):
        write(opened(base))
        print("xong", sum(heads(base).values()), flush=True)
"""


@pytest.mark.parametrize("part", range(10))
def test_processes_really_killed_lose_nothing(tmp_path: Path, part: int) -> None:
    draw = random.Random(part)  # noqa: S311 - when to strike
    base = tmp_path / "kho"
    a_beginning(base)

    for number in range(KILLS // 10):
        told, before = _killed(base, part * 1000 + number * 50, draw.uniform(0, 0.12))
        after = heads(base)

        assert sum(after.values()) >= told
        assert all(after[one] >= head for one, head in before.items())
        assert errors(opened(base)) == []
        opened(base).commit(OTHER, {"a.json": str(number).encode()}, a_stamp())
        assert errors(opened(base)) == []
    assert judged(base / "archive")[2] == []


def test_an_archive_that_is_being_written_to_raises_no_alarm(tmp_path: Path) -> None:
    checks, seed = 0, 0
    while checks < 60:
        base = tmp_path / str(seed)
        a_beginning(base)
        process = _writer(base, seed)
        while process.poll() is None:
            assert errors(opened(base)) == []
            checks += 1
        assert process.stdout is not None
        process.stdout.close()
        assert process.returncode == 0
        assert [one.code for one in opened(base).verify()] == []
        seed += 50


def _killed(base: Path, seed: int, after: float) -> tuple[int, dict[str, int]]:
    """Kill a writer some time into its work; return how many versions it had told of, and before."""
    before = heads(base)
    process = _writer(base, seed)
    assert process.stdout is not None
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    told = process.stdout.read()
    process.wait()
    process.stdout.close()
    assert process.returncode == -signal.SIGKILL
    whole = [line for line in told.splitlines(keepends=True) if line.endswith("\n")]
    return int(whole[-1].split()[1]) if whole else 0, before


def _writer(base: Path, seed: int) -> subprocess.Popen[str]:
    """Return a process that has begun to write."""
    process = subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-X", "utf8", "-c", WRITER, str(base), str(seed)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "bắt đầu\n"
    return process
