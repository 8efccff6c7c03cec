"""Hand-over at the end of a term: the package, and its taking over."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from hoso import bag
from hoso.cli import _passphrase, _show
from hoso.cli._door import (
    PATH,
    YEARS,
    Door,
    acting,
    hint,
    json_option,
    org_option,
    pass_door,
    person_option,
    show,
    warn,
    watched,
)
from hoso.cli._house import VietnameseCommand
from hoso.errors import IntegrityError
from hoso.services import datafile, handover
from hoso.services.handover import Examined, Fate, Packed, Received, Scope, Wish
from hoso.workspace import Act, Workspace

_FATES = {
    Fate.NEW: "mới",
    Fate.CONTINUED: "nối tiếp",
    Fate.SAME: "đã có",
    Fate.CONFLICT: "xung đột",
}
_PASSPHRASE = click.option(
    "--passphrase-file",
    "key",
    type=PATH,
    metavar="TỆP",
    help="Tệp có mật khẩu ở dòng đầu; không có thì hỏi trên màn hình.",
)


# long: one parameter an option
@click.command("handover", cls=VietnameseCommand)
@click.argument("out", metavar="THƯ_MỤC_MỚI", type=PATH)
@org_option
@person_option
@click.option("--year", "years", type=YEARS, help="Chỉ các năm này, ví dụ 2020..2025.")
@click.option("--secret", multiple=True, metavar="HỒ_SƠ", help="Hồ sơ có độ mật được kèm theo.")
@click.option("--no-pdf", is_flag=True, help="Không kèm bản PDF.")
@click.option("--data", type=PATH, help="Tệp .toml hoặc .xlsx bổ sung biên bản giao nhận.")
@click.option("--encrypt", is_flag=True, help="Mã hóa gói thành tệp .age bằng mật khẩu.")
@_PASSPHRASE
@acting
@json_option
@pass_door
def handover_(
    door: Door,
    out: Path,
    org: str | None,
    person: str | None,
    years: tuple[int, int] | None,
    secret: tuple[str, ...],
    data: Path | None,
    key: Path | None,
    act: Act,
    *,
    no_pdf: bool,
    encrypt: bool,
    as_json: bool,
) -> None:
    """Lập gói bàn giao và biên bản: cả kho, hoặc một số năm, một tổ chức, một đảng viên."""
    wish = Wish(
        scope=Scope(years=years, org=org or "", person=person or "", secret=secret),
        prints=not no_pdf,
        data=datafile.read(data) if data else {},
        data_name=data.name if data else "--data",
        passphrase=_passphrase.new(key) if encrypt or key else "",
    )
    with watched(act, "Hồ sơ đã chép, bản PDF đã làm") as seen:
        done = handover.pack(door.workspace(), out, wish, seen)
    show(_packed(done), _packed_lines(done), as_json=as_json)
    hint(done.hints)
    if done.problems:
        click.get_current_context().exit(IntegrityError.exit_code)


def _packed(done: Packed) -> dict[str, object]:
    return {
        "goi": str(done.files[0]),
        "tep_goi": [str(path) for path in done.files],
        "bien_ban": str(done.minutes.path) if done.minutes else "",
        "ho_so_ban_giao": done.minutes.dossier if done.minutes else "",
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
    yield f"Gói bàn giao: {', '.join(map(str, done.files))}"
    yield f"  {done.dossiers} hồ sơ, {done.documents} văn bản, {done.sealed.files} tệp, {done.sealed.octets} byte."
    if done.kept_back:
        yield f"  Để lại vì có độ mật (kèm theo bằng --secret): {', '.join(done.kept_back)}."
    yield f"  Việc còn dở: {len(done.matters)} (data/viec-con-do.csv)."
    yield f"Dấu vân tay: {bag.grouped(done.sealed.fingerprint)}"
    if done.minutes:
        yield f"Biên bản giao nhận, in hai bản: {done.minutes.path} (lưu tại {done.minutes.document})."


# long: one parameter an option
@click.command("receive", cls=VietnameseCommand)
@click.argument("path", metavar="GÓI|TỆP.age", type=PATH)
@click.option("--fingerprint", metavar="DẤU", help="Dấu vân tay trên biên bản đã ký.")
@click.option("--check", is_flag=True, help="Chỉ kiểm, không nhận.")
@_PASSPHRASE
@acting
@json_option
@pass_door
def receive(
    door: Door,
    path: Path,
    fingerprint: str | None,
    key: Path | None,
    act: Act,
    *,
    check: bool,
    as_json: bool,
) -> None:
    """Kiểm một gói bàn giao, đối chiếu với biên bản, rồi nhận vào kho."""
    if fingerprint is not None and not fingerprint.strip():
        raise click.UsageError(
            "--fingerprint đang trống, nên không đối chiếu được gì. Hãy gõ 64 chữ số trên biên bản, hoặc bỏ "
            "tùy chọn này."
        )
    typed = fingerprint or ""
    # A package can be checked before there is any workspace.
    ws = door.workspace() if not check or (door.root / "hoso.toml").is_file() else None
    with _opened(ws, path, key) as found:
        if check or ws is None:
            _tell_examined(handover.examine(ws, found, typed), path, as_json=as_json)
            return
        with watched(act, "Hồ sơ đã nhận") as seen:
            done = handover.receive(ws, found, seen, typed)
    warn(done.examined.warnings)
    payload = {**_examined(done.examined, path), **_received(done)}
    show(payload, _received_lines(done), as_json=as_json)
    hint(done.hints)
    if done.problems:
        click.get_current_context().exit(IntegrityError.exit_code)


@contextmanager
def _opened(ws: Workspace | None, path: Path, key: Path | None) -> Iterator[Path]:
    """Give the package's folder; an age file is decrypted for as long as the block lasts."""
    if not handover.is_locked(path):
        yield path
        return
    passphrase = _passphrase.known(key)
    with ws.scratch() if ws else _system_scratch() as folder:
        yield handover.unlock(path, passphrase, folder)


@contextmanager
def _system_scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _tell_examined(found: Examined, path: Path, *, as_json: bool) -> None:
    warn(found.warnings)
    show(_examined(found, path), _examined_lines(found), as_json=as_json)
    if not found.sound:
        click.get_current_context().exit(IntegrityError.exit_code)


def _examined(found: Examined, path: Path) -> dict[str, object]:
    return {
        "goi": str(path),
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
