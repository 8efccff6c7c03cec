"""The schedule of all prior shortcomings: what became of each, year by year, plan against deed.

It follows the schedule of prior findings of auditors (2 CFR 200.511(b)): every earlier one stands
in it with the year first named, its status, why it came back, what was done in part and why that is
not as planned; one leaves it only when it is remedied, or no longer valid for a stated reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hoso import remedies, text
from hoso.model.remedy import Effect, EventKind, RemedyEvent
from hoso.model.review import PlanItem, Shortcoming, Source, Status, Subject
from hoso.remedies import Track
from hoso.services import faults, tracking
from hoso.services.faults import Followed
from hoso.services.register._lines import Line
from hoso.services.subjects import whose, within
from hoso.workspace import Workspace

EFFECTS: Mapping[Effect, str] = {
    Effect.EFFECTIVE: "có hiệu quả",
    Effect.PARTLY: "hiệu quả một phần",
    Effect.NOT: "không hiệu quả",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRow:
    """One earlier shortcoming in the schedule; every attribute is in words, a line each."""

    line: Line
    source: str
    by_year: tuple[tuple[int, str], ...]  # the status at the end of each year
    plan: tuple[str, ...]
    deed: tuple[str, ...]
    returned: tuple[str, ...]  # why it came back, was opened again or extended, or differs
    leaves: str  # why it is no longer followed; "" while it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Of whom the schedule is, before the review of `year`: a member, else collectives."""

    year: int
    org: str | None = None
    person: str | None = None


def schedule_for(ws: Workspace, wanted: Whose, on: date) -> tuple[ScheduleRow, ...]:
    """Return the schedule of a member, or of the collectives at and below an organisation.

    What persons were told stays out of the schedule of a collective.
    """
    body, person = whose(ws, wanted.org, wanted.person, on)
    subjects = [one.subject for one in within(ws, body.code, on)]
    chosen = (person.subject,) if person else tuple(subjects)
    return schedule(ws, chosen, wanted.year, on)


def schedule(
    ws: Workspace, subjects: tuple[Subject, ...], year: int, on: date
) -> tuple[ScheduleRow, ...]:
    """Return all that was named before the review of `year` in these subjects, earliest first."""
    found = tuple(
        fault
        for subject in subjects
        for fault in ws.catalogue.shortcomings(subject=subject, before=year)
    )
    codes = [fault.code for fault in found]
    items: dict[str, list[PlanItem]] = {}
    for item in ws.catalogue.plan(shortcomings=codes):
        items.setdefault(item.shortcoming, []).append(item)
    first = tracking.first_named(ws, found)
    followed = faults.followed_on(ws, found, until=on)
    return tuple(
        _row(one, items.get(one.shortcoming.code, []), first[one.shortcoming.code], on)
        for one in followed
    )


def _row(one: Followed, items: list[PlanItem], first: int, on: date) -> ScheduleRow:
    line = Line(fault=one.shortcoming, followed=one, on=on, first_year=first)
    return ScheduleRow(
        line=line,
        source=_source(one.shortcoming),
        by_year=tuple(_by_year(one, on)),
        plan=tuple(_plan(one, items)),
        deed=tuple(_deed(line)),
        returned=tuple(_returned(line)),
        leaves=leaves(one),
    )


def _source(fault: Shortcoming) -> str:
    if fault.source is Source.REVIEW:
        return f"kiểm điểm năm {fault.year}"
    whose = f" của {fault.authority}" if fault.authority else ""
    paper = f" số {fault.document}" if fault.document else ""
    day = f", ngày {text.short_date(fault.named_on)}" if fault.named_on else ""
    return f"kết luận{whose}{paper}{day}"


def _by_year(one: Followed, on: date) -> Iterator[tuple[int, str]]:
    """Yield the status at the end of each year from the naming on, the last one on `on`."""
    start = tracking.start(one.shortcoming)
    for year in range(one.shortcoming.year, max(on.year, one.shortcoming.year) + 1):
        end = min(date(year, 12, 31), on) if year >= on.year else date(year, 12, 31)
        told = [event for event in one.state.events if tracking.has_happened(event, end)]
        yield year, status_words(remedies.state_of(start, told).track)


