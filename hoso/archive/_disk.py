"""Durable file operations, and the words for a disk that refuses."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from hoso.errors import StorageError, system_reason

# A virus scanner or a reader may hold a file for a moment; Windows then refuses to move it.
_PAUSES = (0.05, 0.1, 0.2, 0.4)
UNTOUCHED = "Kho vẫn giữ nguyên như trước."
# What to do next, by the number of the system's error.
_MAKE_ROOM = "hãy dọn bớt hoặc chuyển sang ổ khác rồi chạy lại"
_CLOSE_IT = (
    "hãy đóng chương trình đang mở tệp này (Word, trình diệt vi-rút) và kiểm tra quyền trên thư mục "
    "rồi chạy lại"
)
_ADVICE = {
    errno.ENOSPC: _MAKE_ROOM,
    errno.EDQUOT: _MAKE_ROOM,
    errno.EROFS: "hãy bỏ khoá ghi hoặc chuyển sang ổ ghi được rồi chạy lại",
    errno.EACCES: _CLOSE_IT,
    errno.EPERM: _CLOSE_IT,
    errno.EXDEV: "hãy đặt .hoso và archive cùng một ổ đĩa",
    errno.ENAMETOOLONG: "hãy chuyển kho đến thư mục có đường dẫn ngắn hơn",
}


def refusal(error: OSError, outcome: str) -> StorageError:
    """Return what a user should know about `error`; `outcome` says what became of the archive."""
    advice = _ADVICE.get(error.errno or 0)
    reason = f"{system_reason(error)}; {advice}" if advice else system_reason(error)
    where = str(error.filename or "")
    place = f" ({where})" if where else ""
    return StorageError(f"Ổ đĩa từ chối{place}: {reason}. {outcome}".rstrip(), where=where)


@contextmanager
def refusals(outcome: str = "") -> Iterator[None]:
    """Turn every OSError into a StorageError that ends with `outcome`."""
    try:
        yield
    except OSError as error:
        raise refusal(error, outcome) from error


def write(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Write a new file; with `sync` it is on the disk when this returns."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o666)
    try:
        write_all(descriptor, data)
        if sync:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data`, however many calls the system needs."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def write_tree(base: Path, files: Mapping[str, bytes]) -> None:
    """Write new files below `base` and flush them and every folder made for them."""
    base.mkdir(parents=True, exist_ok=True)
    folders = sorted({folder for name in files for folder in _folders_of(name)})
    for folder in folders:
        (base / folder).mkdir(exist_ok=True)
    for name, data in files.items():
        write(base / name, data)
    for folder in [*reversed(folders), ""]:
        sync_folder(base / folder)


def _folders_of(name: str) -> Iterator[str]:
    while name := name.rpartition("/")[0]:
        yield name


def sync_folder(folder: Path) -> None:
    """Flush the names in `folder`; Windows has no such call and keeps them by itself."""
    if sys.platform == "win32":  # pragma: no cover - the tests run elsewhere
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def move(source: Path, target: Path) -> None:
    """Rename in one step, replacing a file; wait a little for whoever holds it open."""
    for pause in _PAUSES:
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    source.replace(target)


def free_name(folder: Path, stem: str) -> Path:
    """Return the first of `stem-1`, `stem-2` … that `folder` does not have."""
    number = 1
    while (path := folder / f"{stem}-{number}").exists():
        number += 1
    return path
