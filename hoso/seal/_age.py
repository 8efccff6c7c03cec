"""age files under a passphrase (scrypt recipient of https://age-encryption.org/v1).

pyrage encrypts under a passphrase in memory only: three to four times the size of what it is given.
So a large stream is cut into pieces, each an age file of its own; joined in order, what they hold
is the stream again.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final

import pyrage

from hoso import text
from hoso.errors import QuestionError, UnreadableFileError

PIECE: Final = 256 << 20  # bytes of the stream in one age file
SHORTEST: Final = 12  # letters of a passphrase; scrypt slows guessing down, it does not stop it
_HEADER: Final = b"age-encryption.org/v1\n"
_WRONG: Final = "Decryption failed"  # pyrage, when no stanza of the header opens


def require_passphrase(said: str) -> str:
    """Return a passphrase as it is used, in NFC: typing systems spell «ế» in two ways.

    Raise QuestionError for one that is too short.
    """
    found = text.nfc(said).strip()
    if len(found) < SHORTEST:
        raise QuestionError(
            f"Mật khẩu phải có ít nhất {SHORTEST} ký tự, ví dụ bốn, năm từ dễ nhớ. Mất mật khẩu là mất "
            "gói: không ai mở lại được."
        )
    return found


class Locking(io.RawIOBase):
    """A stream written to: every `piece` bytes, and the rest at `close`, go to `put` as an age file.

    `put` is given the number of the piece, from 1, and the age file.
    """

    def __init__(
        self, passphrase: str, put: Callable[[int, bytes], None], piece: int = PIECE
    ) -> None:
        super().__init__()
        self._passphrase, self._put, self._piece = passphrase, put, piece
        self._held = io.BytesIO()
        self._number = 0

    def writable(self) -> bool:
        """Return that it can be written to; it cannot be read or sought in."""
        return True

    def write(self, data: object) -> int:
        """Take some bytes."""
        given = memoryview(data)  # type: ignore[arg-type]  # whatever the caller's stream hands over
        start = 0
        while start < len(given):
            start += self._held.write(given[start : start + self._piece - self._held.tell()])
            if self._held.tell() == self._piece:
                self._finish()
        return len(given)

    def close(self) -> None:
        """Lock what is left; an empty stream is one piece all the same."""
        if not self.closed and (self._held.tell() or not self._number):
            self._finish()
        super().close()

    def _finish(self) -> None:
        self._number += 1
        held, self._held = self._held, io.BytesIO()
        self._put(self._number, pyrage.passphrase.encrypt(held.getvalue(), self._passphrase))


def is_locked(start: bytes) -> bool:
    """Return whether a file that starts so is an age file."""
    return start.startswith(_HEADER)


def unlock(data: bytes, passphrase: str, name: str) -> bytes:
    """Return what the age file `data` holds; raise UnreadableFileError saying what is wrong."""
    if not is_locked(data):
        raise UnreadableFileError(f"{name} không phải tệp mã hóa dạng age.", where=name)
    try:
        opened: bytes = pyrage.passphrase.decrypt(data, text.nfc(passphrase).strip())
    except pyrage.DecryptError as error:
        if str(error) == _WRONG:
            raise UnreadableFileError(
                f"Mật khẩu không mở được {name}. Hãy gõ lại; mật khẩu không nằm trong gói và không ai "
                "cấp lại được.",
                where=name,
            ) from error
        raise UnreadableFileError(
            f"{name} bị cắt cụt hoặc bị sửa: không giải mã trọn được, chưa nhận gì. Hãy chép lại từ "
            "nơi gốc.",
            where=name,
        ) from error
    return opened
