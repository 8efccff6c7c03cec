"""Statistics (thống kê): the summary rows of a review year, each with its own denominator.

Counts that do not add up are refused, never adjusted. Percentages are exact decimals, rounded half
up to two places, printed as `91,82%`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from types import MappingProxyType

from hoso.errors import Problem, RulesBrokenError
from hoso.model.review import Level
from hoso.text import thousands

NO_PERCENT = "–"  # printed where the denominator is nought


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


MEMBER_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "total": "Tổng số đảng viên",
        "exempt": "Miễn đánh giá",
        "waiting": "Chưa đánh giá",
        "new": "Mới kết nạp không phải đánh giá",
        "rated": "Được đánh giá",
        "good_or_better": "Hoàn thành tốt nhiệm vụ trở lên",
        "excellent": "Trong đó: hoàn thành xuất sắc nhiệm vụ",
        "done": "Hoàn thành nhiệm vụ",
        "failed": "Không hoàn thành nhiệm vụ",
    }
)
ORGANISATION_LABELS: Mapping[str, str] = MappingProxyType(
    {
        **MEMBER_LABELS,
        "total": "Tổng số tổ chức đảng",
        "exempt": "Không đánh giá",
        "new": "Mới thành lập không phải đánh giá",
    }
)
# Row → the row it is a share of; shares of the highest level are of "tốt trở lên" (QĐ 366, Điều 11).
_BASES = {
    "total": "total",
    "exempt": "total",
    "waiting": "total",
    "new": "total",
    "rated": "total",
    "good_or_better": "rated",
    "excellent": "good_or_better",
    "done": "rated",
    "failed": "rated",
}


def percent(part: int, whole: int) -> str:
    """Return `part` of `whole` as `91,82%`: two decimals, half up; `–` when `whole` is nought."""
    if whole == 0:
        return NO_PERCENT
    share = (Decimal(part) * 100 / whole).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{share}%".replace(".", ",")


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
