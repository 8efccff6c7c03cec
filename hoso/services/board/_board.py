"""The board of a review year: every subject, gathered by organisation, the late ones first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hoso.model.review import PlanItem, Shortcoming
from hoso.services import campaign, progress
from hoso.services.board._deadlines import IS_SPECIAL, Deadline, Deadlines, specials
from hoso.services.board._milestones import (
    SETTLED,
    Faults,
    Milestone,
    needed,
    noticed_on,
    papers_of,
    passed,
)
from hoso.services.board._next import Task, task
from hoso.services.campaign import Candidate
from hoso.services.meetings import Calendar, MeetingLine
from hoso.services.progress import Book, State
from hoso.services.subjects import Body, codes_within
from hoso.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One subject on the board: the state, what it passed of what it must, and what comes next."""

    state: State
    needed: frozenset[Milestone]
    passed: frozenset[Milestone]
    task: Task | None
    deadline: Deadline | None

    @property
    def candidate(self) -> Candidate:
        """Return whose line it is."""
        return self.state.candidate

    @property
    def is_late(self) -> bool:
        """Return whether the day is over by which the level had to be decided."""
        past = self.deadline is not None and self.deadline.is_past
        return past and self.state.step not in SETTLED


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One organisation on the board: its collective, its members, its meetings and papers."""

    body: Body
    on: date
    is_special: bool
    deadline: Deadline | None
    collective: Line
    members: tuple[Line, ...]
    meetings: tuple[MeetingLine, ...]
    told_on: date | None  # when the results were told
    papers: Mapping[str, date | None]  # kinds of paper that an organisation owes → when made
    stated: frozenset[str]  # facts that people stated about the organisation

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the collective and the members."""
        return (self.collective, *self.members)

    def count(self, milestone: Milestone) -> tuple[int, int]:
        """Return how many subjects passed a milestone, of how many that must."""
        due = [line for line in self.lines if milestone in line.needed]
        return sum(milestone in line.passed for line in due), len(due)

    @property
    def is_late(self) -> bool:
        """Return whether somebody here is late, or a meeting was planned for a day that is over."""
        return any(line.is_late for line in self.lines) or any(self.missed)

    @property
    def missed(self) -> tuple[MeetingLine, ...]:
        """Return the meetings planned for a day that is over, of which nothing says they were held."""
        return tuple(
            m for m in self.meetings if not m.held and m.planned and m.planned.day < self.on
        )

    @property
    def is_done(self) -> bool:
        """Return whether nobody here has anything left to do."""
        return all(line.task is None for line in self.lines)

    def groups(self) -> tuple[tuple[Task, tuple[Line, ...]], ...]:
        """Return what is to be done here with whom it concerns, what is late first."""
        found: dict[tuple[str, str], list[Line]] = {}
        for line in self.lines:
            if line.task:
                found.setdefault((line.task.code, line.task.words), []).append(line)
        ordered = sorted(found.values(), key=_urgency)
        return tuple((lines[0].task, tuple(lines)) for lines in ordered if lines[0].task)


