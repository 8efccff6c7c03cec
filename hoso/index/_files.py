"""The files of one build, and what goes wrong with them."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import LockError

from hoso.errors import BusyError, CacheDamagedError, HosoError, StorageError, system_reason

_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}


class Files(FileStorage):
    """A folder of index files that are all closed at the end, whatever happened.

    Whoosh forgets files that it opened when it finds one damaged; while they are open, Windows
    does not let the folder go.
    """

    def __init__(self, folder: Path) -> None:
        starting: Callable[..., None] = super().__init__
        starting(str(folder))
        self._opened: list[StructFile] = []

    def open_file(self, name: str, *given: Any, **named: Any) -> StructFile:
        """Open a file to read."""
        opening: Callable[..., StructFile] = super().open_file
        return self._noted(opening(name, *given, **named))

    def create_file(self, name: str, *given: Any, **named: Any) -> StructFile:
        """Make a file to write."""
        making: Callable[..., StructFile] = super().create_file
        return self._noted(making(name, *given, **named))

    def release(self) -> None:
        """Close what is still open."""
        for file in self._opened:
            with suppress(Exception):  # most are closed already
                file.close()
        self._opened.clear()

    def _noted(self, file: StructFile) -> StructFile:
        self._opened.append(file)
        return file


@contextmanager
def guarded(folder: Path) -> Iterator[None]:
    """Turn what Whoosh raises into BusyError, StorageError or CacheDamagedError."""
    try:
        yield
    except (HosoError, CacheDamagedError):
        raise
    except LockError as error:
        raise BusyError(
            "Một tiến trình khác đang cập nhật chỉ mục tra cứu. Hãy thử lại sau ít phút.",
            where=str(folder),
        ) from error
    except Exception as error:
        # Damaged files make Whoosh raise anything at all.
        if isinstance(error, OSError) and error.errno in _DISK:
            raise StorageError(
                f"Không đọc hoặc ghi được chỉ mục tra cứu ở {folder} ({system_reason(error)}). "
                "Hãy kiểm tra ổ đĩa còn chỗ và quyền đọc, ghi.",
                where=str(folder),
            ) from error
        raise CacheDamagedError(
            f"Chỉ mục tra cứu ở {folder} hỏng ({type(error).__name__}: {error})."
        ) from error
