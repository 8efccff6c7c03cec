"""Danh mục: what all dossiers say in figures and names, a cache rebuilt when anything is wrong."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from hoso.catalogue import _write
from hoso.catalogue._dossiers import Dossiers
from hoso.catalogue._many import Many
from hoso.catalogue._oversight import Oversight
from hoso.catalogue._reviews import Reviews
from hoso.catalogue._rosters import Rosters
from hoso.catalogue._schema import REGISTERS, statements
from hoso.catalogue._store import connect, guarded, refusal
from hoso.model.dossier import ArchiveState, DossierSnapshot

_NO_DATABASE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Catalogue(Dossiers, Rosters, Reviews, Oversight, Many):
    """The catalogue in one SQLite file; any thread may ask and write at any time."""

    def apply(self, snapshots: Iterable[DossierSnapshot], state: ArchiveState) -> None:
        """Replace all that these dossiers said, as one change; the catalogue then reflects `state`.

        Raise CacheDamagedError when there is no sound catalogue, BusyError when another process
        writes too long, StorageError when the disk refuses, IntegrityError when two dossiers bear
        one code.
        """
        with self._connection() as connection, _transaction(connection):
            _write.put(connection, snapshots, state)

    def rebuild(self, snapshots: Iterable[DossierSnapshot], state: ArchiveState) -> None:
        """Make the whole catalogue anew; the old one answers until the new one is complete.

        Raise StorageError when the disk refuses, IntegrityError when two dossiers bear one code.
        """
        draft = self._path.with_name(f"{self._path.name}.{uuid.uuid4().hex}.moi")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            draft.touch()
        except OSError as error:
            raise refusal(self._path, error) from error
        try:
            with guarded(draft), closing(connect(draft)) as connection:
                _create(connection)
                with _transaction(connection):
                    _write.put(connection, snapshots, state)
            with guarded(self._path):
                self._use(draft)
        finally:
            draft.unlink(missing_ok=True)

    def _use(self, draft: Path) -> None:
        """Put what a complete draft says in the place of what the catalogue said, as one change.

        Putting another file under the feet of readers would let them play its journal into the
        wrong one. Only what is no database at all, or none yet, is replaced as a file.
        """
        try:
            with closing(connect(self._path)) as connection:
                connection.execute("ATTACH ? AS draft", (str(draft),))
                with _transaction(connection):
                    _take_over(connection)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _NO_DATABASE:
                raise
            self._replace(draft)

    def _replace(self, draft: Path) -> None:
        journal = self._path.with_name(f"{self._path.name}-journal")
        self._idle.close()  # Windows replaces no file that is open
        try:
            if journal.exists():
                # It belongs to the old file; beside the new one, it would be played into that.
                self._path.unlink(missing_ok=True)
                journal.unlink(missing_ok=True)
            draft.replace(self._path)
        except OSError as error:
            raise refusal(self._path, error) from error


def _take_over(connection: sqlite3.Connection) -> None:
    listed = "SELECT name FROM main.sqlite_master WHERE type = 'table'"
    for (table,) in connection.execute(listed).fetchall():
        connection.execute(f'DROP TABLE main."{table}"')
    for statement in statements():
        connection.execute(statement)
    for table in ("state", "dossier", *REGISTERS):
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM draft.{table}")  # noqa: S608  # our own names


def _create(connection: sqlite3.Connection) -> None:
    # Nothing to undo or to save: a draft that is not complete is thrown away.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    for statement in statements():
        connection.execute(statement)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
