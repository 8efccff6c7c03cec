"""Score sheets: criteria by law, points where an authority split them, sums that must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from hoso import profiles, rules
from hoso.model.review import Stage
from hoso.model.scores import CriteriaGroup, ScoreSheet
from hoso.rules import Points
from hoso.services.prefill._meetings import claimed, rating
from hoso.services.prefill._request import Request, refuse
from hoso.workspace import Workspace

Row = dict[str, object]
_OLD = "nam_nhom"  # the sheet of five groups and 100 points
_FIELDS = {"chung": "tieu_chi_chung", "nhiem_vu": "tieu_chi_nhiem_vu", "tat_ca": "tieu_chi"}
_MARKS = {"tu_cham": Stage.SELF, "tham_dinh": Stage.PROPOSED}
_ALL = "tat_ca"


def score(value: float) -> str:
    """Return points as printed."""
    return rules.points(Decimal(str(value)))


def _sheet(ws: Workspace, request: Request) -> ScoreSheet:
    """Return the sheet of the subject under the year's regime; NotFoundError when it has none."""
    regime = ws.regime(request.year)
    if request.info.kind == "bang_cham_diem_2014":
        return profiles.score_sheet(regime, _OLD)
    whom = request.person.state.category.value if request.person else "tap_the"
    return profiles.score_sheet(regime, whom)


def sheet_rows(
    ws: Workspace, request: Request, sheet: ScoreSheet, group: CriteriaGroup
) -> list[Row]:
    """Return the criteria of a group with their most points, blank where nobody split them."""
    split = profiles.split_of(ws.regime(request.year), sheet)
    texts = {one.code: one.text for one in sheet.criteria}
    return [
        {
            "ma": one.code,
            "thuoc": one.of,
            "noi_dung": texts[one.code],
            "diem_toi_da": rules.points(one.value) if one.value is not None else "",
        }
        for one in profiles.group_points(sheet, group, split)
    ]


