"""What speaks against an event before it is written down, in words for the person who wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from hoso import text
from hoso.model.remedy import EventKind, RemedyEvent
from hoso.model.review import Status
from hoso.remedies._track import Track, is_own_word

_BY_OTHERS: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.VERIFIED: "xác nhận",
        EventKind.RETURNED: "trả lại",
        EventKind.EXTENDED: "duyệt gia hạn",
        EventKind.JUDGED: "đánh giá hiệu quả",
        EventKind.DROPPED: "cho thôi theo dõi",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What the thing itself does not know: whether it is a plan item, and the review years gone by.

    `criterion` is one set for it elsewhere; `cycle_over` says that a review was held since it was
    remedied.
    """

    is_item: bool = False
    criterion: str = ""
    cycle_over: bool = False


def objections(track: Track, event: RemedyEvent, moment: Moment) -> Iterator[str]:
    """Yield why `event` cannot be written down after `track`; nothing when it can."""
    yield from _other_eyes(track, event)
    if event.kind in _CHECKS:
        yield from _CHECKS[event.kind](track, event, moment)


def _other_eyes(track: Track, event: RemedyEvent) -> Iterator[str]:
    deed = _BY_OTHERS.get(event.kind)
    if deed is None:
        return
    if not event.who.strip():
        yield f"cần nêu ai {deed}."
    elif is_own_word(track, event.who):
        yield (
            f"người phụ trách, người báo cáo «{event.who}» không tự {deed} được; hãy nêu người khác."
        )


def _criterion(track: Track, event: RemedyEvent, _: Moment) -> Iterator[str]:
    if track.is_done:
        yield "đã ghi đã khắc phục: tiêu chí phải đặt trước, không đặt sau khi biết kết quả."
    if not event.words.strip():
        yield "cần nêu tiêu chí đánh giá hiệu quả."


def _reported(track: Track, event: RemedyEvent, moment: Moment) -> Iterator[str]:
    yield from _degree(event)
    if track.dropped:
        yield f"đã thôi theo dõi ({track.dropped}); hãy mở lại trước."
    elif event.status is Status.DONE and not track.is_done:
        yield from _before_done(track, moment)
    elif track.is_closed and (
        (event.status or Status.DONE) is not Status.DONE or event.degree not in {None, 100}
    ):
        yield f"{track.verified_by} đã xác nhận là đã khắc phục; muốn ghi khác đi hãy mở lại, nêu lý do."


def _degree(event: RemedyEvent) -> Iterator[str]:
    """Yield what is unlawful: the form gives a degree to «đang khắc phục» only."""
    degree = event.degree
    if degree is None:
        return
    if not 0 <= degree <= 100:
        yield f"mức độ {degree}% không nằm trong 0–100%."
    elif event.status is Status.DONE and degree != 100:
        yield f"đã khắc phục thì mức độ là 100%, không phải {degree}%; nếu còn dở hãy ghi đang khắc phục."
    elif event.status is Status.OPEN and degree:
        yield f"chưa khắc phục thì không có mức độ {degree}%; hãy ghi đang khắc phục."


def _before_done(track: Track, moment: Moment) -> Iterator[str]:
    if not (track.criterion or moment.criterion):
        yield (
            "chưa có tiêu chí đánh giá hiệu quả; hãy đặt tiêu chí (lệnh criterion) trước khi ghi đã "
            "khắc phục."
        )


def _verified(track: Track, event: RemedyEvent, moment: Moment) -> Iterator[str]:
    if track.dropped:
        yield f"đã thôi theo dõi ({track.dropped}); hãy mở lại trước."
    elif event.status is None and track.status in {None, Status.OPEN}:
        yield "chưa có báo cáo nào để xác nhận."
    elif event.status is Status.DONE and not track.is_done:
        if not moment.is_item:
            yield "chưa ai báo cáo là đã khắc phục; hãy ghi báo cáo (lệnh report) trước."
        yield from _before_done(track, moment)


def _returned(track: Track, event: RemedyEvent, _: Moment) -> Iterator[str]:
    if not track.status or track.status is Status.OPEN:
        yield "chưa có báo cáo nào để trả lại."
    if not event.why.strip():
        yield "cần nêu lý do trả lại (--why)."


def _extended(track: Track, event: RemedyEvent, _: Moment) -> Iterator[str]:
    if track.is_done:
        yield "đã khắc phục, không còn gì để gia hạn."
    if event.deadline is None:
        yield "cần nêu thời hạn mới."
    elif track.deadline and event.deadline <= track.deadline:
        yield f"thời hạn mới phải sau thời hạn hiện nay, ngày {text.short_date(track.deadline)}."
    if not event.why.strip():
        yield "cần nêu lý do gia hạn (--why)."


def _reopened(track: Track, event: RemedyEvent, _: Moment) -> Iterator[str]:
    if track.is_open:
        yield "đang được theo dõi, không cần mở lại."
    if not event.why.strip():
        yield "cần nêu lý do mở lại (--why)."


def _judged(track: Track, event: RemedyEvent, moment: Moment) -> Iterator[str]:
    if not track.is_closed:
        yield "chỉ đánh giá hiệu quả khi đã khắc phục và có người xác nhận."
        return
    if not (track.criterion or moment.criterion):
        yield "không có tiêu chí đặt trước khi ghi đã khắc phục, nên không có gì để đánh giá."
    if not moment.cycle_over and event.day < _year_after(track):
        yield (
            f"chưa qua một kỳ kiểm điểm từ ngày xác nhận "
            f"{text.short_date(track.verified_on or event.day)}; hãy đánh giá ở kỳ sau."
        )


def _year_after(track: Track) -> date:
    done = track.verified_on or date.min
    return date(done.year + 1, done.month, min(done.day, 28))


def _dropped(track: Track, event: RemedyEvent, _: Moment) -> Iterator[str]:
    if track.dropped:
        yield f"đã thôi theo dõi ({track.dropped})."
    if not event.why.strip():
        yield "cần nêu vì sao không còn phải theo dõi (--why)."


_CHECKS: Mapping[EventKind, Callable[[Track, RemedyEvent, Moment], Iterator[str]]] = (
    MappingProxyType(
        {
            EventKind.CRITERION: _criterion,
            EventKind.REPORTED: _reported,
            EventKind.VERIFIED: _verified,
            EventKind.RETURNED: _returned,
            EventKind.EXTENDED: _extended,
            EventKind.REOPENED: _reopened,
            EventKind.JUDGED: _judged,
            EventKind.DROPPED: _dropped,
        }
    )
)
