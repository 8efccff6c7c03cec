"""Registers: shortcomings, remedy plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from hoso.cli._door import (
    DAY,
    PATH,
    YEAR,
    Door,
    acting,
    hint,
    json_option,
    named,
    on_day,
    org_option,
    pass_door,
    show,
    warn,
)
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.errors import Problem
from hoso.model import base
from hoso.model.review import Shortcoming, Status
from hoso.services import plan, shortcomings
from hoso.services.faults import STATUS_NAMES, status_name
from hoso.services.plan import Change, PlanLine, Wanted
from hoso.spreadsheet import RowProblem
from hoso.workspace import Act


def register(group: click.Group) -> None:
    """Hang the commands of this file on the door."""
    group.add_command(named(shortcomings_, "khuyet-diem"))
    group.add_command(named(plan_, "khac-phuc"))


@click.group("shortcomings", cls=VietnameseGroup)
def shortcomings_() -> None:
    """Sổ hạn chế, khuyết điểm."""


@shortcomings_.command("import", cls=VietnameseCommand)
@click.argument("file", metavar="TỆP", type=PATH)
@click.option("--accept-valid", is_flag=True, help="Nhận các dòng đúng, bỏ qua dòng sai.")
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


@shortcomings_.command("list", cls=VietnameseCommand)
@click.option("--year", type=YEAR, help="Năm kiểm điểm; mặc định mọi năm.")
@org_option
@on_day
@json_option
@pass_door
def list_(door: Door, year: int | None, org: str | None, on: date, *, as_json: bool) -> None:
    """Liệt kê sổ khuyết điểm."""
    found = shortcomings.listing(door.workspace(), year=year, org=org, on=on)
    payload = {"khuyet_diem": base.plain(found)}
    show(payload, (_fault_line(one) for one in found), as_json=as_json)


def _fault_line(one: Shortcoming) -> str:
    whose = one.subject.name or one.subject.organisation
    return f"{one.code}  {one.year}  {whose}: {one.text} [{status_name(one.status)}]"


# long: one parameter an option
@shortcomings_.command("edit", cls=VietnameseCommand)
@click.argument("code", metavar="MÃ")
@click.option("--text", metavar="CHỮ", help="Nội dung hạn chế, khuyết điểm.")
@click.option("--area", metavar="CHỮ", help="Lĩnh vực.")
@click.option("--cause", metavar="CHỮ", help="Nguyên nhân.")
@click.option("--responsibility", metavar="CHỮ", help="Trách nhiệm.")
@click.option("--measure", metavar="CHỮ", help="Biện pháp khắc phục.")
@click.option("--deadline", metavar="CHỮ", help="Thời hạn.")
@click.option("--status", type=click.Choice([one.value for one in Status]), help="Tình trạng.")
@acting
@json_option
@pass_door
def edit(door: Door, /, code: str, act: Act, *, as_json: bool, **given: str | None) -> None:
    """Sửa một mục của sổ; bản cũ vẫn còn trong lịch sử hồ sơ."""
    changes: dict[str, object] = {name: value for name, value in given.items() if value}
    if not changes:
        raise click.UsageError("Chưa nêu điều gì cần sửa; xem «hoso shortcomings edit --help».")
    if status := given.get("status"):
        changes["status"] = Status(status)
    fault = shortcomings.edit(door.workspace(), code, changes, act)
    show({"khuyet_diem": base.plain(fault)}, [_fault_line(fault)], as_json=as_json)


@shortcomings_.command("export", cls=VietnameseCommand)
@click.argument("file", metavar="TỆP.xlsx", type=PATH)
@click.option("--year", type=YEAR, help="Năm kiểm điểm; mặc định mọi năm.")
@org_option
@on_day
@json_option
@pass_door
def export(
    door: Door, file: Path, year: int | None, org: str | None, on: date, *, as_json: bool
) -> None:
    """Xuất sổ khuyết điểm ra Excel."""
    found = shortcomings.listing(door.workspace(), year=year, org=org, on=on)
    shortcomings.export(file, found)
    show({"tep": str(file), "so_dong": len(found)}, [f"Đã ghi {file}."], as_json=as_json)


@click.group("plan", cls=VietnameseGroup)
def plan_() -> None:
    """Kế hoạch khắc phục hạn chế, khuyết điểm."""


@plan_.command("add", cls=VietnameseCommand)
@click.argument("code", metavar="[MÃ_KHUYẾT_ĐIỂM]", required=False, default="")
@click.option("--from", "source", type=PATH, help="Tệp .csv hoặc .xlsx có nhiều mục.")
@click.option("--measure", default="", metavar="CHỮ", help="Biện pháp khắc phục.")
@click.option("--owner", default="", metavar="TÊN", help="Người phụ trách.")
@click.option("--deadline", type=DAY, help="Thời hạn hoàn thành.")
@acting
@json_option
@pass_door
def add(
    door: Door,
    code: str,
    source: Path | None,
    measure: str,
    owner: str,
    deadline: date | None,
    act: Act,
    *,
    as_json: bool,
) -> None:
    """Thêm mục kế hoạch cho một khuyết điểm, hoặc nhiều mục từ tệp."""
    if not source and not (code and measure and owner):
        raise click.UsageError("Cần mã khuyết điểm, --measure và --owner; hoặc --from TỆP.")
    one = Wanted(shortcoming=code, measure=measure, owner=owner, deadline=deadline)
    ws = door.workspace()
    items, committed = plan.add(ws, plan.read(ws, source) if source else [one], act)
    more = f" đến {items[-1].code}" if len(items) > 1 else ""
    lines = [f"Đã ghi {len(items)} mục: {items[0].code}{more}."] if items else ["Không có mục nào."]
    show({"muc": base.plain(items)}, lines, as_json=as_json)
    hint(committed.hints)


@plan_.command("set", cls=VietnameseCommand)
@click.argument("code", metavar="MÃ_MỤC")
@click.option(
    "--status", type=click.Choice([status.value for status in Status]), help="Tình trạng."
)
@click.option(
    "--degree", type=click.IntRange(0, 100), metavar="SỐ", help="Mức độ hoàn thành, phần trăm."
)
@click.option("--evidence", metavar="CHỮ", help="Minh chứng.")
@click.option("--verified-by", metavar="TÊN", help="Người xác nhận (không phải người phụ trách).")
@click.option("--despite", default="", metavar="LÝ_DO", help="Vì sao đóng dù năm sau nêu lại.")
@acting
@json_option
@pass_door
def set_(
    door: Door,
    code: str,
    status: str | None,
    degree: int | None,
    evidence: str | None,
    verified_by: str | None,
    despite: str,
    act: Act,
    *,
    as_json: bool,
) -> None:
    """Ghi kết quả của một mục kế hoạch."""
    wanted = Change(
        status=Status(status) if status else None,
        degree=degree,
        evidence=evidence,
        verified_by=verified_by,
        despite=despite,
    )
    item, committed = plan.change(door.workspace(), code, wanted, act)
    lines = [f"{item.code}: {STATUS_NAMES[item.status]}."]
    show({"muc": base.plain(item)}, lines, as_json=as_json)
    hint(committed.hints)


@plan_.command("list", cls=VietnameseCommand)
@click.option("--year", type=YEAR, help="Năm lập kế hoạch; mặc định mọi năm.")
@org_option
@on_day
@json_option
@pass_door
def plan_list(door: Door, year: int | None, org: str | None, on: date, *, as_json: bool) -> None:
    """Liệt kê các mục kế hoạch, mục quá hạn trước."""
    found = plan.listing(door.workspace(), year=year, org=org, on=on)
    payload = {"muc": [{**base.plain(p.item), "con_ngay": p.days_left} for p in found]}
    show(payload, _plan_lines(found), as_json=as_json)


def _plan_lines(found: tuple[PlanLine, ...]) -> Iterator[str]:
    for line in sorted(found, key=lambda one: (one.days_left is None, one.days_left or 0)):
        item, left = line.item, line.days_left
        due = (
            "" if left is None else f", còn {left} ngày" if left >= 0 else f", quá hạn {-left} ngày"
        )
        yield f"{item.code}  {item.owner}: {item.measure} [{STATUS_NAMES[item.status]}{due}]"


@plan_.command("export", cls=VietnameseCommand)
@click.argument("file", metavar="TỆP.xlsx", type=PATH)
@click.option("--year", type=YEAR, help="Năm lập kế hoạch; mặc định mọi năm.")
@org_option
@on_day
@json_option
@pass_door
def plan_export(
    door: Door, file: Path, year: int | None, org: str | None, on: date, *, as_json: bool
) -> None:
    """Xuất kế hoạch ra Excel."""
    found = plan.listing(door.workspace(), year=year, org=org, on=on)
    plan.export(file, found)
    show({"tep": str(file), "so_dong": len(found)}, [f"Đã ghi {file}."], as_json=as_json)
