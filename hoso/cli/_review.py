"""The review year: forms, check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from hoso.cli import _findings, _print, _show
from hoso.cli._door import (
    PATH,
    YEAR,
    Door,
    acting,
    hint,
    json_option,
    on_day,
    org_option,
    pass_door,
    show,
    watched,
)
from hoso.cli._house import VietnameseCommand
from hoso.errors import FindingsError, Outcome
from hoso.services import check, forms, printing
from hoso.services.campaign import Candidate
from hoso.services.forms import Issue, NotIssued
from hoso.workspace import Act


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
    show(_show.findings(found), _findings.lines(found), as_json=as_json)
    if strict and any(one.outcome is Outcome.BROKEN for one in found):
        click.get_current_context().exit(FindingsError.exit_code)
