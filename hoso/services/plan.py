"""Remedy plans: items with measure, owner, deadline, state; closed only by somebody else's word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hoso import spreadsheet, text
from hoso.errors import NotFoundError, Problem, RulesBrokenError
from hoso.model import base
from hoso.model.review import PlanItem, Shortcoming, Status
from hoso.services import faults, recurrences, refusals
from hoso.services.faults import STATUS_NAMES
from hoso.services.subjects import codes_within
from hoso.spreadsheet import TableRow
from hoso.workspace import Act, Committed, DossierEdit, Workspace

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "ma_khuyet_diem": ("ma_khuyet_diem", "Mã khuyết điểm", "Mã"),
    "bien_phap": ("bien_phap", "Biện pháp", "Biện pháp khắc phục"),
    "nguoi_phu_trach": ("nguoi_phu_trach", "Người phụ trách", "Người chịu trách nhiệm"),
    "thoi_han": ("thoi_han", "Thời hạn", "Thời hạn hoàn thành"),
    "ghi_chu": ("ghi_chu", "Ghi chú"),
}
_REQUIRED = ("ma_khuyet_diem", "bien_phap", "nguoi_phu_trach")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One item to be planned: for which shortcoming, what, by whom, until when."""

    shortcoming: str
    measure: str
    owner: str
    deadline: date | None
    remarks: str = ""


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
    )


def add(ws: Workspace, wanted: list[Wanted], act: Act) -> tuple[tuple[PlanItem, ...], Committed]:
    """Archive new items beside the review that named the shortcomings."""
    named = [faults.required(ws, one.shortcoming) for one in wanted]
    edits = ws.edits()
    items = []
    for one, fault in zip(wanted, named, strict=True):
        edit = edits.of(faults.dossier_card(ws, fault))
        item = _item(edit, one, fault)
        edit.upsert("plan", item, "code")
        items.append(item)
    return tuple(items), ws.commit(edits.begun, act, "lập kế hoạch khắc phục")


def _item(edit: DossierEdit, wanted: Wanted, fault: Shortcoming) -> PlanItem:
    """Return the new item; the same measure for the same shortcoming keeps its code and state."""
    same: list[PlanItem] = [i for i in edit.register("plan") if i.shortcoming == fault.code]
    for old in same:
        if old.measure == wanted.measure:
            return base.replaced(
                old, owner=wanted.owner, deadline=wanted.deadline, remarks=wanted.remarks
            )
    return PlanItem(
        code=f"P-{fault.code}-{len(same) + 1}",
        shortcoming=fault.code,
        subject=fault.subject,
        year=fault.year,
        measure=wanted.measure,
        owner=wanted.owner,
        deadline=wanted.deadline,
        remarks=wanted.remarks,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of an item; None leaves a thing as it was."""

    status: Status | None = None
    degree: int | None = None
    evidence: str | None = None
    verified_by: str | None = None
    despite: str = ""  # why it is closed although a later review names the fault again


def change(ws: Workspace, code: str, wanted: Change, act: Act) -> tuple[PlanItem, Committed]:
    """Archive a new state of an item; it is done only when someone else than its owner says so."""
    item = next((i for i in ws.catalogue.plan() if i.code == code), None)
    row = ws.catalogue.dossier(f"{item.subject.dossier_stem}-{item.year}") if item else None
    if item is None or row is None:
        raise NotFoundError(f"Không có mục kế hoạch «{code}». Xem «hoso plan list».", where=code)
    new = _changed(item, wanted, act.on)
    _require_other_eyes(new)
    new = _asked(ws, item, new, wanted.despite, act)
    edit = ws.edit(row.card)
    edit.upsert("plan", new, "code")
    return new, ws.commit([edit], act, f"cập nhật mục kế hoạch {code}")


def _asked(ws: Workspace, old: PlanItem, new: PlanItem, despite: str, act: Act) -> PlanItem:
    """Return the item to be closed, with the reason that overrules what later reviews say."""
    if new.status is not Status.DONE or old.status is Status.DONE:
        return new
    found = recurrences.require_asked(ws, [new.shortcoming], act.on, despite)
    if not found:
        return new
    again = ", ".join(one.found for one in found)
    said = f"Đóng dù {again} nêu lại: {despite.strip()} ({ws.actor(act)})"
    return base.replaced(new, remarks="\n".join(filter(None, (new.remarks, said))))


def _require_other_eyes(item: PlanItem) -> None:
    if item.status is Status.DONE and not item.verified_by:
        raise RulesBrokenError(
            f"Mục {item.code}: muốn ghi đã khắc phục phải nêu người xác nhận (--verified-by).",
            where=item.code,
        )
    if item.verified_by and _name(item.verified_by) == _name(item.owner):
        raise RulesBrokenError(
            f"Mục {item.code}: người phụ trách «{item.owner}» không tự xác nhận được. "
            "Hãy nêu người khác ở --verified-by.",
            where=item.code,
        )


def _name(said: str) -> str:
    """Return a key of the name alone: without the post after a comma, and «đồng chí» before."""
    name = text.squeeze(said.partition(",")[0])
    return text.tone_key(re.sub(r"^(đồng chí|đ/c)\s+", "", name, flags=re.IGNORECASE))


def _changed(item: PlanItem, wanted: Change, on: date) -> PlanItem:
    given = {
        name: value
        for name in ("status", "degree", "evidence", "verified_by")
        if (value := getattr(wanted, name)) is not None
    }
    if wanted.verified_by:
        given["verified_on"] = on
    return base.replaced(item, **given)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """An item with the shortcoming it is for, and how many days are left (negative: overdue)."""

    item: PlanItem
    shortcoming: Shortcoming | None
    days_left: int | None


def listing(ws: Workspace, *, year: int | None, org: str | None, on: date) -> tuple[PlanLine, ...]:
    """Return the plan's items, of one year or all, with their age on `on`."""
    codes = codes_within(ws, org, on)
    return tuple(
        PlanLine(
            item=item,
            shortcoming=ws.catalogue.shortcoming(item.shortcoming),
            days_left=(item.deadline - on).days
            if item.deadline and item.status is not Status.DONE
            else None,
        )
        for item in ws.catalogue.plan(year=year)
        if codes is None or item.subject.organisation in codes
    )


def export(path: Path, lines: tuple[PlanLine, ...]) -> None:
    """Write the plan as a workbook."""
    headings = ["Mã", "Mã khuyết điểm", "Hạn chế, khuyết điểm", "Biện pháp", "Người phụ trách"]
    spreadsheet.write_table(
        path,
        "Kế hoạch khắc phục",
        [*headings, "Thời hạn", "Tình trạng", "Mức độ (%)", "Người xác nhận"],
        [
            [
                line.item.code,
                line.item.shortcoming,
                line.shortcoming.text if line.shortcoming else "",
                line.item.measure,
                line.item.owner,
                text.short_date(line.item.deadline) if line.item.deadline else "",
                STATUS_NAMES[line.item.status],
                "" if line.item.degree is None else line.item.degree,
                line.item.verified_by,
            ]
            for line in lines
        ],
    )
