"""Workbooks with counts of votes, made for tests: every line may be changed or left out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from tests.conftest import Office

CELL = "cb-van-phong"
TOP = "db-cuc-hai-quan"
ANH, HUNG, THOA, PHUC = "38000815", "38000877", "38001208", "38001452"
NAMES = {
    ANH: "Lê Thị Ngọc Ánh",
    HUNG: "Nguyễn Văn Hùng",
    THOA: "Huỳnh Thị Kim Thoa",
    PHUC: "Trương Vĩnh Phúc",
}
LEVELS = ("HTXSNV", "HTTNV", "HTNV", "KHTNV")
BELOW = LEVELS[1:]
AGREE = ("Đồng ý", "Không đồng ý")
Rows = Sequence[Sequence[object]]


def head(**changed: object) -> dict[str, object]:
    """Return the named lines of a count of 16 ballots; None leaves a line out."""
    lines: dict[str, object] = {
        "Tổ chức": CELL,
        "Ngày": "08/12/2025",
        "Triệu tập": 17,
        "Có mặt": 17,
        "Phát ra": 16,
        "Thu về": 16,
        "Hợp lệ": 16,
        "Không hợp lệ": 0,
    }
    lines |= {name.replace("_", " "): value for name, value in changed.items()}
    return {name: value for name, value in lines.items() if value is not None}


def rows(boxes: int, votes: Mapping[str, Sequence[int]]) -> list[list[object]]:
    """Return one row a member by card, with as many boxes."""
    assert all(len(one) == boxes for one in votes.values())
    return [
        [place, NAMES.get(card, card), card, *one]
        for place, (card, one) in enumerate(votes.items(), start=1)
    ]


def book(path: Path, *sheets: tuple[Mapping[str, object], Sequence[str], Rows]) -> Path:
    """Write a workbook: of each sheet the named lines, the columns after name and card, the rows."""
    made = openpyxl.Workbook()
    for place, (lines, columns, body) in enumerate(sheets):
        sheet: Any = made.worksheets[0] if place == 0 else made.create_sheet()
        sheet.title = f"Bảng {place + 1}"
        for line in lines.items():
            sheet.append(line)
        sheet.append([])
        sheet.append(["TT", "Họ và tên", "Số thẻ đảng viên", *columns])
        for row in body:
            sheet.append(list(row))
    made.save(path)
    return path


def count(
    office: Office,
    votes: Mapping[str, Sequence[int]],
    columns: Sequence[str] = LEVELS,
    /,
    **changed: Any,
) -> Path:
    """Write a workbook of one counting sheet beside the workspace."""
    table = rows(len(columns), votes)
    return book(office.root.parent / "phieu.xlsx", (head(**changed), columns, table))


def lay_down(office: Office, regime: str = "HD43-2025", **parameters: object) -> None:
    """Give the office an overlay with these parameters."""
    shown = {n: f'"{v}"' if isinstance(v, str) else v for n, v in parameters.items()}
    said = "".join(f"{name} = {value}\n" for name, value in shown.items())
    (office.root / "lop-phu.toml").write_text(
        f'che_do = "{regime}"\nnguoi_quyet_dinh = "Ban Thường vụ"\n'
        f'can_cu = "Công văn số 12-CV/ĐU, ngày 10/11/2025"\n[tham_so]\n{said}',
        encoding="utf-8",
    )
    settings = office.root / "hoso.toml"
    if "quy_dinh" not in tomllib.loads(settings.read_text(encoding="utf-8")):
        with settings.open("a", encoding="utf-8") as file:
            file.write('[quy_dinh]\nlop_phu = "lop-phu.toml"\n')
