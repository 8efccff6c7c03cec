"""Dossiers as archive law sees them (hồ sơ lưu trữ): what each must hold, how long, what is missing.

Judgements are functions of values; the archive is asked one question a register, however many
dossiers there are.
"""

from hoso.services.dossiers._contents import (
    Completeness,
    Item,
    Presence,
    Seen,
    completeness,
    is_here,
    judge_item,
    judge_line,
)
from hoso.services.dossiers._deadlines import Deadlines, deadlines, ended
from hoso.services.dossiers._disposal import Destroyed, Proposal, destroyed, proposals
from hoso.services.dossiers._document_fields import document_table
from hoso.services.dossiers._due import Due, HandingIn, Place, due
from hoso.services.dossiers._export import (
    csv_bytes,
    dossier_table,
    dossier_values,
    write,
)
from hoso.services.dossiers._flaws import flaws
from hoso.services.dossiers._gaps import Gap, GapKind, Gaps, gaps
from hoso.services.dossiers._reconcile import Compared, compared, reconcile, write_down
from hoso.services.dossiers._records import (
    FINDING_AIDS,
    GROUPS,
    Record,
    foreseen,
    of_row,
    of_rows,
    order,
    record,
    records,
)
from hoso.services.dossiers._retention import Judged, Reason, judge
from hoso.services.dossiers._reviews import Latest, SelfReview, latest, split
from hoso.services.dossiers._scope import Scope, Tree, chosen, span, tree
from hoso.services.dossiers._set import CONDITIONS, MEDIUMS, SECRECY, Changed, set_card
from hoso.services.dossiers._signatures import Unsigned, unsigned
from hoso.services.dossiers._table import Table

__all__ = [
    "CONDITIONS",
    "FINDING_AIDS",
    "GROUPS",
    "MEDIUMS",
    "SECRECY",
    "Changed",
    "Compared",
    "Completeness",
    "Deadlines",
    "Destroyed",
    "Due",
    "Gap",
    "GapKind",
    "Gaps",
    "HandingIn",
    "Item",
    "Judged",
    "Latest",
    "Place",
    "Presence",
    "Proposal",
    "Reason",
    "Record",
    "Scope",
    "Seen",
    "SelfReview",
    "Table",
    "Tree",
    "Unsigned",
    "chosen",
    "compared",
    "completeness",
    "csv_bytes",
    "deadlines",
    "destroyed",
    "document_table",
    "dossier_table",
    "dossier_values",
    "due",
    "ended",
    "flaws",
    "foreseen",
    "gaps",
    "is_here",
    "judge",
    "judge_item",
    "judge_line",
    "latest",
    "of_row",
    "of_rows",
    "order",
    "proposals",
    "reconcile",
    "record",
    "records",
    "set_card",
    "span",
    "split",
    "tree",
    "unsigned",
    "write",
    "write_down",
]
