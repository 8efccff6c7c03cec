"""Years and days in file names, titles and heads of old papers."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from hoso import text

_FIRST, _LAST = 1990, 2100
_YEAR: Final = r"(?:19|20)\d\d"
_DAY: Final = re.compile(rf"(?<!\d)(\d{{1,2}})[ ._/-](\d{{1,2}})[ ._/-]({_YEAR})(?!\d)")
_ISO: Final = re.compile(rf"(?<!\d)({_YEAR})[ ._-]?(\d{{2}})[ ._-]?(\d{{2}})(?!\d)")
_MONTH: Final = re.compile(rf"(?<!\d)(?:thang |t)?(\d{{1,2}})[ ._/-]({_YEAR})(?!\d)")
_NAMED: Final = re.compile(rf"\bnam[ ._:]*({_YEAR})\b")
_PLAIN: Final = re.compile(rf"(?<!\d)({_YEAR})(?!\d)")
_TERM: Final = re.compile(rf"(?<!\d){_YEAR} ?[-–] ?{_YEAR}(?!\d)")
_SPELT: Final = re.compile(rf"ngay\s+(\d{{1,2}})\s+thang\s+(\d{{1,2}})\s+nam\s+({_YEAR})")
_EARLY = 4  # months in which papers are still of the year before


def year_in_name(name: str) -> tuple[int | None, bool]:
    """Return the year that a file name speaks of, and whether it says so beyond doubt.

    «thang 12-2020» is of 2020; a day of January may belong to the review of the year before.
    """
    folded = _TERM.sub(" ", text.fold(name))
    if found := _NAMED.search(folded):
        return int(found[1]), True
    if found := _DAY.search(folded):
        return int(found[3]), int(found[2]) >= _EARLY
    if (found := _ISO.search(folded)) and 1 <= int(found[2]) <= 12:
        return int(found[1]), int(found[2]) >= _EARLY
    if (found := _MONTH.search(folded)) and 1 <= int(found[1]) <= 12:
        return int(found[2]), int(found[1]) >= _EARLY
    years = {int(one) for one in _PLAIN.findall(folded)}
    return (years.pop(), True) if len(years) == 1 else (None, False)


def year_in_title(lines: tuple[str, ...]) -> int | None:
    """Return the year that the title of a paper names: «… kiểm điểm … năm 2019», «NĂM 2019»."""
    for line in lines:
        folded = _TERM.sub(" ", text.fold(line))
        found = _NAMED.search(_SPELT.sub(" ", folded))
        spoken = re.search(r"kiem diem|danh gia|xep loai|tong ket|bien ban|khac phuc", folded)
        alone = re.fullmatch(rf"\W*nam:? {_YEAR}\W*", folded)
        if found and (spoken or alone):
            return int(found[1])
    return None


def day_in(lines: tuple[str, ...]) -> date | None:
    """Return the day in the head of a paper: «An Lĩnh, ngày 05 tháng 12 năm 2019»."""
    for line in lines:
        if found := _SPELT.search(text.fold(line)):
            return text.parse_date(f"{found[1]}/{found[2]}/{found[3]}")
    return None


def review_year(day: date) -> tuple[int, bool]:
    """Return the review year that a paper of this day is of, and whether that is beyond doubt."""
    return (day.year - 1, False) if day.month < _EARLY else (day.year, day.month > 9)
