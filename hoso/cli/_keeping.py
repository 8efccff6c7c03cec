"""The workspace and its archive: init, verify, reindex."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from hoso.cli import _show
from hoso.cli._door import (
    PATH,
    Door,
    acting,
    counted,
    hint,
    json_option,
    pass_door,
    show,
    watched,
)
from hoso.cli._house import VietnameseCommand
from hoso.errors import IntegrityError
from hoso.model.dossier import ArchiveState
from hoso.services import backup, keeping, preservation
from hoso.services.keeping import Verdict
from hoso.workspace import Act, Workspace


@click.command(cls=VietnameseCommand)
@click.argument("folder", metavar="[THƯ MỤC]", type=PATH, required=False)
@click.option("--by", metavar="NGƯỜI", help="Người dùng mặc định, ghi vào mỗi phiên bản.")
@json_option
@pass_door
def init(door: Door, folder: Path | None, by: str | None, *, as_json: bool) -> None:
    """Tạo không gian làm việc: archive/, templates/, hoso.toml."""
    root = folder or door.root
    ws = Workspace.create(root, now=door.clock, by=by or getpass.getuser())
    show(
        {"thu_muc": str(ws.root)},
        [f"Đã tạo không gian làm việc tại {ws.root}.", "Tiếp theo: hoso roster import TỆP.xlsx"],
        as_json=as_json,
    )


@click.command(cls=VietnameseCommand)
@click.argument("path", metavar="[ĐƯỜNG DẪN]", type=PATH, required=False)
@click.option("--fast", is_flag=True, help="Chỉ so tên và độ lớn tệp.")
@click.option("--backup", "copy", metavar="THƯ MỤC", type=PATH, help="So kho với bản sao lưu này.")
@click.option("--record", is_flag=True, help="Ghi lần kiểm tra và kết quả vào nhật ký kho.")
@acting
@json_option
@pass_door
def verify(
    door: Door,
    path: Path | None,
    copy: Path | None,
    act: Act,
    *,
    fast: bool,
    record: bool,
    as_json: bool,
) -> None:
    """Kiểm tra tính toàn vẹn của kho; hoặc của kho, hồ sơ OCFL, gói BagIt tại ĐƯỜNG DẪN."""
    if record and (path or fast):
        raise click.UsageError(
            "--record chỉ ghi lần kiểm tra đầy đủ kho này: bỏ ĐƯỜNG DẪN, --fast."
        )
    state = door.workspace().archive.state() if record else None
    found = _judged(door, path, copy, fast=fast)
    told = _recorded(door, found, state, copy, act) if state else {}
    show({**_show.verdict(found), **told}, _show.verdict_lines(found), as_json=as_json)
    if not found.valid:
        click.get_current_context().exit(IntegrityError.exit_code)


def _judged(door: Door, path: Path | None, copy: Path | None, *, fast: bool) -> Verdict:
    with counted("Đã kiểm") as tick:
        if path:
            found = keeping.verify_at(path, fast=fast, tick=tick)
        else:
            ws = door.workspace()
            found = keeping.verify(ws.archive, fast=fast, tick=tick, seen=ws.seen())
        if copy:
            found = found.plus(backup.compare(door.workspace(), copy, fast=fast, tick=tick))
    return found


def _recorded(
    door: Door, found: Verdict, state: ArchiveState, copy: Path | None, act: Act
) -> dict[str, object]:
    """Write the check into the journal; return what the JSON says of that."""
    done = preservation.checked(door.workspace(), found, state, copy, act)
    if not done:
        hint(["Lưu ý – chưa ghi lần kiểm tra: nhật ký kho bị hỏng, để nguyên làm chứng cứ."])
    return {"da_ghi": done}


@click.command(cls=VietnameseCommand)
@json_option
@pass_door
def reindex(door: Door, *, as_json: bool) -> None:
    """Lập lại danh mục và chỉ mục từ kho."""
    number = door.workspace().rebuild()
    show(
        {"ho_so": number}, [f"Đã lập lại danh mục và chỉ mục của {number} hồ sơ."], as_json=as_json
    )


@click.command("backup", cls=VietnameseCommand)
@click.argument("folder", metavar="THƯ MỤC", type=PATH)
@acting
@json_option
@pass_door
def backup_(door: Door, folder: Path, act: Act, *, as_json: bool) -> None:
    """Chép phần mới của kho sang ổ khác, rồi đọc lại từ đó để kiểm."""
    with watched(act, "Hồ sơ đã chép") as seen:
        done = backup.backup(door.workspace(), folder, seen)
    payload = {
        "thu_muc": str(done.folder),
        "ho_so": done.dossiers,
        "phien_ban": done.versions,
        "da_ghi_nhat_ky": not done.unrecorded,
        "loi": [_show.problem(one) for one in done.problems],
    }
    lines = [f"{one.code}  {one.where}: {one.message}" for one in done.problems]
    lines.append(f"Đã chép {done.versions} phiên bản của {done.dossiers} hồ sơ sang {done.folder}.")
    show(payload, lines, as_json=as_json)
    hint([f"Lưu ý – {one}" for one in (*done.hints, done.unrecorded) if one])
    if done.problems:
        click.get_current_context().exit(IntegrityError.exit_code)
