"""Awards: who qualifies, titles recognised, awards given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from hoso.cli._door import (
    DAY,
    PATH,
    YEAR,
    Door,
    acting,
    hint,
    json_option,
    named,
    on_day,
    org_option,
    pass_door,
    show,
)
from hoso.cli._house import VietnameseCommand, VietnameseGroup
from hoso.model import base
from hoso.services import awards
from hoso.services.awards import (
    Asked,
    Handed,
    Listing,
    Merit,
    MeritState,
    Option,
    Recognition,
    Recorded,
    Total,
    YearMerit,
)
from hoso.statistics import thousands
from hoso.workspace import Act

_STATES = {
    MeritState.EARNED: "đủ điều kiện",
    MeritState.ASK: "cần hỏi",
    MeritState.GIVEN: "đã được khen",
    MeritState.NOT: "không đủ",
}


class _YearFirst(VietnameseGroup):
    """A group that also takes a year alone: `awards 2025` lists who qualifies."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take a year without a command for the command that lists."""
        a_year = any(re.fullmatch(r"\d{4}", one) for one in args)
        if a_year and not any(self.get_command(ctx, one) for one in args):
            args = ["list", *args]
        return super().parse_args(ctx, args)


def register(group: click.Group) -> None:
    """Hang the commands of this file on the door."""
    group.add_command(named(awards_, "khen-thuong"))


@click.group("awards", cls=_YearFirst)
def awards_() -> None:
    """Khen thưởng theo kết quả xếp loại; «awards NĂM» liệt kê ai đủ điều kiện."""


