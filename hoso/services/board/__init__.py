"""The campaign board: what is done, late, waiting and for what, and the days left."""

from hoso.services.board._board import DOSSIER, REPORT, Board, Line, Row, board
from hoso.services.board._deadlines import Deadline, Deadlines
from hoso.services.board._milestones import MILESTONE_NAMES, Milestone
from hoso.services.board._next import Task
from hoso.services.board._sheets import meeting_words, write

__all__ = [
    "DOSSIER",
    "MILESTONE_NAMES",
    "REPORT",
    "Board",
    "Deadline",
    "Deadlines",
    "Line",
    "Milestone",
    "Row",
    "Task",
    "board",
    "meeting_words",
    "write",
]
