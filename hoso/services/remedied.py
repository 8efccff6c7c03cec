"""Section III of a review form: what the register knows goes out, what the subject says comes in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from hoso import text
from hoso.model import base
from hoso.model.remedy import EventKind
from hoso.model.review import FollowUp, Status, Subject
from hoso.remedies import Track
from hoso.services import faults, tracking
from hoso.services.faults import Followed
from hoso.services.returned import Matched
from hoso.workspace import DossierEdit, Workspace

# The degree as the program prints it in section III; people correct it there, or add another below.
_DEGREE = re.compile(r"Mức độ:? (\d{1,3})%")
_WHOLE = 100  # percent


def rows(ws: Workspace, subject: Subject, year: int, on: date) -> list[dict[str, object]]:
    """Return a row for each shortcoming still open before the review of `year`, or open again now.

    Status, degree, evidence and difficulties are those written down in the register since the last
    review reported; what nobody wrote down stays blank, to be filled in.
    """
    earlier = ws.catalogue.shortcomings(subject=subject, before=year)
    before = faults.followed(ws, earlier, until=year - 1)
    now = faults.followed_on(ws, earlier, until=on)
    listed = [n for b, n in zip(before, now, strict=True) if b.is_open or n.is_open]
    first = tracking.first_named(ws, [one.shortcoming for one in listed])
    return [
        {
            "ma": one.shortcoming.code,
            "nam": one.shortcoming.year,
            "noi_dung": one.shortcoming.text,
            "tinh_trang": _status(one),
            "ghi_chu": "\n".join(_notes(one, first[one.shortcoming.code])),
        }
        for one in listed
    ]


def _is_news(one: Followed) -> bool:
    """Return whether the last word on the status is the register's own, not an earlier review's."""
    told = [event for event in one.state.events if event.status or event.degree is not None]
    return bool(told) and not (told[-1].kind is EventKind.REPORTED and told[-1].year)


def _status(one: Followed) -> str:
    return one.status.value if one.status and _is_news(one) else ""


def _notes(one: Followed, first: int) -> Iterator[str]:
    """Yield what the register knows, a line each: nothing of what the subject must say itself."""
    track = one.state.track
    if first < one.shortcoming.year:
        yield f"Lặp lại điều đã nêu từ năm {first}."
    if track.reopened:
        yield f"Đã mở lại: {track.why_reopened}."
    if _is_news(one):
        yield from _news(track)


def _news(track: Track) -> Iterator[str]:
    if track.status is Status.DOING and track.degree is not None:
        yield f"Mức độ: {track.degree}%."
    if track.words:
        yield f"Đã làm: {track.words}"
    if track.difference:
        yield f"Khác kế hoạch: {track.difference}"
    if track.evidence:
        yield f"Minh chứng: {'; '.join(track.evidence)}."
    if track.verified_by and track.verified_on:
        yield f"{track.verified_by} xác nhận ngày {text.short_date(track.verified_on)}."


def register(edit: DossierEdit, matched: Matched, document: str, on: date) -> None:
    """Register what section III says became of each earlier fault.

    The same words again, taken in later, keep the day on which they were first taken in.
    """
    before = {one.code: one for one in edit.register("follow_ups")}
    rows = matched.form.values.get("khac_phuc")
    if not isinstance(rows, list):
        return
    for row in rows:
        if not row["ma"]:
            continue
        said = _follow_up(row, matched.year, document)
        old = before.get(said.code)
        same = old and base.replaced(old, day=None) == said
        edit.upsert("follow_ups", old if same else base.replaced(said, day=on), "code")


def _follow_up(row: Mapping[str, str], year: int, document: str) -> FollowUp:
    status, note = row.get("tinh_trang") or "", row.get("ghi_chu", "")
    degree = row.get("muc_do") or next(reversed(_DEGREE.findall(note)), "")
    return FollowUp(
        code=row["ma"],
        year=year,
        status=Status(status) if status else None,
        note=note,
        document=document,
        degree=int(degree) if degree.isdigit() and int(degree) <= _WHOLE else None,
    )
