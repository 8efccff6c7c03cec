"""What came before a fault: the same subject's earlier faults, and its faults of the same year."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

from hoso.model.recurrence import Decision, RecurrenceDecision
from hoso.model.review import Shortcoming

Decided = Mapping[tuple[str, str], Decision]


def decided(decisions: Iterable[RecurrenceDecision]) -> Decided:
    """Return what holds for every (later, earlier) pair; of several decisions the last counts."""
    return {(one.code, one.earlier): one.decision for one in decisions}


@dataclass(frozen=True, eq=False)
class Past(Sequence[Shortcoming]):
    """Earlier faults of one subject, oldest first, and its faults (`peers`) of the year in question.

    Every part of one subject's past shares `known`, so that what was found for a year is found once.
    """

    earlier: tuple[Shortcoming, ...]
    peers: tuple[Shortcoming, ...]
    decided: Decided = field(default_factory=dict)
    known: dict[int, Past] = field(default_factory=dict)

    @classmethod
    def of(cls, earlier: Iterable[Shortcoming], peers: Iterable[Shortcoming]) -> Past:
        """Return the past of `peers`; `earlier` in any order."""
        return cls(tuple(sorted(earlier, key=lambda one: (one.year, one.code))), tuple(peers))

    def before(self, year: int) -> Past:
        """Return the past of the earlier faults of `year`: the first of `earlier`."""
        if year not in self.known:
            first = bisect_left(self.earlier, year, key=lambda one: one.year)
            last = bisect_left(self.earlier, year + 1, key=lambda one: one.year)
            part = Past(self.earlier[:first], self.earlier[first:last], self.decided, self.known)
            self.known[year] = part
        return self.known[year]

    def __len__(self) -> int:
        """Return how many earlier faults there are."""
        return len(self.earlier)

    @overload
    def __getitem__(self, place: int) -> Shortcoming: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Shortcoming, ...]: ...
    def __getitem__(self, place: int | slice) -> Shortcoming | tuple[Shortcoming, ...]:
        """Return the earlier fault, or faults, at `place`."""
        return self.earlier[place]
