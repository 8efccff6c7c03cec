"""What is wrong with a dossier's metadata: fields without a value, dates, lengths, periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hoso.errors import Outcome, Problem
from hoso.model.archival import Metadata, Retention
from hoso.model.dossier import DocumentStatus, DossierCard
from hoso.services.dossiers._document_fields import document_code, document_id, split_symbol
from hoso.services.dossiers._records import Record
from hoso.text import listed, short_date

_CLASSIFIED = "mật"


def flaws(one: Record) -> Iterator[Problem]:
    """Yield what archive law finds wrong with a dossier, or cannot tell."""
    yield from _dates(one)
    for name, limit in too_long(one.card, one.table):
        yield _problem(one, "LT03", f"{name} dài quá {limit} ký tự")
    yield from _documents(one)
    if not one.judged.period:
        yield _unsure(one, "LT05", "chưa xác định thời hạn bảo quản của loại hồ sơ này")
    elif one.judged.unknown and not one.judged.permanent:
        kinds = listed(one.judged.unknown)
        words = f"loại văn bản chưa có thời hạn bảo quản: {kinds}; ghi vào [luu_tru] của hoso.toml"
        yield _unsure(one, "LT06", words)
    if one.card.secrecy and one.card.access != _CLASSIFIED:
        words = f"độ mật «{one.card.secrecy}» mà chế độ sử dụng là «{one.card.access}»"
        yield _problem(one, "LT08", words, warning=True)
    if one.card.in_history and one.card.secrecy:
        words = f"đã nộp lưu trữ lịch sử khi còn độ mật «{one.card.secrecy}»"
        yield _problem(one, "LT07", words)


def _dates(one: Record) -> Iterator[Problem]:
    card = one.card
    if card.start and card.end and card.end < card.start:
        words = f"kết thúc {short_date(card.end)} trước khi bắt đầu {short_date(card.start)}"
        yield _problem(one, "LT01", words)
        return
    outside = [
        f"{each.number} ({short_date(each.day)})"
        for each in one.documents
        if each.day
        and each.status is not DocumentStatus.WITHDRAWN
        and ((card.start and each.day < card.start) or (card.end and each.day > card.end))
    ]
    if outside:
        words = f"văn bản đề ngày ngoài thời gian của hồ sơ {one.dates}: {listed(outside)}"
        yield _problem(one, "LT02", words, warning=True)


def too_long(card: DossierCard, table: Retention) -> Iterator[tuple[str, int]]:
    """Yield (field, greatest length) for each field of a card that an exchange could not take."""
    limits = table.metadata.limits
    values = (
        ("mã hồ sơ", "fileCode", card.code),
        ("tiêu đề", "title", card.title),
        ("từ khóa", "keyword", ", ".join(card.keywords)),
        ("ký hiệu thông tin", "inforSign", card.info_sign),
        ("mã hồ sơ giấy", "paperFileCode", card.paper_code),
        ("mô tả", "description", card.description),
    )
    for name, field, value in values:
        if len(value) > limits[field]:
            yield name, limits[field]


def _documents(one: Record) -> Iterator[Problem]:
    limits = one.table.metadata.limits
    for each in one.documents:
        number, notation = split_symbol(each.symbol)
        values = (
            ("trích yếu", "subject", each.title),
            ("tác giả", "organName", each.author),
            ("số", "codeNumber", number),
            ("ký hiệu", "codeNotation", notation),
            ("mã lưu trữ", "docCode", document_code(one, each.number)),
            ("mã định danh", "docId", document_id(one, each.number)),
            ("ghi chú", "docDescription", "; ".join(each.remarks)),
        )
        for name, field, value in values:
            if len(value) > limits[field]:
                words = f"văn bản {each.number}: {name} dài quá {limits[field]} ký tự"
                yield _problem(one, "LT04", words)


def required(values: Mapping[str, str], law: Metadata) -> Iterator[str]:
    """Yield the fields of a dossier that an exchange asks for and that nobody filled in."""
    yield from (name for name in law.required if not values.get(name))
    for name, (other, value) in law.required_if.items():
        if values.get(other) == value and not values.get(name):
            yield name


def _problem(one: Record, code: str, words: str, *, warning: bool = False) -> Problem:
    reference = one.table.metadata.reference
    return Problem(
        code=code,
        where=one.code,
        message=f"{one.code}: {words}.",
        reference=reference,
        warning=warning,
    )


def _unsure(one: Record, code: str, words: str) -> Problem:
    return Problem(
        code=code,
        where=one.code,
        message=f"{one.code}: {words}.",
        reference=one.table.longest_reference,
        outcome=Outcome.UNCHECKED,
        warning=True,
    )
