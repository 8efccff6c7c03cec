"""Dossiers as archive law sees them, as JSON under Vietnamese keys and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from hoso import text
from hoso.model import base
from hoso.services.dossiers import GROUPS, Changed, Completeness, Item, Presence, Record

Json = dict[str, object]
_PRESENCES = {
    Presence.HERE: "có",
    Presence.LACKING: "THIẾU",
    Presence.NOT_ASKED: "không cần",
    Presence.EXCUSED: "được miễn",
}


def iso(day: date | None) -> str | None:
    """Return a day as ISO text."""
    return day.isoformat() if day else None


def said_day(day: date | None) -> str:
    """Return a day as people read it, "" for none."""
    return text.short_date(day) if day else ""


# long: one line a field
def record(one: Record) -> Json:
    """Return one dossier as JSON."""
    card, due = one.card, one.due
    return {
        "ma": one.code,
        "tieu_de": card.title,
        "loai": card.kind.value,
        "to_chuc": card.organisation,
        "ten_to_chuc": one.organisation,
        "so_the": card.card,
        "nam": card.year,
        "thoi_han": one.judged.period,
        "chac_chan": one.judged.certain,
        "can_cu_khac_nhau": one.judged.contradictory,
        "chua_xac_dinh": list(one.judged.unknown),
        "che_do_su_dung": card.access,
        "do_mat": card.secrecy,
        "ngon_ngu": card.language,
        "bat_dau": iso(one.start),
        "ket_thuc": iso(one.end),
        "nguoi_lap": one.maker,
        "so_van_ban": len(one.documents),
        "so_to": card.sheets,
        "so_trang": one.pages,
        "nam_ket_thuc": due.ended,
        "han_hien_hanh": iso(due.current),
        "da_nop_hien_hanh": iso(card.submitted),
        "han_lich_su": iso(due.historical),
        "da_nop_lich_su": iso(card.in_history),
        "cho_giai_mat": due.held_back,
        "het_han": iso(due.expires),
        "tieu_huy": base.plain(card.destruction),
    }


def record_lines(found: Sequence[Record]) -> Iterator[str]:
    """Yield dossiers as lines, group by group, with how many there are."""
    group = None
    for one in found:
        if one.card.kind is not group:
            group = one.card.kind
            yield f"{GROUPS[group]}:"
        yield f"  {_line(one)}"
    permanent = sum(one.judged.permanent for one in found)
    yield f"{len(found)} hồ sơ: {permanent} vĩnh viễn, {len(found) - permanent} có thời hạn."


def _line(one: Record) -> str:
    pages = f", {one.pages} trang" if one.pages is not None else ""
    doubt = "" if one.judged.certain else " (chưa chắc)"
    period = one.judged.period or "chưa xác định thời hạn"
    return (
        f"{one.code}  {one.card.title}; {period}{doubt}; {one.dates or 'chưa có ngày'}; "
        f"{len(one.documents)} văn bản{pages}"
    )


def detail(one: Record, whole: Completeness | None) -> Json:
    """Return one dossier with the reasons of its period and what it must hold."""
    return {
        **record(one),
        "tu_khoa": list(one.card.keywords),
        "mo_ta": one.card.description,
        "ly_do_thoi_han": [
            {
                "thoi_han": reason.period,
                "vi": reason.what,
                "can_cu": reason.reference,
                "do_tin_cay": reason.confidence,
            }
            for reason in one.judged.reasons
        ],
        "bang_thoi_han": one.table.code,
        "thanh_phan": completeness(whole) if whole else None,
    }


def completeness(one: Completeness) -> Json:
    """Return what a dossier holds of what it must, as JSON."""
    return {
        "ma": one.record.code,
        "nam": one.record.card.year,
        "dieu_17": [_item(item) for item in one.items],
        "mau_04": [_item(item) for item in one.form_items],
        "thieu": [item.title for item in one.lacking],
        "chua_kiem_duoc": one.why_not,
    }


def lacking_lines(found: Sequence[Completeness]) -> Iterator[str]:
    """Yield which dossiers lack what, and the years of which nothing could be checked."""
    for one in found:
        if one.lacking or one.form_lacking:
            titles = [item.title for item in one.lacking or one.form_lacking]
            yield f"{one.record.code}: thiếu {'; '.join(titles)}."
    unsure = {(one.record.card.year or 0, one.why_not) for one in found if one.why_not}
    for year, words in sorted(unsure):
        yield f"Năm {year}: chưa kiểm được, {words}."


def _item(one: Item) -> Json:
    return {
        "so": one.number or None,
        "ten": one.title,
        "trang_thai": one.presence.value,
        "van_ban": list(one.documents),
        "can_cu": one.reference,
    }


def detail_lines(one: Record, whole: Completeness | None) -> Iterator[str]:
    """Yield one dossier as lines."""
    card, due = one.card, one.due
    yield f"{card.title} ({one.code})"
    yield f"  Thời hạn bảo quản: {one.judged.period or 'chưa xác định'}"
    for reason in one.judged.reasons:
        yield f"    {reason.period}: {reason.what} ({reason.reference})"
    if one.judged.contradictory:
        yield f"    Các căn cứ nêu thời hạn khác nhau: lấy dài nhất ({one.table.longest_reference})."
    if one.judged.unknown:
        yield f"    Chưa xác định: {', '.join(one.judged.unknown)}"
    secret = f"; độ mật: {card.secrecy}" if card.secrecy else ""
    yield f"  Chế độ sử dụng: {card.access}{secret}; người lập: {one.maker}"
    yield f"  Thời gian: {one.dates or 'chưa có'}"
    sheets = f", {card.sheets} tờ" if card.sheets is not None else ""
    pages = "số trang chưa đủ" if one.pages is None else f"{one.pages} trang"
    yield f"  {len(one.documents)} văn bản{sheets}, {pages}"
    if due.ended is None:
        yield "  Công việc chưa kết thúc: chưa tính hạn nộp lưu."
    else:
        yield from _due_lines(one)
    if whole:
        yield from _content_lines(whole)


def _due_lines(one: Record) -> Iterator[str]:
    due, card = one.due, one.card
    done = f" (đã nộp {said_day(card.submitted)})" if card.submitted else ""
    yield f"  Hạn nộp lưu trữ hiện hành: {said_day(due.current)}{done}"
    if due.historical:
        done = f" (đã nộp {said_day(card.in_history)})" if card.in_history else ""
        held = f"; {due.held_back}" if due.held_back else ""
        yield f"  Hạn nộp lưu trữ lịch sử: {said_day(due.historical)}{done}{held}"
    if due.expires:
        yield f"  Hết thời hạn bảo quản: {said_day(due.expires)}"
    if card.destruction:
        yield f"  Bản giấy đã tiêu hủy ngày {said_day(card.destruction.day)}"


def _content_lines(one: Completeness) -> Iterator[str]:
    if one.why_not:
        yield f"  Thành phần hồ sơ: chưa kiểm được, {one.why_not}."
        return
    for name, items in (("Điều 17", one.items), ("Mẫu 04", one.form_items)):
        if items:
            yield f"  {name}:"
        for item in items:
            number = f"({item.number}) " if item.number else "- "
            where = f" [{', '.join(item.documents)}]" if item.documents else ""
            yield f"    {number}{item.title}: {_PRESENCES[item.presence]}{where}"


def changed(one: Changed) -> Json:
    """Return what a card says now, and what changed."""
    return {
        "ho_so": base.plain(one.after),
        "doi": {key: {"cu": old, "moi": new} for key, (old, new) in one.fields.items()},
    }
