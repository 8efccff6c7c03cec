"""Recurrence: earlier faults that came back."""

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
    org_option,
    pass_door,
    show,
)
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.model.recurrence import Decision, Verdict
from hoso.model.review import Shortcoming, SubjectKind
from hoso.recurrence import Remedied, Strand
from hoso.services import recurrences
from hoso.services.generate import Order, generate
from hoso.services.recurrences import KIND_NAMES, Candidate, Survey, Thread
from hoso.workspace import Act

_SHOWN = 3  # earlier faults printed under each one


@click.command("recurrences", cls=VietnameseCommand)
@click.argument("year", metavar="[NĂM]", type=YEAR, required=False)
@org_option
@click.option("--out", type=PATH, help="Ghi thêm báo cáo Word vào tệp này.")
@acting
@json_option
@pass_door
def recurrences_(
    door: Door, year: int | None, org: str | None, out: Path | None, act: Act, *, as_json: bool
) -> None:
    """Khuyết điểm cũ nào quay lại: ứng viên từ các năm trước, khả năng và lý do."""
    ws = door.workspace()
    found = recurrences.survey(ws, year, org=org, on=act.on)
    made = None
    if out:
        of_year = year or act.on.year
        order = Order(kind="bao_cao_tai_dien", year=of_year, org=org, out=out, number=0)
        made = generate(ws, order, act)
    payload = {"khuyet_diem": [_thread(found, one) for one in found.threads]}
    show(payload, _lines(found), as_json=as_json)
    hint([f"Báo cáo Word: {made.path}", *made.hints] if made else [])


def _thread(found: Survey, one: Thread) -> dict[str, object]:
    subject = one.fault.subject
    return {
        "ma": one.fault.code,
        "nam": one.fault.year,
        "to_chuc": subject.organisation,
        "doi_tuong": subject.name or subject.kind.value,
        "noi_dung": one.fault.text,
        "ung_vien": [_candidate(one, candidate) for candidate in one.candidates],
        "mach": _strand(found.strands[one.fault.code]),
    }


def _strand(one: Strand) -> dict[str, object]:
    return {
        "loai": one.kind.value,
        "ten_loai": KIND_NAMES[one.kind],
        "tu_nam": one.since,
        "so_lan": one.times,
        "nam": list(one.years),
        "ma_truoc": list(one.earlier),
        "da_bao_khac_phuc": [
            {"ma": said.code, "nam": said.year, "nguoi_xac_nhan": said.verified_by}
            for said in one.remedied
        ],
        "nguoi_phu_trach_truoc": one.before.name if one.before else "",
        "ly_do_cau_mau": one.stock,
    }


def _candidate(of: Thread, one: Candidate) -> dict[str, object]:
    alike = one.match.verdict is not Verdict.NO or one.decision
    new, old = recurrences.marked(of.fault, one.earlier) if alike else ("", "")
    return {
        "ma": one.match.earlier,
        "nam": one.earlier.year,
        "noi_dung": one.earlier.text,
        "diem": round(one.match.score, 4),
        "ket_luan": one.match.verdict.value,
        "ly_do": list(one.match.reasons),
        "quyet_dinh": one.decision.value if one.decision else None,
        "danh_dau": {"moi": new, "cu": old} if alike else None,
    }


def _lines(found: Survey) -> Iterator[str]:
    back = [one for one in found.threads if one.returns]
    yield f"{len(found.threads)} khuyết điểm, {len(back)} có dấu hiệu tái diễn."
    if told := "; ".join(
        f"{name} {n}" for kind, name in KIND_NAMES.items() if (n := found.of_kind(kind))
    ):
        yield f"Theo mạch nhiều năm: {told}."
    yield from _strand_lines(found)
    yield from _thread_lines(found.threads)


