"""Who of a committee attends, appraises or oversees which organisation, and what does not fit."""

from hoso.services.assignments._listing import ROLE_NAMES, Listing, Sent, listing, sent_to
from hoso.services.assignments._record import Assigned, Place, Wanted, assign, read, remove

__all__ = [
    "ROLE_NAMES",
    "Assigned",
    "Listing",
    "Place",
    "Sent",
    "Wanted",
    "assign",
    "listing",
    "read",
    "remove",
    "sent_to",
]
