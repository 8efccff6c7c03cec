"""One writer at a time, across processes; the system frees the lock of a process that dies."""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hoso.archive import _disk
from hoso.errors import BusyError

if sys.platform == "win32":  # pragma: no cover - the tests run elsewhere
    import msvcrt

    def _grab(descriptor: int) -> None:
        # Far behind the text, so that others can still read who holds the lock.
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _grab(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_TAKEN = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}


class WriteLock:
    """Khoá ghi: exclusive between processes and threads, reentrant within one thread.

    `is_idle` tells at the end whether everything was brought to its end or taken back.
    """

    def __init__(self, path: Path, is_idle: Callable[[], bool]) -> None:
        self._path, self._is_idle = path, is_idle
        self._owner: int | None = None

    @contextmanager
    def held(self, holder: str) -> Iterator[bool]:
        """Hold the lock; yield whether this call took it (False: the thread had it already).

        Raises BusyError when another process or thread writes, StorageError when the disk refuses.
        """
        if self._owner == threading.get_ident():
            yield False
            return
        with _disk.refusals(_disk.UNTOUCHED):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            self._take(descriptor, holder)
            try:
                yield from self._owned()
            finally:
                self._wipe(descriptor)
        finally:
            os.close(descriptor)

    def _wipe(self, descriptor: int) -> None:
        """Take the mark off, by which a writer's end is told from its death."""
        with suppress(OSError):
            if self._is_idle():
                os.ftruncate(descriptor, 0)

    def is_marked(self) -> bool:
        """Return whether somebody writes, or left something half done."""
        with _disk.refusals():
            return self._path.is_file() and self._path.stat().st_size > 0

    def _owned(self) -> Iterator[bool]:
        self._owner = threading.get_ident()
        try:
            yield True
        finally:
            self._owner = None

    def _take(self, descriptor: int, holder: str) -> None:
        with _disk.refusals(_disk.UNTOUCHED):
            try:
                _grab(descriptor)
            except OSError as error:
                if error.errno not in _TAKEN:
                    raise
                raise self._busy(descriptor) from error
            os.ftruncate(descriptor, 0)
            _disk.write_all(descriptor, f"{holder} (tiến trình {os.getpid()})".encode())

    def _busy(self, descriptor: int) -> BusyError:
        holder = os.read(descriptor, 1000).decode(errors="replace")
        return BusyError(
            f"Kho đang được ghi bởi {holder or 'một chương trình khác'}. Hãy chờ xong rồi chạy lại; "
            "khoá tự mở khi chương trình ấy kết thúc.",
            where=str(self._path),
        )
