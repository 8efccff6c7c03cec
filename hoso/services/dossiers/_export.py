"""The metadata of dossiers and documents as tables, fields of TT 05/2025/TT-BNV, Phụ lục I and II."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hoso import spreadsheet, text
from hoso.errors import UnreadableFileError
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.numbers import read_symbol
from hoso.services import outbox
from hoso.services.dossiers._flaws import document_code, required
from hoso.services.dossiers._records import Record
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
    "language": "Ngôn ngữ",
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
DOCUMENT_FIELDS: Final = {
    "docCode": "Mã văn bản",
    "fileCode": "Mã hồ sơ",
    "typeName": "Mã tên loại",
    "ten_loai": "Tên loại",
    "codeNumber": "Số",
    "codeNotation": "Số, ký hiệu",
    "issuedDate": "Ngày văn bản",
    "organName": "Cơ quan ban hành",
    "subject": "Trích yếu",
    "language": "Ngôn ngữ",
    "numberOfPage": "Số trang",
    "confidenceLevel": "Mức độ tin cậy",
    "trang_thai": "Trạng thái",
}
_OWN: Final = frozenset(
    {
        *("thoi_han", "che_do", "do_mat", "loai", "nam", "to_chuc", "nguoi_lap", "luu_y"),
        *("han_hien_hanh", "han_lich_su", "het_han", "ten_loai", "trang_thai"),
    }
)
_STATUSES: Final = {
    DocumentStatus.ISSUED: "Bản phát hành",
    DocumentStatus.RETURNED: "Đã nhận lại",
    DocumentStatus.SIGNED: "Có bản ký",
    DocumentStatus.IMPORTED: "Đưa vào từ ngoài",
    DocumentStatus.WITHDRAWN: "Đã rút",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as written: headings, rows of texts, and how many rows lack which required field."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    missing: tuple[tuple[str, int], ...] = ()  # heading, how many


def dossier_table(found: Iterable[Record]) -> Table:
    """Return the metadata of dossiers, one a row; days as DD/MM/YYYY, what is unknown left empty."""
    lacking: dict[str, int] = {}
    rows = []
    for one in found:
        values = dossier_values(one)
        for name in required(one, values):
            lacking[name] = lacking.get(name, 0) + 1
        rows.append(tuple(values[name] for name in DOSSIER_FIELDS))
    return Table(
        heads=_heads(DOSSIER_FIELDS),
        rows=tuple(rows),
        missing=tuple((DOSSIER_FIELDS[name], count) for name, count in lacking.items()),
    )


def _heads(fields: dict[str, str]) -> tuple[str, ...]:
    """Return headings: the words, and the name of the exchanged field where there is one."""
    return tuple(words if name in _OWN else f"{words} ({name})" for name, words in fields.items())


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
        "language": card.language,
        "startDate": text.short_date(one.start) if one.start else "",
        "endDate": text.short_date(one.end) if one.end else "",
        "keyword": ", ".join(card.keywords),
        "totalDoc": str(len(one.documents)),
        "numberOfPaper": _count(card.sheets),
        "numberOfPage": _count(one.pages),
        "format": card.condition,
        "inforSign": card.info_sign,
        "confidenceLevel": card.medium,
        "paperFileCode": card.paper_code,
        "riskRecovery": "1" if card.recovery else "0",
        "description": card.description,
        "loai": card.kind.value,
        "nam": _count(card.year),
        "to_chuc": one.organisation,
        "nguoi_lap": one.maker,
        "han_hien_hanh": text.short_date(one.due.current) if one.due.current else "",
        "han_lich_su": text.short_date(one.due.historical) if one.due.historical else "",
        "het_han": text.short_date(one.due.expires) if one.due.expires else "",
        "luu_y": "; ".join(words for words in (unclear, one.due.held_back) if words),
    }
    return {name: text.squeeze(value) for name, value in known.items()}


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def document_table(found: Iterable[Record]) -> Table:
    """Return the metadata of all papers of dossiers, one a row."""
    rows = [
        tuple(_document_values(record, one)[name] for name in DOCUMENT_FIELDS)
        for record in found
        for one in record.documents
    ]
    return Table(heads=_heads(DOCUMENT_FIELDS), rows=tuple(rows))


def _document_values(record: Record, one: Provenance) -> dict[str, str]:
    read = read_symbol(one.symbol)
    known = {
        "docCode": document_code(record, one.number),
        "fileCode": record.code,
        "typeName": record.table.metadata.type_names.get(one.type_name, ""),
        "ten_loai": one.type_name,
        "codeNumber": str(read.number) if read else "",
        "codeNotation": one.symbol,
        "issuedDate": text.short_date(one.day) if one.day else "",
        "organName": one.author,
        "subject": one.title,
        "language": record.card.language,
        "numberOfPage": _count(one.pages),
        "confidenceLevel": record.card.medium,
        "trang_thai": _STATUSES[one.status],
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
