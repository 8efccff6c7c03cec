"""Proof-reading of somebody else's figures: `stats check`, `stats template`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from hoso.cli._door import YEAR, Door, json_option, org_option, pass_door, show, warn
from hoso.cli._house import VietnameseCommand
from hoso.cli._sheets import file_argument
from hoso.errors import FindingsError, Problem
from hoso.proofing import Computed, Finding, Loose, Report, Result, Unchecked
from hoso.services import proofreading
from hoso.services.proofreading import Archive, Proofread

_WORDS = {
    Result.MATCHES: "khớp",
    Result.ROUNDED: "khớp nếu kể cả làm tròn, cắt bỏ",
    Result.WRONG: "SAI",
    Result.UNCHECKED: "chưa kiểm được",
}


# long: one parameter an option
@click.command("check", cls=VietnameseCommand)
@file_argument("TỆP")
@click.option("--year", type=YEAR, help="Đối chiếu thêm với kho, theo kết quả của năm này.")
@org_option
@click.option("--accept-valid", is_flag=True, help="Coi chỗ không đọc được là không in.")
@click.option("--strict", is_flag=True, help="Thoát với mã 1 nếu có số sai hoặc không làm tròn.")
@json_option
@pass_door
def check(
    door: Door,
    file: Path,
    year: int | None,
    org: str | None,
    *,
    accept_valid: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Soát số liệu của nơi khác: phép cộng, tỷ lệ, làm tròn; bảng và lời văn (.json, .xlsx, .docx …)."""
    if org and year is None:
        raise click.UsageError("--org chỉ dùng cùng --year, để đối chiếu với kho.")
    found = proofreading.check(file, accept_valid=accept_valid)
    if year is not None:
        ws = door.workspace()
        found = proofreading.against(found, Archive(ws=ws, org=org, today=ws.today()), year)
    warn(found.warnings)
    show(_payload(found), _lines(found), as_json=as_json)
    if strict and any(one.findings for one in found.reports):
        click.get_current_context().exit(FindingsError.exit_code)


@click.command("template", cls=VietnameseCommand)
@file_argument(name="out")
@json_option
def template(out: Path, *, as_json: bool) -> None:
    """Ghi một bảng Excel trống theo các hàng của báo cáo tổng hợp, để điền rồi soát."""
    proofreading.template(out)
    lines = [f"Đã ghi {out}. Điền xong, chạy «hoso stats check {out}»."]
    show({"tep": str(out)}, lines, as_json=as_json)


def _payload(found: Proofread) -> dict[str, object]:
    payload: dict[str, object] = {
        "bang": [_report(one) for one in found.reports],
        "canh_bao": [_problem(one) for one in found.warnings],
    }
    if found.loose is not None:
        payload["chua_lien_he"] = [_loose(one) for one in found.loose]
    return payload


def _loose(one: Loose) -> dict[str, object]:
    return {
        "in": one.said,
        "nhan": one.label,
        "noi": one.place,
        "cau": one.quote,
        "ly_do": one.reason,
    }


def _report(one: Report) -> dict[str, object]:
    return {
        "ten": one.name,
        "ket_qua": one.result.value,
        "van_de": [_finding(found) for found in one.findings],
        "htxs_trong_htt": one.inside,
        "cach_hieu": one.reading,
        "da_tinh": [_computed(done) for done in one.computed],
        "chua_kiem": [_unchecked(left) for left in one.unchecked],
        "luu_y": [_finding(noted) for noted in one.notes],
    }


def _finding(one: Finding) -> dict[str, object]:
    return {
        "ma": one.code,
        "nhan": one.label,
        "thong_bao": one.message,
        "in": one.printed,
        "tinh_lai": one.recomputed,
        "cach": one.way.value,
        "noi": one.place,
        "cau": one.quote,
    }


def _computed(one: Computed) -> dict[str, object]:
    return {
        "nhan": one.label,
        "in": one.printed,
        "tinh_lai": one.recomputed,
        "ket_qua": one.result.value,
        "cach": one.way.value,
    }


def _unchecked(one: Unchecked) -> dict[str, object]:
    return {"nhan": one.label, "in": one.printed, "ly_do": one.reason, "noi": one.place}


def _problem(one: Problem) -> dict[str, object]:
    return {"ma": one.code, "noi": one.where, "thong_bao": one.message}


def _lines(found: Proofread) -> Iterator[str]:
    for one in found.reports:
        yield from _report_lines(one)
    if found.loose:
        yield "Chưa liên hệ được với số nào khác, nên chưa kiểm:"
        for left in found.loose:
            named = f" ({left.label})" if left.label else ""
            yield f"  {left.place}: «{left.said}»{named} – {left.reason}."
    if not found.reports:
        yield "Không có bảng nào."


def _report_lines(one: Report) -> Iterator[str]:
    yield f"{one.name}: {_WORDS[one.result]}."
    if one.reading:
        yield f"  Cách hiểu: {one.reading}."
    for found in one.findings:
        where = f" [{found.place}]" if found.place else ""
        yield f"  {found.code}  {found.message}{where}"
        if found.quote:
            yield f"        «{found.quote}»"
    for left in one.unchecked:
        yield f"  chưa kiểm  {left.label}: {left.reason}."
    for noted in one.notes:
        yield f"  lưu ý  {noted.message}"
