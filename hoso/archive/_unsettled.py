"""What a writer leaves between two steps, at work or dead: no damage, the next write settles it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from hoso.archive import _layout
from hoso.archive._journal import Journal
from hoso.archive._ledger import Ledger
from hoso.errors import Problem

_STRANGE_VERSION: Final = "E046"
_OTHER_SIDECAR: Final = "E060"
_NO_LINE: Final = "J008"
_TORN_LINE: Final = "J002"


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Việc ghi dở: of which objects a version may be half in, and whether a line is half written."""

    known: Mapping[str, int] = field(
        default_factory=dict
    )  # object's place → versions certainly done
    torn: str = ""  # the place of the half line

    def explained(self, problem: Problem) -> Problem:
        """Return a problem that the next write will settle as a warning that says so."""
        if problem.warning or not self._covers(problem):
            return problem
        text = (
            f"{problem.message} Một lần ghi đang diễn ra hoặc đã bị ngắt ở đây: lần lưu kế tiếp tự dọn, "
            "dữ liệu đã lưu không mất."
        )
        return replace(problem, message=text, warning=True)

    def _covers(self, problem: Problem) -> bool:
        if problem.code == _TORN_LINE:
            return problem.where == self.torn
        if problem.code == _OTHER_SIDECAR:
            return problem.where.removesuffix(f"/{_layout.INVENTORY}") in self.known
        if problem.code not in {_STRANGE_VERSION, _NO_LINE}:
            return False
        folder, _, number = problem.where.rpartition("/v")
        if folder in self.known and number.isdecimal():
            return int(number) > self.known[folder]
        return self.known.get(problem.where) == 0


def unsettled(journal: Journal, leftovers: Mapping[str, int]) -> Unsettled:
    """Return what a writer may have left, or may be doing: `leftovers` are object → versions before."""
    ledger = Ledger()
    ledger.follow(journal)
    ids = {i for i in leftovers if _layout.is_object_id(i)} | set(ledger.inside)
    known = {
        _layout.object_path(i): max(ledger.heads.get(i, (0, ""))[0], leftovers.get(i, 0))
        for i in ids
    }
    whole = journal.whole()
    lines = whole.count(b"\n")
    torn = f"{_layout.JOURNAL}:{lines + 1}" if journal.size() > len(whole) else ""
    return Unsettled(known, torn)
