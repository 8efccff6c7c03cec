"""Ballots."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

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
    show,
)
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.cli._sheets import file_argument
from hoso.model import base
from hoso.model.awards import Opinion
from hoso.model.review import BallotCount, BallotKind, BodyRole
from hoso.rules import VoteOutcome, VoteState
from hoso.services import ballots
from hoso.services.ballots import (
    BallotsShown,
    Counted,
    CountShown,
    Proposal,
    Proposed,
    Result,
    SheetWanted,
)
from hoso.workspace import Act

_KINDS = {
    BallotKind.LEVELS: "các mức",
    BallotKind.BELOW: "các mức dưới xuất sắc",
    BallotKind.AGREE: "đồng ý xuất sắc",
}
_STATES = {
    VoteState.PASSED: "đủ phiếu",
    VoteState.UNRATED: "chưa đánh giá",
    VoteState.BELOW: "không đủ phiếu",
    VoteState.TIE: "phiếu ngang nhau",
    VoteState.SEVERAL: "nhiều mức đủ phiếu",
    VoteState.UNKNOWN: "chưa kiểm được",
}
_BOXES = {
    "chua_danh_gia": "chưa đánh giá",
    "dong_y": "đồng ý",
    "khong_dong_y": "không đồng ý",
    "khong_hop_le": "không hợp lệ",
}


@click.group("ballots", cls=VietnameseGroup)
def ballots_() -> None:
    """Kiểm phiếu: chỉ giữ số phiếu, không bao giờ giữ ai bỏ phiếu thế nào."""


@ballots_.command("count", cls=VietnameseCommand)
@file_argument()
@click.option("--year", type=YEAR, help="Năm kiểm điểm; mặc định năm của ngày tính.")
@org_option
@acting
@json_option
@pass_door
def count(
    door: Door, file: Path, year: int | None, org: str | None, act: Act, *, as_json: bool
) -> None:
    """Ghi kết quả kiểm phiếu, ý kiến chủ thể tham gia, sau khi soát mọi phép cộng."""
    done = ballots.count(door.workspace(), file, act, year=year or act.on.year, org=org)
    payload = {
        "kiem_phieu": base.plain(done.counts),
        "y_kien": base.plain(done.opinions),
        "can_xem": list(done.unchecked),
    }
    show(payload, _count_lines(done), as_json=as_json)
    hint(f"Lưu ý – {words}" for words in done.unchecked)
    hint(done.hints)


def _count_lines(done: Counted) -> Iterator[str]:
    for one in done.counts:
        yield (
            f"{_whose(one)}: phát ra {one.issued}, thu về {one.returned}, hợp lệ {one.valid}, "
            f"không hợp lệ {one.invalid}; {len(one.lines)} đối tượng, các số khớp nhau."
        )
    for name in dict.fromkeys(one.participant for one in done.opinions):
        number = sum(one.participant == name for one in done.opinions)
        yield f"{name}: ý kiến về {number} đối tượng."


def _whose(one: BallotCount) -> str:
    rounds = f", vòng {one.round}" if one.round > 1 or one.kind is not BallotKind.LEVELS else ""
    again = f", bỏ phiếu lại lần {one.again}" if one.again > 1 else ""
    return f"{one.organisation}{f', {one.participant}' if one.participant else ''}{rounds}{again}"


@ballots_.command("show", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@org_option
@on_day
@json_option
@pass_door
def show_(door: Door, year: int, org: str | None, on: date, *, as_json: bool) -> None:
    """Số phiếu, tỷ lệ và mẫu số, mức được đề xuất, điều còn phải hỏi."""
    found = ballots.show(door.workspace(), year, org=org, on=on)
    show(_shown(found), _shown_lines(found), as_json=as_json)


def _shown(found: BallotsShown) -> dict[str, object]:
    return {
        "kiem_phieu": [_count(one) for one in found.counts],
        "y_kien": base.plain(found.opinions),
        "de_xuat": [_proposal(one) for one in found.proposals],
        "chua_quy_dinh": list(found.missing),
    }


def _count(one: CountShown) -> dict[str, object]:
    figures = base.plain(one.count)
    return {
        **figures,
        "ten_to_chuc": one.name,
        "tinh_tren": one.base,
        "mau_so": one.whole,
        "ket_qua": [_result(result) for result in one.results],
    }


def _result(one: Result) -> dict[str, object]:
    return {
        "doi_tuong": base.plain(one.line.subject),
        "ten": one.name,
        "phieu": {share.box: share.votes for share in one.shares},
        "ty_le": {share.box: share.percent for share in one.shares},
        **_outcome(one.outcome),
    }


def _outcome(one: VoteOutcome) -> dict[str, object]:
    return {
        "ket_luan": one.state.value,
        "muc": one.level.value if one.level else None,
        "ghi_chu": one.note,
        "cau_hoi": one.question,
    }


def _proposal(one: Proposal) -> dict[str, object]:
    return {
        "noi_bo_phieu": one.organisation,
        "doi_tuong": base.plain(one.subject),
        "ten": one.name,
        **_outcome(one.outcome),
    }


def _shown_lines(found: BallotsShown) -> Iterator[str]:
    if not found.counts and not found.opinions:
        yield "Chưa có kết quả kiểm phiếu. Ghi bằng «hoso ballots count TỆP.xlsx»."
    for one in found.counts:
        yield from _count_shown(one)
    yield from _opinion_lines(found.opinions)
    if found.proposals:
        yield "Mức theo phiếu:"
    for proposal in found.proposals:
        yield f"  {proposal.organisation}  {proposal.name}: {_words(proposal.outcome)}"
    for words in found.missing:
        yield f"Chưa có quy định: {words}. Ghi vào lớp phủ của cấp ủy, mục [tham_so]."


def _count_shown(one: CountShown) -> Iterator[str]:
    count = one.count
    old = " (đã kiểm lại, không tính)" if count.superseded else ""
    yield (
        f"{_whose(count)}, {text.short_date(count.day)}, phiếu {_KINDS[count.kind]}{old}: triệu tập "
        f"{count.convened}, có mặt {count.present}, phát ra {count.issued}, thu về {count.returned}, "
        f"hợp lệ {count.valid}, không hợp lệ {count.invalid}"
        + (f", trong đó phiếu trắng {count.blank}" if count.blank else "")
        + (f"; tỷ lệ tính trên {one.base}: {one.whole}" if one.base else "")
    )
    for result in one.results:
        boxes = ", ".join(
            f"{_BOXES.get(share.box, share.box.upper())} {share.votes}"
            + (f" ({share.percent})" if share.percent else "")
            for share in result.shares
        )
        yield f"    {result.name}: {boxes}; {_words(result.outcome)}"


def _words(one: VoteOutcome) -> str:
    said = one.level.value.upper() if one.level else _STATES[one.state]
    return ". ".join(part for part in (said, one.note, one.question) if part)


def _opinion_lines(found: tuple[Opinion, ...]) -> Iterator[str]:
    if found:
        yield "Ý kiến của chủ thể tham gia:"
    for one in found:
        whose = one.subject.name or one.subject.organisation
        rest = f" – {one.remark}" if one.remark else ""
        yield f"  {one.participant}  {whose}: {one.level.value.upper()}{rest}"


@ballots_.command("propose", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@click.option("--org", metavar="MÃ", help="Nơi bỏ phiếu; mặc định mọi nơi, khác nhau thì hỏi.")
@acting
@json_option
@pass_door
def propose(door: Door, year: int, org: str | None, act: Act, *, as_json: bool) -> None:
    """Ghi mức theo phiếu thành mức đề xuất; chưa có kết luận thì để ngỏ và nêu tên."""
    done = ballots.propose(door.workspace(), year, act, org=org)
    payload = {
        "ghi": [_proposal(one) for one in done.written],
        "de_ngo": [{**_proposal(one), "ly_do": why} for one, why in done.open],
    }
    show(payload, _proposed_lines(done), as_json=as_json)
    hint(done.hints)


def _proposed_lines(done: Proposed) -> Iterator[str]:
    yield f"Đã ghi {len(done.written)} mức đề xuất theo phiếu; để ngỏ {len(done.open)}."
    yield from (f"  {one.name}: {why}" for one, why in done.open)


# long: one parameter an option
@ballots_.command("template", cls=VietnameseCommand)
@file_argument(name="out")
@click.option("--year", type=YEAR, help="Năm kiểm điểm; mặc định năm của ngày tính.")
@click.option("--org", metavar="MÃ", required=True, help="Nơi bỏ phiếu, hoặc nơi được góp ý.")
@click.option(
    "--round",
    "which",
    type=click.Choice(["1", "2"]),
    help="Bỏ phiếu hai vòng: 1 các mức dưới xuất sắc, 2 đồng ý xuất sắc.",
)
@click.option("--participant", metavar="TÊN", default="", help="Chủ thể tham gia điền bảng này.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in BodyRole]),
    help="Loại chủ thể tham gia.",
)
@on_day
@json_option
@pass_door
def template(
    door: Door,
    out: Path,
    year: int | None,
    org: str,
    which: str | None,
    participant: str,
    role: str | None,
    on: date,
    *,
    as_json: bool,
) -> None:
    """Ghi bảng Excel có sẵn danh sách, để kiểm phiếu hoặc để chủ thể tham gia cho ý kiến."""
    wanted = SheetWanted(
        org=org,
        year=year or on.year,
        round=int(which) if which else None,
        participant=participant,
        role=BodyRole(role) if role else None,
    )
    number = ballots.template(door.workspace(), out, wanted, on)
    words = f"Đã ghi {out}, {number} đối tượng. Điền xong, chạy «hoso ballots count {out}»."
    show({"tep": str(out), "doi_tuong": number}, [words], as_json=as_json)
