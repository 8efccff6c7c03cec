"""Returned forms: collect them, and settle what a person was asked about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from hoso.cli._door import (
    PATH,
    YEAR,
    Door,
    acting,
    hint,
    json_option,
    pass_door,
    show,
    warn,
    watched,
)
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.cli._sheets import accept_valid_option, file_argument
from hoso.model import base
from hoso.model.pending import Pending, PendingState
from hoso.model.template import DifferenceKind, Question
from hoso.services import answering, collect, pending
from hoso.services.answering import Applied
from hoso.services.collect import Collected, Doubtful, Received
from hoso.workspace import Act

_STATES = {
    PendingState.WAITING: "đang chờ",
    PendingState.ACCEPTED: "đã nhận",
    PendingState.REJECTED: "đã bác bỏ",
}


@click.command("collect", cls=VietnameseCommand)
@click.argument("paths", metavar="TỆP…", type=PATH, nargs=-1, required=True)
@acting
@json_option
@pass_door
def collect_(door: Door, paths: tuple[Path, ...], act: Act, *, as_json: bool) -> None:
    """Nhận lại biểu mẫu đã điền: tệp Word (.docx, .doc, .odt, .rtf), thư mục hoặc gói zip."""
    with watched(act, "Tệp") as counted:
        found = collect.collect(door.workspace(), paths, counted)
    show(_collected(found), _collected_lines(found), as_json=as_json)
    hint(f"{one.label}: {words}" for one in found.received for words in one.private)
    hint(found.hints)


def _collected(found: Collected) -> dict[str, object]:
    return {
        "nhan": [_received(one) for one in found.received],
        "can_hoi": [_to_ask(one) for one in found.to_ask],
        "khong_nhan": [{"tep": one.path, "ly_do": one.words} for one in found.refused],
        "trung": [{"tep": path, "giong": first} for path, first in found.twins],
    }


def _received(one: Received) -> dict[str, object]:
    return {
        "tep": one.path,
        "doi_tuong": one.label,
        "ho_so": one.dossier,
        "van_ban": one.document,
        "truong": dict(one.values),
        "khuyet_diem": one.shortcomings,
        "canh_bao": list(one.warnings),
        "khac_biet": [{**base.plain(d), "thong_bao": str(d)} for d in one.differences],
        "nhac_rieng": list(one.private),
    }


def _to_ask(one: Doubtful) -> dict[str, object]:
    questions = base.plain(one.questions)
    return {"tep": one.path, "cau_hoi": one.words, "ma": one.code, "cac_cau_hoi": questions}


def _collected_lines(found: Collected) -> Iterator[str]:
    faults = sum(one.shortcomings for one in found.received)
    yield f"Đã nhận {len(found.received)} biểu mẫu, ghi sổ {faults} hạn chế, khuyết điểm."
    for one in found.received:
        yield from _received_lines(one)
    for asked in found.to_ask:
        yield f"  Cần hỏi – {asked.path} ({asked.code}): {asked.words}"
    yield from (f"  Không nhận – {one.path}: {one.words}" for one in found.refused)
    yield from (f"  Giống hệt {first}, bỏ qua: {path}" for path, first in found.twins)
    if found.to_ask:
        yield "Trả lời bằng «hoso pending accept MÃ --answer TRƯỜNG=GIÁ_TRỊ»; xem «hoso pending list»."


def _received_lines(one: Received) -> Iterator[str]:
    yield from (f"  Lưu ý – {one.label}: {words}" for words in one.warnings)
    for difference in one.differences:
        if difference.kind is not DifferenceKind.FILLED:
            yield f"  Khác bản phát hành – {one.label}: {difference}"


@click.group("pending", cls=VietnameseGroup)
def pending_() -> None:
    """Tệp nhận về còn điều phải hỏi, giữ trong kho chờ người quyết định."""


@pending_.command("list", cls=VietnameseCommand)
@click.option("--all", "everything", is_flag=True, help="Cả những tệp đã nhận, đã bác bỏ.")
@json_option
@pass_door
def list_(door: Door, *, everything: bool, as_json: bool) -> None:
    """Liệt kê các tệp chờ và câu hỏi của từng tệp."""
    found = pending.listing(door.workspace(), everything=everything)
    show({"cho": base.plain(found)}, _pending_lines(found), as_json=as_json)


def _pending_lines(found: Sequence[Pending]) -> Iterator[str]:
    yield f"{len(found)} tệp." if found else "Không có tệp nào chờ."
    for one in found:
        whose = f" – {one.label}" if one.label else ""
        why = f": {one.why}" if one.why else ""
        yield f"{one.code}  {one.name}{whose} [{_STATES[one.state]}{why}]"
        if one.state is PendingState.WAITING:
            yield from (_question_line(question) for question in one.questions)


def _question_line(question: Question) -> str:
    choices = f" ({', '.join(question.choices)})" if question.choices else ""
    return f"    {question.name}: {question.words}{choices}"


# long: one parameter an option
@pending_.command("accept", cls=VietnameseCommand)
@click.argument("code", metavar="MÃ")
@click.option(
    "--answer", "answers", multiple=True, metavar="TRƯỜNG=GIÁ_TRỊ", help="Trả lời một câu hỏi."
)
@click.option("--as", "kind", metavar="LOẠI", help="Loại biểu mẫu.")
@click.option("--person", metavar="MÃ", help="Của đảng viên nào: số thẻ.")
@click.option("--org", metavar="MÃ", help="Của tập thể nào: mã tổ chức.")
@click.option("--year", type=YEAR, help="Năm kiểm điểm.")
@acting
@json_option
@pass_door
def accept(
    door: Door,
    code: str,
    answers: tuple[str, ...],
    kind: str | None,
    person: str | None,
    org: str | None,
    year: int | None,
    act: Act,
    *,
    as_json: bool,
) -> None:
    """Nhận một tệp chờ, kèm câu trả lời còn thiếu."""
    given = dict(_answer(one) for one in answers)
    named_by = {"loai": kind, "doi_tuong": person or org, "nam": str(year) if year else None}
    given |= {name: value for name, value in named_by.items() if value}
    received = answering.accept(door.workspace(), code, given, act)
    lines = [f"Đã nhận {code} vào {received.document}.", *_received_lines(received)]
    show({"nhan": [_received(received)]}, lines, as_json=as_json)


def _answer(words: str) -> tuple[str, str]:
    name, sign, value = words.partition("=")
    if not sign or not name.strip():
        raise click.UsageError(f"--answer «{words}» phải có dạng TRƯỜNG=GIÁ_TRỊ, ví dụ muc=htt.")
    return name.strip(), value.strip()


@pending_.command("reject", cls=VietnameseCommand)
@click.argument("code", metavar="MÃ")
@acting
@json_option
@pass_door
def reject(door: Door, code: str, act: Act, *, as_json: bool) -> None:
    """Bác bỏ một tệp chờ (phải nêu --why); tệp vẫn được giữ trong kho."""
    done = pending.reject(door.workspace(), code, act)
    show({"bac_bo": base.plain(done)}, [f"Đã bác bỏ {done.code}: {done.why}."], as_json=as_json)


@pending_.command("export", cls=VietnameseCommand)
@file_argument()
@json_option
@pass_door
def export(door: Door, file: Path, *, as_json: bool) -> None:
    """Xuất các câu hỏi ra Excel, mỗi câu một dòng, cột «Trả lời» để trống."""
    rows = answering.export(file, pending.listing(door.workspace()))
    show({"tep": str(file), "so_dong": rows}, [f"Đã ghi {file}: {rows} câu hỏi."], as_json=as_json)


@pending_.command("apply", cls=VietnameseCommand)
@file_argument()
@accept_valid_option("câu trả lời đúng", "câu không dùng được")
@acting
@json_option
@pass_door
def apply(door: Door, file: Path, act: Act, *, accept_valid: bool, as_json: bool) -> None:
    """Đọc lại tệp Excel đã ghi câu trả lời («bác bỏ: lý do» để bác bỏ)."""
    done = answering.apply(door.workspace(), file, act, accept_valid=accept_valid)
    show(_applied(done), _applied_lines(done), as_json=as_json)
    warn(done.problems)
    hint(done.hints)


def _applied(done: Applied) -> dict[str, object]:
    return {
        "nhan": [_received(one) for one in done.received],
        "bac_bo": base.plain(done.rejected),
        "con_cho": list(done.waiting),
        "bo_qua": [{"ma": one.where, "ly_do": one.message} for one in done.problems],
    }


def _applied_lines(done: Applied) -> Iterator[str]:
    yield (
        f"Đã nhận {len(done.received)}, bác bỏ {len(done.rejected)}, "
        f"còn chờ {len(done.waiting) + len(done.problems)}."
    )
    for one in done.received:
        yield from _received_lines(one)
