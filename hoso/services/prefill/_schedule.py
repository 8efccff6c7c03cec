"""The schedule of all shortcomings of earlier reviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from hoso import text
from hoso.model.review import Subject, SubjectKind
from hoso.services import register
from hoso.services.faults import STATUS_NAMES
from hoso.services.prefill._request import Request
from hoso.services.register import ScheduleRow, Whose
from hoso.workspace import Workspace


def report(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return what became of all that was named before the year, followed still and no longer.

    Of a body: its collective and those below it; what persons were told stays in their own.
    """
    person = request.person.card if request.person else None
    wanted = Whose(year=request.year, org=request.body.code, person=person)
    rows = register.schedule_for(ws, wanted, request.on)
    return {
        "den_ngay": text.short_date(request.on),
        "tong_quan": [*_overview(rows)],
        "con_theo_doi": [_followed(ws, row) for row in rows if row.line.followed.is_open],
        "cho_xac_nhan": [
            _followed(ws, row) for row in rows if not (row.leaves or row.line.followed.is_open)
        ],
        "da_thoi": [_left(ws, row) for row in rows if row.leaves],
    }


def _overview(rows: Sequence[ScheduleRow]) -> Iterator[str]:
    statuses = Counter(row.line.state.track.status for row in rows)
    said = ", ".join(f"{name} {statuses[status]}" for status, name in STATUS_NAMES.items())
    unsaid = f", chưa báo cáo {statuses[None]}" if statuses[None] else ""
    yield f"Các kỳ trước nêu {len(rows)} hạn chế, khuyết điểm: {said}{unsaid}."
    waiting = [row for row in rows if row.line.followed.is_open]
    unverified = sum(1 for row in rows if not row.leaves and row not in waiting)
    late = sum(1 for row in waiting if row.line.is_overdue)
    again = sum(1 for row in waiting if row.line.state.track.reopened)
    yield (
        f"Còn theo dõi {len(waiting)}; quá hạn {late}; mở lại {again}; đã khắc phục nhưng chưa có "
        f"người xác nhận {unverified}."
    )


def _common(ws: Workspace, row: ScheduleRow) -> dict[str, object]:
    fault = row.line.fault
    return {
        "ma": fault.code,
        "doi_tuong": _label(ws, fault.subject),
        "noi_dung": fault.text,
        "nguon": row.source,
        "nam_dau": row.line.first_year,
        "tung_nam": "\n".join(_runs(row.by_year)),
        "da_lam": "\n".join(row.deed),
    }


def _runs(by_year: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Yield the statuses in order, the years in which one stayed as one run."""
    for words, pairs in groupby(by_year, key=itemgetter(1)):
        years = [year for year, _ in pairs]
        span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        yield f"{span}: {words}"


def _label(ws: Workspace, subject: Subject) -> str:
    organisation = ws.catalogue.organisation(subject.organisation)
    name = organisation.states[-1].name if organisation else subject.organisation
    if subject.kind is SubjectKind.COLLECTIVE:
        return name
    return f"{subject.name or subject.card or 'cá nhân'}, {name}"


def _followed(ws: Workspace, row: ScheduleRow) -> dict[str, object]:
    return {
        **_common(ws, row),
        "ke_hoach": "\n".join(row.plan),
        "ly_do": "\n".join(row.returned),
    }


def _left(ws: Workspace, row: ScheduleRow) -> dict[str, object]:
    return {**_common(ws, row), "thoi_theo_doi": row.leaves}
