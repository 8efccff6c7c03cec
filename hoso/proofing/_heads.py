"""Headings of columns: of which figure, counts or percentages, of which year or part of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from hoso import text
from hoso.proofing._grid import Grid
from hoso.proofing._items import Item, aligned, read, says_no_more
from hoso.proofing._subjects import mentions

_PERCENT = re.compile(r"\b(?:ty le|ti le|phan tram|co cau|tl)\b|%")
_CHANGE = re.compile(r"\b(?:tang|giam(?! sat)|chenh lech|so sanh|so voi (?:nam|cung ky))\b|\+/-")
_EARLIER = re.compile(r"\b(?:nam|ky) truoc\b|\bcung ky\b")
_REMARK = re.compile(r"\b(?:ghi chu|dvt|don vi tinh|stt|tt)\b")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_WITHIN = re.compile(r"\btrong do\b")


class Role(Enum):
    """What stands in a column."""

    COUNT = auto()
    PERCENT = auto()
    CHANGE = auto()
    EARLIER = auto()
    REMARK = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Đầu cột: the headings over a column from the top down, and what they mean."""

    column: int
    path: tuple[str, ...]
    role: Role
    item: Item | None = None
    year: str = ""
    within: bool = False  # said to be counted within the figure before it

    @property
    def name(self) -> str:
        """Return the headings on one line."""
        return ", ".join(self.path) or f"cột thứ {self.column + 1}"


def heads(grid: Grid, rows: Sequence[int], first: int) -> list[Head]:
    """Return the headings of every column from `first` on, as `rows` of the sheet give them."""
    found: list[Head] = []
    for column in range(first, grid.width):
        path = _path(grid, rows, column)
        head = _head(column, path)
        if head.role is Role.PERCENT and head.item is None and found and _alone(path):
            left = found[-1]
            head = Head(column=column, path=(*left.path, *path), role=Role.PERCENT,
                        item=left.item, year=left.year)  # fmt: skip
        found.append(head)
    return found


def _alone(path: tuple[str, ...]) -> bool:
    """Return whether a percentage column says nothing of what it is a share of."""
    folded = " ".join(text.fold(one) for one in path)
    return not re.search(r"[a-z]{3}", _PERCENT.sub(" ", folded))


def _path(grid: Grid, rows: Sequence[int], column: int) -> tuple[str, ...]:
    found: list[str] = []
    merged = any((row, place) in grid.over for row in rows for place in range(grid.width))
    for place, row in enumerate(rows):
        said = grid.seen(row, column)
        if not said and not merged and place + 1 < len(rows) and grid.seen(rows[-1], column):
            said = _left(grid, row, column)
        if said and said not in found:
            found.append(said)
    return tuple(found)


def _left(grid: Grid, row: int, column: int) -> str:
    """Return the heading that spreads over a blank place from the left, as without merged areas."""
    said = (grid.seen(row, place) for place in range(column, -1, -1))
    return next(filter(None, said), "")


def _head(column: int, path: tuple[str, ...]) -> Head:
    folded = text.fold(" / ".join(path))
    items = [item for one in path if (item := _item(one)) is not None]
    year = next(iter(_YEAR.findall(folded)), "")
    return Head(
        column=column,
        path=path,
        role=_role(folded),
        item=items[-1] if items else None,
        year=year,
        within=bool(_WITHIN.search(folded)) or items[:-1] == [Item.GOOD],
    )


def _item(heading: str) -> Item | None:
    """Return the figure that a heading names; a topic alone is its total only in a row's name."""
    return read(_YEAR.sub("", heading)).item


def _role(folded: str) -> Role:
    lowest = folded.rpartition(" / ")[2]
    if _REMARK.search(lowest):
        return Role.REMARK
    if _CHANGE.search(folded):
        return Role.CHANGE
    if _PERCENT.search(re.sub(r"duoi 50 ?%", "", folded)):
        return Role.PERCENT
    return Role.EARLIER if _EARLIER.search(folded) else Role.COUNT


def label_item(label: str) -> tuple[Item | None, bool]:
    """Return the figure that a row's name means, and whether it is said to be within another."""
    folded = text.fold(label)
    said = read(re.sub(r"^\s*(?:-|\+|\*|trong đó)[\s:]*", "", label, flags=re.IGNORECASE))
    item = Item.TOTAL if said.item is None and is_topic(label) else said.item
    return item, bool(_WITHIN.search(folded))


def is_topic(label: str) -> bool:
    """Return whether a row's name only says whom it counts: `Đảng viên`, `Số chi bộ`."""
    folded = aligned(text.squeeze(label))
    found = mentions(folded)
    for one in reversed(found):
        folded = f"{folded[: one.start]} {folded[one.end :]}"
    return bool(found) and read(label).item is None and says_no_more(folded)


def items_in(found: Sequence[Head]) -> Iterator[Item]:
    """Yield the different figures that headings of counts name."""
    yield from dict.fromkeys(one.item for one in found if one.item and one.role is Role.COUNT)
