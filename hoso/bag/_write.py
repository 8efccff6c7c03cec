"""Writing a bag: payload first, each file read once, then manifests and the declaration.

The bag grows in a folder beside its place and is renamed when it is whole, so that a half-written
one is never taken for a bag. Folders are made by this writer alone: `out` must not exist.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha512
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from hoso import fixity
from hoso.bag._fingerprint import MANIFEST, fingerprint
from hoso.bag._info import INFO, TAGMANIFEST, info_text, tagmanifest
from hoso.errors import HosoError, StorageError, system_reason
from hoso.fixity import FAT_LIMIT

_CHUNK: Final = 1 << 20  # bytes
# Below data/: with a drive and a bag's name of twenty letters less than 240 in all (Windows: 260).
LONGEST: Final = 207
_DECLARATION: Final = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A bag as written: where, its fingerprint, and what its payload is.

    `large` are the files that no FAT32 medium holds, `longest` the letters of the longest path.
    """

    path: Path
    fingerprint: str
    files: int
    octets: int
    large: tuple[str, ...] = ()
    longest: int = 0


@dataclass(slots=True)
class BagWriter:
    """A bag being written; leaving the block without `seal` takes it away again."""

    out: Path
    _digests: dict[str, str] = field(default_factory=dict)  # path in the bag → SHA-512
    _large: list[str] = field(default_factory=list)
    _octets: int = 0
    _sealed: bool = False
    _work: Path = field(init=False)

    def __post_init__(self) -> None:
        """Choose where the bag grows: never a folder that is there already, whoever's it is."""
        number = 1
        while (work := self.out.with_name(_growing(self.out, number))).exists():
            number += 1
        self._work = work

    @property
    def abandoned(self) -> tuple[Path, ...]:
        """Return what earlier runs that were cut off left here; it is nobody's bag."""
        found: list[Path] = []
        while (path := self.out.with_name(_growing(self.out, len(found) + 1))) != self._work:
            found.append(path)
        return tuple(found)

    def __enter__(self) -> Self:
        """Begin; raise StorageError when something lies at `out` already."""
        if self.out.exists():
            raise StorageError(
                f"{self.out} đã có. Hãy chọn một thư mục chưa có để ghi gói.", where=str(self.out)
            )
        with _refusals(self.out):
            self._work.mkdir(parents=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take away what was not sealed."""
        if not self._sealed:
            shutil.rmtree(self._work, ignore_errors=True)

    def add(self, path: str, source: Path) -> str:
        """Copy a file into the payload at `path` below data/; return its SHA-512.

        Raise HosoError for an unsafe path.
        """
        target = self._target(path)
        digest = sha512()
        with _refusals(target), target.open("xb") as writing:
            for chunk in _chunks(source):
                digest.update(chunk)
                writing.write(chunk)
            _flush(writing.fileno())
            size = writing.tell()
        self._octets += size
        if size > FAT_LIMIT:
            self._large.append(f"data/{path}")
        self._digests[f"data/{path}"] = digest.hexdigest()
        return self._digests[f"data/{path}"]

    def add_bytes(self, path: str, data: bytes) -> None:
        """Write `data` into the payload at `path` below data/."""
        target = self._target(path)
        with _refusals(target):
            _write(target, data)
        self._digests[f"data/{path}"] = sha512(data).hexdigest()
        self._octets += len(data)

    def seal(self, info: Mapping[str, str]) -> Sealed:
        """Write the tag files and put the bag in its place; `info` goes into bag-info.txt."""
        manifest = "".join(f"{one}  {path}\n" for path, one in sorted(self._digests.items()))
        elements = {**info, "Payload-Oxum": f"{self._octets}.{len(self._digests)}"}
        tags = {"bagit.txt": _DECLARATION, INFO: info_text(elements), MANIFEST: manifest}
        with _refusals(self.out):
            for name, words in {**tags, TAGMANIFEST: tagmanifest(tags)}.items():
                _write(self._work / name, words.encode())
            fixity.forget([self._work])
            self._work.replace(self.out)
        self._sealed = True
        return Sealed(
            path=self.out,
            fingerprint=fingerprint(self.out),
            files=len(self._digests),
            octets=self._octets,
            large=tuple(self._large),
            longest=max(map(len, self._digests), default=0),
        )

    def _target(self, path: str) -> Path:
        parts = path.split("/")
        unsafe = not path.isascii() or any(part in {"", ".", ".."} for part in parts)
        if unsafe or len(path) > LONGEST or f"data/{path}" in self._digests:
            raise HosoError(
                f"Tên «{path}» không dùng được trong gói: chỉ chữ không dấu, không quá {LONGEST} ký "
                "tự, không trùng.",
                where=path,
            )
        target = self._work / "data" / path
        with _refusals(target):
            target.parent.mkdir(parents=True, exist_ok=True)
        return target


def _growing(out: Path, number: int) -> str:
    return f"{out.name}.dang-ghi" + (f"-{number}" if number > 1 else "")


def _chunks(path: Path) -> Iterator[bytes]:
    """Yield what a file holds, piece by piece; a refusal to read is not one of the medium."""
    try:
        with path.open("rb") as reading:
            while chunk := reading.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise StorageError(
            f"Không đọc được {path} để chép vào gói ({system_reason(error)}). Phần gói dở dang đã được dọn.",
            where=str(path),
        ) from error


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Turn every OSError into a StorageError that names the file."""
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"Không ghi được gói tại {path} ({system_reason(error)}). Kho vẫn nguyên như trước; phần "
            "gói dở dang đã được dọn.",
            where=str(path),
        ) from error


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        _flush(file.fileno())


def _flush(descriptor: int) -> None:
    """Put one file on the medium, where the system cannot do so for all at once."""
    if not hasattr(os, "sync"):  # pragma: no cover - Windows
        os.fsync(descriptor)
