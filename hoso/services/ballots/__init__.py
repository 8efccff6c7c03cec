"""Ballots (kiểm phiếu): counts that reconcile, what they propose, and sheets to count on.

Never who voted how: only totals come in, and a sheet that could tell more is refused.
"""

from hoso.services.ballots._candidates import (
    Reviewed,
    collectives,
    persons,
    rated,
    second_round,
)
from hoso.services.ballots._count import Counted, count
from hoso.services.ballots._outcomes import Proposal, Votes
from hoso.services.ballots._propose import Proposed, propose
from hoso.services.ballots._reading import called, terms_of, who
from hoso.services.ballots._sheet import SheetWanted, template
from hoso.services.ballots._show import BallotsShown, CountShown, Result, Share, show
from hoso.services.ballots._views import View, in_words, views

__all__ = [
    "BallotsShown",
    "CountShown",
    "Counted",
    "Proposal",
    "Proposed",
    "Result",
    "Reviewed",
    "Share",
    "SheetWanted",
    "View",
    "Votes",
    "called",
    "collectives",
    "count",
    "in_words",
    "persons",
    "propose",
    "rated",
    "second_round",
    "show",
    "template",
    "terms_of",
    "views",
    "who",
]
