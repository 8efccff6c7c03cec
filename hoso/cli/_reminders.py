"""What falls due, as lines, as Excel, as a calendar file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from hoso import text
from hoso.cli._campaign import WHICH_YEAR
from hoso.cli._door import PATH, Door, json_option, on_day, org_option, pass_door, show
from hoso.cli._house import VietnameseCommand
from hoso.cli._sheets import xlsx_option
from hoso.services import campaign, reminders
from hoso.services.reminders import Reminder

_SHOWN = 8  # names behind one reminder; the others are counted


@click.command("reminders", cls=VietnameseCommand)
@WHICH_YEAR
@org_option
@click.option(
    "--days",
    type=click.IntRange(0),
    default=reminders.DAYS,
    metavar="SỐ",
    help=f"Nhắc trước bao nhiêu ngày; mặc định {reminders.DAYS}.",
)
@xlsx_option("danh sách")
@click.option("--ics", type=PATH, metavar="TỆP.ics", help="Ghi lịch cho điện thoại, máy tính.")
@on_day
@json_option
@pass_door
def reminders_(
    door: Door,
    year: int | None,
    org: str | None,
    days: int,
    xlsx: Path | None,
    ics: Path | None,
    on: date,
    *,
    as_json: bool,
) -> None:
    """Việc đến hạn, việc chậm, việc chưa xong: ai, đến bao giờ, câu lệnh nào."""
    ws = door.workspace()
    of_year = year or campaign.current_year(ws, on)
    found = reminders.reminders(ws, of_year, org, on, days=days)
    lines = [*_lines(found)]
    if xlsx:
        reminders.write(xlsx, found)
        lines.append(f"Đã ghi {xlsx}.")
    if ics:
        events = reminders.write_calendar(ics, found, of_year, ws.now())
        lines.append(f"Đã ghi {events} việc có ngày vào {ics}.")
    files = {"xlsx": str(xlsx) if xlsx else None, "ics": str(ics) if ics else None}
    payload = {"nam": of_year, "nhac_viec": [_plain(one) for one in found], "tep": files}
    show(payload, lines, as_json=as_json)


def _plain(one: Reminder) -> dict[str, object]:
    return {
        "ma": one.code,
        "viec": one.words,
        "to_chuc": one.body.code if one.body else None,
        "ten_to_chuc": one.where,
        "doi_tuong": list(one.names),
        "ngay": one.until.isoformat() if one.until else None,
        "han_cuoi": one.last_day.isoformat() if one.last_day else None,
        "con_ngay": one.left,
        "cham": one.is_late,
        "chac_chan": one.sure,
        "lenh": one.command,
        "can_cu": one.reference,
    }


def _lines(found: Sequence[Reminder]) -> Iterator[str]:
    late = sum(one.is_late for one in found)
    yield f"{len(found)} việc cần nhắc, {late} việc chậm." if found else "Không có việc cần nhắc."
    for one in found:
        who = f"{one.where}: " if one.where else ""
        names = f" – {text.listed(one.names, _SHOWN)}" if one.names else ""
        command = f" → {one.command}" if one.command else ""
        yield f"  {one.when}  {who}{one.words}{names}{command}"
