"""Papers from elsewhere: attach, withdraw."""

from __future__ import annotations

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
    org_option,
    pass_door,
    person_option,
    show,
)
from hoso.cli._house import VietnameseCommand
from hoso.services import attach
from hoso.services.attach import Paper
from hoso.services.numbers import Printed
from hoso.workspace import Act


# long: one parameter an option
@click.command("attach", cls=VietnameseCommand)
@click.argument("file", metavar="TỆP", type=PATH)
@click.option("--kind", required=True, metavar="LOẠI", help="Loại văn bản, ví dụ goi_y_kiem_diem.")
@click.option("--year", type=YEAR, help="Năm kiểm điểm; mặc định năm của ngày tính.")
@org_option
@person_option
@click.option("--title", default="", metavar="CHỮ", help="Tiêu đề; mặc định tên tệp.")
@click.option(
    "--symbol", default="", metavar="SỐ-KÝ_HIỆU", help="Số, ký hiệu ghi trên văn bản: 12-BC/CB."
)
@click.option("--issued", type=DAY, help="Ngày ghi trên văn bản; mặc định ngày tính.")
@click.option(
    "--issuer", default="", metavar="MÃ", help="Tổ chức ban hành; mặc định tổ chức của hồ sơ."
)
@click.option(
    "--type", "type_name", default="", metavar="TÊN_LOẠI", help="Khi ký hiệu chưa đủ rõ (QĐ)."
)
@click.option(
    "--organ", default="", metavar="CƠ_QUAN", help="Ai ban hành: dang_uy, ban_thuong_vu, dai_hoi …"
)
@click.option("--signed", is_flag=True, help="Là bản đã ký của văn bản cùng loại; sẽ khóa nó.")
@acting
@json_option
@pass_door
def attach_(
    door: Door,
    file: Path,
    kind: str,
    year: int | None,
    org: str | None,
    person: str | None,
    title: str,
    symbol: str,
    issued: date | None,
    issuer: str,
    type_name: str,
    organ: str,
    act: Act,
    *,
    signed: bool,
    as_json: bool,
) -> None:
    """Đưa một tệp từ ngoài (.docx, .pdf) vào hồ sơ, nguyên từng byte."""
    paper = Paper(
        path=file,
        kind=kind,
        year=year or act.on.year,
        org=org,
        person=person,
        title=title,
        signed=signed,
        printed=Printed(
            symbol=symbol, type_name=type_name, issuer=issuer, organ=organ, issued=issued
        ),
    )
    done = attach.attach(door.workspace(), paper, act)
    payload = {"ho_so": done.dossier, "van_ban": done.document, "canh_bao": list(done.warnings)}
    show(payload, [f"Đã lưu {file.name} tại {done.document}."], as_json=as_json)
    hint([*done.warnings, *done.hints])


@click.command("withdraw", cls=VietnameseCommand)
@click.argument("document", metavar="VĂN_BẢN")
@acting
@json_option
@pass_door
def withdraw(door: Door, document: str, act: Act, *, as_json: bool) -> None:
    """Rút một văn bản (phải nêu --why); mọi phiên bản trước vẫn còn."""
    done = attach.withdraw(door.workspace(), document, act)
    show(
        {"ho_so": done.dossier, "van_ban": done.document}, [f"Đã rút {document}."], as_json=as_json
    )
    hint(done.hints)
