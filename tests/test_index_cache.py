"""The index as a cache: replaced in part or whole, damaged, locked, killed, and never in the way."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from whoosh.writing import SegmentWriter

from hoso.errors import BusyError, CacheDamagedError, StorageError
from hoso.index import Filters, Index
from hoso.index._build import Build
from hoso.model.dossier import ArchiveState, IndexedDocument
from tests.index_samples import a_document

ANY = Filters()


def at(sequence: int) -> ArchiveState:
    return ArchiveState(sequence=sequence, digest=f"{sequence:064d}")


def some_documents(count: int = 3) -> list[IndexedDocument]:
    return [a_document(f"d{n}/0001", f"khuyết điểm thứ {n}") for n in range(count)]


@pytest.fixture
def index(tmp_path: Path) -> Index:
    made = Index(tmp_path / "index")
    made.rebuild(some_documents(), at(1))
    return made


def found(index: Index, query: str = "khuyết") -> list[str]:
    return sorted(hit.document for hit in index.search(query, ANY, 100).hits)


def test_an_index_that_was_never_built_has_no_state_and_asks_to_be_built(tmp_path: Path) -> None:
    index = Index(tmp_path / "index")

    assert index.state() is None
    with pytest.raises(CacheDamagedError):
        index.search("khuyết", ANY, 10)
    with pytest.raises(CacheDamagedError):
        index.put([], dossiers=[], state=at(1))


def test_an_empty_archive_has_an_empty_index_that_answers(tmp_path: Path) -> None:
    index = Index(tmp_path / "index")

    index.rebuild([], at(0))

    assert index.state() == at(0)
    assert found(index) == []


def test_putting_replaces_all_of_the_named_dossiers_and_nothing_else(index: Index) -> None:
    fresh = [a_document("d1/0002", "khuyết điểm mới"), a_document("d9/0001", "khuyết điểm khác")]

    index.put(iter(fresh), dossiers=["d1", "d9", "d-không-có"], state=at(2))

    assert found(index) == ["d0/0001", "d1/0002", "d2/0001", "d9/0001"]
    assert index.state() == at(2)


def test_putting_the_same_again_and_again_changes_nothing(index: Index) -> None:
    for sequence in range(2, 6):
        index.put(some_documents(), dossiers=["d0", "d1", "d2"], state=at(sequence))

    assert found(index) == ["d0/0001", "d1/0001", "d2/0001"]
    assert index.search("khuyết", ANY, 10).total == 3


def test_of_two_documents_with_one_key_the_later_counts(index: Index) -> None:
    twice = [a_document("d1/0001", f"khuyết điểm lần {name}") for name in ("đầu", "giữa", "cuối")]

    index.put(twice, dossiers=["d1"], state=at(2))
    put = found(index, "khuyết lần"), found(index, '"lần cuối"')
    index.rebuild(twice, at(3))
    rebuilt = found(index, "khuyết lần"), found(index, '"lần cuối"')

    assert put == rebuilt == (["d1/0001"], ["d1/0001"])


def test_a_rebuild_takes_the_place_of_everything_and_leaves_one_build(
    index: Index, tmp_path: Path
) -> None:
    index.rebuild([a_document("e/0001", "khuyết điểm")], at(9))

    assert found(index) == ["e/0001"]
    assert index.state() == at(9)
    assert sorted(p.name for p in (tmp_path / "index").iterdir()) == ["0002", "trang_thai.json"]


def test_an_archive_that_fails_halfway_leaves_the_old_index_in_use(
    index: Index, tmp_path: Path
) -> None:
    def broken() -> Iterator[IndexedDocument]:
        yield a_document("e/0001", "khuyết điểm")
        raise LookupError("archive")

    with pytest.raises(LookupError):
        index.rebuild(broken(), at(2))
    with pytest.raises(LookupError):
        index.put(broken(), dossiers=["d1"], state=at(2))

    assert found(index) == ["d0/0001", "d1/0001", "d2/0001"]
    assert index.state() == at(1)
    index.put([], dossiers=["d1"], state=at(3))  # the lock was let go
    assert found(index) == ["d0/0001", "d2/0001"]
    assert [p.name for p in (tmp_path / "index").iterdir() if p.is_dir()] == ["0001"]


def test_a_build_that_lost_records_is_not_put_into_use(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep: Callable[..., None] = SegmentWriter.add_document

    def forgetful(self: SegmentWriter, **fields: object) -> None:
        if fields["key"] != "d1/0001":
            keep(self, **fields)

    monkeypatch.setattr(SegmentWriter, "add_document", forgetful)

    with pytest.raises(CacheDamagedError, match="chỉ có 2 trên 3"):
        index.rebuild(some_documents(), at(2))

    assert index.state() == at(1)


# -- damage -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"build":"0001","archive":{"so":1,"sha256":""},"schema":0}',
        b'{"build":"../..","archive":{"so":1,"sha256":""},"schema":1}',
    ],
)
def test_a_damaged_or_foreign_marker_means_no_state(
    index: Index, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "index" / "trang_thai.json").write_bytes(content)

    assert index.state() is None
    with pytest.raises(CacheDamagedError):
        found(index)
    index.rebuild(some_documents(), at(2))
    assert len(found(index)) == 3


def files_of(folder: Path, pattern: str) -> list[Path]:
    return list((folder / "index" / "0001").glob(pattern))


@pytest.mark.parametrize("content", [b"", b"\x80", b"rubbish" * 40])
def test_a_damaged_table_of_contents_means_no_state(
    index: Index, tmp_path: Path, content: bytes
) -> None:
    for file in files_of(tmp_path, "*.toc"):
        file.write_bytes(content)

    assert index.state() is None
    with pytest.raises(CacheDamagedError):
        found(index)


def test_a_table_of_contents_that_is_listed_but_never_there_is_damage(
    index: Index, tmp_path: Path
) -> None:
    (toc,) = files_of(tmp_path, "*.toc")
    toc.unlink()
    toc.symlink_to(tmp_path / "nowhere")

    assert index.state() is None
    with pytest.raises(CacheDamagedError):
        found(index)


def test_a_missing_build_or_segment_asks_for_a_rebuild(index: Index, tmp_path: Path) -> None:
    for file in files_of(tmp_path, "*.seg"):
        file.unlink()
    with pytest.raises(CacheDamagedError):
        found(index)

    shutil.rmtree(tmp_path / "index" / "0001")

    assert index.state() is None
    index.rebuild(some_documents(), at(2))
    assert len(found(index)) == 3


@pytest.mark.parametrize("size", [0, 1, 100, 700])
def test_a_truncated_segment_asks_for_a_rebuild_on_search_and_on_putting(
    index: Index, tmp_path: Path, size: int
) -> None:
    for file in files_of(tmp_path, "*.seg"):
        file.write_bytes(file.read_bytes()[:size])

    with pytest.raises(CacheDamagedError):
        found(index)
    with pytest.raises(CacheDamagedError):
        index.put([], dossiers=["d1"], state=at(2))
    index.rebuild(some_documents(), at(2))
    assert len(found(index)) == 3


def test_flipped_bits_end_in_an_answer_or_a_call_for_a_rebuild_and_nothing_else(
    index: Index, tmp_path: Path
) -> None:
    (segment,) = files_of(tmp_path, "*.seg")
    sound, right, refused = segment.read_bytes(), 0, 0
    # Whoosh keeps no checksums: about one flipped bit in five hundred goes unnoticed.
    for place in range(0, len(sound), len(sound) // 120):
        damaged = bytearray(sound)
        damaged[place] ^= 1 << place % 8
        segment.write_bytes(damaged)
        try:
            right += index.search("khuyết", ANY, 100).total == 3
        except CacheDamagedError:
            refused += 1

    assert right > 0
    assert refused > 0
    assert right + refused >= 115


# -- other processes and the disk -------------------------------------------------------------


def test_a_second_writer_is_told_to_wait_and_the_first_goes_on(
    index: Index, tmp_path: Path
) -> None:
    with Build.opened(tmp_path / "index" / "0001") as first, first._writer():
        with pytest.raises(BusyError, match="tiến trình khác"):
            index.put([], dossiers=["d1"], state=at(2))
        assert len(found(index)) == 3

    index.put([], dossiers=["d1"], state=at(2))
    assert len(found(index)) == 2


def test_a_full_disk_is_said_in_vietnamese_and_the_old_index_stays(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(SegmentWriter, "commit", full)

    with pytest.raises(StorageError, match="ổ đĩa còn chỗ"):
        index.rebuild(some_documents(), at(2))

    monkeypatch.undo()
    assert len(found(index)) == 3
    assert index.state() == at(1)


def test_a_path_that_cannot_be_a_folder_is_damage_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file")

    with pytest.raises(CacheDamagedError):
        Index(tmp_path / "index").rebuild([], at(1))

    assert Index(tmp_path / "index").state() is None


def test_readers_in_threads_see_whole_states_while_one_writes(index: Index) -> None:
    errors: list[Exception] = []
    seen: set[int] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                seen.add(index.search("khuyết", ANY, 10).total)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is a failure
                errors.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for sequence in range(2, 8):
        fresh = [] if sequence % 2 else some_documents()[1:2]
        index.put(fresh, dossiers=["d1"], state=at(sequence))
    stop.set()
    for thread in threads:
        thread.join()

    assert errors == []
    assert seen <= {2, 3}


KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from hoso.index import Index
from tests.index_samples import a_document
from tests.test_index_cache import at
index = Index(Path({folder!r}))
for turn in range(10_000):
    documents = [a_document(f"k/{{n:04d}}", f"khuyết lượt {{turn}} " * 20) for n in range(20)]
    index.put(documents, dossiers=["k"], state=at(turn + 2))
    print(turn, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_writer_killed_at_any_moment_leaves_an_index_that_answers_and_can_be_written(
    index: Index, tmp_path: Path
) -> None:
    root = Path(__file__).parents[1]
    script = KILLED.format(root=str(root), folder=str(tmp_path / "index"))
    for delay in (0.0, 0.013, 0.031, 0.047):
        child = subprocess.Popen(  # noqa: S603 - our own script
            [sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=tmp_path
        )
        with child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(delay)
            os.kill(child.pid, signal.SIGKILL)

        hits = index.search("lượt", ANY, 99).hits
        assert len({hit.snippet for hit in hits}) == 1  # all of one turn, never a mixture
        assert index.search("khuyết", ANY, 99).total == 23
        index.put([], dossiers=["k"], state=at(1))
        assert len(found(index)) == 3
