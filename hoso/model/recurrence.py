"""Faults that came back (tái diễn): scored pairs, and what a person decided of them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct, field


class Verdict(StrEnum):
    """Kết luận of the program on one pair: it would say so, a person should look, no."""

    RETURNS = "tai_dien"
    LOOK = "can_xem"
    NO = "khong"


class Match(Struct, frozen=True, kw_only=True):
    """Ứng viên: how probable it is that `earlier` came back as `code`, and why."""

    code: str = field(name="ma")
    earlier: str = field(name="ma_truoc")
    score: float = field(name="diem")  # calibrated probability, 0…1
    verdict: Verdict = field(name="ket_luan")
    reasons: tuple[str, ...] = field(name="ly_do", default=())


class Decision(StrEnum):
    """Quyết định of a person on one pair."""

    CONFIRMED = "xac_nhan"
    REJECTED = "bac_bo"


class RecurrenceDecision(Struct, frozen=True, kw_only=True):
    """A person confirmed or rejected that `earlier` came back as `code`."""

    code: str = field(name="ma")
    earlier: str = field(name="ma_truoc")
    decision: Decision = field(name="quyet_dinh")
    by: str = field(name="nguoi")
    day: date = field(name="ngay")
    why: str = field(name="ly_do", default="")
