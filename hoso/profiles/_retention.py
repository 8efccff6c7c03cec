"""Retention (thời hạn bảo quản), submission, what a dossier must hold, and a card's defaults."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

from hoso.errors import NotFoundError
from hoso.model.archival import Contents, Retention, RetentionRow
from hoso.profiles._files import contents_lists, retention_tables
from hoso.profiles._read import PERMANENT


def retention_table(on: date | None = None) -> Retention:
    """Return the retention table in force on `on` (None: the newest).

    Value is appraised by the table of the day of appraisal; days before the first known table get
    that one, for want of another.
    """
    tables = retention_tables()
    held = [one for one in tables if on is None or one.since <= on]
    return deepcopy(held[-1] if held else tables[0])


def fitting(table: Retention, kind: str, organisation_kind: str) -> tuple[RetentionRow, ...]:
    """Return the lines of a table that a dossier of `kind` of such an organisation falls under."""
    return tuple(
        row
        for row in table.rows
        if row.dossier == kind and (not row.organisations or organisation_kind in row.organisations)
    )


def retention(kind: str, organisation_kind: str) -> str:
    """Return how long a dossier of `kind` of such an organisation is kept: `70 năm`, `vĩnh viễn`.

    Of several lines of the table that fit, the longest period is taken (QĐ 383-QĐ/TW, Điều 11).
    """
    table = retention_tables()[-1]
    found = [row.period for row in fitting(table, kind, organisation_kind)]
    if not found:
        known = ", ".join(dict.fromkeys(row.dossier for row in table.rows))
        raise NotFoundError(
            f"Bảng thời hạn {table.code} không có loại hồ sơ «{kind}». Có: {known}.", where=kind
        )
    return max(found, key=years)


def years(period: str) -> float:
    """Return a period in years, infinite when it is permanent."""
    return float("inf") if period == PERMANENT else float(period.removesuffix(" năm"))


def archive_defaults() -> dict[str, str]:
    """Return what a dossier's card says unless someone decides otherwise, under its stored keys."""
    return dict(retention_tables()[-1].defaults)


def contents_of(regime: str) -> Contents | None:
    """Return what the dossiers of a regime's years must hold, None when no list is known."""
    return deepcopy(next((one for one in contents_lists() if one.regime == regime), None))
