"""How long archive law takes over a whole area: lists, make-up, gaps, dates, comparison, metadata.

python -m benchmarks.dossiers [MEMBERS …]
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.board import clock, organisations, snapshots, timed
from hoso.catalogue import Catalogue
from hoso.model.dossier import DossierCard, DossierKind
from hoso.model.roster import Organisation, OrganisationRoster
from hoso.services import dossiers
from hoso.services.dossiers import Scope
from hoso.workspace import Act, Workspace

_ON = date(2026, 7, 1)


def _checked(ws: Workspace) -> None:
    listed = dossiers.records(ws, Scope(), _ON)
    dossiers.completeness(ws, dossiers.tree(ws, None), listed)
    for one in listed:
        list(dossiers.flaws(one))


def _workspace(root: Path, members: int) -> Workspace:
    """Return a workspace whose catalogue holds a year; only the top roster is in the archive."""
    ws = Workspace.create(root, now=clock, by="An")
    code, state = next(organisations(0))
    card = DossierCard(code=f"ds-{code}", title=code, kind=DossierKind.ROSTER, organisation=code)
    edit = ws.edit(card)
    roster = OrganisationRoster(organisation=Organisation(code=code, states=(state,)))
    edit.put_register("roster", roster)
    ws.commit([edit], Act(_ON, "An"), "danh sách")
    others = (one for one in snapshots(members) if one.card.code != card.code)
    made = Catalogue(root / ".hoso" / "catalogue.sqlite")
    made.rebuild((*others, ws.snapshot(edit.object_id)), ws.archive.state())
    return ws


def main(arguments: list[str]) -> int:
    for members in [int(one) for one in arguments] or [1250, 2500, 5000]:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "kho"
            ws = _workspace(root, members)
            listed = dossiers.records(ws, Scope(), _ON)
            print(f"{members} đảng viên, {len(listed)} hồ sơ")
            timed("danh sách hồ sơ", partial(dossiers.records, ws, Scope(), _ON))
            timed("soát thành phần, siêu dữ liệu", partial(_checked, ws))
            timed("chỗ thiếu", partial(dossiers.gaps, ws, Scope(), _ON))
            timed("đối chiếu với danh sách", partial(dossiers.reconcile, ws, None, _ON))
            timed("bản kiểm điểm ba năm", partial(dossiers.latest, ws, None, _ON))
            timed("hạn nộp lưu", partial(dossiers.due, ws, Scope(), _ON))
            timed("hết thời hạn", partial(dossiers.proposals, ws, Scope(), date(2099, 1, 1)))
            timed("xuất CSV", partial(dossiers.write, listed, root / "x.csv"))
            timed("xuất Excel", partial(dossiers.write, listed, root / "x.xlsx"))
            for what, org in (("một đảng bộ cơ sở", "db-000"), ("một chi bộ", "cb-0000")):
                timed(f"chỗ thiếu, {what}", partial(dossiers.gaps, ws, Scope(org=org), _ON))
                timed(f"danh sách, {what}", partial(dossiers.records, ws, Scope(org=org), _ON))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
