"""Remedy plans: items, their state, who has how much."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from hoso.cli._door import (
    DAY,
    Door,
    acting,
    hint,
    json_option,
    on_day,
    org_option,
    pass_door,
    show,
)
from hoso.cli._follow_options import as_of, despite_option, state_options, told_options
from hoso.cli._follow_show import load_json
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.cli._sheets import export_options, from_option, narrowed
from hoso.cli._table import PLAN
from hoso.model import base
from hoso.model.review import Status
from hoso.services import plan
from hoso.services import register as following
from hoso.services.faults import STATUS_NAMES
from hoso.services.plan import Change, PlanLine, Wanted
from hoso.workspace import Act

_YEAR = "Năm lập kế hoạch"


@click.group("plan", cls=VietnameseGroup, ways=PLAN)
def plan_() -> None:
    """Kế hoạch khắc phục hạn chế, khuyết điểm."""


@plan_.command("add", cls=VietnameseCommand)
@click.argument("code", metavar="[MÃ_KHUYẾT_ĐIỂM]", required=False, default="")
@from_option("mục")
@click.option("--measure", default="", metavar="CHỮ", help="Biện pháp khắc phục.")
@click.option("--owner", default="", metavar="TÊN", help="Người phụ trách.")
@click.option("--deadline", type=DAY, help="Thời hạn hoàn thành.")
@click.option(
    "--criterion", default="", metavar="CHỮ", help=f"Tiêu chí hiệu quả; mặc định: {plan.CRITERION}"
)
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
    criterion: str,
    act: Act,
    *,
    as_json: bool,
) -> None:
    """Thêm mục kế hoạch cho một khuyết điểm, hoặc nhiều mục từ tệp."""
    if not source and not (code and measure and owner):
        raise click.UsageError("Cần mã khuyết điểm, --measure và --owner; hoặc --from TỆP.")
    one = Wanted(
        shortcoming=code, measure=measure, owner=owner, deadline=deadline, criterion=criterion
    )
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
@click.option("--criterion", default="", metavar="CHỮ", help="Tiêu chí hiệu quả, đặt trước.")
@told_options
@despite_option
@acting
@json_option
@pass_door
def set_(
    door: Door,
    /,
    code: str,
    status: str | None,
    despite: str,
    act: Act,
    *,
    as_json: bool,
    **told: Any,
) -> None:
    """Ghi kết quả của một mục kế hoạch."""
    wanted = Change(status=Status(status) if status else None, **told)
    if wanted == Change():
        raise click.UsageError("Chưa nêu điều gì cần ghi; xem «hoso plan set --help».")
    item, hints = plan.change(door.workspace(), code, wanted, act, despite=despite)
    lines = [f"{item.code}: {STATUS_NAMES[item.status]}."]
    show({"muc": base.plain(item)}, lines, as_json=as_json)
    hint(hints)


@plan_.command("list", cls=VietnameseCommand)
@narrowed(_YEAR)
@state_options
@as_of
@json_option
@pass_door
def plan_list(
    door: Door,
    year: int | None,
    org: str | None,
    on: date,
    *,
    open_only: bool,
    overdue_only: bool,
    as_json: bool,
) -> None:
    """Liệt kê các mục kế hoạch, mục quá hạn trước."""
    shown = plan.Shown(year=year, org=org, open_only=open_only, overdue_only=overdue_only)
    found = plan.listing(door.workspace(), shown, on)
    payload = {
        "muc": [
            {**base.plain(p.item), "con_ngay": p.days_left, "thoi_theo_doi": p.dropped}
            for p in found
        ]
    }
    show(payload, _plan_lines(found), as_json=as_json)


@plan_.command("load", cls=VietnameseCommand)
@org_option
@as_of
@json_option
@pass_door
def load(door: Door, org: str | None, on: date, *, as_json: bool) -> None:
    """Mỗi người phụ trách đang có bao nhiêu việc, bao nhiêu việc quá hạn."""
    found = following.loads(following.lines(door.workspace(), following.Wanted(org=org), on))
    lines = (
        f"{one.owner}: đang làm {one.open}, quá hạn {one.overdue}, đã xong {one.done}"
        for one in found
    )
    show({"phu_trach": [load_json(one) for one in found]}, lines, as_json=as_json)


def _plan_lines(found: tuple[PlanLine, ...]) -> Iterator[str]:
    for line in sorted(found, key=lambda one: (one.days_left is None, one.days_left or 0)):
        item, left = line.item, line.days_left
        due = (
            "" if left is None else f", còn {left} ngày" if left >= 0 else f", quá hạn {-left} ngày"
        )
        due = ", thôi theo dõi" if line.dropped else due
        yield f"{item.code}  {item.owner}: {item.measure} [{STATUS_NAMES[item.status]}{due}]"


@plan_.command("export", cls=VietnameseCommand)
@export_options(_YEAR)
@on_day
@json_option
@pass_door
def plan_export(
    door: Door, file: Path, year: int | None, org: str | None, on: date, *, as_json: bool
) -> None:
    """Xuất kế hoạch ra Excel."""
    found = plan.listing(door.workspace(), plan.Shown(year=year, org=org), on)
    plan.export(file, found)
    show({"tep": str(file), "so_dong": len(found)}, [f"Đã ghi {file}."], as_json=as_json)
