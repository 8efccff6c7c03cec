"""The archive in everyday use: commits, versions, refusals, batches, the lock."""

from __future__ import annotations

import errno
import fcntl
import json
import subprocess
import sys
import threading
import unicodedata
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256, sha512
from pathlib import Path

import pytest

from hoso.archive import Archive, Event, Stamp
from hoso.errors import (
    BusyError,
    ConflictError,
    HosoError,
    IntegrityError,
    NotFoundError,
    StorageError,
    WorkspaceError,
)
from tests.test_archive_parts import (
    HANOI,
    ONE,
    TWO,
    a_stamp,
    an_archive,
    errors,
    object_folder,
    reopened,
    tree,
)


def test_a_folder_with_only_a_gitkeep_becomes_an_archive(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    root.mkdir()
    (root / ".gitkeep").touch()

    archive = Archive.create(root, tmp_path / ".hoso")

    assert (root / "0=ocfl_1.1").read_text(encoding="ascii") == "ocfl_1.1\n"
    assert list(archive.object_ids()) == []
    assert archive.state().sequence == 0
    assert not (tmp_path / ".hoso").exists()


def test_a_half_made_archive_is_made_whole_by_making_it_again(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    whole = tree(archive.root)
    (archive.root / "0=ocfl_1.1").unlink()
    (archive.root / "ocfl_layout.json").write_text("{", encoding="utf-8")

    an_archive(tmp_path)

    assert tree(archive.root) == whole


def test_a_folder_with_other_things_is_refused_and_left_alone(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    root.mkdir()
    (root / "báo cáo.docx").write_bytes(b"x")

    with pytest.raises(WorkspaceError, match=r"báo cáo\.docx"):
        Archive.create(root, tmp_path / ".hoso")

    assert tree(root) == {"báo cáo.docx": b"x"}


def test_an_archive_is_not_made_twice(tmp_path: Path) -> None:
    an_archive(tmp_path)

    with pytest.raises(WorkspaceError, match="đã là một kho"):
        an_archive(tmp_path)


def test_opening_something_else_says_what_it_is_not(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="không phải là kho hồ sơ"):
        Archive.open(tmp_path, tmp_path / ".hoso")


@pytest.mark.parametrize("name", ["0=ocfl_1.1", "ocfl_layout.json"])
def test_opening_an_archive_with_a_broken_declaration_names_the_file(
    tmp_path: Path, name: str
) -> None:
    archive = an_archive(tmp_path)
    (archive.root / name).write_text("ocfl_9.9\n", encoding="ascii")

    with pytest.raises(IntegrityError) as refusal:
        reopened(archive)

    assert name in refusal.value.message


def test_what_was_committed_is_read_back_with_who_when_and_why(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    text = "Chi bộ Hoà Bình & <Hải quan> đã khắc phục".encode()

    version = archive.commit(ONE, {"ho_so.json": b"{}", "0001/van_ban.docx": text}, a_stamp("lập"))

    assert archive.read(ONE, "0001/van_ban.docx") == text
    assert (version.number, version.by, version.why) == (1, "Nguyễn Thị Hoà", "lập")
    assert version.created == datetime(2025, 12, 5, 8, 30, tzinfo=HANOI)
    assert [(f.path, f.size) for f in version.files] == [
        ("0001/van_ban.docx", len(text)),
        ("ho_so.json", 2),
    ]
    assert version.files[0].digest == sha512(text).hexdigest()
    assert reopened(archive).version(ONE) == version
    assert list(archive.object_ids()) == [ONE]


def test_old_versions_keep_every_byte(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    archive.commit(ONE, {"a.json": b"1", "b.json": b"b"}, a_stamp())
    before = tree(object_folder(archive) / "v1")

    archive.commit(ONE, {"a.json": b"2", "b.json": None}, a_stamp("sửa", hour=9))

    assert tree(object_folder(archive) / "v1") == before
    assert archive.read(ONE, "a.json", 1) == b"1"
    assert archive.read(ONE, "b.json", 1) == b"b"
    assert [len(version.files) for version in archive.versions(ONE)] == [2, 1]
    with pytest.raises(NotFoundError, match=r"không có tệp b\.json"):
        archive.read(ONE, "b.json")


def test_equal_content_adds_no_bytes(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    archive.commit(ONE, {"0001/van_ban.docx": b"same", "0002/van_ban.docx": b"same"}, a_stamp())

    archive.commit(ONE, {"0003/van_ban.docx": b"same"}, a_stamp("thêm"))

    content = [path for path in tree(object_folder(archive)) if "/content/" in path]
    assert content == ["v1/content/0001/van_ban.docx"]
    assert not (object_folder(archive) / "v2" / "content").exists()
    assert archive.read(ONE, "0003/van_ban.docx") == b"same"


def test_content_that_comes_back_is_found_in_its_old_version(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    for number, data in enumerate([b"first", b"second", b"first"], 1):
        archive.commit(ONE, {"a.json": data}, a_stamp(f"lần {number}"))

    data = archive.read(ONE, "a.json")

    assert data == b"first"
    assert not (object_folder(archive) / "v3" / "content").exists()


@pytest.mark.parametrize("changes", [{}, {"a.json": b"1"}, {"khong_co.json": None}])
def test_changing_nothing_makes_no_version(
    tmp_path: Path, changes: dict[str, bytes | None]
) -> None:
    archive = an_archive(tmp_path)
    first = archive.commit(ONE, {"a.json": b"1"}, a_stamp())
    before = tree(archive.root)

    again = archive.commit(ONE, changes, a_stamp("lại", hour=10))

    assert again == first
    assert tree(archive.root) == before


def test_nothing_to_keep_makes_no_dossier(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)

    with pytest.raises(NotFoundError):
        archive.commit(ONE, {"a.json": None}, a_stamp())

    assert archive.head(ONE) == 0


def test_a_dossier_may_become_empty_and_keeps_its_past(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    archive.commit(ONE, {"a.json": b"1"}, a_stamp())

    version = archive.commit(ONE, {"a.json": None}, a_stamp("rút"))

    assert version.files == ()
    assert archive.read(ONE, "a.json", 1) == b"1"
    assert errors(archive) == []


@pytest.mark.parametrize("expected", [0, 2, 7])
def test_a_stale_editor_is_told_and_nothing_is_written(tmp_path: Path, expected: int) -> None:
    archive = an_archive(tmp_path)
    archive.commit(ONE, {"a.json": b"1"}, a_stamp())
    before = tree(archive.root)

    with pytest.raises(ConflictError, match="đã có phiên bản 1"):
        archive.commit(ONE, {"a.json": b"2"}, a_stamp(), expected_head=expected)

    assert tree(archive.root) == before


def test_the_expected_head_lets_the_editor_write(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    archive.commit(ONE, {"a.json": b"1"}, a_stamp(), expected_head=0)

    version = archive.commit(ONE, {"a.json": b"2"}, a_stamp(), expected_head=1)

    assert version.number == 2


def test_what_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    archive.commit(ONE, {"a.json": b"1"}, a_stamp())

    with pytest.raises(NotFoundError, match="không có phiên bản 5"):
        archive.version(ONE, 5)
    with pytest.raises(NotFoundError, match="không có phiên bản 0"):
        archive.read(ONE, "a.json", 0)
    with pytest.raises(NotFoundError, match="không có hồ sơ"):
        archive.versions(TWO)

    assert archive.head(TWO) == 0
    assert archive.head("chẳng phải mã/../..") == 0
    assert archive.head("x" * 300) == 0


NFD = unicodedata.normalize("NFD", "Báo cáo.docx")


@pytest.mark.parametrize(
    "path",
    [
        NFD,
        "Báo_cáo.docx",
        "../x.json",
        "a/../x.json",
        "/x.json",
        "a//x.json",
        "a/",
        "",
        ".",
        ".an",
        "a.",
        "con",
        "Aux.json",
        "0001/lpt1.docx",
        "a b.json",
        "a:b",
        "a\\b",
        "a\nb",
        "0001/Thumbs.db",
        "x" * 101,
        "/".join(["x" * 50] * 4),
    ],
)
def test_a_path_that_some_system_cannot_hold_is_refused(tmp_path: Path, path: str) -> None:
    archive = an_archive(tmp_path)
    before = tree(archive.root)

    with pytest.raises(HosoError, match="không dùng được"):
        archive.commit(ONE, {path: b"1"}, a_stamp())

    assert tree(archive.root) == before


@pytest.mark.parametrize(
    ("one", "other"), [("a.json", "A.json"), ("a/x.json", "A/y.json"), ("a", "a/b"), ("A", "a/b")]
)
def test_names_that_windows_cannot_tell_apart_are_refused(
    tmp_path: Path, one: str, other: str
) -> None:
    archive = an_archive(tmp_path)
    archive.commit(ONE, {one: b"1"}, a_stamp())

    with pytest.raises(HosoError, match="Windows không phân biệt"):
        archive.commit(ONE, {other: b"2"}, a_stamp())

    assert archive.head(ONE) == 1


def test_an_id_that_is_not_ours_is_a_mistake_of_the_program(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)

    with pytest.raises(ValueError, match="not an object id"):
        archive.commit("urn:uuid:66F0", {"a.json": b"1"}, a_stamp())

    assert not (tmp_path / ".hoso").exists()


@pytest.mark.parametrize(("by", "why"), [(" ", "x"), ("An", ""), ("An\x0b", "x"), ("An", "\ud800")])
def test_a_stamp_without_who_or_why_or_with_control_characters_is_refused(
    by: str, why: str
) -> None:
    with pytest.raises(HosoError):
        Stamp(by=by, why=why, at=datetime(2025, 1, 1, tzinfo=UTC))


def test_a_stamp_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        Stamp(by="An", why="x", at=datetime(2025, 1, 1))  # noqa: DTZ001 - the case under test


def test_names_are_stored_in_nfc_with_a_uri(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    by, why = (unicodedata.normalize("NFD", text) for text in ("Lê Đức Thuý", "sửa “lỗi”"))

    archive.commit(ONE, {"a.json": b"1"}, a_stamp(why, by=by))

    inventory = json.loads((object_folder(archive) / "inventory.json").read_bytes())
    assert inventory["versions"]["v1"]["user"] == {
        "name": "Lê Đức Thuý",
        "address": "urn:hoso:user:L%C3%AA%20%C4%90%E1%BB%A9c%20Thu%C3%BD",
    }
    assert inventory["versions"]["v1"]["message"] == "sửa “lỗi”"


def test_a_clock_that_went_back_is_kept_as_it_was_and_noted(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    archive.commit(ONE, {"a.json": b"1"}, a_stamp(hour=10))

    version = archive.commit(ONE, {"a.json": b"2"}, a_stamp(hour=9))

    assert version.created.hour == 9
    assert [entry.note for entry in archive.journal()] == ["", "đồng hồ lùi"]
    assert [problem.code for problem in archive.verify()] == ["J009"]
    assert errors(archive) == []


def test_every_commit_is_a_line_chained_to_the_one_before(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    archive.commit(ONE, {"a.json": b"12"}, a_stamp("lập"))
    archive.commit(ONE, {"a.json": b"345"}, a_stamp("sửa"))

    entries = list(archive.journal())

    lines = (archive.root / "extensions/hoso-journal/journal.jsonl").read_bytes().splitlines()
    raw = (object_folder(archive) / "inventory.json").read_bytes()
    assert [(e.sequence, e.event, e.version, e.size) for e in entries] == [
        (1, Event.NEW_OBJECT, 1, 2),
        (2, Event.NEW_VERSION, 2, 3),
    ]
    assert entries[1].previous == sha256(lines[0]).hexdigest()
    assert entries[1].digest == sha512(raw).hexdigest()
    assert archive.state().sequence == 2
    assert archive.state().digest == sha256(lines[1]).hexdigest()


def test_the_journal_is_read_from_any_place(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    for number in range(60):
        archive.commit(ONE, {"a.json": str(number).encode()}, a_stamp("rất dài " * 100))

    tails = {after: [e.sequence for e in archive.journal(after)] for after in (0, 1, 30, 59, 60)}

    assert tails == {after: list(range(after + 1, 61)) for after in tails}


def test_a_batch_is_bracketed_in_the_journal(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)

    with archive.batch(a_stamp(), "thu phiếu", [ONE, TWO]):
        archive.commit(ONE, {"a.json": b"1"}, a_stamp())
        archive.commit(TWO, {"a.json": b"1"}, a_stamp())

    entries = list(archive.journal())
    assert [e.event for e in entries] == [
        Event.BATCH_BEGUN,
        Event.NEW_OBJECT,
        Event.NEW_OBJECT,
        Event.BATCH_ENDED,
    ]
    assert [e.batch for e in entries] == [0, 1, 1, 1]
    assert entries[0].objects == (ONE, TWO)
    assert archive.unfinished_batches() == ()
    assert errors(archive) == []


def test_a_batch_that_broke_off_names_what_is_left_until_it_is_done_again(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    with suppress(ConflictError), archive.batch(a_stamp(), "thu phiếu", [ONE, TWO]):
        archive.commit(ONE, {"a.json": b"1"}, a_stamp())
        archive.commit(TWO, {"a.json": b"1"}, a_stamp(), expected_head=3)

    broken = reopened(archive).unfinished_batches()
    with archive.batch(a_stamp(), "thu phiếu", [ONE, TWO]):
        archive.commit(ONE, {"a.json": b"1"}, a_stamp())

    assert [(b.label, b.remaining, b.by) for b in broken] == [
        ("thu phiếu", (TWO,), "Nguyễn Thị Hoà")
    ]
    assert archive.unfinished_batches() == ()
    assert archive.head(ONE) == 1


def test_a_broken_batch_is_settled_when_every_dossier_got_its_version(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    with pytest.raises(RuntimeError), archive.batch(a_stamp(), "thu phiếu", [ONE]):
        raise RuntimeError

    archive.commit(ONE, {"a.json": b"1"}, a_stamp())

    assert archive.unfinished_batches() == ()


def test_a_batch_may_write_more_than_it_named_but_no_second_batch(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)

    with archive.batch(a_stamp(), "thu phiếu", [ONE]):
        archive.commit(TWO, {"a.json": b"1"}, a_stamp())
        with pytest.raises(RuntimeError, match="batch"), archive.batch(a_stamp(), "x", []):
            pass

    assert archive.head(TWO) == 1
    assert errors(archive) == []


HOLDER = """
import sys
from pathlib import Path
from hoso.archive import Archive
archive = Archive.open(Path(sys.argv[1]), Path(sys.argv[2]))
with archive.lock("Trần Thị Bình: thu phiếu"):
    print("giữ", flush=True)
    sys.stdin.read()
"""


def test_a_second_program_is_told_who_is_writing(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    archive.commit(ONE, {"a.json": b"1"}, a_stamp())
    before = tree(archive.root)
    command = [sys.executable, "-X", "utf8", "-c", HOLDER, archive.root, tmp_path / ".hoso"]

    with subprocess.Popen(  # noqa: S603 - our own script
        list(map(str, command)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parent.parent,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().decode().strip() == "giữ"
        with pytest.raises(BusyError, match="Trần Thị Bình: thu phiếu") as refusal:
            archive.commit(ONE, {"a.json": b"2"}, a_stamp())
        assert archive.read(ONE, "a.json") == b"1"
        other.kill()

    assert "chờ" in refusal.value.message
    assert tree(archive.root) == before
    assert archive.commit(ONE, {"a.json": b"2"}, a_stamp()).number == 2


def test_a_second_thread_is_another_writer(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    caught: list[Exception] = []

    def write() -> None:
        try:
            archive.commit(ONE, {"a.json": b"2"}, a_stamp())
        except BusyError as error:
            caught.append(error)

    with archive.lock("An"):
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
        archive.commit(ONE, {"a.json": b"1"}, a_stamp())

    assert [type(error) for error in caught] == [BusyError]
    assert archive.read(ONE, "a.json") == b"1"


def test_a_disk_that_cannot_lock_is_a_refusal_not_a_guess(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = an_archive(tmp_path)

    def unable(_descriptor: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", unable)

    with pytest.raises(StorageError, match="không khóa được tệp"):
        archive.commit(ONE, {"a.json": b"1"}, a_stamp())

    assert archive.head(ONE) == 0


def test_dossiers_whose_ids_hash_alike_share_a_folder(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    twins = [f"urn:uuid:{number:08x}-0000-4000-8000-000000000000" for number in (8, 17)]

    for object_id in twins:
        archive.commit(object_id, {"a.json": object_id.encode()}, a_stamp())
    (object_folder(archive).parent / "la").mkdir()
    (archive.root / ("00" if object_folder(archive).parent.name != "00" else "01")).touch()

    assert len({path.parent.parent for path in archive.root.glob("*/*/v1")}) == 1
    assert sorted(archive.object_ids()) == twins
    assert [archive.read(object_id, "a.json").decode() for object_id in twins] == twins


def test_a_batch_of_very_many_dossiers_is_one_long_line(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    many = [f"urn:uuid:{number:08x}-0000-4000-8000-000000000000" for number in range(2000)]

    with suppress(RuntimeError), archive.batch(a_stamp(), "thu phiếu", many):
        raise RuntimeError

    assert archive.state().sequence == 1
    assert [e.objects for e in archive.journal()] == [tuple(many)]
    assert archive.unfinished_batches()[0].remaining == tuple(many)


def test_two_writers_in_turn_see_each_other(tmp_path: Path) -> None:
    first = an_archive(tmp_path)
    second = reopened(first)

    for number in range(1, 5):
        writer = first if number % 2 else second
        writer.commit(ONE, {"a.json": str(number).encode()}, a_stamp(), expected_head=number - 1)

    assert [e.sequence for e in first.journal()] == [1, 2, 3, 4]
    assert errors(second) == []


def test_a_work_folder_that_cannot_be_made_is_a_refusal_of_the_disk(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    (tmp_path / ".hoso").write_bytes(b"a file, not a folder")

    with pytest.raises(StorageError, match="giữ nguyên"):
        archive.commit(ONE, {"a.json": b"1"}, a_stamp())

    assert archive.head(ONE) == 0


def test_time_is_kept_to_the_second_with_its_zone(tmp_path: Path) -> None:
    archive = an_archive(tmp_path)
    at = datetime(2025, 12, 5, 1, 2, 3, 999999, tzinfo=UTC)

    version = archive.commit(ONE, {"a.json": b"1"}, Stamp(by="An", why="x", at=at))

    assert version.created == at.replace(microsecond=0)
    assert version.created.utcoffset() == timedelta(0)
