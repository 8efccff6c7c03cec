"""Facts (dữ kiện): flat dotted names made from model values, for the rules to see.

What is not known has no name here, never a default. The names are `hoso.model.facts.FACT_LABELS`.
"""

from hoso.facts._cases import (
    AwardCase,
    CampaignCase,
    CollectiveCase,
    Facts,
    FormSeen,
    GroupCase,
    MeetingCase,
    PersonCase,
    ReviewCase,
    SheetSeen,
    known,
)
from hoso.facts._counts import of_award, of_ballot, of_campaign, of_group, of_meeting
from hoso.facts._discipline import of_leaders_and_below, of_own_discipline
from hoso.facts._numbers import (
    CounterCase,
    DocumentCase,
    NumberSeen,
    Run,
    gaps,
    of_counter,
    of_document,
    run_words,
)
from hoso.facts._origins import with_origins
from hoso.facts._stated import contradictions, laid_over, none_of, stated
from hoso.facts._subjects import of_collective, of_person

__all__ = [
    "AwardCase",
    "CampaignCase",
    "CollectiveCase",
    "CounterCase",
    "DocumentCase",
    "Facts",
    "FormSeen",
    "GroupCase",
    "MeetingCase",
    "NumberSeen",
    "PersonCase",
    "ReviewCase",
    "Run",
    "SheetSeen",
    "contradictions",
    "gaps",
    "known",
    "laid_over",
    "none_of",
    "of_award",
    "of_ballot",
    "of_campaign",
    "of_collective",
    "of_counter",
    "of_document",
    "of_group",
    "of_leaders_and_below",
    "of_meeting",
    "of_own_discipline",
    "of_person",
    "run_words",
    "stated",
    "with_origins",
]
