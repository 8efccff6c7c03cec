"""How long the statistics of a whole province take, and how that grows with its size.

Run as `python -m benchmarks.stats [SHARES…]` from the root of the repository; the shares of the
province (default 0.25 0.5 1) are made in a temporary folder. The province has the figures that Gia
Lai published for 2020: 21 district bodies, 957 grassroots organisations, 61,567 members.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TypeVar

from hoso.model.assessment import Discipline, DisciplineForm
from hoso.model.dossier import DossierCard, DossierKind
from hoso.model.review import Level, Rating, Stage, Subject, SubjectKind
from hoso.model.roster import (
    Category,
    Member,
    MemberState,
    Organisation,
    OrganisationRoster,
    OrganisationState,
    Post,
    PostSide,
    Standing,
)
from hoso.services import stats
from hoso.workspace import Act, DossierEdit, Workspace

R = TypeVar("R")
YEAR, SINCE = 2020, date(2015, 1, 1)
END = date(YEAR, 12, 31)
DISTRICTS, GRASSROOTS, MEMBERS = 21, 957, 61_567
# Gia Lai, 2020: how its members divide; the best of what is published here as a witness.
DIVISION = {
    "mien": 2_714,
    "chua": 284,
    "moi": 1_984,
    "htxs": 7_156,
    "htt": 44_800,
    "htn": 4_238,
    "khien_trach": 222,
    "canh_cao": 49,
    "cach_chuc": 3,
    "khai_tru": 28,
    "khtn": 89,
}
_LEVELS = {"htxs": Level.EXCELLENT, "htt": Level.GOOD, "htn": Level.DONE}


def divided(members: int) -> list[str]:
    """Return for each member how the province has it, mixed, in the published proportions."""
    share = members / MEMBERS
    lots = [key for key, number in DIVISION.items() for _ in range(round(number * share))]
    lots += ["htt"] * (members - len(lots))
    random.Random(2020).shuffle(lots)
    return lots[:members]


def build(root: Path, share: float = 1.0) -> Workspace:
    """Return a workspace of a share of the province, with two years of decided levels."""
    seconds = count()
    ws = Workspace.create(
        root,
        now=lambda: datetime(2021, 1, 5, tzinfo=UTC) + timedelta(seconds=next(seconds)),
        by="An",
    )
    lots = iter(enumerate(divided(round(MEMBERS * share)), start=1))
    bases = round(GRASSROOTS * share)
    size, rest = divmod(round(MEMBERS * share), bases)
    edits = [*_organisation(ws, "tinh", "Đảng bộ tỉnh", "", [])]
    for district in range(DISTRICTS):
        edits += _organisation(ws, f"h{district:02}", f"Đảng bộ huyện {district}", "tinh", [])
    for place in range(bases):
        own = [next(lots) for _ in range(size + (place < rest))]
        name = f"Chi bộ cơ sở {place}"
        edits += _organisation(ws, f"cb{place:04}", name, f"h{place % DISTRICTS:02}", own)
    ws.commit(edits, Act(on=END), "dựng số liệu")
    return ws


def _organisation(
    ws: Workspace, code: str, name: str, parent: str, lots: list[tuple[int, str]]
) -> Iterator[DossierEdit]:
    state = OrganisationState(
        since=SINCE,
        name=name,
        kind="chi_bo_co_so" if lots else "dang_bo_co_so",
        parent=parent or None,
        parent_name=None if parent else "Trung ương",
    )
    members = tuple(
        _member(code, number, lot, first=not place) for place, (number, lot) in enumerate(lots)
    )
    roster = OrganisationRoster(
        organisation=Organisation(code=code, states=(state,)), members=members
    )
    yield _edit(
        ws,
        DossierCard(code=f"ds-{code}", title=name, kind=DossierKind.ROSTER, organisation=code),
        roster=roster,
    )
    for year in (YEAR - 1, YEAR):
        card = DossierCard(
            code=f"tt-{code}-{year}",
            title=name,
            kind=DossierKind.COLLECTIVE,
            organisation=code,
            year=year,
        )
        own = Subject(kind=SubjectKind.COLLECTIVE, organisation=code)
        ratings = [_rating(own, year, Level.GOOD), *_ratings(code, year, lots)]
        yield _edit(
            ws, card, ratings=tuple(ratings), disciplines=tuple(_disciplines(code, year, lots))
        )


def _edit(ws: Workspace, card: DossierCard, **registers: object) -> DossierEdit:
    edit = DossierEdit(ws.new_id(), card, None)
    for name, value in registers.items():
        edit.put_register(name, value)
    return edit


def _member(code: str, number: int, lot: str, *, first: bool) -> Member:
    posts = (Post(title="Bí thư chi bộ", side=PostSide.PARTY),) if first else ()
    state = MemberState(
        since=SINCE,
        organisation=code,
        full_name=f"Nguyễn Văn {number}",
        birth=date(1970, 1, 1),
        admitted=date(YEAR, 9, 1) if lot == "moi" else date(2000, 1, 1),
        official=None if lot == "moi" else date(2001, 1, 1),
        posts=posts,
        unit="Ủy ban nhân dân xã",
        category=Category.LEADER if first else Category.STAFF,
        standing=Standing.EXEMPT if lot == "mien" else Standing.ACTIVE,
    )
    return Member(card=f"{number:08}", states=(state,))


def _ratings(code: str, year: int, lots: list[tuple[int, str]]) -> Iterator[Rating]:
    for number, lot in lots:
        if lot not in {"mien", "chua", "moi"}:
            subject = Subject(
                kind=SubjectKind.PERSON,
                organisation=code,
                card=f"{number:08}",
                name=f"Nguyễn Văn {number}",
            )
            yield _rating(subject, year, _LEVELS.get(lot, Level.FAILED))


def _rating(subject: Subject, year: int, level: Level) -> Rating:
    day = date(year, 12, 20)
    return Rating(subject=subject, year=year, stage=Stage.DECIDED, level=level, day=day, by="An")


def _disciplines(code: str, year: int, lots: list[tuple[int, str]]) -> Iterator[Discipline]:
    for number, lot in lots:
        if lot in set(DisciplineForm):
            yield Discipline(
                code=f"KL-{number}",
                subject=Subject(kind=SubjectKind.PERSON, organisation=code, card=f"{number:08}"),
                year=year,
                form=DisciplineForm(lot),
                day=date(year, 6, 1),
                by="An",
                noted=date(year, 6, 2),
            )


def timed(act: Callable[[], R]) -> tuple[float, R]:
    """Return how many seconds an act takes, and its result."""
    start = time.perf_counter()
    result = act()
    return time.perf_counter() - start, result


def main() -> None:
    """Print one line a size."""
    shares = [float(one) for one in sys.argv[1:]] or [0.25, 0.5, 1.0]
    print(f"{'members':>8} {'bodies':>7} {'one year':>9} {'report':>8} {'growth':>7}")
    before = 0.0
    for share in shares:
        with tempfile.TemporaryDirectory() as folder:
            ws = build(Path(folder) / "tinh", share)
            ws.catalogue.state()  # brought up to date before anything is measured
            one, counted = timed(lambda ws=ws: stats.counted(ws, YEAR, org=None, on=END))  # type: ignore[misc]
            whole, _ = timed(lambda ws=ws: stats.report(ws, YEAR, org=None, on=END))  # type: ignore[misc]
        growth = f"{whole / before:.2f}" if before else ""
        members = counted.tables["dang_vien"].count("tong_so")
        print(f"{members:8} {len(counted.who.bodies):7} {one:8.2f}s {whole:7.2f}s {growth:>7}")
        before = whole


if __name__ == "__main__":
    main()
