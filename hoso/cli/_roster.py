"""The roster: import with everything shown first, an empty workbook, who is where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from hoso import text
from hoso.cli._door import (
    DAY,
    Door,
    acting,
    hint,
    json_option,
    may_ask,
    org_option,
    pass_door,
    show,
    warn,
)
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.cli._sheets import accept_valid_option, file_argument
from hoso.model import base
from hoso.rosters import Absent, Changed, Difference, Joined, Left, RosterChange
from hoso.services import roster
from hoso.services.roster import RosterImport, RosterView
from hoso.workspace import Act, Committed


@click.group("roster", cls=VietnameseGroup)
def roster_() -> None:
    """Danh sách tổ chức đảng và đảng viên."""


@roster_.command("import", cls=VietnameseCommand)
@file_argument()
@click.option("--as-of", "day", type=DAY, help="Ngày của danh sách; mặc định đọc trong tệp.")
@click.option(
    "--left", multiple=True, metavar="SỐ THẺ", help="Người vắng tên trong tệp là đã chuyển đi."
)
@accept_valid_option()
@click.option("--yes", is_flag=True, help="Không hỏi lại trước khi ghi.")
@acting
@json_option
@pass_door
def import_(
    door: Door,
    file: Path,
    day: date | None,
    left: tuple[str, ...],
    act: Act,
    *,
    accept_valid: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Nhập danh sách từ Excel; cho xem ai mới, đi, chuyển, đổi trước khi ghi."""
    ws = door.workspace()
    planned = roster.preview(ws, file, on=day, left=left, accept_valid=accept_valid)
    warn([*planned.warnings, *planned.problems, *planned.change.notes])
    lines = list(_change_lines(planned))
    committed = Committed()
    asks = may_ask(as_json=as_json) and not (yes or planned.change.is_empty)
    if planned.organisations and _agreed(lines, asks=asks):
        committed = roster.save(ws, planned, act)
    show(_change(planned, committed), lines, as_json=as_json)
    hint(committed.hints)


def _agreed(lines: list[str], *, asks: bool) -> bool:
    if not asks:
        return True
    hint(lines)
    return click.confirm("Ghi các thay đổi này vào kho?", default=True, err=True)


def _change(planned: RosterImport, committed: Committed) -> dict[str, object]:
    change = planned.change
    return {
        "tinh_den": planned.day.isoformat(),
        "moi": [_one(m) for m in change.joined],
        "di": [_one(m) for m in change.left],
        "chuyen": [
            {"so_the": m.card, "ho_ten": m.name, "tu": m.source, "den": m.target}
            for m in change.moved
        ],
        "doi": [{**_one(m), "thay_doi": _differences(m.changes)} for m in change.changed],
        "can_hoi": [_absent_words(m) for m in change.absent],
        "khong_doi": change.unchanged,
        "phien_ban": len(committed.versions),
        "canh_bao": [str(p) for p in planned.warnings],
        "bo_qua": [str(p) for p in planned.problems],
    }


def _one(member: Joined | Left | Changed) -> dict[str, object]:
    return {"so_the": member.card, "ho_ten": member.name, "to_chuc": member.organisation}


def _differences(found: Iterable[Difference]) -> list[dict[str, str]]:
    return [{"cot": d.label, "cu": d.old, "moi": d.new} for d in found]


def _absent_words(one: Absent) -> str:
    return (
        f"{one.name} (số thẻ {one.card}, {one.organisation}) không có trong tệp; vẫn giữ. "
        f"Nếu đã chuyển đi, thêm --left {one.card}."
    )


def _change_lines(planned: RosterImport) -> Iterator[str]:
    change = planned.change
    yield f"Danh sách tính đến {text.short_date(planned.day)}:"
    if change.is_empty:
        yield "  Không có gì thay đổi so với kho."
    yield from _organisation_lines(change)
    yield f"  Mới: {len(change.joined)}, chuyển đi: {len(change.left)}, không đổi: {change.unchanged}"
    if change.unchanged:
        yield from (f"    mới  {m.name} ({m.card}) vào {m.organisation}" for m in change.joined)
    yield from (f"    đi  {m.name} ({m.card}) khỏi {m.organisation}" for m in change.left)
    yield from (f"    chuyển  {m.name}: {m.source} → {m.target}" for m in change.moved)
    for one in change.changed:
        words = ", ".join(f"{d.label}: «{d.old}» → «{d.new}»" for d in one.changes)
        yield f"    đổi  {one.name}: {words}"
    yield from (f"  Cần hỏi: {_absent_words(one)}" for one in change.absent)


def _organisation_lines(change: RosterChange) -> Iterator[str]:
    if change.organisations_added:
        yield f"  Tổ chức mới: {', '.join(o.name for o in change.organisations_added)}"
    for one in change.organisations_renamed:
        yield f"  Đổi tên: {one.old_name} → {one.name}"
    for one in change.organisations_changed:
        words = ", ".join(f"{d.label}: «{d.old}» → «{d.new}»" for d in one.changes)
        yield f"  Thay đổi: {one.name}: {words}"
    yield from (f"  Kết thúc hoạt động: {one.name}" for one in change.organisations_ended)


@roster_.command("template", cls=VietnameseCommand)
@file_argument(name="out")
@json_option
def template(out: Path, *, as_json: bool) -> None:
    """Ghi một bảng Excel trống, có hướng dẫn, để nhập danh sách."""
    roster.template(out)
    show(
        {"tep": str(out)},
        [f"Đã ghi {out}. Điền xong, chạy «hoso roster import {out}»."],
        as_json=as_json,
    )


@roster_.command("show", cls=VietnameseCommand)
@click.option("--at", type=DAY, help="Ngày xem; mặc định hôm nay.")
@org_option
@json_option
@pass_door
def show_(door: Door, at: date | None, org: str | None, *, as_json: bool) -> None:
    """Ai sinh hoạt ở đâu vào một ngày."""
    ws = door.workspace()
    found = roster.show(ws, at or ws.today(), org)
    show(_view(found), _view_lines(found), as_json=as_json)


def _view(found: RosterView) -> dict[str, object]:
    return {
        "ngay": found.day.isoformat(),
        "to_chuc": [{"ma": b.code, **base.plain(b.state)} for b in found.bodies],
        "dang_vien": [{"so_the": p.card, **base.plain(p.state)} for p in found.people],
    }


def _view_lines(found: RosterView) -> Iterator[str]:
    for body in found.bodies:
        here = [p for p in found.people if p.state.organisation == body.code]
        yield f"{body.code}  {body.state.name} ({len(here)} đảng viên)"
        for one in here:
            posts = "; ".join(post.title for post in one.state.posts)
            yield f"    {one.card}  {one.state.full_name}{', ' + posts if posts else ''}"
