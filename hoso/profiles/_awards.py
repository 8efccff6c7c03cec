"""Awards (khen thưởng) that follow from ratings: who earns one, who gives it, how much money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hoso.model.award_data import BaseSalary, GiverName, MoneyRow, TitleName
from hoso.model.profile import AwardRow
from hoso.profiles._files import award_names, award_tables, base_salaries, money_tables

MEMBER = "dang_vien"
ORGANISATION = "to_chuc"


def award(recipient: str, years: int, on: date) -> AwardRow | None:
    """Return the award of `recipient` (`dang_vien`, or a kind of organisation) for so many years.

    None when no table in force on `on` has one: a person must say who gives it and by what right.
    """
    tables = [table for table in award_tables() if table.since <= on]
    rows = tables[-1].rows if tables else ()
    return next((r for r in rows if r.years == years and recipient in r.recipients), None)


def award_money(recipient: str, years: int, on: date) -> tuple[MoneyRow, ...]:
    """Return the money that goes with each form of that award on `on`; none before the first table."""
    tables = [table for table in money_tables() if table.since <= on]
    rows = tables[-1].rows if tables else ()
    return tuple(r for r in rows if r.years == years and recipient in r.recipients)


@dataclass(frozen=True, slots=True, kw_only=True)
class SalaryOn:
    """The base salary of a day; `checked` is False for a day the table was not compared for."""

    salary: BaseSalary
    checked: bool


def base_salary(on: date) -> SalaryOn | None:
    """Return the base salary (đồng a month) in force on `on`, None before the first one known."""
    table = base_salaries()
    held = [row for row in table.rows if row.since <= on]
    return SalaryOn(salary=held[-1], checked=on <= table.checked) if held else None


def giver_name(level: str, on: date) -> GiverName | None:
    """Return who a level of giver (`co_so`, `cap_tren`, `tinh`) is on `on`, None when unknown."""
    held = [one for one in award_names().givers if one.code == level and one.since <= on]
    return held[-1] if held else None


def title_name(whom: str, year: int) -> TitleName | None:
    """Return the title that `whom` (MEMBER or ORGANISATION) earns for a review year."""
    for one in award_names().titles:
        within = one.first_year <= year and (one.last_year is None or year <= one.last_year)
        if one.whom == whom and within:
            return one
    return None
