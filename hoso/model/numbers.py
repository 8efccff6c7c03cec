"""Numbers of documents (số, ký hiệu văn bản): read leniently, written strictly."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct, field

from hoso.text import nfc

# Real papers bear «Số: 12 -BC/CB», any dash, spaces anywhere; HD 36-HD/VPTW, mục II.1.3 has one way.
_SYMBOL = re.compile(
    r"\s*(?:số\s*:?\s*)?(\d+)\s*[-–—‐‑]\s*([^\W\d_]+)\s*/\s*([^\W_][^/]*?)\s*",  # noqa: RUF001  # dashes as people type them
    re.IGNORECASE,
)


class Symbol(Struct, frozen=True, kw_only=True):
    """Số và ký hiệu: the number, the symbol of the type, the code of the issuing organ."""

    number: int
    type_symbol: str  # BC, KH, QĐ …
    organ: str  # CB, ĐU, ĐH …

    def __str__(self) -> str:
        """Return `05-BC/CB`: numbers below 10 take a zero, no space anywhere."""
        return f"{printed(self.number)}-{self.type_symbol}/{self.organ}"


def printed(number: int) -> str:
    """Return a number as it is printed: below 10 with a leading zero (HD 05-HD/VPTW)."""
    return f"{number:02d}"


def read_symbol(said: str) -> Symbol | None:
    """Return what `12-BC/CB` says, also written `Số: 12 -BC/CB`; None for anything else."""
    match = _SYMBOL.fullmatch(nfc(said))
    if match is None or int(match[1]) == 0:
        return None
    return Symbol(number=int(match[1]), type_symbol=match[2], organ=match[3])


class NumbersOutside(Struct, frozen=True, kw_only=True):
    """Số dùng ngoài chương trình: a run of numbers that papers bear which are not in the archive.

    An office that began on paper says so once a type; `first` is 1 then. `organ` is "" for the
    counter that the organs of a committee share.
    """

    type_name: str = field(name="ten_loai")
    organ: str = field(name="co_quan", default="")
    term_since: date | None = field(name="nhiem_ky_tu", default=None)
    first: int = field(name="tu_so", default=1)
    last: int = field(name="den_so")
    by: str = field(name="nguoi")
    day: date = field(name="ngay")
    why: str = field(name="ly_do", default="")

    @property
    def key(self) -> tuple[str, str, date | None, int]:
        """Return what a later statement replaces."""
        return self.type_name, self.organ, self.term_since, self.first

    def holds(self, number: int) -> bool:
        """Return whether a number is one of the run."""
        return self.first <= number <= self.last
