"""The review year: opening it, how far it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path

import click

from hoso import text
from hoso.cli import _board
from hoso.cli._door import (
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
from hoso.cli._sheets import xlsx_option
from hoso.cli._table import CAMPAIGN
from hoso.model import base
from hoso.services import board, campaign
from hoso.workspace import Act

OF_YEAR = click.option("--year", type=YEAR, help="Năm kiểm điểm; mặc định đợt mở gần nhất.")
WHICH_YEAR = click.argument("year", metavar="[NĂM]", type=YEAR, required=False)
PERSON = click.option("--person", metavar="SỐ THẺ", help="Số thẻ hoặc tên đảng viên.")


def codes(kinds: Iterable[StrEnum]) -> click.Choice[str]:
    """Return the choice among the stored codes of an enumeration."""
    return click.Choice([one.value for one in kinds])


@click.group("campaign", cls=VietnameseGroup, ways=CAMPAIGN)
def campaign_() -> None:
    """Đợt kiểm điểm của một năm: mở, theo dõi, phân công, thẩm định, nhắc việc."""


@campaign_.command("open", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@click.option("--renew", is_flag=True, help="Lấy lại thời hạn theo quy định, lớp phủ hiện nay.")
@acting
@json_option
@pass_door
def open_(door: Door, year: int, act: Act, *, renew: bool, as_json: bool) -> None:
    """Mở đợt kiểm điểm theo quy định đang có hiệu lực của năm đó."""
    opened = campaign.open_year(door.workspace(), year, act, renew=renew)
    deadlines = board.Deadlines.of(opened.campaign, (), act.on).all()
    lines = [
        f"Năm {year}: {opened.regime.title}",
        *(f"  Trước ngày {text.short_date(one.day)}: {one.name}." for one in deadlines),
    ]
    payload = {**base.plain(opened.campaign), "can_cu": list(opened.regime.references)}
    show(payload, lines, as_json=as_json)
    if opened.is_outdated:
        hint(
            [
                f"Đợt {year} đã mở với thời hạn khác thời hạn hiện nay của quy định, lớp phủ. Muốn "
                f"theo thời hạn hiện nay: «hoso campaign open {year} --renew»."
            ]
        )
    hint(opened.committed.hints)


@campaign_.command("status", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@org_option
@click.option("--detail", is_flag=True, help="Từng đối tượng: việc tiếp theo, câu lệnh.")
@xlsx_option("bảng theo dõi")
@on_day
@json_option
@pass_door
def status(
    door: Door,
    year: int,
    org: str | None,
    xlsx: Path | None,
    on: date,
    *,
    detail: bool,
    as_json: bool,
) -> None:
    """Bảng theo dõi: việc gì xong, chậm, còn chờ gì; còn bao nhiêu ngày tới từng thời hạn."""
    found = board.board(door.workspace(), year, org, on)
    payload = _board.plain(found)
    lines = [*_board.lines(found, detail=detail)]
    if xlsx:
        board.write(xlsx, found)
        payload["tep"] = str(xlsx)
        lines.append(f"Đã ghi {xlsx}.")
    show(payload, lines, as_json=as_json)
