"""Awards: who qualifies, titles recognised, awards given."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import click

from hoso.cli import _awards_show
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
    show,
)
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.cli._sheets import xlsx_option
from hoso.model import base
from hoso.services import awards
from hoso.services.awards import (
    Asked,
    Handed,
    Recognition,
    Recorded,
)
from hoso.workspace import Act


class _YearFirst(VietnameseGroup):
    """A group that also takes a year alone: `awards 2025` lists who qualifies."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take a year without a command for the command that lists."""
        a_year = any(re.fullmatch(r"\d{4}", one) for one in args)
        if a_year and not any(self.get_command(ctx, one) for one in args):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group("awards", cls=_YearFirst)
def awards_() -> None:
    """Khen thưởng theo kết quả xếp loại; «awards NĂM» liệt kê ai đủ điều kiện."""


# long: one parameter an option
@awards_.command("list", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@org_option
@click.option(
    "--years",
    type=click.Choice(["1", "5"]),
    help="1: trong năm; 5: 5 năm liền; mặc định cả hai.",
)
@click.option("--form", metavar="HÌNH_THỨC", help="giấy khen, bằng khen hoặc cờ, để cộng tiền.")
@xlsx_option("bảng")
@on_day
@json_option
@pass_door
def list_(
    door: Door,
    year: int,
    org: str | None,
    years: str | None,
    form: str | None,
    xlsx: Path | None,
    on: date,
    *,
    as_json: bool,
) -> None:
    """Ai đủ điều kiện, ai không và vì sao, điều phải hỏi, cấp tặng, tiền; --date là ngày quyết định."""
    ws = door.workspace()
    spans = (int(years),) if years else (1, 5)
    asked = [Asked(year=year, years=span, org=org, form=form) for span in spans]
    found = [awards.listing(ws, one, on) for one in asked]
    if xlsx:
        awards.export(xlsx, found)
    show(_awards_show.listed(found, xlsx), _awards_show.lines(found, xlsx), as_json=as_json)
    hint(f"Lưu ý – {words}" for one in found for words in one.notices)


# long: one parameter an option
@awards_.command("title", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@click.option("--org", metavar="MÃ", required=True, help="Tổ chức đảng được xét công nhận.")
@click.option("--document", metavar="VĂN_BẢN", required=True, help="Số, ngày văn bản công nhận.")
@click.option("--authority", metavar="CẤP", default="", help="Cấp công nhận.")
@click.option("--refused", is_flag=True, help="Cấp có thẩm quyền đã xét và không công nhận.")
@acting
@json_option
@pass_door
def title(
    door: Door,
    year: int,
    org: str,
    document: str,
    authority: str,
    act: Act,
    *,
    refused: bool,
    as_json: bool,
) -> None:
    """Ghi việc công nhận (hoặc không) danh hiệu tiêu biểu của một tổ chức đảng."""
    given = Recognition(org=org, year=year, document=document, authority=authority, refused=refused)
    done = awards.recognise(door.workspace(), given, act)
    what = "không công nhận" if refused else "công nhận"
    lines = [
        f"Đã ghi {what} «{one.name}» năm {one.year} theo {one.document}." for one in done.titles
    ]
    show(
        {"danh_hieu": base.plain(done.titles), "luu_y": list(done.notices)}, lines, as_json=as_json
    )
    _tell(done)


@awards_.command("record", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@click.option("--from", "paper", metavar="VĂN_BẢN", help="Quyết định khen thưởng đã lập trong kho.")
@click.option(
    "--years", type=click.Choice(["1", "5"]), default="1", help="Trong năm, hay 5 năm liền."
)
@click.option(
    "--person", "persons", metavar="SỐ_THẺ", multiple=True, help="Đảng viên; nêu nhiều lần."
)
@click.option(
    "--collective", "bodies", metavar="MÃ", multiple=True, help="Tổ chức đảng; nhiều lần."
)
@click.option("--form", metavar="HÌNH_THỨC", default="giấy khen", help="Mặc định giấy khen.")
@click.option("--document", metavar="VĂN_BẢN", default="", help="Số, ngày quyết định giấy.")
@click.option("--giver", metavar="CẤP", default="", help="Cấp tặng.")
@click.option("--issued", type=DAY, help="Ngày quyết định; mặc định ngày tính.")
@click.option(
    "--amount", type=click.IntRange(min=1), metavar="ĐỒNG", help="Tiền thưởng mỗi đối tượng."
)
@click.option("--withdrawn", is_flag=True, help="Khen thưởng đã bị thu hồi.")
@acting
@json_option
@pass_door
def record(
    door: Door, /, year: int, paper: str | None, act: Act, *, as_json: bool, **given: Any
) -> None:
    """Ghi khen thưởng đã tặng, để không đề nghị lại cho cùng các năm."""
    ws = door.workspace()
    if paper:
        done = awards.record_paper(ws, paper, act, year=year)
    elif given["document"]:
        years, day = int(given.pop("years")), given.pop("issued")
        done = awards.record(ws, Handed(year=year, years=years, day=day, **given), act)
    else:
        raise click.UsageError("Cần --from VĂN_BẢN, hoặc --document cùng --person, --collective.")
    payload = {"khen_thuong": base.plain(done.awards), "luu_y": list(done.notices)}
    show(payload, [f"Đã ghi {len(done.awards)} khen thưởng."], as_json=as_json)
    _tell(done)


def _tell(done: Recorded) -> None:
    hint(f"Lưu ý – {words}" for words in done.notices)
    hint(done.hints)
