"""Ratings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
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
    on_day,
    org_option,
    pass_door,
    show,
)
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.model.review import Stage
from hoso.services import ratings, subjects
from hoso.services.ratings import Entry, Line
from hoso.workspace import Act


def register(group: click.Group) -> None:
    """Hang the commands of this file on the door."""
    group.add_command(named(ratings_, "xep-loai"))


@click.group("ratings", cls=VietnameseGroup)
def ratings_() -> None:
    """Kết quả xếp loại."""


# long: one parameter an option
@ratings_.command("set", cls=VietnameseCommand)
@click.option("--from", "source", type=PATH, help="Tệp .csv hoặc .xlsx có nhiều kết quả.")
@click.option("--year", type=YEAR, help="Năm kiểm điểm; mặc định năm của ngày tính.")
@org_option
@click.option("--person", metavar="SỐ THẺ", help="Số thẻ hoặc tên đảng viên.")
@click.option("--level", metavar="MỨC", help="htxs, htt, htn, khtn hoặc tên đầy đủ.")
@click.option(
    "--stage",
    type=click.Choice([stage.value for stage in Stage]),
    default=Stage.DECIDED.value,
    help="Bước; mặc định quyet_dinh.",
)
@acting
@json_option
@pass_door
def set_(
    door: Door,
    source: Path | None,
    year: int | None,
    org: str | None,
    person: str | None,
    level: str | None,
    stage: str,
    act: Act,
    *,
    as_json: bool,
) -> None:
    """Ghi kết quả xếp loại của một đối tượng, hoặc của nhiều đối tượng từ tệp."""
    ws, of_year = door.workspace(), year or act.on.year
    if source:
        entries = ratings.read(ws, source, year=of_year, on=act.on)
    elif level and (person or org):
        whose = (
            subjects.person(ws, person, act.on) if person else subjects.body(ws, org or "", act.on)
        )
        found = ratings.level(ws, level, of_year)
        one = Entry(whose=whose, stage=Stage(stage), level=found, day=act.on, reason=act.why or "")
        entries = [one]
    else:
        raise click.UsageError("Cần --from TỆP; hoặc --level cùng --person hay --org.")
    committed = ratings.record(ws, entries, act, year=of_year)
    show({"ghi": len(entries)}, [f"Đã ghi {len(entries)} kết quả xếp loại."], as_json=as_json)
    hint(committed.hints)


@ratings_.command("show", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@org_option
@on_day
@json_option
@pass_door
def show_(door: Door, year: int, org: str | None, on: date, *, as_json: bool) -> None:
    """Kết quả xếp loại của một năm, từng bước bên nhau."""
    found = ratings.show(door.workspace(), year, org=org, on=on)
    show({"xep_loai": [_line(one) for one in found]}, _lines(found), as_json=as_json)


def _line(one: Line) -> dict[str, object]:
    person = one.candidate.person
    return {
        "doi_tuong": one.candidate.label,
        "to_chuc": one.candidate.body.code,
        "so_the": person.card if person else "",
        "muc": {stage.value: r.level.value for stage, r in one.ratings.items() if r.level},
    }


def _lines(found: tuple[Line, ...]) -> Iterator[str]:
    for one in found:
        levels = {stage: r.level.value.upper() for stage, r in one.ratings.items() if r.level}
        known = ", ".join(f"{stage.value} {levels[stage]}" for stage in Stage if stage in levels)
        rest = "" if one.candidate.verdict.rated else one.candidate.verdict.reason
        yield f"{one.candidate.body.code}  {one.candidate.label}: {known or rest or 'chưa có'}"
