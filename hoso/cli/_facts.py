"""Facts that people state: by name, by workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

import click

from hoso import text
from hoso.cli._door import (
    YEAR,
    Door,
    acting,
    hint,
    json_option,
    may_ask,
    on_day,
    org_option,
    pass_door,
    person_option,
    show,
    warn,
)
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.cli._sheets import accept_valid_option, file_argument
from hoso.model import base
from hoso.model.assessment import Statement
from hoso.model.facts import FACT_LABELS
from hoso.services import statements
from hoso.services.ballots import called
from hoso.services.statements import SCOPES, About, Change, Imported, Name, Planned, Reader
from hoso.workspace import Act, Workspace

# A meeting's facts are stated about its organisation.
_MEETING = "hoi_nghi"
_SCOPES = (*SCOPES, _MEETING)


@click.group("facts", cls=VietnameseGroup)
def facts_() -> None:
    """Dữ kiện kê khai: điều mà không giấy tờ nào trong kho nói."""


@facts_.command("names", cls=VietnameseCommand)
@click.option("--for", "scope", type=click.Choice(_SCOPES), help="Kê khai cho đối tượng nào.")
@json_option
@pass_door
def names(door: Door, scope: str | None, *, as_json: bool) -> None:  # noqa: ARG001  # every command has the door
    """Những dữ kiện kê khai được, và quy tắc nào của chế độ nào hỏi đến."""
    found = statements.names("tap_the" if scope == _MEETING else scope)
    show({"du_kien": [_name(one) for one in found]}, _name_lines(found), as_json=as_json)


def _name(one: Name) -> dict[str, object]:
    return {
        "ten": one.info.name,
        "nhan": one.info.label,
        "kieu": one.info.type.value,
        "cho": list(one.info.stated_for),
        "lua_chon": list(one.info.choices),
        "quy_tac": {regime: list(codes) for regime, codes in one.rules.items()},
    }


def _name_lines(found: Iterable[Name]) -> Iterator[str]:
    for one in found:
        scopes = ", ".join(SCOPES[scope] for scope in one.info.stated_for)
        yield f"{one.info.name}  {one.info.label} [{one.info.type.value}; {scopes}]"
        for regime, codes in one.rules.items():
            yield f"    {regime}: {', '.join(codes)}"


_YEAR = click.option("--year", type=YEAR, required=True, help="Năm kiểm điểm.")
_SOURCE = click.option("--source", default="", metavar="CHỮ", help="Văn bản, sổ sách ghi điều này.")


@facts_.command("set", cls=VietnameseCommand)
@click.argument("given", metavar="DỮ_KIỆN=GIÁ_TRỊ…", nargs=-1, required=True)
@_YEAR
@org_option
@person_option
@_SOURCE
@acting
@json_option
@pass_door
def set_(
    door: Door,
    given: tuple[str, ...],
    year: int,
    org: str | None,
    person: str | None,
    source: str,
    act: Act,
    *,
    as_json: bool,
) -> None:
    """Kê khai dữ kiện của một đảng viên, một tổ chức (hội nghị), hoặc cả năm."""
    ws = door.workspace()
    who = statements.subject(ws, org, person, year=year, on=act.on)
    about = About(whose=who, year=year, on=act.on, source=text.squeeze(source))
    said = statements.read(ws, given, about)
    done = statements.record(ws, said, act, year=year)
    lines = [*_change_lines(ws, done.changes, year)]
    payload = {"ghi": len(done.changes), "khong_doi": done.unchanged, "doi": _changes(done.changes)}
    show(payload, [*lines, *_same(done.unchanged)], as_json=as_json)
    hint(done.hints)


def _same(count: int) -> Iterator[str]:
    if count:
        yield f"{count} dữ kiện không đổi."


def _changes(found: Iterable[Change]) -> list[dict[str, object]]:
    return [
        {
            **_statement(one.statement),
            "gia_tri_cu": base.plain(one.before.value) if one.before else None,
            "da_bo": one.gone,
        }
        for one in found
    ]


def _statement(one: Statement) -> dict[str, object]:
    return {**base.plain(one), "nhan": FACT_LABELS[one.fact]}


def _change_lines(ws: Workspace, found: Sequence[Change], year: int) -> Iterator[str]:
    """Yield a line a subject: what it is said to be now."""
    values = statements.reader(ws, year)
    for whose, changes in groupby(found, key=lambda one: _whose(ws, one.statement)):
        yield f"{whose}: " + "; ".join(_change_words(one, values) for one in changes)


def _change_words(one: Change, values: Reader) -> str:
    label = FACT_LABELS[one.statement.fact]
    words = statements.words(values, one.statement)
    if one.gone:
        return f"đã bỏ «{label}» (trước là {words})"
    before = f" (trước là {statements.words(values, one.before)})" if one.before else ""
    return f"{label} = {words}{before}"


def _whose(ws: Workspace, one: Statement) -> str:
    return called(ws, one.subject, one.day)


@facts_.command("unset", cls=VietnameseCommand)
@click.argument("given", metavar="DỮ_KIỆN…", nargs=-1, required=True)
@_YEAR
@org_option
@person_option
@acting
@json_option
@pass_door
def unset(
    door: Door,
    given: tuple[str, ...],
    year: int,
    org: str | None,
    person: str | None,
    act: Act,
    *,
    as_json: bool,
) -> None:
    """Bỏ dữ kiện đã kê khai; phiên bản trước của hồ sơ vẫn giữ."""
    ws = door.workspace()
    who = statements.subject(ws, org, person, year=year, on=act.on)
    gone, committed = statements.take_back(ws, given, who, act, year=year)
    lines = _change_lines(ws, gone, year)
    show({"da_bo": _changes(gone)}, lines, as_json=as_json)
    hint(committed.hints)


@facts_.command("show", cls=VietnameseCommand)
@click.argument("year", metavar="[NĂM]", type=YEAR, required=False)
@org_option
@person_option
@on_day
@json_option
@pass_door
def show_(
    door: Door, year: int | None, org: str | None, person: str | None, on: date, *, as_json: bool
) -> None:
    """Những dữ kiện đã kê khai của một năm: ai nêu, ngày nào, theo văn bản nào."""
    ws, of_year = door.workspace(), year or on.year
    found = statements.show(ws, of_year, org=org, one=person, on=on)
    values = statements.reader(ws, of_year)
    rows = [{**_statement(one), "chu": statements.words(values, one)} for one in found]
    show({"du_kien": rows}, _statement_lines(ws, found, of_year), as_json=as_json)


def _statement_lines(ws: Workspace, found: Sequence[Statement], year: int) -> Iterator[str]:
    values = statements.reader(ws, year)
    if not found:
        yield f"Chưa kê khai dữ kiện nào của năm {year}."
    last = ""
    for one in found:
        if (whose := _whose(ws, one)) != last:
            yield f"{whose}:"
            last = whose
        source = f"; {one.source}" if one.source else ""
        words = statements.words(values, one)
        day = text.short_date(one.day)
        yield f"  {FACT_LABELS[one.fact]} ({one.fact}): {words} [{one.by}, {day}{source}]"


@facts_.command("template", cls=VietnameseCommand)
@file_argument(name="out")
@_YEAR
@org_option
@on_day
@json_option
@pass_door
def template(door: Door, out: Path, year: int, org: str | None, on: date, *, as_json: bool) -> None:
    """Tệp Excel để kê khai: mỗi đối tượng một dòng, mỗi dữ kiện mà năm ấy hỏi một cột."""
    rows = statements.template(door.workspace(), out, year=year, org=org, on=on)
    lines = [f"Đã ghi {out}: {rows} đối tượng. Điền xong, nhập bằng «hoso facts import»."]
    show({"tep": str(out), "so_doi_tuong": rows}, lines, as_json=as_json)


# long: one parameter an option
@facts_.command("import", cls=VietnameseCommand)
@file_argument()
@_YEAR
@accept_valid_option("các ô đúng", "ô sai")
@click.option("--unset-empty", is_flag=True, help="Bỏ các dữ kiện có ô nay để trống.")
@acting
@json_option
@pass_door
def import_(
    door: Door,
    file: Path,
    year: int,
    act: Act,
    *,
    accept_valid: bool,
    unset_empty: bool,
    as_json: bool,
) -> None:
    """Nhập tệp kê khai (.xlsx hoặc .csv); nhập lại tệp cũ không đổi gì."""
    ws = door.workspace()
    planned = statements.read_file(ws, file, act, year=year, accept_valid=accept_valid)
    emptied = [*_emptied_lines(ws, planned)]
    drops = unset_empty or _agreed(emptied, asks=may_ask(as_json=as_json))
    done = statements.save(ws, planned, act, unset_empty=drops)
    lines = [_summary(planned, done), *_change_lines(ws, done.changes, year)]
    show(_imported(planned, done, drops=drops), lines, as_json=as_json)
    warn([*planned.skipped, *planned.warnings])
    if not drops:
        hint(emptied)
    hint(done.hints)


def _agreed(emptied: Sequence[str], *, asks: bool) -> bool:
    if not (emptied and asks):
        return False
    hint(emptied)
    return click.confirm("Bỏ các dữ kiện có ô nay để trống?", default=False, err=True)


def _emptied_lines(ws: Workspace, planned: Planned) -> Iterator[str]:
    values = statements.reader(ws, planned.year)
    for blank, old in planned.emptied:
        words = statements.words(values, old)
        yield (
            f"{blank.where}: «{blank.info.label}» của {_whose(ws, old)} nay để trống, trước là {words}; "
            "vẫn giữ. Muốn bỏ: thêm --unset-empty, hoặc dùng «hoso facts unset»."
        )


def _summary(planned: Planned, done: Imported) -> str:
    decisions = done.disciplines
    more = f", {decisions.changed} quyết định kỷ luật" if decisions.disciplines else ""
    return f"Ghi {len(done.changes)} dữ kiện{more}; {planned.unchanged} không đổi."


def _imported(planned: Planned, done: Imported, *, drops: bool) -> dict[str, object]:
    return {
        "nhap": len(done.changes),
        "khong_doi": planned.unchanged,
        "doi": _changes(done.changes),
        "ky_luat": base.plain(done.disciplines.disciplines),
        "o_trong": [
            {"noi": blank.where, **_statement(old), "da_bo": drops}
            for blank, old in planned.emptied
        ],
        "bo_qua": [{"noi": one.where, "ly_do": one.message} for one in planned.skipped],
        "canh_bao": [str(one) for one in planned.warnings],
    }
