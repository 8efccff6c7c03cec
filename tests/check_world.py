"""A small committee whose review years are put into a real archive thing by thing.

What the commands write is written here straight into the registers, so that a test may have any
state of a year at once. `World.save` makes one version a dossier; `World.found` asks the command.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hoso import templates
from hoso.model import base
from hoso.model.assessment import Discipline, DisciplineForm, Ruling, Statement
from hoso.model.dossier import DocumentStatus, Provenance
from hoso.model.review import Level, Meeting, Rating, Stage, SubjectKind
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
from hoso.model.template import FieldKind, TemplateInfo
from hoso.services import campaign, roster
from hoso.services.subjects import Body, Person, body, person, review_card
from hoso.workspace import Act, DossierEdit, Workspace
from tests.conftest import Office

SINCE = date(2015, 1, 1)
TOP, CELL, SCHOOL = "db-an-linh", "cb-thon-mot", "cb-truong"
AN, BINH, CUONG, DUNG, EM = (f"3800000{n}" for n in range(1, 6))  # of the village's cell
GIANG, HAI, KHANH = (f"3800001{n}" for n in range(1, 4))  # of the school's
NAMES = {
    TOP: "Đảng bộ xã An Lĩnh",
    CELL: "Chi bộ Thôn Một",
    SCHOOL: "Chi bộ Trường học",
    AN: "Nguyễn Văn An",
    BINH: "Trần Thị Bình",
    CUONG: "Lê Văn Cường",
    DUNG: "Phạm Thị Dung",
    EM: "Võ Văn Em",
    GIANG: "Hoàng Thị Giang",
    HAI: "Đỗ Văn Hải",
    KHANH: "Bùi Thị Khanh",
}
_MEMBERS = (
    (AN, CELL, Category.LEADER, ("Bí thư chi bộ", "Bí thư Đảng ủy")),
    (BINH, CELL, Category.LEADER, ("Phó Bí thư chi bộ", "Đảng ủy viên")),
    (CUONG, CELL, Category.OTHER, ("Chi ủy viên",)),
    (DUNG, CELL, Category.STAFF, ()),
    (EM, CELL, Category.RETIRED, ()),
    (GIANG, SCHOOL, Category.LEADER, ("Bí thư chi bộ", "Phó Bí thư Đảng ủy")),
    (HAI, SCHOOL, Category.STAFF, ("Phó Bí thư chi bộ",)),
    (KHANH, SCHOOL, Category.STAFF, ("Chi ủy viên",)),
)
_ANSWERS = {
    FieldKind.PARAGRAPHS: ["Nội dung đã làm trong năm."],
    FieldKind.LEVEL: "htt",
    FieldKind.GRADE: "tot",
    FieldKind.TABLE: [],
}


def roster_of(code: str) -> OrganisationRoster:
    """Return the roster of one organisation, as it has been since 2015."""
    kind = "dang_bo_co_so" if code == TOP else "chi_bo"
    parent = None if code == TOP else TOP
    state = OrganisationState(since=SINCE, name=NAMES[code], kind=kind, parent=parent)
    members = [
        Member(card=card, states=(member_state(card, code, category, posts),))
        for card, home, category, posts in _MEMBERS
        if home == code
    ]
    organisation = Organisation(code=code, states=(state,))
    return OrganisationRoster(organisation=organisation, members=tuple(members))


def member_state(
    card: str, code: str, category: Category, posts: tuple[str, ...], **more: Any
) -> MemberState:
    """Return what is true of a member since 2015."""
    said: dict[str, Any] = {
        "since": SINCE,
        "organisation": code,
        "full_name": NAMES[card],
        "admitted": date(2010, 3, 3),
        "official": date(2011, 3, 3),
        "posts": tuple(Post(title=title, side=PostSide.PARTY) for title in posts),
        "category": category,
    }
    return MemberState(**said | more)


def found_office(office: Office) -> None:
    """Put the rosters of the committee into an empty office."""
    ws = office.workspace
    edits = []
    for code in (TOP, CELL, SCHOOL):
        one = roster_of(code)
        edit = ws.edit(roster._card(one.organisation))
        edit.put_register("roster", one)
        edits.append(edit)
    ws.commit(edits, Act(SINCE), "nhập danh sách")


@dataclass
class World:
    """An office with the committee, one review year of it, and what waits to be written."""

    office: Office
    year: int = 2025
    on: date = date(2025, 12, 31)
    ws: Workspace = field(init=False)
    edits: dict[str, DossierEdit] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ws = self.office.workspace

    # -- writing -----------------------------------------------------------------------------

    def edit(self, whom: str, year: int | None = None) -> DossierEdit:
        """Return the edit of a subject's dossier: an organisation's code or a member's card."""
        number = year or self.year
        whose = self.whose(whom)
        card = review_card(self.ws, whose, number, date(number, 12, 31))
        if card.code not in self.edits:
            self.edits[card.code] = self.ws.edit(card)
        return self.edits[card.code]

    def whose(self, whom: str) -> Body | Person:
        """Return the organisation of that code, or the member with that card."""
        day = date(self.year, 12, 31)
        return person(self.ws, whom, day) if whom.isdecimal() else body(self.ws, whom, day)

    def opened(self) -> World:
        """Open the review year."""
        campaign.open_year(self.ws, self.year, Act(date(self.year, 11, 1)))
        return self

    def form(self, whom: str, kind: str = "", year: int | None = None, **answers: Any) -> World:
        """Put in the review form of a subject as it came back, every answer given but these."""
        edit = self.edit(whom, year)
        found = templates.find(kind or self.expected(whom), self.ws.template_roots)
        remarks = answers.pop("remarks", ())
        whose = self.whose(whom)
        leads = isinstance(whose, Person) and whose.state.category is Category.LEADER
        values = {**_whole(found.info, leads=leads), **answers}
        paper = Provenance(
            number=edit.next_number(),
            kind=found.info.kind,
            title=found.info.title,
            template=f"{found.info.kind}/{found.info.revision}",
            status=DocumentStatus.RETURNED,
            awaits_return=True,
            remarks=tuple(remarks),
        )
        document = edit.put_document(paper, {"du_lieu.json": base.encode(values)})
        self._own_level(edit, whom, values, document)
        return self

    def expected(self, whom: str) -> str:
        """Return the kind of form that the year's regime has for a subject."""
        day = date(self.year, 12, 31)
        every = campaign.candidates(self.ws, self.year, None, day)
        return next(
            one.form
            for one in every
            if whom in (one.body.code if one.person is None else "", one.person and one.person.card)
        )

    def _own_level(
        self, edit: DossierEdit, whom: str, values: Mapping[str, Any], document: str
    ) -> None:
        points = [values.get(name) for name in ("diem_chung", "diem_nhiem_vu")]
        general, task = (float(p) if p else None for p in points)
        rating = Rating(
            subject=self.whose(whom).subject,
            year=edit.card.year or 0,
            stage=Stage.SELF,
            level=Level(values["muc"]) if values.get("muc") else None,
            general_points=general,
            task_points=task,
            document=document,
        )
        edit.upsert("ratings", rating, "stage", "period", "place", "superseded")

    def rate(self, whom: str, level: Level | None, day: str = "", **more: Any) -> World:
        """Put in a level: decided, unless `stage` says otherwise."""
        year = more.pop("year", self.year)
        said: dict[str, Any] = {"stage": Stage.DECIDED, "by": "An"} | more
        rating = Rating(
            subject=self.whose(whom).subject,
            year=year,
            level=level,
            day=date.fromisoformat(day) if day else date(year, 12, 20),
            **said,
        )
        self.add("ratings", whom, rating, year=year)
        return self

    def add(self, register: str, whom: str, *entries: Any, year: int | None = None) -> World:
        """Put entries at the end of a register of a subject's dossier."""
        edit = self.edit(whom, year)
        edit.put_register(register, (*edit.register(register), *entries))
        return self

    def met(self, code: str, kind: SubjectKind, day: str, **more: Any) -> World:
        """Put in a review meeting that was held."""
        said: dict[str, Any] = {"convened": 5, "present": 5} | more
        held = Meeting(
            organisation=code,
            year=self.year,
            subject_kind=kind,
            day=date.fromisoformat(day),
            **said,
        )
        return self.add("meetings", code, held)

    def paper(
        self, whom: str, kind: str, day: str = "", year: int | None = None, **data: Any
    ) -> World:
        """Put in a paper of some kind with its data."""
        edit = self.edit(whom, year)
        made = Provenance(
            number=edit.next_number(),
            kind=kind,
            title=kind,
            day=date.fromisoformat(day) if day else None,
            status=DocumentStatus.IMPORTED,
        )
        edit.put_document(made, {"du_lieu.json": base.encode(data)} if data else {})
        return self

    def state(self, whom: str, **stated: Any) -> World:
        """Put in facts as people state them; `__` in a name stands for the dot."""
        subject = self.whose(whom).subject
        said = [
            Statement(
                subject=subject,
                year=self.year,
                fact=name.replace("__", "."),
                value=value,
                by="Lê Thị Hà",
                source="Sổ theo dõi",
                day=date(self.year, 12, 10),
            )
            for name, value in stated.items()
        ]
        return self.add("statements", whom, *said)

    def rule(self, whom: str, code: str, answer: str = "đồng ý") -> World:
        """Put in what the authority ruled on a subject."""
        ruling = Ruling(
            subject=self.whose(whom).subject,
            year=self.year,
            rule=code,
            answer=answer,
            authority="Ban Thường vụ Đảng ủy",
            by="An",
            day=date(self.year, 12, 22),
        )
        return self.add("rulings", whom, ruling)

    def discipline(self, whom: str, form: DisciplineForm, **more: Any) -> World:
        """Put in a decision on discipline."""
        entry = Discipline(
            code=f"KL-{whom}-{form}",
            subject=self.whose(whom).subject,
            year=self.year,
            form=form,
            day=date(self.year, 6, 1),
            by="An",
            noted=date(self.year, 6, 2),
            **more,
        )
        return self.add("disciplines", whom, entry)

    def change(self, card: str, **changes: Any) -> World:
        """Change what the roster says of a member, since ever."""
        code = next(home for one, home, _, _ in _MEMBERS if one == card)
        edit = self.ws.edit(roster._card(roster_of(code).organisation))
        old = edit.snapshot.roster if edit.snapshot else None
        assert old is not None
        members = tuple(
            base.replaced(m, states=(base.replaced(m.states[0], **changes),))
            if m.card == card
            else m
            for m in old.members
        )
        edit.put_register("roster", base.replaced(old, members=members))
        self.ws.commit([edit], Act(SINCE), "sửa danh sách")
        return self

    def save(self) -> World:
        """Write everything."""
        self.ws.commit(list(self.edits.values()), Act(date(self.year, 12, 1)), "đưa vào kho")
        self.edits = {}
        return self

    # -- asking ------------------------------------------------------------------------------

    def found(self, *args: str) -> list[dict[str, str]]:
        """Write everything, run the check, return what every rule says."""
        self.save()
        day = ("--date", self.on.isoformat())
        said: list[dict[str, str]] = self.office.json("check", str(self.year), *args, *day)[
            "quy_tac"
        ]
        return said

    def of(self, whom: str, *args: str) -> dict[str, str]:
        """Return the outcome of every rule on one subject, by code."""
        return {one["ma"]: one["ket_qua"] for one in self.found(*args) if is_about(one, whom)}

    def said(self, whom: str, code: str, *args: str) -> dict[str, str]:
        """Return all that one rule says on one subject."""
        return next(o for o in self.found(*args) if o["ma"] == code and is_about(o, whom))


def is_about(one: Mapping[str, str], whom: str) -> bool:
    """Return whether a finding is about the subject itself."""
    return one["noi"] == NAMES[whom] or one["noi"].startswith(f"{NAMES[whom]}, Chi bộ")


def _whole(info: TemplateInfo, *, leads: bool) -> dict[str, Any]:
    """Return an answer to everything that a form asks; what is under a switch, leaders only."""
    values: dict[str, Any] = {}
    for one in info.fields:
        printed = leads or not one.only_if
        if printed and (one.heading or one.kind is FieldKind.GRADE):
            values[one.name] = _ANSWERS.get(one.kind, "x")
    if "diem_chung" in values:
        values |= {"diem_chung": "26", "diem_nhiem_vu": "60", "tong_diem": "86"}
    return values
