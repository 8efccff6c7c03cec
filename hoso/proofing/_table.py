"""A printed table as figures to be proof-read, and what proof-reading finds in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from hoso.proofing._items import Item
from hoso.proofing._judge import Result, Way
from hoso.proofing._printed import Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Tỷ lệ: one printed percentage; what is None was not printed beside it.

    `item` and `base` are what the surroundings say it is a share of; the label says it else.
    `likely` is the figure that it is said to be part of, which is its base unless another one fits.
    `foreign` is whether it is said to be a share of something that no table of this kind holds.
    """

    label: str = ""
    part: int | None = None
    whole: int | None = None
    printed: str = ""
    item: Item | None = None
    base: Item | None = None
    likely: Item | None = None
    foreign: bool = False
    place: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Phép cộng: parts that are printed as adding up to `whole`; None was not printed.

    `digits` is the number of decimals where percentages are added, which may be off by their
    rounding; None for counts, which may not.
    """

    label: str = ""
    parts: tuple[Fraction | None, ...] = ()
    whole: Fraction | None = None
    digits: int | None = None
    place: str = ""
    quote: str = ""
    code: str = "S007"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Bảng: the counts that were printed, the percentages and further sums.

    `inside` is whether the highest level is counted within "tốt", None when nothing says so;
    `stated` is whether the table itself says so, and not the others beside it.
    `others` are printed parts of a figure that no name here fits (`mức` of another regime).
    """

    name: str
    figures: Mapping[Item, int] = field(default_factory=dict)
    inside: bool | None = None
    stated: bool = True
    shares: tuple[Share, ...] = ()
    sums: tuple[Sum, ...] = ()
    others: Mapping[Item, tuple[int, ...]] = field(default_factory=dict)
    places: Mapping[Item, str] = field(default_factory=dict)
    quotes: Mapping[Item, str] = field(default_factory=dict)
    strange: tuple[Unchecked, ...] = ()  # figures of which nobody can tell what they count


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Vấn đề: one figure that is not as the others make it; a note's result is UNCHECKED."""

    code: str
    label: str
    message: str
    printed: str = ""
    recomputed: str = ""
    way: Way = Way.OTHER
    place: str = ""
    quote: str = ""
    result: Result = Result.WRONG


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """Phép tính đã làm: what was recomputed and how it came out."""

    label: str
    printed: str
    recomputed: str
    result: Result
    way: Way = Way.ROUNDED
    items: frozenset[Item] = frozenset()  # the counts that took part
    share: int | None = None  # number of the percentage in the table
    sum: int | None = None  # number of the further sum in the table
    item: Item | None = None  # what the percentage is of
    part: int = 0
    whole: int = 0
    value: Printed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """Chưa kiểm được: a figure that nothing printed allows to recompute, and why."""

    label: str
    printed: str
    reason: str
    share: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Kết quả of one table.

    `inside` is the reading of the highest level that the figures allow, None when they allow both or
    it makes no difference; `reading` says it in Vietnamese.
    """

    name: str
    result: Result
    findings: tuple[Finding, ...] = ()
    inside: bool | None = None
    reading: str = ""
    computed: tuple[Computed, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    notes: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Gathered:
    """What proof-reading one table came to so far."""

    computed: list[Computed] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unchecked: list[Unchecked] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)

    @property
    def results(self) -> list[Result]:
        """Return how everything came out."""
        return [one.result for one in self.findings] + [one.result for one in self.computed]

    @property
    def wrong(self) -> int:
        """Return how many findings are plain mistakes."""
        return sum(one.result is Result.WRONG for one in self.findings)


def note(code: str, label: str, message: str) -> Finding:
    """Return something to look at that is no mistake."""
    return Finding(code=code, label=label, message=message, result=Result.UNCHECKED)
