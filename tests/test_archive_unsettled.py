"""What a writer has half done is no damage, and damage is never taken for what a writer has half done."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from hoso.archive import Archive
from hoso.errors import ConflictError, HosoError, Problem
from tests.conftest import Office
from tests.copies import copied
from tests.test_archive_crash import (
    THREE,
    Killed,
    a_whole_batch,
    faults,
    killed_from,
    new_dossier,
    next_version,
    none,
    opened,
    prepared,
    refused,
    steps_of,
)
from tests.test_archive_parts import ONE, TWO, a_stamp, errors, object_folder
from tests.test_handover import successor

__all__ = ["prepared"]  # the fixture

JOURNAL = "archive/extensions/hoso-journal/journal.jsonl"


def halves(prepared: Path, tmp_path: Path, act: Callable[[Archive], None]) -> dict[str, Path]:
    """Return an archive for every state that a writer's death leaves: what verify says → where."""
    found: dict[str, Path] = {}
    for step in range(1, steps_of(prepared, tmp_path, act) + 1):
        base = tmp_path / str(step)
        copied(prepared, base)
        with faults(killed_from(step)), suppress(Killed):
            act(opened(base))
        codes = "+".join(sorted(problem.code for problem in opened(base).verify()))
        found.setdefault(codes, base)
    return found


@pytest.mark.parametrize(
    ("act", "states"),
    [
        (new_dossier, {"", "J008", "J002+J008"}),
        (next_version, {"", "E046", "E046+E060", "J008", "J002+J008"}),
        (a_whole_batch, {"", "J002", "E046", "E046+E060", "J008", "J002+J008"}),
    ],
)
def test_every_state_that_a_dead_writer_leaves_is_told_and_is_no_damage(
    prepared: Path, tmp_path: Path, act: Callable[[Archive], None], states: set[str]
) -> None:
    found = halves(prepared, tmp_path, act)

    assert found.keys() == states
    for base in found.values():
        for problem in opened(base).verify():
            assert problem.warning
            assert "lần lưu kế tiếp tự dọn" in problem.message


def test_the_same_states_are_damage_where_no_writer_died(prepared: Path, tmp_path: Path) -> None:
    for codes, base in halves(prepared, tmp_path, next_version).items():
        shutil.rmtree(base / ".hoso")

        assert "+".join(sorted(one.code for one in errors(opened(base)))) == codes


def test_the_mark_of_a_writer_goes_with_its_end(prepared: Path, tmp_path: Path) -> None:
    copied(prepared, tmp_path / "kho")
    archive = opened(tmp_path / "kho")
    with faults(none):
        next_version(archive)
    assert (tmp_path / "kho/.hoso/lock").read_bytes() == b""

    stray = object_folder(archive) / "v3"
    shutil.copytree(object_folder(archive) / "v2", stray)
    with archive.lock("An"):
        assert (tmp_path / "kho/.hoso/lock").read_bytes() != b""

    assert [one.code for one in errors(archive)] == ["E046"]


def _flip(base: Path) -> None:
    path = next(base.glob("archive/*/*/v1/content/so/a.json"))
    path.write_bytes(b"b")


def _edit_the_inventory(base: Path) -> None:
    path = next(base.glob("archive/*/*/inventory.json"))
    path.write_bytes(path.read_bytes().replace(b"Nguy", b"Ngay", 1))


def _lose_the_first_line(base: Path) -> None:
    lines = (base / JOURNAL).read_bytes().splitlines(keepends=True)
    (base / JOURNAL).write_bytes(b"".join(lines[1:]))


def _lose_a_version(base: Path) -> None:
    shutil.rmtree(next(base.glob("archive/*/*/v1")))


