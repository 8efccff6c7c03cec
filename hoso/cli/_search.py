"""Search: what the archive's text says, today, on any day, in any version."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import click

from hoso import text
from hoso.cli._door import (
    DAY,
    YEARS,
    Door,
    hint,
    json_option,
    on_day,
    org_option,
    pass_door,
    show,
)
from hoso.cli._house import VietnameseCommand
from hoso.model import base
from hoso.model.dossier import Hit
from hoso.services.search import Answer, Group, Query, search

_GROUPS: Final = 6  # values of a group printed on one line


# long: one parameter an option
@click.command("search", cls=VietnameseCommand)
@click.argument("words", metavar="CÂU", nargs=-1)
@click.option("--year", "years", type=YEARS, help="Năm hoặc khoảng năm, ví dụ 2021..2024.")
@org_option
@click.option("--kind", metavar="LOẠI", help="Loại văn bản; khuyet_diem là sổ khuyết điểm.")
@click.option("--limit", type=click.IntRange(1, 1000), metavar="SỐ", default=20, help="Số kết quả.")
@click.option("--at", type=DAY, help="Kho như vào cuối ngày ấy.")
@click.option("--all-versions", "every", is_flag=True, help="Tìm cả trong các bản cũ.")
@click.option("--like", metavar="MÃ", default="", help="Tìm văn bản, khuyết điểm giống mã này.")
@on_day
@json_option
@pass_door
@click.pass_context
def search_(
    ctx: click.Context,
    door: Door,
    words: tuple[str, ...],
    years: tuple[int, int] | None,
    org: str | None,
    kind: str | None,
    limit: int,
    at: date | None,
    like: str,
    on: date,
    *,
    every: bool,
    as_json: bool,
) -> None:
    """Tra cứu hồ sơ theo nội dung, gõ có dấu hay không dấu, sai chút ít cũng được.

    CÂU gồm các từ, "cụm từ", -từ_loại_trừ và điều kiện: năm:2021..2024, tổ_chức:"Chi bộ Văn phòng",
    loại:biên_bản, người:"Trần Văn An", trạng_thái:chưa_khắc_phục, mức:htxs.
    """
    if not words and not like:
        raise click.MissingParameter(ctx=ctx, param=ctx.command.params[0])
    query = Query(
        words=_joined(words),
        years=years,
        org=org,
        kind=kind,
        limit=limit,
        like=like,
        at=at,
        every_version=every,
    )
    found = search(door.workspace(), query, on)
    show(_payload(found), _lines(found), as_json=as_json)
    hint(filter(None, (found.found.note, _meant(found))))


def _joined(words: Sequence[str]) -> str:
    """Return the words of a command as one query; the shell took the quotes of `tổ_chức:"…"`."""
    if len(words) == 1:
        return words[0]
    return " ".join(_quoted(one) for one in words)


def _quoted(word: str) -> str:
    key, colon, value = word.partition(":")
    needs = colon and " " in value and '"' not in value and " " not in key
    return f'{key}:"{value}"' if needs else word


def _meant(found: Answer) -> str:
    return f"Ý bạn là «{found.found.meant}»?" if found.found.meant else ""


def _payload(found: Answer) -> dict[str, object]:
    return {
        "tong": found.found.total,
        "ket_qua": base.plain(found.found.hits),
        "nhom": {
            "nam": [_group(one) for one in found.years],
            "to_chuc": [_group(one) for one in found.organisations],
            "loai": [_group(one) for one in found.kinds],
        },
        "y_ban_la": found.found.meant or None,
        "luu_y": found.found.note,
    }


def _group(one: Group) -> dict[str, object]:
    return {"ma": one.code, "ten": one.name, "so": one.count}


def _lines(found: Answer) -> Iterator[str]:
    yield f"{found.found.total} kết quả."
    if not found.found.total:
        yield "Không thấy. Thử bớt từ, hoặc gõ không dấu."
    for hit in found.found.hits:
        yield f"{hit.title} [{hit.document}]"
        yield f"    {_about(hit)}"
        yield f"    {_plain(hit.snippet)}"
    if found.found.total > 1:
        yield from _group_lines("năm", found.years)
        yield from _group_lines("tổ chức", found.organisations)
        yield from _group_lines("loại", found.kinds)


def _about(hit: Hit) -> str:
    """Return in one line whose document it is, of which year and version, and where the passage is."""
    place = [
        hit.section,
        f"đoạn {hit.paragraph}" if hit.paragraph and hit.kind != "khuyet_diem" else "",
        f"trang {hit.page}" if hit.page else "",
    ]
    parts = [
        hit.organisation_name or hit.organisation,
        f"năm {hit.year}" if hit.year else "",
        f"số {hit.symbol}" if hit.symbol else "",
        f"hồ sơ {hit.dossier}",
        _version(hit),
        ", ".join(filter(None, place)),
    ]
    return " · ".join(filter(None, parts))


def _version(hit: Hit) -> str:
    if hit.since is None:
        return f"phiên bản {hit.version}" if hit.version else ""
    until = f" đến trước {text.short_date(hit.until)}" if hit.until else ", hiện hành"
    return f"phiên bản {hit.version}, từ {text.short_date(hit.since)}{until}"


def _group_lines(what: str, counts: Sequence[Group]) -> Iterator[str]:
    if len(counts) > 1:
        listed = "; ".join(f"{one.name} ({one.count})" for one in counts[:_GROUPS])
        yield f"Theo {what}: {listed}{'; …' if len(counts) > _GROUPS else '.'}"


def _plain(snippet: str) -> str:
    """Return a snippet for the terminal: the matched words in «», the text unescaped."""
    return html.unescape(snippet.replace("<b>", "«").replace("</b>", "»"))
