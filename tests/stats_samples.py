"""A small committee of three floors in a real archive, with the results of several years.

db (đảng bộ cơ sở)
  bp (đảng bộ bộ phận)   cb-1, cb-2
  cb-3
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hoso.model.assessment import Discipline, DisciplineForm, Statement
from hoso.model.base import replaced
from hoso.model.dossier import DossierCard, DossierKind
from hoso.model.review import Level, Rating, Shortcoming, Stage, Subject, SubjectKind
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
from hoso.workspace import Act, Workspace
from tests.conftest import NOON, Office, TickingClock

SINCE = date(2015, 1, 1)
BODIES = {
    "db": ("Đảng bộ xã An Lĩnh", "dang_bo_co_so", None),
    "bp": ("Đảng bộ bộ phận Thôn Đông", "dang_bo_bo_phan", "db"),
    "cb-1": ("Chi bộ Thôn 1", "chi_bo", "bp"),
    "cb-2": ("Chi bộ Thôn 2", "chi_bo", "bp"),
    "cb-3": ("Chi bộ Cơ quan", "chi_bo", "db"),
}
XS, T, H, K = Level.EXCELLENT, Level.GOOD, Level.DONE, Level.FAILED
# Card → name, cell.
PEOPLE = {
    "00000001": ("Bùi Thị An", "cb-1"),
    "00000002": ("Cao Văn Bình", "cb-1"),
    "00000003": ("Đinh Thị Cúc", "cb-1"),
    "00000004": ("Hà Văn Dũng", "cb-2"),
    "00000005": ("Lê Thị Én", "cb-2"),
    "00000006": ("Mai Văn Giang", "cb-3"),
    "00000007": ("Ngô Thị Hoa", "cb-3"),
    "00000008": ("Phan Văn Ích", "cb-3"),
}


def state(card: str, **changes: object) -> MemberState:
    """Return what is true of a member from the beginning on."""
    name, home = PEOPLE[card]
    plain = MemberState(
        since=SINCE,
        organisation=home,
        full_name=name,
        admitted=date(2000, 1, 1),
        official=date(2001, 1, 1),
    )
    return replaced(plain, **changes)


@dataclass
class Committee:
    """The committee as it will be archived; `states` replaces what is true of a member."""

    states: dict[str, tuple[MemberState, ...]] = field(
        default_factory=lambda: {card: (state(card),) for card in PEOPLE}
    )
    bodies: dict[str, tuple[OrganisationState, ...]] = field(
        default_factory=lambda: {
            code: (
                OrganisationState(
                    since=SINCE,
                    name=name,
                    kind=kind,
                    parent=parent,
                    parent_name=None if parent else "Tỉnh ủy Cao Nguyên",
                    place="An Lĩnh",
                ),
            )
            for code, (name, kind, parent) in BODIES.items()
        }
    )

    def archived(self, root: Path) -> Office:
        """Return an office whose archive holds the committee."""
        office = Office(root=root, clock=TickingClock(NOON))
        ws = Workspace.create(root, now=office.clock, by="An")
        edits = []
        for code, states in self.bodies.items():
            own = {
                card: tuple(one for one in found if one.organisation == code)
                for card, found in self.states.items()
            }
            members = tuple(Member(card=card, states=found) for card, found in own.items() if found)
            card = DossierCard(
                code=f"ds-{code}", title=code, kind=DossierKind.ROSTER, organisation=code
            )
            edit = ws.edit(card)
            organisation = Organisation(code=code, states=states)
            edit.put_register(
                "roster", OrganisationRoster(organisation=organisation, members=members)
            )
            edits.append(edit)
        ws.commit(edits, Act(on=SINCE), "lập danh sách")
        return office


def person(card: str) -> Subject:
    """Return a member as a subject."""
    name, home = PEOPLE[card]
    return Subject(kind=SubjectKind.PERSON, organisation=home, card=card, name=name)


def collective(code: str) -> Subject:
    """Return an organisation as a subject."""
    return Subject(kind=SubjectKind.COLLECTIVE, organisation=code)


def rating(subject: Subject, year: int, level: Level | None, **changes: object) -> Rating:
    """Return the decided level of a subject."""
    plain = Rating(
        subject=subject,
        year=year,
        stage=Stage.DECIDED,
        level=level,
        day=date(year, 12, 20),
        by="An",
    )
    return replaced(plain, **changes)


def rate(office: Office, year: int, levels: Mapping[str, Level]) -> None:
    """Archive the decided levels of a year, by card or code of an organisation."""
    for key, level in levels.items():
        subject = person(key) if key in PEOPLE else collective(key)
        put(office, subject, year, ratings=[rating(subject, year, level)])


def put(office: Office, subject: Subject, year: int, **registers: Iterable[object]) -> None:
    """Add entries to registers of a subject's dossier of a year."""
    ws = office.workspace
    kind = DossierKind.PERSON if subject.card else DossierKind.COLLECTIVE
    card = DossierCard(
        code=f"{subject.dossier_stem}-{year}",
        title=subject.dossier_stem,
        kind=kind,
        organisation=subject.organisation,
        card=subject.card,
        year=year,
    )
    edit = ws.edit(card)
    for name, entries in registers.items():
        edit.put_register(name, (*edit.register(name), *entries))
    ws.commit([edit], Act(on=date(year, 12, 20)), "ghi")


def discipline(card: str, year: int, form: DisciplineForm) -> Discipline:
    """Return a decision on discipline."""
    return Discipline(
        code=f"KL-{card}-{form}",
        subject=person(card),
        year=year,
        form=form,
        day=date(year, 6, 1),
        document="07-QĐ/UBKT",
        by="An",
        noted=date(year, 6, 2),
    )


def statement(
    subject: Subject, year: int, fact: str, value: str | float | bool | tuple[str, ...]
) -> Statement:
    """Return a fact that a person stated."""
    return Statement(
        subject=subject, year=year, fact=fact, value=value, by="An", day=date(year, 12, 1)
    )


def fault(code: str, year: int, area: str, organisation: str = "cb-1") -> Shortcoming:
    """Return a shortcoming filed under a theme."""
    return Shortcoming(
        code=code, year=year, subject=collective(organisation), text="Chưa làm tốt.", area=area
    )


LEADER = {
    "category": Category.LEADER,
    "posts": (Post(title="Bí thư Đảng ủy", side=PostSide.PARTY),),
}
EXEMPT = {"standing": Standing.EXEMPT}
AWAY = {"standing": Standing.TEMPORARY_ELSEWHERE}
