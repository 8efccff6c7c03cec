"""The register of discipline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from hoso import text
from hoso.cli._door import (
    DAY,
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
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.cli._sheets import export_options, import_options, narrowed
from hoso.model import base
from hoso.model.assessment import Discipline, DisciplineForm
from hoso.services import discipline, discipline_sheet, rows
from hoso.services.ballots import called
from hoso.services.discipline import FORM_NAMES, Wanted
from hoso.workspace import Act, Workspace

_ANSWERS = {"co": True, "khong": False}


@click.group("discipline", cls=VietnameseGroup)
def discipline_() -> None:
    """Sổ kỷ luật: quyết định kỷ luật trong năm, tính vào đánh giá và thống kê."""


# long: one parameter an option
@discipline_.command("add", cls=VietnameseCommand)
@person_option
@org_option
@click.option(
    "--form",
    type=click.Choice([one.value for one in DisciplineForm]),
    required=True,
    help="Hình thức.",
)
@click.option("--decided", type=DAY, required=True, help="Ngày quyết định kỷ luật.")
@click.option("--year", type=YEAR, help="Năm kiểm điểm xem xét; mặc định năm của --decided.")
@click.option("--violated", type=DAY, help="Ngày vi phạm.")
@click.option("--unit", "units", multiple=True, metavar="MÃ", help="Đơn vị khi vi phạm.")
@click.option("--duty", type=click.Choice([*_ANSWERS]), help="Vi phạm liên quan chức trách?")
@click.option("--mended", type=click.Choice([*_ANSWERS]), help="Tự phát hiện và khắc phục?")
@click.option("--raised", is_flag=True, help="Tăng hình thức so với quyết định trước.")
@click.option("--violation", default="", metavar="CHỮ", help="Nội dung vi phạm.")
@click.option("--authority", default="", metavar="TÊN", help="Cấp quyết định.")
@click.option("--document", default="", metavar="SỐ", help="Số quyết định.")
@acting
@json_option
@pass_door
def add(
    door: Door,
    person: str | None,
    org: str | None,
    form: str,
    decided: date,
    year: int | None,
    violated: date | None,
    units: tuple[str, ...],
    duty: str | None,
    mended: str | None,
    act: Act,
    *,
    raised: bool,
    violation: str,
    authority: str,
    document: str,
    as_json: bool,
) -> None:
    """Ghi một quyết định kỷ luật đảng viên hoặc tổ chức đảng."""
    ws = door.workspace()
    wanted = Wanted(
        whose=rows.named(ws, org or "", person or "", [decided, act.on]),
        year=year or decided.year,
        form=DisciplineForm(form),
        day=decided,
        violated=violated,
        units=discipline.units(ws, ";".join(units)),
        duty=_ANSWERS[duty] if duty else None,
        mended=_ANSWERS[mended] if mended else None,
        raised=raised,
        violation=text.squeeze(violation),
        authority=text.squeeze(authority),
        document=text.squeeze(document),
    )
    done = discipline.record(ws, [wanted], act)
    show({"ky_luat": base.plain(done.disciplines)}, _lines(ws, done.disciplines), as_json=as_json)
    hint(done.hints)


@discipline_.command("list", cls=VietnameseCommand)
@narrowed()
@on_day
@json_option
@pass_door
def list_(door: Door, year: int | None, org: str | None, on: date, *, as_json: bool) -> None:
    """Liệt kê sổ kỷ luật."""
    ws = door.workspace()
    found = discipline.listing(ws, year=year, org=org, on=on)
    lines = _lines(ws, found) if found else ["Chưa ghi quyết định kỷ luật nào."]
    show({"ky_luat": base.plain(found)}, lines, as_json=as_json)


def _lines(ws: Workspace, found: Iterable[Discipline]) -> Iterator[str]:
    for one in found:
        whose = called(ws, one.subject, one.noted)
        where = "" if one.counts_for == (one.subject.organisation,) else f" ({_units(one)})"
        notes = ", ".join(_notes(one))
        yield (
            f"{one.code}  {whose}: {FORM_NAMES[one.form]}, {text.short_date(one.day)}{where} [{notes}]"
        )


def _units(one: Discipline) -> str:
    return f"tính cho {', '.join(one.counts_for)}"


def _notes(one: Discipline) -> Iterator[str]:
    duty = {True: "", False: "không ", None: "chưa nêu "}[one.duty]
    yield f"{duty}liên quan chức trách"
    if one.mended is not None:
        yield "tự phát hiện, khắc phục" if one.mended else "không tự phát hiện, khắc phục"
    if one.raised:
        yield "tăng hình thức"


@discipline_.command("import", cls=VietnameseCommand)
@import_options()
@acting
@json_option
@pass_door
def import_(door: Door, file: Path, act: Act, *, accept_valid: bool, as_json: bool) -> None:
    """Nhập sổ kỷ luật (.xlsx hoặc .csv); nhập lại tệp cũ không đổi gì."""
    done = discipline_sheet.import_file(door.workspace(), file, act, accept_valid=accept_valid)
    recorded = done.recorded
    same = len(recorded.disciplines) - recorded.changed
    payload = {
        "nhap": recorded.changed,
        "khong_doi": same,
        "ky_luat": base.plain(recorded.disciplines),
        "bo_qua": [{"noi": one.where, "ly_do": one.message} for one in done.skipped],
        "canh_bao": [str(one) for one in done.warnings],
    }
    show(payload, [f"Ghi {recorded.changed} quyết định, {same} không đổi."], as_json=as_json)
    warn([*done.skipped, *done.warnings])
    hint(recorded.hints)


@discipline_.command("export", cls=VietnameseCommand)
@export_options()
@on_day
@json_option
@pass_door
def export(
    door: Door, file: Path, year: int | None, org: str | None, on: date, *, as_json: bool
) -> None:
    """Xuất sổ kỷ luật ra Excel để ghi tiếp (chưa có gì thì là mẫu trống)."""
    found = discipline.listing(door.workspace(), year=year, org=org, on=on)
    discipline_sheet.export(file, found)
    lines = [f"Đã ghi {file}: {len(found)} quyết định."]
    show({"tep": str(file), "so_dong": len(found)}, lines, as_json=as_json)


@discipline_.command("withdraw", cls=VietnameseCommand)
@click.argument("code", metavar="MÃ")
@acting
@json_option
@pass_door
def withdraw(door: Door, code: str, act: Act, *, as_json: bool) -> None:
    """Rút một quyết định ghi sai hoặc đã bị hủy (phải nêu --why); lịch sử hồ sơ vẫn giữ."""
    gone, committed = discipline.withdraw(door.workspace(), code, act)
    show({"da_rut": base.plain(gone)}, [f"Đã rút {gone.code}."], as_json=as_json)
    hint(committed.hints)