def _strand_lines(found: Survey) -> Iterator[str]:
    """Yield each story, oldest sentence first, under what kind it is."""
    last = None
    for one in found.tips:
        if one.kind is not last:
            yield f"\n== {KIND_NAMES[one.kind].upper()} =="
            last = one.kind
        yield f"\n{_whose(found.faults[one.code])}: nêu {one.times} lần, từ năm {one.since}"
        for code in (*one.earlier, one.code):
            fault = found.faults[code]
            yield f"  {fault.year}  {code}: {fault.text}"
            yield from (_said(said) for said in one.remedied if said.code == code)
        if one.before and one.before.name:
            yield f"     lần trước do đồng chí {one.before.name} đứng đầu"
        if one.stock:
            yield f"     {one.stock}"


def _said(one: Remedied) -> str:
    who = f", {one.verified_by} xác nhận" if one.verified_by else ", không rõ ai xác nhận"
    return f"        năm {one.year} ghi đã khắc phục{who}"


def _whose(fault: Shortcoming) -> str:
    subject = fault.subject
    if subject.kind is SubjectKind.COLLECTIVE:
        return f"tập thể {subject.organisation}"
    return f"{subject.name or subject.card or 'cá nhân'} ({subject.organisation})"


def _thread_lines(found: tuple[Thread, ...]) -> Iterator[str]:
    if any(one.candidates for one in found):
        yield "\n== TỪNG KHUYẾT ĐIỂM VÀ CÁC ỨNG VIÊN =="
    for one in found:
        shown = [c for c in one.candidates if c.match.verdict is not Verdict.NO or c.decision]
        if not shown:
            continue
        yield f"\n{one.fault.code} ({one.fault.year}): {one.fault.text}"
        for candidate in shown[:_SHOWN]:
            yield from _candidate_lines(candidate)


def _candidate_lines(one: Candidate) -> Iterator[str]:
    names = {
        Verdict.RETURNS: "tái diễn",
        Verdict.LOOK: "cần xem",
        Verdict.NO: "không",
    }
    decided = {
        Decision.CONFIRMED: ", đã xác nhận",
        Decision.REJECTED: ", đã bác bỏ",
        None: "",
    }
    score = f"{one.match.score * 100:.0f}%"
    verdict = names[one.match.verdict] + decided[one.decision]
    yield f"  ← {one.match.earlier} ({one.earlier.year}, {score}, {verdict}): {one.earlier.text}"
    if one.match.reasons:
        yield f"     vì {'; '.join(one.match.reasons)}"


@click.group("recurrence", cls=VietnameseGroup)
def recurrence_() -> None:
    """Quyết định của người về một cặp khuyết điểm."""


def _decide(
    door: Door, pair: tuple[str, str], decision: Decision, act: Act, *, as_json: bool
) -> None:
    committed = recurrences.decide(door.workspace(), pair, decision, act)
    payload = {"ma": pair[0], "ma_truoc": pair[1], "quyet_dinh": decision.value}
    words = "xác nhận" if decision is Decision.CONFIRMED else "bác bỏ"
    show(payload, [f"Đã {words}: {pair[0]} và {pair[1]}."], as_json=as_json)
    hint(committed.hints)


@recurrence_.command("confirm", cls=VietnameseCommand)
@click.argument("code", metavar="MÃ")
@click.argument("earlier", metavar="MÃ_TRƯỚC")
@acting
@json_option
@pass_door
def confirm(door: Door, code: str, earlier: str, act: Act, *, as_json: bool) -> None:
    """Xác nhận MÃ là MÃ_TRƯỚC tái diễn."""
    _decide(door, (code, earlier), Decision.CONFIRMED, act, as_json=as_json)


@recurrence_.command("reject", cls=VietnameseCommand)
@click.argument("code", metavar="MÃ")
@click.argument("earlier", metavar="MÃ_TRƯỚC")
@acting
@json_option
@pass_door
def reject(door: Door, code: str, earlier: str, act: Act, *, as_json: bool) -> None:
    """Bác bỏ: MÃ không phải MÃ_TRƯỚC tái diễn."""
    _decide(door, (code, earlier), Decision.REJECTED, act, as_json=as_json)
