"""What people write on dossiers' cards: metadata, comparisons with the roster, destruction of paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from hoso.cli import _dossiers_lists, _dossiers_show
from hoso.cli._door import DAY, Door, acting, hint, json_option, org_option, pass_door, show
from hoso.cli._house import VietnameseCommand
from hoso.services import dossiers
from hoso.services.dossiers import CONDITIONS, MEDIUMS, SECRECY, Destroyed
from hoso.workspace import Act

F = TypeVar("F", bound=Callable[..., Any])


@click.command("reconcile", cls=VietnameseCommand)
@org_option
@click.option("--record", is_flag=True, help="Ghi lần đối chiếu này vào kho.")
@acting
@json_option
@pass_door
def reconcile(door: Door, org: str | None, act: Act, *, record: bool, as_json: bool) -> None:
    """Đối chiếu hồ sơ đảng viên với danh sách, 6 tháng một lần; --record thì ghi lại vào kho."""
    ws = door.workspace()
    found = dossiers.reconcile(ws, org, act.on)
    committed = dossiers.write_down(ws, found, act) if record else None
    if committed:
        found = dossiers.reconcile(door.workspace(), org, act.on)
    payload = {**_dossiers_lists.compared(found), "da_ghi": record}
    show(payload, _dossiers_lists.compared_lines(found), as_json=as_json)
    hint(committed.hints if committed else ())


@click.command("destroyed", cls=VietnameseCommand)
@click.argument("codes", metavar="HỒ_SƠ…", nargs=-1, required=True)
@click.option("--minutes", metavar="VĂN_BẢN", required=True, help="Biên bản thẩm định, trong kho.")
@click.option(
    "--decision", metavar="VĂN_BẢN", required=True, help="Quyết định tiêu hủy, trong kho."
)
@acting
@json_option
@pass_door
def destroyed(
    door: Door, codes: tuple[str, ...], minutes: str, decision: str, act: Act, *, as_json: bool
) -> None:
    """Ghi rằng bản giấy đã tiêu hủy theo biên bản và quyết định; bản trong kho vẫn giữ."""
    said = Destroyed(codes=codes, minutes=minutes, decision=decision)
    done, committed = dossiers.destroyed(door.workspace(), said, act)
    words = f"Đã ghi tiêu hủy bản giấy của {len(done)} hồ sơ; bản trong kho vẫn còn nguyên."
    show({"da_ghi": list(done), "ngay": act.on.isoformat()}, [words], as_json=as_json)
    hint(committed.hints)


_FIELDS = {
    "title": "Tiêu đề hồ sơ.",
    "maker": "Người, đơn vị lập hồ sơ.",
    "retention": "Thời hạn: «vĩnh viễn», «20 năm»; nêu căn cứ ở --why.",
    "access": "Chế độ sử dụng: công khai, có điều kiện, mật.",
    "secrecy": f"Độ mật: {', '.join(SECRECY)}; để trống là không.",
    "description": "Mô tả.",
    "condition": f"Tình trạng: {', '.join(map(' '.join, CONDITIONS.items()))}.",
    "medium": f"Mức độ tin cậy: {', '.join(map(' '.join, MEDIUMS.items()))}.",
    "info_sign": "Ký hiệu thông tin.",
    "paper_code": "Mã hồ sơ giấy.",
}
_DAYS = {
    "start": "Ngày bắt đầu.",
    "end": "Ngày kết thúc: công việc của hồ sơ đã xong.",
    "submitted": "Ngày đã nộp lưu trữ hiện hành.",
    "in_history": "Ngày đã nộp lưu trữ lịch sử.",
}
_COUNTS = {"sheets": "Số tờ giấy.", "pages": "Số trang điện tử."}
_KEYWORD = click.option(
    "--keyword", "keywords", multiple=True, metavar="CHỮ", help="Từ khóa; nêu nhiều lần."
)
_RECOVERY = click.option(
    "--recovery/--no-recovery", default=None, help="Có bản dự phòng hay không."
)


def _said(command: F) -> F:
    """Add one option for each field of a card that a person may say."""
    options = [_option(name, words, metavar="CHỮ") for name, words in _FIELDS.items()]
    options += [_option(name, words, type=DAY) for name, words in _DAYS.items()]
    options += [_option(name, words, type=int, metavar="SỐ") for name, words in _COUNTS.items()]
    for option in reversed([*options, _KEYWORD, _RECOVERY]):
        command = option(command)
    return command


def _option(name: str, words: str, **more: Any) -> Callable[[F], F]:
    return click.option(f"--{name.replace('_', '-')}", name, help=words, **more)


@click.command("set", cls=VietnameseCommand)
@click.argument("code", metavar="HỒ_SƠ")
@_said
@acting
@json_option
@pass_door
def set_(door: Door, /, code: str, act: Act, *, as_json: bool, **said: Any) -> None:
    """Ghi vào hồ sơ điều chỉ người làm lưu trữ biết: thời hạn, độ mật, số tờ, ngày nộp lưu."""
    given = {name: value for name, value in said.items() if value not in (None, ())}
    if not given:
        raise click.UsageError("Hãy nêu ít nhất một trường, như --sheets 12. Xem --help.")
    if "keywords" in given:
        given["keywords"] = tuple(one.strip() for one in given["keywords"] if one.strip())
    ws = door.workspace()
    changed, committed = dossiers.set_card(ws, code, given, act)
    lines = [
        f"{changed.after.code}: {key}: {old or '(trống)'} → {new or '(trống)'}"
        for key, (old, new) in changed.fields.items()
    ]
    show(_dossiers_show.changed(changed), lines or ["Không có gì thay đổi."], as_json=as_json)
    hint(committed.hints)
    kept = dossiers.record(ws, code, act.on).judged.period
    if "retention" in given and kept != given["retention"]:
        hint([f"Lưu ý – hồ sơ vẫn bảo quản {kept}: lấy thời hạn dài nhất của tài liệu bên trong."])