def sheet(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the sheet of 30 + 70 for the body or the person (QĐ 366-QĐ/TW, Điều 10)."""
    found = _sheet(ws, request)
    subject = request.person.subject if request.person else request.body.subject
    proposed = rating(ws, request, subject, Stage.PROPOSED)
    return {
        **_common(ws, request, found),
        "muc_tu_xep": claimed(ws, request, subject),
        "muc_tham_dinh": request.level_name(proposed),
    }


def five_groups(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the older sheet of five groups; its points and levels are local."""
    found = _sheet(ws, request)
    return {**_common(ws, request, found), "cac_muc": list(found.levels)}


def _common(ws: Workspace, request: Request, found: ScoreSheet) -> dict[str, object]:
    regime = ws.regime(request.year)
    split = profiles.split_of(regime, found)
    signed = (
        {"tham_quyen": "NGƯỜI TỰ CHẤM ĐIỂM", "chuc_vu_ky": "", "nguoi_ky": request.label}
        if request.person
        else {}
    )
    return {
        **signed,
        "ten_doi_tuong": f"đồng chí {request.label}" if request.person else request.label,
        "khung_tieu_chi": found.reference,
        "chia_diem": f"theo {regime.local_reference}" if split.points else "chưa chia",
        **{_FIELDS[g.code]: sheet_rows(ws, request, found, g) for g in found.groups},
    }


def sums(ws: Workspace, request: Request, whole: Mapping[str, object]) -> Mapping[str, object]:
    """Return the sums of the sheet and its rows in order; refuse points that do not add up."""
    found = _sheet(ws, request)
    totals: dict[str, str] = {}
    ordered: dict[str, object] = {}
    problems: list[str] = []
    for group in found.groups:
        field = _FIELDS[group.code]
        rows = _ordered(request.rows(whole, field))
        ordered[field] = rows
        problems += [f"{field}: {words}" for words in _group_flaws(rows, group)]
        totals[f"{group.code}_toi_da"] = str(group.maximum)
        for mark, stage in _MARKS.items():
            made = rules.total(_points(rows, mark))
            said = _registered(ws, request, group, stage)
            problems += _unlike(f"{field}.{mark}", made, said)
            totals[f"{group.code}_{mark}"] = _printed(said if made is None else made)
    totals |= _whole(found, totals)
    problems += _strange_levels(found, whole)
    problems += _overruled(whole, totals)
    refuse(request.info, problems)
    return {**ordered, "tong": totals}


def _ordered(rows: Sequence[Row]) -> list[Row]:
    """Return criteria each followed by its parts, also those that a person added."""
    wholes = [row for row in rows if not row.get("thuoc")]
    placed = [
        one
        for whole in wholes
        for one in (whole, *(row for row in rows if row.get("thuoc") == whole["ma"]))
    ]
    return placed + [row for row in rows if row not in placed]


def _points(rows: Sequence[Row], column: str) -> list[Points]:
    return [
        Points(str(row["ma"]), str(row.get("thuoc") or ""), _number(row.get(column)))
        for row in rows
    ]


def _number(value: object) -> Decimal | None:
    """Return points as written with a decimal comma or point; NaN for what is no number."""
    said = str(value if value is not None else "").strip()
    try:
        return Decimal(said.replace(",", ".")) if said else None
    except InvalidOperation:
        return Decimal("NaN")


def _group_flaws(rows: Sequence[Row], group: CriteriaGroup) -> Iterator[str]:
    most = _points(rows, "diem_toi_da")
    yield from rules.split_flaws(most, Decimal(group.maximum), group.title)
    limits = {one.code: one.value for one in most}
    for mark in _MARKS:
        given = _points(rows, mark)
        for one in given:
            limit = limits[one.code]
            top = limit if limit is not None and limit.is_finite() else Decimal(group.maximum)
            if one.value is not None and not (one.value.is_finite() and 0 <= one.value <= top):
                yield f"{mark} của tiêu chí {one.code} phải là số từ 0 đến {rules.points(top)}"
        yield from (f"{mark}, {words}" for words in rules.part_flaws(given))
        made = rules.total(given)
        if made is not None and made.is_finite() and made > group.maximum:
            yield f"{mark} cộng lại {rules.points(made)}, quá {group.maximum} điểm của nhóm"


def _registered(
    ws: Workspace, request: Request, group: CriteriaGroup, stage: Stage
) -> Decimal | None:
    """Return the points of the group in the register of ratings; the older sheet has none there."""
    subject = request.person.subject if request.person else request.body.subject
    found = rating(ws, request, subject, stage)
    said = {"chung": found.general_points, "nhiem_vu": found.task_points} if found else {}
    value = said.get(group.code)
    return None if value is None else Decimal(str(value))


def _unlike(place: str, made: Decimal | None, said: Decimal | None) -> Iterator[str]:
    if made is not None and said is not None and made.is_finite() and made != said:
        yield (
            f"{place}: các dòng cộng lại {rules.points(made)}, kết quả đã ghi trong kho là "
            f"{rules.points(said)}; hãy sửa một trong hai"
        )


def _printed(value: Decimal | None) -> str:
    return "" if value is None or not value.is_finite() else rules.points(value)


def _whole(found: ScoreSheet, totals: Mapping[str, str]) -> dict[str, str]:
    """Return the sums over all groups, blank while one of them is."""
    made = {}
    for mark in ("toi_da", *_MARKS):
        parts = [_number(totals[f"{group.code}_{mark}"]) for group in found.groups]
        known = [part for part in parts if part is not None]
        complete = len(known) == len(parts)
        made[f"{_ALL}_{mark}"] = _printed(sum(known, Decimal(0))) if complete else ""
    return made


def _overruled(whole: Mapping[str, object], totals: dict[str, str]) -> Iterator[str]:
    """Take over the sums that a person gave where none can be made; yield those that differ."""
    given = whole.get("tong")
    for key, value in given.items() if isinstance(given, Mapping) else ():
        said = _number(value)
        made = _number(totals.get(key))
        if said is not None and made is None:
            totals[key] = _printed(said)
        elif said is not None and said != made:
            yield f"tong.{key}: ghi {value}, tính ra {totals[key]}"


def _strange_levels(found: ScoreSheet, whole: Mapping[str, object]) -> Iterator[str]:
    for field in ("muc_tu_xep", "muc_tham_dinh"):
        said = str(whole.get(field) or "")
        if said and found.levels and said not in found.levels:
            yield f"{field}: không có mức «{said}»; các mức: {', '.join(found.levels)}"
