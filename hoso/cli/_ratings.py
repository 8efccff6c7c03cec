"""Ratings: recorded, shown, decided anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

import click

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
from hoso.cli._sheets import from_option
from hoso.model import base
from hoso.model.review import Rating, Stage
from hoso.services import progress, ratings, subjects
from hoso.services.progress import STEP_NAMES, PlaceLevel, PlaceQuestion, State, Wait
from hoso.services.ratings import Anew, Entry, Line, Order, Terms
from hoso.services.subjects import Body, Person
from hoso.workspace import Act, Workspace

_STAGES: Final = {
    Stage.SELF: "tự đánh giá",
    Stage.PROPOSED: "đề xuất",
    Stage.DECIDED: "quyết định",
    Stage.CIVIL: "CBCCVC",
}


@click.group("ratings", cls=VietnameseGroup)
def ratings_() -> None:
    """Kết quả xếp loại."""


_PERSON = click.option("--person", metavar="SỐ THẺ", help="Số thẻ hoặc tên đảng viên.")
_OF_YEAR = click.option("--year", type=YEAR, help="Năm kiểm điểm; mặc định năm của ngày tính.")
_PERIOD = click.option(
    "--period", metavar="KỲ", default="", help="q1 … q4, t01 … t12; mặc định cả năm."
)
_AUTHORITY = click.option(
    "--authority", "--by-authority", metavar="CẤP", default="", help="Cấp có thẩm quyền quyết định."
)


# long: one parameter an option
@ratings_.command("set", cls=VietnameseCommand)
@from_option("kết quả")
@_OF_YEAR
@org_option
@_PERSON
@click.option(
    "--level", metavar="MỨC", help="htxs, htt, htn, khtn, tên đầy đủ, hoặc chua (kèm --why)."
)
@click.option(
    "--stage",
    type=click.Choice([stage.value for stage in Stage]),
    default=Stage.DECIDED.value,
    help="Bước; mặc định quyet_dinh.",
)
@_PERIOD
@click.option("--place", metavar="NƠI", default="", help="Nơi kiểm điểm khác chi bộ: mã hoặc tên.")
@_AUTHORITY
@click.option("--past", is_flag=True, help="Chép mức đã quyết định của năm cũ; nêu nguồn ở --why.")
@click.option(
    "--before-ground",
    "before",
    is_flag=True,
    help="Quyết định khi còn thiếu căn cứ mà quy định cho phép; nêu lý do ở --why.",
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
    period: str,
    place: str,
    authority: str,
    act: Act,
    *,
    past: bool,
    before: bool,
    as_json: bool,
) -> None:
    """Ghi kết quả xếp loại của một đối tượng, hoặc của nhiều đối tượng từ tệp."""
    ws, of_year = door.workspace(), year or act.on.year
    if source:
        entries = ratings.read(ws, source, year=of_year, on=act.on)
    elif level:
        one = Entry(
            whose=_whose(ws, org, person, act.on),
            stage=Stage(stage),
            level=ratings.level(ws, level, of_year),
            day=act.on,
            reason=act.why or "",
            period=ratings.period(period),
            place=place,
            authority=authority,
        )
        entries = [one]
    else:
        raise click.UsageError("Cần --from TỆP; hoặc --level cùng --person hay --org.")
    terms = Terms(past=past, before=before, source=source)
    found = ratings.record(ws, entries, act, year=of_year, terms=terms)
    payload = {"ghi": len(entries), "luu_y": list(found.told)}
    show(payload, [f"Đã ghi {len(entries)} kết quả xếp loại."], as_json=as_json)
    hint([*(f"Lưu ý – {words}" for words in found.told), *found.committed.hints])


def _whose(ws: Workspace, org: str | None, person: str | None, on: date) -> Body | Person:
    if not (org or person):
        raise click.UsageError("Cần --from TỆP; hoặc --level cùng --person hay --org.")
    return subjects.person(ws, person, on) if person else subjects.body(ws, org or "", on)


# long: one parameter an option
@ratings_.command("again", cls=VietnameseCommand)
@_OF_YEAR
@org_option
@_PERSON
@click.option("--level", metavar="MỨC", help="Mức xếp loại lại.")
@click.option("--cancel", is_flag=True, help="Hủy kết quả cũ, chưa có mức mới.")
@_PERIOD
@_AUTHORITY
@click.option(
    "--regime", metavar="CHẾ_ĐỘ", default="", help="Chế độ áp dụng, khi quy định đã thay đổi."
)
@click.option("--document", metavar="SỐ", default="", help="Số, ký hiệu quyết định.")
@acting
@json_option
@pass_door
def again(
    door: Door,
    year: int | None,
    org: str | None,
    person: str | None,
    level: str | None,
    period: str,
    authority: str,
    regime: str,
    document: str,
    act: Act,
    *,
    cancel: bool,
    as_json: bool,
) -> None:
    """Xếp loại lại (Mẫu 03): mức cũ được giữ, đánh dấu đã thay; phải có lý do và cấp quyết định."""
    if bool(level) == cancel:
        raise click.UsageError("Cần --level MỨC, hoặc --cancel để hủy kết quả cũ.")
    ws, of_year = door.workspace(), year or act.on.year
    order = Order(
        whose=_whose(ws, org, person, act.on),
        year=of_year,
        level=ratings.level(ws, level, of_year) if level else None,
        authority=authority,
        period=ratings.period(period),
        regime=regime,
        document=document,
    )
    found = ratings.again(ws, order, act)
    show(_anew(found), [_anew_line(found)], as_json=as_json)
    hint(found.committed.hints)


def _anew(found: Anew) -> dict[str, object]:
    return {"truoc": base.plain(found.before), "nay": base.plain(found.now)}


def _anew_line(found: Anew) -> str:
    was = found.before.level.value.upper() if found.before.level else "đã hủy"
    now = found.now.level.value.upper() if found.now.level else "hủy, chờ xếp loại lại"
    return f"{was} → {now}. Lập Mẫu 03 bằng «hoso generate quyet_dinh_xep_loai_lai»."


@ratings_.command("show", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@org_option
@click.option("--periods", is_flag=True, help="Thêm mức của từng quý, tháng.")
@on_day
@json_option
@pass_door
def show_(
    door: Door, year: int, org: str | None, on: date, *, periods: bool, as_json: bool
) -> None:
    """Kết quả xếp loại của một năm: từng bước, từng nơi, còn chờ gì và theo điều nào."""
    ws = door.workspace()
    found = progress.states(ws, year, org, on)
    lines = ratings.lines(ws, year, [one.candidate for one in found])
    names = ws.regime(year).levels
    pairs = list(zip(found, lines, strict=True))
    rows = [_row(state, line, periods=periods) for state, line in pairs]
    said = (words for pair in pairs for words in _lines(*pair, names, periods=periods))
    show({"xep_loai": rows}, said, as_json=as_json)


def _row(state: State, line: Line, *, periods: bool) -> dict[str, object]:
    person = state.candidate.person
    by_period = {
        name: {stage.value: r.level.value for stage, r in stages.items() if r.level}
        for name, stages in state.periods.items()
    }
    return {
        "doi_tuong": state.candidate.label,
        "to_chuc": state.candidate.body.code,
        "so_the": person.card if person else "",
        "muc": {stage.value: r.level.value for stage, r in line.ratings.items() if r.level},
        **_state(state),
        **({"ky": by_period} if periods else {}),
    }


def _state(state: State) -> dict[str, object]:
    return {
        "trang_thai": state.step.value,
        "ly_do": state.reason,
        "can_cu": state.reference,
        "cho": [_wait(one) for one in state.waits],
        "noi": [_place(one, state.candidate.body.code) for one in state.places],
        "cau_hoi": [_question(one) for one in state.questions],
        "luu_y": list(state.notes),
    }


def _wait(one: Wait) -> dict[str, object]:
    return {
        "ma": one.code,
        "loai": one.kind.value,
        "noi_dung": one.words,
        "can_cu": one.reference,
        "cho_phep": one.tolerance.value,
        "can_hoi": one.asks,
        "han": one.deadline.isoformat() if one.deadline else None,
    }


def _place(one: PlaceLevel, home: str) -> dict[str, object]:
    return {
        "noi": one.place.key or home,
        "ten": one.place.name,
        "muc": one.level.value if one.level else None,
        "can_cu": one.place.reference,
    }


def _question(one: PlaceQuestion) -> dict[str, object]:
    return {
        "ma": one.code,
        "cau_hoi": one.words,
        "lua_chon": list(one.answers),
        "can_cu": one.reference,
    }


def _levels(given: Mapping[Stage, Rating], names: Mapping[str, str]) -> str:
    """Return each level once with the stages that gave it, in the order of the stages."""
    steps: dict[str, list[str]] = {}
    for stage, said in _STAGES.items():
        if stage in given and (level := given[stage].level):
            steps.setdefault(names[level.value], []).append(said)
    return "; ".join(f"{level} ({', '.join(stages)})" for level, stages in steps.items())


def _lines(state: State, line: Line, names: Mapping[str, str], *, periods: bool) -> Iterator[str]:
    rest = state.reason or "chưa có"
    where = f"{state.candidate.body.code}  {state.candidate.label}"
    yield f"{where}: {_levels(line.ratings, names) or rest} – {STEP_NAMES[state.step]}"
    if len({one.level for one in state.places if one.level}) > 1:
        given = (f"{p.place.name}: {names[p.level.value]}" for p in state.places if p.level)
        yield f"    các nơi: {'; '.join(given)}"
    yield from (f"    chờ: {one.words} ({one.reference})" for one in state.blocking)
    for asked in state.questions:
        yield f"    hỏi: {asked.words} Trả lời: hoso reviews place {asked.code} --answer {'|'.join(asked.answers)}"
    if periods:
        for period, stages in state.periods.items():
            yield f"    {progress.period_name(period)}: {_levels(stages, names)}"
        yield from (f"    lưu ý: {words}" for words in state.notes)
