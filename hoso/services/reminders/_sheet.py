"""The list of reminders as an Excel file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hoso import spreadsheet, text
from hoso.services.reminders._reminder import Reminder

_COLUMNS = (
    *("Việc", "Tổ chức đảng", "Đối tượng", "Ngày", "Hạn cuối", "Còn (ngày)"),
    *("Tình hình", "Lệnh", "Căn cứ"),
)


def write(path: Path, found: Sequence[Reminder]) -> None:
    """Write the list as a workbook."""
    day = f", ĐẾN NGÀY {text.short_date(found[0].on)}" if found else ""
    spreadsheet.write_table(path, f"NHẮC VIỆC{day}", _COLUMNS, (_row(one) for one in found))


def _row(one: Reminder) -> tuple[object, ...]:
    return (
        one.words,
        one.where,
        ", ".join(one.names),
        one.until,
        one.last_day,
        one.left,
        one.when,
        one.command,
        one.reference,
    )
