"""Lists that say how long they are: `gồm 5 nội dung: (1) … (5) …`, `4 bước: Bước 1 … Bước 4`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from hoso import text
from hoso.proofing._items import aligned
from hoso.proofing._printed import count
from hoso.proofing._table import Sum, Table

_STATED = re.compile(r"\bgom(?: co)? (\d{1,2}) ([a-z ]{2,30}?)(?: chinh| sau| nhu sau)?\s*:")
_MARK = re.compile(r"\((\d{1,2})\)")
_FARTHEST = 4_000  # letters after the announcement among which its entries are looked for
_LONGEST = 60  # letters of a quotation


def tables(paragraphs: Sequence[tuple[str, str]]) -> Iterator[Table]:
    """Yield one table of all the lists of a text whose entries could be counted, if there are any."""
    sums = tuple(one for place, said in paragraphs for one in _counted(place, text.squeeze(said)))
    if sums:
        yield Table(name="Số mục liệt kê", sums=sums)


def _counted(place: str, said: str) -> Iterator[Sum]:
    folded = aligned(said)
    for stated in _STATED.finditer(folded):
        number, noun = count(stated[1]) or 0, stated[2].split()
        rest = folded[stated.end() : stated.end() + _FARTHEST]
        entries = _marked(_MARK, rest) or _marked(re.compile(rf"\b{noun[0]} (\d{{1,2}})\b"), rest)
        entries = entries or _separated(rest)
        if entries:
            yield Sum(
                label=f"«{said[stated.start() : stated.end()][:_LONGEST].rstrip(': ')}»",
                parts=(Fraction(entries),),
                whole=Fraction(number),
                place=place,
                quote=said[stated.start() :][:_LONGEST],
                code="S023",
            )


def _marked(mark: re.Pattern[str], rest: str) -> int:
    """Return how many entries follow that are marked 1, 2, 3 …, 0 when the first is not at hand."""
    numbers = [int(one[1]) for one in mark.finditer(rest)]
    if not numbers or numbers[0] != 1:
        return 0
    run = 1
    for one, after in pairwise(numbers):
        if after != one + 1:
            break
        run += 1
    return run


def _separated(rest: str) -> int:
    """Return how many entries stand between semicolons up to the full stop, 0 when there are none."""
    listed = rest.split(".", maxsplit=1)[0]
    return listed.count(";") + 1 if ";" in listed else 0
