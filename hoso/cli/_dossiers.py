"""Dossiers as archive law sees them: period, dates, what is missing, what falls due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from hoso.cli import _dossiers_lists, _dossiers_show, _findings, _show
from hoso.cli._door import (
    PATH,
    YEARS,
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
from hoso.cli._table import DOSSIERS
from hoso.errors import FindingsError
from hoso.model.dossier import DossierKind
from hoso.services import dossiers, generate, prefill
from hoso.services.dossiers import Proposal, Scope
from hoso.services.generate import Order
from hoso.workspace import Workspace

R = TypeVar("R")


@click.group("dossiers", cls=VietnameseGroup, ways=DOSSIERS)
def dossiers_() -> None:
    """Hồ sơ theo pháp luật lưu trữ: thời hạn, thành phần, hạn nộp, chỗ thiếu, đối chiếu."""


def _scoped(command: Callable[..., R]) -> Callable[..., R]:
    """Add `--org`, `--year` and `--term`, and hand them on as one Scope."""

    @org_option
    @click.option("--year", "years", type=YEARS, help="Năm của hồ sơ: 2025, hoặc 2021..2025.")
    @click.option("--term", metavar="NHIỆM_KỲ", help="Ví dụ 2020-2025.")
    @wraps(command)
    def run(
        *args: Any, org: str | None, years: tuple[int, int] | None, term: str | None, **rest: Any
    ) -> R:
        if years and years[0] > years[1]:
            raise click.UsageError(f"Khoảng năm {years[0]}..{years[1]} ngược: năm đầu ghi trước.")
        return command(*args, scope=Scope(org=org, years=years, term=term), **rest)

    return run


@dossiers_.command("list", cls=VietnameseCommand)
@_scoped
@click.option(
    "--kind",
    type=click.Choice([one.value for one in dossiers.GROUPS]),
    help="Chỉ một loại hồ sơ.",
)
@on_day
@json_option
@pass_door
def list_(
    door: Door,
    scope: Scope,
    kind: str | None,
    on: date,
    *,
    as_json: bool,
) -> None:
    """Liệt kê hồ sơ: thời hạn bảo quản, thời gian, số văn bản, hạn nộp lưu."""
    chosen = DossierKind(kind) if kind else None
    found = dossiers.records(door.workspace(), replace(scope, kind=chosen), on)
    payload = {"ho_so": [_dossiers_show.record(one) for one in found]}
    show(payload, _dossiers_show.record_lines(found), as_json=as_json)
    _hint_period(on)


def _hint_period(on: date) -> None:
    """Say when periods of a day are those of a table that came later."""
    hint(f"Lưu ý – {words}" for words in [dossiers.foreseen(on)] if words)


@dossiers_.command("show", cls=VietnameseCommand)
@click.argument("code", metavar="HỒ_SƠ")
@on_day
@json_option
@pass_door
def show_(door: Door, code: str, on: date, *, as_json: bool) -> None:
    """Một hồ sơ: vì sao thời hạn ấy, có đủ tài liệu theo Điều 17 và Mẫu 04, hạn nộp lưu."""
    ws = door.workspace()
    one = dossiers.record(ws, code, on)
    whole = next(iter(dossiers.completeness(ws, dossiers.tree(ws, None), [one])), None)
    payload = _dossiers_show.detail(one, whole)
    show(payload, _dossiers_show.detail_lines(one, whole), as_json=as_json)
    _hint_period(on)


@dossiers_.command("check", cls=VietnameseCommand)
@_scoped
@click.option("--strict", is_flag=True, help="Thoát với mã 1 nếu có hồ sơ thiếu hoặc sai.")
@on_day
@json_option
@pass_door
def check(
    door: Door,
    scope: Scope,
    on: date,
    *,
    strict: bool,
    as_json: bool,
) -> None:
    """Soát thành phần hồ sơ (Điều 17, Mẫu 04) và siêu dữ liệu: ngày, độ dài, thời hạn chưa rõ."""
    ws = door.workspace()
    found = dossiers.records(ws, scope, on)
    whole = dossiers.completeness(ws, dossiers.tree(ws, scope.org), found)
    flaws = [flaw for one in found for flaw in dossiers.flaws(one)]
    payload = {
        "thanh_phan": [_dossiers_show.completeness(one) for one in whole],
        **_show.findings(flaws),
    }
    lines = [*_dossiers_show.lacking_lines(whole), *_findings.lines(flaws)]
    show(payload, lines, as_json=as_json)
    if strict and (any(one.lacking for one in whole) or any(not one.warning for one in flaws)):
        click.get_current_context().exit(FindingsError.exit_code)


@dossiers_.command("gaps", cls=VietnameseCommand)
@_scoped
@on_day
@json_option
@pass_door
def gaps(
    door: Door,
    scope: Scope,
    on: date,
    *,
    as_json: bool,
) -> None:
    """Chỗ thiếu của một nhiệm kỳ: năm chưa kiểm điểm, số khuyết, chữ ký, tài liệu phải có."""
    found = dossiers.gaps(door.workspace(), scope, on)
    show(_dossiers_lists.gaps(found), _dossiers_lists.gap_lines(found), as_json=as_json)


@dossiers_.command("self-reviews", cls=VietnameseCommand)
@org_option
@on_day
@json_option
@pass_door
def self_reviews(door: Door, org: str | None, on: date, *, as_json: bool) -> None:
    """Bản kiểm điểm ba năm gần nhất của từng đảng viên, bản nào ngoài ba năm, thiếu mấy năm."""
    found = dossiers.latest(door.workspace(), org, on)
    payload = {"dang_vien": [_dossiers_lists.latest(one) for one in found]}
    show(payload, _dossiers_lists.latest_lines(found), as_json=as_json)


@dossiers_.command("due", cls=VietnameseCommand)
@_scoped
@on_day
@json_option
@pass_door
def due(
    door: Door,
    scope: Scope,
    on: date,
    *,
    as_json: bool,
) -> None:
    """Hạn nộp vào lưu trữ hiện hành, lưu trữ lịch sử của hồ sơ đã kết thúc; quá hạn đứng đầu."""
    found = dossiers.due(door.workspace(), scope, on)
    payload = {
        "han_nop": [_dossiers_lists.handing_in(one) for one in found.handing_in],
        "khong_co_van_ban": found.empty,
    }
    show(payload, _dossiers_lists.handing_in_lines(found), as_json=as_json)


@dossiers_.command("disposal", cls=VietnameseCommand)
@_scoped
@click.option("--out", type=PATH, metavar="TỆP", help="Ghi danh mục .docx, hoặc bảng .csv, .xlsx.")
@on_day
@json_option
@pass_door
def disposal(
    door: Door,
    scope: Scope,
    out: Path | None,
    on: date,
    *,
    as_json: bool,
) -> None:
    """Hồ sơ hết thời hạn bảo quản, kèm lý do, căn cứ; chỉ đề nghị thẩm định, không xóa gì."""
    found = dossiers.proposals(door.workspace(), scope, on)
    written = _written(door.workspace(), scope, found, on, out) if out else None
    payload = {
        "het_han": [_dossiers_lists.proposal(one) for one in found],
        "tep": str(written) if written else None,
    }
    show(payload, _dossiers_lists.proposal_lines(found), as_json=as_json)
    _hint_period(on)
    hint([f"Đã ghi {written}"] if written else ())


def _written(ws: Workspace, scope: Scope, found: Sequence[Proposal], on: date, out: Path) -> Path:
    """Write proposals: as the list for the council, or as a table of their metadata."""
    if out.suffix.lower() != ".docx":
        return dossiers.write([one.record for one in found], out)
    order = Order(kind="danh_muc_het_thoi_han", year=on.year, org=scope.org, out=out)
    made = generate.draft(ws, order, on, prefill.disposal_of(ws, scope, found, on))
    warn(made.problems)
    hint(made.notices)
    return made.path


@dossiers_.command("export", cls=VietnameseCommand)
@_scoped
@click.option("--out", type=PATH, metavar="TỆP", required=True, help="Tệp .csv hoặc .xlsx.")
@click.option("--documents", is_flag=True, help="CSV của văn bản thay vì của hồ sơ.")
@on_day
@json_option
@pass_door
def export(
    door: Door,
    scope: Scope,
    out: Path,
    on: date,
    *,
    documents: bool,
    as_json: bool,
) -> None:
    """Xuất siêu dữ liệu hồ sơ, văn bản theo Thông tư 05/2025/TT-BNV."""
    found = dossiers.records(door.workspace(), scope, on)
    path = dossiers.write(found, out, documents=documents)
    # A workbook holds both.
    of_dossiers = () if documents else dossiers.dossier_table(found).missing
    both = documents or path.suffix.lower() == ".xlsx"
    of_documents = dossiers.document_table(found).missing if both else ()
    payload = {
        "tep": str(path),
        "ho_so": len(found),
        "van_ban": sum(len(one.documents) for one in found),
        "con_trong": [*_lacking("so_ho_so", of_dossiers), *_lacking("so_van_ban", of_documents)],
    }
    show(payload, [f"Đã ghi {path}: {len(found)} hồ sơ."], as_json=as_json)
    for missing, unit in ((of_dossiers, "hồ sơ"), (of_documents, "văn bản")):
        hint(f"Lưu ý – {n} {unit} chưa có «{name}», trường bắt buộc." for name, n in missing)


def _lacking(key: str, missing: Iterable[tuple[str, int]]) -> list[dict[str, object]]:
    return [{"truong": name, key: count} for name, count in missing]
