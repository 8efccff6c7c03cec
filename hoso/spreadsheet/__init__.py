"""Bảng tính: what offices keep in Excel and CSV, read strictly and written readably.

The only room that knows openpyxl and CSV. Whole files are refused with UnreadableFileError;
bad rows come back as problems that name sheet, cell and remedy; nothing is dropped silently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoso.opening import on_use

if TYPE_CHECKING:
    from hoso.spreadsheet._ballot_forms import (
        ballot_form,
        opinion_form,
        role_name,
        write_forms,
    )
    from hoso.spreadsheet._ballots import BallotBook, BallotRow, BallotSheet, read_ballots
    from hoso.spreadsheet._book import BookRead, SheetKind, SheetRead, read_book
    from hoso.spreadsheet._csv import csv_bytes
    from hoso.spreadsheet._entry import write_entry_book
    from hoso.spreadsheet._figures import write_figures
    from hoso.spreadsheet._grid import RowProblem
    from hoso.spreadsheet._labelled import Placed
    from hoso.spreadsheet._opinions import OpinionRow, OpinionSheet
    from hoso.spreadsheet._register import RegisterRead, RegisterRow, read_register
    from hoso.spreadsheet._roster import RosterRead, read_roster
    from hoso.spreadsheet._shapes import (
        FIRST_ROW,
        EntryColumn,
        EntryKind,
        EntrySheet,
        FigureRow,
        FigureSheet,
        FormSheet,
        Formula,
        Linked,
        Sheet,
        Signed,
        SummarySheet,
    )
    from hoso.spreadsheet._shown import ShownCell, ShownSheet, read_shown
    from hoso.spreadsheet._summary import write_summary_template
    from hoso.spreadsheet._tables import TableRead, TableRow, read_data, read_table
    from hoso.spreadsheet._write import (
        write_roster,
        write_roster_template,
        write_table,
        write_tables,
    )
else:
    __getattr__ = on_use(
        __name__,
        {
            "_ballot_forms": "ballot_form opinion_form role_name write_forms",
            "_ballots": "BallotBook BallotRow BallotSheet read_ballots",
            "_book": "BookRead SheetKind SheetRead read_book",
            "_csv": "csv_bytes",
            "_entry": "write_entry_book",
            "_figures": "write_figures",
            "_grid": "RowProblem",
            "_labelled": "Placed",
            "_opinions": "OpinionRow OpinionSheet",
            "_register": "RegisterRead RegisterRow read_register",
            "_roster": "RosterRead read_roster",
            "_shapes": "FIRST_ROW EntryColumn EntryKind EntrySheet FigureRow FigureSheet FormSheet Formula Linked Sheet Signed SummarySheet",
            "_shown": "ShownCell ShownSheet read_shown",
            "_summary": "write_summary_template",
            "_tables": "TableRead TableRow read_data read_table",
            "_write": "write_roster write_roster_template write_table write_tables",
        },
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