@pytest.mark.parametrize("damage", [_flip, _edit_the_inventory, _lose_the_first_line, _lose_a_version])  # fmt: skip
def test_damage_beside_a_half_done_write_stays_damage(
    prepared: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    for base in halves(prepared, tmp_path, next_version).values():
        damage(base)

        assert errors(opened(base))


def checked_while(archive: Archive, acts: list[Callable[[], object]]) -> list[Problem]:
    """Verify, and let somebody else do one of the acts after each dossier that was looked at."""

    def tick() -> None:
        if acts:
            acts.pop(0)()

    return [one for one in archive.verify(tick=tick) if not one.warning]


def test_who_writes_while_the_archive_is_checked_raises_no_alarm(
    prepared: Path, tmp_path: Path
) -> None:
    base = tmp_path / "kho"
    copied(prepared, base)
    writer = opened(base)
    new_dossier(writer)
    acts: list[Callable[[], object]] = [
        lambda: next_version(writer),
        lambda: writer.commit(THREE, {"a.json": b"a"}, a_stamp()),
    ]

    found = checked_while(opened(base), acts)

    assert (acts, found) == ([], [])
    assert errors(opened(base)) == []


def test_a_dossier_seen_in_the_middle_of_a_write_is_looked_at_again(
    prepared: Path, tmp_path: Path
) -> None:
    for base in halves(prepared, tmp_path, next_version).values():
        reader = opened(base)
        other = opened(base)
        acts: list[Callable[[], object]] = [lambda other=other: next_version(other)]  # type: ignore[misc]

        assert checked_while(reader, acts) == []


def test_a_dossier_that_goes_while_the_archive_is_checked_is_missed(
    prepared: Path, tmp_path: Path
) -> None:
    base = tmp_path / "kho"
    copied(prepared, base)
    writer = opened(base)
    new_dossier(writer)
    folder = object_folder(writer, 1)

    def lose() -> None:
        next_version(writer)
        shutil.rmtree(folder)

    assert {one.code for one in checked_while(opened(base), [lose])} == {"J005", "E073"}


def test_after_a_writer_died_a_package_and_a_copy_can_be_made_at_once(tmp_path: Path) -> None:
    office = successor(tmp_path)
    facts = office.write("x.csv", "ma,nam,to_chuc,doi_tuong,noi_dung\nK-1,2024,cb-1,tập thể,Chậm\n")
    with faults(none) as dry:
        shutil.copytree(office.root, tmp_path / "dry")
        Office(root=tmp_path / "dry", clock=office.clock).ok("shortcomings", "import", facts)
    torn = 0
    for step in range(dry.count - 16, dry.count):
        base = Office(root=tmp_path / str(step), clock=office.clock)
        shutil.copytree(office.root, base.root)
        with faults(killed_from(step)), suppress(Killed, HosoError):
            base.run("shortcomings", "import", facts)
        warned = base.json("verify")["canh_bao"]
        torn += bool(warned)

        if step % 2:
            base.ok("handover", tmp_path / f"goi-{step}", "--no-pdf")
            assert base.json("verify", tmp_path / f"goi-{step}")["hop_le"], step
        else:
            base.ok("backup", tmp_path / f"sao-{step}")
            assert base.json("verify", "--backup", tmp_path / f"sao-{step}")["hop_le"], step
    assert torn


def _mark(base: Path) -> bytes:
    return (base / ".hoso/lock").read_bytes()


def test_a_refusal_leaves_no_mark(prepared: Path, tmp_path: Path) -> None:
    copied(prepared, tmp_path / "kho")
    archive = opened(tmp_path / "kho")

    with pytest.raises(ConflictError):
        archive.commit(ONE, {"a.json": b"a"}, a_stamp(), expected_head=7)

    assert _mark(tmp_path / "kho") == b""


def test_a_batch_that_a_refusal_ends_has_its_lines_on_the_disk(
    prepared: Path, tmp_path: Path
) -> None:
    copied(prepared, tmp_path / "kho")
    archive = opened(tmp_path / "kho")

    def act() -> None:
        with archive.batch(a_stamp(), "thu phiếu", [ONE, TWO]):
            next_version(archive)
            archive.commit(TWO, {"a.json": b"a"}, a_stamp(), expected_head=7)

    with faults(none) as seen, pytest.raises(ConflictError):
        act()

    names = [name for name, _ in seen.trace]
    last_line = max(i for i, (name, what) in enumerate(seen.trace) if name == "open" and "journal" in what)  # fmt: skip
    assert "fsync" in names[last_line:]
    assert "write" not in names[last_line:]
    assert _mark(tmp_path / "kho") == b""


def test_what_the_disk_did_not_let_us_take_back_stays_marked(
    prepared: Path, tmp_path: Path
) -> None:
    steps = steps_of(prepared, tmp_path, next_version)
    marked = 0
    for step in range(1, steps + 1):
        base = tmp_path / str(step)
        copied(prepared, base)
        with faults(refused(errno.EROFS, step, lasting=True)), suppress(HosoError):
            next_version(opened(base))

        assert errors(opened(base)) == [], step
        marked += _mark(base) != b"" if (base / ".hoso/lock").exists() else 0
    assert marked
