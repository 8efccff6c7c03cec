"""How figures are printed: shares rounded half up, thousands marked, differences with a sign."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from hoso.text import thousands

NO_PERCENT = "–"  # printed where the denominator is nought
NO_DATA = "chưa có số liệu"  # printed where nobody knows: unknown is not nought


@dataclass(frozen=True, slots=True)
class Rounding:
    """Cách làm tròn: to `places` decimals, a half away from nought."""

    places: int = 2

    def of(self, number: Decimal) -> Decimal:
        """Return `number` rounded."""
        return number.quantize(Decimal(1).scaleb(-self.places), rounding=ROUND_HALF_UP)

    @property
    def words(self) -> str:
        """Return the rule as a note below a table says it."""
        half = _comma(Decimal(5).scaleb(-self.places - 1))
        return f"Tỷ lệ phần trăm làm tròn đến {self.places} chữ số thập phân, từ {half} trở lên làm tròn lên."


HALF_UP = Rounding()


def share(part: int, whole: int, rounding: Rounding = HALF_UP) -> Decimal | None:
    """Return `part` of `whole` in percent, rounded; None when `whole` is nought."""
    return rounding.of(Decimal(part) * 100 / whole) if whole else None


def percent(part: int, whole: int, rounding: Rounding = HALF_UP) -> str:
    """Return `part` of `whole` as `91,82%`: two decimals, half up; `–` when `whole` is nought."""
    found = share(part, whole, rounding)
    return NO_PERCENT if found is None else f"{_comma(found)}%"


def signed(number: int | Decimal) -> str:
    """Return a difference as `+1.032`, `-32`, `+0,35` or `0`."""
    if not number:
        return "0"
    printed = thousands(number) if isinstance(number, int) else _comma(number)
    return f"+{printed}" if number > 0 else printed


def _comma(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")
