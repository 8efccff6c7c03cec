"""Numbers of documents (số văn bản): one counter a type of paper, organ and term of office.

Quyết định and Quy định share the symbol QĐ but not the counter; a congress has one counter for all
types (HD 36-HD/VPTW, mục II, điểm 1.3; HD 05-HD/VPTW). Papers that withdrew keep their numbers.
"""

from hoso.services.numbers._check import Listing, Scope, listing, problems
from hoso.services.numbers._claim import Claim, Given, require_same, settle
from hoso.services.numbers._counters import Counter, Ledger, Paper, ledger
from hoso.services.numbers._foreign import Bearing, Printed, read_foreign
from hoso.services.numbers._next import Next, following
from hoso.services.numbers._outside import Stated, state
from hoso.services.numbers._terms import Term, term_named, terms
from hoso.services.numbers._types import type_of

__all__ = [
    "Bearing",
    "Claim",
    "Counter",
    "Given",
    "Ledger",
    "Listing",
    "Next",
    "Paper",
    "Printed",
    "Scope",
    "Stated",
    "Term",
    "following",
    "ledger",
    "listing",
    "problems",
    "read_foreign",
    "require_same",
    "settle",
    "state",
    "term_named",
    "terms",
    "type_of",
]
