"""Old papers brought in from folders of earlier years."""

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
    person_option,
    show,
    watched,
)
from hoso.cli._house import VietnameseCommand
from hoso.model import base
from hoso.model.pending import Guess, Sureness
from hoso.services import importing
from hoso.services.collect import Received
from hoso.services.importing import Imported, Waiting, Wish
from hoso.workspace import Act

_SURE = {Sureness.CERTAIN: "", Sureness.LIKELY: "?", Sureness.UNKNOWN: "?"}


@click.command("import", cls=VietnameseCommand)
@click.argument("paths", metavar="TỆP…", type=PATH, nargs=-1, required=True)
@click.option("--year", type=YEAR, help="Năm kiểm điểm của mọi tệp; mặc định đọc từ tệp.")
@org_option
@person_option
@click.option("--kind", metavar="LOẠI", help="Loại văn bản của mọi tệp; mặc định đọc từ tệp.")
@click.option(
    "--accept-valid", is_flag=True, help="Nhận ngay những tệp không còn gì phải xác nhận."
)
@acting
@json_option
@pass_door
def import_(
    door: Door,
    paths: tuple[Path, ...],
    year: int | None,
    org: str | None,
    person: str | None,
    kind: str | None,
    act: Act,
    *,
    accept_valid: bool,
    as_json: bool,
) -> None:
    """Đưa hồ sơ các năm trước vào kho (Word, PDF, bản quét, Excel; thư mục, gói zip), chờ xác nhận."""
    wish = Wish(year=year, organisation=org or "", person=person or "", kind=kind or "")
    ws = door.workspace()
    with watched(act, "Tệp") as counted:
        found = importing.import_papers(ws, paths, wish, counted, accept_valid=accept_valid)
    show(_imported(found), _lines(found), as_json=as_json)
    hint(found.hints)


def _imported(found: Imported) -> dict[str, object]:
    return {
        "nhan": [_received(one) for one in found.received],
        "cho_xac_nhan": [_waiting(one) for one in found.waiting],
        "trung": [{"tep": path, "giong": other} for path, other in found.twins],
        "khong_nhan": [{"tep": one.path, "ly_do": one.words} for one in found.refused],
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
    }


def _waiting(one: Waiting) -> dict[str, object]:
    told = base.plain(one.entry.proposal)
    del told["kem_theo"]
    return {"tep": one.path, "ma": one.entry.code, **told}


def _lines(found: Imported) -> Iterator[str]:
    yield (
        f"Nhận ngay {len(found.received)}, chờ xác nhận {len(found.waiting)}, trùng "
        f"{len(found.twins)}, không nhận {len(found.refused)} tệp."
    )
    for taken in found.received:
        yield f"  Đã nhận – {taken.path}: {taken.document}, {taken.shortcomings} khuyết điểm"
        yield from (f"    Lưu ý – {words}" for words in taken.warnings)
    for waiting in found.waiting:
        yield from _waiting_lines(waiting)
    yield from (f"  Trùng – {path}: giống hệt {other}" for path, other in found.twins)
    yield from (f"  Không nhận – {one.words}" for one in found.refused)
    if found.waiting:
        yield (
            "Xem, sửa rồi xác nhận cả loạt: «hoso pending export TỆP.xlsx», ghi cột «Quyết định», "
            "«hoso pending apply TỆP.xlsx»; từng tệp: «hoso pending accept MÃ»."
        )


def _waiting_lines(one: Waiting) -> Iterator[str]:
    told = one.entry.proposal
    if told is None:
        return
    seen = ", ".join(_shown(guess) for guess in (told.kind, told.year, told.organisation))
    person = f", {_shown(told.person)}" if told.person.value else ""
    yield f"  {one.entry.code} – {one.path}: {seen}{person}; {len(told.faults)} khuyết điểm"
    yield from (f"    {number}. {fault.text}" for number, fault in enumerate(told.faults, 1))
    yield from (f"    Lưu ý – {words}" for words in (*told.remarks, *told.like))


def _shown(guess: Guess) -> str:
    return f"{guess.value or 'chưa rõ'}{_SURE[guess.sure]}"
