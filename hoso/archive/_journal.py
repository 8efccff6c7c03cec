"""The journal: one JSON line an event, each carrying the SHA-256 of the line before it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from hoso.archive import _disk
from hoso.errors import IntegrityError
from hoso.model.base import decode, plain
from hoso.model.dossier import JournalEntry

_BLOCK = 16384


@dataclass(frozen=True, slots=True)
class Line:
    """One line that could be read: its bytes without the line end, and where it ends."""

    raw: bytes
    entry: JournalEntry
    end: int

    @property
    def digest(self) -> str:
        """The SHA-256 that the next line must carry."""
        return sha256(self.raw).hexdigest()


def parse(raw: bytes) -> JournalEntry | None:
    """Return the entry in a line, None when it is none."""
    try:
        return decode(raw, JournalEntry, where="journal.jsonl")
    except IntegrityError:
        return None


def encode(entry: JournalEntry) -> bytes:
    """Return the line of an entry, without the line end."""
    text = json.dumps(plain(entry), ensure_ascii=False, separators=(",", ":"))
    return text.encode()


class Journal:
    """Nhật ký: grows at the end only."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def size(self) -> int:
        """Return the length of the file in bytes, 0 when there is none."""
        return self.path.stat().st_size if self.path.exists() else 0

    def last(self) -> Line | None:
        """Return the last whole line, reading only the end of the file."""
        size, block = self.size(), _BLOCK
        while size:
            start = max(0, size - block)
            if line := _last_in(self._read(start, size), start):
                return line
            if start == 0:
                break
            block *= 4
        return None

    def read_from(self, offset: int) -> Iterator[Line]:
        """Yield the lines from a line start on; lines that cannot be read are left to verify."""
        if self.size() <= offset:
            return
        with self.path.open("rb") as file:
            file.seek(offset)
            for raw in file:
                offset += len(raw)
                entry = parse(raw.rstrip(b"\n")) if raw.endswith(b"\n") else None
                if entry:
                    yield Line(raw[:-1], entry, offset)

    def after(self, sequence: int) -> Iterator[JournalEntry]:
        """Yield the entries after `sequence`, without reading much of what stands before."""
        for line in self.read_from(self._offset_before(sequence)):
            if line.entry.sequence > sequence:
                yield line.entry

    def append(self, entry: JournalEntry, *, sync: bool = True) -> JournalEntry:
        """Add `entry` with the next sequence number and the chain, all of it or nothing."""
        last = self.last()
        chained = entry.following(*(last.entry.sequence, last.digest) if last else (0, ""))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        descriptor = os.open(self.path, flags, 0o666)
        try:
            size = os.fstat(descriptor).st_size
            try:
                _disk.write_all(descriptor, encode(chained) + b"\n")
                if sync:
                    os.fsync(descriptor)
            except OSError:
                os.ftruncate(descriptor, size)
                raise
        finally:
            os.close(descriptor)
        return chained

    def flush(self) -> None:
        """Bring to the disk what was appended without `sync`."""
        descriptor = os.open(self.path, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def ragged(self) -> bytes:
        """Return what stands after the last whole line: a dead writer's half line."""
        last = self.last()
        start = last.end if last else 0
        return self._read(start, self.size())

    def whole(self) -> bytes:
        """Return every whole line."""
        data = self._read(0, self.size())
        return data[: data.rfind(b"\n") + 1]

    def shorten(self, size: int) -> None:
        """Take off what stands behind `size` bytes: a line that was not to be, or a half one."""
        if self.size() > size:
            os.truncate(self.path, size)

    def _read(self, start: int, end: int) -> bytes:
        if start >= end:
            return b""
        with self.path.open("rb") as file:
            file.seek(start)
            return file.read(end - start)

    def _offset_before(self, sequence: int) -> int:
        size, block = self.size(), _BLOCK
        while sequence > 0 and block < size:
            with self.path.open("rb") as file:
                file.seek(size - block)
                file.readline()  # the block starts inside a line
                offset = file.tell()
                entry = parse(file.readline().rstrip(b"\n"))
            if entry and entry.sequence <= sequence:
                return offset
            block *= 4
        return 0


def _last_in(chunk: bytes, start: int) -> Line | None:
    end = chunk.rfind(b"\n")
    while end >= 0:
        begin = chunk.rfind(b"\n", 0, end) + 1
        if begin == 0 and start > 0:
            return None  # the line may begin before the chunk
        raw = chunk[begin:end]
        if entry := parse(raw):
            return Line(raw, entry, start + end + 1)
        end = begin - 1
    return None
