"""Items of a plan: read from a file, planned, planned again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hoso import remedies, spreadsheet, text
from hoso.errors import Problem, RulesBrokenError
from hoso.model import base
from hoso.model.remedy import RemedyEvent
from hoso.model.review import PlanItem, Shortcoming, Status
from hoso.services import faults, refusals, register, tracking
from hoso.spreadsheet import TableRow
from hoso.workspace import Act, Committed, DossierEdit, Workspace

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "ma_khuyet_diem": ("ma_khuyet_diem", "Mã khuyết điểm", "Mã"),
    "bien_phap": ("bien_phap", "Biện pháp", "Biện pháp khắc phục"),
    "nguoi_phu_trach": ("nguoi_phu_trach", "Người phụ trách", "Người chịu trách nhiệm"),
    "thoi_han": ("thoi_han", "Thời hạn", "Thời hạn hoàn thành"),
    "ghi_chu": ("ghi_chu", "Ghi chú"),
    "tieu_chi": ("tieu_chi", "Tiêu chí hiệu quả", "Tiêu chí"),
}
# What nobody says otherwise: the one demand that the law itself makes of a remedy (QĐ 366-QĐ/TW,
# phụ lục 2: "không để tái diễn"). It stands until a person sets another, before the item is done.
CRITERION = "Không tái diễn ở kỳ kiểm điểm sau."
_REQUIRED = ("ma_khuyet_diem", "bien_phap", "nguoi_phu_trach")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One item to be planned: for which shortcoming, what, by whom, until when."""

    shortcoming: str
    measure: str
    owner: str
    deadline: date | None
    remarks: str = ""
    criterion: str = ""


def read(ws: Workspace, path: Path) -> list[Wanted]:
    """Return the items of a CSV or Excel file; raise RowsRefusedError listing every bad row."""
    table = spreadsheet.read_table(path, COLUMNS, required=_REQUIRED)
    problems = [*table.problems]
    wanted = []
    for row in table.rows:
        problems += _bad(ws, row)
        wanted.append(_wanted(row.values))
    refusals.bad_rows(path, problems)
    return wanted


def _bad(ws: Workspace, row: TableRow) -> Iterator[Problem]:
    """Yield what is wrong with a row: a blank, a code that no register has, no date."""
    for name in _REQUIRED:
        if name not in row.values:
            what = f"thiếu «{COLUMNS[name][1]}»."
            yield Problem(code="H002", where=row.places[name], message=what)
    code, due = row.values.get("ma_khuyet_diem", ""), row.values.get("thoi_han", "")
    if code and ws.catalogue.shortcoming(code) is None:
        what = f"không có khuyết điểm mã «{code}»."
        yield Problem(code="H003", where=row.places["ma_khuyet_diem"], message=what)
    if due and text.parse_date(due) is None:
        what = f"thời hạn «{due}» không phải ngày dd/mm/yyyy."
        yield Problem(code="H001", where=row.places["thoi_han"], message=what)


def _wanted(values: Mapping[str, str]) -> Wanted:
    return Wanted(
        shortcoming=values.get("ma_khuyet_diem", ""),
        measure=values.get("bien_phap", ""),
        owner=values.get("nguoi_phu_trach", ""),
        deadline=text.parse_date(values.get("thoi_han", "")),
        remarks=values.get("ghi_chu", ""),
        criterion=values.get("tieu_chi", ""),
    )


def add(ws: Workspace, wanted: list[Wanted], act: Act) -> tuple[tuple[PlanItem, ...], Committed]:
    """Archive new items beside the review that named the shortcomings.

    The same measure for the same shortcoming keeps its code and state; RulesBrokenError where it
    would get another deadline, which is an extension.
    """
    named = [faults.required(ws, one.shortcoming) for one in wanted]
    edits = ws.edits()
    items = []
    for one, fault in zip(wanted, named, strict=True):
        edit = edits.of(faults.dossier_card(ws, fault))
        old = _planned_before(edit, one, fault)
        item = _again(old, one) if old else _new(edit, one, fault)
        if item != old:
            register.keep(edit, [*_events(edit, old, item, act.on, ws.actor(act))])
            edit.upsert("plan", item, "code")
        items.append(item)
    return tuple(items), ws.commit(edits.begun, act, "lập kế hoạch khắc phục")


def _planned_before(edit: DossierEdit, wanted: Wanted, fault: Shortcoming) -> PlanItem | None:
    same = (i for i in edit.register("plan") if i.shortcoming == fault.code)
    return next((i for i in same if i.measure == wanted.measure), None)


def _new(edit: DossierEdit, wanted: Wanted, fault: Shortcoming) -> PlanItem:
    same = [i for i in edit.register("plan") if i.shortcoming == fault.code]
    return PlanItem(
        code=f"P-{fault.code}-{len(same) + 1}",
        shortcoming=fault.code,
        subject=fault.subject,
        year=fault.year,
        measure=wanted.measure,
        owner=wanted.owner,
        deadline=wanted.deadline,
        remarks=wanted.remarks,
        criterion=wanted.criterion or CRITERION,
    )


def _again(old: PlanItem, wanted: Wanted) -> PlanItem:
    """Return the item as planned anew; what is not said again stays."""
    moved = old.deadline and wanted.deadline and old.deadline != wanted.deadline
    other = wanted.criterion and wanted.criterion != old.criterion
    if moved:
        raise RulesBrokenError(
            f"Mục {old.code} đã có thời hạn {text.short_date(old.deadline or date.min)}; muốn đổi hãy gia hạn, "
            f"có người duyệt: «hoso plan extend {old.code}».",
            where=old.code,
        )
    if old.status is Status.DONE and (other or not remedies.same_person(old.owner, wanted.owner)):
        raise RulesBrokenError(
            f"Mục {old.code} đã khắc phục; không đổi người phụ trách, tiêu chí nữa. Nếu chưa xong, "
            f"hãy mở lại: «hoso plan reopen {old.code}».",
            where=old.code,
        )
    return base.replaced(
        old,
        owner=wanted.owner,
        deadline=wanted.deadline or old.deadline,
        remarks=wanted.remarks or old.remarks,
        criterion=wanted.criterion or old.criterion or CRITERION,
    )


def _events(
    edit: DossierEdit, old: PlanItem | None, item: PlanItem, on: date, by: str
) -> Iterator[RemedyEvent]:
    """Yield how an old item stood when nobody wrote that down yet, then what is planned now."""
    known = any(event.item == item.code for event in edit.register("remedy_events"))
    if old and not known:
        yield from tracking.as_found(old)
    yield from tracking.planned(item, on, by)
