"""Awards (khen thưởng) that follow from ratings: who earns one, and who may give it."""

from __future__ import annotations

from datetime import date

from hoso.model.profile import AwardRow
from hoso.profiles._files import award_tables

MEMBER = "dang_vien"


def award(recipient: str, years: int, on: date) -> AwardRow | None:
    """Return the award of `recipient` (`dang_vien`, or a kind of organisation) for so many years.

    None when no table in force on `on` has one: a person must say who gives it and by what right.
    """
    tables = [table for table in award_tables() if table.since <= on]
    rows = tables[-1].rows if tables else ()
    return next((r for r in rows if r.years == years and recipient in r.recipients), None)
