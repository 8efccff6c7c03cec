"""The review year: campaign, forms, check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from hoso import text
from hoso.cli import _print, _show
from hoso.cli._door import (
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
    watched,
)
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.errors import FindingsError, Outcome
from hoso.model import base
from hoso.services import campaign, check, forms, printing
from hoso.services.campaign import Candidate, Progress
from hoso.services.forms import Issue, NotIssued
from hoso.workspace import Act


def register(group: click.Group) -> None:
    """Hang the commands of this file on the door."""
    for command, alias in (
        (campaign_, "dot"),
        (forms_, "bieu-mau"),
        (check_, "kiem-tra"),
    ):
        group.add_command(named(command, alias))


@click.group("campaign", cls=VietnameseGroup)
def campaign_() -> None:
    """Đợt kiểm điểm của một năm."""


@campaign_.command("open", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@acting
@json_option
@pass_door
def open_(door: Door, year: int, act: Act, *, as_json: bool) -> None:
    """Mở đợt kiểm điểm theo quy định đang có hiệu lực của năm đó."""
    opened = campaign.open_year(door.workspace(), year, act)
    deadlines = [
        f"  Hạn {name}: {text.short_date(day)}" for name, day in opened.campaign.deadlines.items()
    ]
    lines = [f"Năm {year}: {opened.regime.title}", *deadlines]
    payload = {**base.plain(opened.campaign), "can_cu": list(opened.regime.references)}
    show(payload, lines, as_json=as_json)
    hint(opened.committed.hints)


@campaign_.command("status", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@org_option
@on_day
@json_option
@pass_door
def status(door: Door, year: int, org: str | None, on: date, *, as_json: bool) -> None:
    """Ai đã nộp, ai còn thiếu, còn bao nhiêu ngày."""
    ws = door.workspace()
    found = campaign.status(ws, year, org, on)
    show({"doi_tuong": [_progress(one) for one in found]}, _status_lines(found), as_json=as_json)


def _progress(one: Progress) -> dict[str, object]:
    return {
        "doi_tuong": one.candidate.label,
        "ho_so": one.candidate.dossier,
        "to_chuc": one.candidate.body.code,
        "phai_kiem_diem": one.candidate.verdict.reviewed,
        "da_phat_hanh": one.issued,
        "da_nhan_lai": one.returned,
        "da_xep_loai": one.decided,
        "con_ngay": one.days_left,
    }


def _status_lines(found: tuple[Progress, ...]) -> Iterator[str]:
    due = [one for one in found if one.candidate.verdict.reviewed]
    missing = [one for one in due if not one.returned]
    yield (
        f"Phải kiểm điểm {len(due)}, đã nhận lại {len(due) - len(missing)}, "
        f"đã có quyết định xếp loại {sum(one.decided for one in found)}."
    )
    if found and found[0].days_left is not None:
        left = found[0].days_left
        yield f"Còn {left} ngày tới hạn." if left >= 0 else f"Đã quá hạn {-left} ngày."
    for one in missing:
        state = "chưa nộp" if one.issued else "chưa phát hành biểu mẫu"
        yield f"  {one.candidate.body.code}  {one.candidate.label}: {state}"


@click.command("forms", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@org_option
@click.option("--out", type=PATH, help="Thư mục để các tệp Word; mặc định phat-hanh/NĂM.")
@_print.pdf_option
@acting
@json_option
@pass_door
def forms_(
    door: Door,
    year: int,
    org: str | None,
    out: Path | None,
    act: Act,
    *,
    as_pdf: bool,
    as_json: bool,
) -> None:
    """Phát hành biểu mẫu kiểm điểm đã điền sẵn, mỗi đối tượng một tệp Word."""
    ws = door.workspace()
    folder = out or ws.root / "phat-hanh" / str(year)
    with watched(act, "Biểu mẫu") as counted:
        found = forms.issue(ws, year, counted, out=folder, org=org)
    copies = printing.beside(ws, [one.path for one in found.issued] if as_pdf else [])
    lines = [*_issue_lines(found, folder), *_print.copy_lines(copies)]
    show({**_issue(found), **_print.added_json(copies, wanted=as_pdf)}, lines, as_json=as_json)
    hint(found.hints)
    _print.tell(copies)


def _issue(found: Issue) -> dict[str, object]:
    return {
        "phat_hanh": [
            {
                "tep": str(one.path),
                "doi_tuong": one.candidate.label,
                "to_chuc": one.candidate.body.code,
                "loai": one.candidate.form,
                "nam": one.year,
            }
            for one in found.issued
        ],
        "khong_phat_hanh": [_not_issued(one) for one in found.not_issued],
        "can_hoi": [_not_issued(one) for one in found.to_ask],
    }


def _not_issued(one: NotIssued) -> dict[str, object]:
    return {
        "doi_tuong": one.candidate.label,
        "to_chuc": one.candidate.body.code,
        "ly_do": one.reason,
        "can_cu": one.reference,
    }


def _issue_lines(found: Issue, folder: Path) -> Iterator[str]:
    yield f"Đã phát hành {len(found.issued)} biểu mẫu vào {folder}."
    for one in found.not_issued:
        because = f" ({one.reference})" if one.reference else ""
        yield f"  Không phát hành cho {_where(one.candidate)}: {one.reason}{because}"
    yield from (f"  Cần hỏi – {_where(one.candidate)}: {one.reason}" for one in found.to_ask)


def _where(one: Candidate) -> str:
    return f"{one.label}, {one.body.state.name}" if one.person else one.label


@click.command("check", cls=VietnameseCommand)
@click.argument("year", metavar="[NĂM]", type=YEAR, required=False)
@org_option
@on_day
@click.option("--strict", is_flag=True, help="Thoát với mã 1 nếu có điều vi phạm.")
@json_option
@pass_door
def check_(  # one parameter an option
    door: Door, year: int | None, org: str | None, on: date, *, strict: bool, as_json: bool
) -> None:
    """Soát mọi quy tắc của năm: vi phạm, chưa kiểm được, đạt."""
    ws = door.workspace()
    found = check.check(ws, year or on.year, org=org, on=on)
    show(_show.findings(found), _show.finding_lines(found), as_json=as_json)
    if strict and any(one.outcome is Outcome.BROKEN for one in found):
        click.get_current_context().exit(FindingsError.exit_code)
