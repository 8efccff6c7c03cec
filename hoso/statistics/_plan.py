"""The rows of the tables as data: what each counts, of what it is a share, what adds up to it.

Every subject stands in exactly one bin; a row is a run of neighbouring bins. The rows are those
that provinces report (Gia Lai, 2020), under the level names of the year's regime.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Bin(StrEnum):
    """Ngăn: the one smallest class that a subject is counted in, in printing order."""

    EXEMPT = "mien"
    WAITING = "chua_danh_gia"
    NEW = "moi_ket_nap"
    EXCELLENT = "htxs"
    GOOD = "htt"
    DONE = "htn"
    # Why somebody did not do the tasks: one bin each, the first that applies.
    REPRIMANDED = "khien_trach"
    WARNED = "canh_cao"
    REMOVED = "cach_chuc"
    EXPELLED = "khai_tru"
    DISCIPLINED = "ky_luat_khac"  # in a form that nobody stated
    CIVIL = "ccvc"
    TARGETS = "duoi_50"
    OTHER = "khac"
    UNSAID = "chua_ro"


BINS: Final = tuple(Bin)
_WHY_BINS: Final = BINS[BINS.index(Bin.REPRIMANDED) :]
PLACE_OF_BIN: Final = MappingProxyType({one: place for place, one in enumerate(BINS)})


@dataclass(frozen=True, slots=True)
class RowPlan:
    """Hàng: the bins from `first` to `last`; its share is of the row `base`, `parts` add up to it.

    `label` may name levels of the regime (`{htt}`, in small letters `{htxs_thuong}`).
    """

    key: str
    label: str
    first: Bin
    last: Bin
    base: str
    depth: int
    parts: tuple[str, ...] = ()


def _one(key: Bin, label: str, base: str, depth: int) -> RowPlan:
    return RowPlan(key.value, label, key, key, base, depth)


TOTAL, RATED, GOOD_OR_BETTER, EXCELLENT, FAILED = (
    "tong_so",
    "duoc_danh_gia",
    "htt_tro_len",
    "htxs",
    "khtn",
)
DISCIPLINED: Final = "ky_luat"
_UNRATED = ("mien", "chua_danh_gia", "moi_ket_nap")

ORGANISATION_ROWS: Final = (
    RowPlan(TOTAL, "Tổng số tổ chức đảng", Bin.EXEMPT, Bin.UNSAID, TOTAL, 0, (*_UNRATED, RATED)),
    _one(Bin.EXEMPT, "Miễn đánh giá", TOTAL, 1),
    _one(Bin.WAITING, "Chưa đánh giá", TOTAL, 1),
    _one(Bin.NEW, "Mới thành lập không phải đánh giá", TOTAL, 1),
    RowPlan(
        *(RATED, "Được đánh giá", Bin.EXCELLENT, Bin.UNSAID, TOTAL, 1),
        (GOOD_OR_BETTER, "htn", FAILED),
    ),
    RowPlan(GOOD_OR_BETTER, "{htt} trở lên", Bin.EXCELLENT, Bin.GOOD, RATED, 2),
    # Shares of the highest level are of "tốt trở lên" (QĐ 366-QĐ/TW, Điều 11).
    _one(Bin.EXCELLENT, "Trong đó: {htxs_thuong}", GOOD_OR_BETTER, 3),
    _one(Bin.DONE, "{htn}", RATED, 2),
    RowPlan(FAILED, "{khtn}", Bin.REPRIMANDED, Bin.UNSAID, RATED, 2),
)
_WHY_FAILED = (
    RowPlan(
        *(DISCIPLINED, "Trong đó: bị kỷ luật", Bin.REPRIMANDED, Bin.DISCIPLINED, FAILED, 3),
        ("khien_trach", "canh_cao", "cach_chuc", "khai_tru", "ky_luat_khac"),
    ),
    _one(Bin.REPRIMANDED, "Khiển trách", DISCIPLINED, 4),
    _one(Bin.WARNED, "Cảnh cáo", DISCIPLINED, 4),
    _one(Bin.REMOVED, "Cách chức", DISCIPLINED, 4),
    _one(Bin.EXPELLED, "Khai trừ", DISCIPLINED, 4),
    _one(Bin.DISCIPLINED, "Chưa ghi hình thức kỷ luật", DISCIPLINED, 4),
    _one(Bin.CIVIL, "Do xếp loại cán bộ, công chức, viên chức", FAILED, 3),
    _one(Bin.TARGETS, "Do {chi_tieu}", FAILED, 3),
    _one(Bin.OTHER, "Do nguyên nhân khác", FAILED, 3),
    _one(Bin.UNSAID, "Chưa ghi nguyên nhân", FAILED, 3),
)
_MEMBER_WORDS = {
    TOTAL: "Tổng số đảng viên",
    "moi_ket_nap": "Mới kết nạp không phải đánh giá",
}
_REASONS = (DISCIPLINED, "ccvc", "duoi_50", "khac", "chua_ro")
MEMBER_ROWS: Final = (
    *(
        replace(
            one,
            label=_MEMBER_WORDS.get(one.key, one.label),
            parts=_REASONS if one.key == FAILED else one.parts,
        )
        for one in ORGANISATION_ROWS
    ),
    *_WHY_FAILED,
)
# Rows that are printed only when they count somebody: gaps in what is known, not classes.
ONLY_WHEN_COUNTED: Final = frozenset({"ky_luat_khac", "khac", "chua_ro"})

LEVELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "htxs": "Hoàn thành xuất sắc nhiệm vụ",
        "htt": "Hoàn thành tốt nhiệm vụ",
        "htn": "Hoàn thành nhiệm vụ",
        "khtn": "Không hoàn thành nhiệm vụ",
    }
)
TARGET_WORDS: Final = "hoàn thành dưới 50% chỉ tiêu, nhiệm vụ"


@dataclass(frozen=True, slots=True)
class Words:
    """Lời in: what each row is called, and what a share is of, by the key of that row."""

    rows: Mapping[str, str]
    bases: Mapping[str, str]


def words(
    rows: tuple[RowPlan, ...],
    levels: Mapping[str, str] = LEVELS,
    *,
    total: str = "",
    targets: str = TARGET_WORDS,
) -> Words:
    """Return the words of a table: level names of the regime, whom the total counts."""
    named = {**levels, "htxs_thuong": _small(levels["htxs"]), "chi_tieu": targets}
    found = {one.key: one.label.format_map(named) for one in rows}
    return Words(rows={**found, TOTAL: total or found[TOTAL]}, bases=_bases(levels))


def _bases(levels: Mapping[str, str]) -> dict[str, str]:
    short = {key: _small(name).removesuffix(" nhiệm vụ") for key, name in levels.items()}
    return {
        TOTAL: "tổng số",
        RATED: "được đánh giá",
        GOOD_OR_BETTER: f"{short['htt']} trở lên",
        FAILED: short["khtn"],
        DISCIPLINED: "bị kỷ luật",
    }


def bin_labels(
    levels: Mapping[str, str] = LEVELS, *, targets: str = TARGET_WORDS
) -> dict[Bin, str]:
    """Return what a list of the subjects in each bin is called."""
    rows = words(MEMBER_ROWS, levels, targets=targets).rows
    found = {one: rows[one.value] for one in BINS if one.value in rows}
    failed = {one: f"{levels['khtn']}: {_small(found[one])}" for one in _WHY_BINS}
    good = f"{levels['htt']} (không kể mức cao hơn)"
    return {**found, **failed, Bin.EXCELLENT: levels["htxs"], Bin.GOOD: good}


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
