"""The review year: opening it under the regime in force, and whom it concerns."""

from hoso.services.campaign._candidates import (
    Candidate,
    candidates,
    card_of,
    of_collective,
    review_day,
)
from hoso.services.campaign._year import Opened, current_year, open_year, required

__all__ = [
    "Candidate",
    "Opened",
    "candidates",
    "card_of",
    "current_year",
    "of_collective",
    "open_year",
    "required",
    "review_day",
]
