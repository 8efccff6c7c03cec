"""Ballots."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from hoso.cli._door import (
    PATH,
    YEAR,
    Door,
    acting,
    hint,
    json_option,
    named,
    org_option,
    pass_door,
    show,
)
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.model import base
from hoso.model.review import BallotCount
from hoso.services import ballots
from hoso.workspace import Act


def register(group: click.Group) -> None:
    """Hang the commands of this file on the door."""
    group.add_command(named(ballots_, "phieu"))


@click.group("ballots", cls=VietnameseGroup)
def ballots_() -> None:
    """Kiểm phiếu."""


@ballots_.command("count", cls=VietnameseCommand)
@click.argument("file", metavar="TỆP.xlsx", type=PATH)
@click.option("--year", type=YEAR, help="Năm kiểm điểm; mặc định năm của ngày tính.")
@org_option
@acting
@json_option
@pass_door
def count(
    door: Door, file: Path, year: int | None, org: str | None, act: Act, *, as_json: bool
) -> None:
    """Ghi kết quả kiểm phiếu sau khi soát mọi phép cộng."""
    done = ballots.count(door.workspace(), file, act, year=year or act.on.year, org=org)
    show({"kiem_phieu": base.plain(done.counts)}, _count_lines(done.counts), as_json=as_json)
    hint(done.hints)


def _count_lines(counts: tuple[BallotCount, ...]) -> Iterator[str]:
    for one in counts:
        yield (
            f"{one.organisation}: phát ra {one.issued}, thu về {one.returned}, hợp lệ {one.valid}, "
            f"không hợp lệ {one.invalid}; {len(one.lines)} đối tượng, các số khớp nhau."
        )
