"""Hand-over at the end of a term: the package, and its taking over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from hoso import bag
from hoso.cli import _show
from hoso.cli._door import (
    PATH,
    YEARS,
    Door,
    acting,
    hint,
    json_option,
    named,
    org_option,
    pass_door,
    show,
    warn,
    watched,
)
from hoso.cli._house import VietnameseCommand
from hoso.errors import IntegrityError
from hoso.services import handover
from hoso.services.handover import Examined, Fate, Packed, Received, Scope
from hoso.workspace import Act

_FATES = {
    Fate.NEW: "mới",
    Fate.CONTINUED: "nối tiếp",
    Fate.SAME: "đã có",
    Fate.CONFLICT: "xung đột",
}


def register(group: click.Group) -> None:
    """Hang the commands of this file on the door."""
    group.add_command(named(handover_, "ban-giao"))
    group.add_command(named(receive, "nhan-ban-giao"))


# long: one parameter an option
@click.command("handover", cls=VietnameseCommand)
@click.argument("out", metavar="THƯ_MỤC_MỚI", type=PATH)
@org_option
@click.option("--year", "years", type=YEARS, help="Chỉ các năm này, ví dụ 2020..2025.")
@click.option("--secret", multiple=True, metavar="HỒ_SƠ", help="Hồ sơ có độ mật được kèm theo.")
@click.option("--no-pdf", is_flag=True, help="Không kèm bản PDF.")
@acting
@json_option
@pass_door
def handover_(
    door: Door,
    out: Path,
    org: str | None,
    years: tuple[int, int] | None,
    secret: tuple[str, ...],
    act: Act,
    *,
    no_pdf: bool,
    as_json: bool,
) -> None:
    """Lập gói bàn giao: cả kho, hoặc một số năm, một tổ chức; kiểm được bằng giấy."""
    scope = Scope(years=years, org=org or "", secret=secret)
    with watched(act, "Hồ sơ đã chép") as seen:
        done = handover.pack(door.workspace(), out, scope, seen, prints=not no_pdf)
    show(_packed(done), _packed_lines(done), as_json=as_json)
    hint(done.hints)
    if done.problems:
        click.get_current_context().exit(IntegrityError.exit_code)


def _packed(done: Packed) -> dict[str, object]:
    return {
        "goi": str(done.sealed.path),
        "dau_van_tay": done.sealed.fingerprint,
        "ho_so": done.dossiers,
        "van_ban": done.documents,
        "tep": done.sealed.files,
        "so_byte": done.sealed.octets,
        "de_lai_vi_mat": list(done.kept_back),
        "viec_con_do": [
            {"loai": m.kind, "noi": m.where, "viec": m.what, "han": str(m.until or "")}
            for m in done.matters
        ],
        "loi": [_show.problem(one) for one in done.problems],
    }


def _packed_lines(done: Packed) -> Iterator[str]:
    yield from (f"{one.code}  {one.where}: {one.message}" for one in done.problems)
    yield f"Gói bàn giao: {done.sealed.path}"
    yield f"  {done.dossiers} hồ sơ, {done.documents} văn bản, {done.sealed.files} tệp, {done.sealed.octets} byte."
    if done.kept_back:
        yield f"  Để lại vì có độ mật (kèm theo bằng --secret): {', '.join(done.kept_back)}."
    yield f"  Việc còn dở: {len(done.matters)} (data/viec-con-do.csv)."
    yield "Dấu vân tay, ghi vào biên bản giao nhận:"
    yield f"  {bag.grouped(done.sealed.fingerprint)}"


# long: one parameter an option
@click.command("receive", cls=VietnameseCommand)
@click.argument("path", metavar="GÓI", type=PATH)
@click.option("--fingerprint", default="", metavar="DẤU", help="Dấu vân tay trên biên bản đã ký.")
@click.option("--check", is_flag=True, help="Chỉ kiểm, không nhận.")
@acting
@json_option
@pass_door
def receive(
    door: Door, path: Path, fingerprint: str, act: Act, *, check: bool, as_json: bool
) -> None:
    """Kiểm một gói bàn giao, đối chiếu với biên bản, rồi nhận vào kho."""
    if check:
        ws = door.workspace() if (door.root / "hoso.toml").is_file() else None
        found = handover.examine(ws, path, fingerprint)
        warn(found.warnings)
        show(_examined(found), _examined_lines(found), as_json=as_json)
        if not found.sound:
            click.get_current_context().exit(IntegrityError.exit_code)
        return
    with watched(act, "Hồ sơ đã nhận") as seen:
        done = handover.receive(door.workspace(), path, seen, fingerprint)
    warn(done.examined.warnings)
    payload = {**_examined(done.examined), **_received(done)}
    show(payload, _received_lines(done), as_json=as_json)
    hint(done.hints)


def _examined(found: Examined) -> dict[str, object]:
    return {
        "goi": str(found.path),
        "hop_le": found.sound,
        "dau_van_tay": found.fingerprint,
        "da_doi_chieu": found.compared,
        "loi": [_show.problem(one) for one in found.problems],
        "canh_bao": [_show.problem(one) for one in found.warnings],
        "ho_so": [
            {
                "ma": one.code,
                "ket_qua": one.fate.value,
                "phien_ban": one.versions,
                "thanh": one.becomes,
            }
            for one in found.dossiers
        ],
    }


def _examined_lines(found: Examined) -> Iterator[str]:
    yield from (f"{one.code}  {one.where}: {one.message}" for one in found.problems)
    yield f"Dấu vân tay của gói: {bag.grouped(found.fingerprint)}"
    for fate, name in _FATES.items():
        if same := [one for one in found.dossiers if one.fate is fate]:
            yield f"  {name}: {len(same)} hồ sơ"
    for one in found.dossiers:
        if one.becomes != one.code:
            yield f"  {one.code}: mã này ở đây đã dùng, sẽ thành {one.becomes}"
    yield "Gói nguyên vẹn." if found.sound else f"Gói có {len(found.problems)} lỗi. Không nhận."


def _received(done: Received) -> dict[str, object]:
    return {
        "nhan_phien_ban": done.versions,
        "ho_so_ban_giao": done.dossier,
        "loi_sau_khi_nhan": [_show.problem(one) for one in done.problems],
    }


def _received_lines(done: Received) -> Iterator[str]:
    yield from _examined_lines(done.examined)
    yield from (f"{one.code}  {one.where}: {one.message}" for one in done.problems)
    yield f"Đã nhận {done.versions} phiên bản. Nhật ký bên giao giữ ở hồ sơ {done.dossier}."
