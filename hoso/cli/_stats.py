"""Statistics: the tables of a review year, and proof-reading of somebody else's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hoso.cli import _stats_show
from hoso.cli._door import (
    PATH,
    YEAR,
    Door,
    hint,
    json_option,
    on_day,
    org_option,
    pass_door,
    show,
    warn,
)
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.cli._table import STATS
from hoso.services import generate, stats
from hoso.services.generate import Order
from hoso.statistics import Report
from hoso.workspace import Workspace


@click.group("stats", cls=VietnameseGroup, ways=STATS)
def stats_() -> None:
    """Thống kê kết quả xếp loại, soát bảng số liệu."""


@stats_.command("report", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@org_option
@click.option("--out", type=PATH, metavar="TỆP", help="Ghi thành .docx (kèm danh sách) hoặc .xlsx.")
@click.option("--names", is_flag=True, help="In danh sách đằng sau mỗi số liệu.")
@on_day
@json_option
@pass_door
def report(
    door: Door,
    year: int,
    org: str | None,
    out: Path | None,
    on: date,
    *,
    names: bool,
    as_json: bool,
) -> None:
    """Thống kê kết quả xếp loại của một năm, cộng dồn theo cây tổ chức đảng."""
    if out and out.suffix.lower() not in _WRITERS:
        raise click.UsageError("--out phải là tệp .docx hoặc .xlsx.")
    ws = door.workspace()
    found = stats.report(ws, year, org=org, on=on, over_years=bool(out) or as_json)
    written = _WRITERS[out.suffix.lower()](ws, found, out, on) if out else None
    payload = _stats_show.plain(found, names=names)
    if written:
        payload["tep"] = str(written)
    show(payload, _stats_show.lines(found, names=names), as_json=as_json)
    hint([*(f"Lưu ý – {words}" for words in found.notices), *_said(written)])


def _said(written: Path | None) -> list[str]:
    return [f"Đã ghi {written}"] if written else []


def _document(ws: Workspace, found: Report, out: Path, on: date) -> Path:
    order = Order(kind="bao_cao_thong_ke", year=found.year, org=found.organisation, out=out)
    made = generate.draft(ws, order, on, stats.context(found))
    hint(made.notices)
    warn(made.problems)
    return made.path


def _workbook(_: Workspace, found: Report, out: Path, __: date) -> Path:
    stats.write_book(found, out)
    return out


_WRITERS = {".docx": _document, ".xlsx": _workbook}
