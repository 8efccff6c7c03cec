"""What people hand in: files, folders and zips, named as they come."""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from hoso import office, text
from hoso.errors import NotFoundError, UnreadableFileError, system_reason
from hoso.fixity import FAT_LIMIT

_WORD = ".docx"
_OTHERS = (".doc", ".odt", ".rtf")  # read through LibreOffice
_ZIP = b"PK\x03\x04"
_LARGEST = 200 * 1024 * 1024  # bytes of one file inside a zip
_UTF8_FLAG = 0x800  # of a zip entry: its name is UTF-8 (APPNOTE 4.4.4)
_ENCODINGS = ("utf-8", "cp1258")


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """One file as it came: where from, and its bytes."""

    path: str
    data: bytes
    program: Path | None = None  # LibreOffice as `hoso.toml` names it; None: where it usually is

    @property
    def name(self) -> str:
        """Return the file's own name, without the folders and zips around it."""
        return re.split(r"[/\\!]", self.path)[-1]

    @property
    def suffix(self) -> str:
        """Return the ending under which the file is kept: what it is, not what it is called."""
        suffix = PurePosixPath(self.name).suffix.lower()
        return _WORD if self.data.startswith(_ZIP) and suffix != ".odt" else suffix

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def docx(self) -> bytes:
        """Return the file as .docx, converted when it is something else; never kept as the original.

        Raise MissingProgramError without LibreOffice, UnreadableFileError when it cannot be read.
        """
        if self.suffix not in _OTHERS:
            return self.data
        return office.find(self.program).to_docx(self.data, self.name)


Loader = Callable[[], bytes]


def read(path: Path) -> bytes:
    """Return the bytes of a file handed in by name; raise UnreadableFileError.

    A file that FAT32 cannot hold is refused here, not on the day of the hand-over.
    """
    try:
        if path.stat().st_size > FAT_LIMIT:
            raise UnreadableFileError(
                f"{path} lớn từ 4 GiB trở lên: thẻ nhớ định dạng FAT32 không chứa được khi bàn giao. "
                "Hãy tách hoặc nén nhỏ tệp rồi nộp lại.",
                where=str(path),
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"Không đọc được {path} ({system_reason(error)}).", where=str(path)
        ) from error


def files(paths: Sequence[Path], *, every_kind: bool = False) -> Iterator[tuple[str, Loader]]:
    """Yield (name, how to read it) of every Word file in `paths`, in a stable order.

    Raise NotFoundError for a path that does not exist. Files of other kinds are yielded too, with
    a loader that raises UnreadableFileError, so that nothing handed in is passed over silently.
    With `every_kind` they come with their bytes, and so do those that a system leaves in folders.
    """
    for path in paths:
        if path.is_dir():
            every = sorted(p for p in path.rglob("*") if p.is_file())
            inside = (p for p in every if every_kind or not is_clutter(p.name))
            yield from (found for one in inside for found in _file(one, every_kind=every_kind))
        elif path.exists():
            yield from _file(path, every_kind=every_kind)
        else:
            raise NotFoundError(f"Không có tệp hay thư mục {path}.", where=str(path))


def is_clutter(name: str) -> bool:
    """Return whether a file is the system's own, never handed in by a person."""
    return name.startswith(("~$", ".")) or name.lower() in {"thumbs.db", "desktop.ini"}


def _file(path: Path, *, every_kind: bool) -> Iterator[tuple[str, Loader]]:
    if path.suffix.lower() == ".zip":
        yield from _zip(path, every_kind=every_kind)
    elif every_kind or _is_text(path.name):
        yield text.nfc(str(path)), lambda: read(path)
    else:
        yield text.nfc(str(path)), _refuser(str(path))


def _is_text(name: str) -> bool:
    return name.lower().endswith((_WORD, *_OTHERS))


def _refuser(name: str, why: str = "") -> Loader:
    def refuse() -> bytes:
        raise UnreadableFileError(
            f"{name}: {why or 'chưa nhận loại tệp này. Hãy mở bằng Word và lưu lại thành .docx.'}",
            where=name,
        )

    return refuse


def _zip(path: Path, *, every_kind: bool) -> Iterator[tuple[str, Loader]]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError) as error:
        why = system_reason(error) if isinstance(error, OSError) else "hỏng hoặc không phải .zip"
        words = f"không mở được tệp nén ({why}). Hãy nén lại rồi gửi."
        yield text.nfc(str(path)), _refuser(str(path), words)
        return
    named = sorted(((_name(info), info) for info in members), key=lambda pair: pair[0])
    for inside, info in named:
        if every_kind or not is_clutter(PurePosixPath(inside).name):
            name = text.nfc(f"{path}!{inside}")
            taken = every_kind or _is_text(inside)
            yield name, _zip_loader(path, info, name) if taken else _refuser(name)


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name of a zip entry; old programs write it in the code page of their Windows."""
    if info.flag_bits & _UTF8_FLAG:
        return text.nfc(info.filename)
    try:
        raw = info.filename.encode("cp437")  # what zipfile took it for
    except UnicodeEncodeError:
        return text.nfc(info.filename)
    for encoding in _ENCODINGS:
        try:
            return text.nfc(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return text.nfc(info.filename)


def _zip_loader(path: Path, info: zipfile.ZipInfo, name: str) -> Loader:
    def load() -> bytes:
        if info.flag_bits & 1 or info.file_size > _LARGEST:
            raise UnreadableFileError(
                f"{name}: tệp trong gói nén có mật khẩu hoặc quá lớn. Hãy giải nén rồi gửi lại.",
                where=name,
            )
        try:
            with zipfile.ZipFile(path) as archive:
                return archive.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise UnreadableFileError(
                f"{name}: tệp trong gói nén bị hỏng ({error}). Hãy nén lại rồi gửi.", where=name
            ) from error

    return load
