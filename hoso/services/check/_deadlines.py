"""Before which days a subject of the year must be through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hoso import profiles
from hoso.services.check._held import Held
from hoso.services.check._year import Year

_SPECIAL = "to_chuc.tong_ket_dac_thu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Thời hạn: things are to be done *before* these days; None where there is none."""

    review: date | None
    report: date | None
    dossier: date | None


class Deadlines:
    """The deadlines of a year, for each organisation those that bind it."""

    def __init__(self, year: Year) -> None:
        self._year = year
        days = profiles.deadlines(year.regime, year.number)
        national = profiles.deadlines(profiles.regime(year.number), year.number)
        self._days: Mapping[str, date] = days
        # The national day for dossiers binds provinces only; a day that an authority set, its area.
        same = days.get("ho_so_len_tren") == national.get("ho_so_len_tren")
        self._dossier = None if same else days.get("ho_so_len_tren")
        self._special = frozenset(code for code, one in year.known.items() if _is_special(one))

    @property
    def review(self) -> date | None:
        """Return the day before which reviews are over, unless something special delays them."""
        return self._days.get("kiem_diem")

    def of(self, one: Held) -> Due:
        """Return the deadlines of a subject; a year end of its own holds for all below, too."""
        special = not self._special.isdisjoint(self._year.above(one.candidate.body))
        usual = self.review
        return Due(
            review=self._days.get("kiem_diem_dac_thu", usual) if special else usual,
            report=self._days.get("bao_cao"),
            dossier=self._dossier,
        )


def _is_special(one: Held) -> bool:
    return any(said.fact == _SPECIAL and said.value is True for said in one.statements)
