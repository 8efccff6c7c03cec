"""Versions of a dossier or document: log, show, diff, restore."""

from __future__ import annotations

from datetime import date

import click

from hoso.cli import _show
from hoso.cli._door import DAY, Door, acting, hint, json_option, pass_door, show
from hoso.cli._house import VietnameseCommand
from hoso.services import versions
from hoso.services.versions import When
from hoso.workspace import Act


class Moment(click.ParamType[int | date]):
    """A version: its number (`3`, `v3`), or the last one saved on or before a day."""

    name = "PHIÊN BẢN|NGÀY"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | date:
        """Return the number or the day."""
        if isinstance(value, int | date):
            return value
        said = str(value).removeprefix("v")
        if not said[:1].isdecimal():
            self.fail("hãy ghi số phiên bản, hoặc ngày dd/mm/yyyy.", param, ctx)
        return int(said) if said.isdecimal() else DAY.convert(value, param, ctx)


MOMENT = Moment()


@click.command(cls=VietnameseCommand)
@click.argument("dossier", metavar="HỒ_SƠ[/VĂN_BẢN]")
@json_option
@pass_door
def log(door: Door, dossier: str, *, as_json: bool) -> None:
    """Liệt kê các phiên bản của một hồ sơ, một văn bản: ai, lúc nào, vì sao."""
    found = versions.log(door.workspace(), dossier)
    show(_show.history(found), _show.history_lines(found), as_json=as_json)


@click.command("show", cls=VietnameseCommand)
@click.argument("dossier", metavar="HỒ_SƠ")
@click.option("--version", "when", type=MOMENT, help="Số phiên bản, hoặc ngày; mặc định mới nhất.")
@json_option
@pass_door
def show_(door: Door, dossier: str, when: When, *, as_json: bool) -> None:
    """Xem một hồ sơ có những văn bản và sổ nào, ở bất kỳ phiên bản hay ngày nào."""
    found = versions.show(door.workspace(), dossier, when)
    show(_show.dossier(found), _show.dossier_lines(found), as_json=as_json)


@click.command(cls=VietnameseCommand)
@click.argument("dossier", metavar="HỒ_SƠ[/VĂN_BẢN]")
@click.option("--from", "before", type=MOMENT, help="Mặc định phiên bản ngay trước --to.")
@click.option("--to", "after", type=MOMENT, help="Mặc định phiên bản mới nhất.")
@json_option
@pass_door
def diff(door: Door, dossier: str, before: When, after: When, *, as_json: bool) -> None:
    """Hai phiên bản khác nhau ở đâu: từng đoạn, từng trường, từng mục sổ."""
    found = versions.diff(door.workspace(), dossier, before, after)
    show(_show.difference(found), _show.difference_lines(found), as_json=as_json)


@click.command(cls=VietnameseCommand)
@click.argument("dossier", metavar="HỒ_SƠ[/VĂN_BẢN]")
@click.option("--version", "when", type=MOMENT, required=True, help="Số phiên bản, hoặc ngày.")
@acting
@json_option
@pass_door
def restore(door: Door, dossier: str, when: When, act: Act, *, as_json: bool) -> None:
    """Đưa nội dung một phiên bản cũ trở lại, thành phiên bản mới."""
    done = versions.restore(door.workspace(), dossier, when, act)
    show(_show.restored(done), _show.restored_lines(done), as_json=as_json)
    hint(done.hints)
