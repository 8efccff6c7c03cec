"""States of a review year: where every subject stands, what is waited for and by which article."""

from hoso.services.progress._absent import Absence, absences
from hoso.services.progress._book import Book, Seat, is_yearly, read
from hoso.services.progress._case import Case
from hoso.services.progress._evidence import period_name
from hoso.services.progress._grounds import Wait, waits
from hoso.services.progress._levels import PlaceLevel, at_places, level_at, side_by_side
from hoso.services.progress._periods import PERIODS, by_period, period_rule, period_start
from hoso.services.progress._places import Place, PlaceQuestion, Places, places
from hoso.services.progress._reviewed import (
    MINUTES,
    REVIEWED_ON,
    Reviewed,
    returned_forms,
    reviewed,
)
from hoso.services.progress._states import (
    STEP_NAMES,
    State,
    Step,
    candidate_of,
    state_of,
    states,
)

__all__ = [
    "MINUTES",
    "PERIODS",
    "REVIEWED_ON",
    "STEP_NAMES",
    "Absence",
    "Book",
    "Case",
    "Place",
    "PlaceLevel",
    "PlaceQuestion",
    "Places",
    "Reviewed",
    "Seat",
    "State",
    "Step",
    "Wait",
    "absences",
    "at_places",
    "by_period",
    "candidate_of",
    "is_yearly",
    "level_at",
    "period_name",
    "period_rule",
    "period_start",
    "places",
    "read",
    "returned_forms",
    "reviewed",
    "side_by_side",
    "state_of",
    "states",
    "waits",
]
