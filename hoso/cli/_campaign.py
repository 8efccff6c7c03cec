"""The review year: opening it, how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

import click

from hoso import text
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
)
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.model import base
from hoso.services import campaign
from hoso.services.campaign import Progress
from hoso.workspace import Act

OF_YEAR = click.option("--year", type=YEAR, help="Năm kiểm điểm; mặc định đợt mở gần nhất.")
WHICH_YEAR = click.argument("year", metavar="[NĂM]", type=YEAR, required=False)
PERSON = click.option("--person", metavar="SỐ THẺ", help="Số thẻ hoặc tên đảng viên.")
FROM = click.option("--from", "source", type=PATH, help="Tệp .csv hoặc .xlsx có nhiều dòng.")


def codes(kinds: Iterable[StrEnum]) -> click.Choice[str]:
    """Return the choice among the stored codes of an enumeration."""
    return click.Choice([one.value for one in kinds])


def register(group: click.Group) -> None:
    """Hang the commands of this file on the door."""
    group.add_command(named(campaign_, "dot"))


@click.group("campaign", cls=VietnameseGroup)
def campaign_() -> None:
    """Đợt kiểm điểm của một năm: mở, theo dõi, phân công, thẩm định, nhắc việc."""


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
