"""How long the board of a review year takes: a whole area, a grassroots organisation, a cell.

python -m benchmarks.board [MEMBERS …]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from hoso.catalogue import Catalogue
from hoso.model.dossier import (
    DocumentStatus,
    DossierCard,
    DossierKind,
    DossierSnapshot,
    Provenance,
)
from hoso.model.review import (
    Campaign,
    Level,
    Meeting,
    Rating,
    Stage,
    Subject,
    SubjectKind,
)
from hoso.model.roster import (
    Category,
    Member,
    MemberState,
    Organisation,
    OrganisationRoster,
    OrganisationState,
    Post,
    PostSide,
)
from hoso.services import board, reminders
from hoso.workspace import Workspace

_YEAR, _ON, _SINCE = 2025, date(2025, 12, 20), date(2015, 1, 1)
_CELL, _BRANCH = 30, 8  # members of a cell, cells of a grassroots organisation
_NAMES = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga", "Oanh", "Phúc")


def clock() -> datetime:
    return datetime(2025, 12, 20, 8, 0, tzinfo=UTC)


def organisations(cells: int) -> Iterator[tuple[str, OrganisationState]]:
    yield "db-xa", _organisation("Đảng bộ xã", "dang_bo_co_so", None)
    for branch in range(-(-cells // _BRANCH)):
        code = f"db-{branch:03d}"
        yield code, _organisation(f"Đảng bộ cơ sở {branch}", "dang_bo_co_so", "db-xa")
    for cell in range(cells):
        parent = f"db-{cell // _BRANCH:03d}"
        yield f"cb-{cell:04d}", _organisation(f"Chi bộ {cell}", "chi_bo", parent)


def _organisation(name: str, kind: str, parent: str | None) -> OrganisationState:
    return OrganisationState(since=_SINCE, name=name, kind=kind, parent=parent, place="An Lĩnh")


def _member(cell: int, place: int) -> Member:
    posts = []
    if place == 0:
        posts = [Post(title="Bí thư chi bộ", side=PostSide.PARTY)]
    if place == 1:
        posts = [Post(title="Phó Bí thư chi bộ", side=PostSide.PARTY)]
    if place == 2:
        posts = [Post(title="Đảng ủy viên", side=PostSide.PARTY)]
    state = MemberState(
        since=_SINCE,
        organisation=f"cb-{cell:04d}",
        full_name=f"Nguyễn Văn {_NAMES[place % len(_NAMES)]}",
        admitted=date(2012, 5, 19),
        official=date(2013, 5, 19),
        posts=tuple(posts),
        unit=f"Phòng {cell}",
        category=Category.LEADER if place < 3 else Category.STAFF,
    )
    return Member(card=f"38{cell:04d}{place:02d}", states=(state,))


def snapshots(members: int) -> Iterator[DossierSnapshot]:
    cells = -(-members // _CELL)
    for code, state in organisations(cells):
        people: list[Member] = []
        if code.startswith("cb-"):
            number = int(code[3:])
            people = [_member(number, place) for place in range(_CELL)]
        roster = OrganisationRoster(
            organisation=Organisation(code=code, states=(state,)), members=tuple(people)
        )
        card = DossierCard(
            code=f"ds-{code}", title=code, kind=DossierKind.ROSTER, organisation=code
        )
        yield _snapshot(card, roster=roster)
        yield _collective(code)
        for one in people:
            yield _person(code, one)


def _snapshot(card: DossierCard, **registers: object) -> DossierSnapshot:
    return DossierSnapshot(
        object_id=f"urn:x:{card.code}",
        version=1,
        created=clock(),
        card=card,
        **registers,  # type: ignore[arg-type]  # each is what its field holds
    )


def _collective(code: str) -> DossierSnapshot:
    subject = Subject(kind=SubjectKind.COLLECTIVE, organisation=code)
    card = DossierCard(
        code=f"tt-{code}-{_YEAR}",
        title=code,
        kind=DossierKind.COLLECTIVE,
        organisation=code,
        year=_YEAR,
    )
    meetings = [
        Meeting(
            organisation=code,
            year=_YEAR,
            subject_kind=kind,
            day=date(2025, 12, 8),
            convened=_CELL,
            present=_CELL,
        )
        for kind in SubjectKind
    ]
    opened = Campaign(
        year=_YEAR,
        regime="HD43-2025",
        opened=date(2025, 11, 1),
        deadlines={"kiem_diem": date(2025, 12, 31), "ho_so_len_tren": date(2026, 2, 1)},
    )
    return _snapshot(
        card,
        campaign=opened if code == "db-xa" else None,
        documents=(_form("kiem_diem_tap_the"),),
        meetings=tuple(meetings),
        ratings=(_rating(subject, Stage.SELF), _rating(subject, Stage.PROPOSED)),
    )


def _person(code: str, one: Member) -> DossierSnapshot:
    subject = Subject(
        kind=SubjectKind.PERSON, organisation=code, card=one.card, name=one.states[0].full_name
    )
    card = DossierCard(
        code=f"dv-{one.card}-{_YEAR}",
        title=one.card,
        kind=DossierKind.PERSON,
        organisation=code,
        card=one.card,
        year=_YEAR,
    )
    late = int(one.card[-2:]) % 7 == 0
    stages = [Stage.SELF, Stage.CIVIL, Stage.PROPOSED]
    return _snapshot(
        card,
        documents=(_form("kiem_diem_2b", late=late),),
        ratings=() if late else tuple(_rating(subject, stage) for stage in stages),
    )


def _form(kind: str, *, late: bool = False) -> Provenance:
    return Provenance(
        number="0001",
        kind=kind,
        title=kind,
        day=date(2025, 12, 1),
        status=DocumentStatus.ISSUED if late else DocumentStatus.RETURNED,
        awaits_return=True,
        template=f"{kind}/1",
    )


def _rating(subject: Subject, stage: Stage) -> Rating:
    return Rating(
        subject=subject, year=_YEAR, stage=stage, level=Level.GOOD, day=date(2025, 12, 10)
    )


def workspace(root: Path, members: int) -> Workspace:
    """Return a workspace whose catalogue holds the year; its archive is empty."""
    ws = Workspace.create(root, now=clock, by="An")
    made = Catalogue(root / ".hoso" / "catalogue.sqlite")
    made.rebuild(snapshots(members), ws.archive.state())
    return ws


def timed(what: str, job: Callable[[], object]) -> None:
    started = time.perf_counter()
    job()
    print(f"  {what:32} {time.perf_counter() - started:6.2f} s")


def main(arguments: list[str]) -> int:
    for members in [int(one) for one in arguments] or [1250, 2500, 5000]:
        with tempfile.TemporaryDirectory() as folder:
            ws = workspace(Path(folder) / "kho", members)
            print(f"{members} đảng viên")
            for what, org in _SCOPES.items():
                timed(f"bảng theo dõi, {what}", partial(board.board, ws, _YEAR, org, _ON))
                timed(f"nhắc việc, {what}", partial(reminders.reminders, ws, _YEAR, org, _ON))
    return 0


_SCOPES = {"cả đợt": None, "một đảng bộ cơ sở": "db-000", "một chi bộ": "cb-0000"}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
