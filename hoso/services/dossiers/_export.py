"""The metadata of dossiers as a table, fields of TT 05/2025/TT-BNV, Phụ lục I; and what is written of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from hoso import spreadsheet, text
from hoso.errors import UnreadableFileError
from hoso.services import outbox
from hoso.services.dossiers._document_fields import document_table
from hoso.services.dossiers._flaws import required
from hoso.services.dossiers._records import Record
from hoso.services.dossiers._table import Table, count, table_of
from hoso.spreadsheet import Sheet

# Name of the exchanged field → heading; those of `_OWN` are the program's.
DOSSIER_FIELDS: Final = {
    "fileCode": "Mã hồ sơ",
    "title": "Tiêu đề",
    "maintenance": "Mã thời hạn bảo quản",
    "thoi_han": "Thời hạn bảo quản",
    "mode": "Mã chế độ sử dụng",
    "che_do": "Chế độ sử dụng",
    "do_mat": "Độ mật",
    "language": "Mã ngôn ngữ",
    "ngon_ngu": "Ngôn ngữ",
    "startDate": "Bắt đầu",
    "endDate": "Kết thúc",
    "keyword": "Từ khóa",
    "totalDoc": "Tổng số văn bản",
    "numberOfPaper": "Số tờ",
    "numberOfPage": "Số trang",
    "format": "Tình trạng vật lý",
    "inforSign": "Ký hiệu thông tin",
    "confidenceLevel": "Mức độ tin cậy",
    "paperFileCode": "Mã hồ sơ giấy",
    "riskRecovery": "Dự phòng",
    "riskRecoveryStatus": "Tình trạng dự phòng",
    "description": "Mô tả",
    "loai": "Loại hồ sơ",
    "nam": "Năm",
    "to_chuc": "Tổ chức đảng",
    "nguoi_lap": "Người lập",
    "han_hien_hanh": "Hạn nộp lưu trữ hiện hành",
    "han_lich_su": "Hạn nộp lưu trữ lịch sử",
    "het_han": "Hết thời hạn bảo quản",
    "luu_y": "Lưu ý",
}
_OWN: Final = frozenset(
    {
        *("thoi_han", "che_do", "do_mat", "ngon_ngu", "loai", "nam", "to_chuc", "nguoi_lap"),
        *("luu_y", "han_hien_hanh", "han_lich_su", "het_han"),
    }
)


def dossier_table(found: Iterable[Record]) -> Table:
    """Return the metadata of dossiers, one a row; days as DD/MM/YYYY, what is unknown left empty."""
    rows = ((dossier_values(one), one.table.metadata) for one in found)
    return table_of(DOSSIER_FIELDS, _OWN, ((row, tuple(required(row, law))) for row, law in rows))


# long: one line a field
def dossier_values(one: Record) -> dict[str, str]:
    """Return the fields of one dossier as texts, "" for what is not known."""
    card, metadata = one.card, one.table.metadata
    period = one.judged.period
    unclear = f"chưa xác định: {', '.join(one.judged.unknown)}" if one.judged.unknown else ""
    known = {
        "fileCode": card.code,
        "title": card.title,
        "maintenance": metadata.periods.get(period, metadata.other_period) if period else "",
        "thoi_han": period,
        "mode": metadata.access.get(card.access, ""),
        "che_do": card.access,
        "do_mat": card.secrecy,
        "language": metadata.languages.get(card.language, metadata.other_language),
        "ngon_ngu": card.language,
        "startDate": text.short_date(one.start) if one.start else "",
        "endDate": text.short_date(one.end) if one.end else "",
        "keyword": ", ".join(card.keywords),
        "totalDoc": str(len(one.documents)),
        "numberOfPaper": count(card.sheets),
        "numberOfPage": count(one.pages),
        "format": card.condition,
        "inforSign": card.info_sign,
        "confidenceLevel": card.medium,
        "paperFileCode": card.paper_code,
        # One statement for both: who says that a dossier has a copy says that the copy was made.
        "riskRecovery": "1" if card.recovery else "0",
        "riskRecoveryStatus": "01" if card.recovery else "",
        "description": card.description,
        "loai": card.kind.value,
        "nam": count(card.year),
        "to_chuc": one.organisation,
        "nguoi_lap": one.maker,
        "han_hien_hanh": text.short_date(one.due.current) if one.due.current else "",
        "han_lich_su": text.short_date(one.due.historical) if one.due.historical else "",
        "het_han": text.short_date(one.due.expires) if one.due.expires else "",
        "luu_y": "; ".join(words for words in (unclear, one.due.held_back) if words),
    }
    return {name: text.squeeze(value) for name, value in known.items()}


def csv_bytes(table: Table) -> bytes:
    """Return a table as CSV that Excel opens by a double click."""
    return spreadsheet.csv_bytes(table.heads, table.rows)


def write(found: Sequence[Record], out: Path, *, documents: bool = False) -> Path:
    """Write the metadata as .csv (of dossiers, or of documents) or .xlsx (both); return where.

    Raise UnreadableFileError for another ending, StorageError when the disk refuses.
    """
    ending = out.suffix.lower()
    if ending == ".csv":
        table = document_table(found) if documents else dossier_table(found)
        return outbox.write(out, csv_bytes(table))
    if ending != ".xlsx":
        raise UnreadableFileError(
            f"{out.name}: chỉ ghi được .csv hoặc .xlsx. Hãy đổi đuôi tệp.", where=str(out)
        )
    spreadsheet.write_tables(out, list(_sheets(found)))
    return out


def _sheets(found: Sequence[Record]) -> Iterator[Sheet]:
    for name, table in (("Hồ sơ", dossier_table(found)), ("Văn bản", document_table(found))):
        yield Sheet(
            name=name, title=f"{name} theo TT 05/2025/TT-BNV", columns=table.heads, rows=table.rows
        )
