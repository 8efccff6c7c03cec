"""Recurrence (tái diễn): which earlier fault of the same subject has come back, and why.

Pure: values in, values out. Knowledge is data: the table of notions (`khai_niem/*.toml`) and the
trained weights (`trong_so.json`, made by tools/train_recurrence.py).
"""

from hoso.recurrence._decisions import apply_decisions
from hoso.recurrence._scorer import Scorer
from hoso.recurrence._subjects import candidates, same_subject

__all__ = ["Scorer", "apply_decisions", "candidates", "same_subject"]
