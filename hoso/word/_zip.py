"""Writing a .docx again and again: what does not change is packed once (ZIP, APPNOTE 6.3.3)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_VERSION: Final = 20
_UTF8: Final = 0x800
_DEFLATE: Final = 8
_DAY: Final = (1 << 5) | 1  # 1980-01-01: the first day that the format knows; no clock inside
_FULL, _QUICK = 6, 1


@dataclass(frozen=True, slots=True)
class Packer:
    """The constant members of a package, packed; `pack` adds the others behind them."""

    members: bytes
    directory: bytes
    count: int

    @classmethod
    def of(cls, parts: Sequence[tuple[str, bytes]]) -> Packer:
        """Return a packer with `parts` packed in that order."""
        return cls(*_written(parts, 0, _FULL), len(parts))

    def pack(self, parts: Mapping[str, bytes]) -> bytes:
        """Return the whole archive: equal parts give equal bytes."""
        members, directory = _written(list(parts.items()), len(self.members), _QUICK)
        directory = self.directory + directory
        count = self.count + len(parts)
        start = len(self.members) + len(members)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), start, 0)
        return b"".join((self.members, members, directory, end))


def _written(parts: Sequence[tuple[str, bytes]], start: int, level: int) -> tuple[bytes, bytes]:
    """Return the members and their directory; `start` is where the first one will lie."""
    members, directory = bytearray(), bytearray()
    for name, data in parts:
        packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
        body = packer.compress(data) + packer.flush()
        raw = name.encode()
        about = (_VERSION, 0 if raw.isascii() else _UTF8, _DEFLATE, 0, _DAY, zlib.crc32(data),
                 len(body), len(data), len(raw), 0)  # fmt: skip
        place = start + len(members)
        members += _LOCAL.pack(b"PK\3\4", *about) + raw + body
        directory += _CENTRAL.pack(b"PK\1\2", _VERSION, *about, 0, 0, 0, 0, place) + raw
    return bytes(members), bytes(directory)
