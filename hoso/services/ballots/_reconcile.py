"""Whether the figures of a count hold together, and who may have voted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hoso import facts, rules
from hoso.errors import Outcome
from hoso.model.review import BallotCount, BallotKind, BallotLine, Level, Stage, Subject
from hoso.rules import VoteOutcome, VoteState
from hoso.services.ballots._electorate import Electorate
from hoso.services.ballots._reading import Reading, called, who
from hoso.services.subjects import Body
from hoso.spreadsheet import BallotSheet

_FEW = 2  # votes of which one's own tells the other


def refuse_what_does_not_fit(reading: Reading, whose: Body, one: BallotCount) -> None:
    """Note every figure of a count that contradicts another, or the number of those with a vote."""
    asked = rules.of_subject(reading.ws.regime(one.year), "phieu")
    voters = electorate(reading, whose, one)
    number = voters.number(one.issued) if voters else None
    official = {} if number is None else {"phieu.so_chinh_thuc": number}
    for problem in rules.check({**facts.of_ballot(one), **official}, asked):
        if problem.outcome is Outcome.BROKEN:
            reading.refuse(problem.code, one.organisation, problem.message)
    for code, words in (*_attendance(one), *_blanks(one), *_twice(reading, one)):
        reading.refuse(code, one.organisation, words)


def electorate(reading: Reading, whose: Body, one: BallotCount) -> Electorate | None:
    """Return who could vote, None where the roster does not tell: another body, a committee."""
    return None if one.participant else Electorate.of(reading.ws, whose, one.day)


def _attendance(one: BallotCount) -> Iterator[tuple[str, str]]:
    if one.absent is not None and one.convened != one.present + one.absent:
        yield (
            "P01",
            f"triệu tập {one.convened}, nhưng có mặt {one.present} + vắng {one.absent} = "
            f"{one.present + one.absent}.",
        )
    elif one.present > one.convened:
        yield "P01", f"có mặt {one.present} nhiều hơn triệu tập {one.convened}."


def _blanks(one: BallotCount) -> Iterator[tuple[str, str]]:
    among = one.valid if one.blank_valid else one.invalid
    if one.blank_valid is not None and one.blank > among:
        kind = "hợp lệ" if one.blank_valid else "không hợp lệ"
        yield "P03", f"phiếu trắng {one.blank} tính là {kind}, nhưng chỉ có {among} phiếu {kind}."


def _twice(reading: Reading, one: BallotCount) -> Iterator[tuple[str, str]]:
    times = Counter(who(line.subject) for line in one.lines)
    for line in one.lines:
        if times.pop(who(line.subject), 1) > 1:
            yield "P04", f"{called(reading.ws, line.subject, one.day)} có hơn một dòng."


def refuse_named_columns(reading: Reading, whose: Body, sheet: BallotSheet) -> None:
    """Note a column that bears a member's name: it would tell who voted how."""
    for label in sheet.unread:
        if reading.ws.catalogue.find_members(label):
            reading.refuse(
                "P09",
                whose.code,
                f"cột «{label}» mang tên đảng viên. Chỉ nhận tổng số phiếu, không nhận phiếu của từng "
                "người; hãy bỏ cột ấy và đừng lưu tệp này.",
            )


def secrecy(one: BallotCount) -> Iterator[str]:
    """Yield a warning where the figures themselves tell how somebody voted."""
    whose = one.participant or one.organisation
    if 0 < one.returned <= _FEW:
        yield (
            f"{whose}: chỉ có {one.returned} phiếu nên không giữ được bí mật phiếu bầu; hãy cân nhắc "
            "cách lấy ý kiến khác."
        )
        return
    alike = [line for line in one.lines if one.marked and max(line.boxes) == one.marked]
    if alike:
        yield (
            f"{whose}: {one.marked} phiếu về {len(alike)} đối tượng giống hệt nhau, nên kết quả cho biết "
            "mỗi người đã bỏ phiếu thế nào."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRound:
    """What is known of the first round: the counts in the archive and in the same file."""

    reading: Reading
    counts: tuple[BallotCount, ...]

    @classmethod
    def of(cls, reading: Reading, counts: Iterable[BallotCount]) -> FirstRound:
        """Return the first rounds of the year, the file's own going before the archive's."""
        held = reading.ws.catalogue.ballots(year=reading.year)
        both = [*counts, *held]
        first = [c for c in both if c.kind is not BallotKind.AGREE and not c.participant]
        return cls(reading=reading, counts=tuple(first))

    def candidates(self, one: BallotCount) -> Iterator[str]:
        """Yield what cannot be told of second-round candidates; note those who cannot stand."""
        for line in one.lines:
            name = called(self.reading.ws, line.subject, one.day)
            found = self._line(line.subject)
            if self._proposed(line.subject):
                continue
            if found is None:
                words = f"{name} không có trong kết quả vòng 1; hãy ghi vòng 1 trước."
                self.reading.refuse("P06", one.organisation, words)
                continue
            outcome = rules.vote_outcome(found[1], found[0], self.reading.terms)
            if outcome.state is VoteState.UNKNOWN:
                yield f"{one.organisation}: {name}: chưa kiểm được mức ở vòng 1. {outcome.question}"
            elif not _good(outcome):
                words = f"{name} không đạt mức hoàn thành tốt nhiệm vụ ở vòng 1."
                self.reading.refuse("P06", one.organisation, words)

    def _line(self, subject: Subject) -> tuple[BallotCount, BallotLine] | None:
        key = who(subject)
        found = [(c, x) for c in self.counts for x in c.lines if who(x.subject) == key]
        return max(found, key=lambda pair: pair[0].again, default=None)

    def _proposed(self, subject: Subject) -> bool:
        """Return whether the archive has a proposal that says good or better."""
        held = self.reading.ws.catalogue.ratings(
            year=self.reading.year, stage=Stage.PROPOSED, subject=subject
        )
        return any(rating.level in (Level.GOOD, Level.EXCELLENT) for rating in held)


def _good(outcome: VoteOutcome) -> bool:
    return outcome.level in (Level.GOOD, Level.EXCELLENT)
