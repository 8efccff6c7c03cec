"""Lists about many dossiers – gaps, comparisons, what falls due – as JSON and as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from hoso import text
from hoso.cli._dossiers_show import Json, iso, record, said_day
from hoso.model import base
from hoso.services.dossiers import (
    Compared,
    Due,
    Gap,
    GapKind,
    Gaps,
    HandingIn,
    Latest,
    Place,
    Proposal,
)

_SHOWN = 8  # names behind one gap; the others are counted
_GAPS = {
    GapKind.COLLECTIVE: "Tập thể chưa kiểm điểm",
    GapKind.MEMBERS: "Đảng viên chưa kiểm điểm",
    GapKind.NUMBER: "Số văn bản",
    GapKind.SIGNATURE: "Chưa có bản ký",
    GapKind.RETURN: "Biểu mẫu chưa nhận lại",
    GapKind.CONTENT: "Hồ sơ thiếu tài liệu",
    GapKind.UNCHECKED: "Chưa kiểm được",
}
_PLACES = {Place.CURRENT: "lưu trữ hiện hành", Place.HISTORICAL: "lưu trữ lịch sử"}


def gaps(found: Gaps) -> Json:
    """Return what is missing as JSON."""
    return {
        "tu_nam": found.first,
        "den_nam": found.last,
        "tong": dict(Counter(one.kind.value for one in found.gaps)),
        "cho_thieu": [_gap(one) for one in found.gaps],
    }


def _gap(one: Gap) -> Json:
    return {
        "loai": one.kind.value,
        "to_chuc": one.organisation,
        "nam": one.year,
        "noi": one.where,
        "noi_dung": one.what,
        "ten": list(one.names),
    }


def gap_lines(found: Gaps) -> Iterator[str]:
    """Yield what is missing as lines, year by year."""
    years = f" từ năm {found.first} đến năm {found.last}" if found.first else ""
    if not found.gaps:
        yield f"Không thấy chỗ thiếu nào{years}."
        return
    heading = None
    for one in found.gaps:
        if heading != (one.year, one.kind):
            heading = (one.year, one.kind)
            year = f"Năm {one.year}" if one.year else "Mọi năm"
            yield f"{year} – {_GAPS[one.kind]}:"
        names = f" {text.listed(one.names, _SHOWN)}" if one.names else ""
        yield f"  {one.where}: {one.what}{names}"
    yield f"Tổng cộng {len(found.gaps)} chỗ thiếu{years}."


def compared(found: Compared) -> Json:
    """Return how members and dossiers compare, as JSON."""
    return {
        "to_chuc": found.body.code,
        "so_dang_vien": found.members,
        "so_ho_so": found.dossiers,
        "sai_lech": base.plain(found.mismatches),
        "lan_truoc": base.plain(found.last),
        "doi_chieu_gan_nhat": iso(found.checked_on),
        "han_tiep_theo": iso(found.due),
        "qua_han": found.is_late,
    }


def compared_lines(found: Compared) -> Iterator[str]:
    """Yield how members and dossiers compare, as lines."""
    yield f"{found.body.state.name}: {found.members} đảng viên, hồ sơ của {found.dossiers} người."
    for one in found.mismatches:
        yield f"  {one.organisation}  {one.name} ({one.card}): {one.message}"
    if not found.mismatches:
        yield "  Khớp: không có chỗ lệch."
    if found.checked_on is None:
        yield "Chưa ghi lần đối chiếu nào: phải đối chiếu 6 tháng một lần."
        return
    late = "QUÁ HẠN, " if found.is_late else ""
    by = f" ({found.last.by})" if found.last and found.last.day == found.checked_on else ""
    yield f"Lần gần nhất ngày {said_day(found.checked_on)}{by}; {late}lần tới trước ngày {said_day(found.due)}."


def latest(one: Latest) -> Json:
    """Return a member's self-reviews as JSON."""
    return {
        "so_the": one.card,
        "ho_ten": one.name,
        "to_chuc": one.organisation,
        "giu": [{"nam": r.year, "van_ban": r.document} for r in one.kept],
        "ngoai_ba_nam": [{"nam": r.year, "van_ban": r.document} for r in one.beyond],
        "con_thieu": one.lacking,
    }


def latest_lines(found: Iterable[Latest]) -> Iterator[str]:
    """Yield members' self-reviews as lines."""
    for one in found:
        kept = ", ".join(f"{r.year} [{r.document}]" for r in one.kept) or "không có"
        beyond = (
            f"; ngoài ba năm: {', '.join(r.document for r in one.beyond)}" if one.beyond else ""
        )
        lacking = f"; thiếu {one.lacking} năm" if one.lacking else ""
        yield f"{one.organisation}  {one.name} ({one.card}): {kept}{beyond}{lacking}"


def handing_in(one: HandingIn) -> Json:
    """Return what is to be handed in, as JSON."""
    return {
        "ma": one.record.code,
        "tieu_de": one.record.card.title,
        "noi_nop": one.place.value,
        "han": one.until.isoformat(),
        "con_ngay": one.left,
        "cho": one.waits,
        "thoi_han": one.record.judged.period,
    }


def handing_in_lines(found: Due) -> Iterator[str]:
    """Yield what is to be handed in, as lines."""
    for one in found.handing_in:
        late = f"QUÁ HẠN {-one.left} ngày  " if one.left < 0 else ""
        waits = f"; {one.waits}" if one.waits else ""
        name = _PLACES[one.place]
        yield f"{late}{said_day(one.until)}  {one.record.code}: nộp {name}{waits}"
    overdue = sum(one.left < 0 for one in found.handing_in)
    yield f"{len(found.handing_in)} lần phải nộp, {overdue} quá hạn."
    if found.empty:
        yield f"{found.empty} hồ sơ đã kết thúc không có văn bản nào để nộp."


def proposal(one: Proposal) -> Json:
    """Return a dossier whose period is over as JSON."""
    return {
        **record(one.record),
        "de_nghi": one.proposed,
        "vuong": list(one.obstacles),
        "ly_do": [
            f"{reason.period}: {reason.what} ({reason.reference})"
            for reason in one.record.judged.reasons
        ],
    }


def proposal_lines(found: Sequence[Proposal]) -> Iterator[str]:
    """Yield dossiers whose period is over as lines."""
    for one in found:
        first = one.record.judged.reasons[0]
        yield f"{one.record.code}  {one.record.card.title}"
        yield f"  hết {first.period} từ ngày {said_day(one.expired)}: {first.what} ({first.reference})"
        yield from (f"  chưa đề nghị được: {words}" for words in one.obstacles)
    proposed = sum(one.proposed for one in found)
    yield f"{len(found)} hồ sơ hết thời hạn bảo quản, {proposed} hồ sơ có thể đưa ra thẩm định."
    if found:
        yield "Chương trình không xóa gì: thẩm định giá trị, có quyết định rồi mới tiêu hủy bản giấy."
