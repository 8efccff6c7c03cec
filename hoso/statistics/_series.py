"""Figures over the years: levels among those rated, faults by theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hoso.statistics._plan import RATED
from hoso.statistics._table import Table

NO_THEME = "Chưa ghi lĩnh vực"
LEVEL_KEYS = ("htxs", "htt", "htn", "khtn")  # htt here without the highest


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLevels:
    """Kết quả một năm: how many had each level, the highest apart, of how many rated."""

    year: int
    counts: tuple[int, ...]  # in the order of LEVEL_KEYS
    rated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFaults:
    """Lĩnh vực: the codes of the faults filed under one theme, by year."""

    theme: str
    codes: Mapping[int, tuple[str, ...]]

    def count(self, year: int) -> int:
        """Return how many there were in one year."""
        return len(self.codes.get(year, ()))

    @property
    def total(self) -> int:
        """Return how many there were in all years."""
        return sum(map(len, self.codes.values()))


def levels_of(year: int, members: Table) -> YearLevels:
    """Return the levels of a year from the table of its members."""
    good = members.count("htt_tro_len") - members.count("htxs")
    counts = (members.count("htxs"), good, members.count("htn"), members.count("khtn"))
    return YearLevels(year=year, counts=counts, rated=members.count(RATED))


def by_theme(
    faults: Iterable[tuple[int, str, str]], years: Sequence[int]
) -> tuple[ThemeFaults, ...]:
    """Return faults, given as (year, theme, code), by theme: the most frequent first.

    Those without a theme stand last, under NO_THEME; nothing is put under a theme that nobody wrote.
    """
    found: dict[str, dict[int, list[str]]] = {}
    for year, theme, code in faults:
        if year in years:
            found.setdefault(theme or NO_THEME, {}).setdefault(year, []).append(code)
    totals = Counter({theme: sum(map(len, years.values())) for theme, years in found.items()})
    order = sorted(found, key=lambda theme: (theme == NO_THEME, -totals[theme], theme))
    return tuple(
        ThemeFaults(theme=one, codes={year: tuple(codes) for year, codes in found[one].items()})
        for one in order
    )
