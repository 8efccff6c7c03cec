"""What the inspection team appraised, and what it still has to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from hoso.cli._campaign import OF_YEAR, PERSON, WHICH_YEAR, codes
from hoso.cli._door import Door, acting, hint, json_option, on_day, org_option, pass_door, show
from hoso.cli._house import VietnameseCommand
from hoso.cli._sheets import from_option
from hoso.model import base
from hoso.model.oversight import AppraisalResult
from hoso.services import appraisals, campaign, ratings, subjects
from hoso.services.appraisals import RESULT_NAMES, STATE_NAMES, AppraisalLine, AppraisalState, Found
from hoso.workspace import Act, Workspace


@click.command("appraise", cls=VietnameseCommand)
@org_option
@PERSON
@click.option("--result", type=codes(AppraisalResult), help="Kết quả thẩm định.")
@click.option("--own-points", metavar="ĐIỂM", help="Điểm tự chấm, khi kho chưa có.")
@click.option("--points", metavar="ĐIỂM", help="Điểm thẩm định, trên 100.")
@click.option("--level", metavar="MỨC", help="Mức đề xuất.")
@click.option("--explanation", default="", metavar="CHỮ", help="Giải trình chênh lệch.")
@click.option("--remarks", default="", metavar="CHỮ", help="Nhận xét.")
@click.option("--member", "team", multiple=True, metavar="TÊN", help="Người thẩm định.")
@from_option("dòng")
@OF_YEAR
@acting
@json_option
@pass_door
def appraise(
    door: Door, /, source: Path | None, year: int | None, act: Act, *, as_json: bool, **given: Any
) -> None:
    """Ghi kết quả thẩm định của Tổ Thẩm định, từng nơi hoặc từ tệp."""
    ws = door.workspace()
    of_year = year or campaign.current_year(ws, act.on)
    if source:
        found = appraisals.read(ws, source, year=of_year, on=act.on)
    else:
        found = (_found(ws, of_year, act.on, **given),)
    committed = appraisals.record(ws, found, act, year=of_year)
    stems = {one.whose.subject.dossier_stem for one in found}
    every = appraisals.listing(ws, of_year, None, act.on)
    lines = [line for line in every if line.candidate.dossier in stems]
    show({"tham_dinh": [_line(one) for one in lines]}, map(_words, lines), as_json=as_json)
    hint(_explain(lines))
    hint(committed.hints)


def _found(
    ws: Workspace,
    year: int,
    on: date,
    *,
    org: str | None,
    person: str | None,
    result: str | None,
    own_points: str | None,
    points: str | None,
    level: str | None,
    **words: Any,
) -> Found:
    """Return what the options say that the team found of one place or person."""
    if not (result and (person or org)):
        raise click.UsageError("Cần --result cùng --org hay --person; hoặc --from TỆP.")
    return Found(
        whose=subjects.person(ws, person, on) if person else subjects.body(ws, org or "", on),
        result=AppraisalResult(result),
        own_points=_points("--own-points", own_points),
        points=_points("--points", points),
        level=ratings.level(ws, level, year) if level else None,
        **words,
    )


def _points(option: str, said: str | None) -> float | None:
    try:
        return appraisals.points_of(said) if said else None
    except ValueError as error:
        raise click.UsageError(f"{option}: {error}") from error


def _explain(lines: list[AppraisalLine]) -> Iterator[str]:
    for one in lines:
        if one.needs_explanation:
            yield (
                f"Lưu ý – {one.candidate.label}: chênh lệch với tự đánh giá chưa có giải trình; ghi "
                "lại kèm --explanation."
            )


@click.command("appraisals", cls=VietnameseCommand)
@WHICH_YEAR
@org_option
@click.option("--persons", is_flag=True, help="Cả từng đảng viên.")
@on_day
@json_option
@pass_door
def appraisals_(
    door: Door, year: int | None, org: str | None, on: date, *, persons: bool, as_json: bool
) -> None:
    """Tổ Thẩm định còn phải thẩm định nơi nào, đã thấy gì."""
    ws = door.workspace()
    of_year = year or campaign.current_year(ws, on)
    found = appraisals.listing(ws, of_year, org, on, persons=persons)
    show({"tham_dinh": [_line(one) for one in found]}, _appraisal_lines(found), as_json=as_json)


def _appraisal_lines(found: tuple[AppraisalLine, ...]) -> Iterator[str]:
    done = sum(one.state is AppraisalState.DONE for one in found)
    yield f"Đã thẩm định {done}/{len(found)}."
    order = [state for state in AppraisalState if state is not AppraisalState.DONE]
    for state in (*order, AppraisalState.DONE):
        yield from (f"  {_words(one)}" for one in found if one.state is state)


def _line(one: AppraisalLine) -> dict[str, object]:
    gap = one.gap
    return {
        "doi_tuong": one.candidate.label,
        "ho_so": one.candidate.dossier,
        "to_chuc": one.candidate.body.code,
        "trang_thai": one.state.value,
        "tu_xep_loai": one.own.level.value if one.own and one.own.level else None,
        "diem_tu_cham": one.own_points,
        "chenh_lech": None if gap is None else float(gap),
        "can_giai_trinh": one.needs_explanation,
        "tham_dinh": base.plain(one.appraisal) if one.appraisal else None,
    }


def _words(one: AppraisalLine) -> str:
    name = f"{one.candidate.body.code}  {one.candidate.label}: {STATE_NAMES[one.state]}"
    found = one.appraisal
    if found is None:
        return name
    said = [RESULT_NAMES[found.result]]
    if found.points is not None:
        said.append(f"điểm thẩm định {found.points:g}".replace(".", ","))
    if one.gap:
        said.append(f"lệch {one.gap:+} điểm so với tự chấm".replace(".", ","))
    if found.level:
        said.append(f"đề xuất {found.level.value.upper()}")
    return f"{name} ({', '.join(said)})"
