"""The tables: one a register, each entry as its own JSON beside the columns to find it by.

Every row hangs on one dossier and has its place there, so that all a dossier says can be replaced
at once, and entries come back in the order in which they were written down.
"""

from __future__ import annotations

# Raise this number with every change of the tables.
SCHEMA_VERSION = 4

# Whom an entry is about: a collective, a member by card, somebody by name, or unnamed.
_SUBJECT = ("subject_kind", "organisation", "card", "name")
# What was true from one day to another; `exact` and `folded` are keys of the name.
_PERIOD = ("since", "until", "exact", "folded")

# Columns to find entries by, per table; each also has `dossier`, `place` and `value`.
REGISTERS: dict[str, tuple[str, ...]] = {
    # `issuer` and `type_symbol` say whose counter a number is of: NULL without any number, "" for a
    # number that cannot be read.
    "document": ("kind", "status", "issuer", "type_symbol"),
    "campaign": ("year",),
    "organisation": ("code", "parent", *_PERIOD),
    "member": ("card", "organisation", *_PERIOD),
    # One row a post that a member's state names; `value` is the whole state.
    "post": ("card", "organisation", "side", "title", "since", "until"),
    "numbers_outside": ("organisation",),
    "meeting": ("year", "organisation"),
    "planned_meeting": ("year", "organisation"),
    # `organisation` is where the member goes, `committee` whose committee sends.
    "assignment": ("year", "committee", "organisation", "card"),
    "appraisal": ("year", *_SUBJECT),
    "shortcoming": ("code", "year", *_SUBJECT),
    "follow_up": ("code",),
    "decision": ("code", "earlier"),
    # `current` is 1 for the level of the year itself, where it counts, and not superseded.
    "rating": ("year", "stage", "current", *_SUBJECT),
    "review_demand": ("year", *_SUBJECT),
    "statement": ("year", *_SUBJECT),
    "ruling": ("year", "rule", *_SUBJECT),
    "discipline": ("year", *_SUBJECT),
    # `current` is 0 for a count that a recount took the place of.
    "ballot": ("year", "organisation", "current"),
    "opinion": ("year", "current", *_SUBJECT),
    "title": ("year", *_SUBJECT),
    # `year` is the last of the years that the award honours.
    "award": ("year", *_SUBJECT),
    "plan": ("code", "shortcoming", "year", "status", *_SUBJECT),
    "remedy_event": ("code",),
}

_INDEXES = (
    "dossier (year, organisation)",
    "dossier (card)",
    "document (issuer, type_symbol)",
    "organisation (code)",
    "organisation (parent)",
    "member (organisation)",
    "member (card)",
    "member (exact)",
    "member (folded)",
    "post (organisation, side)",
    "numbers_outside (organisation)",
    "meeting (year, organisation)",
    "planned_meeting (year, organisation)",
    "assignment (year, organisation)",
    "appraisal (year, organisation)",
    "shortcoming (year, organisation)",
    "shortcoming (organisation, card)",
    "shortcoming (card)",
    "shortcoming (code)",
    "follow_up (code)",
    "decision (code)",
    "decision (earlier)",
    "rating (year, organisation)",
    "rating (card)",
    "review_demand (year, organisation)",
    "statement (year, organisation)",
    "ruling (year, organisation)",
    "discipline (year, organisation)",
    "ballot (year)",
    "opinion (year, organisation)",
    "title (organisation)",
    "award (year, organisation)",
    "award (card)",
    "plan (year, organisation)",
    "plan (code)",
    "plan (shortcoming)",
    "remedy_event (code)",
)


def statements() -> list[str]:
    """Return the SQL that makes an empty catalogue."""
    tables = [
        "CREATE TABLE state (only INTEGER PRIMARY KEY, sequence INTEGER, digest TEXT)",
        "CREATE TABLE dossier (code TEXT PRIMARY KEY, object_id TEXT NOT NULL UNIQUE,"
        " version INTEGER NOT NULL, kind TEXT NOT NULL, organisation TEXT NOT NULL,"
        " card TEXT NOT NULL, year INTEGER, value BLOB NOT NULL)",
    ]
    registers = [
        f"CREATE TABLE {table} (dossier TEXT NOT NULL, place INTEGER NOT NULL,"
        f" {', '.join(columns)}, value BLOB NOT NULL, PRIMARY KEY (dossier, place)) WITHOUT ROWID"
        for table, columns in REGISTERS.items()
    ]
    indexes = [
        f"CREATE INDEX by_{number} ON {columns}" for number, columns in enumerate(_INDEXES, 1)
    ]
    return [*tables, *registers, *indexes, f"PRAGMA user_version = {SCHEMA_VERSION}"]
