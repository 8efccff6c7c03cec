"""The metadata of documents as a table: the fields of TT 05/2025/TT-BNV, Phụ lục III (EAD_doc)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from hoso import text
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.numbers import read_symbol
from hoso.services.dossiers._records import Record
from hoso.services.dossiers._table import Table, count, table_of

FIELDS: Final = {
    "docId": "Mã định danh văn bản",
    "docCode": "Mã lưu trữ văn bản",
    "fileCode": "Mã hồ sơ",
    "maintenance": "Mã thời hạn bảo quản",
    "typeName": "Mã tên loại",
    "ten_loai": "Tên loại",
    "codeNumber": "Số",
    "codeNotation": "Ký hiệu",
    "so_ky_hieu": "Số, ký hiệu như in",
    "issuedDate": "Ngày văn bản",
    "organName": "Cơ quan ban hành",
    "subject": "Trích yếu",
    "language": "Mã ngôn ngữ",
    "numberOfPage": "Số trang",
    "inforSign": "Ký hiệu thông tin",
    "keyword": "Từ khóa",
    "mode": "Mã chế độ sử dụng",
    "confidenceLevel": "Mức độ tin cậy",
    "autograph": "Bút tích",
    "format": "Tình trạng vật lý",
    "process": "Có quy trình xử lý kèm theo",
    "riskRecovery": "Dự phòng",
    "riskRecoveryStatus": "Tình trạng dự phòng",
    "description": "Ghi chú",
    "trang_thai": "Trạng thái",
}
_OWN: Final = frozenset({"ten_loai", "so_ky_hieu", "trang_thai"})
_STATUSES: Final = {
    DocumentStatus.ISSUED: "Bản phát hành",
    DocumentStatus.RETURNED: "Đã nhận lại",
    DocumentStatus.SIGNED: "Có bản ký",
    DocumentStatus.IMPORTED: "Đưa vào từ ngoài",
    DocumentStatus.WITHDRAWN: "Đã rút",
}
_ORDINAL: Final = 7  # figures of a document's place in its code
_ID: Final = 20  # of the 32 figures of an object's id: with the number the identifier has 25 signs
_OTHERS: Final = re.compile(r"(\d+\w*)\s*[-/]\s*(\S.*)")  # 12/QĐ-UBND, as the State writes it


def document_table(found: Iterable[Record]) -> Table:
    """Return the metadata of all papers of dossiers, one a row; what nobody knows is left empty."""
    values = (
        (document_values(record, one), record.table.metadata.required_of_document)
        for record in found
        for one in record.documents
    )
    rows = ((row, [name for name in asked if not row[name]]) for row, asked in values)
    return table_of(FIELDS, _OWN, rows)


def document_code(one: Record, number: str) -> str:
    """Return the code of a document: the dossier's, and its place in seven figures."""
    return f"{one.code}{int(number):0{_ORDINAL}d}"


def document_id(one: Record, number: str) -> str:
    """Return the identifier of a document, for ever the same: of its dossier's object and number."""
    return f"{one.row.object_id.removeprefix('urn:uuid:').replace('-', '')[:_ID]}.{number}"


def split_symbol(symbol: str) -> tuple[str, str]:
    """Return the number and the rest of a printed symbol: («7», «BC/CB») of «07-BC/CB»."""
    if read := read_symbol(symbol):
        return str(read.number), f"{read.type_symbol}/{read.organ}"
    found = _OTHERS.fullmatch(text.squeeze(symbol))
    return (found[1], found[2]) if found else ("", symbol)


# long: one line a field
def document_values(record: Record, one: Provenance) -> dict[str, str]:
    """Return the fields of one document as texts; the dossier's stand for what it does not say."""
    card, law = record.card, record.table.metadata
    number, notation = split_symbol(one.symbol)
    period = record.judged.period
    return {
        "docId": document_id(record, one.number),
        "docCode": document_code(record, one.number),
        "fileCode": record.code,
        "maintenance": law.periods.get(period, law.other_period) if period else "",
        "typeName": law.type_names.get(one.type_name, law.other_type) if one.type_name else "",
        "ten_loai": one.type_name,
        "codeNumber": number,
        "codeNotation": notation,
        "so_ky_hieu": one.symbol,
        "issuedDate": text.short_date(one.day) if one.day else "",
        "organName": one.author,
        "subject": one.title,
        "language": law.languages.get(card.language, law.other_language),
        "numberOfPage": count(one.pages),
        "inforSign": card.info_sign,
        "keyword": "",
        "mode": law.access.get(card.access, ""),
        "confidenceLevel": card.medium,
        "autograph": "",
        "format": card.condition,
        "process": "0",  # no file of the steps of work goes with a paper
        "riskRecovery": "1" if card.recovery else "0",
        "riskRecoveryStatus": "01" if card.recovery else "",
        "description": "; ".join(one.remarks),
        "trang_thai": _STATUSES[one.status],
    }
