"""The summary rows of a review year from counts alone, each with its own denominator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from hoso.errors import Problem, RulesBrokenError
from hoso.model.review import Level
from hoso.statistics._numbers import percent
from hoso.statistics._plan import (
    GOOD_OR_BETTER,
    MEMBER_ROWS,
    ORGANISATION_ROWS,
    RATED,
    TOTAL,
    RowPlan,
    words,
)
from hoso.text import thousands


class Place(StrEnum):
    """Hàng thống kê: the one row that counts a member or body before the levels."""

    EXEMPT = "mien"
    WAITING = "chua_danh_gia"
    NEW = "moi_ket_nap"
    RATED = "duoc_danh_gia"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberStanding:
    """Where one member, or one body, stands: `level` is given exactly when `place` is RATED."""

    place: Place
    level: Level | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The figures of a summary; `good_or_better` includes `excellent`."""

    total: int
    exempt: int
    waiting: int
    new: int
    rated: int
    excellent: int
    good_or_better: int
    done: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One printed row: `denominator` says of what `percent` is a share; `base` is its figure."""

    key: str
    label: str
    count: int
    percent: str
    denominator: str
    base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Bảng tổng hợp: the rows in printing order, and the figures behind them."""

    rows: tuple[Row, ...]
    counts: Counts


# Attribute of Counts → row of the plan.
_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "total": TOTAL,
        "exempt": "mien",
        "waiting": "chua_danh_gia",
        "new": "moi_ket_nap",
        "rated": RATED,
        "good_or_better": GOOD_OR_BETTER,
        "excellent": "htxs",
        "done": "htn",
        "failed": "khtn",
    }
)
_NAMES = {key: name for name, key in _KEYS.items()}
_BASES = {_NAMES[row.key]: _NAMES[row.base] for row in ORGANISATION_ROWS}


def _worded(rows: tuple[RowPlan, ...]) -> Mapping[str, str]:
    named = words(rows).rows
    return MappingProxyType({name: named[key] for name, key in _KEYS.items()})


MEMBER_LABELS: Mapping[str, str] = _worded(MEMBER_ROWS)
ORGANISATION_LABELS: Mapping[str, str] = _worded(ORGANISATION_ROWS)


def tally(standings: Sequence[MemberStanding]) -> Counts:
    """Return the counts of `standings`, as they are."""
    places = Counter(one.place for one in standings)
    levels = Counter(one.level for one in standings)
    return Counts(
        total=len(standings),
        exempt=places[Place.EXEMPT],
        waiting=places[Place.WAITING],
        new=places[Place.NEW],
        rated=places[Place.RATED],
        excellent=levels[Level.EXCELLENT],
        good_or_better=levels[Level.EXCELLENT] + levels[Level.GOOD],
        done=levels[Level.DONE],
        failed=levels[Level.FAILED],
    )


def summary(members: Sequence[MemberStanding]) -> Summary:
    """Return the summary of members; RulesBrokenError when the parts do not add up."""
    return summarise(tally(members), MEMBER_LABELS)


def organisation_summary(bodies: Sequence[MemberStanding]) -> Summary:
    """Return the summary of party organisations; RulesBrokenError when the parts do not add up."""
    return summarise(tally(bodies), ORGANISATION_LABELS)


def summarise(counts: Counts, labels: Mapping[str, str] = MEMBER_LABELS) -> Summary:
    """Return the rows of `counts`; raise RulesBrokenError naming every sum that does not hold."""
    if problems := tuple(_flaws(counts)):
        raise RulesBrokenError(
            "Số liệu tổng hợp không khớp: "
            + " ".join(one.message for one in problems)
            + " Hãy xem lại danh sách và kết quả xếp loại trước khi lập biểu.",
            problems=problems,
        )
    return Summary(rows=tuple(_rows(counts, labels)), counts=counts)


def _rows(counts: Counts, labels: Mapping[str, str]) -> Iterator[Row]:
    for key, label in labels.items():
        count, base = getattr(counts, key), getattr(counts, _BASES[key])
        yield Row(
            key=key,
            label=label,
            count=count,
            percent=percent(count, base),
            denominator=f"{labels[_BASES[key]]}: {thousands(base)}",
            base=base,
        )


def _flaws(counts: Counts) -> Iterator[Problem]:

    c = counts
    parts = c.exempt + c.waiting + c.new + c.rated
    if c.total != parts:
        yield _flaw(
            "S001",
            f"Tổng số {c.total}, nhưng miễn {c.exempt} + chưa đánh giá {c.waiting} + mới {c.new} "
            f"+ được đánh giá {c.rated} = {parts}.",
        )
    levels = c.good_or_better + c.done + c.failed
    if c.rated != levels:
        yield _flaw(
            "S002",
            f"Được đánh giá {c.rated}, nhưng tốt trở lên {c.good_or_better} + hoàn thành {c.done} "
            f"+ không hoàn thành {c.failed} = {levels}.",
        )
    if c.excellent > c.good_or_better:
        yield _flaw("S003", f"Xuất sắc {c.excellent} nhiều hơn tốt trở lên {c.good_or_better}.")
    if min(getattr(c, key) for key in _BASES) < 0:
        yield _flaw("S004", "Có số âm.")


def _flaw(code: str, message: str) -> Problem:
    return Problem(code=code, where="bảng tổng hợp", message=message)
