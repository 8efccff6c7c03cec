"""The schedule of prior shortcomings as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hoso import spreadsheet
from hoso.services.register._schedule import ScheduleRow, status_words

_COLUMNS = (
    "Mã",
    "Đối tượng",
    "Tổ chức",
    "Năm nêu lần đầu",
    "Năm nêu",
    "Nguồn",
    "Hạn chế, khuyết điểm",
    "Lĩnh vực",
    "Nguyên nhân",
    "Tình trạng",
    "Tình trạng từng năm",
    "Kế hoạch",
    "Việc đã làm",
    "Lý do lặp lại, mở lại, gia hạn, khác kế hoạch",
    "Số ngày theo dõi",
    "Còn (ngày)",
    "Thôi theo dõi vì",
)


def write_schedule(path: Path, rows: Iterable[ScheduleRow]) -> None:
    """Write the schedule as one table."""
    table = [_cells(row) for row in rows]
    spreadsheet.write_table(path, "Bảng theo dõi khuyết điểm", _COLUMNS, table)


def _cells(row: ScheduleRow) -> list[str | int]:
    fault, line = row.line.fault, row.line
    left = line.days_left
    return [
        fault.code,
        fault.subject.name or fault.subject.card or "tập thể",
        fault.subject.organisation,
        line.first_year,
        fault.year,
        row.source,
        fault.text,
        fault.area,
        fault.cause,
        status_words(line.state.track),
        "\n".join(f"{year}: {words}" for year, words in row.by_year),
        "\n".join(row.plan),
        "\n".join(row.deed),
        "\n".join(row.returned),
        line.days_open,
        "" if left is None else left,
        row.leaves,
    ]
