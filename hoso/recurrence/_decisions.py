"""What people decided about pairs, applied to a ranking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hoso.model.recurrence import Decision, Match, RecurrenceDecision

_ORDER = {Decision.CONFIRMED: 0, None: 1, Decision.REJECTED: 2}


def apply_decisions(
    matches: Sequence[Match], decisions: Iterable[RecurrenceDecision]
) -> tuple[Match, ...]:
    """Return the matches with the confirmed pairs first and the rejected ones last.

    Scores and verdicts stay the program's own. Of several decisions on one pair the last counts.
    """
    made = {(one.code, one.earlier): one.decision for one in decisions}
    return tuple(sorted(matches, key=lambda one: _ORDER[made.get((one.code, one.earlier))]))
