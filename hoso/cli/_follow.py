"""What is said of a shortcoming or of an item of its plan: the same words for both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import click

from hoso import text
from hoso.cli._door import DAY, YEAR, Door, acting, hint, json_option, on_day, pass_door, show
from hoso.cli._follow_options import despite_option, told_options
from hoso.cli._follow_show import event_line, line_json, state_words, track_json
from hoso.cli._house import VietnameseCommand
from hoso.model import base
from hoso.model.remedy import Effect, EventKind
from hoso.model.review import Status
from hoso.services import register as following
from hoso.services.faults import status_name
from hoso.services.register import History, Recorded, Said
from hoso.workspace import Act

STATUS = click.Choice([one.value for one in Status])
_CODE = click.argument("code", metavar="MÃ")


def _done(found: Recorded, *, as_json: bool) -> None:
    payload = {
        "ma": found.item.code if found.item else found.fault.code,
        "khuyet_diem": base.plain(found.fault),
        "muc": base.plain(found.item) if found.item else None,
        "theo_doi": track_json(found.track),
        "ghi": base.plain(found.events),
    }
    said = state_words(found.track) if found.events else "không có gì mới, không ghi thêm"
    show(payload, [f"{payload['ma']}: {said}."], as_json=as_json)
    hint(found.hints)


def _record(
    door: Door, code: str, said: Sequence[Said], act: Act, *, as_json: bool, despite: str = ""
) -> None:
    found = following.record(door.workspace(), code, said, act, despite=despite)
    _done(found, as_json=as_json)


# long: one parameter an option
@click.command("report", cls=VietnameseCommand)
@_CODE
@click.option("--status", type=STATUS, help="Tình trạng khắc phục.")
@click.option("--degree", type=click.IntRange(0, 100), metavar="SỐ", help="Mức độ, phần trăm.")
@told_options
@click.option(
    "--evidence",
    multiple=True,
    metavar="VĂN BẢN",
    help="Minh chứng: mã văn bản trong kho (tt-cb-1-2025/0003), hoặc lời; nêu được nhiều lần.",
)
@despite_option
@acting
@json_option
@pass_door
def report(
    door: Door,
    code: str,
    status: str | None,
    degree: int | None,
    result: str,
    difference: str,
    said_by: str,
    evidence: tuple[str, ...],
    despite: str,
    act: Act,
    *,
    as_json: bool,
) -> None:
    """Ghi điều được báo cáo về một khuyết điểm: tình trạng, mức độ, việc đã làm, minh chứng."""
    if status is None and degree is None and not (result or difference or evidence):
        raise click.UsageError("Chưa nêu điều gì: cần --status, --degree, --result hay --evidence.")
    said = Said(
        kind=EventKind.REPORTED,
        who=said_by,
        status=Status(status) if status else None,
        degree=degree,
        words=result,
        difference=difference,
        evidence=evidence,
    )
    _record(door, code, [said], act, as_json=as_json, despite=despite)


@click.command("verify", cls=VietnameseCommand)
@_CODE
@click.option(
    "--verified-by", required=True, metavar="TÊN", help="Ai xác nhận; không phải chủ việc."
)
@click.option("--evidence", multiple=True, metavar="VĂN BẢN", help="Minh chứng của người xác nhận.")
@despite_option
@acting
@json_option
@pass_door
def verify(
    door: Door,
    code: str,
    verified_by: str,
    evidence: tuple[str, ...],
    despite: str,
    act: Act,
    *,
    as_json: bool,
) -> None:
    """Ghi người khác xác nhận là đã khắc phục."""
    said = Said(kind=EventKind.VERIFIED, who=verified_by, status=Status.DONE, evidence=evidence)
    _record(door, code, [said], act, as_json=as_json, despite=despite)


@click.command("reject", cls=VietnameseCommand)
@_CODE
@click.option("--verified-by", required=True, metavar="TÊN", help="Ai kiểm tra và trả lại.")
@acting
@json_option
@pass_door
def reject(door: Door, code: str, verified_by: str, act: Act, *, as_json: bool) -> None:
    """Ghi người kiểm tra không xác nhận, trả lại (nêu lý do ở --why)."""
    said = Said(kind=EventKind.RETURNED, who=verified_by)
    _record(door, code, [said], act, as_json=as_json)


@click.command("extend", cls=VietnameseCommand)
@_CODE
@click.option("--to", "until", type=DAY, required=True, help="Thời hạn mới.")
@click.option("--approved-by", required=True, metavar="TÊN", help="Ai duyệt; không phải chủ việc.")
@click.option("--document", default="", metavar="SỐ", help="Văn bản cho gia hạn (nếu có).")
@acting
@json_option
@pass_door
def extend(
    door: Door, code: str, until: date, approved_by: str, document: str, act: Act, *, as_json: bool
) -> None:
    """Gia hạn, có người duyệt và lý do (--why); thời hạn cũ vẫn còn trong lịch sử."""
    said = Said(kind=EventKind.EXTENDED, who=approved_by, deadline=until, document=document)
    _record(door, code, [said], act, as_json=as_json)


@click.command("reopen", cls=VietnameseCommand)
@_CODE
@acting
@json_option
@pass_door
def reopen(door: Door, code: str, act: Act, *, as_json: bool) -> None:
    """Mở lại việc đã khắc phục hoặc đã thôi theo dõi (nêu lý do ở --why)."""
    _record(door, code, [Said(kind=EventKind.REOPENED)], act, as_json=as_json)


@click.command("effect", cls=VietnameseCommand)
@_CODE
@click.option(
    "--result",
    "effect",
    type=click.Choice([one.value for one in Effect]),
    required=True,
    help="Kết quả đánh giá; một phần hoặc không hiệu quả thì mở lại.",
)
@click.option("--judged-by", required=True, metavar="TÊN", help="Ai đánh giá; không phải chủ việc.")
@click.option("--year", type=YEAR, help="Kỳ kiểm điểm đánh giá.")
@acting
@json_option
@pass_door
def effect(
    door: Door, code: str, effect: str, judged_by: str, year: int | None, act: Act, *, as_json: bool
) -> None:
    """Đánh giá hiệu quả sau một kỳ, theo tiêu chí đã đặt trước."""
    said = Said(kind=EventKind.JUDGED, who=judged_by, effect=Effect(effect), year=year)
    _record(door, code, [said], act, as_json=as_json)


@click.command("criterion", cls=VietnameseCommand)
@_CODE
@click.argument("words", metavar="TIÊU_CHÍ")
@acting
@json_option
@pass_door
def criterion(door: Door, code: str, words: str, act: Act, *, as_json: bool) -> None:
    """Đặt tiêu chí đánh giá hiệu quả, trước khi ghi đã khắc phục."""
    _record(door, code, [Said(kind=EventKind.CRITERION, words=words)], act, as_json=as_json)


@click.command("drop", cls=VietnameseCommand)
@_CODE
@click.option("--approved-by", required=True, metavar="TÊN", help="Ai quyết định.")
@acting
@json_option
@pass_door
def drop(door: Door, code: str, approved_by: str, act: Act, *, as_json: bool) -> None:
    """Thôi theo dõi vì không còn phù hợp (nêu lý do ở --why); vẫn còn trong bảng theo dõi."""
    _record(door, code, [Said(kind=EventKind.DROPPED, who=approved_by)], act, as_json=as_json)


@click.command("show", cls=VietnameseCommand)
@_CODE
@on_day
@json_option
@pass_door
def show_(door: Door, code: str, on: date, *, as_json: bool) -> None:
    """Xem một khuyết điểm với toàn bộ diễn biến: ai, ngày nào, vì sao."""
    found = following.history(door.workspace(), text.nfc(code), on)
    payload = {
        **line_json(found.line),
        "muc": base.plain(found.items),
        "dien_bien": base.plain(found.events),
        "tai_dien": base.plain(found.decisions),
    }
    show(payload, _history_lines(found), as_json=as_json)


def _history_lines(found: History) -> Iterator[str]:
    fault, line = found.line.fault, found.line
    yield f"{fault.code} ({fault.year}): {fault.text}"
    yield f"Nêu lần đầu năm {line.first_year}; {state_words(line.state.track)}."
    if line.state.criterion:
        yield f"Tiêu chí hiệu quả: {line.state.criterion}"
    for item in found.items:
        yield f"{item.code}  {item.owner}: {item.measure} [{status_name(item.status)}]"
    for event in found.events:
        yield event_line(event)
