"""Recurrence (tái diễn): which earlier fault of the same subject has come back, and why.

Pure: values in, values out. Knowledge is data: the table of notions (`khai_niem/*.toml`) and the
trained weights (`trong_so.json`, made by tools/train_recurrence.py).
"""

from hoso.recurrence._copies import Copy, Repeated, Review, copies, repeated
from hoso.recurrence._decisions import apply_decisions
from hoso.recurrence._scorer import Scorer
from hoso.recurrence._stock import Stock, stock_in, stock_reasons
from hoso.recurrence._subjects import candidates, same_subject, subject_key
from hoso.recurrence._threads import (
    Kind,
    Past,
    Remedied,
    Strand,
    Tenure,
    standing,
    strands,
    tips,
    trace,
)

__all__ = [
    "Copy",
    "Kind",
    "Past",
    "Remedied",
    "Repeated",
    "Review",
    "Scorer",
    "Stock",
    "Strand",
    "Tenure",
    "apply_decisions",
    "candidates",
    "copies",
    "repeated",
    "same_subject",
    "standing",
    "stock_in",
    "stock_reasons",
    "strands",
    "subject_key",
    "tips",
    "trace",
]
