"""Statistics of a review year from the archive: the one place where subjects are counted."""

from hoso.services.stats._population import (
    CountedBody,
    CountedMember,
    Population,
    day_of,
    population,
)
from hoso.services.stats._report import report
from hoso.services.stats._tables import Counted, counted

__all__ = [
    "Counted",
    "CountedBody",
    "CountedMember",
    "Population",
    "counted",
    "day_of",
    "population",
    "report",
]
