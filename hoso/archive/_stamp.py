"""Who, when and why of a write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from hoso.errors import HosoError
from hoso.text import forbidden, nfc


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Dấu lưu: who writes, why, and at what time (aware; kept to the second).

    `address` is a URI of the person (`mailto:…`); without one a URN is made of the name.
    """

    by: str
    why: str
    at: datetime
    address: str = ""

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise ValueError("a stamp needs a time with a zone")
        _check(self.by, "Chưa ghi người thực hiện (--by).")
        _check(self.why, "Chưa ghi lý do (--why).")

    @property
    def created(self) -> str:
        """Return the time as RFC 3339 to the second, with its zone."""
        return self.at.isoformat(timespec="seconds")

    @property
    def user(self) -> dict[str, str]:
        """Return the `user` block of an OCFL version; the address is a URI (OCFL 1.1, W009)."""
        name = nfc(self.by)
        return {"name": name, "address": self.address or f"urn:hoso:user:{quote(name, safe='')}"}


def _check(value: str, blank: str) -> None:
    if not value.strip():
        raise HosoError(blank)
    for place, name in forbidden(value):
        raise HosoError(
            f"«{value[: place - 1]}…» có ký tự điều khiển {name} ở vị trí {place}; "
            "hãy gõ lại người thực hiện hoặc lý do."
        )
