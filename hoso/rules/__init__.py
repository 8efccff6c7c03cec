"""Rules (quy tắc): pure checks of flat facts against the data of a regime, with three outcomes."""

from hoso.model.profile import Eligible
from hoso.rules._ballot import VoteOutcome, VoteState, vote_outcome, whole_of
from hoso.rules._check import SUBJECTS, Rulings, check, of_subject, validate, validate_rules
from hoso.rules._eligible import eligible, form_for
from hoso.rules._kinds import CHECKS, Kind, months_after
from hoso.rules._pass_mark import (
    BALLOT_CHOICES,
    BASES,
    BallotTerms,
    PassMark,
    ballot_flaws,
    pass_mark,
)
from hoso.rules._points import Points, part_flaws, points, split_flaws, total

__all__ = [
    "BALLOT_CHOICES",
    "BASES",
    "CHECKS",
    "SUBJECTS",
    "BallotTerms",
    "Eligible",
    "Kind",
    "PassMark",
    "Points",
    "Rulings",
    "VoteOutcome",
    "VoteState",
    "ballot_flaws",
    "check",
    "eligible",
    "form_for",
    "months_after",
    "of_subject",
    "part_flaws",
    "pass_mark",
    "points",
    "split_flaws",
    "total",
    "validate",
    "validate_rules",
    "vote_outcome",
    "whole_of",
]
