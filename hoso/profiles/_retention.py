"""Retention (thời hạn bảo quản) and the defaults of a dossier's card."""

from __future__ import annotations

from hoso.errors import NotFoundError
from hoso.profiles._files import retention_table

PERMANENT = "vĩnh viễn"


def retention(kind: str, organisation_kind: str) -> str:
    """Return how long a dossier of `kind` of such an organisation is kept: `70 năm`, `vĩnh viễn`.

    Of several lines of the table that fit, the longest period is taken (QĐ 383-QĐ/TW, Điều 11).
    """
    table = retention_table()
    fitting = [
        row.period
        for row in table.rows
        if row.dossier == kind and (not row.organisations or organisation_kind in row.organisations)
    ]
    if not fitting:
        known = ", ".join(dict.fromkeys(row.dossier for row in table.rows))
        raise NotFoundError(
            f"Bảng thời hạn {table.code} không có loại hồ sơ «{kind}». Có: {known}.", where=kind
        )
    return max(fitting, key=years)


def years(period: str) -> float:
    """Return a period in years, infinite when it is permanent."""
    return float("inf") if period == PERMANENT else float(period.removesuffix(" năm"))


def archive_defaults() -> dict[str, str]:
    """Return what a dossier's card says unless someone decides otherwise, under its stored keys."""
    return dict(retention_table().defaults)
