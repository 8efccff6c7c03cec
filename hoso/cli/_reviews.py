"""Reviews to be held again, and those held after the others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

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
    show,
)
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.model import base
from hoso.model.review import ReviewDemand
from hoso.services import places, reviews, subjects
from hoso.services.places import Said
from hoso.services.reviews import Held, Late, Listing, Wanted
from hoso.services.subjects import Body, Person
from hoso.workspace import Act, Workspace


@click.group("reviews", cls=VietnameseGroup)
def reviews_() -> None:
    """Kiểm điểm lại, kiểm điểm bổ sung."""


_PERSON = click.option("--person", metavar="SỐ THẺ", help="Số thẻ hoặc tên đảng viên.")
_OF_YEAR = click.option("--year", type=YEAR, help="Năm kiểm điểm; mặc định năm của ngày tính.")


def _whose(ws: Workspace, org: str | None, person: str | None, on: date) -> Body | Person:
    if not (org or person):
        raise click.UsageError("Cần --person SỐ THẺ hoặc --org MÃ.")
    return subjects.person(ws, person, on) if person else subjects.body(ws, org or "", on)


# long: one parameter an option
@reviews_.command("again", cls=VietnameseCommand)
@_OF_YEAR
@org_option
@_PERSON
@click.option("--authority", "--by-authority", metavar="CẤP", default="", help="Cấp yêu cầu.")
@click.option("--deadline", type=DAY, help="Hạn kiểm điểm lại.")
@click.option("--document", metavar="SỐ", default="", help="Số, ký hiệu văn bản yêu cầu.")
@acting
@json_option
@pass_door
def again(
    door: Door,
    year: int | None,
    org: str | None,
    person: str | None,
    authority: str,
    deadline: date | None,
    document: str,
    act: Act,
    *,
    as_json: bool,
) -> None:
    """Ghi yêu cầu kiểm điểm lại; chưa đạt thì chưa quyết định mức, «hoso forms» phát hành biểu mẫu mới."""
    ws = door.workspace()
    wanted = Wanted(
        whose=_whose(ws, org, person, act.on),
        year=year or act.on.year,
        authority=authority,
        deadline=deadline,
        document=document,
    )
    made, committed = reviews.demand(ws, wanted, act)
    lines = [_demand_line(made), "Phát hành biểu mẫu mới bằng «hoso forms»; bản trước được giữ."]
    show(base.plain(made), lines, as_json=as_json)
    hint(committed.hints)


@reviews_.command("met", cls=VietnameseCommand)
@click.argument("code", metavar="MÃ")
@acting
@json_option
@pass_door
def met(door: Door, code: str, act: Act, *, as_json: bool) -> None:
    """Ghi rằng đã kiểm điểm lại xong, khi không có biểu mẫu mới; nói rõ ở --why."""
    done, committed = reviews.met(door.workspace(), code, act)
    show(base.plain(done), [_demand_line(done)], as_json=as_json)
    hint(committed.hints)


# long: one parameter an option
@reviews_.command("held", cls=VietnameseCommand)
@_OF_YEAR
@org_option
@_PERSON
@click.option("--source", metavar="BIÊN BẢN", default="", help="Biên bản ghi việc kiểm điểm.")
@acting
@json_option
@pass_door
def held(
    door: Door,
    year: int | None,
    org: str | None,
    person: str | None,
    source: str,
    act: Act,
    *,
    as_json: bool,
) -> None:
    """Ghi ngày kiểm điểm bổ sung (ở --date) của người vắng mặt hôm trước."""
    ws = door.workspace()
    wanted = Held(whose=_whose(ws, org, person, act.on), year=year or act.on.year, source=source)
    said, committed = reviews.held(ws, wanted, act)
    words = f"Đã ghi kiểm điểm ngày {text.short_date(act.on)} theo {source}."
    show(base.plain(said), [words], as_json=as_json)
    hint(committed.hints)


# long: one parameter an option
@reviews_.command("place", cls=VietnameseCommand)
@click.argument("code", metavar="MÃ")
@_OF_YEAR
@org_option
@_PERSON
@click.option("--answer", metavar="TRẢ_LỜI", default="", help="Một trong các câu trả lời được nêu.")
@click.option("--authority", "--by-authority", metavar="CẤP", default="", help="Cấp trả lời.")
@click.option("--document", metavar="SỐ", default="", help="Số, ký hiệu văn bản trả lời.")
@acting
@json_option
@pass_door
def place(
    door: Door,
    code: str,
    year: int | None,
    org: str | None,
    person: str | None,
    answer: str,
    authority: str,
    document: str,
    act: Act,
    *,
    as_json: bool,
) -> None:
    """Ghi ý kiến của cấp có thẩm quyền về nơi kiểm điểm mà chức vụ trong danh sách chưa đủ để biết."""
    ws = door.workspace()
    said = Said(
        whose=_whose(ws, org, person, act.on),
        year=year or act.on.year,
        rule=code,
        answer=answer,
        authority=authority,
        document=document,
    )
    made, committed = places.answer(ws, said, act)
    show(base.plain(made), [f"{made.rule}: {made.answer} ({made.authority})."], as_json=as_json)
    hint(committed.hints)


@reviews_.command("list", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@org_option
@on_day
@json_option
@pass_door
def list_(door: Door, year: int, org: str | None, on: date, *, as_json: bool) -> None:
    """Các yêu cầu kiểm điểm lại, và danh sách bổ sung: ai vắng mặt, đã kiểm điểm, xếp loại sau chưa."""
    found = reviews.listing(door.workspace(), year, org=org, on=on)
    payload = {
        "kiem_diem_lai": [base.plain(one) for one in found.demands],
        "bo_sung": [_late(one) for one in found.late],
    }
    show(payload, _lines(found), as_json=as_json)


def _late(one: Late) -> dict[str, object]:
    person = one.candidate.person
    level = one.rating.level if one.rating else None
    return {
        "doi_tuong": one.candidate.label,
        "to_chuc": one.candidate.body.code,
        "so_the": person.card if person else "",
        "ly_do": one.why,
        "chac_chan": one.sure,
        "ngay_kiem_diem": one.reviewed_on.isoformat() if one.reviewed_on else None,
        "muc": level.value if level else None,
    }


def _lines(found: Listing) -> Iterator[str]:
    yield f"Yêu cầu kiểm điểm lại: {len(found.demands)}; vắng mặt khi kiểm điểm: {len(found.late)}."
    yield from (f"  {_demand_line(one)}" for one in found.demands)
    for late in found.late:
        since = (
            f"đã kiểm điểm ngày {text.short_date(late.reviewed_on)}"
            if late.reviewed_on
            else "chưa kiểm điểm bổ sung"
        )
        because = f" ({late.why})" if late.why else ""
        doubt = "" if late.sure else "; có nhiều người tên ấy, chưa rõ là ai"
        where = f"{late.candidate.body.code}  {late.candidate.label}"
        yield f"  {where}: vắng{because}; {since}{doubt}"


def _demand_line(one: ReviewDemand) -> str:
    until = f", hạn {text.short_date(one.deadline)}" if one.deadline else ""
    done = f"đã đạt ngày {text.short_date(one.met_on)}" if one.met_on else f"chưa đạt{until}"
    name = one.subject.name or one.subject.organisation
    return f"{one.code}  {name}: {one.why} ({one.authority}) – {done}"
