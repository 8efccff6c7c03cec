"""Danh mục: what all dossiers say in figures and names, a cache rebuilt when anything is wrong."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from hoso.catalogue import _write
from hoso.catalogue._dossiers import Dossiers
from hoso.catalogue._reviews import Reviews
from hoso.catalogue._rosters import Rosters
from hoso.catalogue._schema import statements
from hoso.catalogue._store import connect, guarded, refusal
from hoso.model.dossier import ArchiveState, DossierSnapshot


class Catalogue(Dossiers, Rosters, Reviews):
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
            self._use(draft)
        finally:
            draft.unlink(missing_ok=True)

    def _use(self, draft: Path) -> None:
        """Put a complete file in the place of the old one."""
        journal = self._path.with_name(f"{self._path.name}-journal")
        try:
            if journal.exists():
                # It belongs to the old file; beside the new one, it would be played into that.
                self._path.unlink(missing_ok=True)
                journal.unlink(missing_ok=True)
            draft.replace(self._path)
        except OSError as error:
            raise refusal(self._path, error) from error


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
