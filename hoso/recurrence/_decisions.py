"""What people decided about pairs, applied to the order of a ranking.

How decisions move the other candidates' scores is in `_rivals`: `candidates` hands them on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hoso.model.recurrence import Decision, Match, RecurrenceDecision
from hoso.recurrence._past import decided

_ORDER = {Decision.CONFIRMED: 0, None: 1, Decision.REJECTED: 2}


def apply_decisions(
    matches: Sequence[Match], decisions: Iterable[RecurrenceDecision]
) -> tuple[Match, ...]:
    """Return the matches with the confirmed pairs first and the rejected ones last.

    Scores and verdicts stay the program's own. Of several decisions on one pair the last counts.
    """
    made = decided(decisions)
    return tuple(sorted(matches, key=lambda one: _ORDER[made.get((one.code, one.earlier))]))
