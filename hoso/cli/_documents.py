"""Documents and templates: generate, templates, lint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from hoso.cli import _print, _show
from hoso.cli._door import (
    DAY,
    NUMBER,
    PATH,
    YEAR,
    Door,
    acting,
    comment_option,
    hint,
    json_option,
    org_option,
    pass_door,
    person_option,
    show,
    warn,
)
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.errors import FindingsError, Problem, WorkspaceError
from hoso.model import base
from hoso.model.template import TemplateField
from hoso.services import datafile, generate, linting, printing, template_check
from hoso.services.generate import Generated, Order
from hoso.services.linting import Linted
from hoso.services.template_check import Checked
from hoso.templates import FoundTemplate, builtin_root
from hoso.workspace import Act


# long: one parameter an option
@click.command("generate", cls=VietnameseCommand)
@click.argument("kind", metavar="LOẠI")
@click.option("--year", type=YEAR, help="Năm kiểm điểm; mặc định năm của ngày văn bản.")
@org_option
@person_option
@click.option("--data", type=PATH, help="Tệp .toml hoặc .xlsx bổ sung các trường còn thiếu.")
@click.option("--out", type=PATH, help="Nơi ghi tệp Word; mặc định van-ban/NĂM/.")
@click.option(
    "--number",
    type=NUMBER,
    is_flag=False,
    flag_value="0",
    help="Lấy số tiếp theo của nhiệm kỳ, hoặc đúng SỐ này nếu còn trống.",
)
@_print.pdf_option
@acting
@json_option
@pass_door
def generate_(
    door: Door,
    kind: str,
    year: int | None,
    org: str | None,
    person: str | None,
    data: Path | None,
    out: Path | None,
    number: int | None,
    act: Act,
    *,
    as_pdf: bool,
    as_json: bool,
) -> None:
    """Lập một văn bản: điền sẵn mọi điều kho đã biết, kiểm tra, lưu vào kho."""
    order = Order(
        kind=kind,
        year=year or act.on.year,
        org=org,
        person=person,
        data=datafile.read(data) if data else {},
        data_name=data.name if data else "--data",
        out=out,
        number=number,
    )
    ws = door.workspace()
    made = generate.generate(ws, order, act)
    copies = printing.beside(ws, [made.path] if as_pdf else [])
    lines = [f"Đã lập {made.path} (lưu tại {made.document}).", *_print.copy_lines(copies)]
    show({**_generated(made), **_print.added_json(copies, wanted=as_pdf)}, lines, as_json=as_json)
    hint(f"Lưu ý – {notice}" for notice in made.notices)
    warn(made.problems)
    hint(made.hints)
    _print.tell(copies)


def _generated(made: Generated) -> dict[str, object]:
    return {
        "tep": str(made.path),
        "ho_so": made.dossier,
        "van_ban": made.document,
        "bo_the_thuc": made.layout,
        "luu_y": list(made.notices),
        "van_de": [_show.problem(one) for one in made.problems],
    }


@click.group("templates", cls=VietnameseGroup, invoke_without_command=True)
@click.pass_context
def templates_(ctx: click.Context) -> None:
    """Các mẫu văn bản; không nêu việc gì thì liệt kê."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_, as_json=False)


def _roots(door: Door) -> tuple[Path, ...]:
    """Return where templates lie; outside a workspace, the built-in ones only."""
    try:
        return door.workspace().template_roots
    except WorkspaceError:
        return (builtin_root(),)


@templates_.command("list", cls=VietnameseCommand)
@json_option
@pass_door
def list_(door: Door, *, as_json: bool) -> None:
    """Liệt kê các mẫu."""
    found = template_check.listing(_roots(door))
    show(
        {"mau": [_template(one) for one in found]},
        [f"{one.info.kind:<22} {one.info.title}{' (mẫu riêng)' * one.own}" for one in found],
        as_json=as_json,
    )


def _template(one: FoundTemplate) -> dict[str, object]:
    return {
        "loai": one.info.kind,
        "lan_sua": one.info.revision,
        "tieu_de": one.info.title,
        "ma_mau": one.info.form_code,
        "rieng": one.own,
        "tep": str(one.path),
    }


