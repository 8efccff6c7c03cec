"""The catalogue as a cache: rebuilt or caught up alike, damaged, locked, and never in the way."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoso.catalogue import Catalogue, _store
from hoso.errors import BusyError, CacheDamagedError, IntegrityError, StorageError
from hoso.model.dossier import (
    ArchiveState,
    DossierCard,
    DossierKind,
    DossierSnapshot,
    Provenance,
)
from hoso.model.review import Level, Rating, Shortcoming, Stage, Subject, SubjectKind
from hoso.model.roster import (
    Member,
    MemberState,
    Organisation,
    OrganisationRoster,
    OrganisationState,
)

NOW = datetime(2025, 12, 5, tzinfo=UTC)
DAY = date(2025, 1, 1)


def at(sequence: int) -> ArchiveState:
    return ArchiveState(sequence=sequence, digest=f"{sequence:064d}")


def a_snapshot(number: int, version: int = 1, entries: int = 2, code: str = "") -> DossierSnapshot:
    """Return a dossier whose registers say something else in every version."""
    organisation = f"cb-{number}"
    subject = Subject(kind=SubjectKind.COLLECTIVE, organisation=organisation)
    state = OrganisationState(since=DAY, name=f"Chi bộ {number} lần {version}", kind="chi_bo")
    members = tuple(
        Member(
            card=f"{place:08d}",
            states=(MemberState(since=DAY, organisation=organisation, full_name="Bùi Thị Ý"),),
        )
        for place in range(entries)
    )
    return DossierSnapshot(
        object_id=f"urn:uuid:{number}",
        version=version,
        created=NOW,
        card=DossierCard(
            code=code or f"tt-{organisation}-2025",
            title="Kiểm điểm",
            kind=DossierKind.COLLECTIVE,
            organisation=organisation,
            year=2025,
        ),
        roster=OrganisationRoster(
            organisation=Organisation(code=organisation, states=(state,)), members=members
        ),
        documents=tuple(
            Provenance(number=f"{place:04d}", kind="bao_cao", title=f"Lần {version}")
            for place in range(entries)
        ),
        shortcomings=tuple(
            Shortcoming(code=f"K-{number}-{version}-{p}", year=2025, subject=subject, text="Chậm")
            for p in range(entries)
        ),
        ratings=(
            Rating(
                subject=subject, year=2025, stage=Stage.DECIDED, level=Level.GOOD, by=str(version)
            ),
        ),
    )


def everything(catalogue: Catalogue) -> tuple[object, ...]:
    return (
        catalogue.state(),
        catalogue.dossiers(),
        catalogue.documents(),
        catalogue.shortcomings(),
        catalogue.ratings(year=2025),
        catalogue.organisations(None),
        catalogue.members(DAY),
        [catalogue.member(f"{place:08d}") for place in range(4)],
    )


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    made = Catalogue(tmp_path / ".hoso" / "catalogue.sqlite")
    made.rebuild([a_snapshot(number) for number in range(3)], at(1))
    return made


def file_of(tmp_path: Path) -> Path:
    return tmp_path / ".hoso" / "catalogue.sqlite"


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    batches=st.lists(
        st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=4), max_size=4
    )
)
def test_catching_up_in_any_steps_ends_where_a_rebuild_ends(
    tmp_path: Path, batches: list[list[tuple[int, int]]]
) -> None:
    stepwise, whole = Catalogue(tmp_path / "a.sqlite"), Catalogue(tmp_path / "b.sqlite")
    stepwise.rebuild([], at(0))
    heads: dict[int, DossierSnapshot] = {}

    for step, batch in enumerate(batches, 1):
        fresh = [a_snapshot(number, step * 10 + n, n) for number, n in batch]
        stepwise.apply(iter(fresh), at(step))
        heads |= {number: one for (number, _), one in zip(batch, fresh, strict=True)}
    whole.rebuild(heads.values(), at(len(batches)))

    assert everything(stepwise) == everything(whole)


def test_a_catalogue_that_was_never_built_has_no_state_and_asks_to_be_built(
    tmp_path: Path,
) -> None:
    catalogue = Catalogue(tmp_path / "c.sqlite")

    assert catalogue.state() is None
    with pytest.raises(CacheDamagedError):
        catalogue.dossiers()
    with pytest.raises(CacheDamagedError):
        catalogue.apply([], at(1))
    assert list(tmp_path.iterdir()) == []


def test_a_dossier_that_got_another_code_leaves_nothing_under_the_old_one(
    catalogue: Catalogue,
) -> None:
    catalogue.apply([a_snapshot(1, 2, 1, code="tt-cb-moi-2025")], at(2))

    assert catalogue.dossier("tt-cb-1-2025") is None
    assert catalogue.documents(dossier="tt-cb-1-2025") == ()
    assert catalogue.object_id("tt-cb-moi-2025") == "urn:uuid:1"


def test_two_dossiers_with_one_code_are_named_and_nothing_is_changed(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    before = everything(catalogue)
    twins = [a_snapshot(1, 2), a_snapshot(9, code="tt-cb-1-2025")]

    for act in (catalogue.apply, catalogue.rebuild):
        with pytest.raises(IntegrityError, match=r"tt-cb-1-2025.*urn:uuid:1 và urn:uuid:9"):
            act(twins, at(2))

    assert everything(catalogue) == before
    assert list(file_of(tmp_path).parent.iterdir()) == [file_of(tmp_path)]


def test_an_archive_that_fails_halfway_leaves_the_catalogue_as_it_was(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    def broken() -> Iterator[DossierSnapshot]:
        yield a_snapshot(1, 2)
        raise LookupError("archive")

    before = everything(catalogue)
    for act in (catalogue.apply, catalogue.rebuild):
        with pytest.raises(LookupError):
            act(broken(), at(2))

    assert everything(catalogue) == before
    assert list(file_of(tmp_path).parent.iterdir()) == [file_of(tmp_path)]


# -- damage -----------------------------------------------------------------------------------


def truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def overwritten(content: bytes) -> bytes:
    return bytes((byte * 7 + 13) % 256 for byte in content)


def half_overwritten(content: bytes) -> bytes:
    return content[:100] + overwritten(content[100:])


@pytest.mark.parametrize(
    "damage",
    [truncated, overwritten, half_overwritten, lambda _: b"", lambda _: b"SQLite format 3\x00"],
)
def test_a_damaged_file_has_no_state_asks_for_a_rebuild_and_can_be_rebuilt(
    catalogue: Catalogue, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    file = file_of(tmp_path)
    before = everything(catalogue)
    file.write_bytes(damage(file.read_bytes()))

    assert catalogue.state() is None
    for question in (
        catalogue.dossiers,
        catalogue.shortcomings,
        lambda: catalogue.apply([], at(2)),
    ):
        with pytest.raises(CacheDamagedError):
            question()
    catalogue.rebuild([a_snapshot(number) for number in range(3)], at(1))
    assert everything(catalogue) == before


def changed(tmp_path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file_of(tmp_path))) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_another_schema_has_no_state_and_asks_for_a_rebuild(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    changed(tmp_path, "PRAGMA user_version = 999")

    assert catalogue.state() is None
    with pytest.raises(CacheDamagedError, match="lược đồ 999"):
        catalogue.dossiers()


@pytest.mark.parametrize(
    "value", ["x'7b'", "'chữ'", "NULL", "7", """x'7b226d61223a317d'"""], ids=str
)
def test_an_entry_that_is_not_what_it_should_be_asks_for_a_rebuild(
    catalogue: Catalogue, tmp_path: Path, value: str
) -> None:
    columns = "dossier TEXT, place INTEGER, code, year, subject_kind, organisation, card, name"
    changed(
        tmp_path,
        "DROP TABLE shortcoming",
        f"CREATE TABLE shortcoming ({columns}, value)",
        f"INSERT INTO shortcoming VALUES ('d', 0, 'K', 2025, '', '', '', '', {value})",  # noqa: S608 - damage made on purpose
    )

    with pytest.raises(CacheDamagedError):
        catalogue.shortcomings()


def test_a_catalogue_without_its_state_is_rebuilt(catalogue: Catalogue, tmp_path: Path) -> None:
    changed(tmp_path, "DELETE FROM state")

    assert catalogue.state() is None


def test_what_a_killed_writer_left_is_undone_by_the_next_reader_and_never_harms_a_rebuild(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    file = file_of(tmp_path)
    journal = file.with_name(f"{file.name}-journal")
    before = everything(catalogue)
    with closing(sqlite3.connect(file, isolation_level=None)) as killed:
        killed.execute("PRAGMA cache_size = 1")
        killed.execute("BEGIN IMMEDIATE")
        killed.execute("UPDATE dossier SET value = zeroblob(30000)")
        half, undo = file.read_bytes(), journal.read_bytes()
    file.write_bytes(half)
    journal.write_bytes(undo)

    assert everything(catalogue) == before

    file.write_bytes(half)
    journal.write_bytes(undo)
    catalogue.rebuild([a_snapshot(7)], at(7))
    assert [row.object_id for row in catalogue.dossiers()] == ["urn:uuid:7"]
    assert catalogue.state() == at(7)


# -- other processes, threads and the disk ----------------------------------------------------


def test_another_writer_is_waited_for_and_then_named(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_store, "_WAIT", 0.05)
    with closing(sqlite3.connect(file_of(tmp_path), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(BusyError, match="tiến trình khác"):
            catalogue.apply([a_snapshot(1, 2)], at(2))
        assert catalogue.state() == at(1)

        other.execute("ROLLBACK")
    catalogue.apply([a_snapshot(1, 2)], at(2))
    assert catalogue.state() == at(2)


def test_readers_in_threads_see_whole_changes_while_one_writes(catalogue: Catalogue) -> None:
    errors: list[Exception] = []
    seen: set[tuple[str, ...]] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                seen.add(tuple(row.provenance.title for row in catalogue.documents()))
            except Exception as error:  # noqa: BLE001 - whatever it is, it is a failure
                errors.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for version in range(2, 12):
        batch = [a_snapshot(number, version) for number in range(3)]
        (catalogue.rebuild if version % 3 == 0 else catalogue.apply)(batch, at(version))
    stop.set()
    for thread in threads:
        thread.join()

    assert errors == []
    assert all(len(titles) == 6 and len(set(titles)) == 1 for titles in seen)


def test_a_place_that_cannot_be_written_is_said_in_vietnamese(tmp_path: Path) -> None:
    (tmp_path / ".hoso").write_text("a file")
    (tmp_path / "folder.sqlite").mkdir()

    for path in (tmp_path / ".hoso" / "catalogue.sqlite", tmp_path / "folder.sqlite"):
        with pytest.raises(StorageError, match="Không ghi được danh mục"):
            Catalogue(path).rebuild([a_snapshot(1)], at(1))

    assert sorted(path.name for path in tmp_path.iterdir()) == [".hoso", "folder.sqlite"]


def test_a_full_disk_is_said_in_vietnamese_and_the_catalogue_stays_as_it_was(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(catalogue)
    keep = _store.connect

    def small(path: Path) -> sqlite3.Connection:
        connection = keep(path)
        connection.execute("PRAGMA max_page_count = 60")
        return connection

    monkeypatch.setattr(_store, "connect", small)

    with pytest.raises(StorageError, match="ổ đĩa còn chỗ"):
        Catalogue(file_of(tmp_path)).apply([a_snapshot(n, 2, 2000) for n in range(3)], at(2))

    monkeypatch.undo()
    assert everything(catalogue) == before


# -- the open file ----------------------------------------------------------------------------


def test_many_questions_open_the_file_once_and_once_more_after_a_change(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    keep: Callable[..., sqlite3.Connection] = sqlite3.connect

    def noted(*args: object, **kwargs: object) -> sqlite3.Connection:
        opened.append(args)
        return keep(*args, **kwargs)

    monkeypatch.setattr(sqlite3, "connect", noted)
    asked = Catalogue(file_of(tmp_path))

    before = [everything(asked) for _ in range(3)]
    at_first = len(opened)
    catalogue.apply([a_snapshot(1, 2)], at(2))
    opened.clear()
    after = [everything(asked) for _ in range(3)]

    assert at_first == 1
    assert len(opened) <= 1  # none when the clock of the disk did not see the change; SQLite does
    assert before[0] == before[1] == before[2] != after[0] == after[1] == after[2]


def test_a_file_put_in_its_place_is_asked_from_then_on(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    other = Catalogue(tmp_path / "khac.sqlite")
    other.rebuild([a_snapshot(7)], at(9))
    wanted = everything(other)
    assert everything(catalogue) != wanted

    (tmp_path / "khac.sqlite").replace(file_of(tmp_path))

    assert everything(catalogue) == wanted


def test_a_file_taken_away_is_missed_although_it_was_open(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    assert catalogue.state() == at(1)

    file_of(tmp_path).unlink()

    assert catalogue.state() is None
    assert not file_of(tmp_path).exists()


def test_a_catalogue_that_nobody_needs_any_more_leaves_no_file_open(tmp_path: Path) -> None:
    made = Catalogue(file_of(tmp_path))
    made.rebuild([a_snapshot(1)], at(1))
    assert made.state() == at(1)
    waiting = [connection for _, connection in made._idle._waiting]

    del made

    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        waiting[0].execute("SELECT 1")