def _urgency(lines: list[Line]) -> tuple[bool, int]:
    first = lines[0].task
    return not any(line.is_late for line in lines), int(first.waiting if first else False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A review year on one day."""

    year: int
    on: date
    deadlines: tuple[Deadline, ...]
    report: Deadline | None  # until when results are reported to the level above
    dossier: Deadline | None  # until when dossiers go up, where an authority set a day for its area
    rows: tuple[Row, ...]  # late first, those with nothing left last
    in_order: tuple[Line, ...]  # every subject, cells before committees

    def count(self, milestone: Milestone) -> tuple[int, int]:
        """Return how many subjects passed a milestone, of how many that must."""
        counts = [row.count(milestone) for row in self.rows]
        return sum(done for done, _ in counts), sum(due for _, due in counts)


# Papers that every organisation owes the level above: the kind, and the fact that says when.
REPORT, DOSSIER = "bao_cao_ket_qua", "danh_muc_ho_so_kiem_diem"
_OWED: Mapping[str, str] = {REPORT: "bao_cao.ngay", DOSSIER: "ho_so.ngay_gui"}


def board(ws: Workspace, year: int, org: str | None, on: date) -> Board:
    """Return the board of an organisation and those below it, None: all."""
    opened = campaign.required(ws, year)
    book = progress.read(ws, year, org, on)
    codes = codes_within(ws, org, on)
    stated = (stem.removeprefix("tt-") for stem, said in _yes(book, IS_SPECIAL) if said)
    deadlines = Deadlines.of(opened, specials(stated, book.bodies), on)
    inside = [one for one in book.candidates if codes is None or one.body.code in codes]
    faults = _faults(ws, year, inside)
    lines = tuple(_line(book, one, faults, deadlines) for one in inside)
    return Board(
        year=year,
        on=on,
        deadlines=deadlines.all(),
        report=deadlines.report(),
        dossier=deadlines.dossier(),
        rows=tuple(sorted(_rows(book, lines, deadlines), key=_order)),
        in_order=lines,
    )


def _yes(book: Book, fact: str) -> Iterator[tuple[str, bool]]:
    for (stem, name), said in book.stated.items():
        if name == fact:
            yield stem, bool(said.value)


def _faults(ws: Workspace, year: int, inside: Iterable[Candidate]) -> Mapping[str, Faults]:
    """Return how much each review found and planned, read in two questions."""
    codes = [f"{one.dossier}-{year}" for one in inside]
    found = ws.catalogue.by_dossier(Shortcoming, codes)
    planned = ws.catalogue.by_dossier(PlanItem, codes)
    counted = {}
    for code, faults in found.items():
        for_codes = {item.shortcoming for item in planned.get(code, ())}
        done = sum(fault.code in for_codes for fault in faults)
        counted[code.removesuffix(f"-{year}")] = Faults(found=len(faults), planned=done)
    return counted


def _line(book: Book, one: Candidate, faults: Mapping[str, Faults], deadlines: Deadlines) -> Line:
    state = progress.state_of(book, one)
    known = faults.get(one.dossier, Faults())
    wanted, done = needed(one, state, known), passed(book, one, state, known)
    return Line(
        state=state,
        needed=wanted,
        passed=done,
        task=task(one, state, wanted - done, book.year),
        deadline=deadlines.review(one.body.code),
    )


def _rows(book: Book, lines: Iterable[Line], deadlines: Deadlines) -> Iterator[Row]:
    by_body: dict[str, list[Line]] = {}
    for line in lines:
        by_body.setdefault(line.candidate.body.code, []).append(line)
    calendar, stated = Calendar.of(book.ws, book.year, [*by_body]), _stated(book)
    for code, (collective, *members) in by_body.items():
        body, stem = collective.candidate.body, collective.candidate.dossier
        yield Row(
            body=body,
            on=book.on,
            is_special=code in deadlines.special,
            deadline=deadlines.review(code),
            collective=collective,
            members=tuple(members),
            meetings=calendar.of_body(body),
            told_on=noticed_on(book, stem),
            papers={kind: _owed(book, stem, kind) for kind in _OWED},
            stated=stated.get(stem, frozenset()),
        )


def _stated(book: Book) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for stem, fact in book.stated:
        found.setdefault(stem, set()).add(fact)
    return {stem: frozenset(facts) for stem, facts in found.items()}


def _owed(book: Book, stem: str, kind: str) -> date | None:
    """Return when a paper went up, as stated, else the date on the one made here."""
    said = book.stated.get((stem, _OWED[kind]))
    if said is not None:
        return date.fromisoformat(str(said.value))
    days = [paper.day for paper in papers_of(book, stem, kind) if paper.day]
    return max(days, default=None)


def _order(row: Row) -> tuple[bool, bool]:
    return not row.is_late, row.is_done
