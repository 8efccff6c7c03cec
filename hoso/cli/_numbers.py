"""Numbers of documents: what was given, what is wrong, what comes next, what paper books hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

import click

from hoso import profiles, text
from hoso.cli import _findings, _show
from hoso.cli._door import (
    NUMBER,
    YEAR,
    Door,
    acting,
    hint,
    json_option,
    on_day,
    org_option,
    pass_door,
    show,
)
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.errors import FindingsError, Outcome
from hoso.model import base
from hoso.model.numbers import printed
from hoso.services import numbers
from hoso.services.numbers import Counter, Next, Paper, Scope, Stated
from hoso.services.subjects import body, top, within
from hoso.workspace import Act, Workspace

F = TypeVar("F", bound=Callable[..., Any])


@click.group("numbers", cls=VietnameseGroup, invoke_without_command=True)
@click.pass_context
def numbers_(ctx: click.Context) -> None:
    """Số văn bản theo nhiệm kỳ, tên loại; không nêu việc gì thì liệt kê."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_, org=None, year=None, term=None, type_name=None, on=None, as_json=False)


def _type_option(command: F) -> F:
    option = click.option(
        "--type", "type_name", metavar="TÊN_LOẠI", help="Tên loại (Báo cáo) hoặc ký hiệu (BC)."
    )
    return option(command)


def _scope_options(command: F) -> F:
    """Add `--year`, `--term` and `--type`."""
    command = _type_option(command)
    term = click.option(
        "--term", metavar="NHIỆM_KỲ", help="Ví dụ 2025-2030; mặc định mọi nhiệm kỳ."
    )
    year = click.option("--year", type=YEAR, help="Năm của văn bản; mặc định mọi năm.")
    return year(term(command))


def _scope(year: int | None, term: str | None, type_name: str | None) -> Scope:
    wanted = profiles.type_name(type_name) if type_name else None
    return Scope(year=year, term=term, type_name=wanted)


def _codes(ws: Workspace, org: str | None, on: date) -> list[str]:
    return [one.code for one in within(ws, org, on)]


@numbers_.command("list", cls=VietnameseCommand)
@org_option
@_scope_options
@on_day
@json_option
@pass_door
def list_(
    door: Door,
    org: str | None,
    year: int | None,
    term: str | None,
    type_name: str | None,
    on: date,
    *,
    as_json: bool,
) -> None:
    """Liệt kê số đã cấp, theo tổ chức, nhiệm kỳ, tên loại."""
    ws = door.workspace()
    scope = _scope(year, term, type_name)
    found = numbers.listing(ws, _codes(ws, org, on), scope)
    payload = {
        "so_van_ban": [_paper(one, c) for c, papers in found.counters for one in papers],
        "ngoai_chuong_trinh": [
            {**_whose(c), **base.plain(run)} for c, _ in found.counters for run in c.outside
        ],
        "chua_xep": [_paper(one, None) for one in found.loose],
    }
    show(payload, _list_lines(found), as_json=as_json)


def _whose(one: Counter) -> dict[str, object]:
    return {
        "to_chuc": one.organisation.code,
        "ten_to_chuc": one.organisation.states[-1].name,
        "nhiem_ky": one.term.label,
        "co_quan": one.organ,
        "ten_loai": one.type_name,
    }


def _paper(one: Paper, counter: Counter | None) -> dict[str, object]:
    made = one.row.provenance
    return {
        **(_whose(counter) if counter else {"to_chuc": made.issuer, "ten_loai": one.type_name}),
        "so": printed(one.read.number) if one.read else "",
        "so_ky_hieu": made.symbol,
        "ngay": made.day.isoformat() if made.day else None,
        "tieu_de": made.title,
        "ho_so": one.row.dossier,
        "van_ban": one.id,
        "trang_thai": made.status.value,
    }


def _list_lines(found: numbers.Listing) -> Iterator[str]:
    if not found.counters and not found.loose:
        yield "Chưa có văn bản nào mang số."
    for counter, papers in found.counters:
        yield f"{counter.words}:"
        for run in counter.outside:
            yield f"  {printed(run.first)}–{printed(run.last)}  đã dùng ngoài chương trình ({run.by} khai)"
        yield from (f"  {_line(one)}" for one in papers)
    if found.loose:
        yield "Chưa xếp được vào bộ số nào (số không đọc được, chưa rõ tên loại, nhiệm kỳ hoặc ngày):"
        yield from (f"  {_line(one)}" for one in found.loose)


