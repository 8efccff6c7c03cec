"""Bảng tính: what offices keep in Excel and CSV, read strictly and written readably.

The only room that knows openpyxl and CSV. Whole files are refused with UnreadableFileError;
bad rows come back as problems that name sheet, cell and remedy; nothing is dropped silently.
"""

from hoso.spreadsheet._ballots import BallotRow, BallotSheet, Placed, read_ballots
from hoso.spreadsheet._grid import RowProblem
from hoso.spreadsheet._register import RegisterRead, RegisterRow, read_register
from hoso.spreadsheet._roster import RosterRead, read_roster
from hoso.spreadsheet._shown import ShownCell, ShownSheet, read_shown
from hoso.spreadsheet._summary import SummarySheet, write_summary_template
from hoso.spreadsheet._tables import TableRead, TableRow, read_data, read_table
from hoso.spreadsheet._write import write_roster, write_roster_template, write_table

__all__ = [
    "BallotRow",
    "BallotSheet",
    "Placed",
    "RegisterRead",
    "RegisterRow",
    "RosterRead",
    "RowProblem",
    "ShownCell",
    "ShownSheet",
    "SummarySheet",
    "TableRead",
    "TableRow",
    "read_ballots",
    "read_data",
    "read_register",
    "read_roster",
    "read_shown",
    "read_table",
    "write_roster",
    "write_roster_template",
    "write_summary_template",
    "write_table",
]
