"""Dated rules as released data (bộ quy định): regimes by review year, layouts by document date.

A released file is never edited, only superseded; `digest` pins which one a paper was made under.
"""

from hoso.profiles._awards import (
    MEMBER,
    ORGANISATION,
    SalaryOn,
    award,
    award_money,
    base_salary,
    giver_name,
    title_name,
)
from hoso.profiles._files import (
    concerns,
    deadlines,
    digest,
    first_year,
    layout,
    layouts,
    regime,
    regimes,
)
from hoso.profiles._holidays import holidays
from hoso.profiles._issuing import (
    counter_of,
    issuing,
    issuings,
    may_issue,
    numbering,
    numberings,
    organ,
    organ_of,
    organs,
    type_name,
    type_names,
    type_symbol,
)
from hoso.profiles._overlay import DEADLINES
from hoso.profiles._procedures import procedure, procedures, regime_in_force
from hoso.profiles._read import CONFIDENCES, PERMANENT, is_period
from hoso.profiles._retention import (
    archive_defaults,
    contents_of,
    fitting,
    retention,
    retention_table,
    years,
)
from hoso.profiles._scores import group_points, score_sheet, score_sheets, split_of
from hoso.profiles._terms import authority, committee_rank, heads, keep_line, symbol

__all__ = [
    "CONFIDENCES",
    "DEADLINES",
    "MEMBER",
    "ORGANISATION",
    "PERMANENT",
    "SalaryOn",
    "archive_defaults",
    "authority",
    "award",
    "award_money",
    "base_salary",
    "committee_rank",
    "concerns",
    "contents_of",
    "counter_of",
    "deadlines",
    "digest",
    "first_year",
    "fitting",
    "giver_name",
    "group_points",
    "heads",
    "holidays",
    "is_period",
    "issuing",
    "issuings",
    "keep_line",
    "layout",
    "layouts",
    "may_issue",
    "numbering",
    "numberings",
    "organ",
    "organ_of",
    "organs",
    "procedure",
    "procedures",
    "regime",
    "regime_in_force",
    "regimes",
    "retention",
    "retention_table",
    "score_sheet",
    "score_sheets",
    "split_of",
    "symbol",
    "title_name",
    "type_name",
    "type_names",
    "type_symbol",
    "years",
]
