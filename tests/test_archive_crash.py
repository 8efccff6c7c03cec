"""A writer dies, or the disk refuses, at every single file operation of a write."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from hoso.archive import Archive, Event
from hoso.errors import HosoError, IntegrityError, StorageError
from tests.copies import copied
from tests.test_archive_parts import (
    ONE,
    TWO,
    a_stamp,
    an_archive,
    codes,
    errors,
    judged,
    object_folder,
    reopened,
    tree,
)

THREE = "urn:uuid:0c0ffee0-0000-4000-8000-000000000003"
OPERATIONS = (
    "open",
    "write",
    "fsync",
    "replace",
    "mkdir",
    "truncate",
    "ftruncate",
    "unlink",
    "rmdir",
)


class Killed(BaseException):
    """The process is gone; nothing after this happens."""


class Faults:
    """Counts the calls that change files and lets a rule decide which of them fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, rule: Callable[[int, str], None]) -> None:
        self.count = 0
        self.trace: list[tuple[str, str]] = []
        self._rule = rule
        for name in OPERATIONS:
            monkeypatch.setattr(os, name, self._counted(name, getattr(os, name)))

    def _counted(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*arguments: Any, **keywords: Any) -> Any:
            self.count += 1
            self.trace.append((name, str(arguments[0])))
            try:
                self._rule(self.count, name)
            except Killed:
                if name == "write":  # power goes while the bytes are on their way
                    original(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                raise
            if name == "fsync":  # nothing to prove by waiting for the disk here
                return None
            return original(*arguments, **keywords)

        return operation


@contextmanager
def faults(rule: Callable[[int, str], None]) -> Iterator[Faults]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(time, "sleep", lambda _: None)
        yield Faults(monkeypatch, rule)


def none(_step: int, _name: str) -> None:
    """Let everything pass."""


def killed_from(step: int) -> Callable[[int, str], None]:
    def rule(count: int, _name: str) -> None:
        if count >= step:
            raise Killed

    return rule


def refused(
    number: int, step: int, *, lasting: bool = False, only: tuple[str, ...] = OPERATIONS
) -> Callable[[int, str], None]:
    def rule(count: int, name: str) -> None:
        if (count == step or (lasting and count > step)) and name in only:
            raise OSError(number, os.strerror(number), "tep")

    return rule


def new_dossier(archive: Archive) -> None:
    archive.commit(TWO, {"ho_so.json": b"new", "0001/van_ban.docx": b"word"}, a_stamp("mới"))


def next_version(archive: Archive) -> None:
    archive.commit(
        ONE, {"ho_so.json": b"changed", "0002/van_ban.docx": b"more", "so/a.json": None}, a_stamp()
    )


def a_whole_batch(archive: Archive) -> None:
    with archive.batch(a_stamp(), "thu phiếu", [ONE, TWO]):
        next_version(archive)
        new_dossier(archive)


ACTS = [new_dossier, next_version, a_whole_batch]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an archive of one dossier, to be copied for every step."""
    base = tmp_path_factory.mktemp("prepared")
    with faults(none):
        archive = an_archive(base)
        archive.commit(ONE, {"ho_so.json": b"old", "so/a.json": b"a", "b.json": b"b"}, a_stamp())
    return base


def steps_of(prepared: Path, base: Path, act: Callable[[Archive], None]) -> int:
    copied(prepared, base / "dry")
    with faults(none) as seen:
        act(opened(base / "dry"))
    return seen.count


def opened(base: Path) -> Archive:
    return Archive.open(base / "archive", base / ".hoso")


def contents(archive: Archive) -> dict[str, list[dict[str, bytes]]]:
    """Return every file of every version of every dossier."""
    return {
        object_id: [
            {
                file.path: archive.read(object_id, file.path, version.number)
                for file in version.files
            }
            for version in archive.versions(object_id)
        ]
        for object_id in archive.object_ids()
    }


def refusal_of(act: Callable[[Archive], None], base: Path) -> StorageError | None:
    try:
        act(opened(base))
    except StorageError as error:
        return error
    return None


def version_lines(archive: Archive) -> list[tuple[str, int]]:
    return sorted((e.object_id, e.version) for e in archive.journal() if e.version)


@pytest.mark.parametrize("act", ACTS)
def test_killed_at_any_step_the_archive_is_old_or_new_and_the_next_write_succeeds(
    prepared: Path, tmp_path: Path, act: Callable[[Archive], None]
) -> None:
    steps = steps_of(prepared, tmp_path, act)
    before, after = contents(opened(prepared)), contents(opened(tmp_path / "dry"))

    stride = 3 if act is a_whole_batch else 1  # its parts are taken step by step on their own
    for step in range(1, steps + 1, stride):
        base = tmp_path / str(step)
        copied(prepared, base)
        with faults(killed_from(step)), suppress(Killed):
            act(opened(base))
        found = contents(opened(base))
        for object_id in (ONE, TWO):
            assert found.get(object_id) in (before.get(object_id), after.get(object_id)), step
        assert errors(opened(base)) == [], step

        with faults(none):
            archive = opened(base)
            archive.commit(THREE, {"a.json": b"other"}, a_stamp("việc khác"))
            assert errors(archive) == [], step
            act(archive)

        assert contents(archive) == after | {THREE: [{"a.json": b"other"}]}, step
        assert version_lines(archive) == sorted({*version_lines(archive)}), step
        assert archive.unfinished_batches() == (), step
        if step % 4 == 0:
            assert judged(archive.root) == (len(after) + 1, len(after) + 1, []), step
        assert errors(archive) == [], step


@pytest.mark.parametrize("act", [new_dossier, next_version])
def test_killed_at_any_step_and_robbed_of_the_work_folder_the_same_write_succeeds(
    prepared: Path, tmp_path: Path, act: Callable[[Archive], None]
) -> None:
    steps = steps_of(prepared, tmp_path, act)
    after = contents(opened(tmp_path / "dry"))

    for step in range(1, steps + 1, 2):
        base = tmp_path / str(step)
        copied(prepared, base)
        with faults(killed_from(step)), suppress(Killed):
            act(opened(base))
        shutil.rmtree(base / ".hoso", ignore_errors=True)
        with faults(none):
            act(opened(base))

        assert contents(opened(base)) == after, step
        assert errors(opened(base)) == [], step


@pytest.mark.parametrize("act", [new_dossier, next_version])
@pytest.mark.parametrize(("number", "first"), [(errno.ENOSPC, 1), (errno.EACCES, 2)])
def test_one_refusal_of_the_disk_at_any_step_leaves_the_archive_as_it_was(
    prepared: Path, tmp_path: Path, act: Callable[[Archive], None], number: int, first: int
) -> None:
    steps = steps_of(prepared, tmp_path, act)
    before = tree(prepared / "archive")
    refusals = 0

    for step in range(first, steps + 1, 2):
        base = tmp_path / str(step)
        copied(prepared, base)
        with faults(refused(number, step)):
            refusal = refusal_of(act, base)
        if refusal:
            refusals += 1
            assert "giữ nguyên" in refusal.message
            assert tree(base / "archive") == before, step
            assert tree(base / ".hoso" / "staging") == {}, step
        with faults(none):
            act(opened(base))
        assert errors(opened(base)) == [], step

    assert refusals > 5


@pytest.mark.parametrize("act", ACTS)
def test_a_disk_that_stays_full_leaves_every_dossier_old_or_new(
    prepared: Path, tmp_path: Path, act: Callable[[Archive], None]
) -> None:
    steps = steps_of(prepared, tmp_path, act)
    before, after = contents(opened(prepared)), contents(opened(tmp_path / "dry"))

    for step in range(1, steps + 1, 2):
        base = tmp_path / str(step)
        copied(prepared, base)
        with faults(refused(errno.ENOSPC, step, lasting=True, only=("write", "mkdir"))):
            with suppress(StorageError):
                act(opened(base))
            assert errors(opened(base)) == [], step
        found = contents(opened(base))
        for object_id in (ONE, TWO):
            assert found.get(object_id) in (before.get(object_id), after.get(object_id)), step


def test_a_disk_that_turns_read_only_says_so_and_the_next_write_puts_it_right(
    prepared: Path, tmp_path: Path
) -> None:
    steps = steps_of(prepared, tmp_path, next_version)
    outcomes = set()

    for step in range(1, steps + 1, 2):
        base = tmp_path / str(step)
        copied(prepared, base)
        with faults(refused(errno.EROFS, step, lasting=True)):
            refusal = refusal_of(next_version, base)
        if refusal:
            assert "chỉ cho đọc" in refusal.message
            outcomes.add("giữ nguyên" in refusal.message)
        with faults(none):
            next_version(opened(base))
        assert opened(base).head(ONE) == 2
        assert errors(opened(base)) == [], step

    assert outcomes == {True, False}


def test_a_file_held_open_for_a_moment_does_not_fail_the_write(
    prepared: Path, tmp_path: Path
) -> None:
    base = tmp_path / "base"
    copied(prepared, base)
    held = iter([True, True, False] * 3)

    def rule(_count: int, name: str) -> None:
        if name == "replace" and next(held, False):
            raise PermissionError(errno.EACCES, "held open")

    with faults(rule):
        next_version(opened(base))

    assert opened(base).head(ONE) == 2


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "ổ đĩa đã đầy"),
        (errno.EROFS, "chỉ cho đọc"),
        (errno.EACCES, "đóng chương trình đang mở"),
        (errno.EXDEV, "cùng một ổ"),
        (errno.ENAMETOOLONG, "đường dẫn quá dài"),
        (errno.EIO, "hỏng hoặc bị rút"),
    ],
)
def test_each_refusal_of_the_disk_has_its_remedy(
    prepared: Path, tmp_path: Path, number: int, words: str
) -> None:
    base = tmp_path / "base"
    copied(prepared, base)

    with (
        faults(refused(number, 1, lasting=True, only=("replace",))),
        pytest.raises(StorageError, match=words),
    ):
        next_version(opened(base))

    assert opened(base).head(ONE) == 1


def test_ctrl_c_takes_the_version_back(prepared: Path, tmp_path: Path) -> None:
    base = tmp_path / "base"
    copied(prepared, base)
    before = tree(base / "archive")

    def rule(_count: int, name: str) -> None:
        rule_calls.append(name)
        if rule_calls.count("replace") == 3 and name == "replace":
            raise KeyboardInterrupt

    rule_calls: list[str] = []
    with faults(rule), pytest.raises(KeyboardInterrupt):
        next_version(opened(base))

    assert tree(base / "archive") == before


@pytest.mark.parametrize("act", [new_dossier, next_version])
def test_every_byte_is_flushed_before_it_is_moved_into_place(
    prepared: Path, tmp_path: Path, act: Callable[[Archive], None]
) -> None:
    base = tmp_path / "base"
    copied(prepared, base)

    with faults(none) as seen:
        act(opened(base))

    names = [name for name, _ in seen.trace]
    first_move = names.index("replace")
    staged = [path for name, path in seen.trace[:first_move] if name == "open"]
    new_files = [path for path in staged if "/staging/" in path and "/old/" not in path]
    assert names[:first_move].count("fsync") == len(new_files)
    assert len([path for path in new_files if path.endswith("inventory.json")]) == 2
    assert names[first_move:].count("fsync") >= 2  # the folder, and the journal's line


def test_what_a_dead_writer_left_is_moved_aside_and_told(prepared: Path, tmp_path: Path) -> None:
    base = tmp_path / "base"
    copied(prepared, base)
    folder = object_folder(opened(base))
    (folder / "v2").mkdir()
    (folder / "v2" / "half").write_bytes(b"x")
    archive = opened(base)

    next_version(archive)

    assert [p.name for p in (base / ".hoso" / "moved-aside").iterdir()] == [f"{folder.name}-v2-1"]
    assert Event.MOVED_ASIDE in [entry.event for entry in archive.journal()]
    assert [notice.code for notice in archive.take_notices()] == ["J012"]
    assert archive.take_notices() == ()
    assert errors(archive) == []


def test_what_a_dead_writer_had_prepared_is_moved_aside_and_told(
    prepared: Path, tmp_path: Path
) -> None:
    base = tmp_path / "kho"
    copied(prepared, base)
    words = {"ho_so.json": b"typed for an hour"}
    with faults(killed_at_the_first("replace")), suppress(Killed):
        opened(base).commit(TWO, words, a_stamp())

    archive = opened(base)
    archive.commit(ONE, {"a.json": b"next"}, a_stamp())

    (aside,) = (base / ".hoso" / "moved-aside").iterdir()
    (typed,) = aside.rglob("ho_so.json")
    assert typed.read_bytes() == b"typed for an hour"
    assert [one.code for one in archive.take_notices()] == ["J012"]
    assert tree(base / ".hoso" / "staging") == {}
    assert errors(archive) == []


def killed_at_the_first(operation: str) -> Callable[[int, str], None]:
    seen: list[str] = []

    def rule(_count: int, name: str) -> None:
        seen.append(name)
        if operation in seen:
            raise Killed

    return rule


def test_a_half_written_journal_line_is_moved_aside_and_its_version_kept(
    prepared: Path, tmp_path: Path
) -> None:
    base = tmp_path / "base"
    copied(prepared, base)
    next_version(opened(base))
    journal = base / "archive/extensions/hoso-journal/journal.jsonl"
    os.truncate(journal, journal.stat().st_size - 40)
    archive = opened(base)

    state = archive.state()
    new_dossier(archive)

    assert state.sequence == 1
    assert [notice.code for notice in archive.take_notices()] == ["J012"]
    assert (base / ".hoso/moved-aside/journal.jsonl-1").read_bytes().startswith(b'{"')
    assert [(e.version, e.mended) for e in archive.journal(1)] == [(2, True), (1, False)]
    assert {p.code for p in archive.verify()} == {"J010"}


def test_zeros_at_the_end_of_the_journal_are_a_half_written_line(
    prepared: Path, tmp_path: Path
) -> None:
    base = tmp_path / "base"
    copied(prepared, base)
    with (base / "archive/extensions/hoso-journal/journal.jsonl").open("ab") as file:
        file.write(b"\0" * 40000 + b"\n")
    archive = opened(base)

    next_version(archive)

    assert [e.sequence for e in archive.journal()] == [1, 2]
    assert errors(archive) == []


def test_a_journal_of_nothing_but_rubbish_is_put_aside_whole(
    prepared: Path, tmp_path: Path
) -> None:
    base = tmp_path / "base"
    copied(prepared, base)
    (base / "archive/extensions/hoso-journal/journal.jsonl").write_bytes(b"x\ny\n" * 20000)
    archive = opened(base)

    state = archive.state()
    new_dossier(archive)

    assert (state.sequence, state.digest) == (0, "")
    assert version_lines(archive) == [(ONE, 1), (TWO, 1)]
    assert (base / ".hoso/moved-aside/journal.jsonl-1").stat().st_size == 80000
    assert errors(archive) == []


def test_a_lost_journal_is_written_again_from_the_dossiers(prepared: Path, tmp_path: Path) -> None:
    base = tmp_path / "base"
    copied(prepared, base)
    next_version(opened(base))
    (base / "archive/extensions/hoso-journal/journal.jsonl").unlink()
    archive = opened(base)

    new_dossier(archive)

    assert version_lines(archive) == [(ONE, 1), (ONE, 2), (TWO, 1)]
    assert "lập lại" in archive.take_notices()[0].message
    assert errors(archive) == []


def test_a_journal_that_got_shorter_behind_our_back_is_read_again(
    prepared: Path, tmp_path: Path
) -> None:
    base = tmp_path / "base"
    copied(prepared, base)
    archive = opened(base)
    next_version(archive)
    new_dossier(archive)
    journal = base / "archive/extensions/hoso-journal/journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(lines[0])

    archive.commit(ONE, {"c.json": b"c"}, a_stamp())

    assert version_lines(archive) == [(ONE, 1), (ONE, 2), (ONE, 3)]
    assert codes(archive) == {"J008", "J010"}  # TWO, of which nobody has written since


def test_a_spoilt_line_in_the_journal_stops_no_writer(prepared: Path, tmp_path: Path) -> None:
    base = tmp_path / "base"
    copied(prepared, base)
    next_version(opened(base))
    journal = base / "archive/extensions/hoso-journal/journal.jsonl"
    journal.write_bytes(b"\xff" + journal.read_bytes())
    archive = opened(base)

    new_dossier(archive)

    assert [e.sequence for e in archive.journal()] == [2, 3]
    assert codes(archive) == {"J002", "J003", "J008"}


def test_a_version_without_its_inventory_cannot_be_written_into_the_journal(
    prepared: Path, tmp_path: Path
) -> None:
    base = tmp_path / "base"
    copied(prepared, base)
    next_version(opened(base))
    (object_folder(opened(base)) / "v1/inventory.json").unlink()
    (base / "archive/extensions/hoso-journal/journal.jsonl").unlink()

    with pytest.raises(IntegrityError, match=r"v1/inventory\.json"):
        opened(base).commit(ONE, {"c.json": b"c"}, a_stamp())

    assert opened(base).head(ONE) == 2


def test_leftovers_of_two_crashes_are_both_kept(prepared: Path, tmp_path: Path) -> None:
    base = tmp_path / "base"
    copied(prepared, base)
    archive = opened(base)
    folder = object_folder(archive)

    for number in (2, 3):
        (folder / "v9").mkdir()
        (folder / "v9" / "half").write_bytes(str(number).encode())
        archive.commit(ONE, {"c.json": str(number).encode()}, a_stamp())

    kept = tree(base / ".hoso/moved-aside")
    assert kept == {f"{folder.name}-v9-1/half": b"2", f"{folder.name}-v9-2/half": b"3"}


def roll_back(archive: Archive) -> None:
    folder = object_folder(archive)
    for name in ("inventory.json", "inventory.json.sha512"):
        shutil.copy(folder / "v1" / name, folder / name)


def lose_a_version(archive: Archive) -> None:
    roll_back(archive)
    shutil.rmtree(object_folder(archive) / "v2")


def rewrite_history(archive: Archive) -> None:
    lose_a_version(archive)
    copy = an_archive(archive.root.parent / "copy")
    copy.commit(ONE, {"ho_so.json": b"forged"}, a_stamp())
    copy.commit(ONE, {"ho_so.json": b"forged twice"}, a_stamp())
    shutil.rmtree(object_folder(archive))
    copied(object_folder(copy), archive.root / object_folder(copy).relative_to(copy.root))


def lose_the_dossier(archive: Archive) -> None:
    shutil.rmtree(object_folder(archive).parent)


@pytest.mark.parametrize("harm", [roll_back, lose_a_version, rewrite_history, lose_the_dossier])
def test_a_dossier_that_shows_less_than_the_journal_knows_takes_no_new_version(
    prepared: Path, tmp_path: Path, harm: Callable[[Archive], None]
) -> None:
    base = tmp_path / "base"
    copied(prepared, base)
    next_version(opened(base))
    harm(opened(base))
    before = tree(base / "archive")

    with pytest.raises(IntegrityError, match="Nhật ký ghi hồ sơ"):
        opened(base).commit(ONE, {"c.json": b"c"}, a_stamp())

    assert tree(base / "archive") == before
    assert opened(base).commit(TWO, {"a.json": b"a"}, a_stamp()).number == 1


def test_a_damaged_dossier_in_a_broken_batch_stops_nobody_else(
    prepared: Path, tmp_path: Path
) -> None:
    base = tmp_path / "base"
    copied(prepared, base)
    with suppress(RuntimeError), opened(base).batch(a_stamp(), "thu phiếu", [ONE, TWO]):
        raise RuntimeError
    (object_folder(opened(base)) / "inventory.json").write_bytes(b"{")

    archive = opened(base)
    archive.commit(TWO, {"a.json": b"a"}, a_stamp())

    assert archive.head(TWO) == 1
    with pytest.raises(HosoError):
        archive.commit(ONE, {"a.json": b"a"}, a_stamp())


KILLED = """
import os, sys
from pathlib import Path
from hoso.archive import Archive
from datetime import UTC, datetime
from hoso.archive import Stamp
ONE = "urn:uuid:66f0a1c2-0000-4000-8000-000000000001"
stamp = Stamp(by="An", why="x", at=datetime(2025, 12, 6, tzinfo=UTC))
calls, real = 0, os.fsync
def fsync(descriptor):
    global calls
    calls += 1
    if calls == int(sys.argv[2]):
        os._exit(9)
    real(descriptor)
os.fsync = fsync
base = Path(sys.argv[1])
Archive.open(base / "archive", base / ".hoso").commit(ONE, {"a/b.json": b"new"}, stamp)
"""


@pytest.mark.parametrize("step", [1, 6, 9, 11, 12])
def test_a_real_process_killed_in_the_middle_leaves_the_archive_whole(
    prepared: Path, tmp_path: Path, step: int
) -> None:
    base = tmp_path / "base"
    copied(prepared, base)

    killed = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-X", "utf8", "-c", KILLED, str(base), str(step)],
        cwd=Path(__file__).parent.parent,
        check=False,
    )
    head = opened(base).head(ONE)
    version = opened(base).commit(ONE, {"a/b.json": b"newer"}, a_stamp())

    assert killed.returncode == 9
    assert head in (1, 2)
    assert version.number == head + 1
    assert errors(opened(base)) == []
    assert judged(base / "archive") == (1, 1, [])
    assert reopened(opened(base)).read(ONE, "ho_so.json") == b"old"
