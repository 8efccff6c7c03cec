"""A package under a passphrase: its folder in one zip, encrypted in age files, and opened again.

Whoever lost the program opens it with any age tool: each file decrypted, joined in order, is a zip.
"""

from __future__ import annotations

import os
import shutil
import zipfile
import zlib
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from hoso import seal
from hoso.errors import StorageError, UnreadableFileError, system_reason

SUFFIX: Final = ".age"
_CHUNK: Final = 1 << 20  # bytes
# What a zip that somebody else made, or made badly, can end in.
_NOT_WHOLE: Final = (zipfile.BadZipFile, EOFError, RuntimeError, zlib.error)
_LONGEST_START: Final = 64  # bytes that tell an age file


def stem(out: Path) -> str:
    """Return the name of the bag's folder inside, as `out` says it."""
    return out.name.removesuffix(SUFFIX)


def first(out: Path) -> Path:
    """Return the first age file: `goi.age` for `goi` and for `goi.age`."""
    return out.with_name(f"{stem(out)}{SUFFIX}")


def _piece(out: Path, number: int) -> Path:
    return first(out) if number == 1 else out.with_name(f"{stem(out)}.{number}{SUFFIX}")


def is_locked(path: Path) -> bool:
    """Return whether `path` is an age file, by what it holds or what it is called."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return seal.is_locked(file.read(_LONGEST_START)) or path.suffix == SUFFIX


def lock(bag: Path, out: Path, passphrase: str, piece: int = seal.PIECE) -> tuple[Path, ...]:
    """Encrypt the folder `bag` into `goi.age`, and `goi.2.age` … when it is large; return them.

    Raise StorageError for a file that is there already, or when the disk refuses; then no piece stays.
    """
    made: list[Path] = []
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        put = partial(_put, out, made)
        with seal.Locking(passphrase, put, piece) as stream:
            _zip(bag, stream)
    except BaseException as error:
        for path in made:
            path.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        where = error.filename or first(out)
        raise StorageError(
            f"Không ghi được tệp mã hóa {where} ({system_reason(error)}). Kho vẫn nguyên như trước; phần "
            "dở dang đã được dọn.",
            where=str(where),
        ) from error
    return tuple(made)


def _put(out: Path, made: list[Path], number: int, data: bytes) -> None:
    path = _piece(out, number)
    with path.open("xb") as file:
        made.append(path)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _zip(bag: Path, stream: seal.Locking) -> None:
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as packed:
        for path in sorted(bag.rglob("*")):
            if path.is_file():
                packed.write(path, f"{bag.name}/{path.relative_to(bag).as_posix()}")


def unlock(path: Path, passphrase: str, folder: Path) -> Path:
    """Decrypt a package into `folder`, an empty one, and return the bag's folder in it.

    Raise UnreadableFileError for a wrong passphrase, for what is damaged, cut off or incomplete;
    StorageError when the disk refuses.
    """
    packed, target = folder / "goi.zip", folder / "goi"
    try:
        _decrypt(path, passphrase, packed)
        _unzip(packed, target, path)
        packed.unlink()
        return _only(target, path)
    except OSError as error:
        raise StorageError(
            f"Không giải mã được {path} ra đĩa ({system_reason(error)}). Hãy xem đĩa còn chỗ và tệp còn "
            "đọc được.",
            where=str(path),
        ) from error


def _decrypt(path: Path, passphrase: str, target: Path) -> None:
    """Write what the pieces hold, in order; one piece at a time is in memory."""
    with target.open("xb") as file:
        number, piece = 1, path
        while piece.is_file():
            file.write(seal.unlock(piece.read_bytes(), passphrase, piece.name))
            number += 1
            piece = _piece(path, number)


def _unzip(packed: Path, target: Path, path: Path) -> None:
    target.mkdir(exist_ok=True)
    try:
        with zipfile.ZipFile(packed) as archive:
            for info in archive.infolist():
                if not info.is_dir():
                    _extract(archive, info, target)
    except _NOT_WHOLE as error:
        raise UnreadableFileError(
            f"{path.name} mở được nhưng gói bên trong không trọn: thiếu một phần "
            f"({stem(path)}.2{SUFFIX} …) hoặc các phần của hai gói bị lẫn. Hãy chép đủ các phần vào cùng "
            "một thư mục.",
            where=str(path),
        ) from error


def _only(target: Path, path: Path) -> Path:
    """Return the one folder that the package is."""
    found = list(target.iterdir())
    if len(found) != 1:
        raise UnreadableFileError(
            f"{path.name} mở được nhưng bên trong có {len(found)} thư mục, phải là đúng một gói; không nhận.",
            where=str(path),
        )
    return found[0]


def _extract(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> None:
    """Write one file; a name that would lead out of the folder is refused."""
    parts = PurePosixPath(info.filename).parts
    unsafe = not parts or ".." in parts or not info.filename.isascii() or "\\" in info.filename
    if unsafe or info.filename.startswith("/") or ":" in info.filename or len(parts) == 1:
        raise UnreadableFileError(
            f"Gói có tên tệp «{info.filename}» không dùng được; không nhận.", where=info.filename
        )
    place = target.joinpath(*parts)
    place.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(info) as reading, place.open("xb") as writing:
        shutil.copyfileobj(reading, writing, _CHUNK)
