"""Copied reviews and stock phrases, told to who asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from hoso.cli._door import YEAR, Door, hint, json_option, on_day, org_option, pass_door, show
from hoso.cli._house import VietnameseCommand
from hoso.recurrence import Copy, Repeated
from hoso.services import copies
from hoso.services.copies import Found, StockUse

_SHOWN = 5  # names under one phrase


@click.command("copies", cls=VietnameseCommand)
@click.argument("year", metavar="NĂM", type=YEAR)
@org_option
@on_day
@json_option
@pass_door
def copies_(door: Door, year: int, org: str | None, on: date, *, as_json: bool) -> None:
    """Bản kiểm điểm nào gần như chép lại, câu mẫu nào không nói gì; chỉ để người hỏi biết."""
    found = copies.find(door.workspace(), year, org=org, on=on)
    payload = {
        "nam": found.year,
        "da_doc": found.read,
        "giong": [_copy(found, one) for one in found.copies],
        "cau_mau": [_stock(found, one) for one in found.stock],
        "lap_nhieu_nguoi": [_repeated(found, one) for one in found.repeated],
        "chua_doc": list(found.unread),
    }
    show(payload, _lines(found), as_json=as_json)
    hint(
        ["Gợi ý riêng, không lưu vào hồ sơ nào; giống nhau chưa chắc là chép, hãy hỏi người viết."]
    )


def _copy(found: Found, one: Copy) -> dict[str, object]:
    return {
        "van_ban": one.review.key,
        "doi_tuong": found.labels[one.review.key],
        "giong_ban": one.source.key,
        "cua": found.labels[one.source.key],
        "nam": one.source.year,
        "loai": "nam_truoc" if one.review.owner == one.source.owner else "nguoi_khac",
        "ty_le": round(one.share, 4),
        "doan": list(one.passages),
    }


def _stock(found: Found, one: StockUse) -> dict[str, object]:
    uses = [
        {"van_ban": key, "doi_tuong": found.labels[key], "cau": words} for key, words in one.uses
    ]
    return {"ly_do": one.why, "so_ban": len(uses), "noi": uses}


def _repeated(found: Found, one: Repeated) -> dict[str, object]:
    names = [found.labels[owner] for owner in one.owners]
    return {"cau": one.words, "so_nguoi": len(names), "doi_tuong": names}


def _lines(found: Found) -> Iterator[str]:
    yield f"Đã đọc {found.read} bản kiểm điểm năm {found.year}; {len(found.copies)} chỗ gần như chép lại."
    for one in found.copies:
        own = one.review.owner == one.source.owner
        whose = "của chính mình" if own else f"của {found.labels[one.source.key]}"
        share = f"{one.share * 100:.0f}%"
        yield f"\n{found.labels[one.review.key]}: {share} giống bản năm {one.source.year} {whose}"
        yield from (f"    «{passage}»" for passage in one.passages)
    if found.stock:
        yield "\nCâu mẫu không nói gì:"
    for phrase in found.stock:
        yield f"  {len(phrase.uses)} bản – «{phrase.uses[0][1]}»: {phrase.why}"
        yield f"     {_some([found.labels[key] for key, _ in phrase.uses])}"
    if found.repeated:
        yield "\nCâu nhiều người cùng viết:"
    for sentence in found.repeated:
        names = [found.labels[owner] for owner in sentence.owners]
        yield f"  {len(names)} người – «{sentence.words}»"
        yield f"     {_some(names)}"
    if found.unread:
        yield f"\nChưa đọc được phần tự viết của {len(found.unread)} bản làm ở nơi khác: {_some(list(found.unread))}"


def _some(names: list[str]) -> str:
    more = f" và {len(names) - _SHOWN} nơi khác" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
