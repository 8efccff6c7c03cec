"""What people hand in: files, folders and zips, named as they come."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hoso import text
from hoso.errors import NotFoundError, UnreadableFileError, system_reason

_WORD = ".docx"
_LARGEST = 200 * 1024 * 1024  # bytes of one file inside a zip


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One file as it came: where from, and its bytes."""

    path: str
    data: bytes


Loader = Callable[[], bytes]


def read(path: Path) -> bytes:
    """Return the bytes of a file handed in by name; raise UnreadableFileError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"Không đọc được {path} ({system_reason(error)}).", where=str(path)
        ) from error


def files(paths: Sequence[Path]) -> Iterator[tuple[str, Loader]]:
    """Yield (name, how to read it) of every Word file in `paths`, in a stable order.

    Raise NotFoundError for a path that does not exist. Files of other kinds are yielded too, with
    a loader that raises UnreadableFileError, so that nothing handed in is passed over silently.
    """
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not _clutter(p.name))
            yield from (found for one in inside for found in _file(one))
        elif path.exists():
            yield from _file(path)
        else:
            raise NotFoundError(f"Không có tệp hay thư mục {path}.", where=str(path))


def _clutter(name: str) -> bool:
    """Return whether a file is the system's own, never handed in by a person."""
    return name.startswith(("~$", ".")) or name.lower() in {"thumbs.db", "desktop.ini"}


def _file(path: Path) -> Iterator[tuple[str, Loader]]:
    suffix = path.suffix.lower()
    if suffix == ".zip":
        yield from _zip(path)
    elif suffix == _WORD:
        yield text.nfc(str(path)), path.read_bytes
    else:
        yield text.nfc(str(path)), _refuser(str(path))


def _refuser(name: str) -> Loader:
    def refuse() -> bytes:
        raise UnreadableFileError(
            f"{name}: chưa nhận loại tệp này. Hãy mở bằng Word và lưu lại thành .docx.", where=name
        )

    return refuse


def _zip(path: Path) -> Iterator[tuple[str, Loader]]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [
                info
                for info in archive.infolist()
                if not info.is_dir() and not _clutter(Path(info.filename).name)
            ]
    except (zipfile.BadZipFile, OSError) as error:
        why = system_reason(error) if isinstance(error, OSError) else "hỏng hoặc không phải .zip"
        raise UnreadableFileError(
            f"{path.name}: không mở được tệp nén ({why}). Hãy nén lại rồi gửi.", where=str(path)
        ) from error
    for info in sorted(members, key=lambda member: member.filename):
        name = text.nfc(f"{path}!{info.filename}")
        is_word = info.filename.lower().endswith(_WORD)
        yield name, _zip_loader(path, info, name) if is_word else _refuser(name)


def _zip_loader(path: Path, info: zipfile.ZipInfo, name: str) -> Loader:
    def load() -> bytes:
        if info.flag_bits & 1 or info.file_size > _LARGEST:
            raise UnreadableFileError(
                f"{name}: tệp trong gói nén có mật khẩu hoặc quá lớn. Hãy giải nén rồi gửi lại.",
                where=name,
            )
        with zipfile.ZipFile(path) as archive:
            return archive.read(info)

    return load
