"""What is said of one fact: its words, its type, and whether people may state it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct


class FactType(StrEnum):
    """Kiểu dữ kiện: which values a fact takes.

    A share is percent; a day is a `date`; a level, a grade and one of `choices` are their codes.
    """

    PERCENT = "phan_tram"  # 0…100, decimals allowed
    NUMBER = "so"
    WHOLE = "so_nguyen"
    YES_NO = "co_khong"
    DAY = "ngay"
    LEVEL = "muc"  # a Level: htxs, htt, htn, khtn
    GRADE = "cap_do"  # a Grade: xuat_sac, tot, trung_binh, kem
    WORDS = "chu"
    LIST = "danh_sach"  # a tuple of words


class FactInfo(Struct, frozen=True, kw_only=True):
    """Dữ kiện: one dotted name of the closed vocabulary.

    `stated_for` says about whom people may state it: `ca_nhan` about one member, `tap_the` about an
    organisation (its collective, also its meetings), `dot` about the whole year (the collective of
    the top organisation). Empty: only the archive says it.
    """

    name: str
    label: str
    type: FactType
    stated_for: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()  # of WORDS, when only a few are meant

    @property
    def may_be_stated(self) -> bool:
        """Return whether people may state it, rather than only the archive."""
        return bool(self.stated_for)


Entry = Callable[..., FactInfo]


def _entry(kind: FactType) -> Entry:
    def entry(name: str, label: str, *stated_for: str, choices: str = "") -> FactInfo:
        return FactInfo(
            name=name,
            label=label,
            type=kind,
            stated_for=stated_for,
            choices=tuple(choices.split()),
        )

    return entry


percent = _entry(FactType.PERCENT)
number = _entry(FactType.NUMBER)
whole = _entry(FactType.WHOLE)
yes_no = _entry(FactType.YES_NO)
day = _entry(FactType.DAY)
level = _entry(FactType.LEVEL)
grade = _entry(FactType.GRADE)
words = _entry(FactType.WORDS)
several = _entry(FactType.LIST)
