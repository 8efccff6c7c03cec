"""Money of an award: coefficient times base salary on the day of the decision, rounded as laid down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from hoso import profiles, text
from hoso.model.award_data import MoneyRow
from hoso.model.profile import Regime
from hoso.statistics import thousands

_ROUNDING = "lam_tron_tien"  # parameter: amounts go up to a multiple of so many đồng


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Tiền thưởng for one recipient, đồng: as reckoned, and as paid."""

    coefficient: Decimal
    base: int
    exact: Decimal
    paid: int
    multiple: int  # the office rounds up to it; 1: whole đồng
    references: tuple[str, ...]
    confidence: str
    checked: bool  # False: the base salary was not compared for that day

    @property
    def factor(self) -> str:
        """Return the coefficient as people write it: `0,3`."""
        return str(self.coefficient).replace(".", ",")

    @property
    def words(self) -> str:
        """Return how the amount comes about, with both figures where it was rounded."""
        said = f"hệ số {self.factor} × mức lương cơ sở {thousands(self.base)} đồng"
        if self.paid == self.exact:
            return said
        exact = thousands(int(self.exact)) if self.exact == int(self.exact) else str(self.exact)
        return f"{said} = {exact} đồng, làm tròn lên bội của {thousands(self.multiple)} đồng"


def amount(row: MoneyRow, regime: Regime, on: date) -> Amount | None:
    """Return the money that goes with a form of award on `on`; None before the first base salary."""
    found = profiles.base_salary(on)
    if found is None:
        return None
    coefficient = Decimal(row.coefficient)
    multiple = int(str(regime.parameters.get(_ROUNDING) or 1))
    exact = coefficient * found.salary.amount
    paid = int((exact / multiple).to_integral_value(ROUND_CEILING)) * multiple
    return Amount(
        coefficient=coefficient,
        base=found.salary.amount,
        exact=exact,
        paid=paid,
        multiple=multiple,
        references=(row.reference, found.salary.reference),
        confidence=row.confidence,
        checked=found.checked,
    )


def late(found: Amount, on: date) -> str:
    """Return the warning for a day the table of base salaries was not compared for, "" for none."""
    if found.checked:
        return ""
    return (
        f"Bảng mức lương cơ sở của chương trình chưa được đối chiếu cho ngày {text.short_date(on)}; hãy "
        f"xem {thousands(found.base)} đồng còn đúng không."
    )
