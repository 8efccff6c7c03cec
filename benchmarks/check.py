"""How long the check of a review year takes: a whole committee, one cell of it.

python -m benchmarks.check [MEMBERS …]
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.board import clock, snapshots, timed
from hoso import templates
from hoso.model import base
from hoso.model.dossier import DossierSnapshot
from hoso.model.template import FieldKind
from hoso.services import check
from hoso.workspace import Act, DossierEdit, Workspace

_YEAR, _ON = 2025, clock().date()
_ANSWERS: dict[FieldKind, Any] = {
    FieldKind.PARAGRAPHS: ["Hoàn thành nhiệm vụ được giao, còn chậm một báo cáo."],
    FieldKind.LEVEL: "htt",
    FieldKind.TABLE: [],
}
_REGISTERS = ("roster", "campaign", "meetings", "ratings")


def workspace(root: Path, members: int) -> Workspace:
    """Return a workspace with a year in its archive: forms with answers, meetings, levels."""
    ws = Workspace.create(root, now=clock, by="An")
    forms = {kind: _answers(kind, ws) for kind in ("kiem_diem_2b", "kiem_diem_tap_the")}
    edits = [_edit(ws, one, forms) for one in snapshots(members)]
    ws.commit(edits, Act(_ON), "đo tốc độ")
    return ws


def _answers(kind: str, ws: Workspace) -> bytes:
    info = templates.find(kind, ws.template_roots).info
    said = {one.name: _ANSWERS.get(one.kind, "x") for one in info.fields if one.heading}
    points = {"diem_chung": "26", "diem_nhiem_vu": "60", "tong_diem": "86"}
    return base.encode({**said, **points})


def _edit(ws: Workspace, one: DossierSnapshot, forms: dict[str, bytes]) -> DossierEdit:
    edit = ws.edit(one.card)
    for paper in one.documents:
        edit.put_document(paper, {"du_lieu.json": forms[paper.kind]})
    for name in _REGISTERS:
        if said := getattr(one, name):
            edit.put_register(name, said)
    return edit


def main(arguments: list[str]) -> int:
    for members in [int(one) for one in arguments] or [1250, 2500, 5000]:
        with tempfile.TemporaryDirectory() as folder:
            ws = workspace(Path(folder) / "kho", members)
            ws.catalogue.state()
            print(f"{members} đảng viên")
            for what, org in {"một chi bộ": "cb-0000", "cả đợt": None}.items():
                timed(f"soát quy tắc, {what}", partial(check.check, ws, _YEAR, org=org, on=_ON))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
