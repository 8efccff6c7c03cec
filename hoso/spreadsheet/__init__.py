"""Bảng tính: what offices keep in Excel and CSV, read strictly and written readably.

The only room that knows openpyxl and CSV. Whole files are refused with UnreadableFileError;
bad rows come back as problems that name sheet, cell and remedy; nothing is dropped silently.
"""

from hoso.spreadsheet._ballot_forms import (
    FormSheet,
    ballot_form,
    opinion_form,
    role_name,
    write_forms,
)
from hoso.spreadsheet._ballots import BallotBook, BallotRow, BallotSheet, read_ballots
from hoso.spreadsheet._book import BookRead, SheetKind, SheetRead, read_book
from hoso.spreadsheet._csv import csv_bytes
from hoso.spreadsheet._entry import EntryColumn, EntryKind, EntrySheet, write_entry_book
from hoso.spreadsheet._figures import (
    FIRST_ROW,
    FigureRow,
    FigureSheet,
    Formula,
    Linked,
    Signed,
    write_figures,
)
from hoso.spreadsheet._grid import RowProblem
from hoso.spreadsheet._labelled import Placed
from hoso.spreadsheet._opinions import OpinionRow, OpinionSheet
from hoso.spreadsheet._register import RegisterRead, RegisterRow, read_register
from hoso.spreadsheet._roster import RosterRead, read_roster
from hoso.spreadsheet._shown import ShownCell, ShownSheet, read_shown
from hoso.spreadsheet._summary import SummarySheet, write_summary_template
from hoso.spreadsheet._tables import TableRead, TableRow, read_data, read_table
from hoso.spreadsheet._write import (
    Sheet,
    write_roster,
    write_roster_template,
    write_table,
    write_tables,
)

__all__ = [
    "FIRST_ROW",
    "BallotBook",
    "BallotRow",
    "BallotSheet",
    "BookRead",
    "EntryColumn",
    "EntryKind",
    "EntrySheet",
    "FigureRow",
    "FigureSheet",
    "FormSheet",
    "Formula",
    "Linked",
    "OpinionRow",
    "OpinionSheet",
    "Placed",
    "RegisterRead",
    "RegisterRow",
    "RosterRead",
    "RowProblem",
    "Sheet",
    "SheetKind",
    "SheetRead",
    "ShownCell",
    "ShownSheet",
    "Signed",
    "SummarySheet",
    "TableRead",
    "TableRow",
    "ballot_form",
    "csv_bytes",
    "opinion_form",
    "read_ballots",
    "read_book",
    "read_data",
    "read_register",
    "read_roster",
    "read_shown",
    "read_table",
    "role_name",
    "write_entry_book",
    "write_figures",
    "write_forms",
    "write_roster",
    "write_roster_template",
    "write_summary_template",
    "write_table",
    "write_tables",
]
