"""A table whose every figure is a list of names: subjects in bins, rows as runs of bins."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from hoso.errors import Problem, RulesBrokenError
from hoso.statistics._numbers import NO_DATA, percent, share, signed
from hoso.statistics._plan import PLACE_OF_BIN, TOTAL, Bin, RowPlan, Words
from hoso.text import thousands

_SHOWN = 5  # names in a message; the number of the others follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Đối tượng được đếm: one subject, counted once, at `home`, the code of an organisation.

    `unsaid` are keys of rows of which nobody knows whether they count this subject: where such a
    row counts nobody else, its figure is unknown, not nought.
    """

    key: str
    name: str
    home: str
    bin: Bin
    note: str = ""
    unsaid: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Số liệu: one row of a table; `count` is None where nobody knows."""

    plan: RowPlan
    label: str
    count: int | None
    base: int
    base_label: str  # in few words

    @property
    def share(self) -> Decimal | None:
        """Return the share of `base` in percent, None when it has none."""
        return None if self.count is None else share(self.count, self.base)

    @property
    def percent(self) -> str:
        """Return the share as printed."""
        return NO_DATA if self.count is None else percent(self.count, self.base)

    @property
    def basis(self) -> str:
        """Return of what the share is: `được đánh giá: 56.585`."""
        return f"{self.base_label}: {thousands(self.base)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """So với năm trước: the earlier count, and the differences in number and in percent points."""

    before: int
    count: int
    points: Decimal | None

    @property
    def words(self) -> str:
        """Return the difference as a sentence would say it."""
        rose = f"{'tăng' if self.count > 0 else 'giảm'} {thousands(abs(self.count))}"
        said = rose if self.count else "không đổi"
        return f"{said} ({signed(self.points)} điểm %)" if self.points else said


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Bảng số liệu: figures in printing order, and the subjects behind them in the order of bins."""

    key: str
    title: str
    figures: tuple[Figure, ...]
    cases: tuple[Case, ...] = field(repr=False)

    def __getitem__(self, key: str) -> Figure:
        """Return the figure of one row."""
        return next(one for one in self.figures if one.plan.key == key)

    def span(self, key: str) -> tuple[int, int]:
        """Return from where to where in `cases` the subjects of one row stand."""
        plan = self[key].plan
        first, last = PLACE_OF_BIN[plan.first], PLACE_OF_BIN[plan.last]
        return bisect_left(self.cases, first, key=_order), bisect_right(
            self.cases, last, key=_order
        )

    def names(self, key: str) -> tuple[Case, ...]:
        """Return the subjects of one row."""
        start, end = self.span(key)
        return self.cases[start:end]

    def count(self, key: str) -> int:
        """Return how many one row counts for certain, where unknown 0."""
        return self[key].count or 0

    def change(self, key: str, earlier: Table | None) -> Change | None:
        """Return how one row differs from the earlier year, None when either is not known."""
        now = self[key]
        before = earlier[key] if earlier else None
        if before is None or now.count is None or before.count is None:
            return None
        # Of the printed shares, so that a reader can work it out from the two reports.
        known = now.share is not None and before.share is not None
        points = (now.share or Decimal()) - (before.share or Decimal()) if known else None
        return Change(before=before.count, count=now.count - before.count, points=points)


def _order(case: Case) -> int:
    return PLACE_OF_BIN[case.bin]


def table(
    key: str,
    title: str,
    cases: Iterable[Case],
    rows: Sequence[RowPlan],
    words: Words,
) -> Table:
    """Return the table of `cases`; raise RulesBrokenError naming whoever is counted twice."""
    ordered = tuple(sorted(cases, key=_order))
    refuse(_twins(title, ordered))
    bins = Counter(case.bin for case in ordered)
    unsaid = frozenset(one for case in ordered if case.unsaid for one in case.unsaid)
    counts = {row.key: _counted(row, bins) for row in rows}
    figures = (
        Figure(
            plan=row,
            label=words.rows[row.key],
            count=None if not counts[row.key] and row.key in unsaid else counts[row.key],
            base=counts[row.base],
            base_label=words.bases[row.base],
        )
        for row in rows
    )
    return Table(key=key, title=title, figures=tuple(figures), cases=ordered)


def _counted(row: RowPlan, bins: Mapping[Bin, int]) -> int:
    first, last = PLACE_OF_BIN[row.first], PLACE_OF_BIN[row.last]
    return sum(number for one, number in bins.items() if first <= PLACE_OF_BIN[one] <= last)


def _twins(title: str, cases: Sequence[Case]) -> Iterator[Problem]:
    times = Counter(case.key for case in cases)
    if len(times) < len(cases):
        twice = [case for case in cases if times[case.key] > 1]
        yield flaw(
            "S005",
            title,
            f"{title}: {len(cases)} lượt đếm nhưng chỉ có {len(times)} đối tượng; đếm hai lần: "
            f"{listed(twice)}.",
        )


def flaws(found: Table) -> Iterator[Problem]:
    """Yield a problem for each figure of a table that its parts, or its names, do not make."""
    for figure in found.figures:
        key, count = figure.plan.key, figure.count or 0
        if count != len(found.names(key)):
            yield flaw(
                "S004",
                found.title,
                f"{found.title}: «{figure.label}» ghi {count}, danh sách có {len(found.names(key))}.",
            )
        if parts := figure.plan.parts:
            yield from _sums(found, figure, [found[part] for part in parts])
        base = found[figure.plan.base]
        if count > (base.count or 0):
            yield flaw(
                "S003",
                found.title,
                f"{found.title}: «{figure.label}» {count}, nhiều hơn «{base.label}» {base.count}.",
            )
    if found[TOTAL].count != len(found.cases):
        yield flaw(
            "S001",
            found.title,
            f"{found.title}: tổng số {found[TOTAL].count}, danh sách có {len(found.cases)}.",
        )


def _sums(found: Table, whole: Figure, parts: Sequence[Figure]) -> Iterator[Problem]:
    count = whole.count or 0
    together = sum(part.count or 0 for part in parts)
    if count != together:
        code = "S001" if whole.plan.key == TOTAL else "S002"
        added = " + ".join(f"{_small(part.label)} {part.count or 0}" for part in parts)
        yield flaw(
            code,
            found.title,
            f"{found.title}: «{whole.label}» {count}, nhưng {added} = {together}.",
        )


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def flaw(code: str, where: str, message: str) -> Problem:
    """Return that figures disagree."""
    return Problem(code=code, where=where, message=message)


def listed(cases: Iterable[Case]) -> str:
    """Return names for a message: the first few of many, and how many others."""
    found = list(dict.fromkeys(f"{case.name} ({case.key}, {case.home})" for case in cases))
    more = f" và {len(found) - _SHOWN} đối tượng khác" if len(found) > _SHOWN else ""
    return ", ".join(found[:_SHOWN]) + more


def refuse(problems: Iterable[Problem]) -> None:
    """Raise RulesBrokenError with all `problems`, if there are any."""
    if found := tuple(problems):
        raise RulesBrokenError(
            "Số liệu tổng hợp không khớp, chưa lập báo cáo: "
            + " ".join(one.message for one in found)
            + " Hãy xem lại danh sách và kết quả xếp loại.",
            problems=found,
        )
