"""What is done to keep the archive safe, told by its journal in PREMIS terms (event and outcome).

Only an act that was asked to write writes: a check alone needs no archive that can be written to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from hoso.archive import Event
from hoso.errors import Problem
from hoso.model.dossier import ArchiveState
from hoso.services.keeping import Verdict
from hoso.workspace import Act, Workspace

# A damaged journal is evidence of what happened to it: nothing is added behind the damage.
_EVIDENCE: Final = frozenset({"J001", "J002", "J003", "J004", "J014", "J030", "J031"})


def named(state: ArchiveState) -> str:
    """Return the words by which a line names a state of the archive: the line that it ends with."""
    return f"dòng {state.sequence} sha256 {state.digest}"


def outcome(problems: Sequence[Problem]) -> str:
    """Return how an act ended, in the terms of PREMIS: success, warning, fail."""
    if any(not one.warning for one in problems):
        return "fail"
    return "warning" if problems else "success"


def record(ws: Workspace, event: Event, what: str, problems: Sequence[Problem], act: Act) -> None:
    """Put one line into the journal: what was done, how it ended, which faults were found."""
    broken = [one.code for one in problems if not one.warning]
    note = f"{what}; {len(broken)} lỗi"
    if broken:
        counted = Counter(broken).items()
        note += ": " + ", ".join(code if n == 1 else f"{code} ×{n}" for code, n in counted)
    ws.record(event, act, note, outcome(problems))


def checked(
    ws: Workspace, found: Verdict, state: ArchiveState, copy: Path | None, act: Act
) -> bool:
    """Write down that the archive, and its copy at `copy`, were checked; return whether it was.

    `state` is the archive's before the check. A damaged journal gets no line.
    """
    if _EVIDENCE & {one.code for one in found.errors}:
        return False
    beside = f" và bản sao «{copy.name}»" if copy else ""
    what = f"đọc lại {found.dossiers} hồ sơ của kho{beside}, kho đến {named(state)}"
    record(ws, Event.CHECKED, what, found.problems, act)
    return True
