"""How a committee follows the review: meetings planned and held, who attends which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from hoso import text
from hoso.cli._campaign import OF_YEAR, PERSON, WHICH_YEAR, codes
from hoso.cli._door import (
    DAY,
    Door,
    acting,
    hint,
    json_option,
    on_day,
    org_option,
    pass_door,
    show,
)
from hoso.cli._house import VietnameseCommand
from hoso.cli._sheets import from_option
from hoso.errors import Problem
from hoso.model import base
from hoso.model.oversight import Role
from hoso.model.review import SubjectKind
from hoso.services import assignments, campaign, meetings, subjects
from hoso.services.assignments import ROLE_NAMES, Assigned, Place, Sent, Wanted
from hoso.services.meetings import KIND_NAMES, Attendance, MeetingLine
from hoso.workspace import Act, Workspace


# long: one parameter an option
@click.command("meeting", cls=VietnameseCommand)
@click.option("--org", required=True, metavar="MÃ", help="Mã hoặc tên tổ chức đảng.")
@click.option("--kind", required=True, type=codes(SubjectKind), help="Kiểm điểm tập thể, cá nhân.")
@click.option("--day", required=True, type=DAY, help="Ngày họp.")
@click.option("--time", default="", metavar="GIỜ", help="Giờ họp, ví dụ «07 giờ 30».")
@click.option("--place", default="", metavar="CHỮ", help="Địa điểm.")
@click.option("--chair", default="", metavar="TÊN", help="Chủ trì.")
@click.option("--draft-sent", type=DAY, help="Ngày đã gửi dự thảo đến người dự.")
@click.option("--convened", type=click.IntRange(0), metavar="SỐ", help="Đã họp: số triệu tập.")
@click.option("--present", type=click.IntRange(0), metavar="SỐ", help="Đã họp: số có mặt.")
@click.option("--absent", multiple=True, metavar="TÊN: LÝ DO", help="Đã họp: từng người vắng.")
@OF_YEAR
@acting
@json_option
@pass_door
def meeting(
    door: Door,
    org: str,
    kind: str,
    day: date,
    time: str,
    place: str,
    chair: str,
    draft_sent: date | None,
    convened: int | None,
    present: int | None,
    absent: tuple[str, ...],
    year: int | None,
    act: Act,
    *,
    as_json: bool,
) -> None:
    """Ghi lịch họp kiểm điểm, hoặc hội nghị đã họp mà không lập biên bản bằng chương trình."""
    ws = door.workspace()
    wanted = meetings.Wanted(
        organisation=subjects.body(ws, org, act.on),
        year=year or campaign.current_year(ws, act.on),
        kind=SubjectKind(kind),
        day=day,
        time=time,
        place=place,
        chair=chair,
        draft_sent=draft_sent,
        attendance=_attendance(convened, present, absent),
    )
    done = meetings.record(ws, wanted, act)
    held = "đã họp" if wanted.attendance else "sẽ họp"
    name = wanted.organisation.state.name
    lines = [f"{name}: kiểm điểm {KIND_NAMES[wanted.kind]} {held} ngày {text.short_date(day)}."]
    if done.moved_from:
        lines.append(f"  Trước đó lịch ghi ngày {text.short_date(done.moved_from)}.")
    key = "hoi_nghi" if wanted.attendance else "lich_hop"
    show({key: base.plain(done.meeting)}, lines, as_json=as_json)
    hint(done.committed.hints)


def _attendance(
    convened: int | None, present: int | None, absent: tuple[str, ...]
) -> Attendance | None:
    if convened is None and present is None and not absent:
        return None
    if convened is None or present is None:
        raise click.UsageError("Hội nghị đã họp cần cả --convened và --present.")
    if missing := [one for one in absent if ":" not in one]:
        raise click.UsageError(f"--absent «{missing[0]}» phải có dạng «Họ tên: lý do».")
    return Attendance(convened=convened, present=present, absent=absent)


@click.command("meetings", cls=VietnameseCommand)
@WHICH_YEAR
@org_option
@on_day
@json_option
@pass_door
def meetings_(door: Door, year: int | None, org: str | None, on: date, *, as_json: bool) -> None:
    """Liệt kê hội nghị kiểm điểm: đã họp, sẽ họp, chưa định ngày."""
    ws = door.workspace()
    found = meetings.listing(ws, year or campaign.current_year(ws, on), org, on)
    show({"hoi_nghi": [_meeting(one) for one in found]}, _meeting_lines(found), as_json=as_json)


def _meeting(one: MeetingLine) -> dict[str, object]:
    return {
        "to_chuc": one.body.code,
        "ten_to_chuc": one.body.state.name,
        "noi_dung": one.kind.value,
        "du_kien": base.plain(one.planned) if one.planned else None,
        "da_hop": base.plain(one.held) if one.held else None,
    }


def _meeting_lines(found: tuple[MeetingLine, ...]) -> Iterator[str]:
    for one in found:
        name = f"{one.body.code}  {one.body.state.name}, kiểm điểm {KIND_NAMES[one.kind]}"
        if one.held:
            seen = f"có mặt {one.held.present}/{one.held.convened}"
            yield f"{name}: đã họp ngày {text.short_date(one.held.day)}, {seen}"
        elif one.planned:
            day = text.short_date(one.planned.day)
            rest = ", ".join(part for part in (one.planned.time, one.planned.place) if part)
            yield f"{name}: sẽ họp ngày {day}{', ' + rest if rest else ''}"
        else:
            yield f"{name}: chưa định ngày"


# long: one parameter an option
@click.command("assign", cls=VietnameseCommand)
@org_option
@PERSON
@click.option("--role", type=codes(Role), default=Role.ATTENDS.value, help="Vai trò.")
@click.option("--task", default="", metavar="CHỮ", help="Nội dung cần quan tâm ở nơi ấy.")
@click.option("--day", type=DAY, help="Ngày kiểm điểm tập thể của nơi ấy.")
@click.option("--committee", metavar="MÃ", help="Cấp ủy phân công; mặc định cấp trên trực tiếp.")
@click.option("--remove", is_flag=True, help="Thôi phân công người này ở nơi ấy.")
@from_option("dòng")
@OF_YEAR
@acting
@json_option
@pass_door
def assign(
    door: Door,
    org: str | None,
    person: str | None,
    role: str,
    task: str,
    day: date | None,
    committee: str | None,
    source: Path | None,
    year: int | None,
    act: Act,
    *,
    remove: bool,
    as_json: bool,
) -> None:
    """Phân công cấp ủy viên dự, thẩm định, phụ trách một nơi; hoặc nhiều nơi từ tệp."""
    ws = door.workspace()
    of_year = year or campaign.current_year(ws, act.on)
    if source:
        wanted = assignments.read(ws, source, committee=committee, on=act.on)
    elif org and person:
        place = Place.of(ws, org, committee, act.on)
        one = place.wanted(ws, person, act.on)
        if remove:
            _removed(ws, place, one, act, of_year, as_json=as_json)
            return
        wanted = (replace(one, role=Role(role), task=task, day=day),)
    else:
        raise click.UsageError("Cần --org và --person; hoặc --from TỆP.")
    done = assignments.assign(ws, wanted, act, year=of_year)
    payload = {"phan_cong": base.plain(done.entries), "chua_on": _clashes(done.clashes)}
    show(payload, _assigned_lines(done), as_json=as_json)
    hint(done.moved)
    hint(f"Chưa ổn – {one.message}" for one in done.clashes)
    hint(done.committed.hints)


def _removed(
    ws: Workspace, place: Place, one: Wanted, act: Act, year: int, *, as_json: bool
) -> None:
    committed = assignments.remove(ws, place, one.whom, act, year=year)
    name, where = one.whom.state.full_name, place.organisation
    payload = {"thoi_phan_cong": {"so_the": one.whom.card, "to_chuc": where.code}}
    show(payload, [f"Đã thôi phân công {name} ở {where.state.name}."], as_json=as_json)
    hint(committed.hints)


def _assigned_lines(done: Assigned) -> Iterator[str]:
    for one in done.entries:
        yield f"{one.organisation}: {one.name} {ROLE_NAMES[one.role]}."


def _clashes(found: tuple[Problem, ...]) -> list[dict[str, str]]:
    return [{"ma": one.code, "noi": one.where, "thong_bao": one.message} for one in found]


@click.command("assignments", cls=VietnameseCommand)
@WHICH_YEAR
@org_option
@on_day
@json_option
@pass_door
def assignments_(door: Door, year: int | None, org: str | None, on: date, *, as_json: bool) -> None:
    """Ai được phân công ở đâu, ngày nào; điều gì chưa ổn."""
    ws = door.workspace()
    found = assignments.listing(ws, year or campaign.current_year(ws, on), org, on)
    payload = {"phan_cong": [_sent(s) for s in found.sent], "chua_on": _clashes(found.clashes)}
    lines = [*map(_sent_line, found.sent), *(f"Chưa ổn – {one.message}" for one in found.clashes)]
    show(payload, lines or ["Chưa phân công ai."], as_json=as_json)


def _sent(one: Sent) -> dict[str, object]:
    days = {f"ngay_{kind.value}": day.isoformat() for kind, day in one.days.items()}
    return {**base.plain(one.assignment), "ten_to_chuc": one.organisation_name, **days}


def _sent_line(one: Sent) -> str:
    known = [f"{KIND_NAMES[kind]} {text.short_date(day)}" for kind, day in one.days.items()]
    title = f", {one.assignment.title}" if one.assignment.title else ""
    where = f"{one.assignment.organisation}  {one.organisation_name}"
    role = ROLE_NAMES[one.assignment.role]
    return f"{where}: {one.assignment.name}{title} ({role}); {', '.join(known) or 'chưa định ngày'}"