def status_words(track: Track) -> str:
    """Return the status with its degree, and whether somebody verified it."""
    if track.dropped:
        return "thôi theo dõi"
    degree = track.status is Status.DOING and track.degree is not None
    words = faults.status_name(track.status) + (f" {track.degree}%" if degree else "")
    return f"{words}, đã xác nhận" if track.verified_by else words


def _plan(one: Followed, items: list[PlanItem]) -> Iterator[str]:
    for item in items:
        due = f", hạn {text.short_date(item.deadline)}" if item.deadline else ""
        yield f"{item.measure} – {item.owner}{due}"
    fault = one.shortcoming
    if not items and fault.measure:
        who = f" – {fault.responsibility}" if fault.responsibility else ""
        due = f", hạn {fault.deadline}" if fault.deadline else ""
        yield f"{fault.measure}{who}{due}"
    if one.state.criterion:
        yield f"Tiêu chí hiệu quả: {one.state.criterion}"


def _deed(line: Line) -> Iterator[str]:
    """Yield what was done: in words, how far, with which proof, who says so and who verified it."""
    track = line.state.track
    if track.words:
        yield track.words
    yield from _parts(line)
    if track.evidence:
        yield f"Minh chứng: {'; '.join(track.evidence)}"
    if track.said_by:
        yield f"Báo cáo: {track.said_by}"
    if track.verified_by and track.verified_on:
        yield f"Xác nhận: {track.verified_by}, ngày {text.short_date(track.verified_on)}"
    if track.effect:
        yield f"Đánh giá: {EFFECTS[track.effect]}"


def _parts(line: Line) -> Iterator[str]:
    """Yield how many items are done, and what was late against the plan."""
    items = line.state.items
    if len(items) > 1:
        done = sum(1 for one in items.values() if one.is_done)
        yield f"Đã xong {done}/{len(items)} biện pháp"
    for code, one in items.items():
        if one.is_done and one.deadline and one.day and one.day > one.deadline:
            yield f"{code}: xong chậm {(one.day - one.deadline).days} ngày so với kế hoạch"
    if line.is_overdue:
        yield f"Quá hạn {-(line.days_left or 0)} ngày"


def _returned(line: Line) -> Iterator[str]:
    """Yield why it stands again or otherwise than planned, in the order in which it was said."""
    if line.first_year < line.fault.year:
        yield f"Lặp lại điều đã nêu từ năm {line.first_year}"
    for event in line.state.events:
        yield from _reason(event)
    if line.state.track.difference:
        yield f"Khác kế hoạch: {line.state.track.difference}"


def _reason(event: RemedyEvent) -> Iterator[str]:
    day = text.short_date(event.day)
    if event.kind is EventKind.REOPENED:
        yield f"Mở lại ngày {day}: {event.why}"
    elif event.kind is EventKind.RETURNED:
        yield f"{event.who} trả lại ngày {day}: {event.why}"
    elif event.kind is EventKind.JUDGED and event.effect is not Effect.EFFECTIVE and event.effect:
        yield f"Đánh giá {EFFECTS[event.effect]} ngày {day}: {event.why}"
    elif event.kind is EventKind.EXTENDED and event.deadline:
        was = event.before
        old = text.parse_date(was)
        since = f" từ {text.short_date(old) if old else was}" if was else ""
        new = text.short_date(event.deadline)
        yield f"Gia hạn{since} đến {new}, {event.who} duyệt ngày {day}: {event.why}"


def leaves(one: Followed) -> str:
    """Return why a shortcoming is no longer followed: remedied and verified, dropped, continued."""
    track = one.state.track
    if one.continued:
        return f"tái diễn, theo dõi tiếp ở {one.continued}"
    if track.dropped:
        return f"không còn phải theo dõi: {track.dropped}"
    if track.is_closed:
        return "đã khắc phục, có xác nhận"
    return ""
