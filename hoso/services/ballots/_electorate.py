"""Who had a vote: members on probation have none (Điều lệ Đảng, Điều 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hoso.model.review import BallotCount
from hoso.model.roster import MemberState
from hoso.services.subjects import Body, Person, people
from hoso.workspace import Workspace

_CELLS = ("chi_bo", "chi_bo_co_so")  # where every official member votes
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Electorate:
    """The members of a cell on the day of a vote: official ones, and those of whom nobody can tell."""

    official: int
    unclear: tuple[Person, ...]

    @classmethod
    def of(cls, ws: Workspace, whose: Body, day: date) -> Electorate | None:
        """Return who could vote in a cell; None for a body whose voters the roster does not tell."""
        members = people(ws, whose.code, day)
        if whose.state.kind not in _CELLS or not members:
            return None
        return cls(
            official=sum(_is_official(one.state, day) for one in members),
            unclear=tuple(one for one in members if _is_unclear(one.state, day)),
        )

    def number(self, issued: int) -> int | None:
        """Return how many had a vote, as far as `issued` ballots can be judged by it; else None."""
        most = self.official + len(self.unclear)
        if issued <= self.official:
            return self.official
        return most if issued > most else None

    def doubt(self, count: BallotCount) -> str:
        """Return what cannot be told about a count, "" when it can."""
        if self.number(count.issued) is not None:
            return ""
        names = ", ".join(one.state.full_name for one in self.unclear[:_SHOWN])
        return (
            f"{count.organisation}: phát ra {count.issued} phiếu, danh sách có {self.official} đảng viên "
            f"ghi ngày chính thức; chưa kiểm được ai là dự bị ({names})."
        )


def _is_official(state: MemberState, day: date) -> bool:
    return state.official is not None and state.official <= day


def _is_unclear(state: MemberState, day: date) -> bool:
    """Return whether nobody can tell if a member is still on probation."""
    if state.official or state.admitted is None:
        return state.official is None
    first = state.admitted  # nobody is official before a year has passed (Điều lệ Đảng, Điều 5)
    return (first.year + 1, first.month, first.day) <= (day.year, day.month, day.day)