# long: one parameter an option
@awards_.command("list", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@org_option
@click.option(
    "--years",
    type=click.Choice(["1", "5"]),
    help="1: trong năm; 5: 5 năm liền; mặc định cả hai.",
)
@click.option("--form", metavar="HÌNH_THỨC", help="giấy khen, bằng khen hoặc cờ, để cộng tiền.")
@click.option("--xlsx", type=PATH, metavar="TỆP.xlsx", help="Ghi bảng ra Excel.")
@on_day
@json_option
@pass_door
def list_(
    door: Door,
    year: int,
    org: str | None,
    years: str | None,
    form: str | None,
    xlsx: Path | None,
    on: date,
    *,
    as_json: bool,
) -> None:
    """Ai đủ điều kiện, ai không và vì sao, điều phải hỏi, cấp tặng, tiền; --date là ngày quyết định."""
    ws = door.workspace()
    spans = (int(years),) if years else (1, 5)
    asked = [Asked(year=year, years=span, org=org, form=form) for span in spans]
    found = [awards.listing(ws, one, on) for one in asked]
    if xlsx:
        awards.export(xlsx, found)
    show(_listed(found, xlsx), _lines(found, xlsx), as_json=as_json)
    hint(f"Lưu ý – {words}" for one in found for words in one.notices)


def _listed(found: Sequence[Listing], xlsx: Path | None) -> dict[str, object]:
    listed: dict[str, object] = {
        "khen_thuong": [_merit(one, merit) for one in found for merit in one.merits],
        "tong": [_total(one, total) for one in found for total in one.totals],
        "luu_y": [words for one in found for words in one.notices],
    }
    return {**listed, "tep": str(xlsx)} if xlsx else listed


def _merit(whole: Listing, one: Merit) -> dict[str, object]:
    person = one.candidate.person
    return {
        "so_nam": whole.years,
        "doi_tuong": base.plain((person or one.candidate.body).subject),
        "ten": one.candidate.label,
        "so_the": person.card if person else "",
        "to_chuc": one.candidate.body.code,
        "ket_luan": one.state.value,
        "ly_do": one.why,
        "tung_nam": [_year(year) for year in one.years],
        "muc_khen": [_option(whole, option) for option in one.options],
        "can_cu": one.award.reference if one.award else "",
    }


def _year(one: YearMerit) -> dict[str, object]:
    return {
        "nam": one.year,
        "danh_hieu": one.title,
        "muc": one.level.value if one.level else None,
        "van_ban": one.evidence,
        "cong_nhan": one.recognised,
        "dat": one.earned,
    }


def _option(whole: Listing, one: Option) -> dict[str, object]:
    money = one.amount
    return {
        "hinh_thuc": one.form,
        "cap_tang": one.giver.words,
        "ten_cap_tang": one.giver.name,
        "duoc_tang": one.giver.is_(whole.body) if whole.body else None,
        "he_so": str(money.coefficient) if money else None,
        "luong_co_so": money.base if money else None,
        "tien_tinh": str(money.exact.normalize().to_eng_string()) if money else None,
        "so_tien": money.paid if money else None,
        "cach_tinh": money.words if money else "",
        "can_cu": list(money.references) if money else [],
        "do_tin_cay": money.confidence if money else "",
    }


def _total(whole: Listing, one: Total) -> dict[str, object]:
    return {
        "so_nam": whole.years,
        "doi_tuong": one.whom,
        "hinh_thuc": one.form,
        "so_luong": one.count,
        "so_tien": one.amount,
        "thanh_tien": one.sum,
    }


def _lines(found: Sequence[Listing], xlsx: Path | None) -> Iterator[str]:
    for whole in found:
        span = (
            f"{whole.year}" if whole.years == 1 else f"{whole.year - whole.years + 1}–{whole.year}"
        )
        kind = "trong năm" if whole.years == 1 else f"{whole.years} năm liền"
        yield f"Khen thưởng {kind} {span}:"
        for state, words in _STATES.items():
            mine = [one for one in whole.merits if one.state is state]
            if mine:
                yield f"  {words[0].upper()}{words[1:]}: {len(mine)}"
            yield from (f"    {line}" for one in mine for line in _merit_lines(one))
        for total in whole.totals:
            yield (
                f"  {total.whom}, {total.form}: {total.count} × {thousands(total.amount)} = "
                f"{thousands(total.sum)} đồng ({total.words})"
            )
    if xlsx:
        yield f"Đã ghi {xlsx}."


def _merit_lines(one: Merit) -> Iterator[str]:
    where = f" ({one.candidate.body.code})" if one.candidate.person else ""
    yield f"{one.candidate.label}{where}" + (f": {one.why}" if one.why else "")
    if one.state is not MeritState.EARNED:
        return
    for option in one.options:
        money = f", {thousands(option.amount.paid)} đồng" if option.amount else ""
        giver = option.giver.name or option.giver.words
        yield f"    {option.form}: {giver}{money}"


# long: one parameter an option
@awards_.command("title", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@click.option("--org", metavar="MÃ", required=True, help="Tổ chức đảng được xét công nhận.")
@click.option("--document", metavar="VĂN_BẢN", required=True, help="Số, ngày văn bản công nhận.")
@click.option("--authority", metavar="CẤP", default="", help="Cấp công nhận.")
@click.option("--refused", is_flag=True, help="Cấp có thẩm quyền đã xét và không công nhận.")
@acting
@json_option
@pass_door
def title(
    door: Door,
    year: int,
    org: str,
    document: str,
    authority: str,
    act: Act,
    *,
    refused: bool,
    as_json: bool,
) -> None:
    """Ghi việc công nhận (hoặc không) danh hiệu tiêu biểu của một tổ chức đảng."""
    given = Recognition(org=org, year=year, document=document, authority=authority, refused=refused)
    done = awards.recognise(door.workspace(), given, act)
    what = "không công nhận" if refused else "công nhận"
    lines = [
        f"Đã ghi {what} «{one.name}» năm {one.year} theo {one.document}." for one in done.titles
    ]
    show(
        {"danh_hieu": base.plain(done.titles), "luu_y": list(done.notices)}, lines, as_json=as_json
    )
    _tell(done)


# long: one parameter an option
@awards_.command("record", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@click.option("--from", "paper", metavar="VĂN_BẢN", help="Quyết định khen thưởng đã lập trong kho.")
@click.option(
    "--years", type=click.Choice(["1", "5"]), default="1", help="Trong năm, hay 5 năm liền."
)
@click.option(
    "--person", "persons", metavar="SỐ_THẺ", multiple=True, help="Đảng viên; nêu nhiều lần."
)
@click.option(
    "--collective", "bodies", metavar="MÃ", multiple=True, help="Tổ chức đảng; nhiều lần."
)
@click.option("--form", metavar="HÌNH_THỨC", default="giấy khen", help="Mặc định giấy khen.")
@click.option("--document", metavar="VĂN_BẢN", default="", help="Số, ngày quyết định giấy.")
@click.option("--giver", metavar="CẤP", default="", help="Cấp tặng.")
@click.option("--issued", type=DAY, help="Ngày quyết định; mặc định ngày tính.")
@click.option(
    "--amount", type=click.IntRange(min=1), metavar="ĐỒNG", help="Tiền thưởng mỗi đối tượng."
)
@click.option("--withdrawn", is_flag=True, help="Khen thưởng đã bị thu hồi.")
@acting
@json_option
@pass_door
def record(
    door: Door,
    year: int,
    paper: str | None,
    years: str,
    persons: tuple[str, ...],
    bodies: tuple[str, ...],
    form: str,
    document: str,
    giver: str,
    issued: date | None,
    amount: int | None,
    act: Act,
    *,
    withdrawn: bool,
    as_json: bool,
) -> None:
    """Ghi khen thưởng đã tặng, để không đề nghị lại cho cùng các năm."""
    ws = door.workspace()
    if paper:
        done = awards.record_paper(ws, paper, act)
    elif document:
        handed = Handed(
            year=year,
            years=int(years),
            form=form,
            document=document,
            giver=giver,
            day=issued,
            amount=amount,
            persons=persons,
            bodies=bodies,
            withdrawn=withdrawn,
        )
        done = awards.record(ws, handed, act)
    else:
        raise click.UsageError("Cần --from VĂN_BẢN, hoặc --document cùng --person, --collective.")
    lines = [f"Đã ghi {len(done.awards)} khen thưởng."]
    show(
        {"khen_thuong": base.plain(done.awards), "luu_y": list(done.notices)},
        lines,
        as_json=as_json,
    )
    _tell(done)


def _tell(done: Recorded) -> None:
    hint(f"Lưu ý – {words}" for words in done.notices)
    hint(done.hints)
