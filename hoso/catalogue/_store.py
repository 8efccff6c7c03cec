"""The file: opening, what goes wrong with it, and asking."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from hoso.catalogue._schema import SCHEMA_VERSION
from hoso.catalogue._select import Select
from hoso.errors import BusyError, CacheDamagedError, IntegrityError, StorageError, system_reason
from hoso.model import base
from hoso.model.dossier import ArchiveState

T = TypeVar("T")

_WAIT = 10.0  # seconds for another process to finish writing
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DISK = {
    sqlite3.SQLITE_FULL: "ổ đĩa đã đầy",
    sqlite3.SQLITE_READONLY: "tệp hoặc ổ đĩa chỉ cho đọc",
    sqlite3.SQLITE_PERM: "không được phép ghi",
}


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into BusyError, StorageError or CacheDamagedError."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _BUSY:
            raise BusyError(
                "Một tiến trình khác đang cập nhật danh mục. Hãy thử lại sau ít phút.",
                where=str(path),
            ) from error
        if code in _DISK:
            raise refusal(path, error) from error
        raise CacheDamagedError(f"Danh mục {path} hỏng ({error}).") from error


def refusal(path: Path, error: Exception) -> StorageError:
    """Return what to say when the disk refuses."""
    if isinstance(error, OSError):
        why = system_reason(error)
    else:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        why = _DISK.get(code, "hệ thống từ chối")
    return StorageError(
        f"Không ghi được danh mục {path} ({why}). Hãy kiểm tra ổ đĩa còn chỗ và quyền ghi, "
        "đóng chương trình đang mở tệp này, rồi thử lại.",
        where=str(path),
    )


class _Idle:
    """Connections that wait for the next question; opening one costs more than most questions.

    Each serves one question at a time, so any thread may ask. A file that was written since, or
    put in the place of the one that was opened, is opened anew: what happened to it is then told.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[object, sqlite3.Connection]] = []

    @contextmanager
    def lent(self, path: Path) -> Iterator[sqlite3.Connection]:
        """Give a connection to the file that lies at `path` now; after an error it is closed."""
        which = _stand(path)  # before it is opened: in doubt it is opened once more
        connection = self._fitting(which) or connect(path)
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        self._waiting.append((which, connection))

    def close(self) -> None:
        """Close all that wait."""
        while self._waiting:
            self._waiting.pop()[1].close()

    def _fitting(self, which: object) -> sqlite3.Connection | None:
        while self._waiting:
            opened, connection = self._waiting.pop()
            if opened == which is not None:
                return connection
            connection.close()
        return None


class Store:
    """The catalogue's file, which any thread may ask at any time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle = _Idle()
        weakref.finalize(self, self._idle.close)

    def state(self) -> ArchiveState | None:
        """Return what of the archive the catalogue reflects, None when it must be rebuilt."""
        try:
            rows = self._rows(Select("sequence, digest FROM state", "only"))
            return ArchiveState(sequence=rows[0][0], digest=rows[0][1]) if rows else None
        except CacheDamagedError:
            return None

    def _rows(self, select: Select) -> list[tuple[Any, ...]]:
        with self._connection() as connection:
            return connection.execute(select.sql, select.values).fetchall()

    def _values(self, select: Select, kind: type[T]) -> tuple[T, ...]:
        return tuple(self._decoded(row[0], kind) for row in self._rows(select))

    def _decoded(self, value: bytes, kind: type[T]) -> T:
        try:
            return base.decode(value, kind, where=str(self._path))
        except (IntegrityError, TypeError) as error:
            raise CacheDamagedError(f"Danh mục {self._path} hỏng ({error}).") from error

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Give a connection to a sound file of this schema, else raise CacheDamagedError."""
        # Not read-only: a reader may have to roll back what a crashed writer left behind.
        with guarded(self._path), self._idle.lent(self._path) as connection:
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            if found != SCHEMA_VERSION:
                raise CacheDamagedError(f"Danh mục {self._path} thuộc lược đồ {found}.")
            yield connection


def connect(path: Path) -> sqlite3.Connection:
    """Open `path`, which must exist, for one thread at a time; transactions are begun by hand."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(
        uri, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False
    )


def _stand(path: Path) -> object:
    """Return what tells the file as it is now from any other, None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