@templates_.command("fields", cls=VietnameseCommand)
@click.argument("kind", metavar="LOẠI")
@json_option
@pass_door
def fields(door: Door, kind: str, *, as_json: bool) -> None:
    """Các trường của một mẫu, với nhãn."""
    found = template_check.get(kind, _roots(door))
    lines = list(_field_lines(found.info.fields, ""))
    show({"truong": base.plain(found.info.fields)}, lines, as_json=as_json)


def _field_lines(found: tuple[TemplateField, ...], indent: str) -> Iterator[str]:
    for one in found:
        need = "" if one.required else " (không bắt buộc)"
        unsure = "" if one.confirmed else " – chưa ai xác nhận với bản gốc"
        yield f"{indent}{one.name}: {one.label} [{one.kind.value}]{need}{unsure}"
        yield from _field_lines(one.columns, indent + "    ")


@templates_.command("check", cls=VietnameseCommand)
@click.argument("which", metavar="[LOẠI|TỆP.docx]", required=False)
@comment_option
@click.option("--strict", is_flag=True, help="Thoát với mã 1 nếu có lỗi.")
@json_option
@pass_door
def check(door: Door, which: str | None, out: Path | None, *, strict: bool, as_json: bool) -> None:
    """Soát lỗi mọi mẫu, một mẫu hay một tệp: cú pháp, tên trường, bản ví dụ, thể thức."""
    found = template_check.check(_roots(door), which)
    copies = template_check.comment(found, out) if out else ()
    problems = [problem for one in found for problem in one.problems]
    lines = [f"{one.code}  {one}" for one in problems]
    payload = {"mau": [_checked(one) for one in found], **_copies(copies)}
    show(payload, lines or [f"{len(found)} mẫu, không có lỗi."], as_json=as_json)
    hint(f"Bản có ghi chú: {path}" for path in copies)
    if strict and any(not one.warning for one in problems):
        click.get_current_context().exit(FindingsError.exit_code)


def _checked(one: Checked) -> dict[str, object]:
    rows = [{**_show.problem(row), "canh_bao": row.warning} for row in one.problems]
    return {"loai": one.name, "tep": str(one.path or ""), "van_de": rows}


def _copies(paths: Sequence[Path]) -> dict[str, object]:
    return {"ban_ghi_chu": [str(path) for path in paths]} if paths else {}


# long: one parameter an option
@click.command("lint", cls=VietnameseCommand)
@click.argument("files", metavar="TỆP.docx…", type=PATH, nargs=-1, required=True)
@click.option("--date", "on", type=DAY, help="Ngày văn bản; mặc định đọc trong văn bản.")
@comment_option
@click.option("--strict", is_flag=True, help="Thoát với mã 1 nếu có điều chưa đúng.")
@json_option
@pass_door
def lint_(
    door: Door,
    files: tuple[Path, ...],
    on: date | None,
    out: Path | None,
    *,
    strict: bool,
    as_json: bool,
) -> None:
    """Soi thể thức của tệp Word theo quy định tại ngày văn bản."""
    found = [linting.lint(path, on, door.clock().date()) for path in files]
    copies = linting.comment(found, out) if out else ()
    show(
        {"tep": [_linted(one) for one in found], **_copies(copies)},
        _lint_lines(found),
        as_json=as_json,
    )
    hint(f"Bản có ghi chú: {path}" for path in copies)
    if strict and any(one.problems for one in found):
        click.get_current_context().exit(FindingsError.exit_code)


def _linted(one: Linted) -> dict[str, object]:
    return {
        "tep": str(one.path),
        "bo_the_thuc": one.layout,
        "van_de": [_deviation(problem) for problem in one.problems],
    }


def _deviation(found: Problem) -> dict[str, object]:
    return {
        **_show.problem(found),
        "can_cu": found.reference,
        "phai_la": found.expected,
        "hien_la": found.found,
        "canh_bao": found.warning,
    }


def _lint_lines(found: list[Linted]) -> Iterator[str]:
    for one in found:
        yield f"{one.path} ({one.layout}): {len(one.problems)} điều chưa đúng thể thức."
        for problem in one.problems:
            because = f" [{problem.reference}]" if problem.reference else ""
            yield f"  {problem.code}  {problem.where}: {problem.message}{because}"
