"""What the archived counts of a year come to: one body's one or two rounds taken together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hoso import rules
from hoso.model.review import BallotCount, BallotKind, BallotLine, Level, Subject
from hoso.rules import BallotTerms, VoteOutcome, VoteState
from hoso.services.ballots._reading import called, terms_of, who
from hoso.workspace import Workspace

Vote = tuple[BallotCount, BallotLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What one body's votes propose for one subject, `outcome.level` None while that is open."""

    organisation: str  # who voted
    subject: Subject
    name: str
    day: date  # of the last round
    outcome: VoteOutcome

    @property
    def settled(self) -> bool:
        """Return whether the votes name a level."""
        return self.outcome.state is VoteState.PASSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """All own counts of a year: those that participating bodies held are views, no proposals."""

    ws: Workspace
    terms: BallotTerms
    counts: tuple[BallotCount, ...]

    @classmethod
    def of(cls, ws: Workspace, year: int) -> Votes:
        """Return the counts of a year that nobody corrected since."""
        counts = [one for one in ws.catalogue.ballots(year=year) if not one.participant]
        return cls(ws=ws, terms=terms_of(ws, year), counts=tuple(counts))

    def proposals(self, organisation: str) -> Iterator[Proposal]:
        """Yield what the votes of one body come to, in the order of its ballots."""
        own = [one for one in self.counts if one.organisation == organisation]
        seen: set[tuple[str, str]] = set()
        for one in own:
            for line in one.lines:
                if who(line.subject) not in seen:
                    seen.add(who(line.subject))
                    yield self._proposal(own, line.subject, organisation)

    def _proposal(
        self, own: Iterable[BallotCount], subject: Subject, organisation: str
    ) -> Proposal:
        counts = list(own)
        first = latest(_of(counts, subject, second=False)) or self.first(subject)
        second = latest(_of(counts, subject, second=True))
        held = [vote[0].day for vote in (first, second) if vote]
        return Proposal(
            organisation=organisation,
            subject=subject,
            name=called(self.ws, subject, max(held)),
            day=max(held),
            outcome=self._together(first, second),
        )

    def level(self, organisation: str, subject: Subject) -> Level | None:
        """Return the level that the votes of one body name for a subject, None while they name none."""
        own = [one for one in self.counts if one.organisation == organisation]
        if not any(who(x.subject) == who(subject) for one in own for x in one.lines):
            return None
        return self._proposal(own, subject, organisation).outcome.level

    def first(self, subject: Subject) -> Vote | None:
        """Return the first round on a subject, whoever held it: a second may be held higher up."""
        return latest(_of(self.counts, subject, second=False))

    def _together(self, first: Vote | None, second: Vote | None) -> VoteOutcome:
        if second is None:
            return self._alone(first) if first else _nothing()
        agreed = self.outcome(second)
        if agreed.state is not VoteState.BELOW:
            return agreed
        earlier = self.outcome(first) if first else _nothing()
        note = f"vòng 2: {agreed.note}"
        return VoteOutcome(
            state=earlier.state,
            level=earlier.level,
            note=f"{note}; {earlier.note}" if earlier.note else note,
            question=earlier.question,
        )

    def _alone(self, first: Vote) -> VoteOutcome:
        found = self.outcome(first)
        if first[0].kind is BallotKind.BELOW and found.level is Level.GOOD:
            return VoteOutcome(state=found.state, level=found.level, note="chưa bỏ phiếu vòng 2")
        return found

    def outcome(self, vote: Vote) -> VoteOutcome:
        """Return what one line of one count comes to."""
        return rules.vote_outcome(vote[1], vote[0], self.terms)


def _nothing() -> VoteOutcome:
    return VoteOutcome(state=VoteState.UNKNOWN, question="Chưa có kết quả kiểm phiếu vòng 1.")


def _of(counts: Iterable[BallotCount], subject: Subject, *, second: bool) -> Iterator[Vote]:
    for one in counts:
        if (one.kind is BallotKind.AGREE) == second:
            yield from ((one, x) for x in one.lines if who(x.subject) == who(subject))


def latest(votes: Iterable[Vote]) -> Vote | None:
    """Return the vote that counts: of the last round, and there of the last ballot."""
    return max(votes, key=lambda vote: (vote[0].round, vote[0].again), default=None)
