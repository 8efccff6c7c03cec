"""States of a review year: where every subject stands, what is waited for and by which article."""

from hoso.services.progress._absent import Absence, absences
from hoso.services.progress._book import Book, Seat, read
from hoso.services.progress._case import Case
from hoso.services.progress._evidence import period_name
from hoso.services.progress._grounds import Wait, waits
from hoso.services.progress._levels import level_at, levels_by_place, side_by_side
from hoso.services.progress._periods import PERIODS
from hoso.services.progress._places import Place, PlaceQuestion, Places, places
from hoso.services.progress._reviewed import MINUTES, Reviewed, returned_form, reviewed
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
    "STEP_NAMES",
    "Absence",
    "Book",
    "Case",
    "Place",
    "PlaceQuestion",
    "Places",
    "Reviewed",
    "Seat",
    "State",
    "Step",
    "Wait",
    "absences",
    "candidate_of",
    "level_at",
    "levels_by_place",
    "period_name",
    "places",
    "read",
    "returned_form",
    "reviewed",
    "side_by_side",
    "state_of",
    "states",
    "waits",
]
