"""A grassroots committee with two cells, small enough to see every ground of a decision.

Đảng ủy: Bình (bí thư), Cúc (phó bí thư), Dũng (ủy viên), Giang (ủy viên). Chi bộ Một: Dũng (bí thư),
Én (phó bí thư), Bình, Hà, Khoa. Chi bộ Hai: Giang (bí thư), Cúc, Lan, Minh.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hoso.model.assessment import Ruling, Statement
from hoso.model.base import replaced
from hoso.model.dossier import DossierCard, DossierKind
from hoso.model.review import Level, Meeting, Rating, Stage, Subject, SubjectKind
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
from hoso.services import progress
from hoso.services.progress import State
from hoso.services.subjects import body, person, review_card
from hoso.workspace import Act, Workspace
from tests.conftest import Office, TickingClock
from tests.pdf_samples import ARCHIVAL

TOP, ONE, TWO = "db-xa", "cb-mot", "cb-hai"
_NAMES = {TOP: "Đảng bộ xã An Lĩnh", ONE: "Chi bộ Một", TWO: "Chi bộ Hai"}
_KINDS = {TOP: "dang_bo_co_so", ONE: "chi_bo", TWO: "chi_bo"}
# Card → name, cell, category, Party posts, posts in offices, unit.
_PEOPLE = {
    "01": ("Bình", ONE, Category.LEADER, "Bí thư Đảng ủy", "Chủ tịch", "Lãnh đạo xã"),
    "02": ("Cúc", TWO, Category.LEADER, "Phó Bí thư Đảng ủy", "Phó Chủ tịch", "Lãnh đạo xã"),
    "03": ("Dũng", ONE, Category.STAFF, "Đảng ủy viên; Bí thư chi bộ", "", ""),
    "04": ("Én", ONE, Category.STAFF, "Phó Bí thư chi bộ", "", ""),
    "05": ("Giang", TWO, Category.STAFF, "Đảng ủy viên; Bí thư chi bộ", "", ""),
    "06": ("Hà", ONE, Category.RETIRED, "", "", ""),
    "07": ("Khoa", ONE, Category.STAFF, "", "", ""),
    "08": ("Lan", TWO, Category.RETIRED, "", "", ""),
    "09": ("Minh", TWO, Category.RETIRED, "", "", ""),
}


def a_member(card: str, **changes: object) -> Member:
    """Return a member as everybody here begins: an official member for twenty years."""
    name, cell, category, party, office, unit = _PEOPLE[card]
    posts = [Post(title=one, side=PostSide.PARTY) for one in party.split("; ") if one]
    posts += [Post(title=one, side=PostSide.OFFICE) for one in office.split("; ") if one]
    state = MemberState(
        since=date(2010, 1, 1),
        organisation=cell,
        full_name=name,
        admitted=date(2005, 1, 1),
        official=date(2006, 1, 1),
        category=category,
        posts=tuple(posts),
        unit=unit,
    )
    return Member(card=card, states=(replaced(state, **changes),))


@dataclass
class Party:
    """The committee in one review year, with short words for what happens to it."""

    office: Office
    year: int

    @property
    def ws(self) -> Workspace:
        """Return the workspace opened anew."""
        return self.office.workspace

    @property
    def day(self) -> date:
        """Return the day on which levels are decided."""
        return date(self.year, 12, 20)

    def act(self, why: str = "") -> Act:
        """Return an act of the day of decisions."""
        return Act(self.day, "An", why or None)

    def enrol(self, *members: Member) -> None:
        """Write the rosters anew with these members in place of, or beside, the usual ones."""
        everybody = {card: a_member(card) for card in _PEOPLE}
        everybody |= {member.card: member for member in members}
        ws = self.ws
        edits = []
        for code in (TOP, ONE, TWO):
            state = OrganisationState(
                since=date(2010, 1, 1),
                name=_NAMES[code],
                kind=_KINDS[code],
                parent=None if code == TOP else TOP,
                parent_name="Đảng bộ tỉnh" if code == TOP else None,
            )
            held = [
                Member(card=m.card, states=tuple(s for s in m.states if s.organisation == code))
                for m in everybody.values()
            ]
            card = DossierCard(
                code=f"ds-{code}", title=code, kind=DossierKind.ROSTER, organisation=code
            )
            edit = ws.edit(card)
            roster = OrganisationRoster(
                organisation=Organisation(code=code, states=(state,)),
                members=tuple(member for member in held if member.states),
            )
            edit.put_register("roster", roster)
            edits.append(edit)
        ws.commit(edits, self.act(), "danh sách")

    def subject(self, key: str) -> Subject:
        """Return a member by card, or a collective by code."""
        ws = self.ws
        found = person(ws, key, self.day) if key.isdigit() else body(ws, key, self.day)
        return found.subject

    def put(self, register: str, key: str, entry: object, *keys: str) -> None:
        """Put an entry into a register of the review dossier of `key`."""
        ws = self.ws
        whose = person(ws, key, self.day) if key.isdigit() else body(ws, key, self.day)
        edit = ws.edit(review_card(ws, whose, self.year, self.day))
        edit.upsert(register, entry, *keys)
        ws.commit([edit], self.act(), "ghi")

    def state_fact(self, key: str, fact: str, value: str | float | bool) -> None:
        """State a fact about a member or collective."""
        said = Statement(
            subject=self.subject(key),
            year=self.year,
            fact=fact,
            value=value,
            by="An",
            day=self.day,
        )
        self.put("statements", key, said, "fact")

    def rule(self, key: str, code: str, answer: str) -> None:
        """Record what the authority said to a question."""
        said = Ruling(
            subject=self.subject(key),
            year=self.year,
            rule=code,
            answer=answer,
            authority="Ban Thường vụ",
            by="An",
            day=self.day,
        )
        self.put("rulings", key, said, "rule")

    def review(self, *keys: str, day: str = "") -> None:
        """State that these (all: nobody named) were reviewed on a day, the 10th if not said."""
        for key in keys or (TOP, ONE, TWO, *_PEOPLE):
            self.state_fact(key, "kiem_diem.ngay", day or f"{self.year}-12-10")

    def rate(self, key: str, level: str, stage: Stage = Stage.DECIDED, **more: object) -> None:
        """Write a level into the register as it stands, without asking whether it may."""
        rating = Rating(
            subject=self.subject(key),
            year=self.year,
            stage=stage,
            level=Level(level) if level else None,
            day=date(self.year, 12, 15),
            noted=date(self.year, 12, 15),
        )
        keys = ("stage", "period", "place", "superseded")
        self.put("ratings", key, replaced(rating, **more), *keys)

    def meet(self, code: str, kind: SubjectKind, *absent: str, day: int = 10) -> None:
        """Record a review meeting of an organisation."""
        held = Meeting(
            organisation=code,
            year=self.year,
            subject_kind=kind,
            day=date(self.year, 12, day),
            convened=5,
            present=5 - len(absent),
            absent=absent,
        )
        self.put("meetings", code, held, "subject_kind")

    def attach(self, key: str, kind: str, issued: str) -> None:
        """Attach a paper from elsewhere to the dossier of `key`."""
        path = self.office.root.parent / f"{kind}.pdf"
        path.write_bytes(ARCHIVAL)
        whose = ("--person" if key.isdigit() else "--org", key, "--year", str(self.year))
        self.office.ok("attach", path, *whose, "--kind", kind, "--issued", issued)

    def states(self, org: str | None = None) -> Mapping[str, State]:
        """Return every state by card or code."""
        found = progress.states(self.ws, self.year, org, self.day)
        return {
            one.candidate.person.card if one.candidate.person else one.candidate.body.code: one
            for one in found
        }


def a_party(root: Path, year: int = 2025) -> Party:
    """Return the committee in a year that is open for review."""
    office = Office(root=root / "kho", clock=TickingClock())
    Workspace.create(office.root, now=office.clock, by="An")
    party = Party(office=office, year=year)
    party.enrol()
    office.ok("campaign", "open", str(year), "--date", f"{year}-12-01")
    return party
