"""The list of a year: everybody with the years, the givers and the money; and the same in Excel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hoso import spreadsheet
from hoso.services.awards._merits import (
    Asked,
    Merit,
    MeritState,
    Total,
    merits,
    notices,
    totals,
)
from hoso.services.subjects import Body, body
from hoso.workspace import Workspace

_ORDER = (MeritState.EARNED, MeritState.ASK, MeritState.GIVEN, MeritState.NOT)
STATE_NAMES = {
    MeritState.EARNED: "Đủ điều kiện",
    MeritState.ASK: "Cần hỏi",
    MeritState.GIVEN: "Đã được khen",
    MeritState.NOT: "Không đủ",
}
_HEADINGS = (
    "TT",
    "Xét khen",
    "Đối tượng",
    "Số thẻ",
    "Tổ chức đảng",
    "Từng năm",
    "Kết luận",
    "Lý do, điều phải hỏi",
    "Hình thức",
    "Cấp tặng",
    "Hệ số",
    "Lương cơ sở",
    "Tiền tính được",
    "Tiền thưởng",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Who qualifies in a year for `years` in a row; `body` is whose list it is, None: of all."""

    year: int
    years: int
    body: Body | None
    merits: tuple[Merit, ...]
    totals: tuple[Total, ...]
    notices: tuple[str, ...]


def listing(ws: Workspace, asked: Asked, on: date) -> Listing:
    """Return the list of a year, those who earned the award first; `on` is the decision's day."""
    found = merits(ws, asked, on)
    return Listing(
        year=asked.year,
        years=asked.years,
        body=body(ws, asked.org, on) if asked.org else None,
        merits=tuple(sorted(found, key=lambda one: _ORDER.index(one.state))),
        totals=totals(found, asked.form),
        notices=notices(found, on),
    )


def export(path: Path, found: Sequence[Listing]) -> None:
    """Write the lists into one Excel table, a row for each subject and form, and the sums below."""
    rows = [row for whole in found for row in _rows(whole)]
    numbered = [[place, *row] for place, row in enumerate(rows, start=1)]
    sums = [[None, *row] for whole in found for row in _sums(whole)]
    year = found[0].year if found else ""
    spreadsheet.write_table(path, f"KHEN THƯỞNG NĂM {year}", _HEADINGS, [*numbered, *sums])


def _kind(whole: Listing) -> str:
    return "trong năm" if whole.years == 1 else f"{whole.years} năm liền"


def _rows(whole: Listing) -> Iterator[list[object]]:
    for one in whole.merits:
        person = one.candidate.person
        head: list[object] = [
            _kind(whole),
            one.candidate.label,
            person.card if person else "",
            one.candidate.body.state.name,
            "; ".join(_year(one)),
            STATE_NAMES[one.state],
            one.why,
        ]
        options = one.options if one.state is MeritState.EARNED else ()
        for option in options:
            money = option.amount
            figures = [money.factor, money.base, float(money.exact), money.paid] if money else []
            yield [*head, option.form, option.giver.name or option.giver.words, *figures]
        if not options:
            yield head


def _year(one: Merit) -> Iterator[str]:
    for year in one.years:
        papers = ", ".join(part for part in (year.evidence, year.recognised) if part)
        yield f"{year.year}: {year.short or 'chưa rõ'}" + (f" ({papers})" if papers else "")


def _sums(whole: Listing) -> Iterator[list[object]]:
    for total in whole.totals:
        label = f"Cộng: {total.whom}, {total.form}, {total.count} × {total.words}"
        yield [_kind(whole), label, *[None] * 10, total.sum]
