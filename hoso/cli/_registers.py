"""The register of shortcomings: taking over, naming, correcting, listing, the schedule."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from hoso.cli._door import (
    PATH,
    YEAR,
    Door,
    acting,
    hint,
    json_option,
    on_day,
    org_option,
    pass_door,
    person_option,
    show,
    warn,
)
from hoso.cli._follow_options import as_of, entry_options, state_options
from hoso.cli._follow_show import followed_json, line_words, row_json
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.cli._sheets import export_options, import_options, narrowed
from hoso.cli._table import SHORTCOMINGS
from hoso.errors import Problem
from hoso.model import base
from hoso.model.review import Shortcoming, Source, Status
from hoso.services import naming, shortcomings
from hoso.services import register as following
from hoso.services.faults import status_name
from hoso.services.generate import Order, generate
from hoso.services.naming import Named
from hoso.services.register import ScheduleRow
from hoso.spreadsheet import RowProblem
from hoso.workspace import Act

SCHEDULE = "bang_theo_doi_khuyet_diem"


@click.group("shortcomings", cls=VietnameseGroup, ways=SHORTCOMINGS)
def shortcomings_() -> None:
    """Sổ hạn chế, khuyết điểm."""


@shortcomings_.command("import", cls=VietnameseCommand)
@import_options("TỆP")
@acting
@json_option
@pass_door
def import_(door: Door, file: Path, act: Act, *, accept_valid: bool, as_json: bool) -> None:
    """Nhập sổ khuyết điểm các năm trước (.csv hoặc .xlsx)."""
    done = shortcomings.import_register(door.workspace(), file, act, accept_valid=accept_valid)
    payload = {
        "nhap": done.added,
        "khong_doi": done.unchanged,
        "bo_qua": [{"dong": _line(p), "ly_do": str(p)} for p in done.skipped],
        "canh_bao": [str(p) for p in done.warnings],
    }
    lines = [f"Nhập {done.added} khuyết điểm, {done.unchanged} không đổi."]
    show(payload, lines, as_json=as_json)
    warn(done.skipped)
    warn(done.warnings)
    hint(done.hints)


def _line(found: Problem) -> int | None:
    return found.row or None if isinstance(found, RowProblem) else None


# long: one parameter an option
@shortcomings_.command("add", cls=VietnameseCommand)
@click.option("--year", type=YEAR, required=True, help="Năm kiểm điểm, hoặc năm của kết luận.")
@click.option("--text", required=True, metavar="CHỮ", help="Nội dung hạn chế, khuyết điểm.")
@org_option
@person_option
@click.option("--code", default="", metavar="MÃ", help="Mã; mặc định mã kế tiếp.")
@entry_options
@acting
@json_option
@pass_door
def name_(door: Door, /, year: int, act: Act, *, as_json: bool, **given: Any) -> None:
    """Ghi một hạn chế, khuyết điểm: của kiểm điểm, hoặc theo kết luận của cấp có thẩm quyền."""
    said = _entry(given)
    named = Named(year=year, words=said.pop("text"), **said)
    fault, hints = naming.name(door.workspace(), named, act)
    line = f"Đã ghi {fault.code}: {fault.text}"
    show({"khuyet_diem": base.plain(fault)}, [line], as_json=as_json)
    hint(hints)


def _entry(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that were given, the source as what it stands for."""
    said = {name: value for name, value in given.items() if value}
    if source := said.get("source"):
        said["source"] = Source(source)
    return said


@shortcomings_.command("list", cls=VietnameseCommand)
@narrowed()
@state_options
@as_of
@json_option
@pass_door
def list_(
    door: Door,
    year: int | None,
    org: str | None,
    on: date,
    *,
    open_only: bool,
    overdue_only: bool,
    as_json: bool,
) -> None:
    """Liệt kê sổ khuyết điểm, mỗi mục với tình trạng, tuổi và thời hạn."""
    wanted = following.Wanted(year=year, org=org, open_only=open_only, overdue_only=overdue_only)
    found = following.lines(door.workspace(), wanted, on)
    entries = [{**base.plain(one.fault), "theo_doi": followed_json(one)} for one in found]
    show({"khuyet_diem": entries}, map(line_words, found), as_json=as_json)


# long: one parameter an option
@shortcomings_.command("schedule", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@org_option
@person_option
@click.option("--out", type=PATH, metavar="TỆP", help="Ghi ra Word (.docx) hoặc Excel (.xlsx).")
@acting
@json_option
@pass_door
def schedule_(
    door: Door,
    year: int,
    org: str | None,
    person: str | None,
    out: Path | None,
    act: Act,
    *,
    as_json: bool,
) -> None:
    """Bảng theo dõi mọi khuyết điểm của các kỳ trước kỳ kiểm điểm NĂM."""
    ws = door.workspace()
    rows = following.schedule_for(ws, following.Whose(year=year, org=org, person=person), act.on)
    made = None
    if out and out.suffix.lower() == ".xlsx":
        following.write_schedule(out, rows)
    elif out:
        order = Order(kind=SCHEDULE, year=year, org=org, person=person, out=out, number=0)
        made = generate(ws, order, act)
    payload = {
        "nam": year,
        "bang": [row_json(row) for row in rows],
        "tep": str(out) if out else None,
    }
    show(payload, (_schedule_line(row) for row in rows), as_json=as_json)
    hint([f"Đã ghi {out}."] if out else [])
    hint([*made.notices, *made.hints] if made else [])


def _schedule_line(row: ScheduleRow) -> str:
    ends = f"; thôi theo dõi: {row.leaves}" if row.leaves else ""
    return f"{line_words(row.line)}, nêu lần đầu năm {row.line.first_year}{ends}"


# long: one parameter an option
@shortcomings_.command("edit", cls=VietnameseCommand)
@click.argument("code", metavar="MÃ")
@click.option("--text", metavar="CHỮ", help="Nội dung hạn chế, khuyết điểm.")
@entry_options
@click.option("--status", type=click.Choice([one.value for one in Status]), help="Tình trạng.")
@acting
@json_option
@pass_door
def edit(door: Door, /, code: str, act: Act, *, as_json: bool, **given: Any) -> None:
    """Sửa một mục của sổ; bản cũ vẫn còn trong lịch sử hồ sơ."""
    changes = _entry(given)
    if not changes:
        raise click.UsageError("Chưa nêu điều gì cần sửa; xem «hoso shortcomings edit --help».")
    if status := changes.get("status"):
        changes["status"] = Status(status)
    fault = shortcomings.edit(door.workspace(), code, changes, act)
    show({"khuyet_diem": base.plain(fault)}, [_fault_line(fault)], as_json=as_json)


def _fault_line(one: Shortcoming) -> str:
    whose = one.subject.name or one.subject.organisation
    return f"{one.code}  {one.year}  {whose}: {one.text} [{status_name(one.status)}]"


@shortcomings_.command("export", cls=VietnameseCommand)
@export_options()
@on_day
@json_option
@pass_door
def export(
    door: Door, file: Path, year: int | None, org: str | None, on: date, *, as_json: bool
) -> None:
    """Xuất sổ khuyết điểm ra Excel."""
    listed = following.lines(door.workspace(), following.Wanted(year=year, org=org), on)
    found = tuple(line.fault for line in listed)
    shortcomings.export(file, found)
    show({"tep": str(file), "so_dong": len(found)}, [f"Đã ghi {file}."], as_json=as_json)
