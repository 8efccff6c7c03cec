"""The score sheet of a subject: which one, and whether its criteria make the points claimed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from hoso import profiles, rules
from hoso.errors import NotFoundError
from hoso.facts import SheetSeen
from hoso.model.review import Rating, Stage
from hoso.model.scores import CriteriaGroup, ScoreSheet
from hoso.rules import Points
from hoso.services.check._held import Held
from hoso.services.check._year import Values, Year

_KINDS = ("bang_cham_diem", "bang_cham_diem_2014")
_FIELDS = {"chung": "tieu_chi_chung", "nhiem_vu": "tieu_chi_nhiem_vu", "tat_ca": "tieu_chi"}
_MARKS = {"tu_cham": Stage.SELF, "tham_dinh": Stage.PROPOSED}
_MARK_NAMES = {"tu_cham": "tự chấm", "tham_dinh": "thẩm định"}


def sheet_of(year: Year, one: Held) -> SheetSeen:
    """Return a subject's score sheet, which one it should be even where there is none."""
    wanted = _wanted(year, one)
    expected = wanted.title if wanted else None
    paper = next((p for p in reversed(one.live) if p.kind in _KINDS), None)
    data = year.data(one, paper) if paper else None
    if data is None:
        return SheetSeen(expected=expected)
    used = _used(year, data)
    marks = [(group, mark, _rows(data, group)) for group in _groups(used) for mark in _MARKS]
    sure = not any(_unread(rows, mark) for _, mark, rows in marks)
    above = [o for group, m, rows in marks for o in _above(rows, m, group)]
    uneven = [o for group, m, rows in marks for o in _unlike(rows, m, group, one.rated(_MARKS[m]))]
    return SheetSeen(
        kind=used.title if used else None,
        expected=expected,
        over_maximum=tuple(above) if above or sure else None,
        uneven_groups=tuple(uneven) if uneven or sure else None,
        total=_total(data),
    )


def _unread(rows: Sequence[Mapping[str, object]], mark: str) -> bool:
    """Return whether some criterion has a mark that is no number: nobody can tell what it adds."""
    cells = [row.get(mark) for row in rows]
    return any(str(cell).strip() and _number(cell) is None for cell in cells if cell is not None)


def _total(data: Values) -> float | None:
    """Return the points of all groups as appraised, else as claimed."""
    sums = data.get("tong")
    said = [sums.get(f"tat_ca_{mark}") for mark in _MARKS] if isinstance(sums, Mapping) else []
    known = [points for value in said if (points := _number(value)) is not None]
    return float(known[-1]) if known else None


def _wanted(year: Year, one: Held) -> ScoreSheet | None:
    """Return the sheet that the regime has for the subject, None where it has none."""
    person = one.candidate.person
    if not one.on_roster:
        return None
    whom = person.state.category.value if person else "tap_the"
    try:
        return profiles.score_sheet(year.regime, whom)
    except NotFoundError:
        return None


def _used(year: Year, data: Values) -> ScoreSheet | None:
    """Return the sheet that a paper was made from, by the document that prescribes it."""
    said = data.get("khung_tieu_chi")
    sheets = profiles.score_sheets(year.regime.code)
    return next((sheet for sheet in sheets if sheet.reference == said), None)


def _groups(sheet: ScoreSheet | None) -> Sequence[CriteriaGroup]:
    return sheet.groups if sheet else ()


def _rows(data: Values, group: CriteriaGroup) -> list[Mapping[str, object]]:
    found = data.get(_FIELDS[group.code])
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []


def _points(rows: Sequence[Mapping[str, object]], column: str) -> list[Points]:
    return [
        Points(str(row.get("ma") or ""), str(row.get("thuoc") or ""), _number(row.get(column)))
        for row in rows
    ]


def _number(value: object) -> Decimal | None:
    said = str(value if value is not None else "").strip()
    try:
        number = Decimal(said.replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _above(rows: Sequence[Mapping[str, object]], mark: str, group: CriteriaGroup) -> Iterator[str]:
    """Yield each criterion marked with more points than it may have."""
    most = {one.code: one.value for one in _points(rows, "diem_toi_da")}
    for one in _points(rows, mark):
        limit = most[one.code]
        top = Decimal(group.maximum) if limit is None else limit
        if one.value is not None and not 0 <= one.value <= top:
            said = f"{rules.points(one.value)}, tối đa {rules.points(top)}"
            yield f"{one.code} ({_MARK_NAMES[mark]}): {said}"


def _unlike(
    rows: Sequence[Mapping[str, object]], mark: str, group: CriteriaGroup, said: Rating | None
) -> Iterator[str]:
    """Yield what does not add up: parts to their criterion, criteria to the points of the group."""
    given = _points(rows, mark)
    yield from (f"{_MARK_NAMES[mark]}, {words}" for words in rules.part_flaws(given))
    total = rules.total(given)
    claimed = _claimed(said, group)
    if total is not None and claimed is not None and total != claimed:
        yield (
            f"{group.title} ({_MARK_NAMES[mark]}): các tiêu chí cộng lại {rules.points(total)}, "
            f"điểm của nhóm là {rules.points(claimed)}"
        )


def _claimed(said: Rating | None, group: CriteriaGroup) -> Decimal | None:
    points = {"chung": said.general_points, "nhiem_vu": said.task_points} if said else {}
    value = points.get(group.code)
    return None if value is None else Decimal(str(value))
