"""What the law leaves open: questions of a year, and the authorities' answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import click

from hoso import text
from hoso.cli._door import (
    YEAR,
    Door,
    acting,
    hint,
    json_option,
    on_day,
    org_option,
    pass_door,
    person_option,
    show,
)
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.model import base
from hoso.services import questions, rulings, statements
from hoso.services.ballots import called
from hoso.services.questions import Asked
from hoso.services.rulings import Answered, Wanted
from hoso.workspace import Act, Workspace


@click.group("rulings", cls=VietnameseGroup)
def rulings_() -> None:
    """Điều quy định để ngỏ: câu hỏi cần xin ý kiến, ý kiến của cấp có thẩm quyền."""


@rulings_.command("list", cls=VietnameseCommand)
@click.argument("year", metavar="[NĂM]", type=YEAR, required=False)
@org_option
@on_day
@json_option
@pass_door
def list_(door: Door, year: int | None, org: str | None, on: date, *, as_json: bool) -> None:
    """Những điều của một năm phải hỏi người, và những điều đã có ý kiến."""
    ws, of_year = door.workspace(), year or on.year
    asked = questions.of_year(ws, of_year, org=org, on=on)
    known = rulings.answered(ws, of_year, org=org, on=on)
    payload = {
        "can_hoi": [_asked(one) for one in asked],
        "da_tra_loi": [_answered(one) for one in known],
    }
    show(payload, _lines(ws, of_year, asked, known), as_json=as_json)


def _asked(one: Asked) -> dict[str, object]:
    return {
        "ma": one.rule.code,
        "noi": one.label,
        "doi_tuong": base.plain(one.subject),
        "thong_bao": one.rule.message,
        "so_lieu": one.figures,
        "cau_hoi": one.rule.question,
        "can_cu": one.rule.reference,
        "tra_loi_bang_muc": rulings.asks_level(one.rule),
    }


def _answered(one: Answered) -> dict[str, object]:
    return {
        **base.plain(one.ruling),
        "chu": one.words,
        "cau_hoi": one.rule.question if one.rule else "",
        "ngoai_le": bool(one.rule and one.rule.exception),
    }


def _lines(
    ws: Workspace, year: int, asked: Sequence[Asked], known: Sequence[Answered]
) -> Iterator[str]:
    yield f"Năm {year}: {len(asked)} điều cần hỏi, {len(known)} điều đã có ý kiến."
    for one in asked:
        yield f"  {one.rule.code}  {one.label}: {one.rule.message} ({one.figures})"
        yield f"    Hỏi: {one.rule.question} [{one.rule.reference}]"
    if asked:
        yield "Lập phiếu xin ý kiến: «hoso generate phieu_xin_y_kien»; ghi ý kiến: «hoso rulings set»."
    for answer in known:
        yield f"  {_answer_line(ws, answer)}"


def _answer_line(ws: Workspace, one: Answered) -> str:
    ruling = one.ruling
    whose = called(ws, ruling.subject, ruling.day)
    paper = f", {ruling.document}" if ruling.document else ""
    return (
        f"{ruling.rule}  {whose}: {one.words} – {ruling.authority}{paper}; {ruling.reason} "
        f"[{ruling.by}, {text.short_date(ruling.day)}]"
    )


_OF_YEAR = click.option("--year", type=YEAR, required=True, help="Năm kiểm điểm.")


# long: one parameter an option
@rulings_.command("set", cls=VietnameseCommand)
@click.argument("rule", metavar="MÃ_QUY_TẮC")
@_OF_YEAR
@org_option
@person_option
@click.option("--answer", required=True, metavar="CHỮ", help="Trả lời; hỏi mức thì ghi mức.")
@click.option("--authority", required=True, metavar="TÊN", help="Cấp có thẩm quyền trả lời.")
@click.option("--document", default="", metavar="SỐ", help="Văn bản trả lời.")
@acting
@json_option
@pass_door
def set_(
    door: Door,
    rule: str,
    year: int,
    org: str | None,
    person: str | None,
    answer: str,
    authority: str,
    document: str,
    act: Act,
    *,
    as_json: bool,
) -> None:
    """Ghi ý kiến của cấp có thẩm quyền về một điều quy định để ngỏ, hoặc một ngoại lệ (--why: vì sao)."""
    ws = door.workspace()
    wanted = Wanted(
        rule=rule,
        whose=statements.subject(ws, org, person, year=year, on=act.on),
        year=year,
        answer=answer,
        authority=authority,
        document=document,
    )
    done, committed = rulings.record(ws, wanted, act)
    show({"y_kien": _answered(done)}, [_answer_line(ws, done)], as_json=as_json)
    hint(committed.hints)


@rulings_.command("withdraw", cls=VietnameseCommand)
@click.argument("rule", metavar="MÃ_QUY_TẮC")
@_OF_YEAR
@org_option
@person_option
@acting
@json_option
@pass_door
def withdraw(
    door: Door,
    rule: str,
    year: int,
    org: str | None,
    person: str | None,
    act: Act,
    *,
    as_json: bool,
) -> None:
    """Rút một ý kiến đã ghi (phải nêu --why); lịch sử hồ sơ vẫn giữ."""
    ws = door.workspace()
    whose = statements.subject(ws, org, person, year=year, on=act.on)
    gone, committed = rulings.withdraw(ws, rule, whose, act, year=year)
    show({"da_rut": base.plain(gone)}, [f"Đã rút ý kiến về {gone.rule}."], as_json=as_json)
    hint(committed.hints)
