"""Awards (khen thưởng): who earned one, who may give it, how much money, what was given.

One service behind the command `awards` and the papers that propose and decide awards.
"""

from hoso.services.awards._evidence import YearMerit, paper_name
from hoso.services.awards._givers import Giver
from hoso.services.awards._listing import STATE_NAMES, Listing, export, listing
from hoso.services.awards._merits import (
    BODIES,
    MEMBERS,
    Asked,
    Merit,
    MeritState,
    Option,
    Total,
    merits,
    notices,
    totals,
)
from hoso.services.awards._money import Amount
from hoso.services.awards._record import (
    Handed,
    Recognition,
    Recorded,
    recognise,
    record,
    record_paper,
)

__all__ = [
    "BODIES",
    "MEMBERS",
    "STATE_NAMES",
    "Amount",
    "Asked",
    "Giver",
    "Handed",
    "Listing",
    "Merit",
    "MeritState",
    "Option",
    "Recognition",
    "Recorded",
    "Total",
    "YearMerit",
    "export",
    "listing",
    "merits",
    "notices",
    "paper_name",
    "recognise",
    "record",
    "record_paper",
    "totals",
]
