"""From sheets to counts and opinions: whose each line is, and what blank ballots count as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hoso import rules, text
from hoso.errors import HosoError, NotFoundError, Problem
from hoso.model.awards import Opinion
from hoso.model.review import BallotCount, BallotLine, BodyRole, Level, Subject, SubjectKind
from hoso.model.roster import Member
from hoso.rules import BallotTerms
from hoso.services import ratings
from hoso.services.subjects import Body, body
from hoso.spreadsheet import BallotRow, BallotSheet, OpinionRow, OpinionSheet
from hoso.workspace import Workspace


def terms_of(ws: Workspace, year: int) -> BallotTerms:
    """Return what an authority laid down about votes for a year."""
    return BallotTerms.of(ws.regime(year).parameters)


def who(subject: Subject) -> tuple[str, str]:
    """Return the key under which a candidate is the same in two counts."""
    unnumbered = subject.kind is SubjectKind.PERSON and not subject.card
    return subject.dossier_stem, text.tone_key(subject.name) if unnumbered else ""


def called(ws: Workspace, subject: Subject, on: date) -> str:
    """Return the name people know a candidate by."""
    if subject.kind is SubjectKind.PERSON:
        return subject.name or subject.card
    found = ws.catalogue.organisation(subject.organisation)
    state = found.at(on) if found else None
    return state.name if state else subject.organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One file being read; `problems` gathers what stands against it."""

    ws: Workspace
    path: Path
    year: int
    on: date
    terms: BallotTerms
    problems: list[Problem] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    def body(self, said: str, org: str | None) -> Body:
        """Return whose sheet it is."""
        return body(self.ws, said or org or "", self.on)

    def refuse(self, code: str, whose: str, words: str) -> None:
        """Note what stands against the file."""
        where = f"{self.path.name}: {whose}"
        self.problems.append(Problem(code=code, where=where, message=f"{whose}: {words}"))

    def count(self, whose: Body, sheet: BallotSheet) -> BallotCount:
        """Return the count that a sheet holds."""
        return BallotCount(
            organisation=whose.code,
            year=self.year,
            day=sheet.day.value,
            round=sheet.round.value,
            kind=sheet.kind,
            again=sheet.again.value,
            participant=sheet.participant.value,
            role=self._role(sheet),
            convened=sheet.convened.value,
            present=sheet.present.value,
            absent=sheet.absent.value if sheet.absent else None,
            issued=sheet.issued.value,
            returned=sheet.returned.value,
            valid=sheet.valid.value,
            invalid=sheet.invalid.value,
            blank=sheet.blank.value,
            blank_valid=self._blank(whose, sheet),
            tellers=sheet.tellers.value,
            lines=tuple(self._line(whose, row) for row in sheet.rows),
        )

    def _role(self, sheet: BallotSheet | OpinionSheet) -> BodyRole | None:
        return sheet.role.value or (BodyRole.OTHER if sheet.participant.value else None)

    def _blank(self, whose: Body, sheet: BallotSheet) -> bool | None:
        """Return whether blank ballots are valid: as the rule says, else the sheet itself."""
        said = sheet.blank_as.value
        if not sheet.blank.value:
            return None
        ruled = self.terms.blank == "hop_le" if self.terms.blank else None
        if said is not None and ruled is not None and said != ruled:
            words = rules.BALLOT_CHOICES["phieu_trang"][self.terms.blank]
            self.refuse("P03", whose.code, f"quy định của cấp ủy tính phiếu trắng là {words}.")
        if said is None and ruled is None:
            self.questions.append(
                f"{whose.code}: có {sheet.blank.value} phiếu trắng, tính là hợp lệ hay không hợp lệ? Ghi "
                "dòng «Phiếu trắng tính là» trong bảng, hoặc phieu_trang trong lớp phủ."
            )
        return ruled if ruled is not None else said

    def _line(self, whose: Body, row: BallotRow) -> BallotLine:
        return BallotLine(
            subject=self.subject(whose, row.name.value, row.card.value),
            votes={level: number.value for level, number in row.votes.items()},
            unrated=row.unrated.value,
            agree=row.agree.value if row.agree else None,
            disagree=row.disagree.value if row.disagree else None,
            spoilt=row.spoilt.value,
        )

    def subject(self, whose: Body, name: str, card: str) -> Subject:
        """Return whom a line is about: a member, else the collective of that name or code."""
        member = self.ws.catalogue.member(card) if card else None
        found = None if member else self.ws.catalogue.find_organisation(card or name)
        if found:
            return Subject(kind=SubjectKind.COLLECTIVE, organisation=found.code)
        if not card:
            member = self._named(whose, name)
        known = member.card if member else card
        return Subject(
            kind=SubjectKind.PERSON, organisation=whose.code, card=known, name=name or known
        )

    def _named(self, whose: Body, name: str) -> Member | None:
        """Return the one member of that name, in the organisation first; twins need a card."""
        found = self.ws.catalogue.find_members(name)
        here = [m for m in found if (s := m.at(self.on)) and s.organisation == whose.code]
        chosen = here or list(found)
        if len(chosen) > 1:
            cards = ", ".join(member.card for member in chosen)
            self.refuse("P04", whose.code, f"{name}: có {len(chosen)} người ({cards}), ghi số thẻ.")
        return chosen[0] if len(chosen) == 1 else None

    def opinions(self, whose: Body, sheet: OpinionSheet) -> Iterator[Opinion]:
        """Yield what a participating body proposes; note levels that the year does not have."""
        for row in sheet.rows:
            try:
                yield self._opinion(whose, sheet, row)
            except NotFoundError as error:
                self._bad_level(error, row)

    def _opinion(self, whose: Body, sheet: OpinionSheet, row: OpinionRow) -> Opinion:
        return Opinion(
            subject=self.subject(whose, row.name.value, row.card.value),
            year=self.year,
            participant=sheet.participant.value,
            role=self._role(sheet) or BodyRole.OTHER,
            level=self._level(row),
            points=row.points.value,
            remark=row.remark.value,
            day=sheet.day.value,
        )

    def _level(self, row: OpinionRow) -> Level:
        found = ratings.level(self.ws, row.level.value, self.year)
        if found is None:
            raise NotFoundError("Chưa có ý kiến về mức thì để trống ô này.")
        return found

    def _bad_level(self, error: HosoError, row: OpinionRow) -> None:
        place = row.level.place
        self.problems.append(Problem(code="P05", where=place, message=f"{place}: {error.message}"))