def _line(one: Paper) -> str:
    made = one.row.provenance
    day = text.short_date(made.day) if made.day else "không ngày"
    withdrawn = " – đã rút" if one.withdrawn else ""
    return f"{made.symbol}  {day}  {made.title} [{one.id}]{withdrawn}"


@numbers_.command("check", cls=VietnameseCommand)
@org_option
@_scope_options
@on_day
@click.option("--strict", is_flag=True, help="Thoát với mã 1 nếu có điều vi phạm.")
@json_option
@pass_door
def check_(
    door: Door,
    org: str | None,
    year: int | None,
    term: str | None,
    type_name: str | None,
    on: date,
    *,
    strict: bool,
    as_json: bool,
) -> None:
    """Soát số trùng, số khuyết, ngày ngược, ngoài nhiệm kỳ, trái thẩm quyền ban hành."""
    ws = door.workspace()
    scope = _scope(year, term, type_name)
    found = tuple(numbers.problems(ws, _codes(ws, org, on), scope, on))
    show(_show.findings(found), _findings.lines(found), as_json=as_json)
    if strict and any(one.outcome is Outcome.BROKEN for one in found):
        click.get_current_context().exit(FindingsError.exit_code)


@numbers_.command("next", cls=VietnameseCommand)
@org_option
@_type_option
@click.option(
    "--organ", default="", metavar="CƠ_QUAN", help="Nếu sổ riêng: ban_thuong_vu, dai_hoi."
)
@on_day
@json_option
@pass_door
def next_(
    door: Door, org: str | None, type_name: str | None, organ: str, on: date, *, as_json: bool
) -> None:
    """Số tiếp theo của một tên loại (hoặc mọi tên loại đã có số) vào một ngày."""
    ws = door.workspace()
    whose = body(ws, org, on) if org else top(ws, on)
    wanted = profiles.type_name(type_name) if type_name else None
    found = numbers.following(ws, whose, on, wanted, organ)
    lines = [_next_words(one) for one in found] or [
        "Chưa có số nào: số đầu của mỗi tên loại là 01."
    ]
    show({"so_tiep_theo": [_next(one) for one in found]}, lines, as_json=as_json)
    hint(f"Lưu ý – {notice}" for one in found for notice in one.notices)


def _next(one: Next) -> dict[str, object]:
    return {
        **_whose(one.counter),
        "so": printed(one.number),
        "so_ky_hieu": one.symbol,
        "khuyet": list(one.gaps),
        "luu_y": list(one.notices),
    }


def _next_words(one: Next) -> str:
    missing = f"; số khuyết: {', '.join(one.gaps)}" if one.gaps else ""
    return f"{one.counter.words}: Số {one.symbol}{missing}"


# long: one parameter an option
@numbers_.command("start", cls=VietnameseCommand)
@click.argument("type_name", metavar="TÊN_LOẠI")
@click.argument("last", metavar="SỐ", type=NUMBER)
@org_option
@click.option("--first", type=NUMBER, default=1, metavar="SỐ", help="Số đầu của dãy; mặc định 01.")
@click.option(
    "--organ", default="", metavar="CƠ_QUAN", help="Nếu sổ riêng: ban_thuong_vu, dai_hoi."
)
@acting
@json_option
@pass_door
def start(
    door: Door,
    type_name: str,
    last: int,
    org: str | None,
    first: int,
    organ: str,
    act: Act,
    *,
    as_json: bool,
) -> None:
    """Khai các số đã dùng ngoài chương trình đến hết SỐ (sổ giấy); 0 thì bỏ điều đã khai."""
    ws = door.workspace()
    whose = body(ws, org, act.on) if org else top(ws, act.on)
    stated = Stated(
        body=whose,
        type_name=profiles.type_name(type_name),
        first=max(first, 1),
        last=last,
        organ=organ,
    )
    after, committed = numbers.state(ws, stated, act)
    show({"so_tiep_theo": _next(after)}, [f"Đã ghi. {_next_words(after)}."], as_json=as_json)
    hint(committed.hints)
