"""Faults that came back: candidates, threads across years, what a person decided of them."""

from hoso.services.recurrences._closing import closing_questions, require_asked
from hoso.services.recurrences._decide import decide
from hoso.services.recurrences._found import MOST, Candidate, Thread, marked, threads
from hoso.services.recurrences._known import plan_items
from hoso.services.recurrences._survey import KIND_NAMES, Survey, survey

__all__ = [
    "KIND_NAMES",
    "MOST",
    "Candidate",
    "Survey",
    "Thread",
    "closing_questions",
    "decide",
    "marked",
    "plan_items",
    "require_asked",
    "survey",
    "threads",
]
