"""Statistics of a review year from the archive: the one place where subjects are counted."""

from hoso.services.stats._book import write as write_book
from hoso.services.stats._names import ordered
from hoso.services.stats._paper import context, printed, shown
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
    "context",
    "counted",
    "day_of",
    "ordered",
    "population",
    "printed",
    "report",
    "shown",
    "write_book",
]
